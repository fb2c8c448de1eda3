"""The parts of a text without a list: its sentences, or the sections under their heads (半年进度：…)."""

import re
from decimal import Decimal

from jixiao.criteria.reading import statements as atoms
from jixiao.criteria.reading.clauses import HEADS, pieces_of
from jixiao.criteria.reading.outline import sentences
from jixiao.criteria.reading.statements import Award
from jixiao.criteria.shapes.base import ZERO
from jixiao.values.rounding import plain

_NUM = r"\d+(?:\.\d+)?"
_HEAD = re.compile(r"([\u4e00-\u9fff]{2,12}):(?=.)")
_MODIFIES = re.compile(r"[且或除但若仅如扣得]|否则|其中|另外")


def headed(text: str) -> list[str]:
    """半年进度：≥45%得2分… as 半年进度(2分):…, where every sentence stands under such a head; else none."""
    sections: list[tuple[str, list[str]]] = []
    for sentence in sentences(text):
        head = _HEAD.match(sentence)
        if head and not HEADS.fullmatch(head[1]) and not _MODIFIES.search(head[1]):
            sections.append((head[1], [sentence[head.end() :]]))
        elif sections:
            sections[-1][1].append(sentence)
        else:
            return []
    if len({head for head, _ in sections}) < max(2, len(sections)):
        return []
    bodies = [(head, ";".join(body)) for head, body in sections]
    points = [most_points(body) for _, body in bodies]
    if not all(points):
        return []
    return [f"{head}({plain(each or ZERO)}分):{body}" for (head, body), each in zip(bodies, points, strict=True)]


def grouped(text: str) -> list[str]:
    """The sentences, each with those behind it that give no points of their own."""
    groups: list[str] = []
    for sentence in sentences(text):
        if groups and not most_points(sentence):
            groups[-1] += f";{sentence}"
        else:
            groups.append(sentence)
    return groups


def most_points(text: str) -> Decimal | None:
    """The most points a text gives: its awards, or the number that its formula multiplies with."""
    points: list[Decimal] = []
    for piece in pieces_of(text):
        award = piece.atom.award if isinstance(piece.atom, atoms.Described) else piece.atom
        if isinstance(award, Award) and award.points is not None and not award.minus:
            points.append(award.points)
        if isinstance(piece.atom, atoms.Score):
            points += [Decimal(number) for number in re.findall(rf"×({_NUM})(?:分|$)", piece.atom.expression)]
    return max(points, default=None)

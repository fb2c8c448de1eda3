"""Statements that belong together across the commas of a sentence: two comparisons of one value, a part of a step."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from jixiao.criteria.reading import statements as atoms
from jixiao.criteria.reading.clauses import Piece
from jixiao.criteria.reading.measures import MEASURES
from jixiao.criteria.reading.statements import Condition, Edge
from jixiao.criteria.shapes.base import Rounding
from jixiao.criteria.shapes.steps import Direction

_NOT_TAKEN = re.compile(r"(?:的|部分)*不(?:予|再)?(?:扣分|扣减|扣|计分|计算|计)")
_SHORT_OF = re.compile(rf"(?:每)?(?:少|差|缺|低)(\d+)({MEASURES})")
_ONE = re.compile(rf"(?:^|，)有?[1一](?:{MEASURES})")
_COMMENT = re.compile(r"(?:说明|视同|视为|表明|即|属于|认定为|反映)[^\d且但若如除≤≥<>=]*")


def joined(pieces: Sequence[Piece]) -> list[Piece]:
    """The statements of a text with those put together that say one thing."""
    return _ranges(_comments(_beyond(_counted(_parts(pieces)))))


def _parts(pieces: Sequence[Piece]) -> list[Piece]:
    """不足1%的，不扣分 beside 每超1%: a part of a step; 不足90%的: a comparison."""
    sizes = {piece.atom.size for piece in pieces if isinstance(piece.atom, atoms.Step | atoms.Gain)}
    found: list[Piece] = []
    for piece in pieces:
        last = found[-1] if found else None
        opened = last.atom if last and isinstance(last.atom, atoms.PartOpens) else None
        if last and opened and opened.size in sizes and _NOT_TAKEN.fullmatch(piece.words):
            found[-1] = replace(
                last, atom=atoms.Part(Rounding.FLOOR, opened.size), words=f"{last.words}，{piece.words}"
            )
            continue
        if isinstance(piece.atom, atoms.PartOpens) and piece.atom.size not in sizes:
            piece = replace(piece, atom=Condition(None, Edge(piece.atom.size, piece.atom.unit, False)))
        found.append(piece)
    return found


def _counted(pieces: Sequence[Piece]) -> list[Piece]:
    """有一次记录的得1分，最多得2分: what has a most is earned each time."""
    found = list(pieces)
    for n, (piece, after) in enumerate(pairwise(pieces)):
        told, most = piece.atom, after.atom
        if not (
            isinstance(told, atoms.Described) and isinstance(most, atoms.Most) and piece.sentence == after.sentence
        ):
            continue
        award = told.award
        if _ONE.search(told.text) and not award.minus and award.points and award.points < most.points:
            found[n] = replace(piece, atom=atoms.Each(award.points, told.text))
    return found


def _beyond(pieces: Sequence[Piece]) -> list[Piece]:
    """不高于计划的，得5分；高于的，…: on the other side of the figure named last."""
    found: list[Piece] = []
    last: atoms.Atom | None = None
    for piece in pieces:
        if isinstance(piece.atom, atoms.Beyond):
            piece = replace(piece, atom=_other_side(last, piece.atom.relation) or atoms.Unknown(piece.words))
        elif isinstance(piece.atom, Condition | atoms.AgainstTarget):
            last = piece.atom
        found.append(piece)
    return found


def _other_side(last: atoms.Atom | None, relation: str) -> atoms.Atom | None:
    if isinstance(last, atoms.AgainstTarget):
        return replace(last, relation=relation) if relation not in last.relation else None
    edge = (last.high if relation == ">" else last.low) if isinstance(last, Condition) else None
    if not isinstance(last, Condition) or edge is None or (last.low == last.high and edge.value == 0):
        return None
    bound = replace(edge, included=None if edge.included is None else not edge.included, firm=True)
    return Condition(bound, None, last.subject) if relation == ">" else Condition(None, bound, last.subject)


def _comments(pieces: Sequence[Piece]) -> list[Piece]:
    """高于130%的，说明目标偏低，扣1分: what a case shows, between the case and its points, is no case of its own."""
    found: list[Piece] = []
    for piece in pieces:
        last, told = found[-1] if found else None, piece.atom
        compares = last and isinstance(last.atom, Condition | atoms.AgainstTarget) and last.sentence == piece.sentence
        if last and compares and isinstance(told, atoms.Described) and _COMMENT.fullmatch(told.text):
            found[-1:] = [replace(piece, atom=atoms.Unknown(told.text), words=told.text, marked=False), last]
            piece = replace(piece, atom=told.award)
        found.append(piece)
    return found


def _ranges(pieces: Sequence[Piece]) -> list[Piece]:
    """90%以上，不足95%的，得3分: two bounds of one value before its points are a range."""
    found: list[Piece] = []
    for piece in pieces:
        last = found[-1] if found else None
        both = _between(last, piece) if last else None
        if last and both:
            found[-1] = replace(last, atom=both, words=f"{last.words}，{piece.words}")
        else:
            found.append(piece)
    return found


def _between(one: Piece, other: Piece) -> Condition | None:
    """The range of two comparisons that stand side by side; None where they are no range."""
    first, second = one.atom, other.atom
    if one.sentence != other.sentence or not (isinstance(first, Condition) and isinstance(second, Condition)):
        return None
    if second.subject or len(_edges(first)) != 1 or len(_edges(second)) != 1:
        return None
    low, high = first.low or second.low, first.high or second.high
    if low is None or high is None or low.value >= high.value or not _alike(low, high):
        return None
    return Condition(low, high, first.subject)


def _edges(condition: Condition) -> list[Edge]:
    return [edge for edge in (condition.low, condition.high) if edge]


def _alike(low: Edge, high: Edge) -> bool:
    """Of one unit; a bare 0 has any."""
    return low.unit == high.unit or (Decimal(0) in (low.value, high.value) and "" in (low.unit, high.unit))


_NOTHING = atoms.Award(points=Decimal(0))
_END = Piece(atoms.Unknown(""), "", 0, False)


def same_measure(pieces: Sequence[Piece]) -> list[Piece]:
    """≥1000人次…每少100人次扣1分: a step, where a bound has its unit; 未超编…每超编1人扣1分: a case, where none has.

    ≤上年决算数…每超1%扣0.5分: last year's figure takes the place of the 目标值.
    """
    units = {e.unit for p in pieces if isinstance(p.atom, Condition) for e in (p.atom.low, p.atom.high) if e}
    steps = any(isinstance(piece.atom, atoms.Step) for piece in pieces)
    against = any(
        isinstance(piece.atom, Condition | atoms.AgainstTarget | atoms.Standard) and following.atom != _NOTHING
        for piece, following in zip(pieces, [*pieces[1:], _END], strict=False)
    )
    return [_measured(piece, units, steps, against) for piece in pieces]


def _measured(piece: Piece, units: set[str], steps: bool, against: bool) -> Piece:
    atom = piece.atom
    if isinstance(atom, atoms.Occurrence) and (found := _SHORT_OF.fullmatch(atom.event)) and found[2] in units:
        return replace(piece, atom=atoms.Step(Direction.UNDER, atom.per, found[2], atom.points))
    if isinstance(atom, atoms.Step) and not against and atom.size == 1 and atom.unit in MEASURES.split("|"):
        event = re.sub(r"的?扣.*$", "", piece.words).removeprefix("每")
        return replace(piece, atom=atoms.Occurrence(event, atom.size, atom.points, False))
    if isinstance(atom, atoms.VersusLastYear) and steps and atom.relation in "≤<≥>":
        return replace(piece, atom=atoms.AgainstTarget(atom.relation, atom.subject, "上年数"))
    return piece

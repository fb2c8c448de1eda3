"""Statements that belong together across the commas of a sentence: two comparisons of one value, a part of a step."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from jixiao.criteria.reading import statements as atoms
from jixiao.criteria.reading.clauses import Piece
from jixiao.criteria.reading.statements import Condition, Edge
from jixiao.criteria.shapes.base import Rounding

_NOT_TAKEN = re.compile(r"(?:的|部分)*不(?:予|再)?(?:扣分|扣减|扣|计分|计算|计)")


def joined(pieces: Sequence[Piece]) -> list[Piece]:
    """The statements of a text with those put together that say one thing."""
    return _ranges(_parts(pieces))


def _parts(pieces: Sequence[Piece]) -> list[Piece]:
    """不足1%的，不扣分 beside 每超1%: a part of a step; 不足90%的: a comparison."""
    sizes = {piece.atom.size for piece in pieces if isinstance(piece.atom, atoms.Step)}
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

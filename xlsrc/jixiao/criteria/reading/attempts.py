"""Which statements of a text are tried as a rule: all of them, then without those that score nothing."""

from collections.abc import Iterator
from decimal import Decimal

from jixiao.criteria.reading import statements as atoms
from jixiao.criteria.reading.clauses import Piece


def attempts(pieces: list[Piece], weight: Decimal) -> Iterator[tuple[list[Piece], list[Piece]]]:
    """(what is tried, what is left out), the most first."""
    yield from _attempts(pieces)
    yield from _without_total(pieces, weight)


def _attempts(pieces: list[Piece]) -> Iterator[tuple[list[Piece], list[Piece]]]:
    """All of it; then without the texts before it, behind it, and anywhere, that score nothing."""
    yield pieces, []
    scoring = [n for n, piece in enumerate(pieces) if not is_silent(piece)]
    if not scoring:
        return
    start, end = scoring[0], scoring[-1] + 1
    for kept in (pieces[start:], pieces[:end], pieces[start:end], [p for p in pieces if not is_silent(p) or p.marked]):
        dropped = [piece for piece in pieces if piece not in kept]
        if dropped and not any(piece.marked for piece in dropped):
            yield kept, dropped
    loud = [piece for piece in pieces if not is_silent(piece) or piece.marked]
    yield from _without_judgement(pieces)
    gives = [n for n, piece in enumerate(loud) if isinstance(piece.atom, _GIVING)]
    if gives and gives[0]:
        first = gives[0] - (isinstance(loud[gives[0]].atom, atoms.Award) and gives[0] > 0)
        if not any(piece.marked for piece in loud[:first]):
            yield loud[first:], [piece for piece in pieces if piece not in loud[first:]]


_GIVING = (atoms.Award, atoms.Described, atoms.Occurrence, atoms.Each, atoms.Step, atoms.Gain, atoms.Score)


def _without_judgement(pieces: list[Piece]) -> Iterator[tuple[list[Piece], list[Piece]]]:
    """A rule with numbers beside words such as 酌情: a proposal at most."""
    judged = [piece for piece in pieces if isinstance(piece.atom, atoms.ByJudgement)]
    if judged:
        kept = [piece for piece in pieces if not is_silent(piece) and piece not in judged]
        yield kept, [piece for piece in pieces if piece not in kept]


def _without_total(pieces: list[Piece], weight: Decimal) -> Iterator[tuple[list[Piece], list[Piece]]]:
    """补贴率得3分。每月97%以上得3分…: a sentence before the rule that says no more than the weight."""
    first, rest = pieces[:1], [piece for piece in pieces[1:] if not is_silent(piece)]
    told = first[0].atom if first else None
    if not isinstance(told, atoms.Described) or told.award != atoms.Award(points=weight) or told.marked:
        return
    awards = [piece.atom.award if isinstance(piece.atom, atoms.Described) else piece.atom for piece in rest]
    if atoms.Award(points=weight) in awards and all(piece.sentence != first[0].sentence for piece in rest):
        yield rest, [piece for piece in pieces if piece not in rest]


def is_silent(piece: Piece) -> bool:
    """Whether it is text that scores nothing."""
    return isinstance(piece.atom, atoms.Unknown | atoms.Named | atoms.Total)

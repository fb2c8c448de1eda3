"""Statements said otherwise where they make no rule as they stand: cases in numbers beside cases in words."""

import re
from dataclasses import replace

from jixiao.criteria.reading import statements as atoms
from jixiao.criteria.reading.clauses import Piece
from jixiao.criteria.reading.statements import Condition

_COMPARED = (Condition, atoms.AgainstTarget, atoms.VersusLastYear, atoms.Outside)
_COUNTS = re.compile(r"[\d≤≥<>=每但除若如仅]")


def in_words(pieces: list[Piece]) -> list[Piece] | None:
    """All cases as words, for a person to pick from; None where nothing is told in words, or not all can be."""
    if not any(isinstance(piece.atom, atoms.Described) for piece in pieces):
        return None
    told: list[Piece] = []
    for piece in pieces:
        last = told[-1] if told else None
        if last and isinstance(last.atom, _COMPARED) and isinstance(piece.atom, atoms.Award):
            text = re.sub(r"，?的?(?:[得计记给]?\d+(?:\.\d+)?分|[得计记]?满分|不得分)$", "", last.words)
            told[-1] = replace(last, atom=atoms.Described(text, piece.atom, last.marked))
        else:
            told.append(piece)
    return None if any(isinstance(piece.atom, _COMPARED) for piece in told) else told


def rest_in_words(pieces: list[Piece]) -> tuple[list[Piece], str] | None:
    """(the statements with 否则 in place of the one case in words, its words); None where there is no such case."""
    cases = [piece for piece in pieces if isinstance(piece.atom, atoms.Described)]
    if any(isinstance(piece.atom, atoms.Otherwise) for piece in pieces):
        return None  # the rest is told already
    if len(cases) != 1 or not any(isinstance(piece.atom, Condition) for piece in pieces):
        return None
    told = cases[0].atom
    assert isinstance(told, atoms.Described)
    if told.marked or told.award.minus or _COUNTS.search(told.text):
        return None
    at = pieces.index(cases[0])
    instead = [replace(cases[0], atom=atoms.Otherwise()), replace(cases[0], atom=told.award)]
    return [*pieces[:at], *instead, *pieces[at + 1 :]], told.text

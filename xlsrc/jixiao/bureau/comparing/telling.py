"""How a suspicion is told: its words from the catalogue, its mark from whom and what it concerns, never from how strong it is."""

import hashlib
from collections.abc import Iterable, Sequence
from decimal import Decimal

from jixiao.bureau.comparing.model import Side, Suspicion
from jixiao.findings import Kind
from jixiao.values.key import NO_KEY

MARK = 12
LISTED = 5
LONGEST = 60


def suspicion(
    kind: Kind, about: Iterable[str], sides: Sequence[Side], measured: tuple[Decimal, str] | None, **words: object
) -> Suspicion:
    """A suspicion of a kind. `about`: whom and what it concerns; the same words give the same mark in every run.

    `measured`: how strong it is, with the unit; None where there is nothing to measure.
    """
    told = "\n".join((kind.code, *about))
    mark = hashlib.sha256(told.encode()).hexdigest()[:MARK]
    measure, unit = measured or (None, "")
    return Suspicion(kind, kind.at(NO_KEY, **words).wrong, tuple(sides), measure, mark, unit)


def named(things: Sequence[str], counted: str = "家") -> str:
    """甲、乙 …, of many the first ones and how many of what is `counted`."""
    if len(things) <= LISTED:
        return "、".join(things)
    return f"{'、'.join(things[:LISTED])}等 {len(things)} {counted}"


def shortened(text: str) -> str:
    """A text for a sentence."""
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}……"

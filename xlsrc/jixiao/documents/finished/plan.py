"""The sheets of a finished workbook as plain data: what stands where. Drawing writes it, verifying compares with it."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from jixiao.values.widths import LEAST_POINTS, LINE_POINTS, PADDING_POINTS, lines_in

Value = Decimal | date | str | None
TALLEST = 380.0  # a row may have 409 points; a longer text gets several rows, merged
PIECE = 280.0


@dataclass(frozen=True)
class Slot:
    """A value over `span` columns, from a column (from 1) on; `look` names its format."""

    column: int
    span: int
    value: Value
    look: str


@dataclass(frozen=True)
class Line:
    """Slots side by side; more than one height: the slots are merged over so many rows."""

    slots: tuple[Slot, ...] = ()
    heights: tuple[float, ...] = (10.0,)


@dataclass(frozen=True)
class Sheet:
    """A sheet: widths of its columns, lines from row 1 on. `repeat`: the row of the headings printed on every page;
    `right`: the last printed column; `pages`: how many pages high (0: as many as needed)."""

    name: str
    widths: tuple[float, ...]
    lines: tuple[Line, ...]
    landscape: bool = False
    repeat: int = 0
    right: int = 0
    pages: int = 0

    def placed(self) -> Iterator[tuple[int, Line]]:
        """(first row, line)."""
        row = 1
        for line in self.lines:
            yield row, line
            row += len(line.heights)

    def cells(self) -> Iterator[tuple[int, int, Slot]]:
        """(row, column, slot) of everything that has a value."""
        for row, line in self.placed():
            for slot in line.slots:
                if slot.value not in (None, ""):
                    yield row, slot.column, slot


def fitted(slots: Sequence[Slot], widths: Sequence[float], least: float = LEAST_POINTS) -> Line:
    """A line as high as its texts need."""
    needed = max((_points(slot, widths) for slot in slots if isinstance(slot.value, str)), default=least)
    needed = max(needed, least)
    count = 1 if needed <= TALLEST else math.ceil(needed / PIECE)
    return Line(tuple(slots), (round(needed / count, 2),) * count)


def _points(slot: Slot, widths: Sequence[float]) -> float:
    room = sum(widths[slot.column - 1 : slot.column - 1 + slot.span])
    return lines_in(str(slot.value), room) * LINE_POINTS + PADDING_POINTS


def share_columns(weights: Sequence[float], least: Sequence[int], total: int) -> list[int]:
    """`total` columns shared out by weights, none less than its `least`; the widest ones give and take the rest."""
    whole = sum(weights)
    exact = [weight / whole * total for weight in weights]
    spans = [max(low, int(share)) for low, share in zip(least, exact, strict=True)]
    while sum(spans) != total:
        step = 1 if sum(spans) < total else -1
        open_ones = [n for n, span in enumerate(spans) if step > 0 or span > least[n]]
        chosen = max(open_ones, key=lambda n: (step * (exact[n] - spans[n]), weights[n]))
        spans[chosen] += step
    return spans

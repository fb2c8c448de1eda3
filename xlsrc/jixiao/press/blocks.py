"""A rectangle of values for one sheet, begun from the texts that stand there anyway."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from jixiao.findings import Place
from jixiao.forms import outputs
from jixiao.forms.outputs import Table
from jixiao.values.widths import row_height
from jixiao.values.words import NOT_APPLICABLE


@dataclass(frozen=True)
class Link:
    """A cell that jumps to a place; `named`: the sheet is said too; `words`: what is said instead."""

    place: Place
    named: bool = False
    words: str = ""

    @property
    def caption(self) -> str:
        """What the clerk sees: the cell, or the sheet where the place is a whole sheet."""
        if self.words:
            return self.words
        named = self.place.sheet if self.named or not self.place.cell else ""
        return " ".join(part for part in ("→", named, self.place.cell) if part)


@dataclass(frozen=True)
class Live:
    """A cell that the spreadsheet computes: a formula of the program's own making, without "="."""

    expression: str


Cell = str | int | Decimal | Link | Live | None


@dataclass(frozen=True)
class Block:
    """Values with the place of their first cell (from 1)."""

    sheet: str
    top: int
    left: int
    rows: Sequence[Sequence[Cell]]
    heights: Mapping[int, float] = field(default_factory=dict)


class Canvas:
    """The one rectangle of an output sheet, with its fixed texts already in place."""

    def __init__(self, sheet: str) -> None:
        self.sheet = sheet
        self.top, self.left, self.bottom, self.right = outputs.BLOCKS[sheet]
        width = self.right - self.left + 1
        self._heights: dict[int, float] = {}
        self._rows: list[list[Cell]] = [[None] * width for _ in range(self.bottom - self.top + 1)]
        for (row, column), text in outputs.fixed_texts(sheet).items():
            if self.top <= row <= self.bottom and self.left <= column <= self.right:
                self.put(row, column, [text])

    def put(self, row: int, column: int, values: Sequence[Cell]) -> None:
        """Values side by side from a sheet cell on."""
        at = column - self.left
        self._rows[row - self.top][at : at + len(values)] = values

    def block(self) -> Block:
        """The finished rectangle."""
        return Block(self.sheet, self.top, self.left, self._rows, self._heights)

    def fit(self, table: Table) -> None:
        """Fit the rows of a table to their wrapped texts."""
        widths = [column.width if column.kind in ("text", "entry") else 1000.0 for column in table.columns]
        for row in range(table.first, table.last + 1):
            cells = self._rows[row - self.top][table.left - self.left :]
            texts = [(cell, width) for cell, width in zip(cells, widths, strict=False) if isinstance(cell, str)]
            self._heights[row] = row_height(texts)


def as_fraction(points: Decimal | None) -> Cell:
    """Percent points for a cell in percent format; 不适用 where there is no rate."""
    return NOT_APPLICABLE if points is None else points / 100

"""A sheet as plain cells, wherever it comes from: a workbook of any format, a table of a document, a pasted block."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Spot = tuple[int, int]
"""Row and column, both from 1."""


@dataclass(frozen=True, slots=True)
class Span:
    """A merged range, first and last cell included."""

    row: int
    column: int
    last_row: int
    last_column: int

    @property
    def spots(self) -> list[Spot]:
        """Every cell of it, the top left one first."""
        rows = range(self.row, self.last_row + 1)
        return [(row, column) for row in rows for column in range(self.column, self.last_column + 1)]


@dataclass(frozen=True)
class RawSheet:
    """`values` by cell, blanks left out; `formulas` are cells whose result isn't known.

    `merged` is None where the source can't tell (pasted, .ods): then nothing is known about any cell, not that there
    are none. `percents` are number cells shown as a percentage, None where the source can't tell.
    """

    name: str
    values: Mapping[Spot, object]
    merged: tuple[Span, ...] | None = None
    percents: frozenset[Spot] | None = None
    formulas: Mapping[Spot, str] = field(default_factory=dict)
    visible: bool = True


def pasted(name: str, rows: list[list[object]], top: int = 1, left: int = 1) -> RawSheet:
    """A block of values as xlwings or a list gives it, its first cell at (`top`, `left`)."""
    values = {
        (top + r, left + c): value for r, row in enumerate(rows) for c, value in enumerate(row) if value is not None
    }
    return RawSheet(name, values)

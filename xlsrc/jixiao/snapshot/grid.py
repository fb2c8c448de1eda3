"""A sheet as plain values and formulas: the flat picture between the spreadsheet and the logic."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from jixiao.values.typed import folded

Rows = Sequence[Sequence[object]]


@dataclass(frozen=True)
class Grid:
    """The used block of a sheet: `values` and `formulas` start at (`top`, `left`), both from 1."""

    sheet: str
    values: Rows
    formulas: Rows = ()
    top: int = 1
    left: int = 1
    visible: bool = field(default=True, compare=False)

    @property
    def last_row(self) -> int:
        """The last used row."""
        return self.top + len(self.values) - 1

    def value(self, row: int, column: int) -> object:
        """The cell's value, None outside the block."""
        return _cell(self.values, row - self.top, column - self.left)

    def formula(self, row: int, column: int) -> str:
        """The cell's formula, '' where it has none. A text that begins with '=' is its own value, no formula."""
        found = _cell(self.formulas, row - self.top, column - self.left)
        if isinstance(found, str) and found.startswith("=") and found != self.value(row, column):
            return found
        return ""

    @cached_property
    def texts(self) -> dict[str, list[tuple[int, int]]]:
        """Where each text stands, folded, in reading order."""
        found: dict[str, list[tuple[int, int]]] = {}
        for row, column, text in self._text_cells():
            found.setdefault(folded(text), []).append((row, column))
        return found

    def row_texts(self, row: int) -> dict[str, int]:
        """folded text → column, for one row; the leftmost of equal texts."""
        if not self.top <= row <= self.last_row:
            return {}
        cells = self.values[row - self.top]
        return {folded(v): self.left + n for n, v in reversed(list(enumerate(cells))) if isinstance(v, str)}

    def _text_cells(self) -> Iterator[tuple[int, int, str]]:
        for r, cells in enumerate(self.values):
            for c, value in enumerate(cells):
                if isinstance(value, str):
                    yield self.top + r, self.left + c, value


def _cell(rows: Rows, r: int, c: int) -> object:
    if 0 <= r < len(rows) and 0 <= c < len(rows[r]):
        return rows[r][c]
    return None

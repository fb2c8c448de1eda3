"""A sheet as plain values and formulas: the flat picture between the spreadsheet and the logic."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from jixiao.values.typed import folded

Rows = Sequence[Sequence[object]]
UNIT_MARK = "(单位"


@dataclass(frozen=True)
class Grid:
    """The used block of a sheet: `values` and `formulas` start at (`top`, `left`), both from 1; whether its tab is shown."""

    sheet: str
    values: Rows
    formulas: Rows = ()
    top: int = 1
    left: int = 1
    visible: bool = True

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

    def with_values(self, top: int, left: int, rows: Rows) -> "Grid":
        """The sheet with a block written over it; formulas below the block are gone."""
        first, begin = min(self.top, top), min(self.left, left)
        last = max(self.last_row, top + len(rows) - 1)
        end = max([left + len(row) - 1 for row in rows] + [self.left + len(row) - 1 for row in self.values])
        across = range(begin, end + 1)
        values = [[self.value(row, column) for column in across] for row in range(first, last + 1)]
        formulas = [[self.formula(row, column) for column in across] for row in range(first, last + 1)]
        for r, cells in enumerate(rows, top - first):
            for c, value in enumerate(cells, left - begin):
                values[r][c], formulas[r][c] = value, ""
        return Grid(self.sheet, values, formulas, first, begin, self.visible)

    @cached_property
    def texts(self) -> dict[str, list[tuple[int, int]]]:
        """Where each text stands, folded, in reading order."""
        found: dict[str, list[tuple[int, int]]] = {}
        for row, column, text in self._text_cells():
            found.setdefault(folded(text), []).append((row, column))
        return found

    @cached_property
    def titles(self) -> dict[str, list[tuple[int, int, str]]]:
        """Where each text stands with its unit apart: 收入预算（单位：万元） → 收入预算: (row, column, 万元)."""
        found: dict[str, list[tuple[int, int, str]]] = {}
        for text, places in self.texts.items():
            title, _, unit = text.partition(UNIT_MARK)
            found.setdefault(title, []).extend((row, column, unit.strip(":)")) for row, column in places)
        return found

    def row_texts(self, row: int) -> dict[str, int]:
        """folded text → column, for one row; the leftmost of equal texts."""
        return {text: columns[0] for text, columns in self.row_columns(row).items()}

    def row_columns(self, row: int) -> dict[str, list[int]]:
        """folded text → its columns from left to right, for one row."""
        found: dict[str, list[int]] = {}
        if self.top <= row <= self.last_row:
            for n, value in enumerate(self.values[row - self.top]):
                if isinstance(value, str):
                    found.setdefault(folded(value), []).append(self.left + n)
        return found

    def _text_cells(self) -> Iterator[tuple[int, int, str]]:
        for r, cells in enumerate(self.values):
            for c, value in enumerate(cells):
                if isinstance(value, str):
                    yield self.top + r, self.left + c, value


def _cell(rows: Rows, r: int, c: int) -> object:
    if 0 <= r < len(rows) and 0 <= c < len(rows[r]):
        return rows[r][c]
    return None

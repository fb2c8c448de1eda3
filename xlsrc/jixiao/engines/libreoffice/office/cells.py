"""Reading blocks of cells. Rows and columns count from 1, as everywhere outside of UNO.

A block travels as {"values": rows of str, float or None, "dates": [[row, column, kind]], "booleans":
[[row, column]], "errors": [[row, column, text]]}; the last three are offsets from 0 into the rows.
"""

from __future__ import annotations  # LibreOffice may bring Python 3.8

from typing import Any

from .formulas import excel_formula, is_constant

VALUE, DATETIME, TEXT, FORMULA = 1, 2, 4, 16  # com.sun.star.sheet.CellFlags
NUMBER_RESULT, ERROR_RESULT, ANY_RESULT = 1, 4, 7  # com.sun.star.sheet.FormulaResult
DATE_FORMAT, TIME_FORMAT, LOGICAL_FORMAT = 2, 4, 1024  # com.sun.star.util.NumberFormat
ERRORS = {32767: "#N/A", 503: "#NUM!", 519: "#VALUE!", 521: "#NULL!", 524: "#REF!", 525: "#NAME?", 532: "#DIV/0!"}


def block_of(sheet: Any, area: Any) -> Any:
    """The UNO range of an area [row, column, rows, columns]."""
    row, column, rows, columns = area
    return sheet.getCellRangeByPosition(column - 1, row - 1, column + columns - 2, row + rows - 2)


def inside(found: Any, area: Any) -> Any:
    """(top, left, bottom, right) of each range found, as offsets from 0 into the area.

    LibreOffice also gives cells left of an area that begins beyond its last used column: those are dropped.
    """
    row, column, rows, columns = area
    offsets = [
        (a.StartRow + 1 - row, a.StartColumn + 1 - column, a.EndRow + 1 - row, a.EndColumn + 1 - column)
        for a in found.RangeAddresses
    ]
    return [o for o in offsets if o[0] >= 0 and o[1] >= 0 and o[2] < rows and o[3] < columns]


def content_area(sheet: Any) -> Any:
    """[row, column, rows, columns] around everything with content; A1 of an empty sheet."""
    found = sheet.queryContentCells(VALUE | DATETIME | TEXT | FORMULA).RangeAddresses
    if not found:
        return [1, 1, 1, 1]
    top, left = min(a.StartRow for a in found), min(a.StartColumn for a in found)
    bottom, right = max(a.EndRow for a in found), max(a.EndColumn for a in found)
    return [top + 1, left + 1, bottom - top + 1, right - left + 1]


def read(document: Any, sheet: Any, area: Any) -> Any:
    """The block's values as the application shows them, results of formulas included."""
    cells = block_of(sheet, area)
    rows = [[None if value == "" else value for value in row] for row in cells.getDataArray()]
    kinds = _Kinds(document, cells, area)
    return {"values": rows, "dates": kinds.dates(), "booleans": kinds.booleans(rows), "errors": kinds.errors()}


def formulas(sheet: Any, area: Any) -> Any:
    """Rows of Excel formulas, None for cells that hold none."""
    cells = block_of(sheet, area)
    texts: Any = [[None] * area[3] for _ in range(area[2])]
    for top, left, bottom, right in inside(cells.queryFormulaCells(ANY_RESULT), area):
        part = cells.getCellRangeByPosition(left, top, right, bottom).getFormulaArray()
        for down, row in enumerate(part):
            texts[top + down][left : right + 1] = [_formula(text) for text in row]
    return texts


def _formula(text: str) -> Any:
    text = text[1:-1] if text.startswith("{=") else text
    return None if is_constant(text) else excel_formula(text)


class _Kinds:
    """Which numbers of a block are dates or booleans, which cells are errors."""

    def __init__(self, document: Any, cells: Any, area: Any) -> None:
        self._formats, self._cells = document.NumberFormats, cells
        self._area = area
        self._types: dict[int, int] = {}
        self._results = self._typed(cells.queryFormulaCells(NUMBER_RESULT))

    def _typed(self, found: Any) -> Any:
        """[(row, column, type of number format)] of every cell."""
        return [place for area in inside(found, self._area) for place in self._typed_range(area)]

    def _typed_range(self, area: Any) -> Any:
        """Two calls for a range of equal formats; a mixed one is asked cell by cell."""
        top, left, bottom, right = area
        whole = self._cells.getCellRangeByPosition(left, top, right, bottom)
        places = [(row, column) for row in range(top, bottom + 1) for column in range(left, right + 1)]
        if len(places) == 1 or whole.getPropertyState("NumberFormat").value != "AMBIGUOUS_VALUE":
            kind = self._type(whole.NumberFormat)
            return [(*place, kind) for place in places]
        return [(*p, self._type(self._cells.getCellByPosition(p[1], p[0]).NumberFormat)) for p in places]

    def _type(self, key: int) -> int:
        if key not in self._types:
            self._types[key] = self._formats.getByKey(key).Type
        return self._types[key]

    def dates(self) -> Any:
        """[row, column, "date" or "time"]; typed ones and results of formulas."""
        typed = self._typed(self._cells.queryContentCells(DATETIME)) + self._results
        return [
            [row, column, "date" if kind & DATE_FORMAT else "time"]
            for row, column, kind in typed
            if kind & (DATE_FORMAT | TIME_FORMAT)
        ]

    def booleans(self, rows: Any) -> Any:
        """Cells of 0 or 1 in a logical format."""
        typed = list(self._results)
        for area in inside(self._cells.queryContentCells(VALUE), self._area):
            if _holds_bits(rows, area):
                typed += self._typed_range(area)
        return [[r, c] for r, c, kind in typed if kind & LOGICAL_FORMAT and rows[r][c] in (0.0, 1.0)]

    def errors(self) -> Any:
        """[row, column, "#DIV/0!"]."""
        found = inside(self._cells.queryFormulaCells(ERROR_RESULT), self._area)
        places = [(r, c) for t, left, b, right in found for r in range(t, b + 1) for c in range(left, right + 1)]
        codes = [(row, column, self._cells.getCellByPosition(column, row).getError()) for row, column in places]
        return [[row, column, ERRORS.get(code, "#VALUE!")] for row, column, code in codes]


def _holds_bits(rows: Any, area: Any) -> bool:
    top, left, bottom, right = area
    return any(value in (0.0, 1.0) for row in rows[top : bottom + 1] for value in row[left : right + 1])

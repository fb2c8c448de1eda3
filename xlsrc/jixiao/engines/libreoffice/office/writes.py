"""Writing blocks of cells: locked cells, formulas in the way, sheet protection kept as it was.

A block travels as {"values": rows of str or float ("" clears), "dates": [[row, column, kind]], "booleans":
[[row, column]], "formulas": [[row, column]]}; the last three are offsets from 0 into the rows.
"""

from __future__ import annotations  # LibreOffice may bring Python 3.8

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from .cells import DATE_FORMAT, LOGICAL_FORMAT, TIME_FORMAT, block_of, formulas
from .formulas import office_formula
from .front import behind

LISTS_BEGIN = 20
"""The rows of a block among which its list begins, to end with it: LibreOffice tells a filter to nobody who doesn't know
the list's exact place."""


class Refused(Exception):  # noqa: N818 - reads as what it is
    """A write Excel would refuse; `kind` is the name of the exception in jixiao.engines.errors."""

    def __init__(self, kind: str, row: int, column: int) -> None:
        super().__init__(kind)
        self.kind, self.row, self.column = kind, row, column


def write(document: Any, sheet: Any, area: Any, block: Any, unlocked: bool, formulas_too: bool) -> None:
    """Write a block. Refused: locked cells of a protected sheet, or values over formulas; then nothing is written."""
    cells = block_of(sheet, area)
    if sheet.isProtected() and not unlocked:
        _refuse_locked(cells)
    if not formulas_too:
        _refuse_formulas(sheet, area)
    with behind(document, sheet), _open_to_writes(document, sheet):
        cells.setDataArray(_plain_values(block))
        _set_formats(document, cells, block)
        _set_formulas(cells, block)
        _filter_again(cells)


def _filter_again(cells: Any) -> None:
    """A filter that somebody set stays set, and shows what fits it now, or every row: nothing new may stay hidden by what
    stood in its row before."""
    area = cells.RangeAddress
    width, height = area.EndColumn - area.StartColumn, area.EndRow - area.StartRow
    for first in range(min(height, LISTS_BEGIN) + 1):
        rows = cells.getCellRangeByPosition(0, first, width, height)
        found = rows.createFilterDescriptor(False)
        if not found.getFilterFields2():
            continue
        if _is_kept(found):
            rows.filter(found)
        else:
            rows.Rows.IsVisible = True
        return


def _is_kept(filter_there: Any) -> bool:
    """Whether LibreOffice can be handed back what it told: of several values of a column it keeps one."""
    fields: Any = getattr(filter_there, "getFilterFields3", tuple)()
    return bool(fields) and all(len(field.Values) == 1 for field in fields)


def _plain_values(block: Any) -> Any:
    """The rows with nothing where formulas come: written as text first, a cell would take text's format for good."""
    rows = [list(row) for row in block["values"]]
    for row, column in block["formulas"]:
        rows[row][column] = ""
    return tuple(map(tuple, rows))


def _refuse_locked(cells: Any) -> None:
    if cells.CellProtection is not None and not cells.CellProtection.IsLocked:
        return
    for group in _members(cells.getUniqueCellFormatRanges()):
        if group.CellProtection.IsLocked:
            first = min(group.RangeAddresses, key=lambda a: (a.StartRow, a.StartColumn))
            raise Refused("LockedCells", first.StartRow + 1, first.StartColumn + 1)


def _refuse_formulas(sheet: Any, area: Any) -> None:
    for row, texts in enumerate(formulas(sheet, area)):
        for column, text in enumerate(texts):
            if text is not None:
                raise Refused("FormulaInTheWay", area[0] + row, area[1] + column)


def _members(container: Any) -> Any:
    return [container.getByIndex(n) for n in range(container.Count)]


@contextmanager
def _open_to_writes(document: Any, sheet: Any) -> Iterator[None]:
    """Unprotect and protect again, with the very same options.

    UNO's protect() knows none of the options (inserting rows, sorting …) and would lose them. Undoing the
    unprotecting restores them all; the undo manager is locked meanwhile, so nothing else is undone.
    """
    if not sheet.isProtected():
        yield
        return
    undo = document.UndoManager
    sheet.unprotect("")
    undo.lock()
    try:
        yield
    finally:
        undo.unlock()
        undo.undo()
        undo.clearRedo()
        if not sheet.isProtected():
            sheet.protect("")


def _set_formats(document: Any, cells: Any, block: Any) -> None:
    """Dates and booleans are numbers in a format; one that has it already keeps its own."""
    wanted = [(row, column, _FORMATS[kind]) for row, column, kind in block["dates"]]
    wanted += [(row, column, LOGICAL_FORMAT) for row, column in block["booleans"]]
    for row, column, kind in wanted:
        cell = cells.getCellByPosition(column, row)
        if not document.NumberFormats.getByKey(cell.NumberFormat).Type & kind:
            cell.NumberFormat = document.NumberFormats.getStandardFormat(kind, document.CharLocale)


_FORMATS = {"date": DATE_FORMAT, "moment": DATE_FORMAT | TIME_FORMAT, "time": TIME_FORMAT}


def _set_formulas(cells: Any, block: Any) -> None:
    """Formulas that stand below each other go in one call. Through FormulaParser, whose Excel grammar knows no function
    that is younger than 2007, it would be several for each."""
    columns: dict[int, dict[int, str]] = {}
    for row, column in block["formulas"]:
        columns.setdefault(column, {})[row] = office_formula(block["values"][row][column])
    for column, texts in columns.items():
        for first in [row for row in texts if row - 1 not in texts]:
            last = first
            while last + 1 in texts:
                last += 1
            rows = tuple((texts[row],) for row in range(first, last + 1))
            cells.getCellRangeByPosition(column, first, column, last).setFormulaArray(rows)

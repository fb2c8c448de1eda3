"""One open document, as the operations of jixiao's WorkbookPort; arguments and results are plain JSON values."""

from __future__ import annotations  # LibreOffice may bring Python 3.8

import datetime
import os
import tempfile
from typing import Any

import uno  # type: ignore[import-not-found]
from com.sun.star.beans import PropertyValue  # type: ignore[import-not-found]

from . import cells, looks, writes
from .formulas import excel_formula, quoted

FILTERS = {".xlsx": "Calc MS Excel 2007 XML", ".xlsm": "Calc MS Excel 2007 VBA XML", ".ods": "calc8"}
OPERATIONS = frozenset(
    "sheet_names names visible unhide protected used_block read_values read_formulas raw_sheet write show_status show_sheet notify"
    " save".split()
)


class Book:
    """`document` is a com.sun.star.sheet.SpreadsheetDocument; operations as in jixiao.engines.port."""

    def __init__(self, document: Any) -> None:
        self.document = document
        self.messages: Any = []
        self._known: dict[str, Any] = {}
        self._status: Any = None
        self.brought = False  # a sheet was brought to the front

    def _sheet(self, name: str) -> Any:
        """KeyError for an unknown name. Kept, because looking a sheet up costs 3 ms."""
        known = self._known.get(name)
        if known is not None and known.Name == name:
            return known
        if not self.document.Sheets.hasByName(name):
            raise KeyError(name)
        self._known[name] = self.document.Sheets.getByName(name)
        return self._known[name]

    def sheet_names(self) -> Any:
        return list(self.document.Sheets.ElementNames)

    def names(self) -> Any:
        found = _names(self.document.NamedRanges, "")
        for name in self.sheet_names():
            found.update(_names(self._sheet(name).NamedRanges, quoted(name) + "!"))
        return found

    def visible(self, sheet: str) -> bool:
        return bool(self._sheet(sheet).IsVisible)

    def unhide(self, sheet: str) -> None:
        self._sheet(sheet).IsVisible = True

    def protected(self, sheet: str) -> bool:
        return bool(self._sheet(sheet).isProtected())

    def used_block(self, sheet: str) -> Any:
        found = self._sheet(sheet)
        area = cells.content_area(found)
        return {"area": area, "visible": bool(found.IsVisible), **self._read(found, area)}

    def read_values(self, sheet: str, area: Any) -> Any:
        return self._read(self._sheet(sheet), area)

    def _read(self, sheet: Any, area: Any) -> Any:
        day = self.document.NullDate
        return {**cells.read(self.document, sheet, area), "epoch": [day.Year, day.Month, day.Day]}

    def read_formulas(self, sheet: str, area: Any) -> Any:
        return cells.formulas(self._sheet(sheet), area)

    def raw_sheet(self, sheet: str) -> Any:
        found = self._sheet(sheet)
        area = cells.content_area(found)
        block = {"area": area, "visible": bool(found.IsVisible), **self._read(found, area)}
        block["formulas"] = cells.formulas(found, area)
        return {**block, **looks.looks(self.document, found, area, block["values"])}

    def write(self, sheet: str, area: Any, block: Any, unlocked: bool, formulas_too: bool) -> None:
        found, day = self._sheet(sheet), self.document.NullDate
        if [day.Year, day.Month, day.Day] != [1899, 12, 30]:
            _shift(block, day)
        writes.write(self.document, found, area, block, unlocked, formulas_too)

    def show_status(self, text: Any) -> None:
        """A document that shows no window has no status bar.

        A new indicator each time: Calc's own, while it calculates, leaves older ones hidden.
        """
        if self._status is not None:
            self._status.end()
            self._status = None
        frame = self._frame()
        if frame is not None and text is not None:
            self._status = frame.createStatusIndicator()
            self._status.start(text, 0)

    def show_sheet(self, sheet: str) -> None:
        if self._frame() is not None:
            self.document.CurrentController.setActiveSheet(self._sheet(sheet))
            self.brought = True

    def notify(self, title: str, text: str, good: bool) -> None:
        """Kept for whoever serves: a message box in the middle of a call would hold up the other side."""
        self.messages.append([title, text, good])

    def _frame(self) -> Any:
        controller = self.document.CurrentController
        return None if controller is None else controller.Frame

    def save(self, path: str) -> None:
        """Store into a temporary file beside the target and rename it. ValueError: a suffix we can't write."""
        folder, name = os.path.split(path)
        suffix = os.path.splitext(name)[1].lower()
        if suffix not in FILTERS:
            raise ValueError(suffix)
        handle, temporary = tempfile.mkstemp(prefix=".~", suffix=suffix, dir=folder)
        os.close(handle)
        try:
            url = uno.systemPathToFileUrl(temporary)
            self.document.storeToURL(url, (property_value("FilterName", FILTERS[suffix]),))
            _become(temporary, path)
        finally:
            if os.path.exists(temporary):
                os.unlink(temporary)


def _become(temporary: str, path: str) -> None:
    """Flush to the disk, take over the target's permissions, rename."""
    with open(temporary, "rb+") as file:
        os.fsync(file.fileno())
    mask = os.umask(0)
    os.umask(mask)
    os.chmod(temporary, os.stat(path).st_mode & 0o777 if os.path.exists(path) else 0o666 & ~mask)
    os.replace(temporary, path)


def _names(container: Any, prefix: str) -> dict[str, str]:
    found = [container.getByName(name) for name in container.ElementNames if not name.startswith("_xlnm")]
    return {prefix + one.Name: "=" + excel_formula(one.Content) for one in found}


def _shift(block: Any, day: Any) -> None:
    """Dates of a workbook that counts from another day than 1899-12-30."""
    days = (datetime.date(day.Year, day.Month, day.Day) - datetime.date(1899, 12, 30)).days
    for row, column, kind in block["dates"]:
        if kind != "time":
            block["values"][row][column] -= days


def property_value(name: str, value: Any) -> Any:
    """A com.sun.star.beans.PropertyValue."""
    found = PropertyValue()
    found.Name, found.Value = name, value
    return found

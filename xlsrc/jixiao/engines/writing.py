"""What a button does differently on real Excel and on this project's engines: text, Decimals, protection."""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jixiao.engines.port import Formula, WorkbookPort, Writable

if TYPE_CHECKING:
    import xlwings as xw

# What Excel would take for a formula, number, date, logical or error value when a string is written; East Asian
# editions also take full-width signs and dates in Chinese figures.
_TAKEN = re.compile(r"^[=+\-@'#＝＋－＠]|\d|[〇一二三四五六七八九十][年月日]|^\s*(?:true|false)\s*$", re.IGNORECASE)

# Worksheet.Protect's flags as Protection's properties name them; appscript's words are the same, lower case.
_FLAGS = (
    "AllowFormattingCells",
    "AllowFormattingColumns",
    "AllowFormattingRows",
    "AllowInsertingColumns",
    "AllowInsertingRows",
    "AllowInsertingHyperlinks",
    "AllowDeletingColumns",
    "AllowDeletingRows",
    "AllowSorting",
    "AllowFiltering",
    "AllowUsingPivotTables",
)


def port_of(sheet: "xw.Sheet") -> WorkbookPort | None:
    """The port behind a sheet; None on real Excel."""
    port: WorkbookPort | None = getattr(sheet.impl.book, "port", None)
    return port


def write_block(
    sheet: "xw.Sheet",
    row: int,
    column: int,
    rows: Sequence[Sequence[Writable]],
    heights: Mapping[int, float] | None = None,
    *,
    own: bool = False,
) -> None:
    """Write a block of values in one call, on every engine; text stays text, a Formula becomes one.

    `row`, `column`: top left cell, from 1. Rows of equal length; None and "" clear. Decimals become floats
    where the engine knows no others. `heights`: points by sheet row, for engines that don't fit rows themselves.
    `own`: the block belongs to the program, formulas in it are replaced too (Excel itself always does).
    Errors: LockedCells, FormulaInTheWay, or Excel's own.
    """
    if not rows or not rows[0]:
        return
    port = port_of(sheet)
    if port is not None:
        _write_to_port(sheet, port, row, column, rows, heights, own)
        return
    area = sheet.range((row, column), (row + len(rows) - 1, column + len(rows[0]) - 1))
    area.value = [[for_excel(value) for value in values] for values in rows]
    _filter_again(sheet.api)


def _filter_again(api: Any) -> None:
    """A filter that somebody set shows what fits it now; Excel for Mac and on the web do so when people ask for it."""
    if not isinstance(api, dict) and not is_appscript(api) and api.FilterMode:
        api.AutoFilter.ApplyFilter()


def _write_to_port(
    sheet: "xw.Sheet",
    port: WorkbookPort,
    row: int,
    column: int,
    rows: Sequence[Sequence[Writable]],
    heights: Mapping[int, float] | None,
    own: bool,
) -> None:
    if heights:
        port.fit_rows(sheet.name, heights)
    sheet.impl.book.version += 1  # ranges that hold values read again
    port.write_values(sheet.name, row, column, rows, own=own)


def for_excel(value: Writable) -> Writable:
    """A value as real Excel must be handed it: Decimal as float, date as datetime, risky text with a leading
    apostrophe, which marks it as text and doesn't show."""
    if isinstance(value, Decimal):
        return float(value)
    if isinstance(value, str) and not isinstance(value, Formula) and _TAKEN.search(value):
        return "'" + value
    if isinstance(value, date) and not isinstance(value, datetime):
        return datetime(value.year, value.month, value.day)
    return value


def show_sheet(book: "xw.Book", name: str) -> None:
    """Bring a sheet to the front; a closed file has none in front."""
    port = port_of(book.sheets[name])
    if port is None:
        book.sheets[name].activate()
    else:
        port.show_sheet(name)


def unhide_sheet(book: "xw.Book", name: str) -> None:
    """Show a sheet's tab. xlwings Lite has no call for it: there a person does it."""
    sheet = book.sheets[name]
    if not isinstance(sheet.api, dict):
        sheet.visible = True


def notify(book: "xw.Book", title: str, text: str, *, good: bool = False) -> None:
    """A message box of the application, `good` news or a warning; a closed file's is its status line."""
    port = port_of(book.sheets[0])
    if port is None:
        book.app.alert(text, title=title, mode="info" if good else "critical")
    else:
        book.app.status_bar = f"{title}：{text}"
        port.notify(title, text, good=good)


def save_copy(book: "xw.Book", target: Path) -> None:
    """A copy of the open workbook as it stands, unsaved changes too; on a Mac as it was saved last. OSError as in writing."""
    port = port_of(book.sheets[0])
    if port is not None:
        port.save_copy(target)
    elif is_appscript(book.sheets[0].api):
        from jixiao.files import write_whole

        write_whole(target, Path(book.fullname).read_bytes())
    else:
        book.api.SaveCopyAs(str(target))


@contextmanager
def writable(sheet: "xw.Sheet") -> Iterator[None]:
    """Within the block, locked cells of a protected sheet can be written; the user still can't, then or after.

    For sheets protected without password. A sheet that isn't protected is left alone. On Windows Python may
    write until the file is closed, as protection for the user interface only lasts that long.
    """
    port = port_of(sheet)
    if port is not None:
        port.unlock(sheet.name)
        try:
            yield
        finally:
            port.relock(sheet.name)
    elif is_appscript(sheet.api):
        with _writable_on_mac(sheet.api):
            yield
    elif isinstance(sheet.api, dict):  # xlwings Lite has no call for protection: its workbooks come unprotected
        yield
    else:
        _allow_on_windows(sheet.api)
        yield


def is_appscript(api: Any) -> bool:
    """Whether it is a native object of Excel for Mac."""
    return type(api).__module__.partition(".")[0] in ("appscript", "aem")


def _allow_on_windows(api: Any) -> None:
    """Protect again, same flags, now for the user interface only. Excel forgets that on closing the file."""
    if not api.ProtectContents or api.ProtectionMode:
        return
    selection = api.EnableSelection
    flags = {flag: getattr(api.Protection, flag) for flag in _FLAGS}
    drawings, scenarios = api.ProtectDrawingObjects, api.ProtectScenarios
    api.Protect(DrawingObjects=drawings, Contents=True, Scenarios=scenarios, UserInterfaceOnly=True, **flags)
    api.EnableSelection = selection


@contextmanager
def _writable_on_mac(api: Any) -> Iterator[None]:
    """Unprotect and protect again with the flags read before; AppleScript's names as in xlwings' mac_dict."""
    if not api.protect_contents.get():
        yield
        return
    flags = _mac_flags(api)
    api.unprotect()
    try:
        yield
    finally:
        api.protect_worksheet(worksheet_contents=True, **flags)


def _mac_flags(api: Any) -> Mapping[str, bool]:
    words = [re.sub("(?<!^)(?=[A-Z])", "_", flag).lower() for flag in _FLAGS]
    names = [word.replace("pivot_tables", "pivot_table") for word in words]
    read = {name: bool(getattr(api.protection_object, name).get()) for name in names}
    drawings, scenarios = api.protect_drawing_objects.get(), api.protect_scenarios.get()
    return read | {"drawing_objects": bool(drawings), "scenarios": bool(scenarios)}

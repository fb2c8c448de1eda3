"""An open workbook's sheet as plain cells of any layout, on every engine."""

from typing import TYPE_CHECKING

from jixiao.engines.reading import read_block
from jixiao.engines.writing import is_appscript, port_of
from jixiao.values.sheets import RawSheet, pasted

if TYPE_CHECKING:
    import xlwings as xw

    from jixiao.engines.spreadsheetml import Looks

XML_SPREADSHEET = 11  # xlRangeValueXMLSpreadsheet


def read_raw(sheet: "xw.Sheet", *, looks: bool = True) -> RawSheet:
    """One call on this project's engines, three on Excel for Windows, two there without `looks` (merges, percent formats).

    Excel for Mac and xlwings Lite can't tell merged ranges and percent formats in few calls: `merged` and `percents`
    are None there, as of a table that was pasted without them. A formula has no value, as in a closed file.
    """
    port = port_of(sheet)
    if port is not None:
        return port.raw_sheet(sheet.name)
    used = sheet.used_range
    top, left = used.row, used.column
    read = pasted(sheet.name, [list(row) for row in read_block(used)], top, left)
    shown = used.formula
    rows = shown if isinstance(shown, tuple | list) else ((shown,),)
    formulas = {
        (top + r, left + c): text
        for r, row in enumerate(rows)
        for c, text in enumerate(row)
        if isinstance(text, str) and text.startswith("=") and text != read.values.get((top + r, left + c))
    }
    values = {spot: value for spot, value in read.values.items() if spot not in formulas}
    found = _looks(used) if looks else None
    if found is None:
        return RawSheet(sheet.name, values, formulas=formulas)
    return RawSheet(sheet.name, values, found.merged, found.percents & values.keys(), formulas)


def _looks(used: "xw.Range") -> "Looks | None":
    from jixiao.engines.spreadsheetml import looks_of

    if isinstance(used.api, dict) or is_appscript(used.api):
        return None
    try:
        return looks_of(str(used.api.GetValue(XML_SPREADSHEET)), used.row, used.column)
    except Exception:  # whatever COM says: an Excel that doesn't give it leaves merges unknown
        return None

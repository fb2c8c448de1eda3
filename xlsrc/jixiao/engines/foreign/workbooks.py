"""Old and foreign workbooks through python-calamine: values as the file has them, merged ranges where known."""

import math
from collections.abc import Mapping
from datetime import date, datetime
from io import BytesIO
from typing import TYPE_CHECKING

from jixiao.engines.errors import UnusableWorkbook
from jixiao.engines.file.limits import MAX_COLUMNS, MAX_ROWS
from jixiao.engines.file.package import DAMAGED, PASSWORD
from jixiao.files import scratch
from jixiao.values.sheets import RawSheet, Span, Spot

if TYPE_CHECKING:
    from python_calamine import CalamineSheet


def xls_sheets(content: bytes) -> list[RawSheet]:
    """A .xls or .et; 65,536 × 256 cells at most, so its size needs no check before. Its merged ranges are known."""
    return workbook_sheets(content, {})


def workbook_sheets(content: bytes, merged: Mapping[str, tuple[Span, ...]]) -> list[RawSheet]:
    """The worksheets in tab order; `merged` by sheet name where calamine can't tell."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError, SheetTypeEnum, SheetVisibleEnum

    try:
        workbook = CalamineWorkbook.from_filelike(BytesIO(content))
        return [
            _sheet(
                workbook.get_sheet_by_name(meta.name), merged.get(meta.name), meta.visible is SheetVisibleEnum.Visible
            )
            for meta in workbook.sheets_metadata
            if meta.typ is SheetTypeEnum.WorkSheet
        ]
    except PasswordError as error:
        raise UnusableWorkbook(PASSWORD) from error
    except (CalamineError, OSError, ValueError) as error:
        raise UnusableWorkbook(PASSWORD if _is_locked(content) else DAMAGED) from error


def _is_locked(content: bytes) -> bool:
    """From memory calamine can't tell an .xls with a password from a broken one; by its name it can."""
    from python_calamine import CalamineError, CalamineWorkbook, PasswordError

    with scratch() as folder:
        path = folder / "a.xls"
        path.write_bytes(content)
        try:
            CalamineWorkbook.from_path(path).close()
        except PasswordError:
            return True
        except (CalamineError, OSError, ValueError):
            pass
    return False


def _sheet(sheet: "CalamineSheet", merged: tuple[Span, ...] | None, visible: bool) -> RawSheet:
    values: dict[Spot, object] = {}
    if sheet.start:
        for row, cells in enumerate(sheet.iter_rows(), start=1 + sheet.start[0]):
            if row > MAX_ROWS:
                break
            for column, value in enumerate(cells[:MAX_COLUMNS], start=1 + sheet.start[1]):
                if value != "":
                    values[row, column] = _value(value)
    known = sheet.merged_cell_ranges
    if merged is None and known is not None:
        merged = tuple(Span(r1 + 1, c1 + 1, r2 + 1, c2 + 1) for (r1, c1), (r2, c2) in known)
    return RawSheet(sheet.name, values, merged, visible=visible)


def _value(value: object) -> object:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value) if math.isfinite(value) else "#NUM!"
    if isinstance(value, date) and not isinstance(value, datetime):
        return datetime(value.year, value.month, value.day)
    return value

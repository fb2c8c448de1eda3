"""Sheets as they stood before a filling, in a workbook beside the ledger: nothing that people wrote is lost."""

import io
from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from jixiao.files import write_whole
from jixiao.values.sheets import RawSheet

NAME = "{stem}_旧_{now:%Y%m%d-%H%M%S}.xlsx"
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
DAY = {"num_format": "yyyy-mm-dd"}


def keep_aside(ledger: Path, sheets: Iterable[RawSheet], now: datetime) -> Path:
    """Write the sheets' cells at their places, formulas as such; gives the file."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, OPTIONS)
    day = book.add_format(DAY)
    for sheet in sheets:
        _copy(book.add_worksheet(sheet.name), sheet, day)
    book.close()
    path = ledger.with_name(NAME.format(stem=ledger.stem, now=now))
    write_whole(path, buffer.getvalue())
    return path


def _copy(target: Any, sheet: RawSheet, day: Any) -> None:
    for (row, column), value in sheet.values.items():
        if isinstance(value, date):
            target.write_datetime(row - 1, column - 1, value, day)
        else:
            target.write(row - 1, column - 1, value)
    for (row, column), formula in sheet.formulas.items():
        target.write_formula(row - 1, column - 1, formula)

"""The workbooks of the suite: a small one with something of everything, and the real sample."""

import datetime as dt
from pathlib import Path

import xlsxwriter

NAME = "自评.xlsx"
DATA, GUARDED, HIDDEN = "数据", "锁 定", "藏"
DAY = dt.datetime(2024, 3, 5)
FIRST_DAY = dt.datetime(1900, 1, 1)


def write_book(path: Path) -> Path:
    """数据: B2:F5. 锁 定: protected, A2 unlocked, A3 an error, C5 a format without content. 藏: hidden and empty."""
    book = xlsxwriter.Workbook(path)
    day, loose = book.add_format({"num_format": "yyyy-mm-dd"}), book.add_format({"locked": False})
    data = book.add_worksheet(DATA)
    data.write_row("B2", ["项目", "预算", "执行"])
    data.write_row("B3", ["甲", 100, 90.5])
    data.write_row("B4", ["乙", 200, 150])
    data.write_formula("C5", "=SUM(C3:C4)")
    data.write_datetime("F2", DAY, day)
    data.write_boolean("F3", True)
    data.write_string("F4", "00123")
    data.write_formula("B5", '="合"&"计"')
    guarded = book.add_worksheet(GUARDED)
    guarded.write("A1", "说明")
    guarded.write("A2", "填这里", loose)
    guarded.write_formula("A3", "=1/0")
    guarded.write_blank("C5", None, day)
    guarded.protect("", {"sort": True})
    book.add_worksheet(HIDDEN).hide()
    book.define_name("预算", "=数据!$C$3:$C$4")
    book.define_name("说明", "='锁 定'!$A$1")
    book.close()
    return path


def write_dates(path: Path) -> Path:
    """A1: day 1 of Excel's calendar; A2: the first day that every program counts alike (1900-03-01)."""
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet(DATA)
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    sheet.write_column("A1", [1, 61], day)
    book.close()
    return path


def write_sample(path: Path) -> Path:
    """The real report as a workbook without macros: Excel for Mac asks about macros on opening, and waits."""
    from jixiao import resources
    from jixiao.frameworks import SAMPLE, load_framework
    from jixiao.new_workbooks.blank import sample_workbook
    from jixiao.resources import SAMPLE_NAME

    source = resources.workbook("samples", SAMPLE_NAME).with_suffix(".toml")
    path.write_bytes(sample_workbook(load_framework(SAMPLE), source, None))
    return path

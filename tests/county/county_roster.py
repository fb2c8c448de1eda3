"""名册.xlsx: the list of the units that have to file, as a bureau keeps it."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from random import Random

import xlsxwriter
from county_model import GENERAL, UnitSpec
from county_stock import people

COLUMNS = ("单位名称", "联系人", "电话", "邮箱", "截止日期", "指标体系", "备注")
WIDTHS = (36, 10, 15, 26, 12, 40, 20)
REMARKS = ("", "", "", "", "", "电话通知", "新设单位", "联系人已换")


def roster_rows(specs: Sequence[UnitSpec], seed: int) -> list[tuple[object, ...]]:
    """The rows below the headings. 指标体系 is blank where a unit uses the general one."""
    rng, due = Random(f"roster {seed}"), date(specs[0].year + 1, 6, 30)
    rows = []
    for n, spec in enumerate(specs, 1):
        phone = f"1{rng.randint(30, 99)}{rng.randrange(10**8):08d}"
        framework = "" if spec.framework == GENERAL else spec.framework_name
        rows.append(
            (spec.unit, people(rng, 1)[0], phone, f"unit{n:05d}@example.com", due, framework, rng.choice(REMARKS))
        )
    return rows


def write_roster(path: Path, specs: Sequence[UnitSpec], seed: int) -> None:
    """The file, the same bytes for the same units."""
    book = xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"})
    book.set_properties({"created": datetime(2025, 1, 1)})
    sheet = book.add_worksheet("名册")
    sheet.merge_range(
        0,
        0,
        0,
        len(COLUMNS) - 1,
        f"{specs[0].year}年度部门整体支出绩效自评单位名册",
        book.add_format({"bold": True, "align": "center"}),
    )
    sheet.write_row(1, 0, COLUMNS, book.add_format({"bold": True}))
    for column, width in enumerate(WIDTHS):
        sheet.set_column(column, column, width)
    for row, values in enumerate(roster_rows(specs, seed), 2):
        for column, value in enumerate(values):
            if isinstance(value, date):
                sheet.write_datetime(row, column, datetime(value.year, value.month, value.day))
            elif value != "":
                sheet.write_string(row, column, str(value))
    book.close()

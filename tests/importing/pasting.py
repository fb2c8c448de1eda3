"""A bureau's table in 粘贴评分表, as a clerk pastes it: cells, merged ranges and number formats, one row further down."""

from collections.abc import Sequence
from copy import copy
from pathlib import Path

import openpyxl

from books import snapshot_of, type_into
from jixiao.engines import open_book
from score_tables import LEFT, UP, Rows, spans

SHEET, RESULT = "粘贴评分表", "导入结果"
DOWN = 1  # the table begins in A2


def paste(
    workbook: Path, target: Path, rows: Rows, percents: Sequence[tuple[int, int]] = (), *, down: int = DOWN
) -> Path:
    """The rows (as tests/score_tables.py writes them), pasted into an else empty sheet of a copy of the workbook."""
    book = openpyxl.load_workbook(workbook, keep_vba=True)
    sheet = book[SHEET]
    _clear(sheet, down)
    for r, row in enumerate(rows, 1 + down):
        for c, value in enumerate(row, 1):
            if value not in (None, UP, LEFT):
                sheet.cell(r, c, value)
    for row, column in percents:
        sheet.cell(row + down, column).number_format = "0%"
    for span in spans(rows):
        corners = span.row + down, span.column, span.last_row + down, span.last_column
        sheet.merge_cells(None, *corners)
    book.save(target)
    return target


def paste_file(workbook: Path, target: Path, source: Path) -> Path:
    """The first sheet of a table file with everything it holds."""
    theirs = openpyxl.load_workbook(source).worksheets[0]
    book = openpyxl.load_workbook(workbook, keep_vba=True)
    sheet = book[SHEET]
    _clear(sheet, DOWN)
    for row in theirs.iter_rows():
        for cell in row:
            if cell.value is not None:
                new = sheet.cell(cell.row + DOWN, cell.column, cell.value)
                new.number_format = copy(cell.number_format)
    for merged in theirs.merged_cells.ranges:
        sheet.merge_cells(None, merged.min_row + DOWN, merged.min_col, merged.max_row + DOWN, merged.max_col)
    book.save(target)
    return target


def _clear(sheet, down):
    for merged in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(merged))
    if sheet.max_row > down:
        sheet.delete_rows(1 + down, sheet.max_row)


def indicators(path: Path) -> list[tuple[str, str, str, str]]:
    """(level 1, level 2, name, 分值) of each row of 指标体系."""
    return [
        (r.text("一级指标"), r.text("二级指标"), r.text("三级指标"), r.entries["分值"].shown)
        for r in snapshot_of(path).tables["指标体系"]
    ]


def block(path: Path, sheet: str) -> list[list[str]]:
    """The texts of a sheet from A1 on, '' where blank."""
    book = open_book(path)
    try:
        used = book.sheets[sheet].used_range
        rows = used.options(ndim=2, err_to_str=True).value
        left = [""] * (used.column - 1)
        above = [[""]] * (used.row - 1)
        return [*above, *([*left, *("" if value is None else str(value) for value in row)] for row in rows)]
    finally:
        book.close()


def answers(path: Path, column: str) -> dict[str, str]:
    """编码 → what stands in a column of 绩效指标."""
    return {record.label: record.entries[column].shown for record in snapshot_of(path).tables["绩效指标"]}


def type_in(path: Path, sheet: str, cell: str, value: object) -> None:
    """As a clerk types into one cell."""
    type_into(path, {(sheet, cell): value}, path)

"""Where an engine does otherwise than the others: which trial, why, and what it does instead; and what can't be run.

What Excel does is from its documentation and xlwings' source, not measured: a run on Excel confirms it or fails.
"""

import datetime as dt

from jixiao.engines import show_sheet, writable, write_block
from jixiao.press.run import press
from jixiao.selftest import application, pressing, reading, writing
from jixiao.selftest.book import DATA, GUARDED, write_dates, write_sample
from jixiao.selftest.desk import Desk
from jixiao.selftest.engines import EXCEL, LIBREOFFICE
from jixiao.selftest.expect import equal, refused
from jixiao.selftest.model import Difference, LeftOut

FILE = "file"
WINDOWS, MAC = "win32", "darwin"


def _fails_on_use(desk: Desk) -> None:
    with refused(Exception):
        equal(desk.book.sheets["没有"].used_range.value, None)


def _formats_count(desk: Desk) -> None:
    equal(desk.book.sheets[GUARDED].used_range.address, "$A$1:$C$5")


def _a_day_earlier(desk: Desk) -> None:
    book = desk.open(write_dates(desk.folder / "日期.xlsx"))
    equal(book.sheets[DATA]["A1"].value, dt.datetime(1899, 12, 31))


def _no_error_values(desk: Desk) -> None:
    sheet = desk.book.sheets[GUARDED]
    equal(sheet["A3"].options(err_to_str=True).value, None)


def _no_results(desk: Desk) -> None:
    equal(desk.book.sheets[DATA]["B5:C5"].value, [None, None])


def _inserts_no_rows(desk: Desk) -> None:
    with refused(NotImplementedError):
        desk.book.sheets[DATA]["B4:D4"].insert("down")
    equal(desk.book.names["预算"].refers_to, "=数据!$C$3:$C$4")


def _overwrites(desk: Desk) -> None:
    sheet = desk.book.sheets[DATA]
    write_block(sheet, 5, 2, [["合计", 1]])
    equal(sheet["B5:C5"].value, ["合计", 1.0])


def _becomes_a_number(desk: Desk) -> None:
    sheet = desk.book.sheets[DATA]
    sheet["H1"].value = "00123"
    equal(sheet["H1"].value, 123.0)


def _serial_number(desk: Desk) -> None:
    write_block(desk.book.sheets[DATA], 8, 2, [[dt.date(2024, 3, 5)]])
    equal(desk.saved_and_reopened().sheets[DATA]["B8"].value, 45356.0)


def _own_refusal(desk: Desk) -> None:
    sheet = desk.book.sheets[GUARDED]
    with refused(Exception):
        sheet["A1"].value = "不可"
    equal(sheet["A1"].value, "说明")


def _open_until_closed(desk: Desk) -> None:
    sheet = desk.book.sheets[GUARDED]
    with writable(sheet):
        write_block(sheet, 1, 1, [[application.PROGRAMS]])
    sheet["A1"].value = "又改"
    equal(sheet["A1"].value, "又改")


def _own_refusal_again(desk: Desk) -> None:
    sheet = desk.book.sheets[GUARDED]
    with writable(sheet):
        write_block(sheet, 1, 1, [[application.PROGRAMS]])
    with refused(Exception):
        sheet["A1"].value = "不可"
    equal(sheet["A1"].value, application.PROGRAMS)


def _does_not_tell(desk: Desk) -> None:
    show_sheet(desk.book, GUARDED)
    with refused(NotImplementedError):
        equal(desk.book.sheets.active.name, GUARDED)


def _colours(desk: Desk) -> None:
    cell = desk.book.sheets[0]["A1"]
    cell.color = (1, 2, 3)
    equal(cell.color, (1, 2, 3))


def _no_live_total(desk: Desk) -> None:
    book = desk.open(write_sample(desk.folder / "样例.xlsx"))
    press(book)
    equal(pressing.live_total_of(book), None)


NOT_CALCULATED = "关闭的文件不计算，公式的结果一律不读"
NO_ROWS = "引擎不插入行：程序从不改动表的结构"
OVERWRITES = "Excel 直接覆盖；程序只写自己的区域"
OWN_REFUSAL = "拒绝写入，但报的是 Excel 自己的错误"
DAY_EARLIER = "1900 年 1、2 月的日期比 Excel 显示的早一天"

DIFFERENCES = (
    Difference(FILE, reading.error_values, NOT_CALCULATED, _no_error_values),
    Difference(FILE, reading.formula_results, NOT_CALCULATED, _no_results),
    Difference(FILE, reading.names_grow, NO_ROWS, _inserts_no_rows),
    Difference(FILE, writing.date_without_format, "关闭的文件不改格式，读回的是日期序号 45356", _serial_number),
    Difference(FILE, application.sheet_in_front, "关闭的文件没有最前的表", _does_not_tell),
    Difference(FILE, pressing.live_total, NOT_CALCULATED, _no_live_total),
    Difference(LIBREOFFICE, reading.first_day, DAY_EARLIER, _a_day_earlier),
    Difference(LIBREOFFICE, reading.names_grow, NO_ROWS, _inserts_no_rows),
    Difference(LIBREOFFICE, application.sheet_in_front, "引擎不回答哪张表在最前", _does_not_tell),
    Difference(EXCEL, reading.unknown_sheet, "报 Excel 自己的错误；Mac 上要到用这张表时才报", _fails_on_use),
    Difference(EXCEL, reading.format_is_not_content, "Excel 把只有格式的单元格也算已用，读到的是空", _formats_count),
    Difference(EXCEL, reading.first_day, DAY_EARLIER, _a_day_earlier, WINDOWS),
    Difference(EXCEL, writing.formulas_stay, OVERWRITES, _overwrites),
    Difference(EXCEL, writing.new_formulas_stay, OVERWRITES, _overwrites),
    Difference(EXCEL, writing.raw_value, "Excel 变成数字 123；程序一律用 write_block 写", _becomes_a_number),
    Difference(EXCEL, application.locked_cells, OWN_REFUSAL, _own_refusal),
    Difference(EXCEL, application.locked_again, "程序写过以后，到关闭文件为止都能写", _open_until_closed, WINDOWS),
    Difference(EXCEL, application.locked_again, OWN_REFUSAL, _own_refusal_again, MAC),
    Difference(EXCEL, application.unsupported, "Excel 支持设置颜色", _colours),
)

LEFT_OUT = (
    LeftOut(EXCEL, reading.first_day, "经 AppleScript 读出什么没有依据，填报也用不到", MAC),
    LeftOut(EXCEL, application.message, "会弹出窗口等人点"),
    LeftOut(EXCEL, application.unusable_file, "会弹出修复窗口等人点"),
)

"""Trials: opening, sheets, values, addresses, formulas, names."""

import datetime as dt
from functools import partial
from pathlib import Path

from jixiao.engines import read_block
from jixiao.selftest.book import DATA, DAY, FIRST_DAY, GUARDED, HIDDEN, NAME, write_dates
from jixiao.selftest.desk import Desk
from jixiao.selftest.expect import equal, refused
from jixiao.selftest.model import Trial, trial


@trial("文件名和所在位置")
def name_and_place(desk: Desk) -> None:
    equal((desk.book.name, Path(desk.book.fullname)), (NAME, desk.path))


@trial("工作表的名称和顺序，隐藏的也在内")
def sheets_in_order(desk: Desk) -> None:
    book = desk.book
    equal(book.sheet_names, [DATA, GUARDED, HIDDEN])
    equal(len(book.sheets), 3)
    equal([sheet.name for sheet in book.sheets], [DATA, GUARDED, HIDDEN])
    equal((book.sheets[0].name, book.sheets[DATA].name), (DATA, DATA))
    equal(book.sheets[1].index, 2)


@trial("认得出隐藏的工作表")
def visibility(desk: Desk) -> None:
    equal([bool(sheet.visible) for sheet in desk.book.sheets], [True, True, False])


@trial("没有的工作表报 KeyError")
def unknown_sheet(desk: Desk) -> None:
    with refused(KeyError):
        desk.book.sheets["没有"]


@trial("已用区域从第一个有内容的单元格开始")
def used_range(desk: Desk) -> None:
    used = desk.book.sheets[DATA].used_range
    equal((used.row, used.column, used.shape), (2, 2, (4, 5)))
    equal(used.value[0], ["项目", "预算", "执行", None, DAY])


@trial("空表的已用区域是一个空单元格")
def empty_sheet(desk: Desk) -> None:
    equal(desk.book.sheets[HIDDEN].used_range.options(ndim=2).value, [[None]])


@trial("只有格式、没有内容的单元格不算已用")
def format_is_not_content(desk: Desk) -> None:
    equal(desk.book.sheets[GUARDED].used_range.address, "$A$1:$A$3")


VALUES = (
    ("文字", "B3", "甲"),
    ("整数", "C3", 100.0),
    ("小数", "D3", 90.5),
    ("日期", "F2", DAY),
    ("是否", "F3", True),
    ("像数字的文字", "F4", "00123"),
    ("空单元格", "Z99", None),
    ("一行", "B2:D2", ["项目", "预算", "执行"]),
    ("一列", "C3:C4", [100.0, 200.0]),
    ("一块", "B3:C4", [["甲", 100.0], ["乙", 200.0]]),
)


def _value_at(desk: Desk, address: str, value: object) -> None:
    equal(desk.book.sheets[DATA].range(address).value, value)


@trial("整数读成小数，与 Excel 一样")
def whole_numbers_are_floats(desk: Desk) -> None:
    equal(type(desk.book.sheets[DATA]["C3"].value), float)


@trial("1900 年 3 月 1 日起的日期")
def dates_since_march_1900(desk: Desk) -> None:
    book = desk.open(write_dates(desk.folder / "日期.xlsx"))
    equal(book.sheets[DATA]["A2"].value, dt.datetime(1900, 3, 1))


@trial("日历的第一天 1900 年 1 月 1 日")
def first_day(desk: Desk) -> None:
    book = desk.open(write_dates(desk.folder / "日期.xlsx"))
    equal(book.sheets[DATA]["A1"].value, FIRST_DAY)


@trial("错误值：平时读成空，整块读时读出 #DIV/0!")
def error_values(desk: Desk) -> None:
    sheet = desk.book.sheets[GUARDED]
    equal(sheet["A3"].value, None)
    equal(sheet["A3"].options(err_to_str=True).value, "#DIV/0!")
    equal(read_block(sheet["A1:A3"]), [["说明"], ["填这里"], ["#DIV/0!"]])


@trial("读取选项：行列、整数、空值、日期、转置、字典")
def options(desk: Desk) -> None:
    sheet = desk.book.sheets[DATA]
    equal(sheet["C3"].options(ndim=2).value, [[100.0]])
    equal(sheet["C3"].options(numbers=int).value, 100)
    equal(sheet["Z9"].options(empty="无").value, "无")
    equal(sheet["F2"].options(dates=dt.date).value, DAY.date())
    equal(sheet["B3:C4"].options(transpose=True).value, [["甲", "乙"], [100.0, 200.0]])
    equal(sheet["B3:C4"].options(dict).value, {"甲": 100.0, "乙": 200.0})


@trial("单元格和区域的定位")
def addressing(desk: Desk) -> None:
    sheet = desk.book.sheets[DATA]
    cell = sheet.range((3, 2))
    equal([cell == other for other in (sheet["B3"], sheet.range("$B$3"), sheet[2, 1])], [True] * 3)
    equal(cell.address, "$B$3")
    equal(cell.resize(2, 3).address, "$B$3:$D$4")
    equal(cell.offset(1, 1).value, 200.0)
    equal(sheet.range((3, 2), (4, 4)).shape, (2, 3))
    equal(sheet["B2:D4"].last_cell.address, "$D$4")
    equal(sheet["B2:D4"][1:, 1].value, [100.0, 200.0])
    equal([cell.value for cell in sheet["B3:B4"]], ["甲", "乙"])


@trial("找到连续内容的尽头（Ctrl+方向键）")
def end_and_expand(desk: Desk) -> None:
    sheet = desk.book.sheets[DATA]
    equal(sheet["B2"].end("right").address, "$D$2")
    equal(sheet["D2"].end("down").address, "$D$4")
    equal(sheet["D4"].end("up").address, "$D$2")
    equal(sheet["D2"].expand("down").address, "$D$2:$D$4")
    equal(sheet["D2"].expand().address, "$D$2:$D$4")


@trial("读公式；不是公式的按文字读")
def formulas(desk: Desk) -> None:
    sheet = desk.book.sheets[DATA]
    equal(sheet["C5"].formula, "=SUM(C3:C4)")
    equal(sheet["B3"].formula, "甲")
    equal([list(row) for row in sheet["C3:D3"].formula], [["100", "90.5"]])  # tuples from COM, lists on a Mac
    equal(sheet["Z9"].formula, "")


@trial("公式的计算结果")
def formula_results(desk: Desk) -> None:
    equal(desk.book.sheets[DATA]["B5:C5"].value, ["合计", 300.0])


@trial("定义的名称")
def names(desk: Desk) -> None:
    book = desk.book
    found = {name.name: name.refers_to for name in book.names}
    equal(found, {"预算": "=数据!$C$3:$C$4", "说明": "='锁 定'!$A$1"})
    equal(("预算" in book.names, "没有" in book.names), (True, False))
    equal(book.names["预算"].refers_to_range.value, [100.0, 200.0])
    equal(book.names["说明"].refers_to_range.sheet.name, GUARDED)
    equal(book.sheets[DATA].range("预算").address, "$C$3:$C$4")


@trial("名称随插入的行扩大")
def names_grow(desk: Desk) -> None:
    desk.book.sheets[DATA]["B4:D4"].insert("down")
    equal(desk.book.names["预算"].refers_to, "=数据!$C$3:$C$5")


TRIALS = (
    name_and_place,
    sheets_in_order,
    visibility,
    unknown_sheet,
    used_range,
    empty_sheet,
    format_is_not_content,
    *(Trial(f"读{what}", partial(_value_at, address=address, value=value)) for what, address, value in VALUES),
    whole_numbers_are_floats,
    dates_since_march_1900,
    first_day,
    error_values,
    options,
    addressing,
    end_and_expand,
    formulas,
    formula_results,
    names,
    names_grow,
)

"""Trials: what is written stands there, also after saving; text stays text."""

import datetime as dt
from decimal import Decimal
from functools import partial

from jixiao.engines import Formula, FormulaInTheWay, Writable, write_block
from jixiao.selftest.book import DATA, DAY
from jixiao.selftest.desk import Desk
from jixiao.selftest.expect import equal, refused
from jixiao.selftest.model import Trial, trial


@trial("写一块，保存后重新打开还在")
def block(desk: Desk) -> None:
    sheet = desk.book.sheets[DATA]
    before = sheet.used_range
    sheet["B3"].value = [["丙", 300], ["丁", None]]
    equal(sheet["B3:C4"].value, [["丙", 300.0], ["丁", None]])
    equal(before.value[1][0], "丙")
    equal(desk.saved_and_reopened().sheets[DATA]["B3:C4"].value, [["丙", 300.0], ["丁", None]])


@trial("一个值写满区域")
def scalar(desk: Desk) -> None:
    sheet = desk.book.sheets[DATA]
    sheet["H1:I2"].value = 0
    equal(sheet["H1:I2"].value, [[0.0, 0.0], [0.0, 0.0]])


@trial("写一行、一列，写空")
def row_column_and_none(desk: Desk) -> None:
    sheet = desk.book.sheets[DATA]
    sheet["H1"].value = [1, 2]
    sheet["H2"].options(transpose=True).value = [3, 4]
    sheet["H1"].value = None
    equal(sheet["H1:I3"].value, [[None, 2.0], [3.0, None], [4.0, None]])


@trial("写公式")
def formula_writing(desk: Desk) -> None:
    sheet = desk.book.sheets[DATA]
    sheet["H1"].formula = "=C3+C4"
    sheet["H2"].formula = [["=C3", "=C4"]]
    equal(sheet["H1"].formula, "=C3+C4")
    equal([list(row) for row in sheet["H2:I2"].formula], [["=C3", "=C4"]])


@trial("填报人的公式不被数值覆盖")
def formulas_stay(desk: Desk) -> None:
    sheet = desk.book.sheets[DATA]
    with refused(FormulaInTheWay, "【数据】B5"):
        write_block(sheet, 5, 2, [["合计", 1]])
    equal(sheet["C5"].formula, "=SUM(C3:C4)")


@trial("程序自己的区域：公式可以改写，也可以清掉")
def own_blocks(desk: Desk) -> None:
    sheet = desk.book.sheets[DATA]
    write_block(sheet, 5, 2, [["合计", Formula("=C3*2")]], own=True)
    equal(sheet["C5"].formula, "=C3*2")
    write_block(sheet, 5, 3, [[None]], own=True)
    equal([list(row) for row in sheet["B5:C5"].formula], [["合计", ""]])


@trial("刚写的公式也不被数值覆盖")
def new_formulas_stay(desk: Desk) -> None:
    sheet = desk.book.sheets[DATA]
    write_block(sheet, 5, 2, [["合计", Formula("=C3*2")]], own=True)
    with refused(FormulaInTheWay, "【数据】C5"):
        write_block(sheet, 5, 3, [[1]])


TEXTS = (
    "=1+1", "+1", "-1", "@a", "00123", "2024年1月", "1-2", "#N/A", "TRUE", "'引",
    "＝1+1", "二〇二四年一月一日", "50%", "1/2", "１２３", "𠮷某", "第一行\n第二行", "长" * 3000,
)  # fmt: skip


def _text_stays(desk: Desk, text: str) -> None:
    write_block(desk.book.sheets[DATA], 3, 2, [[text]])
    equal(desk.saved_and_reopened().sheets[DATA]["B3"].value, text)


def _shown(text: str) -> str:
    return f"{text[0]}…（{len(text)} 字）" if len(text) > 20 else text.replace("\n", "↵")


@trial("直接写进 .value 的文字原样保留（00123）")
def raw_value(desk: Desk) -> None:
    sheet = desk.book.sheets[DATA]
    sheet["H1"].value = "00123"
    equal(sheet["H1"].value, "00123")


@trial("金额（Decimal）、日期、是否写进去，保存后不变")
def kinds(desk: Desk) -> None:
    rows: list[list[Writable]] = [[Decimal("12345678.91"), Decimal("0.1"), True, 0]]
    write_block(desk.book.sheets[DATA], 8, 2, rows)
    write_block(desk.book.sheets[DATA], 2, 6, [[dt.date(2023, 12, 31)]])
    sheet = desk.saved_and_reopened().sheets[DATA]
    equal(sheet["B8:E8"].value, [12345678.91, 0.1, True, 0.0])
    equal(sheet["F2"].value, dt.datetime(2023, 12, 31))


@trial("日期写进没有日期格式的单元格，保存后仍是日期")
def date_without_format(desk: Desk) -> None:
    write_block(desk.book.sheets[DATA], 8, 2, [[DAY.date()]])
    equal(desk.saved_and_reopened().sheets[DATA]["B8"].value, DAY)


@trial("一次写 200 行 12 列")
def large_block(desk: Desk) -> None:
    rows: list[list[Writable]] = [
        [f"第{row}行" if column == 0 else row * column / 100 for column in range(12)] for row in range(200)
    ]
    sheet = desk.book.sheets[DATA]
    write_block(sheet, 10, 2, rows)
    equal(sheet.range((10, 2), (209, 13)).value, rows)


@trial("清除内容，公式也清掉")
def clear_contents(desk: Desk) -> None:
    sheet = desk.book.sheets[DATA]
    sheet["B3:C5"].clear_contents()
    equal(sheet["B3:C5"].value, [[None, None]] * 3)
    equal(sheet["C5"].formula, "")


@trial("pandas 表格的读写")
def data_frames(desk: Desk) -> None:
    import pandas as pd

    sheet = desk.book.sheets[DATA]
    frame = sheet["B2:D4"].options(pd.DataFrame).value
    equal(frame.loc["乙", "执行"], 150.0)
    sheet["H1"].options(index=False).value = pd.DataFrame({"名": ["甲", None], "数": [1.5, float("nan")]})
    equal(sheet["H1:I3"].value, [["名", "数"], ["甲", 1.5], [None, None]])


TRIALS = (
    block,
    scalar,
    row_column_and_none,
    formula_writing,
    formulas_stay,
    own_blocks,
    new_formulas_stay,
    *(Trial(f"文字仍是文字：{_shown(text)}", partial(_text_stays, text=text)) for text in TEXTS),
    raw_value,
    kinds,
    date_without_format,
    large_block,
    clear_contents,
    data_frames,
)

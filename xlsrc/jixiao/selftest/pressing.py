"""Trials: a whole press on the real sample, the same on every engine."""

from typing import TYPE_CHECKING

from jixiao.forms.names import FINDINGS, SCORES
from jixiao.forms.outputs import FINDING_TABLE, SCORE_FACT_CELLS, SCORE_TABLE
from jixiao.press.run import press
from jixiao.selftest.book import write_sample
from jixiao.selftest.desk import Desk
from jixiao.selftest.expect import equal
from jixiao.selftest.model import trial
from jixiao.values.address import a1

if TYPE_CHECKING:
    import xlwings as xw

TOTAL, GRADE, FULL, LOST = 86.0, "良", 100.0, 14.0
"""What 廉江市总工会 published: 自评总分, 等次, 满分, 扣分."""


@trial("样例按一次【计算评分】：86 分，良，写进评分表")
def scores(desk: Desk) -> None:
    book = desk.open(write_sample(desk.folder / "样例.xlsx"))
    evaluation = press(book).evaluation
    equal((float(evaluation.total), evaluation.grade), (TOTAL, GRADE))
    facts = [book.sheets[SCORES].range(cell).value for cell in SCORE_FACT_CELLS]
    equal(facts, [TOTAL, GRADE, FULL, LOST])
    listed = book.sheets[FINDINGS].range(_column(FINDING_TABLE.column("编号"), FINDING_TABLE.first, 200)).value
    equal(sorted(code for code in listed if code), sorted(line.finding.kind.code for line in evaluation.listing))


@trial("表内的【公式得分】合计与 Python 算的一样")
def live_total(desk: Desk) -> None:
    book = desk.open(write_sample(desk.folder / "样例.xlsx"))
    press(book)
    equal(live_total_of(book), TOTAL)


def live_total_of(book: "xw.Book") -> object:
    """公式得分 of 评分表's last row, 合计."""
    names, live = (_values(book.sheets[SCORES], label) for label in ("三级指标", "公式得分"))
    return live[names.index("合计")]


@trial("按两次，结果不变")
def twice(desk: Desk) -> None:
    book = desk.open(write_sample(desk.folder / "样例.xlsx"))
    press(book)
    once = [_values(book.sheets[SCORES], label) for label in ("编码", "得分", "计算过程")]
    press(book)
    equal([_values(book.sheets[SCORES], label) for label in ("编码", "得分", "计算过程")], once)


@trial("按过以后保存，重新打开仍是 86 分")
def saved(desk: Desk) -> None:
    path = write_sample(desk.folder / "样例.xlsx")
    book = desk.open(path)
    press(book)
    book.save()
    desk.close()
    equal(desk.open(path).sheets[SCORES].range(SCORE_FACT_CELLS[0]).value, TOTAL)


def _values(sheet: "xw.Sheet", label: str) -> list[object]:
    """A column of 评分表."""
    found: list[object] = sheet.range(_column(SCORE_TABLE.column(label), SCORE_TABLE.first, SCORE_TABLE.last)).value
    return found


def _column(column: int, first: int, last: int) -> str:
    return f"{a1(first, column)}:{a1(last, column)}"


TRIALS = (scores, live_total, twice, saved)

"""取数公式: proposed by name, never used until confirmed; a figure typed beside an automatic one is compared."""

import pytest
import xlsxwriter

from books import run
from faults import address, evaluated_grids, ids, table, told
from jixiao.frameworks.binding import proposed_for
from jixiao.frameworks.confirming import cell_of, parted
from jixiao.new_workbooks.framework_file import read_source

NAMES = table("""
| 指标 | 公式 |
| 公用经费控制率 | 公用经费实际支出数 / 公用经费预算安排数 |
| “公用经费” 控制率 | 公用经费实际支出数 / 公用经费预算安排数 |
| 三公经费控制率 | 三公本年决算数 / 三公本年预算数 |
| 在职人员控制率 | 在职人员数 / 编制数 |
| 公用经费控制 |  |
| 群众满意度 |  |
""")


@pytest.mark.parametrize(("name", "formula"), NAMES, ids=ids(NAMES))
def test_a_name_that_the_shipped_frameworks_know_has_a_proposal(name, formula):
    assert proposed_for(name) == formula


CELLS = [
    ("", ("", "")),
    ("甲 / 乙", ("甲 / 乙", "")),
    ("待确认：甲 / 乙", ("", "甲 / 乙")),
    (" 待确认: 甲 / 乙", ("", "甲 / 乙")),
    ("待确认：", ("", "")),
    ("确认：甲", ("确认：甲", "")),
]


@pytest.mark.parametrize(("text", "parts"), CELLS)
def test_a_cell_says_whether_its_formula_counts(text, parts):
    assert parted(text) == parts
    assert parted(cell_of(*parts)) == parts


def test_a_table_without_definitions_is_proposed_its_formulas(tmp_path):
    path = tmp_path / "表.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("评分表")
    rows = [
        ("一级指标", "三级指标", "分值", "评分标准", "指标解释"),
        ("过程", "公用经费控制率", 50, "≤100%，得50分；＞100%，不得分。", ""),
        ("过程", "在职人员控制率", 30, "≤100%，得30分；＞100%，不得分。", "在职人员控制率=在职人员数/编制数×100%"),
        ("效果", "群众满意度", 20, "≥90%，得20分；＜90%，不得分。", ""),
    ]
    for n, row in enumerate(rows):
        sheet.write_row(n, 0, row)
    book.close()
    indicators = read_source(path).framework.indicators
    assert [(i.value, i.proposed_value) for i in indicators] == [
        ("", "公用经费实际支出数 / 公用经费预算安排数"), ("在职人员数 / 编制数", ""), ("", "")
    ]  # fmt: skip
    lint = run("lint", path)
    assert "T08" in lint.stdout
    assert "公用经费控制率可以自动取数" in lint.stdout


VALUE = "指标体系[2].指标值"
BOUND = table("""
| 情形 | 表 | 格 | 填入 | 期望 |
| 没有确认的公式 | 指标体系 | 指标体系[2].指标值 ; 绩效指标!F7 | 待确认：在职人员数 / 编制数 ; 88% | T08@指标体系[2].指标值 |
| 确认了的公式 | 指标体系 | 指标体系[2].指标值 | 在职人员数 / 编制数 |  |
| 填的与取数一样 | 绩效指标 | F7 | 88.24% |  |
| 填的与取数差一点 | 绩效指标 | F7 | 88.23% | S09@绩效指标!F7 |
| 填的没有百分号 | 绩效指标 | F7 | 88.24 | S09@绩效指标!F7 |
| 位数不同还是一样 | 绩效指标 | F7 | 88.240% |  |
""")


@pytest.mark.parametrize(("what", "sheet", "cells", "values", "wanted"), BOUND, ids=ids(BOUND))
def test_what_is_said_about_a_formula(what, sheet, cells, values, wanted):
    evaluation = evaluated_grids(sheet, cells, values)
    found = {(code, cell) for code in ("S09", "T08") for code, _, cell in told(evaluation, code)}
    code, _, cell = wanted.partition("@")
    assert found == ({(code, address(sheet, cell.rpartition("!")[2])[1])} if wanted else set())


def test_an_unconfirmed_formula_scores_nothing():
    """88 % typed scores full; the formula beside it, unconfirmed, is not looked at."""
    evaluation = evaluated_grids("指标体系", f"{VALUE} ; 绩效指标!F7", "待确认：编制数 / 在职人员数 ; 88%")
    assert evaluation.lines[1].value == "88%"
    assert evaluation.lines[1].points == 5

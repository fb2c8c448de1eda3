"""What may not be blank: income and spending, a row filled on one side only, carry-over; zero is not blank."""

import pytest

from books import found
from faults import evaluated_grids, expected, ids, table

INCOME = "C6 ; D6 ; C10 ; F6 ; F10"  # 年初, 调整 and 执行 of the two lines that the good unit has
SPENT = "F6 ; F7 ; F8 ; F9 ; F10"
BUDGETED = "C6 ; C7 ; C8 ; C9 ; C10 ; D10"


def all_of(cells, value="空"):
    return " ; ".join([value] * len(cells.split(" ; ")))


TABLE = table(f"""
| 空白 | 表 | 格 | 填入 | 期望 |
| R27收入执行数全空 | 收入预算 | F6 ; F10 | {all_of("F6 ; F10")} | R27@F6 |
| R27收入执行数只剩一格 | 收入预算 | F6 | 空 | R29 |
| R27收入执行数填零 | 收入预算 | F6 ; F10 | {all_of("F6 ; F10", "0")} |  |
| R27支出执行数全空 | 支出预算 | {SPENT} | {all_of(SPENT)} | R27@F6 |
| R28收入预算数全空 | 收入预算 | C6 ; D6 ; C10 | {all_of("C6 ; D6 ; C10")} | R28@C6 |
| R28只有调整数 | 收入预算 | C6 ; C10 | {all_of("C6 ; C10")} | R29@C6 R29@C10 |
| R28支出预算数全空 | 支出预算 | {BUDGETED} | {all_of(BUDGETED)} | R28@C6 |
| R27R28收入整张表空着 | 收入预算 | {INCOME} | {all_of(INCOME)} | R27@F6 R28@C6 |
| R29有预算没有执行数 | 支出预算 | F9 | 空 | R29 |
| R29执行数填零 | 支出预算 | F9 | 0 |  |
| R29有执行数没有预算 | 支出预算 | C9 | 空 | R29 |
| R29预算填零 | 支出预算 | C9 | 0 |  |
| R29整行空着 | 支出预算 | C9 ; F9 | 空 ; 空 |  |
| R29执行数不能用另有说法 | 支出预算 | F9 | 约十万 | R01 |
| R20上年结转空着 | 三公及资产 | C31 | 空 | R20 |
| R20年末结转空着 | 三公及资产 | C32 | 空 | R20 |
| R20结转填零 | 三公及资产 | C31 ; C32 | 0 ; 0 |  |
""")
ABOUT = ("R20", "R27", "R28", "R29", "R01")


@pytest.mark.parametrize(("name", "sheet", "cells", "values", "due"), TABLE, ids=ids(TABLE))
def test_a_blank_is_told_where_it_stands(name, sheet, cells, values, due):
    told = {one for one in found(evaluated_grids(sheet, cells, values)) if one[0] in ABOUT}
    assert told == expected(sheet, cells, due)


@pytest.mark.parametrize(
    ("sheet", "cells", "complete"),
    [
        ("收入预算", "F6 ; F10", False),
        ("支出预算", SPENT, False),
        ("支出预算", "F9", True),
        ("支出预算", BUDGETED, False),
    ],
)
def test_without_income_or_spending_there_is_no_total(sheet, cells, complete):
    """Blank budgets leave 执行率 without a value, so its indicator has no points: no total either."""
    evaluation = evaluated_grids(sheet, cells, all_of(cells))
    assert (evaluation.complete, bool(evaluation.grade)) == (complete, complete)


ROUNDING = table("""
| 误差 | 表 | 格 | 填入 | 期望 |
| C43收支差一分 | 三公及资产 | C32 | 17.81 | C43 |
| C43收支差两分 | 三公及资产 | C32 | 17.82 | C43 |
| C27收支差三分 | 三公及资产 | C32 | 17.83 | C27 |
| C43合计差一分 | 支出预算 | F12 | 878.06 | C43 |
| C43项目多出半分 | 支出预算 | D33 | 318.76 | C43 |
| C43公用经费比商品服务多一分 | 三公及资产 | D21 | 112.41 | C43 |
| C48公用经费比商品服务少一分 | 三公及资产 | D21 | 112.39 |  |
| C43完全相等 | 支出预算 | F12 | 878.05 |  |
""")


@pytest.mark.parametrize(("name", "sheet", "cells", "values", "due"), ROUNDING, ids=ids(ROUNDING))
def test_amounts_within_the_tolerance_are_called_equal_and_told(name, sheet, cells, values, due):
    told = {one for one in found(evaluated_grids(sheet, cells, values)) if one[0] in ("C43", "C27", "C21")}
    assert told == expected(sheet, cells, due)


def test_a_sheet_nobody_filled_says_so_on_the_home_sheet():
    progress = {one.sheet: one.told for one in evaluated_grids("收入预算", INCOME, all_of(INCOME)).progress}
    assert progress["收入预算"] == ""  # its printed totals, rates and remarks are still there
    every = "C6 ; D6 ; F6 ; I6 ; J6 ; C10 ; F10 ; I11 ; C12 ; D12 ; E12 ; F12 ; C16 ; C17"
    blank = {one.sheet: one.told for one in evaluated_grids("收入预算", every, all_of(every)).progress}
    assert (blank["收入预算"], blank["支出预算"]) == ("还没有填", "")

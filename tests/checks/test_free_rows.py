"""人员情况: a kind of staff that a unit hasn't stays blank as a whole row; a row begun is finished, and one row there is."""

from decimal import Decimal

import pytest

from books import found
from faults import evaluated_grids, expected, ids, table

POSTS = "C10 ; D10 ; E10 ; C11 ; D11 ; E11 ; C12 ; D12 ; E12 ; C13 ; D13 ; E13"
TABLE = table("""
| 空白 | 表 | 格 | 填入 | 期望 |
| 工勤整行不填 | 人员情况 | C12 ; D12 ; E12 | 空 ; 空 ; 空 |  |
| 工勤只填了编制 | 人员情况 | C12 ; D12 ; E12 | 2 ; 空 ; 空 | R20@D12 |
| 工勤只填了在职 | 人员情况 | C12 ; D12 ; E12 | 空 ; 2 ; 空 | R20@C12 |
| 工勤只填了上年 | 人员情况 | C12 ; D12 ; E12 | 空 ; 空 ; 2 | R20@C12 R20@D12 |
| 工勤填零 | 人员情况 | C12 ; D12 ; E12 | 0 ; 0 ; 空 |  |
| 一行也没有填 | 人员情况 | *各行 | *空 | R20@C10 R20@D10 R20@C11 R20@D11 R20@C12 R20@D12 |
""")


@pytest.mark.parametrize(("name", "sheet", "cells", "values", "due"), TABLE, ids=ids(TABLE))
def test_rows_of_staff(name, sheet, cells, values, due):
    if cells == "*各行":
        cells, values = POSTS, " ; ".join(["空"] * 12)
    told = {one for one in found(evaluated_grids(sheet, cells, values)) if one[0] == "R20"}
    assert told == expected(sheet, cells, due)


def test_a_blank_row_adds_nothing():
    evaluation = evaluated_grids("人员情况", "C12 ; D12 ; E12", "空 ; 空 ; 空")
    progress = next(one for one in evaluation.progress if one.sheet == "人员情况")
    assert progress.required == progress.filled
    assert evaluation.facts["在职人员控制率"] > Decimal(0)

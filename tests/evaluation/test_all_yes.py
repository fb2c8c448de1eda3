"""全部是 in 完成值 stands for 是 in every line of a checklist, in Python and in the live formula."""

from decimal import Decimal

import pytest

from faults import evaluated_grids, table, told
from jixiao.frameworks import SAMPLE, load_framework
from jixiao.frameworks.guide import how_to_fill

LINES = " ; ".join(f"逐项填报[{n}].完成值" for n in (1, 2, 3, 4))
BLANK = "空 ; 空 ; 空 ; 空"
ANSWERS = table("""
| 各项 | 完成值 | 得分 | 提示 | 值 |
| 空 ; 空 ; 空 ; 空 | 全部是 | 4 |  | 是,是,是,是 |
| 空 ; 空 ; 空 ; 空 | 全是 | 空 | S02 | 全是 |
| 是 ; 是 ; 是 ; 是 | 全部是 | 4 |  | 是,是,是,是 |
| 是 ; 否 ; 是 ; 是 | 全部是 | 空 | S02 | 全部是 |
| 是 ; 空 ; 空 ; 空 | 全部是 | 空 | S02 | 全部是 |
""")


@pytest.mark.parametrize(("lines", "whole", "points", "code", "value"), ANSWERS)
def test_all_yes(lines, whole, points, code, value):
    evaluation = evaluated_grids("绩效指标", f"{LINES} ; F6", f"{lines} ; {whole}")
    line = evaluation.lines[0]
    assert (line.points, line.value) == (None if points == "空" else Decimal(points), value)
    assert bool(told(evaluation, "S02")) == (code == "S02")


def test_it_is_no_answer_where_a_number_is_asked():
    """A2 scores itself, D2 counts: the words are refused there as any others."""
    evaluation = evaluated_grids("绩效指标", "F16", "全部是")
    line = next(line for line in evaluation.lines if line.indicator.code == "C1")
    assert line.points is None


def test_how_to_fill_says_so():
    filled = {one.code: how_to_fill(one) for one in load_framework(SAMPLE).indicators}
    assert filled["A1"] == "在下面“逐项填报”里填（4 项）；各项都是的，在这里填“全部是”"
    assert filled["A2"] == "自动取数，不用填"

"""目标值 may stand in its own column or behind the 完成值 (12/10): one target, and never one that is dropped in silence."""

from decimal import Decimal
from types import SimpleNamespace

import pytest

from jixiao.criteria import Answer, Status, read_criterion, score
from jixiao.evaluation.scoring.indicators import score_all
from jixiao.frameworks import Framework, Indicator
from jixiao.frameworks.model import Settings
from jixiao.values.key import Key
from jixiao.values.typed import read_amount

LESS, EQUAL = "得分=目标值/实际值×分值", "=目标值得满分"
UNDER, SHARE = "达到目标值得满分，每低于5%扣2分，不足5%的不扣分", "按完成比例计分，满分为止"

EACH, WHOLE = "达到目标值得满分，每低于5%扣1分，不足5%的按5%计算", "达到目标值得满分，每低于5%扣1分，不足5%的不扣分"

# 评分标准 | 完成值 | 目标值 | 得分
SCORED = [
    (LESS, "12/10", "", "8.33"),
    (LESS, "12", "10", "8.33"),
    (LESS, "12/10", "10", "8.33"),
    (LESS, "12/10", "10.00", "8.33"),
    (LESS, "12万元", "10万元", "8.33"),
    (LESS, "12/10", "见年初批复", "8.33"),
    (LESS, "12", "≤10", "8.33"),
    (EQUAL, "95%", "≥95%", "10"),
    (EQUAL, "94.9%", "不低于 95%", "0"),
    (SHARE, "96%", "≥９6％", "10"),
    (SHARE, "72%", "≥96%", "7.5"),
    (SHARE, "8", "10人", "8"),
    (SHARE, "8人", "10人以上", "8"),
    (SHARE, "600", "1,200", "5"),
    (UNDER, "94%", "95%以上", "10"),
    (UNDER, "89%", "≥95%", "8"),
    (LESS, "１２／１０", "", "8.33"),
    (EQUAL, "9/10", "", "0"),
    (EQUAL, "10个/10个", "", "10"),
    (EQUAL, "95%/95%", "95%", "10"),
    (SHARE, "8/10", "", "8"),
    (SHARE, "8", "10", "8"),
    (UNDER, "90%/100%", "", "6"),
    # in another unit, the shortfall is a share of the target, rounded to cents of a per cent as it is printed
    (EACH, "79.996人", "100人", "6"),  # 20.004 is 20.00: four steps
    (EACH, "79.99人", "100人", "5"),  # 20.01: a fifth begins
    (WHOLE, "80.004人", "100人", "6"),  # 19.996 is 20.00: four whole steps
    (WHOLE, "80.01人", "100人", "7"),  # 19.99: three
]
# 评分标准 | 完成值 | 目标值 | 问题
TOLD = [
    (LESS, "12", "", ("S02", "丙：“12”后面没有目标值，请填目标值，或写成12/10（完成值/目标值）。")),
    (LESS, "12/10", "11", ("S02", "丙：完成值“12/10”里的目标值是10，“目标值”一列填的是11，请改成一致。")),
    (
        SHARE,
        "96%",
        "见年初批复",
        ("S02", "丙：目标值“见年初批复”不是数，应填数字，如95%、≥100、10个；没有目标值的请清空。"),
    ),
    (
        UNDER,
        "96%",
        "95%-100%",
        ("S02", "丙：目标值“95%-100%”不是数，应填数字，如95%、≥100、10个；没有目标值的请清空。"),
    ),
    (SHARE, "8人", "10个", ("S02", "丙：完成值与目标值单位不同：人与个。")),
    (EQUAL, "10/10/10", "", ("S02", "丙：“10/10/10”应写成两个数，用“/”隔开，如12/10（完成值/目标值）。")),
]


class Row:
    """A row of 绩效指标 as the snapshot gives it."""

    label, key = "A1", Key("绩效指标", 1)

    def __init__(self, actual, target):
        self.texts = {"完成值": actual, "目标值": target, "扣分原因": ""}

    def text(self, column):
        return self.texts[column]

    def number(self, column):
        return read_amount(self.texts.get(column, ""), "分").value


def scored(criterion, actual, target):
    indicator = Indicator("A1", "甲", "乙", "丙", Decimal(10), "", criterion, key=Key("指标体系", 1))
    assert indicator.criterion.understood
    snapshot = SimpleNamespace(tables={"绩效指标": [Row(actual, target)], "逐项填报": []})
    (line,), findings = score_all(Framework("", (indicator,)), snapshot, None)
    return line, [(finding.kind.code, str(finding.key), finding.wrong) for finding in findings]


@pytest.mark.parametrize(("criterion", "actual", "target", "points"), SCORED)
def test_the_target_counts_wherever_it_is_written(criterion, actual, target, points):
    line, told = scored(criterion, actual, target)
    assert (line.points, told) == (Decimal(points), [])


@pytest.mark.parametrize(("criterion", "actual", "target", "told"), TOLD)
def test_without_one_target_there_are_no_points_and_it_is_said_why(criterion, actual, target, told):
    line, found = scored(criterion, actual, target)
    code, wrong = told
    assert line.points is None
    assert found == [(code, "绩效指标[1].完成值", wrong)]


@pytest.mark.parametrize(("actual", "due"), [("119.99", False), ("120", True), ("120.01", True)])
def test_120_percent_of_the_target_asks_for_a_reason(actual, due):
    """财预〔2020〕10号, wherever a score is worked out without a workbook's own 超目标说明线."""
    answer = Answer(value=Decimal(actual), unit="%", target=Decimal(100))
    outcome = score(read_criterion(UNDER, Decimal(10)), Decimal(10), answer, Settings().over_target)
    assert (outcome.points, outcome.status is Status.REASON_DUE) == (10, due)

"""From lines to the total: not applicable, caps, bonus; and a workbook rescored with the framework it carries."""

from decimal import Decimal

import pytest

from books import evaluated, filled, snapshot_of, type_into
from jixiao.evaluation.scoring.model import ScoreLine
from jixiao.evaluation.scoring.totals import totalled
from jixiao.frameworks import Framework, Indicator, Settings

D = Decimal


def line(code, weight, points, criterion="酌情扣分。", group="一", dropped=False):
    indicator = Indicator(code, "一级", group, code, D(weight), "", criterion)
    return ScoreLine(indicator, "", "", None if points is None else D(str(points)), "", "", dropped=dropped)


def total(*lines, rate=None, bonus=False):
    framework = Framework("试", tuple(one.indicator for one in lines), Settings(bonus=bonus))
    return totalled(framework, lines, rate)


RESCALE, SHARE = "酌情扣分；不适用的，不参评，按比例折算到100分。", "酌情扣分；不适用的，分值分摊到同级指标。"
CAP = "执行率70%-80%的总分不超过89分；60%-70%不超过79分；低于60%不超过69分；低于50%不超过59分。"


def test_weights_60_of_100_apply_54_earned_is_90():
    got = total(line("甲", 60, 54), line("乙", 40, None, RESCALE, dropped=True))
    assert (got.total, got.complete, got.process) == (D("90.00"), True, "54 ÷ 参评分值60 × 100 = 90分")


def test_what_does_not_apply_is_shared_among_siblings():
    """30 of 同级 are shared by weight: 20 and 10 become 40 and 20; 16 of 20 points are then 32 of 40."""
    got = total(
        line("甲", 20, 16),
        line("乙", 10, 10),
        line("丙", 30, None, SHARE, dropped=True),
        line("丁", 40, 40, group="二"),
    )
    assert [(one.weight, one.points) for one in got.lines] == [
        (D("40.00"), D("32.00")), (D("20.00"), D("20.00")), (D("0"), None), (D(40), D(40))
    ]  # fmt: skip
    assert (got.total, got.complete) == (D("92.00"), True)


@pytest.mark.parametrize(
    ("rate", "expected"), [("75", "89"), ("80", "93"), ("65", "79"), ("55", "69"), ("40", "59"), ("95", "93")]
)
def test_caps_on_the_total(rate, expected):
    got = total(line("甲", 100, 93), line("乙", 0, None, CAP), rate=D(rate))
    assert (got.total, got.complete) == (D(expected), True)


def test_bonus_points_are_off_by_default():
    lines = (line("甲", 100, 90), line("加", 5, 3, "加分项：获得省级以上表彰的，每项加1分，最高加5分"))
    assert total(*lines).total == 90
    assert total(*lines, bonus=True).total == 93


def test_a_missing_score_leaves_no_total():
    assert total(line("甲", 60, 54), line("乙", 40, None)).complete is False


def test_a_workbook_is_rescored_with_the_framework_it_carries(sample, tmp_path):
    """Last year's criterion stands in the sheet: it scores, whatever is shipped now; to the cent, again and again."""
    row = snapshot_of(sample).bodies["指标体系"].first + 1
    old = "以80%为标准。在职人员控制率≤80%，计5分；每超过一个百分点扣0.5分，扣完为止。"
    type_into(sample, {("指标体系", f"H{row}"): old}, tmp_path / "旧.xlsm")
    first = filled(tmp_path / "旧.xlsm", tmp_path / "填.xlsm")
    again = filled(tmp_path / "填.xlsm", tmp_path / "再.xlsm")
    assert (str(first.lines[1].points), str(first.total)) == ("1.50", "82.50")
    assert [one.points for one in first.lines] == [one.points for one in again.lines]
    assert evaluated(sample).total == 86

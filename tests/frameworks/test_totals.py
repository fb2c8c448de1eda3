"""From lines to the total: not applicable, caps, bonus; and a workbook rescored with the framework it carries."""

from dataclasses import replace
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


RESCALE, SHARE = "酌情扣分；不适用的，不参评，按比例折算到100分。", "按完成率计分；不适用的，分值分摊到同级指标。"
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


def test_shared_points_are_rounded_half_up_to_cents():
    """10 of 30 are shared: 20 become 30; 12.35 of 20 are 18.525 of 30, printed 18.53; 12.34 are 18.51."""
    for points, expected in (("12.35", "18.53"), ("12.34", "18.51"), ("0.01", "0.02"), ("20", "30.00")):
        got = total(line("甲", 20, points), line("乙", 10, None, SHARE, dropped=True), line("丙", 70, 70, group="二"))
        assert [str(one.points) for one in got.lines if one.points is not None] == [expected, "70"]
        assert got.total == D(expected) + 70


def test_only_siblings_share():
    """Another level 2, and the same level 2 under another level 1, keep their weights."""
    other = replace(line("丙", 40, 40), indicator=replace(line("丙", 40, 40).indicator, level1="另一个一级"))
    got = total(line("甲", 20, 16), line("乙", 10, None, SHARE, dropped=True), line("丁", 30, 30, group="二"), other)
    assert [(one.weight, one.points) for one in got.lines] == [(30, 24), (0, None), (30, 30), (40, 40)]
    assert (got.total, got.complete, got.process) == (D("94.00"), True, "")


def test_what_is_not_scored_or_weighs_nothing_shares_without_points():
    got = total(
        line("甲", 20, None),
        line("乙", 10, None, SHARE, dropped=True),
        line("零", 0, 0),
        line("丁", 70, 70, group="二"),
    )
    assert [(one.weight, one.points) for one in got.lines] == [(30, None), (0, None), (0, 0), (70, 70)]
    assert got.complete is False
    assert [one.process for one in got.lines] == ["", "", "", ""]


def test_sharing_alone_is_no_step_of_the_total():
    shared = (line("甲", 20, 20), line("乙", 10, None, SHARE, dropped=True), line("丙", 70, 70, group="二"))
    got = total(*shared, line("封", 0, None, CAP), rate=D(75))
    assert (got.total, got.process) == (89, "执行率75.00%，总分不超过89分，由100分降为89分")


def test_sharing_says_what_it_did():
    got = total(line("甲", 20, 16), line("乙", 10, None, SHARE, dropped=True), line("丙", 70, 70, group="二"))
    assert [one.process for one in got.lines] == ["；同级分摊后分值30分，得24分", "", ""]


@pytest.mark.parametrize(
    ("weights", "points", "expected", "complete"),
    [
        ((60, 40), ("54", None), "90.00", True),
        ((30, 70), ("9.99", None), "33.30", True),
        ((30, 70), ("10.01", None), "33.37", True),  # 33.3667
        ((80, 20), ("12.346", None), "15.43", True),  # 15.4325
        ((80, 20), ("0.004", None), "0.01", True),  # 0.005
        ((60, 39), ("54", None), "54", False),  # weights of 99: never rescaled, no total
    ],
)
def test_rescaled_totals_are_rounded_half_up_to_cents(weights, points, expected, complete):
    first, second = (
        line(f"指标{n}", weight, point, RESCALE, dropped=point is None)
        for n, (weight, point) in enumerate(zip(weights, points, strict=True))
    )
    got = total(first, second)
    assert (got.total, got.complete) == (D(expected), complete)


def test_where_nothing_applies_there_is_no_total():
    got = total(line("甲", 60, None, RESCALE, dropped=True), line("乙", 40, None, RESCALE, dropped=True))
    assert (got.total, got.complete) == (0, False)


def test_the_steps_from_the_sum_to_the_total_are_told_in_their_order():
    bonus = line("加", 5, 3, "加分项：获得省级以上表彰的，每项加1分，最高加5分")
    dropped = line("乙", 40, None, RESCALE, dropped=True)
    got = total(line("甲", 60, 54), dropped, bonus, line("封", 0, None, CAP), rate=D(75), bonus=True)
    assert got.total == 89
    assert got.process == ("54 ÷ 参评分值60 × 100 = 90分；90 加 3 = 93分；执行率75.00%，总分不超过89分，由93分降为89分")


@pytest.mark.parametrize(
    ("total_points", "grade"),
    [("100", "优"), ("90", "优"), ("89.99", "良"), ("80", "良"), ("79.99", "中"), ("60", "中"), ("59.99", "差"), ("0", "差")],
)  # fmt: skip
def test_grades_where_a_workbook_sets_nothing(total_points, grade):
    """财预〔2020〕10号."""
    assert Settings().grade(D(total_points)) == grade


@pytest.mark.parametrize(
    ("rate", "expected"),
    [
        ("75", "89"),
        ("80", "93"),
        ("65", "79"),
        ("55", "69"),
        ("40", "59"),
        ("95", "93"),
        ("79.99", "89"),
        ("70", "89"),
        ("69.99", "79"),
        ("60", "79"),
        ("59.99", "69"),
        ("50", "69"),
        ("49.99", "59"),
    ],
)
def test_caps_on_the_total(rate, expected):
    got = total(line("甲", 100, 93), line("乙", 0, None, CAP), rate=D(rate))
    assert (got.total, got.complete) == (D(expected), True)


def test_bonus_points_are_off_by_default():
    lines = (line("甲", 100, 90), line("加", 5, 3, "加分项：获得省级以上表彰的，每项加1分，最高加5分"))
    assert total(*lines).total == 90
    assert total(*lines, bonus=True).total == 93
    full = (line("甲", 100, 98), lines[1])
    assert total(*full, bonus=True).total == 100


def test_a_missing_score_leaves_no_total():
    assert total(line("甲", 60, 54), line("乙", 40, None)).complete is False


def test_a_workbook_is_rescored_with_the_framework_it_carries(sample, tmp_path):
    """Last year's criterion stands in the sheet: it scores, whatever is shipped now; to the cent, again and again."""
    row = snapshot_of(sample).bodies["指标体系"].first + 1
    old = "以80%为标准。在职人员控制率≤80%，计5分；每超过一个百分点扣0.5分，不足一个百分点的不计，扣完为止。"
    confirmed = {
        ("指标体系", f"{column}{row}"): None for column in ("J", "K")
    }  # 计分规则 and 确认 were for another text
    type_into(sample, {("指标体系", f"H{row}"): old, **confirmed}, tmp_path / "旧.xlsm")
    first = filled(tmp_path / "旧.xlsm", tmp_path / "填.xlsm")
    again = filled(tmp_path / "填.xlsm", tmp_path / "再.xlsm")
    assert (str(first.lines[1].points), str(first.total)) == ("1.50", "82.50")
    assert [one.points for one in first.lines] == [one.points for one in again.lines]
    assert evaluated(sample).total == 86

"""K19, K22: numbers far from everyone's."""

from decimal import Decimal

import pytest

from compared import Line, Project, Unit, places, suspicions
from jixiao.bureau.comparing.measures import Measured
from jixiao.bureau.comparing.outliers import distances

OURS = "清江县水务局"
HEADS, PUBLIC = "在职人员数", "公用经费实际支出数"


def scored(points, count, weight=10):
    return [Unit(f"清江县第{n}中学", scores={"满意度": (points, weight)}) for n in range(count)]


def test_a_score_far_below_everyones():
    found = suspicions([*scored(10, 20), Unit(OURS, scores={"满意度": (3, 10)})], "K19")
    assert places(found) == [[(OURS, "绩效指标", "H1")]]
    assert (
        found[0].wrong == f"{OURS}的“满意度”得分率是 30.00%，21 家可比单位的中位数是 100.00%，离得太远（7 倍标准差）。"
    )
    assert found[0].sides[0].shown == "3/10 分"


@pytest.mark.parametrize(
    ("ours", "others", "told"),
    [
        (4, 20, True),  # 60 points off: 6 times the floor of 10, since all others are equal and MAD is 0
        ("4.1", 20, False),
        (4, 7, True),  # 离群最少单位数 8
        (4, 6, False),
    ],
)
def test_how_far_and_of_how_many(ours, others, told):
    assert bool(suspicions([*scored(10, others), Unit(OURS, scores={"满意度": (ours, 10)})], "K19")) is told


@pytest.mark.parametrize(("low", "told"), [(2, 2), (3, 0)])
def test_what_many_are_far_off_by_is_no_outlier(low, told):
    """2 of 67 are 3 % (离群单位占比), 3 of 68 are more."""
    units = [*scored(10, 65), *(Unit(f"清江县{n}局", scores={"满意度": (0, 10)}) for n in range(low))]
    assert len(suspicions(units, "K19")) == told


@pytest.mark.parametrize(("near", "told"), [("5.3", True), ("5.2", False)])
def test_the_end_of_a_long_tail_is_no_outlier(near, told):
    """Two more that are 47 or 48 points off: 48 are four fifths of the 60 that make an outlier."""
    tail = [Unit(f"清江县{n}局", scores={"满意度": (near, 10)}) for n in range(2)]
    units = [*scored(10, 65), *tail, Unit(OURS, scores={"满意度": (0, 10)})]
    assert bool(suspicions(units, "K19")) is told


def test_another_criterion_or_weight_is_not_comparable():
    assert suspicions([*scored(10, 20), Unit(OURS, scores={"满意度": (4, 8)})], "K19") == []


def heads(values):
    return [Unit(f"清江县第{n}中学", figures={PUBLIC: value}, computed={HEADS: 10}) for n, value in enumerate(values)]


def test_money_per_head_shows_both_its_cells():
    """Others have 2 to 4 万元 per head, it has 90: 元 typed for 万元 would look so."""
    found = suspicions([*heads(range(20, 41)), Unit(OURS, figures={PUBLIC: 900}, computed={HEADS: 10})], "K19")
    assert places(found) == [[(OURS, "支出预算", "E1"), (OURS, "支出预算", "E2")]]
    assert [side.shown for side in found[0].sides] == ["900.00 万元", "10 人"]
    assert found[0].wrong.startswith(f"{OURS}的人均公用经费是 90.00 万元，22 家可比单位的中位数是 3.05 万元")


@pytest.mark.parametrize("figures", [{PUBLIC: 0}, {}, {PUBLIC: 90}])
def test_nothing_spent_is_not_compared(figures):
    ours = Unit(OURS, figures=figures, computed={HEADS: 0 if figures.get(PUBLIC) else 10})
    assert suspicions([*heads(range(20, 41)), ours], "K19") == []


def test_an_execution_rate_far_below():
    units = [Unit(f"清江县第{n}中学", computed={"支出合计执行率": 96 + n % 4}) for n in range(40)]
    found = suspicions([*units, Unit(OURS, computed={"支出合计执行率": 41})], "K19")
    assert places(found) == [[(OURS, "支出预算", "E1")]]
    assert suspicions([*units, Unit(OURS, computed={"支出合计执行率": 74})], "K19") == []


def training(unit, executed, people, counted="人次"):
    return Unit(unit, projects=[Project("培训", executed=executed, lines=[Line("培训教师", f"{people}{counted}")])])


def trained(count=10):
    """Some 400 元 a head."""
    return [training(f"清江县第{n}中学", 20 + n, 500 + 10 * n) for n in range(count)]


def test_the_cost_of_one_piece_far_from_everyones():
    found = suspicions([*trained(), training(OURS, "0.1", 748)], "K22")
    assert places(found) == [[(OURS, "项目自评1", "D2"), (OURS, "项目自评1", "H17")]]
    assert "平均每人次 1.34 元（0.1 万元÷748人次），11 家有“培训教师”的单位中位数是" in found[0].wrong


@pytest.mark.parametrize(
    "units",
    [
        [*trained(), training(OURS, 18, 748)],
        [*trained(), training(OURS, "0.1", 748, "场")],
        [*trained(6), training(OURS, "0.1", 748)],
        [*trained(), training(OURS, 0, 748)],
        [*trained(), training(OURS, "0.1", 98, "%")],
    ],
)
def test_no_cost_to_compare(units):
    assert suspicions(units, "K22") == []


def z(values, ratio=False):
    return distances([Measured(("g",), "g", "u", Decimal(str(value)), "", (), ratio=ratio) for value in values])


def test_the_distance_is_in_standard_deviations_of_a_normal_distribution():
    """Median 50, deviations 30 20 10 0 10 20 30, MAD 20: 1.4826 x 20 = 29.65."""
    assert [round(value, 2) for value in z([20, 30, 40, 50, 60, 70, 80])] == [1.01, 0.67, 0.34, 0, 0.34, 0.67, 1.01]
    assert z([100, 100, 100, 100, 96]) == [0, 0, 0, 0, 1]  # MAD 0: by the floor of 4 points
    assert z([1, 10, 100], ratio=True)[0] == pytest.approx(1 / 1.4826)

"""K20: money without output. K21: output without money."""

import pytest

from compared import Line, Project, Unit, places, suspicions
from jixiao.bureau.comparing.outputs import is_nothing_done
from jixiao.bureau.comparing.quantities import quantity_of

OURS = "清江县水务局"


def told(code, *lines, executed="128.5", **limits):
    return suspicions([Unit(OURS, projects=[Project("清淤", executed=executed, lines=lines)])], code, **limits)


def line(value, level2="数量指标", points=10, name="清淤长度"):
    return Line(name, value, points, 10, level2)


def test_money_without_output():
    found = told("K20", line("0公里"), line(""), line("100%", "质量指标"))
    assert places(found) == [[(OURS, "项目自评1", "D2"), (OURS, "项目自评1", "H17"), (OURS, "项目自评1", "H18")]]
    assert [side.shown for side in found[0].sides] == ["128.50 万元", "0公里", "（空）"]
    assert found[0].wrong == f"{OURS}的项目“清淤”支出 128.50 万元，2 个产出数量指标的完成值都是空的或 0。"


@pytest.mark.parametrize(
    ("lines", "executed", "told_of"),
    [
        ([line("0公里")], "0.01", True),
        ([line("0公里")], 0, False),
        ([line("0公里")], None, False),
        ([line("0公里"), line("1公里")], 50, False),
        ([line("", "质量指标"), line("0", "时效指标")], 50, True),  # no quantity asked: all of 产出
        ([line("", "质量指标"), line("10月底", "时效指标")], 50, False),
        ([line("0公里"), line("50万元", "成本指标")], 50, True),
        ([Line("受益人数", "0", level1="效益指标")], 50, False),
        ([], 50, False),
    ],
)
def test_when_nothing_was_done(lines, executed, told_of):
    assert bool(told("K20", *lines, executed=executed)) is told_of


def test_output_without_money():
    found = told("K21", line("12场", name="讲座"), line("748人次", name="培训人次"), executed=0)
    assert places(found) == [[(OURS, "项目自评1", "D2"), (OURS, "项目自评1", "H18")]]
    assert found[0].wrong == f"{OURS}的项目“清淤”支出 0 万元，却填了“培训人次”748人次，得满分。"


@pytest.mark.parametrize(
    ("value", "executed", "points", "told_of"),
    [
        ("748人次", "0.1", 10, True),  # 1.34 元 each
        ("100人次", "0.1", 10, False),  # 10 元; 单件成本下限 10
        ("101人次", "0.1", 10, True),
        ("5000人次", "1", 10, True),  # 无支出限额 1 万元
        ("5000人次", "1.01", 10, False),
        ("748人次", 0, 9, False),
        ("748人次", None, 10, False),
        ("0人次", 0, 10, False),
        ("98%", 0, 10, False),
        ("10月底", 0, 10, False),
        ("0.3万人次", "0.1", 10, True),
    ],
)
def test_how_little_money(value, executed, points, told_of):
    assert bool(told("K21", line(value, points=points), executed=executed)) is told_of


@pytest.mark.parametrize("value", ["", "0", "0.00", "0场", "0%", "0 人次", "无", "未开展。", "－", "０公里"])
def test_nothing_done(value):
    assert is_nothing_done(value)


@pytest.mark.parametrize("value", ["1", "0.5公里", "100%", "10月底", "已完成", "健全", "10", "完成0起事故", "50%以上"])
def test_something_done(value):
    assert not is_nothing_done(value)


@pytest.mark.parametrize(
    ("value", "number", "counted"),
    [("748人次", 748, "人次"), ("≥1,200.5平方米", 1200.5, "平方米"), ("２万 人次", 20000, "人次")],
)
def test_a_quantity(value, number, counted):
    found = quantity_of(Line("", value))
    assert (float(found.number), found.counted) == (number, counted)


@pytest.mark.parametrize("value", ["748", "98%", "10月底", "3天", "5分", "8万元", "", "一批", "第3批次完成", "-5场"])
def test_no_quantity(value):
    assert quantity_of(Line("", value)) is None

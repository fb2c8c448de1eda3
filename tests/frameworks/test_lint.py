"""A good framework with one fault planted: exactly that finding, where it is."""

from dataclasses import replace
from decimal import Decimal

import pytest

from jixiao.evaluation.checks.framework import lint
from jixiao.frameworks import SAMPLE, load_framework, shipped
from jixiao.frameworks.confirming import NOTHING

D = Decimal
FIRST, SECOND, FORMULA = 0, 1, 1  # A1 (4 points), A2 在职人员控制率 (5 points, with a formula)


def rewritten(indicator, **change):
    """Another text or weight, which nobody confirmed yet."""
    fresh = {"confirmation": NOTHING} if "criterion_text" in change else {}
    return replace(indicator, **fresh, **change)


# 故障, 第几个指标, 改成, 期望 (编号, 键)
FAULTS = [
    ("分值合计不是100", 1, {"weight": D(6), "criterion_text": "≤100%，计6分；每超过一个百分点扣0.5分，不足1个百分点的不计"}, ("E53", "A1.分值")),
    ("文字计8分而分值是5", 1, {"criterion_text": "≤100%，计8分；每超过一个百分点扣0.5分，扣完为止。"}, ("T01", "A2.评分标准")),
    ("分档留了空档", 1, {"criterion_text": "≥90%，计5分；60%（含）-80%，计2分；低于60%不得分。"}, ("T01", "A2.评分标准")),
    ("分档重叠", 1, {"criterion_text": "≥90%，计5分；80%（含）-95%，计4分；低于80%不得分。"}, ("T01", "A2.评分标准")),
    ("括号不成对", 1, {"criterion_text": "≥90%，计5分；80%（含-90%，计4分；低于80%不得分。"}, ("T01", "A2.评分标准")),
    ("看不懂的话", 1, {"criterion_text": "由领导小组会商确定给几分。"}, ("T02", "A2.评分标准")),
    ("上级标明的分数不等于下级之和", 0, {"level1": "预算编制情况（30分）"}, ("E68", "A1.一级指标")),
    ("没有写明基期", 1, {"name": "在职人员变动率", "basis": "与上年比"}, ("T04", "A2.口径")),
    ("指标重复", 3, {"name": "绩效目标合理性"}, ("E62", "A4.三级指标")),
    ("编码重复", 1, {"code": "A1"}, ("E69", "A1")),
    ("资金支付率放在数量指标下", 4, {"level2": "数量指标", "name": "资金支付率"}, ("E61", "B1.二级指标")),
    ("成本指标写成不低于", 11, {"name": "单位成本",
     "criterion_text": "≥100%，计4分；每低于一个百分点扣1分，不足1个百分点的不计，扣完为止。"}, ("E60", "C2.评分标准")),
    ("指标值里有不认识的数据项", 1, {"value": "在职人数合计 / 编制数"}, ("T03", "A2.指标值")),
    ("指标值不成公式", 1, {"value": "在职人员数 /"}, ("T03", "A2.指标值")),
    ("没有依据", 1, {"reference": ""}, ("T05", "A2.依据")),
    ("没有写明不足一步怎么算", 1, {"criterion_text": "≤100%，计5分；每超过一个百分点扣0.5分。"}, ("T06", "A2.评分标准")),
]  # fmt: skip


# how a bureau writes the points of a level (20 here) on its first row, the only fault being the number
STATED = [
    ("预算编制情况（30分）", "30"), ("预算编制情况(30 分)", "30"), ("预算编制情况（分值：30）", "30"), ("预算编制情况（３０％）", "30"),
    ("预算编制情况（30）", "30"), ("预算编制情况 30分", "30"), ("预算编制情况\n（19.5分）", "19.5"),
    ("预算编制情况（20分）", None), ("预算编制情况（20）", None), ("预算编制情况", None), ("预算编制情况（2024年）", None),
]  # fmt: skip


@pytest.mark.parametrize(("level", "stated"), STATED)
def test_points_stated_in_the_name_of_a_level(level, stated):
    """The other rows of the level may say its name alone."""
    framework = load_framework(SAMPLE)
    first = replace(framework.indicators[0], level1=level)
    found = [
        (f.kind.code, str(f.key), f.wrong)
        for f in lint(replace(framework, indicators=(first, *framework.indicators[1:])))
    ]
    told = f"“{level}”标明 {stated} 分，下面的指标合计 20 分。"
    assert found == ([("E68", "A1.一级指标", told)] if stated else [])


@pytest.mark.parametrize("name", shipped())
def test_shipped_frameworks_have_no_fault(name):
    assert lint(load_framework(name)) == ()


@pytest.mark.parametrize(("fault", "row", "change", "expected"), FAULTS, ids=[fault[0] for fault in FAULTS])
def test_exactly_the_fault_that_was_planted(fault, row, change, expected):
    framework = load_framework(SAMPLE)
    indicators = list(framework.indicators)
    indicators[row] = rewritten(indicators[row], **change)
    found = {
        (finding.kind.code, str(finding.key)) for finding in lint(replace(framework, indicators=tuple(indicators)))
    }
    extra = {"编码重复": {("E69", "A2")}, "指标重复": {("E62", "A3.三级指标")}}.get(fault, set())
    assert found == {expected} | extra


def test_a_group_of_the_same_name_under_another_level_is_another_group():
    """数量指标 stands under 产出 and under 效益; each states its own points."""
    rows = [
        rewritten(
            load_framework(SAMPLE).indicators[n],
            level1=level1,
            level2=level2,
            weight=D(weight),
            criterion_text="酌情扣分。",
        )
        for n, (level1, level2, weight) in enumerate(
            [
                ("产出（70分）", "数量指标（40分）", 40),
                ("产出", "质量指标（30分）", 30),
                ("效益（30分）", "数量指标（30分）", 30),
            ]
        )
    ]
    assert lint(replace(load_framework(SAMPLE), indicators=tuple(rows))) == ()
    rows[1] = replace(rows[1], level2="质量指标（29分）")
    told = [finding.wrong for finding in lint(replace(load_framework(SAMPLE), indicators=tuple(rows)))]
    assert told == ["“质量指标（29分）”标明 29 分，下面的指标合计 30 分。"]


def test_one_indicator_that_carries_too_much():
    framework = load_framework(SAMPLE)
    one = rewritten(framework.indicators[0], weight=D(90), criterion_text="酌情扣分。")
    rest = rewritten(framework.indicators[1], weight=D(10), criterion_text="酌情扣分。")
    found = lint(replace(framework, indicators=(one, rest)))
    assert [(f.kind.code, str(f.key)) for f in found] == [("E64", "A1.分值")]
    assert found[0].wrong == "预算编制规范性分值 90 分，超过 40 分。"


def test_the_message_names_the_nearest_data_items():
    framework = load_framework(SAMPLE)
    wrong = replace(framework.indicators[1], value="在职人数合计 / 编制数")
    finding = lint(replace(framework, indicators=(wrong, *framework.indicators[2:])))
    told = next(f for f in finding if f.kind.code == "T03")
    assert "在职人数合计" in told.wrong
    assert "在职人员数" in told.wrong


def test_a_total_other_than_100_is_never_rescaled(typed):
    from books import evaluated, snapshot_of

    first = snapshot_of(typed({})).bodies["指标体系"].first
    evaluation = evaluated(typed({("指标体系", f"F{first}"): 5}))
    assert (evaluation.complete, evaluation.grade) == (False, "")
    assert ("E53", f"F{first}") in {(f.kind.code, f.place.cell) for f in evaluation.findings}

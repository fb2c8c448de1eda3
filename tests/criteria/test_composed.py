"""否决 and 先计后扣 over a sum, and what no answer of theirs may score."""

import re
from decimal import Decimal

import pytest

from jixiao.criteria import Answer, answer_from_text, score, with_target
from jixiao.criteria import shapes as r

D = Decimal
BASE = r.Sum(
    (
        r.Part("制度", D(2), r.Checklist((r.CheckItem("制度", D(2)),))),
        r.Part("完成率", D(3), r.Proportional(not_applicable=r.NotApplicable.FULL)),
    )
)
VETO = r.Vetoed(BASE, "弄虚作假")
LATE, WRONG = r.Event("迟报", D("0.5")), r.Event("错报", D(1), D(2))
LESS = r.Less(BASE, r.Deductions((LATE, WRONG), D(2)))
ALIKE = r.Less(BASE, r.Deductions((LATE, r.Event("漏报", D("0.5")))))
BOTH = r.Vetoed(LESS, "弄虚作假")
CASES = [
    # 规则 | 完成值 | 目标值 | 期望得分 (status where there are no points)
    (VETO, "是,80%,否", "", "4.4"),
    (VETO, "是,80%,是", "", "0"),
    (VETO, "是,80%", "", "missing"),
    (VETO, "是,80%,不适用", "", "missing"),
    (VETO, "是,,否", "", "missing"),
    (VETO, "是,不适用,否", "", "5"),
    (VETO, "不适用,80%,否", "", "4"),
    (VETO, "是,8,否", "10", "4.4"),
    (VETO, "是,8/10,否", "10", "4.4"),
    (LESS, "是,100%,0,0", "", "5"),
    (LESS, "是,100%,1,1", "", "4.5"),
    (LESS, "是,100%,1,2", "", "3.5"),
    (LESS, "是,100%,9,2", "", "3"),
    (LESS, "否,50%,4,0", "", "0"),
    (LESS, "是,100%,,", "", "missing"),
    (LESS, ",100%,0,0", "", "manual-needed"),
    (ALIKE, "是,100%,1,2", "", "3.5"),
    (BOTH, "是,100%,1,2,否", "", "3.5"),
    (BOTH, "是,100%,1,2,是", "", "0"),
    (BOTH, "是,100%,1,,否", "", "refused"),
]


@pytest.mark.parametrize(("rule", "text", "target", "wanted"), CASES)
def test_points(rule, text, target, wanted):
    try:
        outcome = score(rule, D(5), answer_from_text(rule, with_target(rule, text, target)))
    except ValueError:
        assert wanted == "refused"
        return
    assert (str(outcome.status) if outcome.points is None else f"{outcome.points.normalize():f}") == wanted


REFUSED = [
    (VETO, "是,80%,也许", "“也许”不是是/否/不适用"),
    (VETO, "是", "评分标准有3项要答，“是”填写了1项，应依次填写，用逗号分开：①制度（是/否/不适用）；②完成率（如12.5）；"
     "③是否发生：弄虚作假（否/是）。"),
    (LESS, "是,100%,1,", "评分标准有2种情形，填写了1个次数"),
    (LESS, "是,100%,不适用,不适用", "迟报应填次数，没有填0。"),
    (LESS, "是,100%,1.5,0", "“1.5”应为不小于0的整数"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "text", "message"), REFUSED)
def test_what_cannot_be_read(rule, text, message):
    with pytest.raises(ValueError, match=f"^{re.escape(message)}"):
        answer_from_text(rule, text)


def test_preview_without_the_last_answer_is_the_rule_without_the_veto():
    answer = answer_from_text(VETO, "是,80%")
    assert VETO.provisional(D(5), answer).points == D("4.4")
    assert VETO.points(D(5), answer).messages == ("是否发生“弄虚作假”未填，不能计分。",)


def test_a_reason_due_for_a_part_is_due_for_the_whole():
    rule = r.Less(r.Sum((r.Part("材料", D(5), r.Manual()),)), r.Deductions((LATE,)))
    outcome = score(rule, D(5), answer_from_text(rule, "4,1"))
    assert (outcome.points, outcome.status) == (D("3.5"), "reason-due")
    assert outcome.messages == ("“材料”：得分4低于分值5，请填写原因。",)


@pytest.mark.parametrize("rule", [VETO, LESS, BASE])
def test_a_bare_value_answers_no_composed_rule(rule):
    assert score(rule, D(5), Answer(value=D(80), unit="%")).points is None

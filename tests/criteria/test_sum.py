"""分项: parts with rules of their own, one text for all answers."""

import contextlib
import re
from decimal import Decimal
from itertools import pairwise

import pytest
from criteria_strategies import single_rules
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from jixiao.criteria import Answer, Status, answer_from_text, render, score, with_target
from jixiao.criteria import shapes as r
from jixiao.criteria.reading.criterion import read_words
from jixiao.criteria.shapes import Part, Sum
from jixiao.values.rounding import half_up

SETTINGS = settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
D = Decimal
SYSTEM = r.Checklist((r.CheckItem("有制度", D(1)), r.CheckItem("得到执行", D(1))))
FEWER = r.StepDeduction(D(100), r.Direction.OVER, r.Steps(D(1), D("0.5")))
FOUR = Sum(
    (
        Part("制度", D(2), SYSTEM),
        Part("完成率", D(3), r.Proportional()),
        Part("违规", D(3), r.PerOccurrence("发现1起违规", D(1))),
        Part("材料", D(2), r.Manual()),
    )
)
LEFT_OUT = Sum(
    (
        Part("采购", D(4), r.EqualsTarget("≥", not_applicable=r.NotApplicable.FULL)),
        Part("控制率", D(4), FEWER),
        Part("达标", D(2), r.ShareOfItems("达标数", "总数")),
    )
)

# 规则 | 完成值 | 目标值 | 期望得分 (status where there are no points)
CASES = [
    (FOUR, "是,是,100%,0,2", "", "10"),
    (FOUR, "是，否；80%、1 ，2", "", "7.4"),
    (FOUR, "是 否 80% 1 2", "", "7.4"),
    (FOUR, "是 否\n80% 1 2", "", "7.4"),
    (FOUR, "是,否,8/10,1,2", "", "7.4"),
    (FOUR, "是,否,8,1,2", "10", "7.4"),
    (FOUR, "是,否,800,1,2", "1,000", "7.4"),
    (FOUR, "是,否,8 %,1,2", "10 %", "7.4"),
    (FOUR, "是,否,8/10,1,2", "10", "7.4"),
    (FOUR, "否,否,0%,9,0.01", "", "0.01"),
    (FOUR, "是,否,80%,1,2.001", "", "refused"),
    (FOUR, "是,否,80%,1,2.01", "", "refused"),
    (FOUR, "是,否,,1,2", "", "missing"),
    (FOUR, ",,80%,1,2", "", "manual-needed"),
    (FOUR, ",,,1,", "", "missing"),
    (FOUR, "不适用,不适用,80%,1,2", "", "8"),  # 6.4 of 8
    (FOUR, "不适用,是,80%,1,2", "", "8.4"),  # 2 + 2.4 + 2 + 2
    (FOUR, "不适用", "", "not-applicable"),
    (FOUR, "不适用,不适用,不适用,不适用,不适用", "", "not-applicable"),
    (LEFT_OUT, "不适用,102%,8/10", "", "8.6"),  # 4 + 3 + 1.6: full marks by its clause
    (LEFT_OUT, "12/10,102%,0/0", "", "8.75"),  # 7 of 8
    (LEFT_OUT, "9/10,100.99%,10/10", "", "6"),
    (LEFT_OUT, "9,100.99%,10/10", "9", "10"),
    (LEFT_OUT, "9,100.99%,10/10", "9.01", "6"),
]


@pytest.mark.parametrize(("rule", "text", "target", "wanted"), CASES)
def test_points(rule, text, target, wanted):
    outcome = score(rule, D(10), answer_from_text(rule, with_target(rule, text, target)))
    assert (str(outcome.status) if outcome.points is None else f"{outcome.points.normalize():f}") == wanted


TARGETED = Part("甲", D(5), r.EqualsTarget())
EITHER = r.BestOf((r.Alternative("率", r.Proportional()), r.Alternative("数", FEWER)))
REFUSED = [
    (FOUR, "是,否", "", "评分标准有5项要答，“是,否”填写了2项，应依次填写，用逗号分开：①制度：有制度（是/否/不适用）；"
     "②制度：得到执行（是/否/不适用）；③完成率（如12.5）；④违规（次数，没有填0）；⑤材料（得分）。"),
    (FOUR, "是,否,80%,1,2,3", "", "评分标准有5项要答，“是,否,80%,1,2,3”填写了6项"),
    (FOUR, "是,对,80%,1,2", "", "“制度”：“对”不是是/否/不适用，应写成：是,是,否。"),
    (FOUR, "是,否,80%,1.5,2", "", "“违规”：“1.5”应为不小于0的整数，如2（次数）。"),
    (FOUR, "是,否,8,1,2", "十个", "目标值“十个”不是数"),
    (FOUR, "是,否,8,100,2", "", "“8,100”是一个数还是两个答案分不清，请用分号分开各个答案，数里不写逗号。"),
    (LEFT_OUT, "9,100%,1/1", "", "“采购”：“9”后面没有目标值"),
    (Sum((TARGETED, Part("乙", D(5), r.LessIsBetter()))), "9,8", "10",
     "甲、乙各有目标值，“目标值”一列请清空，写成完成值/目标值，如12/10。"),
    (Sum((Part("甲", D(5), SYSTEM), Part("乙", D(5), EITHER))), "是,是,9,8%", "10",
     "“乙”：要与目标值比较的不止一个数，不能用“目标值”一列，请清空后手工评分。"),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "text", "target", "message"), REFUSED)
def test_what_cannot_be_read(rule, text, target, message):
    with pytest.raises(ValueError, match=f"^{re.escape(message)}"):
        answer_from_text(rule, with_target(rule, text, target))


@pytest.mark.parametrize(
    "text", ["是,否,8;100,1", "是,否,8, 100,1", "是,否,0,100,1", "是 否 8 100 1", "是,否,0.8,100,1"]
)
def test_what_only_looks_like_one_number(text):
    assert answer_from_text(FOUR, text).parts[2].count == 100


def test_every_part_without_points_is_named():
    outcome = score(FOUR, D(10), answer_from_text(FOUR, "是,否,,,"))
    assert outcome.status is Status.MISSING
    assert outcome.messages == (
        "“完成率”：指标值未填，不能计分。",
        "“违规”：次数未填，不能计分。",
        "“材料”：本指标由人工评分，请填写得分。",
    )


def test_process_and_reasons_are_told_part_by_part():
    outcome = score(FOUR, D(10), answer_from_text(FOUR, "不适用,不适用,80%,0,1 缺两份"))
    assert outcome.process == (
        "“制度”：不适用；“完成率”：80.00% × 3分，得2.4分；“违规”：“发现1起违规” 0次，得满分3分；"
        "“材料”：人工评分，得1分；"
        "1项不适用，按其余各项折算；合计，得8分"
    )
    assert outcome.deduction_reason == "“完成率”：未达到100%，按比例计分；“材料”：缺两份"
    assert outcome.deduction == 2


def test_reasons_are_due_for_the_part_that_needs_one():
    answer = answer_from_text(FOUR, "是,是,100%,0,1")
    outcome = score(FOUR, D(10), answer)
    assert (outcome.points, outcome.status) == (9, Status.REASON_DUE)
    assert outcome.messages == ("“材料”：得分1低于分值2，请填写原因。",)
    assert score(FOUR, D(10), Answer(parts=answer.parts, reason="缺两份")).status is Status.SCORED


@pytest.mark.parametrize(("value", "status"), [("119.9/100", "scored"), ("120/100", "reason-due")])
def test_a_part_far_above_its_target_needs_a_reason(value, status):
    outcome = score(LEFT_OUT, D(10), answer_from_text(LEFT_OUT, f"{value},100%,1/1"), over_target=D(120))
    assert (outcome.points, outcome.status) == (10, status)
    assert status == "scored" or outcome.messages == ("“采购”完成值120达到目标值100的120%以上，请填写原因。",)


def test_words_and_filling():
    assert render(FOUR, D(10)) == (
        "（1）【制度】（2分）：①【有制度】，1分；②【得到执行】，1分\n（2）【完成率】（3分）：按完成比例得分，满分为止\n"
        "（3）【违规】（3分）：每发生1次【发现1起违规】扣1分，扣完为止\n（4）【材料】（2分）：人工评分。"
    )
    assert "①【采购】（4分）：≥目标值，得4分；否则不得分；无此类项目的，得满分\n②" in render(LEFT_OUT, D(10))
    assert LEFT_OUT.filling() == (
        "完成值依次填 采购（如12.5）、控制率（如98.5%）、达标（达标数/总数，如8/10），共 3 个，用逗号分开"
    )


def test_lists_within_lists_have_signs_that_differ_and_read_back():
    inner = Sum(
        (Part("甲", D("1.5"), r.Checklist((r.CheckItem("子", D("1.2")), r.CheckItem("丑", D("0.3"))))), check("乙"))
    )
    outer = Sum((Part("丙", D(2), inner), check("丁")))
    text = render(outer, D("2.5"))
    assert text == (
        "A.【丙】（2分）：（1）【甲】（1.5分）：①【子】，1.2分；②【丑】，0.3分\n（2）【乙】，0.5分\nB.【丁】，0.5分。"
    )
    assert read_words(text, D("2.5")) == outer


def check(name):
    return Part(name, D("0.5"), r.Checklist((r.CheckItem(name, D("0.5")),)))


numbers = st.none() | st.integers(-3000, 30000).map(lambda n: D(n) / 100)
single_answers = st.builds(
    Answer,
    value=numbers,
    unit=st.sampled_from(["", "%", "万元"]),
    target=numbers,
    last=numbers,
    checks=st.lists(st.sampled_from(["是", "否", "不适用"]), max_size=6).map(tuple),
    count=st.none() | st.integers(0, 9),
    reached=st.none() | st.integers(0, 12),
    total=st.none() | st.integers(0, 12),
    values=st.lists(numbers, max_size=3).map(tuple),
    tier=st.sampled_from(["达到优秀", "未达到", "全部公开"]),
    typed=numbers,
    not_applicable=st.sampled_from([False, False, False, True]),
)


@st.composite
def sums(draw):
    """A sum worth 10, with an answer to each part."""
    rules = draw(st.lists(single_rules.filter(lambda rule: not rule.outside), min_size=2, max_size=4))
    cuts = sorted(draw(st.lists(st.integers(1, 99), min_size=len(rules) - 1, max_size=len(rules) - 1, unique=True)))
    weights = [D(high - low) / 10 for low, high in pairwise([0, *cuts, 100])]
    parts = tuple(Part(f"第{n}项", weight, rule) for n, (weight, rule) in enumerate(zip(weights, rules, strict=True)))
    return Sum(parts), tuple(draw(single_answers) for _ in rules)


@SETTINGS
@given(sums())
def test_the_whole_is_what_its_parts_are(case):
    rule, answers = case
    each = [part.rule.outcome(part.weight, own) for part, own in zip(rule.parts, answers, strict=True)]
    whole = score(rule, D(10), Answer(parts=answers))
    without = [
        part.name
        for part, one in zip(rule.parts, each, strict=True)
        if one.points is None and one.status is not Status.NOT_APPLICABLE
    ]
    if without:
        assert whole.points is None
        assert [message.partition("：")[0].strip("“”") for message in whole.messages] == without
        assert (whole.status is Status.REFUSED) == any(one.status is Status.REFUSED for one in each)
        return
    kept = [(part.weight, one.points) for part, one in zip(rule.parts, each, strict=True) if one.points is not None]
    if not kept:
        assert whole.status is Status.NOT_APPLICABLE
        return
    weights, earned = (sum(each) for each in zip(*kept, strict=True))
    assert whole.points == min(half_up(max(earned, D(0)) * 10 / weights), D(10))
    assert 0 <= whole.points <= 10


@SETTINGS
@given(st.lists(st.sampled_from(["是", "否", "不适用"]), min_size=3, max_size=3), st.integers(0, 9), st.data())
def test_one_text_answers_as_its_pieces_do(checks, count, data):
    separator = data.draw(st.sampled_from([",", "，", "、", ";", "；", " ", "\n", ", ", " ，"]))
    own = r.Checklist(tuple(r.CheckItem(word, D(1)) for word in "甲乙丙"))
    rule = Sum((Part("要点", D(3), own), Part("违规", D(2), r.PerOccurrence("发现1起违规", D(1)))))
    texts = [*checks, str(count)]
    assert answer_from_text(rule, separator.join(texts)) == rule.answer_of(texts)
    assert rule.answer_of(texts).parts == (own.answer_of(texts[:3]), Answer(count=count))


@SETTINGS
@given(st.text(max_size=30), st.text(max_size=6))
def test_any_text_is_an_answer_to_every_part_or_refused(text, target):
    assume(text.strip())
    for rule in (FOUR, LEFT_OUT):
        with contextlib.suppress(ValueError):
            answer = answer_from_text(rule, with_target(rule, text, target))
            assert answer.not_applicable or len(answer.parts) == len(rule.parts)

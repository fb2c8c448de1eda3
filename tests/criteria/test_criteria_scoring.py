"""Points: every case of the acceptance table, expected values written as numbers."""

from decimal import Decimal

import pytest

from jixiao.criteria import (
    Answer,
    Status,
    add_bonus,
    answer_from_text,
    apply_caps,
    read_criterion,
    rescale,
    score,
    share_among,
)

STEP = "以100%为标准。在职人员控制率≦100%，计5分；每超过一个百分点扣0.5分，扣完为止。"
RISE = "≤100%，得5分；每超过1个百分点扣0.5分"
SHARE = "重点支出安排率≥90%，计5分；80%（含）-90%，计4分；70%（含）-80%，计3分；60%（含）-70%，计2分；低于60%不得分。"
CHANGE = "预算调整率=0，计3分；0-10%（含），计2分；10-20%（含），计1分；20-30%（含），计0.5分；大于30%不得分。"
RANGE = "完成率在100%-130%之间得分；低于100%或高于130%的不得分"
POINTS = (
    "①已制定资金管理办法、内部财务管理制度、会计核算制度，1分；②制度合法、合规、完整，1分；③制度得到有效执行，1分。"
)
FOUR = "①真实，1分；②完整，1分；③准确，0.5分；④及时，0.5分。"
SURPLUS = "无结余，3分；有结余，但不超过上年结转，2分；结余超过上年结转，不得分。"
EITHER = "二者择其一 (结转结余率≤9% 或 结转结余变动率≤-30%)"
TIERS = "达成年度指标 100%-80%(含)，部分达成并具有一定效果 80%-60%(含)，未达成且效果较差 60%-0%"
GRADES = "达到优秀 100%-90%（含），达到良好 90%-80%（含），达到一般 80%-60%（含），未达到 60%-0%"
CAPS = "执行率70%-80%的总分不超过89分；60%-70%不超过79分；低于60%不超过69分；低于50%不超过59分"
CUT = "得分=(1-10×调剂额/年初预算)×分值，调剂率>10%不得分"

# 评分标准 | 分值 | 指标值 | 期望得分 (status where there are no points)
CASES = [
    (STEP, 5, "100%", "5"),
    (STEP, 5, "101.00%", "4.5"),
    (STEP, 5, "103.9%", "3.5"),
    (STEP, 5, "130%", "0"),
    (STEP, 5, "87.5%", "5"),
    (RISE + "，不足一个百分点按一个百分点计", 5, "103.9%", "3"),
    (RISE + "，按比例扣分", 5, "103.9%", "3.05"),
    (RISE + "，最多扣2分", 5, "130%", "3"),
    (RISE + "；超过105%不得分", 5, "105.01%", "0"),
    (RISE + "；超过105%不得分", 5, "105%", "2.5"),
    ("三公经费控制率≦100%,计6分;每超过一个百分点扣1分,扣完为止。", 6, "102.5%", "4"),
    ('"三公经费"变动率≦0,计5分;>0,每超过一个百分点扣0.5分', 5, "-1.69%", "5"),
    ('"三公经费"变动率≦0,计5分;>0,每超过一个百分点扣0.5分', 5, "18.23%", "0"),
    ("以100%为标准，每低于5%扣2分", 8, "99.27%", "8"),
    ("以100%为标准，每低于5%扣2分", 8, "94.99%", "6"),
    ("每低于5%扣2分", 8, "99.27%", "8"),
    (SHARE, 5, "90%", "5"),
    ("平均办结时间≤5天，得10分；每超过1天扣2分，扣完为止。", 10, "7.5天", "6"),
    ("满意度大于等于90分，得6分；大于等于80分且小于90分，得4分；小于80分，得0分。", 6, "89.9", "4"),
    ("满意度大于等于90分，得6分；大于等于80分且小于90分，得4分；小于80分，得0分。", 6, "89.9%", "refused"),
    (SHARE, 5, "89.99%", "4"),
    (SHARE, 5, "80%", "4"),
    (SHARE, 5, "79.99%", "3"),
    (SHARE, 5, "60%", "2"),
    (SHARE, 5, "59.99%", "0"),
    (CHANGE, 3, "0", "3"),
    (CHANGE, 3, "0.01%", "2"),
    (CHANGE, 3, "10%", "2"),
    (CHANGE, 3, "10.01%", "1"),
    (CHANGE, 3, "30%", "0.5"),
    (CHANGE, 3, "30.01%", "0"),
    (CHANGE, 3, "-5%", "refused"),
    ("预算调整率绝对值≤5%，得3分；预算调整率绝对值>5%，不得分。", 3, "-4%", "3"),
    ("预算调整率绝对值≤5%，得3分；预算调整率绝对值>5%，不得分。", 3, "-6%", "0"),
    ("按完成比例计分，满分为止", 10, "93.4%", "9.34"),
    ("按完成比例计分，满分为止", 10, "100%", "10"),
    ("按完成比例计分，满分为止", 10, "112%", "10"),
    ("执行率×10分", 10, "93.4%", "9.34"),
    ("得分=预算执行率×分值", 10, "93.4%", "9.34"),
    ("完成率≥95%得5分；低于95%的，按比例得分；低于60%不得分。", 5, "76%", "4"),
    ("完成率≥95%得5分；低于95%的，按比例得分；低于60%不得分。", 5, "59.99%", "0"),
    ("得分=目标值/实际值×分值", 10, "12/10", "8.33"),
    ("得分=(1-(实际值-目标值)/目标值)×分值", 10, "12/10", "8"),
    ("得分=(1-(实际值-目标值)/目标值)×分值", 10, "20/10", "0"),
    ("得分=(1-(实际值-目标值)/目标值)×分值", 10, "9/10", "10"),
    ("=目标值得满分", 5, "10/10", "5"),
    ("=目标值得满分", 5, "9/10", "0"),
    ("=目标值得满分", 5, "0/0", "5"),
    ("=目标值得满分", 5, "-1/0", "5"),
    ("=目标值得满分", 5, "1/0", "0"),
    (RANGE, 5, "99.9%", "0"),
    (RANGE, 5, "100%", "5"),
    (RANGE, 5, "130%", "5"),
    (RANGE, 5, "130.1%", "0"),
    ("完成率在100%-130%之间得分；每超过（降低）5%扣2分", 5, "94%", "3"),
    ("完成率在100%-130%之间得分；每超过（降低）5%扣2分", 5, "141%", "1"),
    ("达到预期的指标个数/全部指标个数×10", 10, "8/10", "8"),
    ("达到预期的指标个数/全部指标个数×10", 10, "0/0", "not-applicable"),
    (CUT, 10, "0.2%", "9.8"),
    (CUT, 10, "10%", "0"),
    (CUT, 10, "10.01%", "0"),
    (POINTS, 3, "是,是,否", "2"),
    (POINTS, 3, "是,是,不适用", "3"),
    (POINTS, 3, "是,是", "refused"),
    (FOUR, 3, "是,是,否,否", "2"),
    (FOUR, 3, "是,是,否,不适用", "2.4"),
    ("①真实；②完整；③准确。每少一项扣1分", 5, "是,否,否", "3"),
    ("每少一项扣1分", 3, "1", "2"),
    ("每发现一起违规扣1分，扣完为止", 3, "0", "3"),
    ("每发现一起违规扣1分，扣完为止", 3, "2", "1"),
    ("每发现一起违规扣1分，扣完为止", 3, "5", "0"),
    ("每出现一个专项未按进度下达扣0.5分", 3, "3", "1.5"),
    (SURPLUS, 3, "0", "3"),
    (SURPLUS, 3, "19.8/19.8", "2"),
    (SURPLUS, 3, "20/19.8", "0"),
    (SURPLUS, 3, "20", "missing"),
    (EITHER, 5, "12%,-35%", "5"),
    (EITHER, 5, "12%,-20%", "0"),
    (EITHER, 5, "8%", "5"),
    (TIERS, 10, "部分达成 8.0", "refused"),
    (TIERS, 10, "部分达成 7.9", "7.9"),
    (TIERS, 10, "部分达成 6", "6"),
    (TIERS, 10, "部分达成 5.99", "refused"),
    (TIERS, 10, "达成年度指标 10", "10"),
    (TIERS, 10, "达成年度指标", "manual-needed"),
    (TIERS, 10, "很好 10", "refused"),
    (GRADES, 10, "达到良好 8.5", "8.5"),
    (GRADES, 10, "良好 9", "refused"),
    (GRADES, 10, "未达到 0", "0"),
    ("全部公开得2分；部分公开得1分；未公开不得分。", 2, "部分公开", "1"),
    ("6月底前下达100%", 3, "100%", "3"),
    ("6月底前下达100%", 3, "99.9%", "0"),
    ("6月底前下达60%，得1分；9月底前下达100%，得2分", 3, "70%,95%", "1"),
    ("酌情扣分", 5, "4 制度未及时修订", "4"),
    ("酌情扣分", 5, "5.1", "refused"),
    ("每发现一起违规扣1分；无此类项目的，得满分", 3, "不适用", "3"),
    ("每发现一起违规扣1分；无此类项目的，不参评", 3, "不适用", "not-applicable"),
    (STEP, 5, "不适用", "not-applicable"),
    ("加分项：获得省级以上表彰的，每项加2分，最高加5分", 0, "3", "5"),
    ("减分项：每发现一起扣1分，最多扣3分", 0, "2", "-2"),
]


@pytest.mark.parametrize(("text", "weight", "value", "expected"), CASES)
def test_points(text, weight, value, expected):
    criterion = read_criterion(text, Decimal(weight))
    assert criterion.understood, criterion
    outcome = score(criterion.rule, Decimal(weight), answer_from_text(criterion.rule, value))
    if expected.strip("-").replace(".", "").isdigit():
        assert outcome.points == Decimal(expected), outcome
        assert outcome.process
    else:
        assert (outcome.points, outcome.status) == (None, expected)


def test_a_share_is_no_amount():
    with pytest.raises(ValueError, match="“90万元”带单位“万元”，应填百分数"):
        answer_from_text(read_criterion(SHARE, Decimal(5)).rule, "90万元")


@pytest.mark.parametrize(("value", "points"), [("103%", "3.5"), ("103.01%", None), ("103.9%", None), ("150%", "0")])
def test_what_the_text_leaves_open_gives_points_only_where_it_does_not_matter(value, points):
    criterion = read_criterion(STEP, Decimal(5))
    outcome = score(criterion, Decimal(5), answer_from_text(criterion.rule, value))
    assert outcome.points == (None if points is None else Decimal(points))
    assert (outcome.status == "undecided") is (points is None)


def outcome_of(text, weight, **given):
    return score(read_criterion(text, Decimal(weight)).rule, Decimal(weight), Answer(**given))


def test_process_starts_with_the_trace():
    outcome = outcome_of(STEP, 5, value=Decimal("87.5"), unit="%", trace="在职14 ÷ 编制16 = 87.50%")
    assert outcome.process == "在职14 ÷ 编制16 = 87.50%，≤100%，得满分5分"
    assert (outcome.deduction, outcome.deduction_reason) == (Decimal(0), "")


def test_process_and_reason_of_a_deduction():
    outcome = outcome_of(STEP, 5, value=Decimal("103.9"), unit="%")
    assert outcome.process == ("103.90% 超过100% 3.90个百分点，按整数3个百分点计，每个扣0.5分，扣1.5分，得3.5分")
    assert outcome.deduction == Decimal("1.5")
    assert outcome.deduction_reason == "超过100% 3.90个百分点，扣1.5分"


def test_blank_value_earns_nothing_and_names_what_is_missing():
    outcome = outcome_of(STEP, 5)
    assert (outcome.points, outcome.status) == (None, Status.MISSING)
    assert outcome.messages == ("指标值未填，不能计分。",)


def test_a_failed_point_is_the_reason():
    outcome = outcome_of(POINTS, 3, checks=("是", "是", "否"))
    assert outcome.deduction_reason == "未做到：制度得到有效执行"


def test_above_the_target_a_reason_is_due():
    due = outcome_of("按完成比例计分，满分为止", 10, value=Decimal(112), unit="%")
    given = outcome_of("按完成比例计分，满分为止", 10, value=Decimal(112), unit="%", reason="追加任务")
    assert (due.points, due.status) == (Decimal(10), Status.REASON_DUE)
    assert (given.points, given.status) == (Decimal(10), Status.SCORED)


@pytest.mark.parametrize(
    ("value", "limit", "status"),
    [(119, 120, "scored"), (120, 120, "reason-due"), (129, 130, "scored"), (130, 130, "reason-due")],
)
def test_reason_is_due_from_the_configured_share_of_the_target(value, limit, status):
    criterion = read_criterion("达到目标值得5分，未达到不得分。", Decimal(5))
    answer = Answer(value=Decimal(value), unit="个", target=Decimal(100))
    assert score(criterion, Decimal(5), answer, Decimal(limit)).status == status


def test_manual_score_below_the_weight_needs_a_reason():
    assert outcome_of("酌情扣分", 5, typed=Decimal(4)).status is Status.REASON_DUE
    assert outcome_of("酌情扣分", 5, typed=Decimal(4), reason="制度未修订").status is Status.SCORED
    assert outcome_of("酌情扣分", 5, typed=Decimal(5)).status is Status.SCORED
    assert outcome_of("酌情扣分", 5).status is Status.MANUAL_NEEDED


@pytest.mark.parametrize(
    ("rate", "total", "expected"),
    [
        ("75", "93", "89"),
        ("80", "93", "93"),
        ("60", "93", "79"),
        ("55", "93", "69"),
        ("49", "93", "59"),
        ("75", "80", "80"),
    ],
)
def test_caps_on_the_total(rate, total, expected):
    caps = read_criterion(CAPS, Decimal(100)).rule
    assert apply_caps(Decimal(total), Decimal(rate), caps).points == Decimal(expected)


def test_what_does_not_apply_is_rescaled_or_shared():
    assert rescale([Decimal(60), Decimal(40)], [Decimal(54), None]).points == Decimal(90)
    assert rescale([Decimal(60)], [None]) is None
    assert share_among([Decimal(5), Decimal(5), Decimal(10)], [True, False, True]) == (
        Decimal("6.67"),
        Decimal(0),
        Decimal("13.33"),
    )


def test_bonus_is_off_by_default():
    assert add_bonus(Decimal(86), [Decimal(3)]).points == Decimal(86)
    assert add_bonus(Decimal(86), [Decimal(3)], enabled=True).points == Decimal(89)
    assert add_bonus(Decimal(99), [Decimal(3)], most=Decimal(100), enabled=True).points == Decimal(100)


@pytest.mark.parametrize(
    ("text", "value", "words"),
    [
        (STEP, "很多", "不是数"),
        (STEP, "", "没有给出"),
        (POINTS, "是,对,否", "不是是/否/不适用"),
        ("达到预期的指标个数/全部指标个数×10", "8", "两个数"),
        ("每发现一起违规扣1分", "1.5", "整数"),
        ("=目标值得满分", "5", "后面没有目标值"),
    ],
)
def test_unreadable_answers_are_refused_in_chinese(text, value, words):
    weight = Decimal({STEP: 5, POINTS: 3}.get(text, 10))
    with pytest.raises(ValueError, match=words):
        answer_from_text(read_criterion(text, weight).rule, value)

"""计分规则 and 确认: what a person chooses scores, only for the text it was chosen for; what a person typed stays."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from books import filled, snapshot_of, type_into
from faults import evaluated_grids
from good import good_bytes
from jixiao.criteria import Answer, Standing, score
from jixiao.evaluation.scoring.framework import framework_of
from jixiao.frameworks import confirming
from jixiao.frameworks.confirming import NOTHING, Confirmation, decide
from jixiao.frameworks.guide import understood_as

W = Decimal(5)


def after_press(text, weight, given):
    return confirming.filled(decide(text, weight, given), given)


OPEN = "≤85%，计5分；每超过一个百分点扣0.5分，扣完为止。"
FLOOR = "≤85%，得5分；每超过1个百分点扣0.5分，不足1个百分点的不计，扣完为止。"
CEIL = "≤85%，得5分；每超过1个百分点扣0.5分，不足1个百分点按1个百分点计，扣完为止。"
LINEAR = "≤85%，得5分；每超过1个百分点扣0.5分，按比例扣分，扣完为止。"
OTHER = "≤90%，得5分；>90%，不得分。"
SURE = "≥90%，计5分；低于90%不得分。"
UNREAD = "由领导小组会商确定给几分。"
NO_CODE = "确认（0000）"

# 评分标准, 计分规则, 确认, 88.24% 得几分（— 不出分）, 为什么不算
CHOSEN = [
    (OPEN, "", "", None, ""),
    (OPEN, "", "读法1", "3.50", ""),
    (OPEN, "", "读法2", "3.00", ""),
    (OPEN, "", "读法3", "3.38", ""),
    (OPEN, "", "读法4", None, "只有3种读法"),
    (OPEN, FLOOR, "确认", "3.50", ""),
    (OPEN, CEIL, " 确 认 ", "3.00", ""),
    (OPEN, LINEAR, "", None, "还没有确认"),
    (OPEN, LINEAR, "待确认", None, "还没有确认"),
    (OPEN, LINEAR, NO_CODE, None, "确认以后改过"),
    (OPEN, LINEAR, "同意", None, "只能从下拉列表里选"),
    (OPEN, "", "确认", None, "却是空的"),
    (OPEN, "随便", "确认", None, "看不懂"),
    (OPEN, "", "手工", None, ""),
    (SURE, "", "", "0", ""),
    (SURE, "", "读法1", "0", ""),
    (SURE, "", "读法2", None, "只有1种读法"),
    (SURE, OTHER, "", None, "还没有确认"),
    (SURE, OTHER, "确认", "5", ""),
    (UNREAD, OTHER, "确认", "5", ""),
    (UNREAD, "", "", None, ""),
]


@pytest.mark.parametrize(("text", "words", "state", "points", "why"), CHOSEN)
def test_what_a_person_chose_scores(text, words, state, points, why):
    decided = decide(text, W, Confirmation(words, state))
    outcome = score(decided.criterion, W, Answer(value=Decimal("88.24"), unit="%"))
    assert outcome.points == (None if points is None else Decimal(points))
    assert why in decided.problem
    assert bool(why) == bool(decided.problem)


# 评分标准, 计分规则, 确认: before a press → after it; `#` stands for a code
PRESSED = [
    (OPEN, "", "", FLOOR, "待确认（#）"),
    (SURE, "", "", "≥90%，得5分；<90%，不得分。", "自动（#）"),
    (UNREAD, "", "", "", ""),
    ("酌情扣分。", "", "", "", ""),
    (OPEN, "", "读法2", CEIL, "确认（#）"),
    (OPEN, LINEAR, "确认", LINEAR, "确认（#）"),
    (OPEN, LINEAR, "", LINEAR, ""),
    (OPEN, LINEAR, NO_CODE, LINEAR, NO_CODE),
    (OPEN, LINEAR, "同意", LINEAR, "同意"),
    (OPEN, LINEAR, "手工", LINEAR, "手工"),
    (OPEN, "", "读法4", "", "读法4"),
]


@pytest.mark.parametrize(("text", "words", "state", "words_after", "state_after"), PRESSED)
def test_what_a_press_fills_in(text, words, state, words_after, state_after):
    got = after_press(text, W, Confirmation(words, state))
    assert got.words == words_after
    if "#" in state_after:
        assert got.state.startswith(state_after.split("#")[0])
    else:
        assert got.state == state_after
    assert after_press(text, W, got) == got


# what is changed after a confirmation, whether it still counts
LAPSES = [
    ("nothing", OPEN, W, LINEAR, True),
    ("a line break in the text", OPEN.replace("；", "；\n"), W, LINEAR, True),
    ("a number of the text", OPEN.replace("0.5", "0.4"), W, LINEAR, False),
    ("a word of the text", OPEN.replace("超过", "低于"), W, LINEAR, False),
    ("the weight", OPEN, Decimal(6), LINEAR, False),
    ("the words", OPEN, W, CEIL, False),
]


@pytest.mark.parametrize(("what", "text", "weight", "words", "counts"), LAPSES, ids=[row[0] for row in LAPSES])
def test_a_confirmation_holds_for_its_text_only(what, text, weight, words, counts):
    confirmed = after_press(OPEN, W, Confirmation(LINEAR, "确认"))
    decided = decide(text, weight, Confirmation(words, confirmed.state))
    assert (decided.criterion.chosen is not None, bool(decided.problem)) == (counts, not counts)
    assert (decided.criterion.standing is Standing.SCORED) == counts


def test_the_programs_own_words_follow_the_text():
    """What nobody touched is renewed when the text changes; what somebody wrote is not."""
    own = after_press(OPEN, W, NOTHING)
    assert after_press(SURE, W, own).words == "≥90%，得5分；<90%，不得分。"
    typed = Confirmation(LINEAR, own.state)
    assert after_press(SURE, W, typed) == typed


@given(
    st.sampled_from([OPEN, SURE, UNREAD, ""]), st.text(max_size=30), st.text("确认读法待自动手工123（）0AF", max_size=9)
)
def test_any_two_cells_are_read_and_a_second_press_changes_nothing(text, words, state):
    """What a person typed into 计分规则 is never replaced; what doesn't count never scores."""
    cells = Confirmation(words.strip(), state)
    decided, once = decide(text, W, cells), after_press(text, W, cells)
    assert after_press(text, W, once) == once
    if decided.problem:
        assert once == cells
        assert score(decided.criterion, W, Answer(value=Decimal(80), unit="%")).points is None


def cells_of(path):
    record = snapshot_of(path).tables["指标体系"][1]
    return record.text("计分规则"), record.text("确认")


def places(path):
    snapshot = snapshot_of(path)
    key = snapshot.tables["指标体系"][1].key
    return {label: ("指标体系", snapshot.places[key.at(label)].cell) for label in ("评分标准", "计分规则", "确认")}


def test_from_pick_to_lapse_in_a_workbook(tmp_path):
    """待确认 → 读法2 picked → confirmed by the press → the text is edited → no points until picked again."""
    path = tmp_path / "表.xlsm"
    path.write_bytes(good_bytes())
    at = places(path)
    type_into(path, {at["评分标准"]: OPEN, at["计分规则"]: None, at["确认"]: None}, path)
    unconfirmed = filled(path, path)
    assert unconfirmed.lines[1].points is None
    assert {(f.kind.code, f.place.cell) for f in unconfirmed.findings if f.kind.code[0] in "ST"} == {
        ("S08", at["确认"][1])
    }
    assert (cells_of(path)[0], cells_of(path)[1][:4]) == (FLOOR, "待确认（")
    type_into(path, {at["确认"]: "读法2"}, path)
    assert filled(path, path).lines[1].points == 3
    assert (cells_of(path)[0], cells_of(path)[1][:3]) == (CEIL, "确认（")
    assert filled(path, path).lines[1].points == 3
    type_into(path, {at["评分标准"]: OPEN.replace("0.5", "0.4")}, path)
    lapsed = filled(path, path)
    assert lapsed.lines[1].points is None
    assert [f.wrong for f in lapsed.findings if f.kind.code == "S08"] == [
        "在职人员控制率没有得分：评分标准、分值或计分规则在确认以后改过，原来的确认不再算数，请看过再重新选。"
    ]
    assert cells_of(path)[0] == CEIL
    type_into(path, {at["确认"]: "读法2"}, path)
    assert filled(path, path).lines[1].points == Decimal("3.4")


def test_a_formula_or_a_number_in_the_cells_is_left_alone(tmp_path):
    path = tmp_path / "表.xlsm"
    path.write_bytes(good_bytes())
    at = places(path)
    type_into(path, {at["计分规则"]: "=1+1", at["确认"]: 3}, path)
    filled(path, path)
    assert snapshot_of(path).tables["指标体系"][1].entries["计分规则"].raw == "=1+1"
    assert snapshot_of(path).tables["指标体系"][1].entries["确认"].raw == 3


def test_what_is_shown_offers_the_readings_with_what_they_give():
    evaluation = evaluated_grids(
        "指标体系", "指标体系[2].评分标准 ; 指标体系[2].计分规则 ; 指标体系[2].确认", f"{OPEN} ; 空 ; 空"
    )
    first, *lines = understood_as(evaluation.framework.indicators[1]).split("\n")
    assert first == "待确认，请在“确认”里选："
    assert [line[:4] for line in lines] == ["读法1：", "读法2：", "读法3："]
    assert "85.99%→5分，86%→4.5分" in lines[0]
    assert "85.01%→4.5分" in lines[1]


LEFT = [(FLOOR, set()), (FLOOR.replace("0.5", "0.4"), {("T07", "0.5")})]


@pytest.mark.parametrize(("words", "found"), LEFT)
def test_a_confirmed_rule_without_a_number_of_the_text_is_told(words, found):
    cells = "指标体系[2].评分标准 ; 指标体系[2].计分规则 ; 指标体系[2].确认"
    evaluation = evaluated_grids("指标体系", cells, f"{OPEN} ; {words} ; 确认")
    told = {(f.kind.code, f.wrong.split()[-1].rstrip("。")) for f in evaluation.findings if f.kind.code == "T07"}
    assert told == found
    assert evaluation.lines[1].points is not None


# 评分标准, 确认的计分规则, 提醒吗
OWN = [
    (OPEN, FLOOR, set()),
    (OPEN, CEIL, set()),
    (OPEN, OPEN.replace("超过", "低于").replace("≤", "≥"), {"T09"}),
    (UNREAD, OTHER, set()),
]


@pytest.mark.parametrize(("text", "words", "codes"), OWN)
def test_a_rule_that_no_reading_of_the_text_gives_is_told(text, words, codes):
    cells = "指标体系[2].评分标准 ; 指标体系[2].计分规则 ; 指标体系[2].确认"
    evaluation = evaluated_grids("指标体系", cells, f"{text} ; {words} ; 确认")
    assert {f.kind.code for f in evaluation.findings if f.kind.code == "T09"} == codes


def test_the_framework_of_a_file_is_confirmed_where_it_says_so(tmp_path):
    path = tmp_path / "表.xlsm"
    path.write_bytes(good_bytes())
    indicator = framework_of(snapshot_of(path)).indicators[1]
    assert (indicator.criterion.standing, indicator.criterion.chosen is not None) == (Standing.SCORED, True)
    assert indicator.confirmation.state.startswith("确认（")

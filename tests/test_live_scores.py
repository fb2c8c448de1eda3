"""公式得分 in a filled workbook, calculated by LibreOffice with no Python about."""

from decimal import Decimal

import pytest

from books import evaluated, filled, snapshot_of, type_into
from jixiao.engines import open_port
from jixiao.engines.port import Area
from jixiao.forms.outputs import SCORE_TABLE
from jixiao.values.rounding import plain
from office import needs_office
from recalculated import recalculated_book

CODE, NAME = SCORE_TABLE.column("编码"), SCORE_TABLE.column("三级指标")
POINTS, LIVE = SCORE_TABLE.column("得分"), SCORE_TABLE.column("公式得分")
WHOLE = Area(SCORE_TABLE.first, SCORE_TABLE.left, SCORE_TABLE.rows, len(SCORE_TABLE.columns))


def shown(path):
    """[(code or 小计, 得分, 公式得分)] of every filled row, as LibreOffice calculates it."""
    sheet = recalculated_book(path)["评分表"]
    rows = range(SCORE_TABLE.first, SCORE_TABLE.last + 1)
    table = [[sheet.cell(row, column).value for column in (CODE, NAME, POINTS, LIVE)] for row in rows]
    return [(code or name, points, live) for code, name, points, live in table if code or name]


def live(path):
    """code → 公式得分 as text, '' where it has no points."""
    return {code: "" if score in (None, "") else plain(Decimal(str(score))) for code, _, score in shown(path)}


def by_python(path):
    """code → points of a fresh evaluation."""
    evaluation = evaluated(path)
    found = {one.indicator.code: "" if one.points is None else plain(one.points) for one in evaluation.lines}
    return found | {"合计": plain(evaluation.total)}


def formulas(path):
    """code → formula of 公式得分."""
    rows = zip(
        open_port(path).read_values("评分表", WHOLE), open_port(path).read_formulas("评分表", WHOLE), strict=True
    )
    return {values[0] or values[3]: texts[LIVE - SCORE_TABLE.left] for values, texts in rows if values[3]}


@needs_office
def test_every_row_of_the_sample_shows_its_score_and_86_in_total(sample, tmp_path):
    evaluation = filled(sample, tmp_path / "填好.xlsm")
    rows = shown(tmp_path / "填好.xlsm")
    assert len(rows) == len(evaluation.lines) + len(evaluation.levels) + 1
    assert [(code, score) for code, score, _ in rows] == [(code, score) for code, _, score in rows]
    assert rows[-1] == ("合计", 86, 86)


CHANGES = {
    ("绩效指标", "F6"): "是、是、不适用、否",
    ("绩效指标", "F16"): "２",
    ("绩效指标", "F18"): "是",
    ("绩效指标", "F19"): "部分达成",
    ("绩效指标", "G19"): 3.99,
    ("绩效指标", "G21"): 5.01,
    ("绩效指标", "G22"): 3.6,
    ("绩效指标", "F23"): "良好",
    ("人员情况", "D10"): 12,
    ("支出预算", "F6"): 190.55,
    ("支出预算", "F8"): None,
    ("重点工作", "B11"): "完成换届工作",
    ("重点工作", "C11"): "未完成",
}


@needs_office
def test_scores_follow_what_is_typed_after_the_press(sample, tmp_path):
    filled(sample, tmp_path / "填好.xlsm")
    type_into(tmp_path / "填好.xlsm", CHANGES, tmp_path / "改了.xlsm")
    want, got = by_python(tmp_path / "改了.xlsm"), live(tmp_path / "改了.xlsm")
    assert {code: got[code] for code in want} == want
    before = by_python(sample)
    assert sum(want[code] != before[code] for code in want) >= 9


@pytest.mark.parametrize(
    ("cell", "value", "code"),
    [
        (("支出预算", "F6"), "214.87万元", "B3"),
        (("绩效指标", "G21"), "2分", "D3"),
        (("绩效指标", "F6"), "=1+1", "A1"),
        (("人员情况", "D14"), 14, "A2"),
    ],
    ids=["数写成文字", "得分写成文字", "填成公式", "合计格被覆盖"],
)
@needs_office
def test_no_formula_where_the_spreadsheet_could_not_say_the_same(sample, tmp_path, cell, value, code):
    """What Python reads from a text the spreadsheet doesn't; the sums then take the score of the last press."""
    type_into(sample, {cell: value}, tmp_path / "改了.xlsm")
    filled(tmp_path / "改了.xlsm", tmp_path / "填好.xlsm")
    found = formulas(tmp_path / "填好.xlsm")
    assert found[code] is None
    assert all(found[other] for other in found if other not in (code, "B2"))
    assert live(tmp_path / "填好.xlsm")["合计"] == by_python(tmp_path / "填好.xlsm")["合计"]


RATE = "≤10%，得2分；>10%，每超过1个百分点扣1分，不足1个百分点的不计，扣完为止"
TWO = f"①制度健全，4分；②调剂率（2分）：{RATE}；③追加率（2分）：{RATE}。"
FOUR = "；".join(
    f"{sign}{name}（2分）：{RATE}" for sign, name in zip("①②③④", ["甲率", "乙率", "丙率", "丁率"], strict=True)
)


@needs_office
def test_a_criterion_of_parts_is_added_up_by_the_spreadsheet(sample, tmp_path):
    type_into(sample, {("指标体系", "H25"): TWO, ("绩效指标", "F9"): "是,12%,8%"}, tmp_path / "改了.xlsm")
    filled(tmp_path / "改了.xlsm", tmp_path / "填好.xlsm")
    assert live(tmp_path / "填好.xlsm")["A4"] == by_python(tmp_path / "填好.xlsm")["A4"] == "6"
    for typed, points in [("否;11%;10.99%", "3"), ("是,不适用,12%", "5.33"), ("是,,8%", ""), ("是,8%", "")]:
        type_into(tmp_path / "填好.xlsm", {("绩效指标", "F9"): typed}, tmp_path / "再改.xlsm")
        assert (live(tmp_path / "再改.xlsm")["A4"], by_python(tmp_path / "再改.xlsm")["A4"]) == (points, points)


DEVIATION = "与目标值偏差在±10%以内得满分，超过±10%不得分。"


@needs_office
def test_two_values_for_a_deviation_show_no_score_either(sample, tmp_path):
    """9/10 is 90 %, the deviation is not; with a 目标值 beside it, a number without % is the value itself."""
    type_into(sample, {("指标体系", "H25"): DEVIATION, ("绩效指标", "F9"): "-5%"}, tmp_path / "改了.xlsm")
    filled(tmp_path / "改了.xlsm", tmp_path / "填好.xlsm")
    assert live(tmp_path / "填好.xlsm")["A4"] == by_python(tmp_path / "填好.xlsm")["A4"] == "8"
    rows = [
        ("-10.01%", "", "0"),
        ("9/10", "", ""),
        ("９／１０", "", ""),
        ("95", "100", ""),
        ("95%", "100", "0"),
        ("8", "", "8"),
    ]
    for typed, target, points in rows:
        changes = {("绩效指标", "F9"): typed, ("绩效指标", "I9"): target or None}
        type_into(tmp_path / "填好.xlsm", changes, tmp_path / "再改.xlsm")
        assert (live(tmp_path / "再改.xlsm")["A4"], by_python(tmp_path / "再改.xlsm")["A4"]) == (points, points), typed


def test_a_criterion_of_too_many_parts_has_points_and_no_formula(sample, tmp_path):
    """More steps than 评分表 has work cells: 得分 is Python's, 公式得分 stays blank."""
    type_into(sample, {("指标体系", "H25"): FOUR, ("绩效指标", "F9"): "8%,8%,8%,11%"}, tmp_path / "改了.xlsm")
    filled(tmp_path / "改了.xlsm", tmp_path / "填好.xlsm")
    assert by_python(tmp_path / "填好.xlsm")["A4"] == "7"
    assert formulas(tmp_path / "填好.xlsm")["A4"] is None


@needs_office
def test_a_row_that_was_sorted_away_shows_no_score(sample, tmp_path):
    filled(sample, tmp_path / "填好.xlsm")
    type_into(tmp_path / "填好.xlsm", {("绩效指标", "B16"): "C2", ("绩效指标", "B17"): "C1"}, tmp_path / "换了.xlsm")
    got = live(tmp_path / "换了.xlsm")
    assert (got["C1"], got["C2"], got["C3"]) == ("", "", "2")


@needs_office
@pytest.mark.parametrize("answer", ["没有", "有"])
def test_what_the_unit_has_not_adds_nothing_in_the_sheet_either(sample, tmp_path, answer):
    path = tmp_path / "没有.xlsm"
    place = snapshot_of(sample).place("有没有政府性基金")
    type_into(sample, {(place.sheet, place.cell): answer, ("收入预算", "F6"): 650.0}, path)
    filled(path, path)
    assert live(path)["B1"] == by_python(path)["B1"] == "3.97"


def test_the_next_press_replaces_and_clears_formulas(sample, tmp_path):
    filled(sample, tmp_path / "一.xlsm")
    type_into(tmp_path / "一.xlsm", {("绩效指标", "G21"): "2分", ("绩效指标", "F16"): "1"}, tmp_path / "改了.xlsm")
    filled(tmp_path / "改了.xlsm", tmp_path / "二.xlsm")
    assert formulas(tmp_path / "一.xlsm")["D3"]
    assert formulas(tmp_path / "二.xlsm")["D3"] is None
    type_into(tmp_path / "二.xlsm", {("绩效指标", "G21"): 2, ("绩效指标", "F16"): "0"}, tmp_path / "改回.xlsm")
    filled(tmp_path / "改回.xlsm", tmp_path / "三.xlsm")
    assert formulas(tmp_path / "三.xlsm") == formulas(tmp_path / "一.xlsm")


def test_nothing_that_a_clerk_typed_gets_into_a_formula(sample, tmp_path):
    typed = {("绩效指标", "B16"): 'C1")&A1&("', ("指标体系", "B27"): 'C1")&A1&("', ("绩效指标", "F16"): '"&A1&"'}
    type_into(sample, typed, tmp_path / "改了.xlsm")
    filled(tmp_path / "改了.xlsm", tmp_path / "填好.xlsm")
    texts = [text for row in open_port(tmp_path / "填好.xlsm").read_formulas("评分表", WHOLE) for text in row if text]
    assert len(texts) > 100
    assert not [text for text in texts if "&A1&" in text]

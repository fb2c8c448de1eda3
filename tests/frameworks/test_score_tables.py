"""Score tables as bureaus issue them: every indicator, 分值, 目标值 and formula; the same pasted, without merged ranges."""

from decimal import Decimal

import pytest

from issued_tables import ISSUED
from jixiao.findings import Severity
from jixiao.frameworks.importing import Use, import_sheets
from score_tables import raw
from unseen_tables import UNSEEN

CASES = [(name, *case) for name, case in {**ISSUED, **UNSEEN}.items()]
PASTED_FRACTIONS = {"95%": "0.95", "90%": "0.9"}


def shown(found):
    return [(i.level1, i.level2, i.name, str(i.weight), i.target) for i in found.framework.indicators]


def sheets_of(case, merged):
    sheets, percents = case[1], case[2]
    return [raw(rows, name, merged=merged, percents=percents if merged else None) for name, rows in sheets.items()]


@pytest.mark.parametrize("case", CASES, ids=[case[0] for case in CASES])
def test_the_whole_table(case):
    found = import_sheets(sheets_of(case, True), "某市")
    assert shown(found) == case[3]
    assert found.total == (None if case[4] is None else Decimal(case[4]))


@pytest.mark.parametrize("case", CASES, ids=[case[0] for case in CASES])
def test_pasted_without_merged_ranges(case):
    """Nothing is lost but the percent sign that only the cell's format had, and that is asked about."""
    found = import_sheets(sheets_of(case, False), "某市")
    asked = {place.cell for place in (f.place for f in found.findings if f.kind.code == "I14")}
    expected = [(*one[:4], PASTED_FRACTIONS.get(one[4], one[4])) for one in case[3]] if case[2] else case[3]
    assert shown(found) == expected
    assert len(asked) == sum(one != other for one, other in zip(expected, case[3], strict=True))


@pytest.mark.parametrize("merged", [True, False], ids=["文件", "粘贴"])
@pytest.mark.parametrize("case", CASES, ids=[case[0] for case in CASES])
def test_every_cell_is_accounted_for_once(case, merged):
    sheets = sheets_of(case, merged)
    found = import_sheets(sheets, "某市")
    cells = {(s.name, *spot) for s in sheets for spot, value in s.values.items() if str(value).strip()}
    assert {(p.sheet, p.row, p.column) for p in found.account} == cells
    left = {(one.place.sheet, one.place.row, one.place.column) for one in found.not_imported}
    assert left == {(p.sheet, p.row, p.column) for p, use in found.account.items() if use is Use.LEFT}
    assert all(one.why and one.text for one in found.not_imported)


# 表, 应有的错误 (编号, 格)
WRONG_SUMS = [
    ("T1", {("I02", "A8")}), ("T3", {("I02", "B5")}), ("T6", set()),
    ("T5", {("I02", "B3"), ("I02", "B5"), ("I02", "B8"), ("I02", "B10"), ("I01", "H12")}),
]  # fmt: skip


@pytest.mark.parametrize(("name", "errors"), WRONG_SUMS, ids=[one[0] for one in WRONG_SUMS])
def test_points_that_do_not_add_up_are_told_where_they_are_printed(name, errors):
    case = next(case for case in CASES if case[0].startswith(name))
    found = import_sheets(sheets_of(case, True), "某市")
    assert {(f.kind.code, f.place.cell) for f in found.findings if f.kind.severity is Severity.ERROR} == errors


def test_definitions_and_formulas():
    found = import_sheets(sheets_of(next(c for c in CASES if c[0].startswith("T6")), True), "某市")
    by_name = {i.name: i for i in found.framework.indicators}
    assert by_name["财政供养人员控制率"].value == "在职人员数 / 编制数"
    assert by_name["财政供养人员控制率"].basis == "财政供养人员控制率=在职人员数/编制数×100%"
    assert by_name["预算调整率"].value == ""  # 因政策变化…除外: nothing is bound that the formula does not say
    assert by_name["预算调整率"].code == "B1.2"


def test_what_stands_outside_the_indicators():
    found = import_sheets(sheets_of(next(c for c in CASES if c[0].startswith("T1")), True), "某市")
    assert [note.text for note in found.notes] == ["注：1.自评得分保留两位小数。2.扣分的须说明原因。"]
    assert [(one.place.cell, one.why) for one in found.not_imported] == [("A3", "表头上方的文字"), ("A21", "填表落款")]
    assert found.framework.title == "2023年度部门整体支出绩效自评评分表"

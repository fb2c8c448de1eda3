"""Faults that need more than one sheet, many faults at once, and what real reports got wrong."""

from decimal import Decimal

import pytest

from books import evaluated, found, type_into
from good import NAME, good_bytes
from jixiao.findings import Severity


@pytest.fixture
def changed(tmp_path):
    """The good workbook with changes in several sheets, evaluated."""

    def change(changes):
        (tmp_path / NAME).write_bytes(good_bytes())
        type_into(tmp_path / NAME, changes, tmp_path / NAME)
        return evaluated(tmp_path / NAME)

    return change


def codes(evaluation):
    return {finding.kind.code for finding in evaluation.findings}


def test_every_line_at_exactly_100_percent(changed):
    """C32, with the figures that belong to it moved along: nothing else but what 100 % brings with it."""
    spent = {("支出预算", f"F{row}"): value for row, value in zip(range(6, 11), (380, 120, 60, 10, 330), strict=True)}
    income = {("收入预算", "F6"): 850, ("收入预算", "F10"): 50}
    assert ("C32", "支出预算", "G11") in found(changed(spent | income))


def test_income_equal_to_spending_without_carry_over(changed):
    changes = {("收入预算", "F6"): 829.55, ("三公及资产", "C31"): 0, ("三公及资产", "C32"): 0}
    assert ("C38", "三公及资产", "C32") in found(changed(changes))


def test_shares_that_do_not_add_up(changed):
    """C39: thirds round to 99.99; the limit is a setting."""
    thirds = {("支出预算", f"C{row}"): value for row, value in zip(range(6, 11), (300, 300, 300, 0, 0), strict=True)}
    loose = changed(thirds | {("支出预算", "D10"): 0})
    strict = changed(thirds | {("支出预算", "D10"): 0, ("校验设置", "C12"): 0})
    assert "C39" not in codes(loose)
    assert ("C39", "支出预算", "H11") in found(strict)


def test_every_indicator_full(changed):
    full = {("绩效指标", f"G{row}"): points for row, points in ((19, 5), (21, 5), (22, 4), (23, 4), (26, 4), (28, 4))}
    rates = {("支出预算", "F7"): 120, ("支出预算", "F10"): 330, ("收入预算", "F6"): 850, ("收入预算", "F10"): 50}
    rates |= {("支出预算", f"F{row}"): value for row, value in ((6, 380), (8, 60), (9, 10))}
    evaluation = changed(full | rates | {("重点工作", "C9"): "完成"})
    assert evaluation.total == 100
    assert ("E66", "绩效指标", "") in found(evaluation)
    assert "F70" in codes(changed({("文字材料", "C40"): None}))
    assert "F70" not in codes(changed(full | rates | {("重点工作", "C9"): "完成", ("文字材料", "C40"): None}))


def test_score_ahead_of_execution(changed):
    evaluation = changed({("支出预算", "F10"): 150, ("支出预算", "J10"): "部分项目跨年实施"})
    assert ("E67", "支出预算", "G11") in found(evaluation)
    assert evaluation.facts["支出执行率"] == Decimal("78.81")


def test_nothing_under_problems_with_a_low_score(changed):
    low = {("绩效指标", "F9"): "否,否,否,否", ("绩效指标", "H9"): "指标没有细化，四项都没有达到，扣8分。"}
    evaluation = changed(low | {("文字材料", "C38"): "无", ("文字材料", "C40"): "无。"})
    assert {("F77", "文字材料", "C38"), ("F77", "文字材料", "C40")} <= found(evaluation)


def test_words_of_another_kind_of_unit(changed):
    texts = {("基本信息", "C15"): "白石镇人民政府", ("文字材料", "C26"): "全街道目标实现，街道办事处各项任务完成。"}
    told = next(f for f in changed(texts).findings if f.kind.code == "F75")
    assert (told.place.cell, told.kind.severity) == ("C26", Severity.WARNING)


def test_many_faults_at_once_are_all_reported(changed):
    faults = {
        ("基本信息", "C20"): "2024-05-01",
        ("基本信息", "C26"): 7,
        ("人员情况", "C22"): 31,
        ("人员情况", "C6"): "2023年",
        ("收入预算", "I7"): 1,
        ("支出预算", "J10"): None,
        ("三公及资产", "C15"): 0,
        ("三公及资产", "C27"): 700,
        ("重点项目", "F21"): 0,
        ("重点工作", "C6"): "#N/A",
        ("绩效指标", "H19"): None,
        ("绩效指标", "J22"): None,
        ("文字材料", "C32"): "以迎接党的二十大胜利召开为工作主线，XX年任务完成。",
        ("校验设置", "C6"): "九成",
    }
    due = {
        ("A02", "基本信息", "C20"), ("B18", "基本信息", "C26"), ("B13", "人员情况", "C22"), ("A09", "人员情况", "C6"),
        ("R02", "人员情况", "C6"), ("C31", "收入预算", "I7"), ("C35", "支出预算", "D10"), ("D47", "三公及资产", "C15"),
        ("D50", "三公及资产", "C27"), ("C42", "重点项目", "F21"), ("R01", "重点工作", "C6"), ("E55", "绩效指标", "H19"),
        ("E65", "绩效指标", "J22"), ("A14", "文字材料", "C32"), ("F71", "文字材料", "C32"), ("R01", "校验设置", "C6"),
    }  # fmt: skip
    assert due <= found(changed(faults))


def test_the_sample_without_its_reasons(typed, sample):
    """The report's 14 lost points had no reasons: each indicator is named."""
    from jixiao.engines import open_port
    from jixiao.engines.port import Area

    rows = open_port(sample).read_values("绩效指标", Area(6, 8, 23, 1))
    wiped = {("绩效指标", f"H{6 + n}"): None for n, row in enumerate(rows) if row[0]}
    evaluation = evaluated(typed(wiped))
    named = [f for f in evaluation.findings if f.kind.code == "E55"]
    assert len(named) == 11
    lost = {line.key: line.deduction for line in evaluation.lines if line.deduction}
    assert sum(lost[f.key.whole] for f in named) == 14


def test_findings_come_in_the_order_of_sheets_and_rows(changed):
    evaluation = changed(
        {
            ("文字材料", "C36"): "实施9个项目。",
            ("基本信息", "C26"): 9,
            ("三公及资产", "C15"): 0,
            ("人员情况", "C6"): "2023年",
        }
    )
    order = [(f.kind.severity.name, f.place.sheet) for f in evaluation.findings]
    assert order == [
        ("ERROR", "基本信息"), ("WARNING", "人员情况"), ("HINT", "人员情况"), ("WARNING", "三公及资产"), ("ERROR", "文字材料")
    ]  # fmt: skip

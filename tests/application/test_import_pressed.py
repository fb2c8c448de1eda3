"""导入评分表 as a clerk does it in LibreOffice: copy the bureau's table, paste it, press."""

from collections.abc import Callable
from pathlib import Path

import pytest
from desktop import Desktop

from issued_tables import ISSUED
from score_tables import write

Open = Callable[[Path], Path]
SHEETS, _, EXPECTED, _ = ISSUED["T6_交错分值列"]


@pytest.fixture
def table(tmp_path: Path) -> Path:
    return write(tmp_path / "评分表.xlsx", SHEETS)


def imported(desktop: Desktop) -> list[tuple[str, str, str, str]]:
    """(level 1, level 2, name, 分值) of the rows of 指标体系."""
    rows = desktop("block", "指标体系", "B1:F120")
    start = next(n for n, row in enumerate(rows) if row[0] == "编码") + 1
    listed = [row for row in rows[start:] if row[1]]
    return [(row[1], row[2], row[3], f"{row[4]:g}") for row in listed]


def pressed(desktop: Desktop, sheet: str) -> list[object]:
    """Press the button of that sheet; the facts of 导入结果."""
    desktop("show", sheet)
    desktop.click_button("导入评分表", "导入结果")
    return desktop("block", "导入结果", "B5:H5")[0]


def test_a_table_with_merged_cells(desktop: Desktop, opened: Open, blank: Path, table: Path) -> None:
    path = opened(blank)
    content = path.read_bytes()
    desktop("paste_from", str(table), "粘贴评分表", "A2")
    facts = pressed(desktop, "粘贴评分表")
    assert facts[1:6] == ["已导入", len(EXPECTED), 100, "100，一致", 0]
    assert imported(desktop) == [one[:4] for one in EXPECTED]
    rows = desktop("block", "导入结果", "B9:H40")
    assert [row[1] for row in rows[:4]] == ["表头", "未导入", "表头", "指标"]
    assert rows[0][0] == "→ A2"
    scored = [row[0] for row in desktop("block", "评分表", "E7:E60")]
    assert set(scored) >= {one[2] for one in EXPECTED}
    assert path.read_bytes() == content, "a press must not save"
    assert not desktop("dialogs")


def test_an_empty_sheet_is_told_in_a_box(desktop: Desktop, opened: Open, blank: Path) -> None:
    opened(blank)
    desktop("show", "首页")
    desktop("press", "导入评分表")
    assert "《粘贴评分表》是空的。请打开财政局发的评分表，整张复制" in desktop.message()


def test_another_list_is_replaced_after_it_was_confirmed(
    desktop: Desktop, opened: Open, sample: Path, table: Path
) -> None:
    """The sample's answers stay in their rows."""
    opened(sample)
    before = imported(desktop)
    desktop("paste_from", str(table), "粘贴评分表", "A2")
    facts = pressed(desktop, "粘贴评分表")
    assert facts[1] == "等您确认"
    assert "《绩效指标》有" in str(facts[6])
    assert imported(desktop) == before
    typed = desktop("block", "绩效指标", "F6:H28")
    desktop("type", "导入结果", "B5", "是")
    facts = pressed(desktop, "粘贴评分表")
    assert (facts[0], facts[1]) == ("", "已导入")
    assert imported(desktop) == [one[:4] for one in EXPECTED]
    assert desktop("block", "绩效指标", "F6:H28") == typed


VALUES = {
    "A2.2": "-5%", "B1.1": "100%", "B1.2": "0%", "B1.3": "3%", "B1.4": "90%", "B2.2": "0", "B3.1": "100%", "C1.1": "100%",
    "C1.2": "100%", "C1.3": "全部及时完成", "D1.2": "一般", "D1.3": "96%",
}  # fmt: skip
BY_HAND = {"A1.1": 4, "D1.1": 8}
FIRST_ANSWER, LAST_ANSWER = 6, 120  # rows of 绩效指标, 逐项填报 below


def test_from_the_pasted_table_to_the_scores(desktop: Desktop, opened: Open, blank: Path, table: Path) -> None:
    """Paste, import, confirm the readings that are asked for, fill in, press: every indicator has its points."""
    opened(blank)
    desktop("paste_from", str(table), "粘贴评分表", "A2")
    pressed(desktop, "粘贴评分表")
    rows = desktop("block", "指标体系", "B1:K80")
    waiting = {str(row[0]): n for n, row in enumerate(rows, 1) if str(row[9]).startswith("待确认（")}
    assert sorted(waiting) == ["A2.1", "A2.2", "B1.1", "B1.3", "B1.4", "C1.2", "C1.3"]
    for row in waiting.values():
        desktop("type", "指标体系", f"K{row}", "读法1")
    for sheet, cell, number in (("人员情况", "C10", 16), ("人员情况", "D10", 14)):
        desktop("type", sheet, cell, number)
    lines = desktop("block", "绩效指标", f"B{FIRST_ANSWER}:H{LAST_ANSWER}")
    for n, (code, *_) in enumerate(lines, FIRST_ANSWER):
        if code in VALUES:
            desktop("type", "绩效指标", f"F{n}", VALUES[str(code)])
        elif code in BY_HAND:
            desktop("type", "绩效指标", f"G{n}", BY_HAND[str(code)])
        elif "-" in str(code):
            desktop("type", "绩效指标", f"F{n}", "是")
    desktop("show", "首页")
    desktop.click_button("计算评分", "评分表")
    confirmed = desktop("block", "指标体系", "K1:K80")
    assert all(str(confirmed[row - 1][0]).startswith("确认（") for row in waiting.values())
    scores = {str(row[0]): row[8] for row in desktop("block", "评分表", "B7:K60") if row[3] and row[0]}
    assert {code for code, points in scores.items() if points == ""} == set()
    assert {code: scores[code] for code in ("A1.1", "A1.2", "A2.1", "B2.1", "C1.3", "D1.2", "D1.3")} == {
        "A1.1": 4, "A1.2": 4, "A2.1": 4, "B2.1": 4, "C1.3": 7, "D1.2": 2, "D1.3": 8
    }  # fmt: skip
    assert sum(scores.values()) == 98

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
    typed = desktop("block", "绩效指标", "G6:K28")
    desktop("type", "导入结果", "B5", "是")
    facts = pressed(desktop, "粘贴评分表")
    assert (facts[0], facts[1]) == ("", "已导入")
    assert imported(desktop) == [one[:4] for one in EXPECTED]
    assert desktop("block", "绩效指标", "G6:K28") == typed

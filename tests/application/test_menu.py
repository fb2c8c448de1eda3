"""The menu 绩效自评 in LibreOffice: for workbooks without buttons, as macro-free ones are and those that LibreOffice saved."""

from pathlib import Path

import openpyxl
import pytest

from jixiao.actions import LEDGER, UNIT, actions_of, menus
from packages import without_macros


def chosen(desktop, label: str, shows: str) -> object:
    """Choose an entry and wait until the press is over; the number of errors on 首页."""
    desktop("choose", "绩效自评", label)
    desktop.until(lambda: desktop("active") == shows)
    return desktop("block", "首页", "B13")[0][0]


def test_the_menus_hold_what_the_ribbon_tabs_hold(desktop, opened, sample: Path) -> None:
    opened(sample)
    assert [name for name in desktop("menus") if name in menus()] == ["绩效自评", "绩效台账"]
    assert list(menus()["绩效自评"].values()) == [a.name for a in actions_of(UNIT) if a.group and not a.begins]
    assert list(menus()["绩效台账"].values()) == [a.name for a in actions_of(LEDGER) if a.group and not a.begins]


def test_what_libreoffice_saved_has_no_buttons_and_still_works(desktop, opened, sample: Path, tmp_path: Path) -> None:
    opened(sample)
    desktop("type", "人员情况", "C22", 28)
    desktop("store", str(tmp_path / "存.xlsm"))
    errors = chosen(desktop, "校验", "校验结果")
    desktop("close")
    desktop("open", str(tmp_path / "存.xlsm"), False)
    with pytest.raises(RuntimeError, match="IndexOutOfBounds"):
        desktop("press", "校验")
    assert chosen(desktop, "校验", "校验结果") == errors > 0
    assert desktop("text", "人员情况", "C22").startswith("28")


def test_a_workbook_without_macros(desktop, opened, sample: Path, tmp_path: Path) -> None:
    bare = tmp_path / "无宏.xlsx"
    bare.write_bytes(without_macros(sample.read_bytes()))
    desktop("open", str(bare), False)
    assert chosen(desktop, "计算评分", "评分表") > 0
    desktop.until(lambda: desktop("close"))
    opened(sample)


def test_some_other_workbook_is_told_in_words(desktop, opened, sample: Path, tmp_path: Path) -> None:
    other = openpyxl.Workbook()
    other.active["A1"] = "别的表"
    other.save(tmp_path / "别的.xlsx")
    desktop("open", str(tmp_path / "别的.xlsx"), False)
    desktop("choose", "绩效自评", "校验")
    assert "不是部门整体支出绩效自评工作簿" in desktop.message()
    desktop.until(lambda: desktop("close"))
    opened(sample)


def test_chosen_while_a_cell_is_edited(desktop, opened, sample: Path) -> None:
    """What was begun is finished by the choice: typed, it counts; the press sees it."""
    opened(sample)
    desktop("edit", "支出预算", "C6")
    desktop.keys("9")
    chosen(desktop, "校验", "校验结果")
    assert desktop("block", "支出预算", "C6")[0] in ([214.87], [214.879])

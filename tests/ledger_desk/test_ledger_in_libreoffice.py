"""The ledger's form buttons pressed in a running LibreOffice, as tests/application does for the unit's workbook."""

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from desktop import Desktop, virtual_screen
from officers_folder import UNION, desk

from jixiao.bureau.book.asked import ROWS
from jixiao.bureau.ledger import names
from jixiao.engines import open_port
from jixiao.engines.libreoffice.install import macros
from jixiao.resources import LEDGER_NAME


@pytest.fixture(scope="module")
def screen() -> Iterator[str]:
    """The display; by its name it declares that a test needs one, and LibreOffice."""
    process, display = virtual_screen()
    yield display
    process.kill()
    process.wait()


@pytest.fixture(scope="module")
def desktop(screen: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desktop]:
    started = Desktop(tmp_path_factory.mktemp("desktop"), screen)
    yield started
    started.end()


@pytest.fixture
def opened(desktop: Desktop, tmp_path: Path) -> Iterator[Path]:
    """An officer's ledger in a window, two units typed into 名册."""
    ledger = desk(tmp_path / "绩效 2024")
    desktop("open", str(ledger), False)
    desktop("type", names.ROSTER, "A4", UNION)
    desktop("type", names.ROSTER, "A5", "县民政局")
    yield ledger
    desktop.dismiss()
    desktop.until(lambda: desktop("close"))


def press(desktop: Desktop, caption: str, shows: str) -> None:
    desktop("show", names.HOME)
    desktop("press", caption)
    desktop.until(lambda: desktop("active") == shows == desktop("active"))  # asked once, a press may begin in between
    assert desktop("dialogs") == []


def column(desktop: Desktop, sheet: str, cells: str) -> list[object]:
    return [row[0] for row in desktop("block", sheet, cells) if row[0] != ""]


def test_collect_choose_refresh_and_who_is_missing(desktop: Desktop, opened: Path) -> None:
    content = opened.read_bytes()
    press(desktop, "收集", names.REGISTER)
    assert column(desktop, names.REGISTER, "E4:E9") == ["收件/工会.xlsm", "收件/好单位.xlsm", "收件/坏了.xlsx"]
    assert column(desktop, names.REGISTER, "B4:B9") == ["采用", "缺报", "采用", "不能用"]
    assert desktop("text", names.TOTALS, "F8") == "97.56%", "a linked figure keeps its format"
    assert desktop("text", names.HOME, "B6") == "收件"
    assert column(desktop, names.ROSTER, "A4:A9") == [UNION, "县民政局"]
    desktop("type", names.REGISTER, "J4", "不采用")
    press(desktop, "刷新", names.HOME)
    assert column(desktop, names.REGISTER, "B4:B9") == ["被替代", "缺报", "采用", "不能用"]
    assert column(desktop, names.REGISTER, "J4:J9") == ["不采用"]
    press(desktop, "缺报名单", names.MISSING)
    assert column(desktop, names.MISSING, "B4:B9") == [UNION, "县民政局"]
    assert opened.read_bytes() == content, "a press must not save"


def test_what_cannot_be_done_is_one_message(desktop: Desktop, opened: Path) -> None:
    desktop("type", names.HOME, f"B{ROWS['收件文件夹']}", "没有的")
    desktop("press", "收集")
    assert "找不到收件文件夹“没有的”" in desktop.message()
    assert column(desktop, names.REGISTER, "E4:E9") == []


def test_saved_from_libreoffice_it_is_a_ledger_still(desktop: Desktop, opened: Path, tmp_path: Path) -> None:
    press(desktop, "收集", names.REGISTER)
    desktop("store", str(tmp_path / "存.xlsm"))
    port = open_port(tmp_path / "存.xlsm")
    assert tuple(port.sheet_names()) == names.SHEETS
    port.close()
    with zipfile.ZipFile(tmp_path / "存.xlsm") as package:
        drawings = b"".join(package.read(n) for n in package.namelist() if n.endswith(".vml"))
    assert b"<x:FmlaMacro>JxButtons.JxCollect<" in drawings


def test_every_form_button_is_known_to_the_library(desktop: Desktop, opened: Path) -> None:
    codes = desktop("scripts")
    assert {code.partition("?")[0].rpartition(".")[2] for code in codes} == {
        "JxCollect", "JxRefresh", "JxMissing", "JxHelp"
    }  # fmt: skip
    assert {"JxCollect", "JxRefresh", "JxMissing", "JxHelp"} <= macros().keys()
    assert opened.name == LEDGER_NAME

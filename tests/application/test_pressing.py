"""The buttons of the delivered workbook, pressed in LibreOffice on a (virtual) screen."""

import json
import subprocess
import time
import zipfile
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from desktop import Desktop
from PIL import ImageGrab

from jixiao.drawing.home import NO_BUTTONS, NOTICE_LIBREOFFICE
from jixiao.engines import open_port
from jixiao.engines.libreoffice.application import ADDRESS
from jixiao.engines.libreoffice.install import macros
from jixiao.forms.outputs import EXPENDITURE_RATES, FINDING_TABLE, LEVEL_SCORES, NOTICE_ROW, SCORE_TABLE
from jixiao.values.address import a1

STATE = "B13:G13"  # 首页: 错误, 提醒, 提示, 自评总分, 等次, 下一步
NOTICE_CELL = a1(NOTICE_ROW, 2)
NO_BAR = 1e-300  # how LibreOffice's chart data show a cell without a number
Open = Callable[[Path], Path]


def counts(desktop: Desktop) -> list[object]:
    return desktop("block", "首页", STATE)[0]


def pressed(desktop: Desktop, caption: str, shows: str) -> list[object]:
    """Press and wait until the press is over: it ends by showing its sheet."""
    desktop("show", "首页")
    desktop("press", caption)
    desktop.until(lambda: desktop("active") == shows)
    return counts(desktop)


def findings(desktop: Desktop) -> list[tuple[object, object]]:
    """(级别, 定位) of each row of 校验结果."""
    first, last = a1(FINDING_TABLE.first, 2), a1(FINDING_TABLE.first + 60, 3)
    return [(level, place) for place, level in desktop("block", "校验结果", f"{first}:{last}") if level]


def test_the_workbook_stays_as_it_is(desktop, opened: Open, sample) -> None:
    opened(sample)
    codes = desktop("scripts")
    assert all("VBAProject.JxButtons" in code for code in codes)
    buttons = {code.partition("?")[0].rpartition(".")[2] for code in codes}
    assert {"JxValidate", "JxCalculate"} <= buttons <= set(macros()), "every button's macro is known to the library"
    assert desktop("modified") is False


def test_the_notice_speaks_of_this_application(desktop, opened: Open, sample) -> None:
    opened(sample)
    assert desktop("text", "首页", NOTICE_CELL) == NOTICE_LIBREOFFICE
    pressed(desktop, "校验", "校验结果")
    assert desktop("text", "首页", NOTICE_CELL) == NO_BUTTONS, "the buttons work: nothing for installers any more"


def test_validate(desktop, opened: Open, sample) -> None:
    path = opened(sample)
    content = path.read_bytes()
    assert counts(desktop) == [""] * 6
    errors, warnings, *_ = pressed(desktop, "校验", "校验结果")
    found = findings(desktop)
    assert [level for level, _ in found].count("错误") == errors > 0
    assert [level for level, _ in found].count("提醒") == warnings
    assert ("错误", "→ 人员情况 C22") in found
    assert path.read_bytes() == content, "a press must not save"
    assert not desktop("dialogs")


def test_the_home_sheet_keeps_room_for_its_words(desktop, opened: Open, sample) -> None:
    opened(sample)
    rows = (NOTICE_ROW, 13, 18)
    before = [desktop("height", "首页", row) for row in rows]
    pressed(desktop, "校验", "校验结果")
    assert [desktop("height", "首页", row) for row in rows] == before


def test_calculate(desktop, opened: Open, sample) -> None:
    opened(sample)
    state = pressed(desktop, "计算评分", "评分表")
    rows = desktop("block", "评分表", f"B{SCORE_TABLE.first}:M{SCORE_TABLE.last}")
    total = next(row for row in rows if row[3] == "合计")
    points = SCORE_TABLE.column("得分") - SCORE_TABLE.left
    assert total[points] == state[3] == pytest.approx(86)
    assert state[4] == "良"
    assert desktop("block", "汇总", "B5:C5")[0] == [state[3], state[4]]


@pytest.mark.parametrize(
    ("table", "column", "chart"),
    [(EXPENDITURE_RATES, "执行率", 0), (EXPENDITURE_RATES, "占比", 1), (LEVEL_SCORES, "得分率", 2)],
)
def test_the_charts_show_the_figures(desktop, opened: Open, sample, table, column, chart) -> None:
    opened(sample)
    pressed(desktop, "计算评分", "评分表")
    bars = [None if value < NO_BAR else value for (value,) in desktop("charts", "汇总")[chart]]
    place = table.column(column)
    figures = desktop("block", "汇总", f"{a1(table.first, place)}:{a1(table.first + len(bars) - 1, place)}")
    assert len(bars) > 2
    assert bars == [None if figure == "不适用" else pytest.approx(figure) for (figure,) in figures]


def test_the_status_bar_tells_what_was_done_for_a_while(desktop, opened: Open, sample, misbehave) -> None:
    opened(sample)
    pressed(desktop, "校验", "校验结果")
    time.sleep(1)  # the last line comes a moment after the sheet
    told = strip(desktop)
    desktop.until(lambda: strip(desktop) != told, seconds=30)
    empty = strip(desktop)
    misbehave("exit")
    desktop("show", "首页")
    desktop("press", "校验")
    desktop.message()
    desktop("show", "校验结果")
    desktop.until(lambda: strip(desktop) == empty, seconds=3)  # no stale line after a failure


def strip(desktop: Desktop) -> bytes:
    """The status bar as it is on the screen."""
    return ImageGrab.grab(bbox=tuple(desktop("status_bar")), xdisplay=desktop.display).tobytes()


def test_a_real_click(desktop, opened: Open, sample) -> None:
    opened(sample)
    desktop.click_button("校验", "校验结果")
    assert counts(desktop)[0] > 0


def test_what_is_typed_counts(desktop, opened: Open, sample) -> None:
    opened(sample)
    before = pressed(desktop, "校验", "校验结果")
    assert ("错误", "→ 人员情况 C22") in findings(desktop)
    desktop("type", "人员情况", "C22", 28)
    after = pressed(desktop, "校验", "校验结果")
    assert ("错误", "→ 人员情况 C22") not in findings(desktop)
    assert (after[0], after[1]) == (before[0] - 1, before[1])


def test_what_the_clerk_did_can_still_be_undone_and_nothing_else(desktop, opened: Open, sample) -> None:
    opened(sample)
    pressed(desktop, "校验", "校验结果")
    assert desktop("undoable") == 0
    desktop("type", "人员情况", "C22", 28)
    pressed(desktop, "计算评分", "评分表")
    assert desktop("undoable") == 1


@pytest.mark.needs("poppler")
def test_a_broken_entry_is_found_and_shown_red(desktop, opened: Open, sample, tmp_path: Path) -> None:
    opened(sample)
    pressed(desktop, "校验", "校验结果")
    plain = colour(desktop, "支出预算", "C6", tmp_path)
    desktop("type", "支出预算", "C6", "二百多")
    pressed(desktop, "计算评分", "评分表")
    assert ("错误", "→ 支出预算 C6") in findings(desktop)
    assert colour(desktop, "支出预算", "C6", tmp_path) != plain
    desktop("type", "支出预算", "C6", 214.87)
    pressed(desktop, "校验", "校验结果")
    assert colour(desktop, "支出预算", "C6", tmp_path) == plain, "the highlight clears itself"


@pytest.mark.needs("poppler")
def test_a_blank_cell_is_calm_again_as_soon_as_something_is_typed(desktop, opened: Open, blank, tmp_path: Path) -> None:
    opened(blank)
    plain = colour(desktop, "人员情况", "C20", tmp_path)
    pressed(desktop, "校验", "校验结果")
    assert colour(desktop, "人员情况", "C20", tmp_path) != plain
    desktop("type", "人员情况", "C20", 4)
    assert colour(desktop, "人员情况", "C20", tmp_path) == plain, "without another press"


def colour(desktop: Desktop, sheet: str, cell: str, folder: Path) -> bytes:
    """The most frequent colour of the cell as it is printed."""
    pdf = folder / "cell.pdf"
    desktop("picture", sheet, cell, str(pdf))
    command = ["pdftoppm", "-r", "60", "-singlefile", str(pdf), str(folder / "cell")]
    subprocess.run(command, check=True, timeout=60)
    kind, _, _, data = (folder / "cell.ppm").read_bytes().split(b"\n", 3)
    assert kind == b"P6"
    pixels = [data[n : n + 3] for n in range(0, len(data) - 2, 3)]
    coloured = [pixel for pixel in pixels if pixel != b"\xff\xff\xff"]
    return max(set(coloured), key=coloured.count)


@pytest.mark.parametrize("how", ["raise", "exit"])
def test_a_failing_function_is_told_and_the_next_press_works(desktop, opened: Open, sample, misbehave, how) -> None:
    opened(sample)
    misbehave(how)
    desktop("press", "校验")
    assert "没有完成" in desktop.message()
    assert counts(desktop) == [""] * 6
    misbehave()
    assert pressed(desktop, "校验", "校验结果")[0] > 0


def test_pressed_twice(desktop, opened: Open, sample) -> None:
    opened(sample)
    desktop.click(*desktop("place", "校验"), times=2)  # an impatient double click
    desktop.until(lambda: desktop("active") == "校验结果")
    first = counts(desktop)
    assert first[0] > 0
    assert not desktop("dialogs")
    assert pressed(desktop, "计算评分", "评分表") == first


def test_pressed_while_one_runs(desktop, opened: Open, sample, misbehave) -> None:
    """The second press does nothing, and the first goes on."""
    opened(sample)
    place = desktop("place", "计算评分")
    order = misbehave("wait")
    desktop("press", "校验")
    desktop.until(lambda: order.read_text(encoding="utf-8") == "waiting")
    desktop.click(*place)
    misbehave()
    desktop.until(lambda: desktop("active") == "校验结果")
    assert not desktop("dialogs")
    assert counts(desktop)[0] > 0


@pytest.mark.parametrize("turn", range(4))
def test_a_real_click_each_time_its_sheet_is_turned_to(desktop, opened: Open, sample, turn) -> None:
    opened(sample)
    for sheet, caption, shows in (("评分表", "校验", "校验结果"), ("指标体系", "计算评分", "评分表")):
        desktop("show", sheet)
        desktop("show", "首页")
        desktop.click_button(caption, shows)


def test_a_press_in_all(desktop, opened: Open, sample, misbehave, capsys: pytest.CaptureFixture[str]) -> None:
    """From the press to the sheet it ends with, as a clerk waits for it, and in its parts; printed."""
    opened(sample)
    times = misbehave("time").with_name("misbehave.times")
    for turn in ("the first", "later", "later"):
        times.unlink(missing_ok=True)
        desktop("show", "首页")
        begun = time.monotonic()
        desktop("press", "计算评分")
        desktop.until(lambda: desktop("active") == "评分表")
        ended = time.monotonic()
        told = json.loads(desktop.until(lambda: times.exists() and times.read_text(encoding="utf-8")))
        with capsys.disabled():
            print(f"\n计算评分 in LibreOffice, {turn}:", parts(begun, told["calls"], ended), end="")
        assert told["heavy"] == [], "nobody waits for what no press needs"
        time.sleep(2)  # as long as a clerk looks at it: the next one is ready meanwhile
    assert counts(desktop)[3] == pytest.approx(86)


def parts(begun: float, calls: list[tuple[str, float, float]], ended: float) -> str:
    """Seconds from the press to the first call, of reading, evaluating, filling, and from the last call to the end."""
    write = next(n for n, (operation, _, _) in enumerate(calls) if operation == "write")
    read = max(n for n in range(write) if calls[n][0].startswith("read") or calls[n][0] == "used_block")
    moments = [begun, calls[0][1], calls[read][2], calls[write][1], calls[-1][2], ended]
    names = ("start", "read", "evaluate", "fill", "end")
    shares = [f"{name} {late - early:.2f}" for name, (early, late) in zip(names, pairwise(moments), strict=True)]
    return f"{ended - begun:.2f} s ({', '.join(shares)})"


def test_closed_while_it_runs(desktop, opened: Open, sample, misbehave) -> None:
    """The document stays until the press is over."""
    opened(sample)
    order = misbehave("wait")
    desktop("press", "校验")
    desktop.until(lambda: order.read_text(encoding="utf-8") == "waiting")
    assert desktop("close") is False
    misbehave()
    desktop.until(lambda: desktop("active") == "校验结果")
    assert counts(desktop)[0] > 0


def test_pressed_while_a_cell_is_edited(desktop, opened: Open, sample) -> None:
    """What was begun is finished by going to the button: typed, it counts; the press sees it."""
    opened(sample)
    desktop("edit", "支出预算", "C6")
    desktop.keys("9")
    desktop("show", "首页")
    desktop.click_button("校验", "校验结果")
    assert desktop("block", "支出预算", "C6")[0] in ([214.87], [214.879])
    assert counts(desktop)[0] > 0


def test_protection_is_as_it_was(desktop, opened: Open, sample, tmp_path: Path) -> None:
    path = opened(sample)
    pressed(desktop, "计算评分", "评分表")
    desktop("store", str(tmp_path / "存.xlsm"))
    assert protections(tmp_path / "存.xlsm") == protections(path)


def protections(path: Path) -> list[set[str]]:
    """Per sheet, what stays allowed."""
    with zipfile.ZipFile(path) as package:
        names = sorted(n for n in package.namelist() if n.startswith("xl/worksheets/sheet"))
        texts = [package.read(name).decode() for name in names]
    tags = [text.partition("<sheetProtection")[2].partition(">")[0] for text in texts]
    return [{word.split("=")[0] for word in tag.split() if '="0"' in word or '="false"' in word} for tag in tags]


def test_saved_from_libreoffice_the_buttons_keep_their_own_macros(desktop, opened: Open, sample, tmp_path) -> None:
    opened(sample)
    pressed(desktop, "校验", "校验结果")
    desktop("store", str(tmp_path / "存.xlsm"))
    with zipfile.ZipFile(tmp_path / "存.xlsm") as package:
        drawings = b"".join(package.read(n) for n in package.namelist() if n.endswith(".vml"))
    for macro in ("JxValidate", "JxCalculate"):
        assert f"<x:FmlaMacro>JxButtons.{macro}<".encode() in drawings


def test_the_engine_attaches_to_the_open_workbook(desktop, opened: Open, sample, monkeypatch) -> None:
    path = opened(sample)
    monkeypatch.setenv(ADDRESS, desktop.address)
    port = open_port(path, "libreoffice")
    port.write_values("人员情况", 22, 3, [[28]])
    assert desktop("text", "人员情况", "C22").startswith("28")
    port.close()
    assert desktop("text", "人员情况", "C22").startswith("28"), "what the user has open stays open"

"""The buttons on a book, as RunPython calls them: what happens, what is restored, what a clerk is told."""

import pytest
import xlwings as xw

import jixiao.buttons as buttons
from jixiao import log, work
from jixiao.engines import open_book


@pytest.fixture
def caller(sample, tmp_path, monkeypatch):
    """An open copy of the sample that is Book.caller()."""
    path = tmp_path / "样例.xlsm"
    path.write_bytes(sample.read_bytes())
    book = open_book(path)
    monkeypatch.setattr(xw.Book, "caller", staticmethod(lambda: book))
    monkeypatch.setattr(log, "LOG_FILE", tmp_path / "jixiao.log")
    book.app.enable_events = True
    yield book
    book.close()


@pytest.mark.parametrize("press", [buttons.validate, buttons.calculate])
def test_a_press_fills_and_says_what_happened(caller, press):
    press()
    assert "自评总分 86.00，等次 良" in caller.app.status_bar
    assert "完成：错误" in caller.app.status_bar
    assert caller.sheets["评分表"].range("D4").value == 86
    assert caller.sheets["首页"].range("E13").value == 86


def test_progress_is_shown_on_the_way(caller, monkeypatch):
    told = []
    monkeypatch.setattr(buttons, "show_status", lambda app, text: told.append(text))
    buttons.calculate()
    assert told[:3] == ["计算评分：正在读取各表…", "计算评分：正在校验和评分…", "计算评分：正在写入结果…"]


@pytest.mark.parametrize("settings", [(True, True), (False, False)])
def test_screen_and_events_are_as_they_were(caller, settings, monkeypatch):
    caller.app.screen_updating, caller.app.enable_events = settings
    buttons.validate()
    assert (caller.app.screen_updating, caller.app.enable_events) == settings
    monkeypatch.setitem(work.WORK, "validate", lambda *_: 1 / 0)
    buttons.validate()
    assert (caller.app.screen_updating, caller.app.enable_events) == settings


FAILURES = [
    (ZeroDivisionError("boom"), "没有完成，表里的内容没有丢。请保存后重新打开再试一次"),
    (OSError(-2146777998, "OLE error 0x800ac472"), "请先按回车结束输入"),
    (RuntimeError(-2146777998), "请先按回车结束输入"),
]


@pytest.mark.parametrize(("failure", "says"), FAILURES, ids=lambda value: type(value).__name__)
def test_a_failure_is_told_in_chinese_with_what_to_do(caller, monkeypatch, failure, says, tmp_path):
    def fail(*_):
        raise failure

    monkeypatch.setitem(work.WORK, "calculate", fail)
    buttons.calculate()
    assert caller.app.status_bar.startswith("计算评分没有完成：")
    assert says in caller.app.status_bar
    assert "Traceback" not in caller.app.status_bar
    assert "Traceback" in (tmp_path / "jixiao.log").read_text(encoding="utf-8")


def test_a_workbook_that_is_not_ours_is_told(tmp_path, monkeypatch):
    import xlsxwriter

    other = xlsxwriter.Workbook(tmp_path / "别的.xlsx")
    other.add_worksheet("工资")
    other.close()
    book = open_book(tmp_path / "别的.xlsx")
    monkeypatch.setattr(xw.Book, "caller", staticmethod(lambda: book))
    buttons.validate()
    assert "这不是部门整体支出绩效自评工作簿" in book.app.status_bar
    book.close()


def test_trying_a_criterion_out(caller):
    """Button 识别并试算: the pasted criterion is read and scored beside it, typed cells stay."""
    from jixiao.press.reading import read_grids, take_snapshot

    place = take_snapshot(read_grids(caller)).place
    sheet = caller.sheets["指标体系"]
    for item, value in (
        ("试算标准", "≤100%，计5分；每超过一个百分点扣0.5分"),
        ("试算分值", 5),
        ("试算指标值", "103.9%"),
    ):
        sheet.range((place(item).row, place(item).column)).value = value
    buttons.try_out()
    result = sheet.range((place("试算结果").row, place("试算结果").column)).value
    assert result.splitlines()[0] == "识别结果：待确认（阶梯扣分）"
    given = [line.rpartition("　得")[2] for line in result.splitlines() if line.startswith("读法")]
    assert given == ["3.5分", "3分", "3.05分"]
    assert caller.app.status_bar == "识别并试算完成：自动评分 23 个指标"


def test_trying_out_without_a_criterion_says_what_to_do(caller):
    from jixiao.press.reading import read_grids, take_snapshot

    place = take_snapshot(read_grids(caller)).place("试算结果")
    buttons.try_out()
    told = caller.sheets["指标体系"].range((place.row, place.column)).value
    assert told == "请先填试算标准和试算分值，再按【识别并试算】。"

"""The ledger's buttons as VBA and Python meet: macros in the model of Excel, then jixiao.buttons on the book that called."""

from pathlib import Path

import pytest
import xlwings as xw
from excel_model import commands, running, shown, status
from officers_folder import desk, opened, table

from jixiao import buttons, log, resources
from jixiao.actions import LEDGER, actions_of
from jixiao.bureau.book.asked import NOTICE_ROW
from jixiao.bureau.ledger import names
from jixiao.forms.outputs import NOTICE_HEIGHT
from jixiao.macros import vba
from jixiao.press.reading import A_LEDGER
from jixiao.resources import LEDGER_NAME


@pytest.fixture
def shipped() -> Path:
    return resources.workbook(LEDGER_NAME)


@pytest.mark.parametrize("action", actions_of(LEDGER), ids=lambda action: action.name)
def test_a_form_button_runs_its_function_once(shipped, action):
    app = running(shipped, vba.LEDGER, python='Application.StatusBar = "done"')
    app.run(action.macro)
    assert commands(app) == [f"import jixiao.buttons; jixiao.buttons.{action.name}()"]
    assert (status(app), shown(app)) == ("done", [])


def test_without_python_it_says_what_to_do(shipped):
    app = running(shipped, vba.LEDGER, settings={})
    app.run("JxCollect")
    assert commands(app) == []
    assert "还没有安装计算程序" in shown(app)[0]


def test_what_python_said_stays_until_something_is_typed(shipped):
    app = running(shipped, vba.LEDGER, python='Application.StatusBar = "done"')
    app.run("JxRefresh")
    app.sheet("名册").set_value("A4", "县民政局")
    assert status(app) is False


def test_the_notice_is_hidden_while_macros_run_and_stands_in_every_saved_file(shipped):
    app = running(shipped, vba.LEDGER)
    row = f'ThisWorkbook.Worksheets("首页").Rows({NOTICE_ROW})'
    seen = lambda: (app.evaluate(f"{row}.Hidden"), app.evaluate(f"{row}.RowHeight"))  # noqa: E731
    assert seen() == (False, NOTICE_HEIGHT)
    app.run("ThisWorkbook.Workbook_Open")
    assert seen() == (True, 0)
    app.run("ThisWorkbook.Workbook_BeforeSave", False, False)
    assert seen() == (False, NOTICE_HEIGHT)


@pytest.fixture
def calling(monkeypatch, tmp_path):
    """Let a book be the caller of jixiao.buttons."""
    monkeypatch.setattr(log, "LOG_FILE", tmp_path / "jixiao.log")

    def call(book: xw.Book) -> xw.Book:
        monkeypatch.setattr(xw.Book, "caller", staticmethod(lambda: book))
        return book

    return call


def test_collect_refresh_and_missing(calling, tmp_path):
    ledger = desk(tmp_path / "绩效")
    with opened(ledger) as (book, calls):
        calling(book)
        buttons.collect()
        assert book.app.status_bar.startswith("收集完成：收到 3 个文件：采用 2，重复 0，被替代 0，不能用 1")
        buttons.refresh()
        assert book.app.status_bar.startswith("刷新完成：收到 3 个文件")
        buttons.missing()
        assert book.app.status_bar.startswith("缺报名单完成：收到 3 个文件")
        assert calls["show_sheet", ""] == 3, "each brings its sheet up"
        assert calls["save", ""] == 0, "a press doesn't save"
        book.save()
    assert len(table(ledger, names.REGISTER, "单位")) == 3


def test_a_fault_is_one_line_and_no_traceback(calling, tmp_path):
    ledger = desk(tmp_path / "绩效")
    (tmp_path / "绩效" / "收件").rename(tmp_path / "绩效" / "信")
    with opened(ledger) as (book, _):
        calling(book)
        buttons.collect()
        assert book.app.status_bar.startswith("收集没有完成：找不到收件文件夹“收件”")
    assert not (tmp_path / "jixiao.log").exists()


def test_the_ribbon_of_the_add_in_pressed_over_a_ledger(calling, tmp_path):
    """绩效自评.xlam works on the active workbook."""
    ledger = desk(tmp_path / "绩效")
    with opened(ledger) as (book, calls):
        calling(book)
        buttons.validate()
        assert book.app.status_bar == f"校验没有完成：{A_LEDGER}"
        assert not [operation for operation, _ in calls if operation.startswith(("write", "used", "read"))]


def test_the_ledger_s_function_over_a_unit_s_workbook(calling, tmp_path, sample):
    path = tmp_path / "自评.xlsm"
    path.write_bytes(sample.read_bytes())
    with opened(path) as (book, calls):
        calling(book)
        buttons.collect()
        assert book.app.status_bar.startswith("收集没有完成：这不是绩效自评台账。")
        assert not [operation for operation, _ in calls if operation.startswith(("write", "used", "raw"))]

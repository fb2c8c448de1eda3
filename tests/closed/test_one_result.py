"""One click, one result: what 校验结果 shows is what the documents of the same click are made from.

An indicator without its row is the case where the two could differ: the press finds it missing, tells 错误 S05, and puts
the row there; a second reading would find nothing wrong.
"""

from datetime import datetime

import pytest
import xlwings as xw

from books import type_into
from good import good_bytes, mailbox, row_gone
from jixiao import buttons, log
from jixiao.actions import action_named
from jixiao.buttons.closed_files import press_file
from jixiao.documents.verifying.reading import custom_properties
from jixiao.engines import open_book
from jixiao.forms.outputs import FINDING_TABLE
from jixiao.values.address import a1

NOW = datetime(2026, 11, 22, 15, 30, 0)
DOCUMENTS = ("submit", "mail")


@pytest.fixture
def rowless(tmp_path, monkeypatch):
    """A unit without errors but for one: the row of an indicator that scores itself is gone from 绩效指标."""
    monkeypatch.setattr(log, "LOG_FILE", tmp_path / "jixiao.log")
    path = tmp_path / "好单位.xlsm"
    path.write_bytes(good_bytes())
    type_into(path, {**row_gone(path), **mailbox(path)}, path)
    return path


def shown(book):
    """(级别, 编号) of each row of 校验结果 as the workbook has it."""
    top, bottom = FINDING_TABLE.first, FINDING_TABLE.first + 40
    columns = [FINDING_TABLE.column(label) for label in ("级别", "编号")]
    found = [book.sheets["校验结果"].range(f"{a1(top, one)}:{a1(bottom, one)}").value for one in columns]
    return [pair for pair in zip(*found, strict=True) if pair[1]]


def shown_in(path):
    book = open_book(path)
    try:
        return shown(book)
    finally:
        book.close()


@pytest.mark.parametrize("action", DOCUMENTS)
def test_a_closed_file_is_not_filed_with_the_error_it_shows(rowless, action):
    done = press_file(action_named(action), rowless, NOW).done
    assert ("错误", "S05") in shown_in(rowless)
    assert done.refused
    assert done.blocked
    assert "S05" in done.told
    assert not (rowless.parent / "报送件").exists()


@pytest.mark.parametrize("action", DOCUMENTS)
def test_pressed_again_the_row_is_there_and_it_is_filed(rowless, action):
    press_file(action_named("validate"), rowless, NOW)
    done = press_file(action_named(action), rowless, NOW).done
    assert [code for level, code in shown_in(rowless) if level == "错误"] == []
    assert not done.refused
    assert {".xlsx", ".docx"} <= {one.suffix for one in (rowless.parent / "报送件").iterdir()}


def test_the_report_of_a_closed_file_is_a_draft_with_the_error_it_shows(rowless):
    done = press_file(action_named("report"), rowless, NOW).done
    assert ("错误", "S05") in shown_in(rowless)
    assert done.blocked
    assert "草稿" in done.told
    assert custom_properties(done.look_at)["草稿"] == "是"


@pytest.fixture
def caller(rowless, monkeypatch):
    book = open_book(rowless)
    monkeypatch.setattr(xw.Book, "caller", staticmethod(lambda: book))
    yield book
    book.close()


@pytest.mark.parametrize("action", DOCUMENTS)
def test_a_button_doesnt_file_with_the_error_it_shows(caller, rowless, action):
    getattr(buttons, action)()
    assert ("错误", "S05") in shown(caller)
    assert caller.app.status_bar.startswith(f"{action_named(action).label}没有完成")
    assert "S05" in caller.app.status_bar
    assert not (rowless.parent / "报送件").exists()


def test_the_report_of_a_button_is_a_draft_with_the_error_it_shows(caller, rowless):
    buttons.report()
    assert ("错误", "S05") in shown(caller)
    assert "草稿" in caller.app.status_bar
    (report,) = rowless.parent.glob("*.docx")
    assert custom_properties(report)["草稿"] == "是"

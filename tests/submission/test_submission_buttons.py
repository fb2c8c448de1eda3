"""导出报送件 and 发送邮件 on an open book."""

import pytest
import xlwings as xw

from books import type_into
from good import good_bytes
from jixiao import buttons, log
from jixiao.buttons import guard
from jixiao.documents.outbox import NO_RECIPIENT
from jixiao.engines import open_book


@pytest.fixture
def told(monkeypatch, tmp_path):
    said = []
    monkeypatch.setattr(log, "LOG_FILE", tmp_path / "jixiao.log")

    def notified(book, title, text, *, good=False):
        assert good is ("没有完成" not in title), "good news is no warning"
        said.append((title, text))

    monkeypatch.setattr(guard, "notify", notified)
    return said


def caller(monkeypatch, path, content, changes=None):
    path.write_bytes(content)
    if changes:
        type_into(path, changes, path)
    book = open_book(path)
    monkeypatch.setattr(xw.Book, "caller", staticmethod(lambda: book))
    return book


def mailbox_cell():
    from books import snapshot_of
    from jixiao import resources
    from jixiao.resources import BLANK_NAME

    place = snapshot_of(resources.workbook(BLANK_NAME)).place("收件邮箱")
    return place.sheet, place.cell


def test_submit_writes_beside_the_workbook(monkeypatch, tmp_path, told):
    book = caller(monkeypatch, tmp_path / "好单位.xlsm", good_bytes())
    buttons.submit()
    assert told[0][0] == "导出报送件完成"
    assert book.app.status_bar == f"导出报送件完成：报送件在 {tmp_path / '报送件'}"
    assert {path.suffix for path in (tmp_path / "报送件").iterdir()} == {".xlsx", ".docx"}
    assert book.sheets["评分表"].range("D4").value is not None
    book.close()


def test_mail_writes_zip_and_draft_too(monkeypatch, tmp_path, told):
    book = caller(monkeypatch, tmp_path / "好单位.xlsm", good_bytes(), {mailbox_cell(): "czj@example.com"})
    buttons.mail()
    assert told[0][0] == "发送邮件完成"
    assert {path.suffix for path in (tmp_path / "报送件").iterdir()} == {".xlsx", ".docx", ".zip", ".eml"}
    assert ".eml" in told[0][1]
    book.close()


def test_mail_without_address_says_where_to_put_it(monkeypatch, tmp_path, told):
    book = caller(monkeypatch, tmp_path / "好单位.xlsm", good_bytes())
    buttons.mail()
    assert told == [("发送邮件没有完成", NO_RECIPIENT)]
    book.close()


def test_errors_are_listed_and_nothing_is_written(monkeypatch, tmp_path, told, sample):
    book = caller(monkeypatch, tmp_path / "样例.xlsm", sample.read_bytes())
    buttons.submit()
    assert told[0][0] == "导出报送件没有完成"
    assert "B13" in told[0][1]
    assert "C31" in told[0][1]
    assert not (tmp_path / "报送件").exists()
    book.close()

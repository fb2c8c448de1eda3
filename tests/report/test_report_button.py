"""Button 生成报告 on a book, through the file engine."""

import pytest
import xlwings as xw
from report_text import paragraphs

from jixiao import buttons, log
from jixiao.engines import UnusableWorkbook, open_book
from jixiao.resources import OWN_TEMPLATE
from jixiao.work import home_of

REPORT = "2024_廉江市总工会_部门整体支出绩效自评报告.docx"


@pytest.fixture
def caller(typed, monkeypatch):
    """The sample, opened by whoever presses."""
    book = open_book(typed({}))
    monkeypatch.setattr(xw.Book, "caller", staticmethod(lambda: book))
    yield book
    book.close()


def test_a_press_fills_writes_and_says_where(caller, tmp_path):
    buttons.report()
    assert f"生成报告完成：{REPORT}（草稿" in caller.app.status_bar
    assert caller.app.status_bar.endswith("自评总分 86.00，等次 良")
    assert caller.sheets["评分表"].range("D4").value == 86
    assert "评价单位（公章）：廉江市总工会" in paragraphs((tmp_path / REPORT).read_bytes())


def test_an_own_template_beside_the_workbook_is_used(caller, tmp_path, monkeypatch):
    monkeypatch.setattr(log, "LOG_FILE", tmp_path / "jixiao.log")
    (tmp_path / OWN_TEMPLATE).write_text("x")
    buttons.report()
    assert f"生成报告没有完成：【{OWN_TEMPLATE}】文件打不开，不是完好的 Word 文档" in caller.app.status_bar
    assert not (tmp_path / REPORT).exists()


def test_a_workbook_that_was_never_saved_is_told():
    class Unsaved:
        fullname = "工作簿1"

    with pytest.raises(UnusableWorkbook, match="报告没有地方放。请另存到"):
        home_of(Unsaved(), "报告")

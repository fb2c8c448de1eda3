"""Button 生成报告 on a book, through the file engine."""

import pytest
import xlwings as xw
from report_text import paragraphs

from books import evaluated
from jixiao.buttons.report_button import OWN_TEMPLATE, folder_of, report, write_report
from jixiao.engines import UnusableWorkbook, open_book


def test_the_report_lies_beside_the_workbook(typed):
    path = typed({})
    book = open_book(path)
    try:
        target, evaluation = write_report(book, folder_of(book))
    finally:
        book.close()
    assert target == path.parent / "2024_廉江市总工会_部门整体支出绩效自评报告.docx"
    assert evaluation.total == evaluated(path).total
    assert "评价单位（公章）：廉江市总工会" in paragraphs(target.read_bytes())


def test_an_own_template_beside_the_workbook_is_used(typed):
    path = typed({})
    (path.parent / OWN_TEMPLATE).write_text("x")
    book = open_book(path)
    try:
        with pytest.raises(UnusableWorkbook, match=OWN_TEMPLATE):
            write_report(book, path.parent)
    finally:
        book.close()


def test_a_workbook_that_was_never_saved_is_told():
    class Unsaved:
        fullname = "工作簿1"

    with pytest.raises(UnusableWorkbook, match="请先保存到本机"):
        folder_of(Unsaved())


def test_a_press_fills_writes_and_says_where(typed, monkeypatch):
    path = typed({})
    book = open_book(path)
    monkeypatch.setattr(xw.Book, "caller", staticmethod(lambda: book))
    try:
        report()
        assert "生成报告完成：2024_廉江市总工会_部门整体支出绩效自评报告.docx（草稿" in book.app.status_bar
        assert book.sheets["评分表"].range("D4").value == 86
    finally:
        book.close()
    assert (path.parent / "2024_廉江市总工会_部门整体支出绩效自评报告.docx").is_file()

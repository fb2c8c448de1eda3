"""Actions 新建 and 帮助: without Excel, and as the ribbon calls them."""

import os
import webbrowser

import pytest
import xlwings as xw

from books import snapshot_of
from jixiao import buttons, log
from jixiao.buttons import beginning as beginning
from jixiao.buttons import manual as helping
from jixiao.buttons.beginning import Wanted, begin, wanted
from jixiao.engines import UnusableWorkbook, open_book, open_port


def coded(*answers):
    """As VBA's HexOf writes them."""
    return "\t".join(answers).encode("utf-16-be").hex().upper()


ANSWERS = [
    (("县财政局", "2025", "", "/资料/新.xlsm"), ("县财政局", 2025, None, "/资料/新.xlsm")),
    (("", "", "/资料/去年.xlsm", "/资料/新.xlsm"), ("", None, "/资料/去年.xlsm", "/资料/新.xlsm")),
    ((" 局 ", "2025", "", "/a 'b' %c% & “d”.xlsm"), ("局", 2025, None, "/a 'b' %c% & “d”.xlsm")),
]


@pytest.mark.parametrize(("answers", "means"), ANSWERS)
def test_answers_are_read(answers, means):
    got = wanted(coded(*answers))
    assert (got.unit, got.year, got.last and got.last.as_posix(), got.target.as_posix()) == means


UNREADABLE = [
    ("", beginning.IN_EXCEL),
    ("xyz", beginning.NOT_UNDERSTOOD),
    ("4E", beginning.NOT_UNDERSTOOD),
    (coded("局", "2025"), beginning.NOT_UNDERSTOOD),
    (coded("局", "今年", "", "/新.xlsm"), beginning.NOT_UNDERSTOOD),
]


@pytest.mark.parametrize(("answers", "says"), UNREADABLE)
def test_answers_that_are_none_are_told(answers, says):
    with pytest.raises(UnusableWorkbook) as told:
        wanted(answers)
    assert told.value.message_zh == says


def test_a_blank_one_for_a_unit(tmp_path):
    target = tmp_path / "2025_县财政局_绩效自评.xlsm"
    assert begin(Wanted(target, "县财政局", 2025)) == f"已新建：{target}"
    snapshot = snapshot_of(target)
    assert (snapshot.unit, snapshot.year) == ("县财政局", 2025)


def test_from_last_years(tmp_path, sample):
    target = tmp_path / "2025.xlsm"
    assert begin(Wanted(target, year=2025, last=sample)).startswith(f"已新建 2025 年度的工作簿：{target}（从上年带来 ")
    snapshot = snapshot_of(target)
    assert (snapshot.unit, snapshot.year) == ("廉江市总工会", 2025)


def test_nothing_is_replaced(tmp_path, sample):
    target = tmp_path / "有了.xlsm"
    target.write_bytes(b"mine")
    for wished in (Wanted(target, "局", 2025), Wanted(target, last=sample)):
        with pytest.raises(UnusableWorkbook, match="已经有这个文件，不会覆盖它"):
            begin(wished)
    assert target.read_bytes() == b"mine"


REFUSED = [
    (lambda folder: Wanted(folder / "新.xlsm", "", 2025), "单位名称和评价年度都要写明"),
    (lambda folder: Wanted(folder / "新.xlsm", "局"), "单位名称和评价年度都要写明"),
    (lambda folder: Wanted(folder / "新.xlsx", "局", 2025), "文件名要以 .xlsm 结尾"),
    (lambda folder: Wanted(folder / "没有" / "新.xlsm", "局", 2025), "存到“文档”或桌面"),
    (lambda folder: Wanted(folder / "新.xlsm", last=folder / "没有.xlsm"), "没有.xlsm"),
]


@pytest.mark.parametrize(("wished", "says"), REFUSED, ids=[says for _, says in REFUSED])
def test_what_cannot_be_done_is_told_and_nothing_written(tmp_path, wished, says):
    with pytest.raises(UnusableWorkbook) as told:
        begin(wished(tmp_path))
    assert says in told.value.message_zh
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def caller(sample, monkeypatch, tmp_path):
    """The open book that the ribbon was pressed over; nothing of it is touched."""
    book = open_book(sample)
    monkeypatch.setattr(xw.Book, "caller", staticmethod(lambda: book))
    monkeypatch.setattr(log, "LOG_FILE", tmp_path / "jixiao.log")
    book.app.enable_events = True
    yield book
    book.close()


def test_the_new_workbook_is_opened_with_events_on(caller, tmp_path, monkeypatch):
    """Events on: its own Workbook_Open must run."""
    target, events = tmp_path / "新.xlsm", []
    books = type(caller.app.books.impl)
    open_it = books.open

    def opened(*arguments, **more):
        events.append(caller.app.enable_events)
        return open_it(*arguments, **more)

    monkeypatch.setattr(books, "open", opened)
    buttons.new(coded("县财政局", "2025", "", str(target)))
    assert events == [True]
    assert target.name in [book.name for book in caller.app.books]
    assert caller.app.status_bar == f"新建完成：已新建：{target}"
    assert open_port(target).sheet_names()[0] == "首页"


def test_new_without_answers_says_where_it_works(caller):
    buttons.new()
    assert caller.app.status_bar == f"新建没有完成：{beginning.IN_EXCEL}"


def test_a_failure_of_new_is_told_in_chinese(caller, monkeypatch, tmp_path):
    monkeypatch.setattr(beginning, "begin", lambda wished: 1 / 0)
    buttons.new(coded("局", "2025", "", str(tmp_path / "新.xlsm")))
    assert caller.app.status_bar.startswith("新建没有完成：没有完成，表里的内容没有丢")
    assert "ZeroDivisionError" in (tmp_path / "jixiao.log").read_text(encoding="utf-8")


def test_help_opens_the_manual_of_this_version(caller, monkeypatch, tmp_path):
    shown = []
    monkeypatch.setattr(webbrowser, "open", lambda url: shown.append(url) or True)
    monkeypatch.setattr(helping.tempfile, "gettempdir", lambda: str(tmp_path))
    buttons.help()
    (page,) = tmp_path.glob("*.html")
    assert shown == [page.as_uri()]
    assert "<h1>使用手册</h1>" in page.read_text(encoding="utf-8")
    assert caller.app.status_bar == f"帮助完成：手册在 {page}"


def test_where_no_program_opens_it_the_place_is_told(monkeypatch, tmp_path):
    monkeypatch.setattr(webbrowser, "open", lambda url: False)
    with pytest.raises(UnusableWorkbook) as told:
        helping.show_manual(tmp_path)
    assert told.value.message_zh == helping.NOT_OPENED.format(path=tmp_path / "使用手册.html")


def test_on_windows_the_manual_opens_as_a_double_click_would(monkeypatch, tmp_path):
    shown = []
    monkeypatch.setattr(helping.sys, "platform", "win32")
    monkeypatch.setattr(os, "startfile", shown.append, raising=False)
    path = helping.show_manual(tmp_path)
    assert shown == [path]

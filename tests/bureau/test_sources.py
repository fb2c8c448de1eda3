"""What was received: every file of folders, archives and mails, each once, with its date; what can't be opened is told."""

import io
import os
import zipfile
from datetime import datetime
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jixiao.bureau.sources import Inbox, found
from jixiao.engines import UnusableWorkbook
from jixiao.filing.memory import ATTACHED

OLD = datetime(2025, 6, 1, 9, 30).timestamp()


def zipped(*members, gbk=False, when=(2025, 6, 3, 10, 0, 0)):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, content in members:
            package.writestr(zipfile.ZipInfo("x" * len(name.encode("gbk")) if gbk else name, when), content)
    content = out.getvalue()
    for name, _ in members:  # what Chinese Windows writes: GBK, and no flag that says so
        content = content.replace(b"x" * len(name.encode("gbk")), name.encode("gbk")) if gbk else content
    return content


WORKBOOK = zipped(("[Content_Types].xml", "x"), ("xl/workbook.xml", "x"))
REPORT = zipped(("[Content_Types].xml", "x"), ("word/document.xml", "x"))


def mail(*attachments, date="Mon, 02 Jun 2025 08:15:00 +0800"):
    message = EmailMessage()
    message["Subject"], message["Date"] = "报送", date
    message.set_content("见附件")
    for name, content in attachments:
        if isinstance(content, EmailMessage):
            message.add_attachment(content, filename=name)
        else:
            message.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return message


def received(folder: Path, *sources: str, but=()):
    inbox = Inbox(folder, folder / "台账_收件")
    return list(found([folder / one for one in sources or ("来",)], inbox, but))


def lay(folder: Path, name: str, content: bytes):
    path = folder / "来" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    os.utime(path, (OLD, OLD))
    return path


def test_a_folder_gives_every_file_of_it_in_the_order_of_names(tmp_path):
    for name in ("乙/二.xlsm", "甲.xlsx", "乙/一.xlsx"):
        lay(tmp_path, name, WORKBOOK + name.encode())
    found_now = received(tmp_path)
    assert [one.where for one in found_now] == ["来/乙/一.xlsx", "来/乙/二.xlsm", "来/甲.xlsx"]
    assert {one.received for one in found_now} == {"2025-06-01 09:30:00"}
    assert [one.path for one in found_now] == [one.where for one in found_now]
    assert len({one.digest for one in found_now}) == 3


@pytest.mark.parametrize(
    "name", ["~$甲.xlsx", ".~甲.xlsx", "Thumbs.db", "desktop.ini", "._甲.xlsx", "__MACOSX/甲.xlsx"]
)
def test_what_a_system_leaves_behind_is_nothing(tmp_path, name):
    lay(tmp_path, name, WORKBOOK)
    lay(tmp_path, "包.zip", zipped((name, WORKBOOK), ("乙.xlsx", WORKBOOK)))
    assert [one.where for one in received(tmp_path)] == ["来/包.zip › 乙.xlsx"]


@pytest.mark.parametrize(
    ("name", "content", "sort"),
    [
        ("报告.docx", REPORT, ATTACHED),
        ("说明.txt", b"x", ATTACHED),
        ("盖章.pdf", b"%PDF", ATTACHED),
        ("表.xlsx", b"", ""),
        ("表.xlsx", REPORT, ""),
        ("表.et", b"x", ""),
        ("没有扩展名", WORKBOOK, ""),
    ],
)
def test_what_is_no_workbook_is_kept_apart_and_still_listed(tmp_path, name, content, sort):
    lay(tmp_path, name, content)
    (one,) = received(tmp_path)
    assert (one.name, one.sort, one.refused) == (name, sort, "")


@pytest.mark.parametrize(
    ("name", "says"), [("包.rar", "（.rar）读不了"), ("包.7z", "（.7z）读不了"), ("信.msg", "另存为 .eml")]
)
def test_what_cant_be_opened_here_says_what_to_do(tmp_path, name, says):
    lay(tmp_path, name, b"x")
    (one,) = received(tmp_path)
    assert says in one.refused


def test_an_archive_is_opened_and_laid_out_with_its_own_names_and_dates(tmp_path):
    lay(tmp_path, "包.zip", zipped(("教育局/表.xlsx", WORKBOOK), ("报告.docx", REPORT)))
    sheet, report = received(tmp_path)
    assert (sheet.where, sheet.name, sheet.received) == ("来/包.zip › 教育局/表.xlsx", "表.xlsx", "2025-06-03 10:00:00")
    assert sheet.path == f"台账_收件/{sheet.digest[:8]}/表.xlsx"
    assert (tmp_path / sheet.path).read_bytes() == WORKBOOK
    assert report.sort == ATTACHED


def test_names_in_gbk_are_read_as_chinese(tmp_path):
    lay(tmp_path, "包.zip", zipped(("教育局表.xlsx", WORKBOOK), gbk=True))
    assert [one.name for one in received(tmp_path)] == ["教育局表.xlsx"]


def test_two_members_of_one_name_are_two_files(tmp_path):
    with pytest.warns(UserWarning, match="Duplicate name"):
        content = zipped(("表.xlsx", WORKBOOK), ("表.xlsx", WORKBOOK + b"2"))
    lay(tmp_path, "包.zip", content)
    found_now = received(tmp_path)
    assert [one.where for one in found_now] == ["来/包.zip › 表.xlsx", "来/包.zip › 表.xlsx（2）"]
    assert len({one.digest for one in found_now}) == 2


def test_a_mail_dates_what_it_holds_also_what_lies_in_an_archive_of_it(tmp_path):
    inner = zipped(("表.xlsx", WORKBOOK))
    lay(tmp_path, "信.eml", mail(("甲.xlsx", WORKBOOK + b"1"), ("包.zip", inner)).as_bytes())
    assert [(one.where, one.received) for one in received(tmp_path)] == [
        ("来/信.eml › 甲.xlsx", "2025-06-02 08:15:00"),
        ("来/信.eml › 包.zip › 表.xlsx", "2025-06-02 08:15:00"),
    ]


def test_a_mail_in_a_mail_has_its_own_date(tmp_path):
    forwarded = mail(("甲.xlsx", WORKBOOK), date="Sun, 01 Jun 2025 07:00:00 +0800")
    lay(tmp_path, "转发.eml", mail(("原件.eml", forwarded)).as_bytes())
    (one,) = received(tmp_path)
    assert (one.name, one.received) == ("甲.xlsx", "2025-06-01 07:00:00")


def test_bare_gbk_in_a_mail_header_is_read_as_chinese(tmp_path):
    content = (
        mail(("x.xlsx", WORKBOOK)).as_bytes().replace(b'filename="x.xlsx"', 'filename="教育局.xlsx"'.encode("gbk"))
    )
    assert "教育局".encode("gbk") in content
    lay(tmp_path, "信.eml", content)
    assert [one.name for one in received(tmp_path)] == ["教育局.xlsx"]


@pytest.mark.parametrize(
    ("written", "read"),
    [("教育局.xlsx".encode("gbk").decode("latin-1"), "教育局.xlsx"), ("café.xlsx", "café.xlsx"), ("a.xlsx", "a.xlsx")],
)
def test_gbk_that_was_taken_for_latin_letters_is_read_as_chinese(tmp_path, written, read):
    lay(tmp_path, "信.eml", mail((written, WORKBOOK)).as_bytes())
    assert [one.name for one in received(tmp_path)] == [read]


def test_another_ledger_with_its_memory_and_inbox_is_no_source(tmp_path):
    for name in ("甲.xlsx", "上年.xlsm", "上年_收件/ab/表.xlsx", "上年.db-wal"):
        lay(tmp_path, name, WORKBOOK)
    lay(tmp_path, "上年.db", b"SQLite format 3\0")
    lay(tmp_path, "别的.db", b"x")
    assert [one.name for one in received(tmp_path)] == ["别的.db", "甲.xlsx"]


@pytest.mark.parametrize(
    ("name", "content", "where", "says"),
    [
        ("包.zip", b"PK\3\4xx", "来/包.zip", "不是完整的压缩包"),
        ("包.zip", zipped(), "来/包.zip", "压缩包是空的"),
        ("信.eml", mail().as_bytes(), "来/信.eml", "邮件里没有附件"),
        ("包.zip", zipped(("表.xlsx", b"abc")).replace(b"abc", b"abd", 1), "来/包.zip › 表.xlsx", "在压缩包里已损坏"),
    ],
)
def test_what_is_broken_is_one_line_at_its_place(tmp_path, name, content, where, says):
    lay(tmp_path, name, content)
    (one,) = received(tmp_path)
    assert one.where == where
    assert says in one.refused


def test_a_broken_member_costs_only_itself(tmp_path):
    content = zipped(("甲.xlsx", b"abc"), ("乙.xlsx", WORKBOOK)).replace(b"abc", b"abd", 1)
    lay(tmp_path, "包.zip", content)
    assert [bool(one.refused) for one in received(tmp_path)] == [True, False]


def test_archives_are_opened_five_deep_and_no_deeper(tmp_path):
    content = zipped(("表.xlsx", WORKBOOK))
    for _ in range(4):
        content = zipped(("包.zip", content))
    lay(tmp_path, "五层.zip", content)
    lay(tmp_path, "六层.zip", zipped(("包.zip", content)))
    five, six = received(tmp_path)
    assert (five.name, five.refused) == ("表.xlsx", "")
    assert "套得太深" in six.refused


def test_the_bureaus_own_files_and_the_inbox_are_no_sources(tmp_path):
    roster = lay(tmp_path, "名册.xlsx", WORKBOOK)
    lay(tmp_path, "甲.xlsx", WORKBOOK)
    inbox = tmp_path / "来" / "台账_收件"
    inbox.mkdir()
    (inbox / "乙.xlsx").write_bytes(WORKBOOK)
    assert [one.name for one in found([tmp_path / "来"], Inbox(tmp_path, inbox), [roster])] == ["甲.xlsx"]


def test_a_file_named_twice_is_one(tmp_path):
    lay(tmp_path, "甲.xlsx", WORKBOOK)
    assert [one.where for one in received(tmp_path, "来", "来/甲.xlsx")] == ["来/甲.xlsx"]


def test_a_source_that_is_not_there_is_told_before_anything_is_read(tmp_path):
    lay(tmp_path, "甲.xlsx", WORKBOOK)
    with pytest.raises(UnusableWorkbook, match="找不到这个文件或文件夹"):
        received(tmp_path, "来", "去")


def damaged(data, content):
    """The bytes with a piece cut out, doubled or changed."""
    start = data.draw(st.integers(0, len(content)))
    end = data.draw(st.integers(start, min(len(content), start + 400)))
    return content[:start] + data.draw(st.sampled_from((b"", b"\0\xff=?", content[start:end] * 2))) + content[end:]


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_whatever_is_damaged_is_told_and_nothing_is_raised(tmp_path, data):
    sound = mail(("甲.xlsx", WORKBOOK), ("包.zip", zipped(("乙.xlsx", WORKBOOK), ("丙.docx", REPORT)))).as_bytes()
    name, content = data.draw(st.sampled_from((("信.eml", sound), ("包.zip", zipped(("乙.xlsx", WORKBOOK * 3))))))
    path = tmp_path / "来" / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(damaged(data, content))
    assert received(tmp_path), "a file was lost without a word"
    path.unlink()

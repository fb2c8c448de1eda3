"""The e-mail draft, parsed back as a mail program would, and the command that writes it."""

import email
import email.policy
import io
import zipfile
from email.header import decode_header
from types import SimpleNamespace

import pytest

from books import run
from jixiao.documents.mail import Attachment, Draft, eml, recipients_in, zipped
from jixiao.documents.outbox import NotReady, documents, write_submission
from jixiao.documents.outlook import show_draft
from jixiao.engines import UnusableWorkbook
from submission.submissions import good, sample

NAMES = [
    "2024_廉江市总工会_部门整体支出绩效自评.xlsx",
    "plain.docx",
    "2024_" + "很长的单位名称" * 8 + "_部门整体支出绩效自评报告.docx",
    'a"b😀 c.pdf',
]
DRAFT = Draft(
    ("a@b.cn", "c@d.com"),
    "2024年度某局材料 <&> “引号”",
    "第一行\n第二行 < & 😀\n",
    tuple(Attachment(n, n.encode() * 9) for n in NAMES),
)


def parsed(draft=DRAFT):
    return email.message_from_bytes(eml(draft), policy=email.policy.default)


def test_names_contents_subject_and_body_come_back():
    message = parsed()
    held = list(message.iter_attachments())
    assert [part.get_filename() for part in held] == NAMES
    assert [part.get_content() for part in held] == [name.encode() * 9 for name in NAMES]
    assert message["Subject"] == DRAFT.subject
    assert message["To"] == "a@b.cn, c@d.com"
    assert message["X-Unsent"] == "1"
    assert message.get_body().get_content().splitlines() == ["第一行", "第二行 < & 😀"]
    assert (message["Date"], message["Message-ID"], message["From"]) == (None, None, None)
    assert message.defects == []


def test_names_are_written_for_every_kind_of_program():
    """RFC 2047 in name= and filename=, one unsplit filename*=, never the continuation of RFC 2231."""
    raw = eml(DRAFT)
    assert b"*0*=" not in raw
    assert raw.count(b"filename*=UTF-8''") == len(NAMES)
    assert max(map(len, raw.split(b"\r\n"))) < 998
    old = email.message_from_bytes(raw)
    for part, name in zip(old.get_payload()[1:], NAMES, strict=True):
        words = part["Content-Type"].partition('name="')[2].rstrip('"')
        assert (
            "".join(
                text if isinstance(text, str) else text.decode(code or "ascii") for text, code in decode_header(words)
            )
            == name
        )


def test_same_inputs_same_bytes():
    assert eml(DRAFT) == eml(DRAFT)
    assert zipped(DRAFT.attachments) == zipped(DRAFT.attachments)


def test_the_zip_has_utf8_names_and_fixed_dates():
    with zipfile.ZipFile(io.BytesIO(zipped(DRAFT.attachments))) as package:
        assert package.namelist() == NAMES
        assert {info.date_time[0] for info in package.infolist()} == {1980}
        assert all(info.flag_bits & 0x800 for info in package.infolist() if not info.filename.isascii())


ADDRESSES = [
    ("a@b.cn", "a@b.cn"),
    ("a@b.cn；c@d.com", "a@b.cn c@d.com"),
    ("a@b.cn, c@d.com a@b.cn", "a@b.cn c@d.com"),
    ("没有邮箱", "错"),
    ("a@b", "错"),
    ("a@b.cn\r\nBcc:x@y.cn", "错"),
    ("", "错"),
]


@pytest.mark.parametrize(("text", "wanted"), ADDRESSES)
def test_recipients(text, wanted):
    if wanted == "错":
        with pytest.raises(UnusableWorkbook, match="不是邮箱地址"):
            recipients_in(text)
    else:
        assert recipients_in(text) == tuple(wanted.split())


def test_errors_refuse_and_are_all_listed(tmp_path):
    from jixiao.documents.finished.submission import Submission

    final = Submission(sample().snapshot, sample().evaluation)
    with pytest.raises(NotReady) as told:
        write_submission(final, tmp_path / "报送件", ("a@b.cn",))
    assert all(finding.message in str(told.value) for finding in final.errors)
    assert len(final.errors) == 4
    assert not (tmp_path / "报送件").exists()


def test_the_command_refuses_then_writes_a_draft(tmp_path, sample):
    out = tmp_path / "出"
    ran = run("submit", sample, "-o", out)
    assert (ran.returncode, ran.stdout, out.exists()) == (1, "", False)
    assert "B13" in ran.stderr
    assert "C31" in ran.stderr
    ran = run("submit", sample, "-o", out, "--draft", "--with-findings", "--mail", "czj@example.com")
    assert ran.returncode == 1
    stem = "2024_廉江市总工会_部门整体支出绩效自评"
    assert {path.name for path in out.iterdir()} == {
        f"{stem}_草稿.xlsx", f"{stem}报告_草稿.docx", f"{stem}_草稿.zip", f"{stem}_草稿.eml",
    }  # fmt: skip
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    run("submit", sample, "-o", out, "--draft", "--with-findings", "--mail", "czj@example.com")
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before
    message = email.message_from_bytes(before[f"{stem}_草稿.eml"], policy=email.policy.default)
    for part in message.iter_attachments():
        assert part.get_content() == before[part.get_filename()]


def test_a_wrong_address_writes_nothing(tmp_path, sample):
    ran = run("submit", sample, "-o", tmp_path / "出", "--draft", "--mail", "张三")
    assert ran.returncode == 2
    assert "不是邮箱地址" in ran.stderr
    assert not (tmp_path / "出").exists()


class StandIn:
    """What show_draft uses of Outlook. Send is there to be missed."""

    def __init__(self, fails: bool = False) -> None:
        self.calls: list[str] = []
        self.fails = fails
        self.Attachments = SimpleNamespace(Add=lambda path: self.calls.append(path))

    def CreateItem(self, kind):  # noqa: N802 - Outlook's name
        assert kind == 0
        return self

    def Display(self, modal):  # noqa: N802
        if self.fails:
            raise OSError("refused")
        self.calls.append(f"Display({modal})")

    def Send(self):  # noqa: N802
        raise AssertionError("nothing is ever sent")


def test_outlook_shows_a_draft_and_sends_nothing(tmp_path):
    item = StandIn()
    path = tmp_path / "件.xlsx"
    assert show_draft(DRAFT, [path], lambda: item)
    assert (item.To, item.Subject, item.Body) == ("a@b.cn; c@d.com", DRAFT.subject, DRAFT.body)
    assert item.calls == [str(path), "Display(False)"]


@pytest.mark.parametrize("start", [lambda: None, lambda: StandIn(fails=True)], ids=["none", "refuses"])
def test_without_outlook_the_file_is_the_draft(start):
    assert not show_draft(DRAFT, [], start)


def test_documents_of_a_good_unit_are_final():
    names = [one.name for one in documents(good())]
    assert [name.rpartition(".")[2] for name in names] == ["xlsx", "docx"]
    assert not any("草稿" in name for name in names)

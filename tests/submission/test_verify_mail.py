"""A mail draft and a .zip in which something else stands than was written: each alteration, how grave, and where."""

import email
import email.policy
from dataclasses import replace
from email.message import EmailMessage
from pathlib import Path

import pytest

from jixiao.documents.finished.workbook import finished_workbook
from jixiao.documents.mail import Attachment, eml, zipped
from jixiao.documents.outbox import documents, letter
from jixiao.documents.verifying.difference import Sort
from jixiao.documents.verifying.mail import mail_differences, zip_differences
from jixiao.documents.verifying.opened import opened
from jixiao.documents.verifying.reference import Reference
from jixiao.documents.verifying.verify import verify
from jixiao.engines import UnusableWorkbook
from submission.submissions import good, sample

F, W = Sort.FIGURE, Sort.WORDS
UNIT = "清江县总工会"
REPORT = "2024_清江县总工会_部门整体支出绩效自评报告.docx"


def draft(submission=good):
    one = submission()
    return letter(one, ("a@b.cn",), documents(one))


def beside(submission=good):
    return Reference(Path("填报.xlsm"), submission())


def said(old, new):
    def change(one):
        assert old in one.body
        return replace(one, body=one.body.replace(old, new))

    return change


def named(old, new):
    return lambda one: replace(
        one, attachments=tuple(replace(each, name=each.name.replace(old, new)) for each in one.attachments)
    )


def more(name):
    return lambda one: replace(one, attachments=(*one.attachments, Attachment(name, b"x")))


ALTERED = {
    "总分": (said("96.34", "99.34"), F, "邮件正文第2行"),
    "等次": (said("等次 优", "等次 良"), F, "邮件正文第2行"),
    "核对码": (said(good().short, "0" * 12), F, "邮件正文第6行"),
    "别的单位": (said(UNIT, "清河县总工会"), F, "邮件正文第2行"),
    "一个词": (said("请查收", "请阅示"), W, "邮件正文第2行"),
    "加一行": (said("    附件：", "    以纸质为准\n    附件："), W, "邮件正文第3行"),
    "主题的年度": (lambda one: replace(one, subject=one.subject.replace("2024", "2023")), F, "主题"),
    "主题里的词": (lambda one: replace(one, subject=one.subject + "（补）"), W, "主题"),
    "多一个附件": (more("说明.txt"), W, "附件（多出）"),
    "同名的附件": (more(REPORT), W, "附件（多出）"),
    "少一个附件": (lambda one: replace(one, attachments=one.attachments[:1]), W, "附件"),
    "附件换了单位": (named(UNIT, "清河县总工会"), F, "附件"),
    "附件换了名字": (named("绩效自评报告", "报告"), W, "附件"),
}


def told(path, content, submission=good):
    path.write_bytes(content)
    return list(mail_differences(path, beside(submission)))


@pytest.mark.parametrize("name", ALTERED)
def test_what_a_mail_says_otherwise_is_told(tmp_path, name):
    change, sort, place = ALTERED[name]
    found = told(tmp_path / "信.eml", eml(change(draft())))
    assert [one for one in found if one.place.startswith(place) and one.sort is sort], [one.told for one in found]
    assert F not in [one.sort for one in found] or sort is F


@pytest.mark.parametrize("submission", [good, sample])
def test_a_mail_as_it_was_written_agrees_to_whomever_it_goes(tmp_path, submission):
    one = replace(draft(submission), recipients=("x@y.cn", "z@y.cn"))
    assert told(tmp_path / "信.eml", eml(one), submission) == []


def as_program_saves(plain, page=None):
    message = EmailMessage(policy=email.policy.SMTP)
    message["From"], message["To"], message["Date"] = "a@b.cn", "c@d.cn", "Fri, 20 Jun 2025 08:00:00 +0800"
    one = draft()
    message["Subject"] = one.subject
    message.set_content(plain)
    if page is not None:
        message.add_alternative(page, subtype="html")
    for each in one.attachments:
        message.add_attachment(each.content, maintype="application", subtype="octet-stream", filename=each.name)
    return bytes(message)


def page_of(text):
    return "<html><head><style>p {}</style></head><body>" + "".join(f"<p>{line}</p>" for line in text.splitlines())


PAGES = {
    "两种格式": (page_of, []),
    "网页里的分数": (lambda text: page_of(text.replace("96.34", "99.34")), [(F, "邮件正文（网页格式）第2行")]),
    "网页里藏着": (
        lambda text: page_of(text).replace("<p>　　", "<p>").replace("<p>    现", '<p style="display:none">    现'),
        [(F, "邮件正文（网页格式）第2行（缺少）")],
    ),
}


@pytest.mark.parametrize("name", PAGES)
def test_every_form_of_the_body_is_compared(tmp_path, name):
    change, wanted = PAGES[name]
    body = draft().body
    found = told(tmp_path / "信.eml", as_program_saves(body, change(body)))
    assert [(one.sort, one.place) for one in found] == wanted


def test_another_mail_inside_and_a_mail_without_a_body_are_told(tmp_path):
    outer = EmailMessage(policy=email.policy.SMTP)
    outer["Subject"] = draft().subject
    inner = EmailMessage(policy=email.policy.SMTP)
    inner.set_content("更正：总分100分")
    outer.add_attachment(inner)
    for each in draft().attachments:
        outer.add_attachment(each.content, maintype="application", subtype="octet-stream", filename=each.name)
    found = told(tmp_path / "信.eml", bytes(outer))
    assert [(one.sort, one.place) for one in found] == [(F, "附带的另一封邮件"), (F, "邮件正文")]


ZIPS = {
    "原样": (lambda held: held, []),
    "多一个": (lambda held: (*held, Attachment("说明.txt", b"x")), [(W, "压缩包里的文件（多出）")]),
    "少一个": (lambda held: held[:1], [(W, "压缩包里的文件")]),
    "改名": (lambda held: (held[0], replace(held[1], name=REPORT.replace("2024", "2023"))), [(F, "压缩包里的文件")]),
}


@pytest.mark.parametrize("name", ZIPS)
def test_the_names_in_a_zip_are_compared(tmp_path, name):
    change, wanted = ZIPS[name]
    path = tmp_path / "件.zip"
    path.write_bytes(zipped(change(documents(good()))))
    assert [(one.sort, one.place) for one in zip_differences(path, beside())] == wanted


def test_a_mail_is_verified_with_all_that_is_in_it(tmp_path):
    """Two attachments of one name are two: the forged one behind the right one is read as well."""
    one = draft()
    forged = Attachment(one.attachments[0].name, finished_workbook(sample()))
    (tmp_path / "信.eml").write_bytes(eml(replace(one, attachments=(*one.attachments, forged))))
    (tmp_path / "件.xlsx").write_bytes(one.attachments[0].content)
    (tmp_path / "拆").mkdir()
    verdicts = verify(opened([tmp_path / "件.xlsx", tmp_path / "信.eml"], tmp_path / "拆"))
    assert [verdict.agrees for verdict in verdicts] == [True, False, True, True, False]


def test_what_is_no_archive_is_said(tmp_path):
    path = tmp_path / "件.zip"
    path.write_bytes(b"PK\x03\x04")
    with pytest.raises(UnusableWorkbook, match=r"【件\.zip】不是完整的压缩包"):
        list(zip_differences(path, beside()))


def test_a_mail_of_thousands_of_parts_is_refused(tmp_path):
    path = tmp_path / "信.eml"
    path.write_bytes(eml(draft()) + b"\r\n--x" * 3000)
    with pytest.raises(UnusableWorkbook, match=r"【信\.eml】邮件里的附件过多"):
        list(mail_differences(path, beside()))

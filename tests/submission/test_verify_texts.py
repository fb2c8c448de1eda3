"""Running text: what is a figure, which ones differ and where; reports and printed pages read back; archives opened."""

import io
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest

from jixiao.documents.report import make_report
from jixiao.documents.verifying import opened as opening
from jixiao.documents.verifying import pdf as printing
from jixiao.documents.verifying.opened import opened
from jixiao.documents.verifying.pdf import pdf_differences
from jixiao.documents.verifying.reference import Reference
from jixiao.documents.verifying.word.paragraphs import CHART
from jixiao.documents.verifying.word.reading import read_word
from jixiao.documents.verifying.word.report import docx_differences
from jixiao.engines import UnusableWorkbook
from packages import rewrite
from submission.submissions import good, sample

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
BODY = f"""<w:document {W}><w:body>
<w:p><w:pPr><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr><w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙 </w:t></w:r></w:p>
<w:p><w:r><w:t>一</w:t></w:r><w:del><w:r><w:delText>删去</w:delText></w:r></w:del><w:ins><w:r><w:t>二</w:t></w:r></w:ins></w:p>
<w:tbl><w:tr><w:tc><w:p><w:r><w:t>11</w:t></w:r></w:p><w:p><w:r><w:t>续</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>12</w:t></w:r></w:p></w:tc></w:tr>
<w:tr><w:tc><w:p><w:r><w:t>21</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
<w:p><w:r><w:t>尾</w:t></w:r></w:p>
<w:tbl><w:tr><w:tc><w:p><w:r><w:t>另</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
<w:sectPr {R}><w:headerReference r:id="1"/><w:footerReference r:id="2"/></w:sectPr>
</w:body></w:document>"""
HEADER = f"<w:hdr {W}><w:p><w:r><w:t>草　稿</w:t></w:r></w:p></w:hdr>"
TO = '<Relationship Id="{0}" Type="http://x/{1}" Target="{2}"/>'


def test_a_report_is_read_paragraph_by_paragraph_and_cell_by_cell(tmp_path):
    """By relationships: a part that nothing leads to is no part of it."""
    parts = {
        "_rels/.rels": f"<Relationships>{TO.format(1, 'officeDocument', 'word/haupt.xml')}</Relationships>",
        "word/_rels/haupt.xml.rels": f"<Relationships>{TO.format(1, 'header', 'header2.xml')}{TO.format(2, 'footer', 'f.xml')}</Relationships>",
        "word/haupt.xml": BODY, "word/document.xml": HEADER, "word/header2.xml": HEADER, "word/f.xml": HEADER,
    }  # fmt: skip
    with zipfile.ZipFile(tmp_path / "x.docx", "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    assert [(piece.place, piece.text) for piece in read_word(tmp_path / "x.docx").pieces] == [
        ("第1段", "甲\t乙\n丙"), ("第2段", "一二"), ("表1第1行第1列", "11\n续"), ("表1第1行第2列", "12"),
        ("表1第2行第1列", "21"), ("第3段", "尾"), ("表2第1行第1列", "另"), ("页眉", "草　稿"), ("页脚", "草　稿"),
    ]  # fmt: skip


def beside(submission):
    """The working workbook that was submitted."""
    return Reference(Path("填报.xlsm"), submission)


@pytest.fixture
def report(tmp_path):
    """The good unit's report."""
    path = tmp_path / "报告.docx"
    path.write_bytes(make_report(good().snapshot, good().evaluation))
    return path


def test_a_report_agrees_and_its_printed_code_and_property_are_held_against_the_reference(report):
    assert list(docx_differences(report, beside(good()))) == []
    code = good().fingerprint
    rewrite(report, lambda text: text.replace(code[:12], "0123456789ab"), "word/footer1.xml")
    assert [(one.place, one.found, one.expected) for one in docx_differences(report, beside(good()))] == [
        ("印在文中的核对码", "0123456789ab", code[:12])
    ]
    rewrite(report, lambda text: text.replace("0123456789ab", code[:12]), "word/footer1.xml")
    rewrite(report, lambda text: text.replace(code, "f" * 64), "docProps/custom.xml")
    assert [(one.place, one.found, one.expected) for one in docx_differences(report, beside(good()))] == [
        ("文档属性“核对码”", "f" * 64, code)
    ]


def printed(submission, **changes):
    """The text that pdftotext gives of the printed finished workbook, one cell a line."""
    foot = f"{'校验结果' * submission.with_findings} 核对码 {submission.short}"
    cells, _, _ = printing._workbook_texts(beside(submission), foot)
    page = "\n".join([*(text.text for text in cells), foot, "第 1 页，共 9 页", "- 2 -\f"])
    for old, new in changes.items():
        assert old in page
        page = page.replace(old, new, 1)
    return page


PAGES = [
    ({}, []),
    ({"318.75": "318.57"}, ["318.57"]),
    ({"96.59%": "96.95%"}, ["96.95%"]),
    ({"2025-06-20": "2025-06-21"}, ["2025-06-21"]),
]


@pytest.mark.parametrize(("changes", "found"), PAGES)
def test_a_printed_finished_workbook(monkeypatch, tmp_path, changes, found):
    monkeypatch.setattr(printing, "pdf_text", lambda path, order: printed(good(), **changes))
    assert [one.found for one in pdf_differences(tmp_path / "x.pdf", beside(good()))] == found


def test_a_printed_workbook_with_its_findings(monkeypatch, tmp_path):
    monkeypatch.setattr(printing, "pdf_text", lambda path, order: printed(sample()))
    assert list(pdf_differences(tmp_path / "x.pdf", beside(sample()))) == []


def test_a_printed_code_of_another_submission_is_told(monkeypatch, tmp_path):
    page = printed(good(), **{good().short: "0123456789ab"})
    monkeypatch.setattr(printing, "pdf_text", lambda path, order: page)
    assert [(one.place, one.found) for one in pdf_differences(tmp_path / "x.pdf", beside(good()))] == [
        ("印在文中的核对码", "0123456789ab")
    ]


def test_a_printed_report(monkeypatch, tmp_path, report):
    """Charts and page heads are drawn or repeated: their figures aren't counted."""
    body = [piece.text for piece in read_word(report).stories["正文"]]
    page = "\n".join([*body, "第1页，共12页", "—3—"]).replace(CHART, "")
    monkeypatch.setattr(printing, "pdf_text", lambda path, order: page)
    assert list(pdf_differences(tmp_path / "x.pdf", beside(good()))) == []
    monkeypatch.setattr(printing, "pdf_text", lambda path, order: page.replace("878.05", "878.50", 1))
    (only,) = pdf_differences(tmp_path / "x.pdf", beside(good()))
    assert ("878.50" in only.found, "878.05" in only.expected, only.place) == (True, True, "第47段")


def test_a_pdf_that_pdftotext_cannot_read_is_one_line(tmp_path, monkeypatch):
    (tmp_path / "x.pdf").write_bytes(b"no pdf")
    monkeypatch.setattr("shutil.which", lambda name: None)
    with pytest.raises(UnusableWorkbook, match="读 PDF 需要 pdftotext"):
        list(pdf_differences(tmp_path / "x.pdf", beside(good())))


def packed(names, size=4):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        package.mkdir("夹")
        for name in names:
            package.writestr(name, b"x" * size)
    return buffer.getvalue()


def mailed(names, size=4):
    message = EmailMessage()
    message.set_content("请查收")
    for name in names:
        message.add_attachment(b"x" * size, maintype="application", subtype="octet-stream", filename=name)
    return message.as_bytes()


@pytest.mark.parametrize(("suffix", "made"), [("zip", packed), ("eml", mailed)])
def test_the_documents_of_an_archive_are_laid_out_and_nothing_else(tmp_path, suffix, made):
    names = ["a.XLSX", "夹/b.docx", "c.pdf", "d.xlsm", "e.txt", "f.exe"]
    archive, other = tmp_path / f"报送.{suffix.upper()}", tmp_path / "x.xlsx"
    archive.write_bytes(made(names))
    again = tmp_path / f"再.{suffix}"
    again.write_bytes(made(["a.xlsx"]))
    paths = opened([other, archive, again], tmp_path)
    called = [path.relative_to(tmp_path).as_posix() for path in paths]
    shown = suffix.upper()
    assert called == [
        "x.xlsx", archive.name, f"1/0/{shown}中的a.XLSX", f"1/1/{shown}中的b.docx", f"1/2/{shown}中的c.pdf",
        f"1/3/{shown}中的d.xlsm", again.name, f"2/0/{suffix}中的a.xlsx",
    ]  # fmt: skip
    assert all(path.read_bytes() == b"xxxx" for path in paths if "中的" in path.name)


@pytest.mark.parametrize(("suffix", "made", "told"), [("zip", packed, "解开后过大"), ("eml", mailed, "文件过大")])
def test_an_archive_may_hold_so_much_and_no_more(tmp_path, monkeypatch, suffix, made, told):
    archive = tmp_path / f"报送.{suffix}"
    archive.write_bytes(made(["a.xlsx", "b.docx"], size=50))
    monkeypatch.setattr(opening, "MOST", 100)
    assert len(opened([archive], tmp_path)) == 3
    monkeypatch.setattr(opening, "MOST", 99)
    (tmp_path / "再").mkdir()
    with pytest.raises(UnusableWorkbook, match=told):
        opened([archive], tmp_path / "再")


@pytest.mark.parametrize(("name", "content", "told"), [
    ("没有.zip", None, "打不开"),
    ("坏.zip", b"PK\x03\x04", "不是完整的压缩包"),
    ("空.zip", packed([]), "没有可以核对的文件"),
    ("别的.eml", mailed(["a.txt"]), "没有可以核对的文件"),
])  # fmt: skip
def test_an_archive_that_can_not_be_used_is_one_line(tmp_path, name, content, told):
    if content is not None:
        (tmp_path / name).write_bytes(content)
    with pytest.raises(UnusableWorkbook, match=told):
        opened([tmp_path / name], tmp_path)


def test_an_archive_holds_a_hundred_megabytes():
    assert opening.MOST == 104_857_600

"""Reports, archives, mails and PDFs damaged at random: read, or refused in one clear line; nothing else."""

from functools import cache
from pathlib import Path
from random import Random

import damage_package as package
import pytest
from judging import limited

from good import NAME, good_bytes
from jixiao.documents.finished.submission import Submission
from jixiao.documents.handwritten.source import read_source
from jixiao.documents.mail import Attachment, Draft, eml, zipped
from jixiao.documents.report import make_report
from jixiao.documents.verifying.opened import opened
from jixiao.documents.verifying.word.reading import read_word
from jixiao.engines import UnusableWorkbook
from jixiao.engines.foreign.archives import in_archive, in_mail
from submission.submissions import good

CASES = {"docx": 500, "zip": 200, "eml": 200}
PDF_CASES = 40


@cache
def content_of(kind):
    one: Submission = good()
    report = Attachment("报告.docx", make_report(one.snapshot, one.evaluation))
    book = Attachment(NAME, good_bytes())
    if kind == "docx":
        return report.content
    return zipped([report, book]) if kind == "zip" else eml(Draft(("a@b.cn",), "报送", "请查收", (report, book)))


def in_document(random, parts):
    """Elements of a Word part gone, doubled, renamed, nested, or text that no XML should hold."""
    name = random.choice([name for name in parts if name.startswith("word/") and name.endswith(".xml")])
    tags = [b"w:p", b"w:r", b"w:t", b"w:tbl", b"w:tr", b"w:tc", b"w:body", b"w:pPr", b"w:sectPr", b"c:v", b"c:ser"]
    one, other = random.sample(tags, 2)
    new = random.choice((b"", b"<%s>" % other, b"</%s>" % one, b"<%s/>" % other, b"&#0;", b"<!-- -->", b"<%s" % one))
    pieces = parts[name].split(b"<%s>" % one)
    at = random.randrange(len(pieces))
    parts[name] = (b"<%s>" % one).join(pieces[:at]) + new + (b"<%s>" % one).join(pieces[at:])


def damaged(kind, seed):
    """The bytes of a case, and what was done to them."""
    random = Random(f"{kind}{seed}")
    content = content_of(kind)
    choice = random.random()
    if kind == "docx" and choice < 0.75:
        parts = package.read(content)
        change = random.choice((package.drop_part, package.swap_parts, package.spoil_xml, in_document, in_document))
        change(random, parts)
        return package.write(parts), change.__name__
    change = random.choice((package.flip_bytes, package.truncate))
    return change(random, content), change.__name__


def doors(kind, path, folder):
    """Every way that a file of this kind is read."""
    if kind == "docx":
        return [lambda: read_word(path), lambda: read_source(path)]
    if kind == "zip":
        return [lambda: opened([path], folder), lambda: list(in_archive(path.read_bytes()))]
    return [lambda: opened([path], folder), lambda: list(in_mail(path.read_bytes()))]


def refusal(case, door):
    """What is told where the file can't be used; None where it can."""
    try:
        with limited(case):
            door()
    except UnusableWorkbook as error:
        return str(error)
    return None


def go_through(kind, path, folder, case):
    """(refused, read)."""
    refused = 0
    for door in (ways := doors(kind, path, folder)):
        told = refusal(case, door)
        refused += told is not None
        assert told is None or (told.strip() and "\n" not in told), case
    return refused, len(ways) - refused


@pytest.mark.parametrize("kind", CASES)
def test_a_damaged_document_is_read_or_refused_in_one_line(tmp_path, capsys, kind):
    path, refused, read = tmp_path / f"收到.{kind}", 0, 0
    for seed in range(CASES[kind]):
        content, done = damaged(kind, seed)
        path.write_bytes(content)
        folder = tmp_path / str(seed)
        folder.mkdir()
        counts = go_through(kind, path, folder, f"{kind} seed {seed} ({done})")
        refused, read = refused + counts[0], read + counts[1]
        assert path.read_bytes() == content
    with capsys.disabled():
        print(f"\ndamaged .{kind}: {CASES[kind]} cases, {refused} refused, {read} read")
    assert min(refused, read) > 0


@pytest.mark.needs("poppler")
def test_a_damaged_pdf_is_read_or_refused_in_one_line(tmp_path):
    """Made by hand: one page with one line; what is left of it must not stop the program."""
    stream = b"BT /F1 12 Tf 9 9 Td (2024 655.36) Tj ET"
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 99 99] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]  # fmt: skip
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (n, one) for n, one in enumerate(objects, 1))
    whole = b"%PDF-1.4\n" + body + b"trailer << /Root 1 0 R /Size 6 >>\n%%EOF\n"
    path = Path(tmp_path / "收到.pdf")
    path.write_bytes(whole)
    assert any("655.36" in text for text in read_source(path).paragraphs)
    for seed in range(PDF_CASES):
        random = Random(seed)
        path.write_bytes(random.choice((package.flip_bytes, package.truncate))(random, whole))
        assert "\n" not in (refusal(f"pdf seed {seed}", lambda: read_source(path)) or "")

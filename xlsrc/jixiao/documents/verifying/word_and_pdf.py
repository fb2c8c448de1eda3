"""The report as .docx and anything printed as PDF: their text with places, compared with what it should be."""

import re
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from lxml import etree

from jixiao.documents.finished.plan import Slot
from jixiao.documents.finished.submission import DATA_TITLE, Submission
from jixiao.documents.report import make_report, own_template
from jixiao.documents.report.context import UNFINISHED, WITH_ERRORS
from jixiao.documents.report.render import DRAFT
from jixiao.documents.verifying.difference import Difference
from jixiao.documents.verifying.figures import Mismatch, Text, as_a_heap, in_order
from jixiao.documents.verifying.reading import custom_properties
from jixiao.documents.verifying.reference import Reference
from jixiao.engines import UnusableWorkbook
from jixiao.evaluation.fingerprint import LABEL, SHORT, short
from jixiao.forms.names import FINDINGS
from jixiao.values.rounding import money, percent, plain
from jixiao.values.typed import visible
from jixiao.values.words import YES

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
PDF_SECONDS = 60
_CODE = re.compile(rf"({LABEL})[\s:：]*([0-9a-f]{{{SHORT},64}})")
_PAGE = re.compile(
    r"第\s*\d+\s*页[，,]\s*共\s*\d+\s*页|^[\s\-—–]*\d+[\s\-—–]*$(?=\s*\f)|(?<!\d)[\-—–]\s*\d+\s*[\-—–](?!\d)",
    re.MULTILINE,
)
_MARK = re.compile(
    "|".join(r"\s*".join(map(re.escape, mark.split())) for mark in (UNFINISHED, WITH_ERRORS)).replace(r"\{\}", r"(\d+)")
)
_FINDINGS = re.compile(rf"{FINDINGS}\s*{LABEL}")  # at the foot of its pages
_BREAKS = {f"{W}br": "\n", f"{W}tab": "\t", f"{W}cr": "\n"}


def docx_differences(path: Path, reference: Reference) -> Iterator[Difference]:
    """Figures of a Word report that are not the reference's, and marks of a draft."""
    found = docx_texts(path)
    known = custom_properties(path)
    draft = known.get(DRAFT) == YES if reference.draft is None else reference.draft
    expected, wanted = _report(reference, draft, own_template(path.parent))
    yield from _told(path, in_order(_without_codes(expected), _without_codes(found)))
    yield from _marks(path, _joined(found), _joined(expected), reference)
    yield from _codes(path, _joined(found), reference.submission)
    for label in (LABEL, DRAFT):
        if known.get(label, "") != wanted[label]:
            yield Difference(path.name, f"文档属性“{label}”", known.get(label, ""), wanted[label])


def _report(reference: Reference, draft: bool, template: Path | None = None) -> tuple[list[Text], dict[str, str]]:
    """Texts and properties of the report as it should be."""
    one = reference.submission
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "应有的报告.docx"
        path.write_bytes(make_report(one.snapshot, one.evaluation, template, draft=draft))
        return docx_texts(path), custom_properties(path)


def _joined(texts: list[Text]) -> str:
    return "\n".join(text.text for text in texts)


def docx_texts(path: Path) -> list[Text]:
    """Every paragraph and table cell of the body, then charts, headers and footers. UnusableWorkbook if it is no .docx."""
    try:
        with zipfile.ZipFile(path) as package:
            names = package.namelist()
            parts = {name: package.read(name) for name in names if name.startswith("word/") and name.endswith(".xml")}
        return list(_texts(parts))
    except (zipfile.BadZipFile, KeyError, etree.XMLSyntaxError) as error:
        raise UnusableWorkbook(
            f"【{path.name}】不是能读的 Word 文档（.docx）。请在 Word 里另存为 .docx 再试。"
        ) from error


def _texts(parts: dict[str, bytes]) -> Iterator[Text]:
    body = _root(parts["word/document.xml"]).find(f"{W}body")
    yield from _body(body) if body is not None else ()
    for name in sorted(parts):
        if name.startswith("word/charts/chart"):
            for number, value in enumerate(_root(parts[name]).iter(f"{C}v"), 1):
                yield Text(f"图表第{number}个数据", value.text or "")
        elif re.fullmatch(r"word/(header|footer)\d*\.xml", name):
            for paragraph in _root(parts[name]).iter(f"{W}p"):
                yield Text("页眉页脚", _text(paragraph))


def _root(part: bytes) -> etree._Element:
    return etree.fromstring(part, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))


def _body(body: etree._Element) -> Iterator[Text]:
    paragraphs = tables = 0
    for block in body.iter(f"{W}p", f"{W}tbl"):
        if block.tag == f"{W}tbl":
            tables += 1
            yield from _table(block, tables)
        elif not any(above.tag == f"{W}tbl" for above in block.iterancestors()):
            paragraphs += 1
            yield Text(f"第{paragraphs}段", _text(block))


def _table(table: etree._Element, number: int) -> Iterator[Text]:
    for r, row in enumerate(table.iter(f"{W}tr"), 1):
        for c, cell in enumerate(row.iter(f"{W}tc"), 1):
            yield Text(f"表{number}第{r}行第{c}列", "\n".join(_text(p) for p in cell.iter(f"{W}p")))


def _text(paragraph: etree._Element) -> str:
    """The text of a paragraph; text deleted under 修订 is no longer there."""
    return "".join(
        _BREAKS.get(str(node.tag), node.text or "")
        for node in paragraph.iter(f"{W}t", *_BREAKS)
        if node.tag != f"{W}tab" or _in_run(node)
    ).strip()


def _in_run(node: etree._Element) -> bool:
    """A tab character, not a tab stop of the paragraph's format."""
    parent = node.getparent()
    return parent is not None and parent.tag == f"{W}r"


def _without_codes(texts: list[Text]) -> list[Text]:
    """Fingerprints and marks of a draft are compared on their own."""
    return [Text(text.place, _MARK.sub("", _CODE.sub("", text.text))) for text in texts]


def _marks(path: Path, found: str, expected: str, reference: Reference) -> Iterator[Difference]:
    """The mark above every page of a draft: that it is there, and how many errors it tells, where that is known."""
    marks, wanted = ({one[1]: one[0] for one in _MARK.finditer(text)} for text in (found, expected))
    if wanted and reference.errors:
        wanted = {str(reference.errors): WITH_ERRORS.format(reference.errors)}
    if bool(marks) == bool(wanted) and (reference.errors is None or marks.keys() == wanted.keys()):
        return
    yield Difference(path.name, "草稿标记", "、".join(marks.values()), "、".join(wanted.values()))


def _codes(path: Path, text: str, reference: Submission) -> Iterator[Difference]:
    """Fingerprints printed in a document."""
    for label, code in dict.fromkeys(_CODE.findall(text)):
        if not reference.fingerprint.startswith(code):
            yield Difference(path.name, f"印在文中的{label}", code, short(reference.fingerprint))


def _told(path: Path, mismatches: Iterator[Mismatch]) -> Iterator[Difference]:
    for one in mismatches:
        yield Difference(path.name, one.place, one.found, one.expected)


def pdf_differences(path: Path, reference: Reference) -> Iterator[Difference]:
    """Figures of a PDF (of the report or of the finished workbook) that are not the reference's."""
    text = pdf_text(path)
    if DATA_TITLE in re.sub(r"\s+", "", text):
        expected, compared = _workbook_texts(reference, text)
    else:
        marked = bool(_MARK.search(text)) if reference.draft is None else reference.draft
        whole, _ = _report(reference, marked)
        yield from _marks(path, text, _joined(whole), reference)
        expected, compared = [t for t in whole if not t.place.startswith(("图表", "页眉"))], text
    figures = _PAGE.sub("", _MARK.sub("", _CODE.sub("", compared)))
    yield from _told(path, as_a_heap(_without_codes(expected), figures))
    yield from _codes(path, text, reference.submission)


def _workbook_texts(reference: Reference, text: str) -> tuple[list[Text], str]:
    """Every cell inside the print areas; and the printed text, without the pages of 校验结果 where nobody knows it."""
    pages = text.split("\f")
    listed = [page for page in pages if _FINDINGS.search(page)]
    known = reference.filed is None
    expected = [
        Text(f"《{sheet.name}》", _printed(slot))
        for sheet in replace(reference.submission, with_findings=known and bool(listed)).sheets
        for _, column, slot in sheet.cells()
        if column <= sheet.right
    ]
    if known or not listed:
        return expected, text
    if reference.listed is None:
        return expected, "\f".join(page for page in pages if page not in listed)
    return [*expected, *(Text(f"《{FINDINGS}》", visible(value)) for value in reference.listed.values())], text


def _printed(slot: Slot) -> str:
    """A cell as it is printed."""
    kind = slot.look.rpartition("_")[2]
    if isinstance(slot.value, str) or slot.value is None or kind in ("integer", "year", "date"):
        return visible(slot.value)
    if not isinstance(slot.value, Decimal):
        return visible(slot.value)
    if kind == "percent":
        return percent(slot.value * 100)
    return money(slot.value) if kind in ("amount", "points") else plain(slot.value)


def pdf_text(path: Path) -> str:
    """The text of a PDF by pdftotext. UnusableWorkbook where the program is missing or the file is no PDF."""
    program = shutil.which("pdftotext")
    if program is None:
        raise UnusableWorkbook(
            f"【{path.name}】核对 PDF 需要 pdftotext（poppler-utils），这台机器上没有。请改核对 .xlsx 或 .docx。"
        )
    command = [program, "-layout", "-enc", "UTF-8", str(path.absolute()), "-"]
    ran = subprocess.run(command, capture_output=True, timeout=PDF_SECONDS, check=False)
    text = ran.stdout.decode("utf-8", "replace")
    if ran.returncode or not text.strip():
        raise UnusableWorkbook(f"【{path.name}】读不出文字：不是 PDF，或是扫描件。请核对 .xlsx 或 .docx。")
    return text

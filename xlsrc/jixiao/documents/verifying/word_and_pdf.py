"""The report as .docx and anything printed as PDF: their text with places, compared with what it should be."""

import re
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

from lxml import etree

from jixiao.documents.finished.plan import Slot
from jixiao.documents.finished.submission import DATA_TITLE, Submission
from jixiao.documents.report import make_report
from jixiao.documents.verifying.comparing import Difference
from jixiao.documents.verifying.figures import Mismatch, Text, as_a_heap, in_order
from jixiao.documents.verifying.reading import custom_properties
from jixiao.engines import UnusableWorkbook
from jixiao.evaluation.fingerprint import LABEL, SHORT, short
from jixiao.forms.outputs import FINDINGS, TITLES
from jixiao.resources import OWN_TEMPLATE
from jixiao.values.rounding import money, percent, plain
from jixiao.values.typed import visible

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
PDF_SECONDS = 60
_CODE = re.compile(rf"({LABEL})[\s:：]*([0-9a-f]{{{SHORT},64}})")
_PAGE = re.compile(
    r"第\s*\d+\s*页[，,]\s*共\s*\d+\s*页|^[\s\-—–]*\d+[\s\-—–]*$(?=\s*\f)|(?<!\d)[\-—–]\s*\d+\s*[\-—–](?!\d)",
    re.MULTILINE,
)
_BREAKS = {f"{W}br": "\n", f"{W}tab": "\t", f"{W}cr": "\n"}


def docx_differences(path: Path, reference: Submission) -> Iterator[Difference]:
    """Figures of a Word report that are not the reference's."""
    found = docx_texts(path)
    own = path.with_name(OWN_TEMPLATE)
    made = make_report(reference.snapshot, reference.evaluation, own if own.is_file() else None)
    with tempfile.TemporaryDirectory() as folder:
        other = Path(folder) / "应有的报告.docx"
        other.write_bytes(made)
        expected = docx_texts(other)
    yield from _told(path, in_order(_without_codes(expected), _without_codes(found)))
    yield from _codes(path, "\n".join(text.text for text in found), reference)
    known = custom_properties(path).get(LABEL, "")
    if known != reference.fingerprint:
        yield Difference(path.name, f"文档属性“{LABEL}”", known, reference.fingerprint)


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
    return [Text(text.place, _CODE.sub("", text.text)) for text in texts]


def _codes(path: Path, text: str, reference: Submission) -> Iterator[Difference]:
    """Fingerprints printed in a document."""
    for label, code in dict.fromkeys(_CODE.findall(text)):
        if not reference.fingerprint.startswith(code):
            yield Difference(path.name, f"印在文中的{label}", code, short(reference.fingerprint))


def _told(path: Path, mismatches: Iterator[Mismatch]) -> Iterator[Difference]:
    for one in mismatches:
        yield Difference(path.name, one.place, one.found, one.expected)


def pdf_differences(path: Path, reference: Submission) -> Iterator[Difference]:
    """Figures of a PDF (of the report or of the finished workbook) that are not the reference's."""
    text = pdf_text(path)
    if DATA_TITLE in re.sub(r"\s+", "", text):
        own = Submission(reference.snapshot, reference.evaluation, with_findings=TITLES[FINDINGS] in text)
        expected = _workbook_texts(own)
    else:
        with tempfile.TemporaryDirectory() as folder:
            other = Path(folder) / "应有的报告.docx"
            other.write_bytes(make_report(reference.snapshot, reference.evaluation))
            expected = [t for t in docx_texts(other) if not t.place.startswith(("图表", "页眉"))]
    yield from _told(path, as_a_heap(_without_codes(expected), _PAGE.sub("", _CODE.sub("", text))))
    yield from _codes(path, text, reference)


def _workbook_texts(reference: Submission) -> list[Text]:
    """Every cell inside the print areas."""
    return [
        Text(f"《{sheet.name}》", _printed(slot))
        for sheet in reference.sheets
        for _, column, slot in sheet.cells()
        if column <= sheet.right
    ]


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

"""Anything printed as PDF: its text, compared with what the report or the finished workbook says."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from jixiao.documents.finished.plan import Slot
from jixiao.documents.finished.submission import DATA_TITLE
from jixiao.documents.verifying.difference import Difference
from jixiao.documents.verifying.figures import Text, as_a_heap
from jixiao.documents.verifying.marks import code_differences, is_marked, mark_differences, without_marks
from jixiao.documents.verifying.reference import Reference
from jixiao.documents.verifying.word.report import body_texts, expected_report, texts_of
from jixiao.engines import UnusableWorkbook
from jixiao.evaluation.fingerprint import LABEL
from jixiao.forms.names import FINDINGS
from jixiao.values.rounding import money, percent, plain
from jixiao.values.typed import visible

PDF_SECONDS = 60
_PAGE = re.compile(
    r"第\s*\d+\s*页[，,]\s*共\s*\d+\s*页|^[\s\-—–]*\d+[\s\-—–]*$(?=\s*\f)|(?<!\d)[\-—–]\s*\d+\s*[\-—–](?!\d)",
    re.MULTILINE,
)
_FINDINGS = re.compile(rf"{FINDINGS}\s*{LABEL}")  # at the foot of its pages


def pdf_differences(path: Path, reference: Reference) -> Iterator[Difference]:
    """Figures of a PDF (of the report or of the finished workbook) that are not the reference's."""
    text = pdf_text(path)
    if DATA_TITLE in re.sub(r"\s+", "", text):
        expected, compared = _workbook_texts(reference, text)
    else:
        marked = is_marked(text) if reference.draft is None else reference.draft
        whole, _ = expected_report(reference, draft=marked)
        yield from mark_differences(path, text, texts_of(whole), reference)
        expected, compared = body_texts(whole), text
    expected = [Text(one.place, without_marks(one.text)) for one in expected]
    compared = without_marks(_PAGE.sub("", compared))
    for one in as_a_heap(expected, compared):
        yield Difference(path.name, one.place, one.found, one.expected)
    yield from code_differences(path, text, reference)


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

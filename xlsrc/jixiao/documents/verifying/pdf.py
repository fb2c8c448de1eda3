"""Anything printed as PDF: its text, compared with what the report or the finished workbook says."""

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from jixiao.documents.finished.plan import Slot
from jixiao.documents.finished.result_sheets import DRAFT
from jixiao.documents.finished.submission import DATA_TITLE, Submission
from jixiao.documents.finished.workbook import finished_workbook
from jixiao.documents.verifying.charts import chart_facts
from jixiao.documents.verifying.covering import Cover, Known, Text, covered
from jixiao.documents.verifying.difference import Difference
from jixiao.documents.verifying.facts import Fact
from jixiao.documents.verifying.marks import code_differences, is_marked, mark_differences, without_marks
from jixiao.documents.verifying.parts import reached, root
from jixiao.documents.verifying.reference import Reference
from jixiao.documents.verifying.word.paragraphs import CHART
from jixiao.documents.verifying.word.reading import Word
from jixiao.documents.verifying.word.report import expected_report, texts_of
from jixiao.engines.file.package import Package
from jixiao.engines.foreign.pdf import pdf_text
from jixiao.evaluation.fingerprint import LABEL
from jixiao.forms.names import FINDINGS
from jixiao.values.rounding import money, percent, plain
from jixiao.values.typed import visible

TICKS = [f"{tick}%" for tick in range(0, 121, 5)]  # of a chart's axis
_PAGE = re.compile(
    r"第\s*\d+\s*页[，,]\s*共\s*\d+\s*页|^[\s\-—–]*\d+[\s\-—–]*$(?=\s*\f)|(?<!\d)[\-—–]\s*\d+\s*[\-—–](?!\d)",
    re.MULTILINE,
)
_NUMBER = re.compile(r"-?[\d,]+(\.\d+)?%?")
_DRAFT = re.compile(rf"^\s*{DRAFT}\s*$", re.MULTILINE)  # at the head of its pages
_FINDINGS = re.compile(rf"{FINDINGS}\s*{LABEL}")  # at the foot of its pages


def pdf_differences(path: Path, reference: Reference) -> Iterator[Difference]:
    """What is read in a PDF (of the report or of the finished workbook) otherwise than in the reference's.

    How it looks, and what covers what, a PDF's text doesn't tell.
    """
    text = pdf_text(path, "raw")
    if DATA_TITLE in re.sub(r"\s+", "", text):
        texts, known, compared = _workbook_texts(reference, text)
    else:
        marked = is_marked(text) if reference.draft is None else reference.draft
        whole, _ = expected_report(reference, draft=marked)
        yield from mark_differences(path, text, texts_of(whole), reference)
        (texts, known), compared = _report_texts(whole), text
    due = [Text(one.place, without_marks(one.text)) for one in texts]
    cover = Cover(without_marks(_PAGE.sub("", compared)))
    yield from covered(path.name, cover, due, known, (reference.submission.evaluation.unit,))
    yield from code_differences(path, text, reference)


def _report_texts(whole: Word) -> tuple[list[Text], Known]:
    """The body; heads of tables are printed again on a new page; a chart's data are printed as far as it labels them."""
    texts = [Text(one.place, one.text.replace(CHART, "")) for one in whole.stories["正文"]]
    heads = {one.text for one in texts if "第1行" in one.place}
    return texts, Known(heads, (), _labels([fact for place, fact in whole.facts.items() if place.startswith("图表")]))


def _labels(chart: Sequence[Fact]) -> Iterator[str]:
    """What a chart prints: its titles, categories and values, the ticks of its axis."""
    for fact in chart:
        yield fact.text
        with suppress(ValueError):
            yield from (f"{float(fact.text):.2f}%", f"{float(fact.text) * 100:.2f}%")
    yield from TICKS if chart else ()


def _charts(submission: Submission) -> Iterator[str]:
    """The labels of all charts in the finished workbook."""
    package = Package(finished_workbook(submission))
    for _, relation in reached(package, ""):
        if relation.kind == "chart":
            yield from _labels([fact for _, fact in chart_facts(root(package, relation.target), "", sources=False)])


def _workbook_texts(reference: Reference, text: str) -> tuple[list[Text], Known, str]:
    """Every cell inside the print areas; and the printed text, without the pages of 校验结果 where nobody knows it."""
    pages = text.split("\f")
    listed = [page for page in pages if _FINDINGS.search(page)]
    known = reference.filed is None
    draft = bool(_DRAFT.search(text)) if reference.draft is None else reference.draft
    sheets = replace(reference.submission, draft=draft, with_findings=known and bool(listed)).sheets
    expected = [
        Text(f"《{sheet.name}》", _printed(slot))
        for sheet in sheets
        for _, column, slot in sheet.cells()
        if column <= sheet.right
    ]
    repeated = {_printed(slot) for sheet in sheets for row, _, slot in sheet.cells() if row == sheet.repeat}
    repeated |= {sheet.name for sheet in sheets} | {FINDINGS, DRAFT}
    if reference.listed is None and not known:
        text = "\f".join(page for page in pages if page not in listed)
    elif not known and listed:
        expected += [Text(f"《{FINDINGS}》", visible(value)) for value in (reference.listed or {}).values()]
    tall = [
        visible(slot.value) for sheet in sheets for line in sheet.lines if len(line.heights) > 1 for slot in line.slots
    ]
    return expected, Known(repeated, tall, _charts(reference.submission), _NUMBER.fullmatch), text


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

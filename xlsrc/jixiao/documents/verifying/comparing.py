"""Compare a finished workbook with what it should say: every cell of every sheet, then its fingerprints."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from jixiao.documents.evidence import contents_beside, packed_in
from jixiao.documents.finished.plan import Sheet, Slot, Value
from jixiao.documents.finished.submission import Submission, sheet_digits
from jixiao.documents.finished.workbook import PARTS, STATE, finished_workbook, properties
from jixiao.documents.verifying.book.whole import appearance_differences
from jixiao.documents.verifying.difference import Difference
from jixiao.documents.verifying.reading import Cells, Finished
from jixiao.documents.verifying.reference import Reference
from jixiao.engines import UnusableWorkbook
from jixiao.engines.port import Value as Read
from jixiao.evaluation.fingerprint import LABEL, short
from jixiao.forms.filed_sheets import UNUSABLE_MARK
from jixiao.forms.names import FINDINGS
from jixiao.values.address import a1
from jixiao.values.rounding import plain
from jixiao.values.typed import visible


def against_itself(finished: Finished) -> Iterator[Difference]:
    """Without a reference: its 数据表 recomputed must give all its sheets, and its fingerprint.

    Values only: what the bureau reads of hundreds of files is scored from these, and nothing it reads is what a cell
    looks like. `shown_otherwise` has the rest.
    """
    own = finished.submission
    yield from _cells(finished, own, skip=(FINDINGS,))
    yield from _fingerprints(finished, own)
    yield from _changed_parts(finished, own)


def against(finished: Finished, reference: Reference) -> Iterator[Difference]:
    """Every figure and text must be the reference's."""
    own, expected = finished.submission, due(finished, reference)
    yield from _cells(finished, expected, skip=(FINDINGS,) if reference.filed else ())
    yield from _fingerprints(finished, expected)
    if reference.filed:
        yield from _changed_parts(finished, own, only=(FINDINGS,))
        yield from _listed(finished, reference.listed)


def due(finished: Finished, reference: Reference) -> Submission:
    """What should have been filed: the reference's, a draft or not, with or without 校验结果 and
    packed files, as this one is: these are read again from beside a working workbook."""
    own = finished.submission
    draft = own.draft if reference.draft is None else reference.draft
    expected = replace(reference.submission, draft=draft, with_findings=own.with_findings)
    if reference.filed is None and any(one.packed for one in own.evaluation.evidence):
        evaluation = expected.evaluation
        contents = contents_beside(reference.path.absolute().parent, evaluation.evidence)
        expected = replace(expected, evaluation=packed_in(evaluation, contents))
    return expected


def shown_otherwise(finished: Finished, expected: Submission, *, filed: bool) -> Iterator[Difference]:
    """What the file shows otherwise than the finished workbook written again from `expected`, its cells' values aside.

    `filed`: what 校验结果 should list isn't known, so its layout isn't either.
    """
    try:
        written = finished_workbook(expected)
        for one in appearance_differences(finished.path.name, finished.path.read_bytes(), written):
            if not (filed and one.sort.agrees and one.place.startswith(f"《{FINDINGS}》")):
                yield one
    except UnusableWorkbook as error:
        raise UnusableWorkbook(f"【{finished.path.name}】{error}") from error


def _listed(finished: Finished, wanted: Cells | None) -> Iterator[Difference]:
    """Where two sheets 校验结果 differ; a finished workbook without one says nothing about another's."""
    found = finished.cells.get(FINDINGS)
    if found is None or wanted is None:
        return
    for at in sorted(wanted.keys() | found.keys()):
        if wanted.get(at) != found.get(at):
            place = f"《{FINDINGS}》{a1(*at)}"
            yield Difference(finished.path.name, place, visible(found.get(at)), visible(wanted.get(at)))


def _cells(finished: Finished, expected: Submission, skip: tuple[str, ...] = ()) -> Iterator[Difference]:
    planned = {sheet.name: sheet for sheet in expected.sheets}
    for name, sheet in planned.items():
        if name not in skip:
            yield from _sheet(finished.path.name, sheet, finished.cells.get(name, {}))
    for name in finished.cells:
        if name not in planned:
            yield Difference(finished.path.name, f"工作表《{name}》", "多出的工作表", "没有这张表")


def _sheet(file: str, sheet: Sheet, found: Cells) -> Iterator[Difference]:
    expected = {(row, column): slot for row, column, slot in sheet.cells()}
    for place in sorted(expected.keys() | found.keys()):
        slot, value = expected.get(place), found.get(place)
        if not agree(slot.value if slot else None, value):
            where = _called(sheet, *place)
            yield Difference(file, where, _shown(value, slot), _shown(slot.value if slot else None, slot))


def agree(expected: Value, found: Read) -> bool:
    """Whether a cell holds what it should: numbers to the last digit of a spreadsheet, texts to the last character."""
    if isinstance(expected, Decimal):
        return isinstance(found, float) and found == float(expected)
    if isinstance(expected, date):
        return isinstance(found, datetime) and found.date() == expected
    text = (expected or "").replace("\r\n", "\n")
    if text.startswith(UNUSABLE_MARK):
        return isinstance(found, str) and found.startswith(UNUSABLE_MARK)
    return text == ("" if found is None else found if isinstance(found, str) else None)


def _called(sheet: Sheet, row: int, column: int) -> str:
    """《数据表》C12（年初预算数，一般公共预算）: the cell with the words at its left and above."""
    left = heading = ""
    for at, line in sheet.placed():
        if at > row:
            break
        texts = {slot.column: slot for slot in line.slots if isinstance(slot.value, str)}
        if at == row and line.slots and line.slots[0].column < column:
            left = str(line.slots[0].value or "")
        if column in texts and texts[column].look in ("header", "label_centre"):
            heading = str(texts[column].value)
    words = "，".join(word.replace("\n", "") for word in (left, heading) if word)
    return f"《{sheet.name}》{a1(row, column)}" + (f"（{words}）" if words else "")


def _shown(value: Value | Read, slot: Slot | None) -> str:
    if isinstance(value, bool) or value is None:
        return visible(value)
    if isinstance(value, Decimal | float):
        number = Decimal(repr(value)) if isinstance(value, float) else value
        percent = slot is not None and slot.look.endswith("percent")
        return f"{plain(number * 100)}%" if percent else plain(number)
    return visible(value)


def _fingerprints(finished: Finished, expected: Submission) -> Iterator[Difference]:
    file, wanted = finished.path.name, expected.fingerprint
    known = finished.properties.get(LABEL, "")
    if known != wanted:
        yield Difference(file, f"文档属性“{LABEL}”", known, wanted)
    for number, footer in enumerate(finished.footers, 1):
        if footer != short(wanted):
            yield Difference(file, f"第{number}张表的页脚{LABEL}", footer, short(wanted))
    if len(finished.footers) < len(expected.sheets):
        yield Difference(file, f"页脚{LABEL}", f"{len(finished.footers)} 处", f"{len(expected.sheets)} 处")
    state = finished.properties.get(STATE, "")
    if state != expected.state:
        yield Difference(file, f"文档属性“{STATE}”", state, expected.state)


def _changed_parts(finished: Finished, own: Submission, only: tuple[str, ...] = ()) -> Iterator[Difference]:
    """Which parts of 数据表 (or 校验结果) no longer give the digits they gave when it was made."""
    known, wanted = finished.properties.get(PARTS, ""), properties(own)[PARTS]
    parts = dict(own.parts)
    if FINDINGS in parts:
        texts = [str(value) for value in finished.cells.get(FINDINGS, {}).values()]
        parts[FINDINGS] = sheet_digits(texts)
        wanted = "".join(parts.values())
    if len(known) != len(wanted):
        yield Difference(finished.path.name, f"文档属性“{PARTS}”", known, wanted)
        return
    for n, (name, digits) in enumerate(parts.items()):
        before = known[n * len(digits) : (n + 1) * len(digits)]
        if before != digits and (not only or name in only):
            yield Difference(finished.path.name, f"《数据表》“{name}”部分有改动，校验码", digits, before)

"""数据表: every entry by form and section as it is filed; the same words as the entry sheets, so that it can be read back."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal

from jixiao.documents.finished.plan import Line, Sheet, Slot, Value, fitted, share_columns
from jixiao.evaluation import Evaluation
from jixiao.evaluation.evidence import NAME, STATE
from jixiao.forms import CellSpec, Form, Section
from jixiao.forms.filed_sheets import DATA, SCRATCH, UNUSABLE_MARK, form_title, is_filed, is_left_out
from jixiao.forms.names import ANSWERS, EVIDENCE_LIST, PARTS, PROJECTS
from jixiao.forms.spec import FIELD_HEADERS
from jixiao.frameworks.rows import ANSWER_LIST, CODE, PART_LIST, Shown, list_rows
from jixiao.snapshot import Computed, Entry, Record, Snapshot
from jixiao.snapshot.compute import compute
from jixiao.values.words import NOT_APPLICABLE

UNITS, UNIT_WIDTH, LEFT = 24, 5.8, 2
WIDTHS = (1.5, *(UNIT_WIDTH,) * UNITS)
FIELD_SPANS = (6, 15, 3)
MOST_PERCENT = 500  # a fraction above 5 would be read as percent points
_NARROW = frozenset({"integer", "year", "choice"})


def data_sheet(snapshot: Snapshot, evaluation: Evaluation, head: Sequence[Line]) -> Sheet:
    """The whole sheet under its heading lines."""
    maker = _Maker(snapshot, evaluation)
    lines = [*head]
    for number, form in enumerate(snapshot.forms.forms, 1):
        if not is_left_out(form, snapshot.tables):
            lines += maker.form(number, form)
    return Sheet(DATA, WIDTHS, tuple(lines), landscape=True, right=LEFT + UNITS - 1)


class _Maker:
    def __init__(self, snapshot: Snapshot, evaluation: Evaluation) -> None:
        self.snapshot, self.evaluation = snapshot, evaluation
        rows = list_rows(evaluation.framework)
        self.shown: Mapping[str, Mapping[Shown, Mapping[str, Shown]]] = {
            table: {row[CODE]: row for row in rows[section]}
            for table, section in ((ANSWERS, ANSWER_LIST), (PARTS, PART_LIST))
        }
        self.evidence = {one.key: {NAME: one.name or None, STATE: one.told or None} for one in evaluation.evidence}

    def form(self, number: int, form: Form) -> Iterator[Line]:
        yield Line((Slot(LEFT, UNITS, form_title(number, form), "form"),), (30.0,))
        for section in form.sections:
            if is_filed(section):
                unit = f"（单位：{section.unit}）" if section.unit else ""
                yield Line((Slot(LEFT, UNITS, section.title + unit, "section"),), (24.0,))
                yield from self.section(form, section)
                yield Line()

    def section(self, form: Form, section: Section) -> Iterator[Line]:
        if section.kind == "fields":
            yield from self.fields(section)
            return
        columns = [column for column in section.columns if self.is_shown(section, column)]
        spans = _spans(form, section, columns)
        yield _row([section.row_header, *(c.label for c in columns)], ["header"] * len(spans), spans)
        rows = self.grid(section) if section.kind == "grid" else self.list(section, columns)
        for values, looks in rows:
            yield _row(values, looks, spans)

    def is_shown(self, section: Section, column: CellSpec) -> bool:
        """Columns that only guide (填法, 识别结果 …) stay at home."""
        kept = {
            ANSWERS: ("三级指标",),
            PARTS: ("三级指标", "要点"),
            PROJECTS: ("自评表得分",),
            EVIDENCE_LIST: (NAME, STATE),
        }
        return not column.shown or column.label in kept.get(section.item, ())

    def fields(self, section: Section) -> Iterator[Line]:
        yield _row(FIELD_HEADERS[:3], ["header"] * 3, FIELD_SPANS)
        for spec, item in section.field_cells():
            if item not in SCRATCH:
                look = "label" if spec.is_number else "text"
                value = self.item(item, spec)
                look = _look(spec, value) if spec.is_number or spec.type == "date" else look
                yield _row([spec.label, value, spec.unit], ["label", f"left_{look}", "unit"], FIELD_SPANS)

    def item(self, item: str, spec: CellSpec) -> Value:
        if spec.computed:
            return computed_value(self.snapshot.computed[item], spec)
        return entry_value(self.snapshot.entries[item])

    def grid(self, section: Section) -> Iterator[tuple[list[Value], list[str]]]:
        cells = {(row.label, spec.label): (spec, item) for row, spec, item in section.grid_cells()}
        for row in section.rows:
            values: list[Value] = [row.label]
            looks = ["total_label" if row.parts else "label"]
            for column in section.columns:
                spec, item = cells.get((row.label, column.label), (None, ""))
                values.append(self.item(item, spec) if spec else None)
                looks.append(_look(spec, values[-1]) if spec else "none")
            yield values, looks

    def list(self, section: Section, columns: Sequence[CellSpec]) -> Iterator[tuple[list[Value], list[str]]]:
        records = self.snapshot.tables[section.item]
        for record in records:
            values = [record.label, *(self.cell(section, record, column) for column in columns)]
            yield values, ["label", *(_look(c, v) for c, v in zip(columns, values[1:], strict=True))]
        if section.total:
            values = [section.total, *list_totals(columns, records)]
            yield values, ["total_label", *(_look(c, v) for c, v in zip(columns, values[1:], strict=True))]

    def cell(self, section: Section, record: Record, column: CellSpec) -> Value:
        if column.computed:
            return computed_value(record.computed[column.label], column)
        if not column.shown:
            return entry_value(record.entries[column.label])
        if section.item == EVIDENCE_LIST:
            return self.evidence[record.key][column.label]
        if section.item in self.shown:
            shown = self.shown[section.item].get(record.label, {}).get(column.label)
            return shown if shown is None else Decimal(shown) if isinstance(shown, int) else shown
        return self.evaluation.sheet_scores.get(record.key)


def _row(values: Sequence[Value], looks: Sequence[str], spans: Sequence[int]) -> Line:
    starts = [LEFT + sum(spans[:n]) for n in range(len(spans))]
    slots = [Slot(*each) for each in zip(starts, spans, values, looks, strict=True)]
    header = looks[0] == "header"
    return fitted(slots, WIDTHS, 30.0 if header and len(spans) > 3 else 20.0)


def _spans(form: Form, section: Section, columns: Sequence[CellSpec]) -> list[int]:
    widths = dict(zip(section.headers, form.widths, strict=False))
    weights = [widths[section.row_header], *(widths[column.label] for column in columns)]
    least = [1, *(1 if column.type in _NARROW else 2 for column in columns)]
    return share_columns(weights, least, UNITS)


def entry_value(entry: Entry) -> Value:
    """An entry for its cell: percent points as a fraction; what can't be used is marked."""
    if entry.faulty:
        return UNUSABLE_MARK + entry.shown
    return as_stored(entry.value, entry.spec)


def computed_value(value: Computed, spec: CellSpec) -> Value:
    """A computed item for its cell."""
    return NOT_APPLICABLE if value.not_applicable else as_stored(value.value, spec)


def as_stored(value: Value, spec: CellSpec) -> Value:
    """Percent points as spreadsheets hold them; far beyond 100 % as text, which can't be mistaken for points."""
    if spec.type != "percent" or not isinstance(value, Decimal):
        return value
    return value / 100 if abs(value) <= MOST_PERCENT else f"{value}%"


def list_totals(columns: Sequence[CellSpec], records: Sequence[Record]) -> Iterator[Value]:
    """The closing row of a list: sums, and rates of sums."""
    sums = {c.label: _sum(records, c.label) for c in columns if c.is_number and not c.shown}
    for column in columns:
        if not column.total:
            yield None
        elif column.computed and column.computed.operation != "sum":
            yield computed_value(compute(column.computed, lambda label: sums[label]), column)
        else:
            yield sums[column.label]


def _sum(records: Sequence[Record], column: str) -> Decimal | None:
    known = [number for record in records if (number := record.number(column)) is not None]
    return sum(known, Decimal(0)) if known else None


def _look(spec: CellSpec, value: Value) -> str:
    if isinstance(value, str) and spec.is_number:
        return "centre"
    return {"long_text": "text", "answer": "centre", "choice": "centre", "integer": "integer"}.get(spec.type, spec.type)

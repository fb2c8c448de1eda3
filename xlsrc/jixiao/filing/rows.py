"""A Snapshot and its Evaluation as rows of the tables: plain values, no pandas, so that workers stay small."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from decimal import Decimal

from jixiao.evaluation import Evaluation
from jixiao.evaluation.scoring.model import ProjectLine, answer_cell
from jixiao.filing.schema import Row
from jixiao.findings import Place
from jixiao.forms import Section
from jixiao.forms.filed_sheets import is_filed
from jixiao.forms.names import BUREAU_SHEETS
from jixiao.forms.project_sheet import EXECUTION_ROW
from jixiao.frameworks.rows import CONFIRMATION, RULE
from jixiao.snapshot import Computed, Entry, Project, Record, Snapshot
from jixiao.values.key import Key

NOWHERE = Place("")
GUIDING = frozenset({RULE, CONFIRMATION})


def figure_rows(snapshot: Snapshot) -> Iterator[Row]:
    """Every number that was typed or that follows from typed ones by itself."""
    for owner, entry in _entries(snapshot):
        if entry.number is not None:
            yield str(entry.key), owner, entry.number, False, *_at(snapshot, entry.key)
    for owner, key, value in _computed(snapshot):
        if value.value is not None:
            yield str(key), owner, value.value, True, *_at(snapshot, key)


def text_rows(snapshot: Snapshot) -> Iterator[Row]:
    """Everything else that was typed: texts, choices, dates (2025-07-08)."""
    for owner, entry in _entries(snapshot):
        text = entry.value.isoformat() if isinstance(entry.value, date) else entry.value
        if isinstance(text, str) and text:
            yield str(entry.key), owner, text, *_at(snapshot, entry.key)


def rate_rows(_: Snapshot, evaluation: Evaluation) -> Iterator[Row]:
    """Execution rates of income and expenditure."""
    for rate in evaluation.rates:
        yield rate.group, rate.name, rate.budget, rate.executed, rate.rate, rate.share, rate.is_total


def score_rows(snapshot: Snapshot, evaluation: Evaluation) -> Iterator[Row]:
    """One row an indicator; where it stands is the cell of 绩效指标 that its value comes from."""
    for line in evaluation.lines:
        one = line.indicator
        names = one.code, one.level1, one.level2, one.name
        given = line.target, line.value, line.reason, line.by_hand, one.criterion_text
        yield *names, line.weight, line.points, *given, *_at(snapshot, answer_cell(line.key, "完成值"))


def project_rows(snapshot: Snapshot, evaluation: Evaluation) -> Iterator[Row]:
    """One row a filled project sheet; where it stands is its 全年执行数: money spent and rate are what it is asked about."""
    for one in evaluation.projects:
        project = one.project
        money = (*(project.number(f"{EXECUTION_ROW}{column}") for column in ("全年预算数", "全年执行数")), one.rate)
        at = _at(snapshot, project.key(f"{EXECUTION_ROW}全年执行数"))
        yield project.called, *money, one.total, one.full, one.grade, *at


def project_line_rows(snapshot: Snapshot, evaluation: Evaluation) -> Iterator[Row]:
    """One row an indicator of a project sheet, 预算执行率 among them."""
    for one in evaluation.projects:
        for line in one.lines:
            yield one.project.called, *_project_line(line), *_at(snapshot, line.key)


def _project_line(line: ProjectLine) -> Row:
    return line.level1, line.level2, line.name, line.target, line.value, line.weight, line.points


def finding_rows(_: Snapshot, evaluation: Evaluation) -> Iterator[Row]:
    """One row a finding."""
    for finding in evaluation.findings:
        kind, place = finding.kind, finding.place
        told = kind.code, kind.severity.label, kind.title, finding.wrong, kind.remedy, kind.basis
        yield *told, finding.answer, finding.is_answered, place.sheet, place.cell


def _at(snapshot: Snapshot, key: Key) -> tuple[str, str]:
    place = snapshot.places.get(key, NOWHERE)
    return place.sheet, place.cell


def _entries(snapshot: Snapshot) -> Iterator[tuple[str, Entry]]:
    """(the name of its row or project, entry) of every cell that the unit typed."""
    for section in _sections(snapshot):
        items = [*(item for _, _, item in section.grid_cells()), *(item for _, item in section.field_cells())]
        yield from (("", snapshot.entries[item]) for item in items if item in snapshot.entries)
        for record in snapshot.tables.get(section.item, ()):
            yield from _of_record(record.label, record)
    for project in snapshot.filled_projects:
        yield from ((project.called, entry) for entry in project.entries.values())
        for row in project.rows:
            yield from _of_record(f"{project.called}：{row.record.label}", row.record)


def _sections(snapshot: Snapshot) -> Iterator[Section]:
    """What a unit files: without scratch pads, 指标体系 and 校验设置."""
    for form in snapshot.forms.forms:
        if form.sheet not in BUREAU_SHEETS:
            yield from filter(is_filed, form.sections)


def _of_record(owner: str, record: Record) -> Iterator[tuple[str, Entry]]:
    for label, entry in record.entries.items():
        if entry.spec.is_entry and label not in GUIDING:
            yield owner, entry


def _computed(snapshot: Snapshot) -> Iterator[tuple[str, Key, Computed]]:
    for item, value in snapshot.computed.items():
        yield "", Key.of(item), value
    for records in snapshot.tables.values():
        for record in records:
            yield from ((record.label, record.key.at(label), value) for label, value in record.computed.items())
    for project in snapshot.filled_projects:
        yield from _of_project(project)


def _of_project(project: Project) -> Iterator[tuple[str, Key, Computed]]:
    for item, value in project.computed.items():
        yield project.called, project.key(item), value


OF_SNAPSHOT: Mapping[str, Callable[[Snapshot], Iterator[Row]]] = {"figures": figure_rows, "texts": text_rows}
OF_EVALUATION: Mapping[str, Callable[[Snapshot, Evaluation], Iterator[Row]]] = {
    "rates": rate_rows,
    "scores": score_rows,
    "projects": project_rows,
    "project_lines": project_line_rows,
    "findings": finding_rows,
}


def total_of(evaluation: Evaluation) -> Decimal | None:
    """The total; None until every indicator has points."""
    return evaluation.total if evaluation.complete else None

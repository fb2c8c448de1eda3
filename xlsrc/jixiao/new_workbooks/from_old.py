"""Carry what was typed into a fresh workbook of the current version, and list what had no place in it.

By meaning, not by address: entries by data item, rows of lists, answers by indicator code, the workbook's own framework,
处理说明 with what they were written for. Nothing is normalised on the way: what was typed is what stands there again.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

from jixiao.drawing.layout import LEFT, NOTE_ROW
from jixiao.engines import UnusableWorkbook, open_book, open_port
from jixiao.engines.port import WorkbookPort
from jixiao.evaluation.scoring.framework import framework_of
from jixiao.files import scratch, write_whole
from jixiao.forms import CellSpec, Forms, load_forms
from jixiao.forms.names import ANSWERS, CARRIED, FINDINGS, FRAMEWORK, OFFICES, OUTPUT_SHEETS, PARTS, UNIT_SUMS
from jixiao.forms.office_sheets import BOOK_MARK
from jixiao.forms.outputs import FINDING_TABLE
from jixiao.forms.project_sheet import sheet_names
from jixiao.frameworks import Framework
from jixiao.frameworks.guide import understood_as
from jixiao.frameworks.rows import (
    ANSWER_LIST,
    CODE,
    FRAMEWORK_LIST,
    PART_LIST,
    UNDERSTOOD,
    list_rows,
)
from jixiao.new_workbooks.blank import project_for, workbook_with_buttons
from jixiao.new_workbooks.lost_framework import codes_today, framework_of_answers
from jixiao.new_workbooks.old_projects import carry_projects, profiles_of
from jixiao.press.reading import read_grids, take_snapshot
from jixiao.snapshot import Record, Snapshot
from jixiao.snapshot.grid import Grid
from jixiao.values.address import a1
from jixiao.values.key import Key
from jixiao.values.typed import folded, visible

EARLIEST = 1900  # no spreadsheet date is older
Cell = tuple[str, int, int]  # sheet, row, column
UNITS_LEFT = "《下属单位汇总》没有转入：请用各单位的工作簿再汇总一次（收回合并）。"
OFFICES_LEFT = "《分工》《合并冲突》《来源》没有转入：没有收回的分册先在旧工作簿里收回，再转；或者在新工作簿里重新分发。旧文件里都还在。"
LONGEST = 40  # of a value in the list of what had no place


@dataclass(frozen=True)
class Migration:
    """How many cells were carried, and one line for each that had no place."""

    carried: int
    left: tuple[str, ...]


def migrate(old: Path, new: Path) -> Migration:
    """Write `new` from `old`, which stays as it is. UnusableWorkbook where `old` can't be read, OSError from writing."""
    grids = grids_of_file(old)
    snapshot = take_snapshot(grids)
    forms = load_forms()
    framework = framework_of(snapshot) if snapshot.tables[FRAMEWORK] else framework_of_answers(snapshot.tables[ANSWERS])
    lists = {section.id: _rows(snapshot, section.item) for _, section in forms.sections() if section.kind == "list"}
    lists |= _indicator_lists(snapshot, framework)
    sheets, values = profiles_of(grids), _values(snapshot, forms)
    marks, vba = [one.texts for one in snapshot.carried], project_for(len(sheets) + bool(snapshot.carried))
    content = workbook_with_buttons(forms, lists, values, max(1, len(framework.levels)), vba, sheets, marks)
    with scratch() as folder:
        made = folder / "新.xlsm"
        made.write_bytes(content)
        fresh = grids_of_file(made)
        port = open_port(made)
        projects = carry_projects(grids, fresh, port)
        _write_answers(port, snapshot)
        port.save(made)
        port.close()
        write_whole(new, made.read_bytes())
    taken = places_read(snapshot) | {(sheet, *cell) for sheet, cells in projects.items() for cell in cells}
    carried = sum(bool(entry.shown) for entry in _entries(snapshot))
    left = [*_left(snapshot, grids, fresh, taken, tuple(projects)), *[OFFICES_LEFT] * _was_handed_out(old)]
    return Migration(carried, tuple(left))


def _was_handed_out(old: Path) -> bool:
    """Whether parts of it are, or were, with its offices."""
    port = open_port(old)
    try:
        if OFFICES not in port.sheet_names():
            return False
        return any(visible(value).startswith(BOOK_MARK) for row in port.used_block(OFFICES).values for value in row)
    finally:
        port.close()


def grids_of_file(path: Path) -> list[Grid]:
    """The sheets of a closed workbook. UnusableWorkbook where it can't be read."""
    book = open_book(path)
    try:
        return read_grids(book)
    finally:
        book.close()


def _entries(snapshot: Snapshot) -> Iterator[Any]:
    yield from (entry for entry in snapshot.entries.values() if entry.spec.is_entry)
    for table in snapshot.tables.values():
        for record in table:
            yield from (entry for entry in record.entries.values() if entry.spec.is_entry)


def _values(snapshot: Snapshot, forms: Forms) -> dict[str, object]:
    """Every entry as typed; a threshold that the old version did not ask for gets its default."""
    defaults = {item: spec.default for item, spec in forms.items() if spec.default is not None}
    missing = {item for item in defaults if not snapshot.place(item).row}
    typed = {item: as_typed(e.raw, e.spec) for item, e in snapshot.entries.items() if visible(e.raw)}
    return {item: value for item, value in defaults.items() if item in missing or item not in typed} | typed


def as_typed(raw: object, spec: CellSpec) -> object:
    """A raw cell as the builder takes it: numbers as Decimal (percentages in points), what has no type as text."""
    if isinstance(raw, bool):
        return str(raw).upper()
    if isinstance(raw, (int, float, Decimal)):
        number = Decimal(repr(raw)) if isinstance(raw, float) else Decimal(raw)
        return number * 100 if spec.type == "percent" else number
    if isinstance(raw, datetime):
        return raw if raw.year >= EARLIEST else raw.isoformat()
    return raw if raw is None or isinstance(raw, (str, date)) else str(raw)


def _rows(snapshot: Snapshot, table: str) -> list[dict[str, object]]:
    header = next(section.row_header for _, section in snapshot.forms.sections() if section.item == table)
    return [{header: record.label or None, **_cells(record)} for record in snapshot.tables[table]]


def _cells(record: Record) -> dict[str, object]:
    return {label: as_typed(entry.raw, entry.spec) for label, entry in record.entries.items()}


def _indicator_lists(snapshot: Snapshot, framework: Framework) -> dict[str, list[dict[str, object]]]:
    """The workbook's own framework (ours where it has none), and a row of answers for each indicator and each row."""
    given, lost = snapshot.tables[ANSWERS], not snapshot.tables[FRAMEWORK]
    codes = codes_today(given, framework) if lost else [record.label for record in given]
    by_key = {indicator.key: indicator for indicator in framework.indicators}
    own = [{**row, UNDERSTOOD: understood_as(by_key[record.key]) if record.key in by_key else None}
           for row, record in zip(_rows(snapshot, FRAMEWORK), snapshot.tables[FRAMEWORK], strict=True)]  # fmt: skip
    ours = list_rows(framework)
    lines = [record.label for record in snapshot.tables[PARTS]]
    return {
        FRAMEWORK_LIST: own or list(map(dict, ours[FRAMEWORK_LIST])),
        ANSWER_LIST: _in_step(_rows(snapshot, ANSWERS), codes, ours[ANSWER_LIST]),
        PART_LIST: _in_step(_rows(snapshot, PARTS), lines, ours[PART_LIST]),
    }


def _in_step(
    typed: Sequence[Mapping[str, object]], codes: Sequence[str], ours: Sequence[Mapping[str, object]]
) -> list[dict[str, object]]:
    """The rows of a table as typed, the shown columns of those we know renewed; what is missing follows."""
    by_code = {str(row[CODE]): row for row in ours}
    kept = [{**row, **by_code.get(code, {})} for row, code in zip(typed, codes, strict=True)]
    return kept + [dict(row) for code, row in by_code.items() if code not in codes]


def _write_answers(port: WorkbookPort, snapshot: Snapshot) -> None:
    """处理说明 into 校验结果 of the new workbook; the next press joins them to their findings."""
    labels = [column.label for column in FINDING_TABLE.columns]
    kept = snapshot.answers[: FINDING_TABLE.rows]
    if kept:
        rows = [[None if label in ("定位", "着色") else a.texts[label] or None for label in labels] for a in kept]
        port.unlock(FINDINGS)
        port.write_values(FINDINGS, FINDING_TABLE.first, FINDING_TABLE.left, rows)


def _left(
    snapshot: Snapshot, grids: Sequence[Grid], fresh: Sequence[Grid], taken: set[Cell], projects: Sequence[str]
) -> Iterator[str]:
    """Cells that were typed and not read, sheets that are not ours, formulas that became text."""
    forms = form_sheets(snapshot)
    new = {grid.sheet: set(grid.texts) for grid in fresh}
    template = {sheet: new[form] for sheet, form in forms.items()}
    template |= {sheet: new[name] for sheet, name in zip(projects, sheet_names(len(projects)), strict=True)}
    for grid in grids:
        if grid.sheet in template:
            yield from unplaced_in(grid, taken, template[grid.sheet])
        elif grid.sheet == UNIT_SUMS:
            yield from [UNITS_LEFT] * bool(snapshot.units)
        elif grid.sheet not in OUTPUT_SHEETS and not (snapshot.carried and grid.sheet == CARRIED):
            yield f"工作表《{grid.sheet}》没有转入；要用的请手工复制。"
    for entry in _entries(snapshot):
        if isinstance(entry.raw, str) and entry.raw.startswith("="):
            place = snapshot.places[entry.key]
            yield f"【{place.sheet}】{place.cell} 填的是公式 {entry.raw[:LONGEST]}，已作为文字转入。"


def form_sheets(snapshot: Snapshot) -> dict[str, str]:
    """Sheet name, as a clerk may have changed it → the form it carries."""
    return {snapshot.place(f"《{form.sheet}》").sheet: form.sheet for form in snapshot.forms.forms}


def places_read(snapshot: Snapshot) -> set[Cell]:
    """The places that were read: entries, shown texts, names of rows; and the template's own words beside and above them."""
    keys = [*map(Key.of, snapshot.entries), *(record.key for table in snapshot.tables.values() for record in table)]
    keys += [entry.key for table in snapshot.tables.values() for record in table for entry in record.entries.values()]
    return {(p.sheet, p.row, p.column) for p in map(snapshot.places.__getitem__, keys)} | set(_own_words(snapshot))


def _own_words(snapshot: Snapshot) -> Iterator[Cell]:
    """Name, unit and guiding line beside a field, the guiding line of a sheet: another version may word them otherwise."""
    for form, section in snapshot.forms.sections():
        yield snapshot.place(f"《{form.sheet}》").sheet, NOTE_ROW, LEFT
        for place in (snapshot.place(item) for item in section.items):
            yield from ((place.sheet, place.row, place.column + offset) for offset in (-1, 1, 2))


def unplaced_in(grid: Grid, taken: set[Cell], template: set[str]) -> Iterator[str]:
    """A line for every filled cell of a sheet that is neither `taken` nor one of the template's own texts."""
    for r, cells in enumerate(grid.values):
        for c, value in enumerate(cells):
            row, column = grid.top + r, grid.left + c
            shown = visible(value)
            if not shown or (grid.sheet, row, column) in taken or grid.formula(row, column):
                continue
            if not isinstance(value, str) or folded(value) not in template:
                yield f"【{grid.sheet}】{a1(row, column)} “{shown[:LONGEST]}”在新模板里没有位置。"


def refuse_same_file(old: Path, new: Path) -> None:
    """UnusableWorkbook where the new workbook would replace the old one."""
    if new.exists() and old.exists() and new.samefile(old):
        raise UnusableWorkbook(f"【{old.name}】新文件不能与旧文件同名，请用 -o 另起一个文件名。")

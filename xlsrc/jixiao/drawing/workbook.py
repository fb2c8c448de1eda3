"""Assemble the workbook. Same input, same bytes: fixed creation date, XlsxWriter's 1980 zip dates, fixed VBA ids."""

import io
from collections.abc import Mapping
from datetime import datetime
from types import MappingProxyType
from typing import Any

import xlsxwriter

from jixiao.drawing.carried_sheet import draw_carried
from jixiao.drawing.entry_sheets import COMPACT_LINES, LINE_POINTS, ROW_POINTS, ListRows, draw_form, stored, write_value
from jixiao.drawing.guide_sheet import draw_guide
from jixiao.drawing.home import draw_home
from jixiao.drawing.import_sheets import draw_imported, draw_pasted
from jixiao.drawing.layout import LEFT, PlacedCell, PlacedForm, PlacedSection, place_forms
from jixiao.drawing.office_sheets import draw_conflicts, draw_offices, draw_sources, draw_unit_sums, draw_unit_texts
from jixiao.drawing.output_sheets import draw_findings, draw_scores, draw_summary
from jixiao.drawing.package import with_fitting_rows
from jixiao.drawing.palette import Palette
from jixiao.drawing.project_sheets import draw_project
from jixiao.forms import Forms
from jixiao.forms.carried_sheet import MARK
from jixiao.forms.names import (
    CARRIED,
    CONFLICTS,
    FINDINGS,
    FRAMEWORK,
    GUIDE,
    HOME,
    IMPORTED,
    OFFICES,
    PASTED,
    PROJECT_SHEETS,
    PROJECTS,
    SCORES,
    SOURCES,
    SUMMARY,
    UNIT_SUMS,
    UNIT_TEXTS,
)
from jixiao.forms.outputs import FINDING_TABLE, NOTICE_NAME, NOTICE_ROW, Table
from jixiao.frameworks.project_profile import Profile
from jixiao.values.address import a1
from jixiao.values.widths import row_height

CREATED = datetime(2026, 1, 1)
TABS = {"entry": "#F2C94C", "framework": "#9B8AFB", "output": "#1F4E79"}

OFFICE_DRAWERS = {
    OFFICES: draw_offices,
    CONFLICTS: draw_conflicts,
    SOURCES: draw_sources,
    UNIT_SUMS: draw_unit_sums,
    UNIT_TEXTS: draw_unit_texts,
}


def build_workbook(
    forms: Forms,
    lists: Mapping[str, ListRows],
    values: Mapping[str, object],
    level_count: int,
    vba: bytes | None,
    projects: Mapping[str, Profile] = MappingProxyType({}),
    carried: ListRows = (),
    *,
    hide_projects: bool = False,
    former: Mapping[str, str] = MappingProxyType({}),
) -> bytes:
    """The workbook's bytes.

    `lists` gives, by section id, the rows that list sections begin with; `values` the entries by data item;
    `level_count` how many level-1 indicators the chart shows; `vba` the project (None: a macro-free .xlsx);
    `projects` the project sheets (项目自评1 …) with their weights, behind 重点项目; `carried` the rows of 上年带入.
    `former`: texts of last year's workbook to pick from, by item. `hide_projects`: project sheets are hidden until a
    project is listed in 重点项目 (press.project_scores).
    """
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    palette = Palette(book)
    placed = place_forms(forms, {name: len(rows) for name, rows in lists.items()})
    home, guide = book.add_worksheet(HOME), _output_sheet(book, GUIDE)
    if carried:
        draw_carried(book.add_worksheet(CARRIED), palette, forms, carried)
    sheets = {}
    for one in placed:
        if one.form.sheet == FRAMEWORK:  # what leads to it stands before it
            draw_pasted(book.add_worksheet(PASTED), palette)
            draw_imported(book.add_worksheet(IMPORTED), palette)
        sheets[one.form.sheet] = _entry_sheet(book, one, palette, lists, former)
        if one.form.sheet == PROJECTS:  # project sheets follow it
            for name, profile in projects.items():
                draw_project_sheet(book, name, palette, profile, hidden=hide_projects)
    scores, summary, findings = (_output_sheet(book, name) for name in (SCORES, SUMMARY, FINDINGS))
    for name, draw in OFFICE_DRAWERS.items():
        draw(book.add_worksheet(name), palette)
    rows = {form.sheet: form.sheet for form in forms.forms}
    if projects:
        rows[PROJECT_SHEETS] = PROJECTS if hide_projects else next(iter(projects))
    draw_home(home, palette, rows, forms.version, MARK if carried else "")
    draw_guide(guide, palette, frozenset(sheets))
    draw_scores(scores, palette, lists.get("framework", ()))
    draw_summary(book, summary, palette, level_count)
    draw_findings(findings, palette)
    write_values(sheets, placed, palette, values)
    define_names(book, placed)
    _name_notice(book)
    _finish(book, home, vba)
    return with_fitting_rows(buffer.getvalue())


def _entry_sheet(
    book: Any, placed: PlacedForm, palette: Palette, lists: Mapping[str, ListRows], former: Mapping[str, str]
) -> Any:
    sheet = book.add_worksheet(placed.form.sheet)
    sheet.set_tab_color(TABS["framework" if placed.form.sheet == FRAMEWORK else "entry"])
    draw_form(sheet, placed, palette, lists, former)
    return sheet


def draw_project_sheet(book: Any, name: str, palette: Palette, profile: Profile, *, hidden: bool) -> None:
    """A project sheet; its items have names like 项目自评1_全年执行数."""
    sheet = book.add_worksheet(name)
    if hidden:
        sheet.hide()
    sheet.set_tab_color(TABS["entry"])
    for item, (row, column) in draw_project(sheet, name, palette, profile).items():
        book.define_name(f"{name}_{item}", f"='{name}'!{_absolute(row, column)}")


def _output_sheet(book: Any, name: str) -> Any:
    sheet = book.add_worksheet(name)
    sheet.set_tab_color(TABS["output"])
    return sheet


def write_values(
    sheets: Mapping[str, Any], placed: tuple[PlacedForm, ...], palette: Palette, values: Mapping[str, object]
) -> None:
    for form in placed:
        for section in form.sections:
            for cell in section.cells:
                if cell.item in values:
                    _write_entry(sheets[form.form.sheet], form, cell, palette, values[cell.item])


def _write_entry(sheet: Any, form: PlacedForm, cell: PlacedCell, palette: Palette, value: object) -> None:
    style = palette.entry(cell.spec.type)
    write_value(sheet, cell.row - 1, cell.column - 1, stored(value, cell.spec.type), style)
    needed = row_height([(str(value), form.form.widths[cell.column - LEFT])])
    if isinstance(value, str) and needed > _least_height(form, cell):
        sheet.set_row(cell.row - 1, needed)


def _least_height(form: PlacedForm, cell: PlacedCell) -> float:
    hints_above = any(cell in section.cells and section.section.hints for section in form.sections)
    return max(ROW_POINTS, (COMPACT_LINES if hints_above else cell.spec.lines) * LINE_POINTS)


def define_names(book: Any, placed: tuple[PlacedForm, ...]) -> None:
    """A name for each item and each column of a list."""
    for form in placed:
        for section in form.sections:
            for cell in section.cells:
                if cell.item:
                    book.define_name(cell.item, f"='{form.form.sheet}'!{_absolute(cell.row, cell.column)}")
            if section.section.kind == "list":
                _name_columns(book, form.form.sheet, section)
    _name_findings(book, FINDING_TABLE)


def _name_notice(book: Any) -> None:
    book.define_name(NOTICE_NAME, f"={HOME}!{_absolute(NOTICE_ROW, 2)}")


def _name_columns(book: Any, sheet: str, placed: PlacedSection) -> None:
    for cell in placed.cells:
        if cell.row == placed.first_row:
            name = f"{placed.section.item}_{cell.spec.label}"
            last = _absolute(placed.last_row - 1, cell.column)
            book.define_name(name, f"='{sheet}'!{_absolute(cell.row, cell.column)}:{last}")


def _name_findings(book: Any, table: Table) -> None:
    for name, label in (("校验键", "键"), ("校验级别", "着色")):
        column = table.column(label)
        first, last = _absolute(table.first, column), _absolute(table.last, column)
        book.define_name(name, f"={FINDINGS}!{first}:{last}")


def _absolute(row: int, column: int) -> str:
    letters = a1(1, column)[:-1]
    return f"${letters}${row}"


def _finish(book: Any, home: Any, vba: bytes | None) -> None:
    home.set_tab_color(TABS["output"])
    home.activate()
    book.set_properties({"title": "部门整体支出绩效自评", "created": CREATED})
    book.set_calc_mode("auto")
    if vba is not None:
        book.add_vba_project(io.BytesIO(vba), is_stream=True)
        book.set_vba_name("ThisWorkbook")
    book.close()

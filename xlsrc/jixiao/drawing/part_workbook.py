"""Draw a part (分册): a cover, the sheets of one office, its findings; what others fill is grey and locked. A macro-free .xlsx.

Names that the formats ask for and that the part hasn't (单位名称, the questions of 基本信息) are constants in it.
"""

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import xlsxwriter

from jixiao.drawing.entry_sheets import ListRows, draw_form, set_up_page
from jixiao.drawing.layout import LEFT, PlacedForm, PlacedSection, place_forms
from jixiao.drawing.output_sheets import draw_findings
from jixiao.drawing.package import with_fitting_rows
from jixiao.drawing.palette import BRAND, Palette
from jixiao.drawing.workbook import CREATED, TABS, define_names, draw_project_sheet, write_values
from jixiao.forms import Forms
from jixiao.forms.names import FINDINGS
from jixiao.frameworks.project_profile import Profile
from jixiao.values.widths import row_height

COVER = "封面"
WIDTHS = (20, 62, 16)
Own = Callable[[str, int, str], bool]
"""(item or list, row from 0 or -1 for an item, column) → whether the office fills the cell."""


@dataclass(frozen=True)
class Cover:
    """The first sheet: title, (name, value) of the facts, what to do, and (sheet, what is in it, how many cells) of each."""

    title: str
    facts: Sequence[tuple[str, str]]
    steps: Sequence[str]
    sheets: Sequence[tuple[str, str, str]] = field(default_factory=tuple)


def build_part(
    cover: Cover,
    forms: Forms,
    lists: Mapping[str, ListRows],
    values: Mapping[str, object],
    own: Own,
    projects: Mapping[str, Profile],
    constants: Mapping[str, str],
    marker: tuple[str, Sequence[str]],
) -> bytes:
    """The part's bytes. `forms`: only what it has; `lists` by section id, `values` by item; `marker`: the name of a hidden
    sheet and its lines; `constants`: names that stand for a text or number, as formulas."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    palette = Palette(book)
    counts = {name: len(rows) for name, rows in lists.items()}
    placed = tuple(_with_own(form, counts, own) for form in place_forms(forms, counts))
    first = book.add_worksheet(COVER)
    sheets = {}
    for one in placed:
        sheet = sheets[one.form.sheet] = book.add_worksheet(one.form.sheet)
        sheet.set_tab_color(TABS["entry"])
        draw_form(sheet, one, palette, lists)
    for name, profile in projects.items():
        draw_project_sheet(book, name, palette, profile, hidden=False)
    draw_findings(book.add_worksheet(FINDINGS), palette)
    write_values(sheets, placed, palette, values)
    define_names(book, placed)
    for name, formula in constants.items():
        book.define_name(name, formula)
    _draw_cover(first, palette, cover)
    _draw_marker(book, *marker)
    first.activate()
    book.set_properties({"title": cover.title, "created": CREATED})
    book.set_calc_mode("auto")
    book.close()
    return with_fitting_rows(buffer.getvalue())


def _with_own(form: PlacedForm, counts: Mapping[str, int], own: Own) -> PlacedForm:
    sections = (_section_with_own(one, counts.get(one.section.id, 0), own) for one in form.sections)
    return replace(form, sections=tuple(sections))


def _section_with_own(placed: PlacedSection, count: int, own: Own) -> PlacedSection:
    """Cells that others fill are shown, not asked for."""
    cells = []
    for cell in placed.cells:
        if cell.item:
            mine = own(cell.item, -1, "")
        else:
            n = cell.row - placed.first_row
            column = "" if cell.column == LEFT else cell.spec.label
            mine = own(placed.section.item, n if n < count else -1, column)
        cells.append(cell if mine or not cell.spec.is_entry else replace(cell, spec=replace(cell.spec, shown=True)))
    return replace(placed, cells=tuple(cells))


def _draw_cover(sheet: Any, palette: Palette, cover: Cover) -> None:
    sheet.hide_gridlines(2)
    sheet.set_tab_color(TABS["output"])
    sheet.set_column(0, 0, 1.5)
    for n, width in enumerate(WIDTHS):
        sheet.set_column(LEFT - 1 + n, LEFT - 1 + n, width)
    banner = palette.title(font_color="#FFFFFF", bg_color=BRAND, align="center")
    sheet.merge_range(0, 1, 0, 3, cover.title, banner)
    sheet.set_row(0, 42)
    row = 2
    for label, text in cover.facts:
        sheet.write_string(row, 1, label, palette.label(bold=True))
        sheet.merge_range(row, 2, row, 3, text, palette.label(font_size=12))
        sheet.set_row(row, row_height([(text, sum(WIDTHS[1:]))], 24))
        row += 1
    row = _draw_steps(sheet, palette, cover.steps, row + 1)
    for n, heading in enumerate(("工作表（点一下跳过去）", "要填的内容", "黄色格数")):
        sheet.write_string(row, 1 + n, heading, palette.header())
    for name, told, count in cover.sheets:
        row += 1
        look = palette.label(font_color="#0563C1", underline=1)
        sheet.write_url(row, 1, f"internal:'{name}'!A1", look, name)
        sheet.write_string(row, 2, told, palette.label())
        sheet.write_string(row, 3, count, palette.label(align="center"))
        sheet.set_row(row, row_height([(told, WIDTHS[1])], 22))
    set_up_page(sheet, COVER, (row + 1, 4), landscape=False)
    sheet.protect("", {"format_rows": True, "format_columns": True})


def _draw_steps(sheet: Any, palette: Palette, steps: Sequence[str], row: int) -> int:
    for column in range(1, 4):
        sheet.write_blank(row, column, None, palette.section())
    sheet.write_string(row, 1, "怎么填、怎么交", palette.section())
    for n, text in enumerate(steps, 1):
        row += 1
        sheet.merge_range(row, 1, row, 3, f"{n}　{text}", palette.make(text_wrap=True, indent=1))
        sheet.set_row(row, row_height([(text, sum(WIDTHS) - 6)], 22))
    return row + 2


def _draw_marker(book: Any, name: str, lines: Sequence[str]) -> None:
    """What the program reads when the part comes back; nobody else does."""
    sheet = book.add_worksheet(name)
    sheet.very_hidden()
    for n, line in enumerate(lines):
        sheet.write_string(n, 0, line)
    sheet.protect()

"""Draw a ledger: same desk, same bytes. A later filling by values finds formats, validations and charts in place."""

import io
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from typing import Any

import xlsxwriter

from jixiao.bureau.desk import Desk
from jixiao.bureau.ledger import names
from jixiao.bureau.ledger.chart_drawing import draw_charts
from jixiao.bureau.ledger.links import link_formula
from jixiao.bureau.ledger.looks import WRAPPED, draw_rules, style_of, summary_style
from jixiao.bureau.ledger.own_cells import hidden_column
from jixiao.bureau.ledger.plan import LEFT, NOTE_ROW, TITLE_ROW, Cell, Column, LedgerSheet, Linked
from jixiao.bureau.ledger.sheets import sheets
from jixiao.drawing.entry_sheets import set_up_page, write_value
from jixiao.drawing.package import with_fitting_rows
from jixiao.drawing.palette import HEAD_FONT, HEADER_TINT, RULE, Palette, measure
from jixiao.drawing.workbook import CREATED
from jixiao.values.address import column_letters
from jixiao.values.widths import row_height

OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
TABS = {names.HOME: "#1F4E79", names.REGISTER: "#F2C94C", names.SUSPICIONS: "#F2C94C", names.ROSTER: "#F2C94C"}
NOT_PRINTED = (names.DIGEST, names.MARK)
INDENT = 2  # digits that a wrapped cell loses
WIDEST = 200  # digits that are still readable on one page's width
LAST_ROW = 1_048_576
TO_COME = Column("", 6.5, "points")
HEADING = {"align": "center", "text_wrap": True, "font_name": HEAD_FONT}


Head = Callable[[Any, Any, LedgerSheet], None]
"""Draws what stands above the headings of a sheet: of a book, its sheet, the plan."""
CHARTS: Mapping[str, Head] = {names.CHARTS: draw_charts}


def ledger_workbook(desk: Desk) -> bytes:
    """The ledger's bytes, an .xlsx. Links are relative to where it will stand."""
    return drawn(sheets(desk))


def drawn(plans: Sequence[LedgerSheet], vba: bytes | None = None, heads: Mapping[str, Head] = CHARTS) -> bytes:
    """A workbook of these sheets: an .xlsx, or with a `vba` project an .xlsm. `heads` by the sheets that have one."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {**OPTIONS, **measure()})
    palette = Palette(book)
    for plan in plans:
        sheet = _draw(book, plan, palette)
        if plan.head:
            heads[plan.name](book, sheet, plan)
    book.set_properties({"title": "部门整体支出绩效自评台账", "created": CREATED})
    if vba is not None:
        book.add_vba_project(io.BytesIO(vba), is_stream=True)
        book.set_vba_name("ThisWorkbook")
    book.close()
    return with_fitting_rows(buffer.getvalue())


def _draw(book: Any, plan: LedgerSheet, palette: Palette) -> Any:
    sheet = book.add_worksheet(plan.name)
    sheet.hide_gridlines(2)
    _columns(sheet, plan, palette)
    _head(sheet, plan, palette)
    for row, line in enumerate(plan.body, plan.first):
        _row(sheet, row, plan.columns, line, palette)
    for row, check in enumerate(hidden_column(plan)):
        if check:
            sheet.write_string(row, plan.hidden - 1, check)
    draw_rules(sheet, plan, palette)
    _prompts(sheet, plan)
    _page(sheet, plan)
    if not plan.head and plan.name != names.HOME and (plan.rows or plan.refilled):
        _filter(sheet, plan)
    return sheet


def _filter(sheet: Any, plan: LedgerSheet) -> None:
    """Over the rows; where they will be filled in place, over those to come too."""
    last = plan.end if plan.refilled else plan.last
    sheet.autofilter(plan.top - 1, LEFT - 1, last - 1, plan.hidden - 2)


def _columns(sheet: Any, plan: LedgerSheet, palette: Palette) -> None:
    for n, column in enumerate(plan.columns):
        sheet.set_column(n, n, column.width, style_of(palette, column))
    for n in range(plan.right, plan.hidden - 1):
        sheet.set_column(n, n, TO_COME.width, style_of(palette, TO_COME))
    sheet.set_column(plan.hidden - 1, plan.hidden - 1, 10, None, {"hidden": True})
    sheet.ignore_errors({"number_stored_as_text": f"A1:{column_letters(plan.hidden)}{plan.end}"})


def _head(sheet: Any, plan: LedgerSheet, palette: Palette) -> None:
    """Title, note, summary, headings. The first rows hold no format of their columns."""
    big = plan.name == names.HOME
    sheet.set_row(TITLE_ROW - 1, 40 if big else 32, palette.make())
    title = palette.title(font_size=22 if big else 18)
    sheet.write_string(TITLE_ROW - 1, LEFT - 1, plan.title, title)
    for row in range(NOTE_ROW, plan.top - len(plan.summary)):
        sheet.set_row(row - 1, 20 if row == NOTE_ROW else 15, palette.make())
    note = palette.note(text_wrap=False, indent=0, valign="vcenter")
    sheet.write_string(NOTE_ROW - 1, LEFT - 1, str(plan.lines()[NOTE_ROW - 1][0]), note)
    for row, line in enumerate(plan.summary, plan.top - len(plan.summary)):
        for n, (column, cell) in enumerate(zip(plan.columns, line, strict=True)):
            write_cell(sheet, row - 1, n, cell, summary_style(palette, column))
        sheet.set_row(row - 1, 22)
    labels = [(column.label, column.width) for column in plan.columns]
    sheet.set_row(plan.top - 1, row_height(labels, 30))
    for n, column in enumerate(plan.columns):
        look = {"bg_color": "#FFF2CC"} if column.typed else {}
        sheet.write_string(plan.top - 1, n, column.label, palette.header(font_size=10, **look))
    _to_come(sheet, plan, palette)


def _to_come(sheet: Any, plan: LedgerSheet, palette: Palette) -> None:
    """Headings and summary of columns to come look like the others as soon as they hold something."""
    columns = range(plan.right, plan.hidden - 1)
    if not columns:
        return
    top = plan.top - len(plan.summary)
    for row in range(top, plan.top + 1):
        style = palette.make(**(HEADING if row == plan.top else {"num_format": "0.00", "align": "right"}), font_size=10)
        for n in columns:
            sheet.write_blank(row - 1, n, None, style)
    criterion = f'={column_letters(columns[0] + 1)}{top}<>""'
    look = palette.plain(bold=True, bg_color=HEADER_TINT, border=1, border_color=RULE)
    options = {"type": "formula", "criteria": criterion, "format": look}
    sheet.conditional_format(top - 1, columns[0], plan.top - 1, columns[-1], options)


def _row(sheet: Any, row: int, columns: Sequence[Column], line: Sequence[Cell], palette: Palette) -> None:
    texts = []
    for n, (column, cell) in enumerate(zip(columns, line, strict=True)):
        write_cell(sheet, row - 1, n, cell, style_of(palette, column))
        shown = cell.value if isinstance(cell, Linked) else cell
        if column.kind in WRAPPED and isinstance(shown, str):
            texts.append((shown, column.width - INDENT))
    sheet.set_row(row - 1, row_height(texts, 18))


def write_cell(sheet: Any, row: int, column: int, cell: Cell, style: Any) -> None:
    """A cell in its own type; a linked one as a formula with its value. Row and column count from 0."""
    formula = link_formula(cell) if isinstance(cell, Linked) else None
    value = cell.value if isinstance(cell, Linked) else cell
    if formula is None:
        write_value(sheet, row, column, value or None if isinstance(value, str) else value, style)
    else:
        sheet.write_formula(row, column, formula, style, float(value) if isinstance(value, Decimal) else value)


def _prompts(sheet: Any, plan: LedgerSheet) -> None:
    """What to type, where it is typed; a list to pick from where there is one."""
    for n, column in enumerate(plan.columns):
        if column.typed and (column.hint or column.choices):
            options: dict[str, object] = {"validate": "list", "source": list(column.choices)}
            wrong = {
                "error_title": f"{column.label}填写有误",
                "error_message": f"请选择：{'、'.join(column.choices)}。",
            }
            options = {**options, **wrong} if column.choices else {"validate": "any"}
            told = {"input_title": column.label, "input_message": column.hint}
            sheet.data_validation(plan.first - 1, n, plan.end - 1, n, {**options, **told})


def _page(sheet: Any, plan: LedgerSheet) -> None:
    """A4 landscape, as wide as a page (two where it would be too small to read), headings on every page."""
    set_up_page(sheet, plan.title.replace("&", "&&"), landscape=True)
    shown = [column for column in plan.columns if column.label not in NOT_PRINTED]
    to_come = (plan.hidden - 1 - plan.right) * TO_COME.width
    if sum(column.width for column in shown) + to_come > WIDEST:
        sheet.fit_to_pages(2, 0)
        sheet.repeat_columns(0)
    if plan.name == names.HOME:
        sheet.fit_to_pages(1, 1)
    if plan.name == names.CHARTS:
        sheet.print_area(0, 0, plan.top - 2, plan.right - 1)
    elif len(shown) < len(plan.columns):
        sheet.print_area(0, 0, LAST_ROW - 1, len(shown) - 1)
    if plan.name not in (names.HOME, names.CHARTS):
        sheet.repeat_rows(plan.top - 1)
    if plan.name != names.CHARTS:
        sheet.freeze_panes(plan.top if plan.name != names.HOME else NOTE_ROW, LEFT if len(plan.columns) > 4 else 0)
    if plan.name in TABS:
        sheet.set_tab_color(TABS[plan.name])

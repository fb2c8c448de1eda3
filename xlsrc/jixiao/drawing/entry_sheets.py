"""Draw the entry sheets: labels, entry cells with validation and prompts, live formulas, highlights, print set-up."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any

from jixiao.actions import UNIT
from jixiao.drawing.form_buttons import BUTTONS, draw_buttons
from jixiao.drawing.formulas import excel_formula
from jixiao.drawing.layout import LEFT, NOTE_ROW, TITLE_ROW, PlacedCell, PlacedForm, PlacedSection
from jixiao.drawing.palette import DENIED_TINT, ERROR_TINT, HINT_TINT, MUTED, SECTION_TINT, WARNING_TINT, Palette
from jixiao.drawing.phrases import draw_phrases, phrase_list
from jixiao.forms import CellSpec, Row
from jixiao.forms.outputs import UNFILLED
from jixiao.forms.spec import ABOVE, NONE, TAKEN
from jixiao.values.address import a1, column_letters
from jixiao.values.widths import row_height

ListRows = Sequence[Mapping[str, object]]
LEVEL_TINTS = (("错误", ERROR_TINT), ("提醒", WARNING_TINT), ("提示", HINT_TINT))
PROTECTION = {
    "insert_rows": True,
    "delete_rows": True,
    "format_rows": True,
    "format_columns": True,
    "sort": True,
    "autofilter": True,
}
ROW_POINTS = 24.0
HINT_POINTS, COMPACT_LINES = 17.0, 2
HINT_COLUMN = 3  # 项目, 填写内容, 单位, then 填写说明
LINE_POINTS = 16.5


def draw_form(
    sheet: Any,
    placed: PlacedForm,
    palette: Palette,
    lists: Mapping[str, ListRows],
    former: Mapping[str, str] = MappingProxyType({}),
) -> None:
    """Draw one form on an empty sheet. `lists` holds, by section id, the rows a list begins with; `former` what last
    year's workbook had, to pick from, by item."""
    _set_up(sheet, placed)
    _draw_head(sheet, placed, palette)
    for section in placed.sections:
        rows = lists.get(section.section.id, ())
        _draw_section(sheet, section, placed.right, palette, rows, placed.form.widths)
        if section.section.hints == ABOVE:
            draw_phrases(sheet, section, placed.right, palette, former)
    _highlight(sheet, placed, palette)
    _grey_out(sheet, placed, palette)
    spot = (UNIT, placed.form.sheet)
    if spot in BUTTONS:
        draw_buttons(sheet, spot, TITLE_ROW - 1, LEFT, 30)
    sheet.protect("", PROTECTION)


def _set_up(sheet: Any, placed: PlacedForm) -> None:
    sheet.hide_gridlines(2)
    sheet.set_default_row(ROW_POINTS)
    sheet.set_column(0, 0, 1.5)
    for n, width in enumerate(placed.form.widths):
        sheet.set_column(LEFT - 1 + n, LEFT - 1 + n, width)
    last = placed.sections[-1].last_row
    sheet.ignore_errors({"number_stored_as_text": f"A1:{column_letters(placed.right)}{last + 200}"})
    set_up_page(sheet, placed.form.sheet, (last, placed.right), landscape=_is_wide(placed))
    if not any(section.section.kind == "list" or _is_long(section) for section in placed.sections):
        sheet.fit_to_pages(1, 1)
    first = placed.sections[0]
    sheet.freeze_panes(first.header_row if first.section.kind == "list" else NOTE_ROW, LEFT - 1 + placed.form.frozen)


def _is_wide(placed: PlacedForm) -> bool:
    tables = any(section.section.kind != "fields" for section in placed.sections)
    return tables and sum(placed.form.widths) > 100


def _is_long(placed: PlacedSection) -> bool:
    return sum(spec.lines for spec in placed.section.fields) > 30


def set_up_page(sheet: Any, title: str, last: tuple[int, int] | None = None, *, landscape: bool) -> None:
    """A4, one page wide, page numbers: as it is filed. Without `last` (row, column) what is filled is printed."""
    sheet.set_paper(9)
    if landscape:
        sheet.set_landscape()
    sheet.set_margins(left=0.5, right=0.5, top=0.6, bottom=0.6)
    sheet.fit_to_pages(1, 0)
    sheet.center_horizontally()
    sheet.set_footer(f"&L&9{title}&R&9第 &P 页，共 &N 页")
    if last:
        sheet.print_area(0, 0, last[0] - 1, last[1] - 1)


def _draw_head(sheet: Any, placed: PlacedForm, palette: Palette) -> None:
    sheet.set_row(TITLE_ROW - 1, 30)
    sheet.write_string(TITLE_ROW - 1, LEFT - 1, placed.form.sheet, palette.title())
    sheet.merge_range(NOTE_ROW - 1, LEFT - 1, NOTE_ROW - 1, placed.right - 1, placed.form.note, palette.note())
    sheet.set_row(NOTE_ROW - 1, 30)


def _draw_section(
    sheet: Any, placed: PlacedSection, right: int, palette: Palette, rows: ListRows, widths: Sequence[float]
) -> None:
    section = placed.section
    unit = f"（单位：{section.unit}）" if section.unit else ""
    sheet.set_row(placed.top - 1, 24)
    for column in range(LEFT, right + 1):
        sheet.write_blank(placed.top - 1, column - 1, None, palette.section())
    sheet.write_string(placed.top - 1, LEFT - 1, section.title + unit, palette.section())
    sheet.set_row(placed.header_row - 1, 22 if section.kind == "fields" else 32)
    for n, header in enumerate(section.headers):
        sheet.write_string(placed.header_row - 1, LEFT - 1 + n, header, palette.header())
    if section.hints == ABOVE:
        _draw_under_hints(sheet, placed, palette, widths)
    elif section.kind == "fields":
        _draw_fields(sheet, placed, palette, right, widths)
    elif section.kind == "grid":
        _draw_grid(sheet, placed, palette)
    else:
        _draw_list(sheet, placed, palette, rows, widths)


def _draw_fields(sheet: Any, placed: PlacedSection, palette: Palette, right: int, widths: Sequence[float]) -> None:
    sheet.merge_range(placed.header_row - 1, LEFT + 2, placed.header_row - 1, right - 1, "填写说明", palette.header())
    for cell in placed.cells:
        spec, row = cell.spec, cell.row - 1
        height = row_height([(spec.hint, sum(widths[HINT_COLUMN:]))], max(ROW_POINTS, spec.lines * LINE_POINTS))
        if height > ROW_POINTS:
            sheet.set_row(row, height)
        sheet.write_string(row, LEFT - 1, _starred(spec), palette.label())
        _draw_cell(sheet, cell, palette)
        validate(sheet, cell, cell.row)
        sheet.write_string(row, LEFT + 1, spec.unit, palette.label(align="center"))
        sheet.merge_range(row, LEFT + 2, row, right - 1, spec.hint, palette.note(valign="vcenter"))


def _draw_under_hints(sheet: Any, placed: PlacedSection, palette: Palette, widths: Sequence[float]) -> None:
    """Each cell as wide as the sheet, two lines high until more is typed, its hint above it."""
    for cell in placed.cells:
        spec, row = cell.spec, cell.row - 1
        sheet.set_row(row - 1, row_height([(spec.hint, widths[1])], HINT_POINTS))
        sheet.write_blank(row - 1, LEFT - 1, None, palette.note())
        sheet.write_string(row - 1, LEFT, spec.hint, palette.note(valign="bottom"))
        sheet.set_row(row, COMPACT_LINES * LINE_POINTS)
        sheet.write_string(row, LEFT - 1, _starred(spec), palette.label())
        _draw_cell(sheet, cell, palette)
        sheet.data_validation(
            row, LEFT, row, LEFT, {**phrase_list(cell, LEFT + 1), **_prompt(spec), "ignore_blank": True}
        )


def _starred(spec: CellSpec) -> str:
    return f"{spec.label} *" if spec.required and not spec.computed else spec.label


def _draw_grid(sheet: Any, placed: PlacedSection, palette: Palette) -> None:
    for row, label in placed.labels:
        total = isinstance(label, Row) and bool(label.parts)
        sheet.write_string(row - 1, LEFT - 1, label.label if label else "", palette.label(bold=total))
        for column in range(LEFT + 1, placed.right + 1):
            sheet.write_blank(row - 1, column - 1, None, palette.boxed(bg_color=SECTION_TINT))
    for cell in placed.cells:
        _draw_cell(sheet, cell, palette)
        validate(sheet, cell, cell.row)


def _list_height(rows: ListRows, number: int, placed: PlacedSection, widths: Sequence[float]) -> float:
    held = rows[number] if number < len(rows) else {}
    texts = zip((str(held.get(header) or "") for header in placed.section.headers), widths, strict=False)
    return row_height(list(texts), ROW_POINTS)


def _draw_list(sheet: Any, placed: PlacedSection, palette: Palette, rows: ListRows, widths: Sequence[float]) -> None:
    closing = placed.last_row - 1
    for column in range(LEFT, placed.right + 1):
        sheet.write_blank(closing, column - 1, None, palette.boxed(bg_color=SECTION_TINT))
    sheet.write_string(closing, LEFT - 1, placed.section.terminator, _closing_format(placed, palette))
    for row in range(placed.first_row, placed.last_row + 1):
        sheet.set_row(row - 1, _list_height(rows, row - placed.first_row, placed, widths))
    validated: set[int] = set()
    for cell in placed.cells:
        held = rows[cell.row - placed.first_row] if cell.row - placed.first_row < len(rows) else {}
        _draw_cell(sheet, cell, palette, held.get(cell.spec.label))
        if cell.spec.is_entry and cell.column not in validated:
            validated.add(cell.column)
            validate(sheet, cell, closing)


def _closing_format(placed: PlacedSection, palette: Palette) -> Any:
    if placed.section.total:
        return palette.label(bold=True, bg_color=SECTION_TINT)
    return palette.note(valign="vcenter", text_wrap=False)


def _draw_cell(sheet: Any, cell: PlacedCell, palette: Palette, value: object = None) -> None:
    spec, row, column = cell.spec, cell.row - 1, cell.column - 1
    if spec.computed:
        formula = excel_formula(spec.computed, cell.operands)
        sheet.write_formula(row, column, formula, palette.computed(spec.type), "")
        return
    style = palette.computed(spec.type) if spec.shown else palette.entry(spec.type)
    write_value(sheet, row, column, stored(value, spec.type), style)


def stored(value: object, kind: str) -> object:
    """A value as its cell holds it: percent points become a fraction, as Excel shows them."""
    return value / 100 if kind == "percent" and isinstance(value, Decimal) else value


def write_value(sheet: Any, row: int, column: int, value: object, style: Any) -> None:
    """Write a value in its own type; a text never becomes a formula. Row and column count from 0."""
    if value is None:
        sheet.write_blank(row, column, None, style)
    elif isinstance(value, str):
        sheet.write_string(row, column, value, style)
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, style)
    elif isinstance(value, (int, Decimal)):
        sheet.write_number(row, column, value, style)
    else:
        raise TypeError(f"can't write {value!r}")


def validate(sheet: Any, cell: PlacedCell, last_row: int) -> None:
    """Validation and input prompt from the cell down to `last_row`: one range, so that inserted rows have it too."""
    if cell.spec.is_entry:
        options = {**_criteria(cell.spec), **_prompt(cell.spec), "ignore_blank": True}
        sheet.data_validation(cell.row - 1, cell.column - 1, last_row - 1, cell.column - 1, options)


def _prompt(spec: CellSpec) -> dict[str, object]:
    return {"input_title": spec.label[:32], "input_message": spec.hint[:255]} if spec.hint else {}


def _criteria(spec: CellSpec) -> dict[str, object]:
    makers: dict[str, Callable[[CellSpec], dict[str, object]]] = {
        "choice": _choice_criteria,
        "pick": _pick_criteria,
        "integer": lambda s: _range_criteria(s, "integer"),
        "amount": lambda s: _range_criteria(s, "decimal"),
        "year": lambda s: _stop({"validate": "integer", "criteria": "between", "minimum": 2000, "maximum": 2100},
                                s),
        "date": lambda s: _stop({"validate": "date", "criteria": ">=", "value": date(2000, 1, 1)},
                                s),
        "percent": lambda s: _stop({"validate": "decimal", "criteria": "between", "minimum": -10, "maximum": 100},
                                   s),
    }  # fmt: skip
    if spec.listed:
        return {"validate": "list", "source": f"={spec.listed}", "show_error": False}
    if spec.choices and spec.type not in ("choice", "pick"):
        return _pick_criteria(spec)
    return makers[spec.type](spec) if spec.type in makers else {"validate": "any"}


def _pick_criteria(spec: CellSpec) -> dict[str, object]:
    """A list to pick from; anything else may be typed as well."""
    return {"validate": "list", "source": list(spec.choices), "show_error": False}


def _choice_criteria(spec: CellSpec) -> dict[str, object]:
    return _stop({"validate": "list", "source": list(spec.choices)}, spec, f"请选择：{spec.allowed}。")


def _range_criteria(spec: CellSpec, validate: str) -> dict[str, object]:
    low = spec.min if spec.min is not None else Decimal(-1_000_000_000 if spec.negative else 0)
    high = spec.max if spec.max is not None else Decimal(1_000_000_000)
    limits = {"validate": validate, "criteria": "between", "minimum": int(low), "maximum": int(high)}
    return _stop(limits, spec, f"请填{spec.allowed}。单位：{spec.unit or '见表头'}。")


def _stop(criteria: dict[str, object], spec: CellSpec, message: str = "") -> dict[str, object]:
    message = message or f"请填{spec.allowed}。"
    return {**criteria, "error_title": f"{spec.label}填写有误"[:32], "error_message": message[:255]}


def _grey_out(sheet: Any, placed: PlacedForm, palette: Palette) -> None:
    """What need not be filled turns grey as soon as its question is answered so."""
    grey = palette.plain(bg_color=DENIED_TINT, font_color=MUTED)
    for section in placed.sections:
        rows: dict[str, dict[int, list[int]]] = {}
        for cell in section.cells:
            if cell.spec.unless:
                rows.setdefault(cell.spec.unless, {}).setdefault(cell.row, []).append(cell.column)
        for question, columns in rows.items():
            left, right = min(map(min, columns.values())), max(map(max, columns.values()))
            here = f"{a1(min(columns), left)}:{a1(max(columns), right)}"
            sheet.conditional_format(here, {"type": "formula", "criteria": f'={question}="{NONE}"', "format": grey})
        for cell in (cell for cell in section.cells if cell.spec.usual):
            here, taken = a1(cell.row, cell.column), TAKEN.format("")
            test = f'=AND({here}="",LEFT({cell.spec.usual},{len(taken)})="{taken}")'
            sheet.conditional_format(here, {"type": "formula", "criteria": test, "format": grey})


def _highlight(sheet: Any, placed: PlacedForm, palette: Palette) -> None:
    last = placed.sections[-1].last_row + 200
    tint_findings(sheet, f"$B${TITLE_ROW}", a1(4, LEFT), f"{column_letters(placed.right)}{last}", palette)


def tint_findings(sheet: Any, title: str, first: str, last: str, palette: Palette) -> None:
    """Cells from `first` to `last` that 校验结果 names are tinted: the format looks its own address up, so it clears itself,
    and a cell that was only blank is calm as soon as it isn't. `title`: how the sheet's keys begin, as a formula."""
    for level, tint in (*LEVEL_TINTS, (UNFILLED, ERROR_TINT)):
        blank = f'*({first}="")' if level == UNFILLED else ""
        here = f'{title}&"!"&ADDRESS(ROW(),COLUMN(),4)'
        options = {
            "type": "formula",
            "criteria": f'=COUNTIFS(校验键,{here},校验级别,"{level}"){blank}>0',
            "format": palette.plain(bg_color=tint),
            "stop_if_true": True,
        }
        sheet.conditional_format(f"{first}:{last}", options)

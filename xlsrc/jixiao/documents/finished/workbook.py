"""Write the finished workbook: values only, locked, A4, nothing personal. Same submission, same bytes."""

import io
from typing import Any

import xlsxwriter

from jixiao.documents.finished.paging import BOTTOM, LEFT_RIGHT, TOP, page_starts
from jixiao.documents.finished.plan import Line, Sheet
from jixiao.documents.finished.submission import Submission
from jixiao.drawing.charts import draw_charts
from jixiao.drawing.entry_sheets import write_value
from jixiao.drawing.palette import BRAND, HEADER_TINT, MUTED, SECTION_TINT, Palette, measure, shape
from jixiao.drawing.workbook import CREATED
from jixiao.evaluation.fingerprint import LABEL, SIGNATURE
from jixiao.forms.names import SCORES, SUMMARY
from jixiao.forms.outputs import CHART_ROWS, CHARTS, CHARTS_TOP

PARTS, STATE = "分部校验", "状态"
OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
CHART_ROW_POINTS = 20
_TINTS = {"total": HEADER_TINT, "part": SECTION_TINT}


def finished_workbook(submission: Submission) -> bytes:
    """The .xlsx."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {**OPTIONS, **measure()})
    palette = Palette(book)
    for plan in submission.sheets:
        sheet = book.add_worksheet(plan.name)
        _set_up(sheet, plan, submission)
        for row, line in plan.placed():
            _draw_line(sheet, row, line, palette)
        if plan.name == SUMMARY:
            sheet.set_default_row(CHART_ROW_POINTS)
            draw_charts(book, sheet, len(submission.evaluation.levels), years=_has_years(submission))
    book.set_properties({"title": submission.name, "created": CREATED})
    for name, value in properties(submission).items():
        book.set_custom_property(name, value, "text")
    book.close()
    return buffer.getvalue()


def properties(submission: Submission) -> dict[str, str]:
    """The custom document properties; a text there has at most 255 characters."""
    digits = "".join(submission.parts.values())
    signed = {SIGNATURE: submission.signature} if submission.signature else {}
    return {LABEL: submission.fingerprint, STATE: submission.state, PARTS: digits[:255], **signed}


def _has_years(submission: Submission) -> bool:
    """Whether there is a year to compare with."""
    return len(submission.evaluation.years) > 1


def _set_up(sheet: Any, plan: Sheet, submission: Submission) -> None:
    sheet.hide_gridlines(2)
    for n, width in enumerate(plan.widths):
        sheet.set_column(n, n, width)
    sheet.set_paper(9)
    if plan.landscape:
        sheet.set_landscape()
    sheet.set_margins(left=LEFT_RIGHT, right=LEFT_RIGHT, top=TOP, bottom=BOTTOM)
    sheet.fit_to_pages(1, plan.pages)
    sheet.set_h_pagebreaks([row - 1 for row in page_starts(plan)])
    sheet.center_horizontally()
    rows = sum(len(line.heights) for line in plan.lines)
    charts = CHARTS if _has_years(submission) else CHARTS - 1
    last = CHARTS_TOP + charts * CHART_ROWS - 1 if plan.name == SUMMARY else rows
    sheet.print_area(0, 1, last - 1, plan.right - 1)
    if plan.repeat:
        sheet.repeat_rows(plan.repeat - 1 if plan.name != SCORES else 3, plan.repeat - 1)
    if submission.draft:
        sheet.set_header(f'&C&"黑体,Bold"&22&K{"C00000"}{submission.state}')
    sheet.set_footer(f"&L&9{plan.name.replace('&', '&&')}　{LABEL} {submission.short}&R&9第 &P 页，共 &N 页")
    sheet.ignore_errors({"number_stored_as_text": f"A1:ZZ{last + 10}"})
    sheet.protect("", {"format_columns": True, "format_rows": True})


def _draw_line(sheet: Any, row: int, line: Line, palette: Palette) -> None:
    for n, height in enumerate(line.heights):
        sheet.set_row(row - 1 + n, height)
    for slot in line.slots:
        style = _style(slot.look, palette, tall=len(line.heights) > 1)
        bottom, right = row + len(line.heights) - 1, slot.column + slot.span - 1
        if (bottom, right) != (row, slot.column):
            sheet.merge_range(row - 1, slot.column - 1, bottom - 1, right - 1, "", style)
        value = slot.value or None if isinstance(slot.value, str) else slot.value
        write_value(sheet, row - 1, slot.column - 1, value, style)


def _style(look: str, palette: Palette, *, tall: bool) -> Any:
    """The format of a look: [total_|part_|left_|centre_|fact_]kind. Texts over several rows begin at the top."""
    if look in _PLAIN:
        return palette.make(**_PLAIN[look])
    mode, _, kind = look.rpartition("_")
    properties: dict[str, object] = {"font_size": 10, **shape(kind), **_KINDS.get(kind, {}), **_MODES.get(mode, {})}
    if mode in ("total", "part"):
        properties |= {"bold": True, "bg_color": _TINTS[mode]}
    return palette.boxed(**(properties | ({"valign": "top"} if tall else {})))


_PLAIN: dict[str, dict[str, object]] = {
    "title": {"font_name": "黑体", "font_size": 18, "bold": True, "font_color": BRAND, "align": "center"},
    "who": {"align": "center", "font_color": MUTED},
    "form": {
        "font_name": "黑体",
        "font_size": 14,
        "bold": True,
        "font_color": BRAND,
        "bottom": 2,
        "bottom_color": BRAND,
    },
    "section": {"font_name": "黑体", "font_size": 11, "bold": True},
}
_KINDS: dict[str, dict[str, object]] = {
    "header": {
        "bg_color": HEADER_TINT,
        "bold": True,
        "align": "center",
        "font_name": "黑体",
        "indent": 0,
        "text_wrap": True,
    },
    "label": {"text_wrap": True},
    "centre": {"align": "center", "indent": 0, "text_wrap": True},
    "unit": {"align": "center", "indent": 0, "font_color": MUTED},
    "none": {"bg_color": SECTION_TINT},
    "text": {"text_wrap": True, "valign": "vcenter"},
}
_MODES: dict[str, dict[str, object]] = {
    "left": {"align": "left", "indent": 1},
    "centre": {"align": "center", "indent": 0},
    "label": {"align": "center", "indent": 0},
    "fact": {"align": "center", "bold": True, "font_size": 13, "indent": 0},
}

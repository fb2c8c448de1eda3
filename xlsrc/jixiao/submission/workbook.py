"""Write the finished workbook: values only, locked, A4, nothing personal. Same submission, same bytes."""

import io
from collections.abc import Iterator
from typing import Any

import xlsxwriter

from jixiao.build.charts import summary_charts
from jixiao.build.entry_sheets import write_value
from jixiao.build.palette import BRAND, HEADER_TINT, MUTED, SECTION_TINT, Palette, shape
from jixiao.build.workbook import CREATED
from jixiao.forms.outputs import LEVEL_SCORES, SUMMARY
from jixiao.submission.contents import Submission
from jixiao.submission.plan import Line, Sheet

FINGERPRINT, PARTS, STATE = "指纹", "分部校验", "状态"
CHART_ROWS, CHART_ROW_POINTS = 34, 20
_TINTS = {"total": HEADER_TINT, "part": SECTION_TINT}


def finished_workbook(submission: Submission) -> bytes:
    """The .xlsx."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    palette = Palette(book)
    for plan in submission.sheets:
        sheet = book.add_worksheet(plan.name)
        _set_up(sheet, plan, submission)
        for row, line in plan.placed():
            _draw_line(sheet, row, line, palette)
        if plan.name == SUMMARY:
            sheet.set_default_row(CHART_ROW_POINTS)
            _charts(book, sheet, len(submission.evaluation.levels))
    book.set_properties({"title": submission.name, "created": CREATED})
    for name, value in properties(submission).items():
        book.set_custom_property(name, value, "text")
    book.close()
    return buffer.getvalue()


def properties(submission: Submission) -> dict[str, str]:
    """The custom document properties; a text there has at most 255 characters."""
    digits = "".join(submission.parts.values())
    return {FINGERPRINT: submission.fingerprint, STATE: submission.state, PARTS: digits[:255]}


def _set_up(sheet: Any, plan: Sheet, submission: Submission) -> None:
    sheet.hide_gridlines(2)
    for n, width in enumerate(plan.widths):
        sheet.set_column(n, n, width)
    sheet.set_paper(9)
    if plan.landscape:
        sheet.set_landscape()
    sheet.set_margins(left=0.5, right=0.5, top=0.75, bottom=0.7)
    sheet.fit_to_pages(1, plan.pages)
    sheet.center_horizontally()
    last = sum(len(line.heights) for line in plan.lines) + (CHART_ROWS if plan.name == SUMMARY else 0)
    sheet.print_area(0, 1, last - 1, plan.right - 1)
    if plan.repeat:
        sheet.repeat_rows(plan.repeat - 1 if plan.name != "评分表" else 3, plan.repeat - 1)
    if submission.draft:
        sheet.set_header(f'&C&"黑体,Bold"&22&K{"C00000"}{submission.state}')
    sheet.set_footer(f"&L&9{plan.name.replace('&', '&&')}　{FINGERPRINT} {submission.short}&R&9第 &P 页，共 &N 页")
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


def _charts(book: Any, sheet: Any, level_count: int) -> None:
    top = LEVEL_SCORES.last + 1
    for chart, row in zip(summary_charts(book, level_count), _chart_rows(top), strict=True):
        sheet.insert_chart(row, 1, chart, {"object_position": 2, "x_offset": 4, "y_offset": 6})


def _chart_rows(top: int) -> Iterator[int]:
    yield from (top, top + 11, top + 22)

"""Draw 粘贴评分表 (one line, open to any paste) and 导入结果 (what became of each row; locked but for 确认)."""

from typing import Any

from jixiao.actions import UNIT
from jixiao.drawing.entry_sheets import PROTECTION, set_up_page
from jixiao.drawing.form_buttons import draw_buttons
from jixiao.drawing.palette import ERROR_TINT, HEADER_TINT, HINT_TINT, MUTED, RULE, WARNING_TINT, Palette
from jixiao.forms.import_sheets import (
    CONFIRM,
    FACTS,
    FACTS_ROW,
    FORMATTED,
    IMPORTED_IT,
    LINE,
    MARK,
    MORE_COLUMNS,
    MORE_WIDTH,
    NOT_DONE,
    NOTE,
    PASTE_AT,
    REPLACED,
    ROWS,
    SECTION,
    WAITING,
    WHEN,
)
from jixiao.forms.names import IMPORTED, PASTED
from jixiao.values.address import a1, column_letters
from jixiao.values.words import YES

TAB = "#9B8AFB"  # as 指标体系, which they lead to
FACT_KINDS = {"指标数": "count", "分值合计": "points", "错误": "count"}
WIDTH, COLUMNS = 15, 16  # of 粘贴评分表: pasting brings no widths along


def draw_pasted(sheet: Any, palette: Palette) -> None:
    """粘贴评分表: no formats below the line, so that what is pasted looks as it was issued."""
    sheet.set_tab_color(TAB)
    sheet.set_column(0, COLUMNS - 1, WIDTH)
    sheet.set_row(0, 60)
    sheet.write_string(0, 0, LINE, palette.make(valign="top", bold=True, font_color="#1F4E79"))
    draw_buttons(sheet, (UNIT, PASTED), 0, 0, 34, top=34)
    sheet.freeze_panes(1, 0)
    sheet.set_selection(PASTE_AT)
    set_up_page(sheet, PASTED, landscape=True)


def draw_imported(sheet: Any, palette: Palette) -> None:
    """导入结果: facts, then a row per row of the source; columns carry the formats, as nobody knows how many rows."""
    sheet.set_tab_color(TAB)
    sheet.hide_gridlines(2)
    sheet.set_zoom(85)
    sheet.set_column(0, 0, 1.5)
    for n, column in enumerate(ROWS.columns):
        sheet.set_column(ROWS.left - 1 + n, ROWS.left - 1 + n, column.width, _body(column.kind, palette))
    rightmost = ROWS.right + MORE_COLUMNS
    sheet.set_column(ROWS.right, rightmost - 1, MORE_WIDTH, _body("text", palette))
    sheet.set_column(MARK[1] - 1, MARK[1] - 1, 10, None, {"hidden": True})
    sheet.set_row(0, 32)
    sheet.write_string(0, 1, IMPORTED, palette.title())
    sheet.write_string(1, 1, NOTE, palette.note(text_wrap=False))
    _facts(sheet, palette)
    for at in range(ROWS.left, ROWS.right + 1):
        sheet.write_blank(ROWS.top - 2, at - 1, None, palette.section())
    sheet.write_string(ROWS.top - 2, ROWS.left - 1, SECTION, palette.section())
    sheet.set_row(ROWS.top - 2, 24)
    for n, column in enumerate(ROWS.columns):
        sheet.write_string(ROWS.top - 1, ROWS.left - 1 + n, column.label, palette.header())
    sheet.set_row(ROWS.top - 1, 26)
    _colours(sheet, palette, rightmost)
    set_up_page(sheet, IMPORTED, landscape=True)
    sheet.repeat_rows(ROWS.top - 1)
    sheet.freeze_panes(ROWS.top, 0)
    sheet.protect("", PROTECTION)


def _body(kind: str, palette: Palette) -> Any:
    if kind == "link":
        return palette.output("text", font_size=10, font_color="#0563C1", underline=1, align="center")
    return palette.output(kind, font_size=10)


def _facts(sheet: Any, palette: Palette) -> None:
    for n, label in enumerate(FACTS):
        column = ROWS.left - 1 + n
        sheet.write_string(FACTS_ROW - 2, column, label, palette.header())
        look = {"bold": True, "align": "center", "text_wrap": True} if label != FACTS[-1] else {"indent": 1}
        sheet.write_blank(FACTS_ROW - 1, column, None, palette.computed(FACT_KINDS.get(label, "text"), **look))
    sheet.write_blank(CONFIRM[0] - 1, CONFIRM[1] - 1, None, palette.entry("choice", bold=True))
    choice = {"validate": "list", "source": [YES], "input_title": FACTS[0]}
    asked = "右边“说明和下一步”里问到时，看过下面各行再选“是”，然后再按一次【导入评分表】。"
    wrong = {"error_title": FACTS[0], "error_message": "请选“是”，或者空着。"}
    sheet.data_validation(a1(*CONFIRM), {**choice, "input_message": asked, **wrong})
    sheet.set_row(FACTS_ROW - 2, 22)
    sheet.set_row(FACTS_ROW - 1, 48)


def _colours(sheet: Any, palette: Palette, rightmost: int) -> None:
    first, last = ROWS.first, FORMATTED
    whole = f"{a1(first, ROWS.left)}:{a1(last, rightmost)}"
    at = f"${column_letters(ROWS.left)}{first}"
    became = f"${column_letters(ROWS.column('成了什么'))}{first}"
    check = a1(first, ROWS.column("请核对"))
    line = {"border": 1, "border_color": RULE}
    result = a1(FACTS_ROW, ROWS.left + FACTS.index("结果"))

    def rule(place: str, criteria: str, **look: object) -> None:
        sheet.conditional_format(
            place, {"type": "formula", "criteria": f"={criteria}", "format": palette.plain(**look)}
        )

    for word, tint in ((WAITING, WARNING_TINT), (NOT_DONE, ERROR_TINT), (IMPORTED_IT, HINT_TINT)):
        rule(result, f'{result}="{word}"', bg_color=tint)
    rule(whole, f'{at}="{REPLACED}"', bold=True, font_color="#1F4E79", underline=0)
    rule(whole, f'{at}="{WHEN}"', bold=True, bg_color=HEADER_TINT, font_color="#1F2933", underline=0, **line)
    for level, tint in (("错误", ERROR_TINT), ("提醒", WARNING_TINT), ("提示", HINT_TINT)):
        rule(f"{check}:{a1(last, ROWS.column('请核对'))}", f'LEFT({check},2)="{level}"', bg_color=tint, **line)
    shown = f"{a1(first, ROWS.left)}:{a1(last, ROWS.right)}"
    rule(shown, f'{became}="未导入"', font_color=MUTED, bg_color="#F1F3F5", **line)
    rule(shown, f'OR({became}="表头",{became}="说明",{became}="合计",{became}="上级指标")', font_color=MUTED, **line)
    rule(shown, f'{became}<>""', **line)

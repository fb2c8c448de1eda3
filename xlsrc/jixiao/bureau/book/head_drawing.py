"""Draw what 首页 has above its list: the notice that macros are off, the buttons, what to collect."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from jixiao.actions import LEDGER
from jixiao.bureau.book.asked import (
    ASKED,
    BUTTON_ROW,
    DUE,
    FIRST_YEAR,
    LAST_YEAR,
    NOTICE_ROW,
    ROWS,
    TITLE_ROW,
    YEAR,
    Asked,
)
from jixiao.bureau.ledger import LedgerSheet
from jixiao.bureau.ledger.drawing import Head
from jixiao.drawing.entry_sheets import write_value
from jixiao.drawing.form_buttons import draw_buttons
from jixiao.drawing.home import draw_notice
from jixiao.drawing.palette import Palette
from jixiao.forms.names import HOME
from jixiao.forms.outputs import NOTICE_HEIGHT, NOTICE_NAME
from jixiao.values.address import a1

TITLE = "收集什么（黄色格由人填，按【收集】后按这里的做）"
NOTICE = (
    "宏没有启用，下面的按钮按了没有反应。要用按钮：\n"
    "① 上方有黄条的：点“启用内容”。\n"
    "② 没有黄条、或是红条的：关闭本文件，在文件上点右键→属性→勾选“解除锁定”→确定，再打开。\n"
    "③ 没有 Excel、只有 WPS 的：台账的按钮用不了，请安装人员用 jixiao collect 生成台账。"
)
FIRST_DAY, LAST_DAY = date(FIRST_YEAR, 1, 1), date(LAST_YEAR, 12, 31)


def head_of(typed: Mapping[str, object]) -> Head:
    """What draws it above the list of 首页, in its three columns; `typed`: what stands in the cells to type in, by label."""

    def draw(book: Any, sheet: Any, _: LedgerSheet) -> None:
        palette = Palette(book)
        sheet.set_portrait()  # with what it asks it is long: on a page lying down it would be too small to read
        _draw_buttons(book, sheet, palette)
        for one in ASKED:
            _draw_asked(sheet, palette, one, typed.get(one.label))

    return draw


def _draw_buttons(book: Any, sheet: Any, palette: Palette) -> None:
    draw_notice(sheet, palette, NOTICE, (NOTICE_ROW, 1, 3), NOTICE_HEIGHT)
    book.define_name(NOTICE_NAME, f"={HOME}!$A${NOTICE_ROW}")
    sheet.set_row(BUTTON_ROW - 1, 46)
    draw_buttons(sheet, (LEDGER, HOME), BUTTON_ROW - 1, 0, 38)
    for column in range(3):
        sheet.write_blank(TITLE_ROW - 1, column, None, palette.section())
    sheet.write_string(TITLE_ROW - 1, 0, TITLE, palette.section())
    sheet.set_row(TITLE_ROW - 1, 24)


def _draw_asked(sheet: Any, palette: Palette, one: Asked, typed: object) -> None:
    row = ROWS[one.label]
    sheet.write_string(row - 1, 0, one.label, palette.label(font_size=10))
    style = palette.entry(one.kind, align="left", indent=1)
    sheet.merge_range(row - 1, 1, row - 1, 2, "", style)
    write_value(sheet, row - 1, 1, Decimal(repr(typed)) if isinstance(typed, float) else typed, style)
    sheet.set_row(row - 1, 22)
    told = {"input_title": one.label, "input_message": one.hint, "ignore_blank": True}
    sheet.data_validation(a1(row, 2), {**told, **_allowed(one)})


def _allowed(one: Asked) -> dict[str, object]:
    wrong = {"error_title": f"{one.label}填写有误", "error_message": one.hint}
    if one.label == YEAR:
        return {"validate": "integer", "criteria": "between", "minimum": FIRST_YEAR, "maximum": LAST_YEAR, **wrong}
    if one.label == DUE:
        return {"validate": "date", "criteria": "between", "minimum": FIRST_DAY, "maximum": LAST_DAY, **wrong}
    return {"validate": "any"}

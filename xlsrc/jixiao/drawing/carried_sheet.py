"""Draw 上年带入: the list that a workbook made from last year's begins with, each line a link to its cell."""

from typing import Any

from jixiao.drawing.entry_sheets import ListRows, draw_form
from jixiao.drawing.layout import LEFT, place_forms
from jixiao.drawing.palette import Palette
from jixiao.forms import Forms
from jixiao.forms.carried_sheet import AT, ITEM, load_carried_form
from jixiao.values.address import a1

TAB = "#E8743B"


def draw_carried(sheet: Any, palette: Palette, forms: Forms, rows: ListRows) -> None:
    """The sheet with its rows (by column label); `forms` are those of the workbook, whose items have names."""
    form = load_carried_form()
    (placed,) = place_forms(Forms((form,), forms.version), {form.sections[0].id: len(rows)})
    draw_form(sheet, placed, palette, {form.sections[0].id: rows})
    sheet.set_tab_color(TAB)
    sheet.repeat_rows(placed.sections[0].header_row - 1)
    items = {item for item, _ in forms.items()}
    link = palette.computed("text", font_color="#0563C1", underline=1)
    for n, row in enumerate(rows):
        target = str(row[ITEM]) if row[ITEM] in items else f"'{row[AT]}'!{a1(1, LEFT)}"
        sheet.write_url(placed.sections[0].first_row - 1 + n, LEFT - 1, f"internal:{target}", link, str(row[ITEM]))

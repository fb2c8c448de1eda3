"""Right of the texts: what last year's workbook said and what is often written, a cell each, to pick from and to change.

They stand in the row of the text they belong to, so that they move with it, and are nobody's entries: only an answer (`usual`
in templates/forms) takes one of them for a blank text. They are not printed.
"""

from collections.abc import Mapping
from typing import Any

from jixiao.drawing.layout import PlacedCell, PlacedSection
from jixiao.drawing.palette import MUTED, Palette
from jixiao.forms.spec import FORMER, PHRASES, USUAL
from jixiao.values.address import column_letters

WIDTH = 30


def draw_phrases(sheet: Any, placed: PlacedSection, right: int, palette: Palette, former: Mapping[str, str]) -> None:
    """Headings and cells, one column apart from the form's `right` one."""
    first = right + 1  # from 0: the column after the gap
    sheet.set_column(right, right, 2)
    sheet.set_column(first, first + PHRASES, WIDTH)
    for n, heading in enumerate([FORMER, *(USUAL.format(n) for n in range(1, PHRASES + 1))]):
        sheet.write_string(placed.header_row - 1, first + n, heading, palette.header())
    look = palette.entry("long_text", text_wrap=False, valign="vcenter", font_size=9, font_color=MUTED)
    for cell in placed.cells:
        phrases = cell.spec.phrases[:PHRASES]
        for n, text in enumerate([former.get(cell.item, ""), *phrases, *[""] * (PHRASES - len(phrases))]):
            if text:
                sheet.write_string(cell.row - 1, first + n, text, look)
            else:
                sheet.write_blank(cell.row - 1, first + n, None, look)


def phrase_list(cell: PlacedCell, right: int) -> dict[str, object]:
    """Validation of a text: the cells beside it as a list to pick from; anything else may be typed."""
    left, last = column_letters(right + 2), column_letters(right + 2 + PHRASES)
    return {"validate": "list", "source": f"=${left}${cell.row}:${last}${cell.row}", "show_error": False}

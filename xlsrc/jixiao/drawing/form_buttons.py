"""The form buttons of the workbook: where they are, what they say, which macro they call."""

from typing import Any

from jixiao.actions import ON_FILES, action_named
from jixiao.forms.names import FRAMEWORK
from jixiao.forms.outputs import HOME

MACROS = {name: f"Jx{name.title()}" for name in ON_FILES}  # workbook/vba/JxButtons.bas
BUTTONS = {
    HOME: tuple((action_named(name).label, macro) for name, macro in MACROS.items()),
    FRAMEWORK: (("识别并试算", "JxTryOut"),),
}
WIDTH, GAP = 112, 12


def draw_buttons(sheet: Any, name: str, row: int, column: int, height: int) -> None:
    """Buttons side by side from a cell on (row and column from 0)."""
    for n, (caption, macro) in enumerate(BUTTONS[name]):
        place = {"x_offset": 4 + n * (WIDTH + GAP), "y_offset": 4, "width": WIDTH, "height": height}
        sheet.insert_button(row, column, {"macro": macro, "caption": caption, **place})

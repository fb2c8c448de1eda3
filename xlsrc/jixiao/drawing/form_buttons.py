"""The form buttons of the workbook: where they are, what they say, which macro they call."""

from typing import Any

from jixiao.actions import ACTIONS

BUTTONS = {
    sheet: tuple((action.label, action.macro) for action in ACTIONS if sheet in action.home)
    for sheet in dict.fromkeys(name for action in ACTIONS for name in action.home)
}
"""Sheet → (caption, macro)."""
WIDTH, GAP = 98, 8


def draw_buttons(sheet: Any, name: str, row: int, column: int, height: int, top: int = 4) -> None:
    """Buttons side by side from a cell on (row and column from 0), `top` pixels below its edge."""
    for n, (caption, macro) in enumerate(BUTTONS[name]):
        place = {"x_offset": 4 + n * (WIDTH + GAP), "y_offset": top, "width": WIDTH, "height": height}
        sheet.insert_button(row, column, {"macro": macro, "caption": caption, **place})

"""The form buttons of the workbook: where they are, what they say, which macro they call."""

from typing import Any

from jixiao.actions import ACTIONS

BUTTONS = {
    sheet: tuple((action.label, action.macro) for action in ACTIONS if action.home == sheet)
    for sheet in {action.home: None for action in ACTIONS if action.home}
}
"""Sheet → (caption, macro)."""
WIDTH, GAP = 112, 12


def draw_buttons(sheet: Any, name: str, row: int, column: int, height: int) -> None:
    """Buttons side by side from a cell on (row and column from 0)."""
    for n, (caption, macro) in enumerate(BUTTONS[name]):
        place = {"x_offset": 4 + n * (WIDTH + GAP), "y_offset": 4, "width": WIDTH, "height": height}
        sheet.insert_button(row, column, {"macro": macro, "caption": caption, **place})

"""The form buttons of the workbooks: where they are, what they say, which macro they call."""

from typing import Any

from jixiao.actions import ACTIONS, Spot

BUTTONS = {
    spot: tuple((action.label, action.macro) for action in ACTIONS if spot in action.home)
    for spot in dict.fromkeys(spot for action in ACTIONS for spot in action.home)
}
"""(workbook, sheet) → (caption, macro) of each."""
WIDTH, GAP = 98, 8


def draw_buttons(
    sheet: Any, spot: Spot, row: int, column: int, height: int, top: int = 4, *, each_column: bool = False
) -> None:
    """Buttons side by side from a cell on (row and column from 0), `top` pixels below its edge.

    `each_column`: one in each column, so that LibreOffice, which counts a column's pixels otherwise, shows them alike.
    """
    for n, (caption, macro) in enumerate(BUTTONS[spot]):
        at, offset = (column + n, 0) if each_column else (column, n * (WIDTH + GAP))
        place = {"x_offset": 4 + offset, "y_offset": top, "width": WIDTH, "height": height}
        sheet.insert_button(row, at, {"macro": macro, "caption": caption, **place})

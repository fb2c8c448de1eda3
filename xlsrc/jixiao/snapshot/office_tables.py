"""Where the two tables of 分工 stand, wherever inserted rows have moved them."""

from jixiao.forms import office_sheets as at
from jixiao.forms.outputs import Table
from jixiao.snapshot.grid import Grid
from jixiao.values.typed import folded


def tops(grid: Grid) -> dict[Table, int]:
    """The row of the headings of each."""
    found = {}
    for table, title in at.OFFICE_TITLES.items():
        places = grid.texts.get(folded(title), ())
        found[table] = next((row + 1 for row, _ in places), table.top)
    return found

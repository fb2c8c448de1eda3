"""The entries of a finished workbook (报送表), read like the entry sheets they come from."""

from pathlib import Path

from jixiao.engines import UnusableWorkbook
from jixiao.engines.port import Value, WorkbookPort
from jixiao.forms import load_forms
from jixiao.forms.filed_sheets import DATA, NAMES, UNUSABLE_MARK, form_title
from jixiao.snapshot import NotOurs, Snapshot, read_snapshot
from jixiao.snapshot.grid import Grid

ERROR_VALUE = "#VALUE!"  # reads as unusable in every kind of cell


def grids_of(port: WorkbookPort) -> dict[str, Grid]:
    """Every sheet by name; a finished workbook has no formulas."""
    blocks = {name: port.used_block(name) for name in port.sheet_names()}
    return {name: Grid(name, block.values, (), block.row, block.column) for name, block in blocks.items()}


def cells_of(port: WorkbookPort, sheet: str) -> dict[tuple[int, int], Value]:
    """The filled cells of a sheet by (row, column). KeyError where there is no such sheet."""
    block = port.used_block(sheet)
    return {
        (block.row + r, block.column + c): value
        for r, row in enumerate(block.values)
        for c, value in enumerate(row)
        if value is not None
    }


def entries_of(path: Path, grids: dict[str, Grid]) -> Snapshot:
    """The entries that 数据表 and the project sheets hold. UnusableWorkbook where they can't be read."""
    forms = _form_grids(grids[DATA])
    projects = [grid for name, grid in grids.items() if name not in NAMES]
    try:
        return read_snapshot(load_forms(), [*forms, *projects], filed=True)
    except NotOurs as error:
        raise UnusableWorkbook(
            f"【{path.name}】的数据表读不出来：表名和标题被改动或删除。请重新导出报送件。"
        ) from error


def _form_grids(data: Grid) -> list[Grid]:
    """数据表 cut at the titles of its forms; each piece is read like the entry sheet it comes from."""
    starts, above = [], 0
    for number, form in enumerate(load_forms().forms, 1):
        row = next((n for n in range(above + 1, data.last_row + 1) if _begins(data, n, form_title(number, form))), 0)
        if row:
            starts.append((form.sheet, row))
            above = row
    ends = [row for _, row in starts[1:]] + [data.last_row + 1] * bool(starts)
    return [_piece(data, sheet, first, end) for (sheet, first), end in zip(starts, ends, strict=True)]


def _begins(data: Grid, row: int, title: str) -> bool:
    return title in data.values[row - data.top] if row >= data.top else False


def _piece(data: Grid, sheet: str, first: int, end: int) -> Grid:
    rows = [[_as_typed(value) for value in row] for row in data.values[first - data.top : end - data.top]]
    return Grid(sheet, rows, (), first, data.left)


def _as_typed(value: object) -> object:
    return ERROR_VALUE if isinstance(value, str) and value.startswith(UNUSABLE_MARK) else value

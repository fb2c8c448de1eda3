"""分工 of last year's workbook in a new one: the offices, whom to write to, who fills what. Deadlines and hand-outs are last year's."""

from collections.abc import Iterator
from pathlib import Path

from jixiao.engines import open_port
from jixiao.engines.port import WorkbookPort
from jixiao.files import scratch
from jixiao.forms.names import OFFICES
from jixiao.forms.office_sheets import DIVISION, OFFICE_TABLE
from jixiao.forms.outputs import Table
from jixiao.snapshot.grid import Grid
from jixiao.snapshot.office_tables import tops
from jixiao.values.typed import visible

KEPT = {OFFICE_TABLE: ("科室", "联系人", "邮箱"), DIVISION: tuple(column.label for column in DIVISION.columns)}


def with_division(content: bytes, last: Path) -> tuple[bytes, bool]:
    """The new workbook with it, and whether there was any."""
    rows = {table: list(found) for table, found in _of_last(last)}
    if not rows.get(DIVISION):
        return content, False
    with scratch() as folder:
        path = folder / "新.xlsm"
        path.write_bytes(content)
        port = open_port(path)
        port.unlock(OFFICES)
        for table, lines in rows.items():
            for n, line in enumerate(lines):
                port.write_values(OFFICES, table.first + n, table.left, [line])
        port.save(path)
        port.close()
        return path.read_bytes(), True


def _of_last(last: Path) -> Iterator[tuple[Table, Iterator[list[str]]]]:
    port = open_port(last)
    try:
        if OFFICES in port.sheet_names():
            grid = _grid(port)
            heads = tops(grid)
            ends = {OFFICE_TABLE: heads[DIVISION] - 2, DIVISION: grid.last_row}
            yield from ((table, _rows(grid, table, heads[table] + 1, ends[table])) for table in KEPT)
    finally:
        port.close()


def _grid(port: WorkbookPort) -> Grid:
    block = port.used_block(OFFICES)
    return Grid(OFFICES, block.values, (), block.row, block.column)


def _rows(grid: Grid, table: Table, first: int, last: int) -> Iterator[list[str]]:
    """No more than the new sheet has room for above the second table."""
    room = table.rows if table is OFFICE_TABLE else last
    for row in range(first, min(last, first + room - 1) + 1):
        cells = [visible(grid.value(row, table.left + n)) for n in range(len(KEPT[table]))]
        if any(cells):
            yield cells

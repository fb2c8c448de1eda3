"""下属单位汇总 as it stands: what each unit gave, figure by figure. The sheet is the memory of the units' files."""

import json
from collections.abc import Iterator
from decimal import Decimal

from jixiao.forms.filed_sheets import UNUSABLE
from jixiao.forms.office_sheets import KEY_COLUMN, UNIT_COLUMNS, UNIT_FIXED, UNIT_LEFT, UNIT_TOP
from jixiao.snapshot.grid import Grid
from jixiao.snapshot.model import UnitSum
from jixiao.values.typed import read_amount, visible

FIRST = UNIT_LEFT + len(UNIT_FIXED)


def read_unit_sums(grid: Grid | None) -> tuple[UnitSum, ...]:
    """Every line whose hidden key says what it is about; () where nothing was summed."""
    return tuple(_sums(grid)) if grid else ()


def _sums(grid: Grid) -> Iterator[UnitSum]:
    columns = range(FIRST, FIRST + UNIT_COLUMNS)
    units = {column: name for column in columns if (name := visible(grid.value(UNIT_TOP, column)))}
    for row in range(UNIT_TOP + 1, grid.last_row + 1):
        path = _path(grid.value(row, KEY_COLUMN))
        if path:
            values = {name: grid.value(row, column) for column, name in units.items()}
            unusable = frozenset(name for name, raw in values.items() if visible(raw) == UNUSABLE)
            yield UnitSum(path, {name: _number(raw) for name, raw in values.items()}, unusable)


def _path(raw: object) -> tuple[str, ...]:
    try:
        kept = json.loads(str(raw)) if raw else ()
    except ValueError:
        return ()
    return tuple(map(str, kept)) if isinstance(kept, list) else ()


def _number(raw: object) -> Decimal | None:
    value = read_amount(raw).value
    return value if isinstance(value, Decimal) else None

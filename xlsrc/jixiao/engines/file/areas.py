"""Ranges as a file names them."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from jixiao.engines.errors import UnusableWorkbook
from jixiao.engines.file.limits import MAX_COLUMNS, MAX_ROWS
from jixiao.engines.file.package import DAMAGED
from jixiao.engines.port import Area
from jixiao.values.address import column_number

_RANGE = re.compile(r"^([A-Z]{1,3})([1-9][0-9]{0,6})(?::([A-Z]{1,3})([1-9][0-9]{0,6}))?$")


@lru_cache(maxsize=4096)  # merged cells are the template's in every workbook
def parse_range(ref: str) -> Area:
    """'B2' or 'B2:C5' as an Area; UnusableWorkbook for anything else found in a file."""
    match = _RANGE.match(ref.replace("$", "").upper())
    if not match:
        raise UnusableWorkbook(DAMAGED)
    column, row = column_number(match[1]), int(match[2])
    last_column, last_row = column_number(match[3] or match[1]), int(match[4] or match[2])
    if last_row < row or last_column < column:
        raise UnusableWorkbook(DAMAGED)
    return Area(row, column, last_row - row + 1, last_column - column + 1)


def check_size(areas: Sequence[Area], most: int = MAX_ROWS * MAX_COLUMNS, told: str = DAMAGED) -> None:
    """Sound areas don't overlap, so together they fit into the sheet; overlapping ones could take forever.

    UnusableWorkbook, with the words `told`, where they have more than `most` cells.
    """
    total = sum(
        max(0, min(area.last_row, MAX_ROWS) - area.row + 1)
        * max(0, min(area.last_column, MAX_COLUMNS) - area.column + 1)
        for area in areas
    )
    if total > most:
        raise UnusableWorkbook(told)


def places(area: Area) -> Iterator[tuple[int, int]]:
    """(row, column) of the cells that are looked at."""
    for row in range(area.row, min(area.last_row, MAX_ROWS) + 1):
        for column in range(area.column, min(area.last_column, MAX_COLUMNS) + 1):
            yield row, column

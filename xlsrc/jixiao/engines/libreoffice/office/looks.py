"""What a table of any layout needs beside its values: merged ranges, and which numbers show as a percentage."""

from __future__ import annotations  # LibreOffice may bring Python 3.8

from typing import Any

from .cells import block_of

PERCENT_FORMAT = 128  # com.sun.star.util.NumberFormat


def looks(document: Any, sheet: Any, area: Any, rows: Any) -> Any:
    """{"merged": [[top, left, bottom, right]], "percents": [[row, column]]}, offsets from 0 into the area."""
    cells = block_of(sheet, area)
    merged: Any = []
    percents: Any = []
    kinds: dict[int, int] = {}
    for part in _alike(cells):
        top, left = part.StartRow + 1 - area[0], part.StartColumn + 1 - area[1]
        places = [
            (row, column)
            for row in range(top, part.EndRow + 2 - area[0])
            for column in range(left, part.EndColumn + 2 - area[1])
        ]
        first = cells.getCellByPosition(left, top)
        if first.IsMerged:
            merged += [_merged(sheet, cells, place, area) for place in places]
        key = first.NumberFormat
        if key not in kinds:
            kinds[key] = document.NumberFormats.getByKey(key).Type
        if kinds[key] & PERCENT_FORMAT:
            percents += [list(place) for place in places if isinstance(rows[place[0]][place[1]], float)]
    return {"merged": merged, "percents": percents}


def _alike(cells: Any) -> Any:
    """The ranges of cells that are formatted alike; being the first cell of a merged range is formatting too."""
    found, members = [], cells.getCellFormatRanges().createEnumeration()
    while members.hasMoreElements():
        found.append(members.nextElement().RangeAddress)
    return found


def _merged(sheet: Any, cells: Any, place: Any, area: Any) -> Any:
    cursor = sheet.createCursorByRange(cells.getCellByPosition(place[1], place[0]))
    cursor.collapseToMergedArea()
    found = cursor.RangeAddress
    row, column = area[:2]
    return [
        found.StartRow + 1 - row,
        found.StartColumn + 1 - column,
        found.EndRow + 1 - row,
        found.EndColumn + 1 - column,
    ]

"""What changed on the desk as blocks of the main workbook: only cells that differ, side by side ones together."""

from collections.abc import Iterator, Mapping
from typing import Any

from jixiao.findings import Place
from jixiao.offices.contents import Typed, Where
from jixiao.offices.merging.desk import Desk, Line
from jixiao.offices.merging.model import Spot
from jixiao.offices.raws import Raw, is_same
from jixiao.press.blocks import Block

At = tuple[str, int, int]


def changed_blocks(desk: Desk, typed: Typed) -> list[Block]:
    """In the order of sheets and rows. New lines get free rows; KeyError where there is none (Desk.add refuses before)."""
    cells = dict(_changed(desk, typed))
    return list(_joined(cells))


def _changed(desk: Desk, typed: Typed) -> Iterator[tuple[At, Raw]]:
    for item, raw in desk.items.items():
        if not is_same(raw, typed.contents.items[item]):
            place = typed.items[item]
            yield (place.sheet, place.row, place.column), raw
    for name, at in typed.tables.items():
        yield from _changed_rows(desk.lines[name], typed.contents.tables[name].rows, at)


def _changed_rows(lines: list[Line], rows: Any, at: Where) -> Iterator[tuple[At, Raw]]:
    kept = {line.place: line for line in lines if line.place}
    free = {group: list(places) for group, places in at.free.items()}
    for row in rows:
        line = kept.get(row.place)
        if line is None:
            free.setdefault(row.group, []).append(row.place)
        yield from _cells(row.cells, line.cells if line else {}, row.place, at)
    emptied = {row.place: row.cells for row in rows if row.place not in kept}
    for line in lines:
        if not line.place:
            place = free[line.group].pop(0)
            yield from _cells(emptied.get(place, {}), line.cells, place, at)


def _cells(before: Mapping[str, Raw], after: Mapping[str, Raw], row: int, at: Where) -> Iterator[tuple[At, Raw]]:
    for column in {**before, **after}:
        if not is_same(before.get(column), after.get(column)) and column in at.columns:
            yield (at.sheet, row, at.columns[column]), after.get(column)


def _joined(cells: Mapping[At, Raw]) -> Iterator[Block]:
    """Runs along a row; runs of one width below each other are one block."""
    runs: list[tuple[str, int, int, list[Raw]]] = []
    for (sheet, row, column), raw in sorted(cells.items(), key=lambda one: one[0]):
        last = runs[-1] if runs else None
        if last and (last[0], last[1], last[2] + len(last[3])) == (sheet, row, column):
            last[3].append(raw)
        else:
            runs.append((sheet, row, column, [raw]))
    blocks: list[tuple[str, int, int, list[list[Raw]]]] = []
    open_ones: dict[tuple[str, int, int], list[list[Raw]]] = {}
    ends: dict[tuple[str, int, int], int] = {}
    for sheet, row, column, raws in runs:
        span = (sheet, column, len(raws))
        if ends.get(span) == row - 1:
            open_ones[span].append(raws)
        else:
            open_ones[span] = [raws]
            blocks.append((sheet, row, column, open_ones[span]))
        ends[span] = row
    for sheet, row, column, rows in blocks:
        yield Block(sheet, row, column, rows)  # type: ignore[arg-type]


def place_of(spot: Spot, typed: Typed, desk: Desk) -> Place:
    """Where a spot stands, before what changed is written; a line that isn't there yet is told by its sheet."""
    if spot.is_item:
        return typed.items.get(spot.name, Place(""))
    at = typed.tables.get(spot.name)
    if at is None:
        return Place("")
    line = desk.line_at(spot)
    column = at.columns.get(spot.column, at.columns[""])
    return Place(at.sheet, line.place, column) if line and line.place else Place(at.sheet)

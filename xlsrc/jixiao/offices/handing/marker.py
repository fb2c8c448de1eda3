"""What a part says of itself on a hidden sheet: whose it is, which hand-out, what it held. A checksum tells whether it is whole."""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from jixiao.forms.names import PART_MARK
from jixiao.offices.merging.model import Contents, Row, Table
from jixiao.offices.raws import as_json, decoded, encoded
from jixiao.snapshot.grid import Grid
from jixiao.values.typed import folded

SHEET = PART_MARK
HEAD, VERSION = "jixiao-part", 1
PIECE = 30_000  # characters; a cell holds 32,767
DIGITS = 8


@dataclass(frozen=True)
class Marker:
    """`book` names the main workbook, `number` counts its hand-outs to this office. `own_items`, `own_columns` (of new rows,
    by table): what the office fills. `base`: the part as handed out. `texts`: per sheet, how often each other text stands
    there, by its digest. `sheets`: the forms it has. `denied`: items that
    need not be filled by an answer in 基本信息."""

    book: str
    unit: str
    year: int | None
    office: str
    number: int
    base: Contents
    own_items: frozenset[str]
    own_columns: Mapping[str, frozenset[str]]
    texts: Mapping[str, Mapping[str, int]]
    sheets: tuple[str, ...]
    denied: frozenset[str] = frozenset()


class NoMarker(ValueError):  # noqa: N818 - reads as what it says
    """The hidden sheet is not there, or not as it was written."""


def lines_of(marker: Marker) -> list[str]:
    """The cells of column A."""
    data = {
        "version": VERSION,
        **{name: getattr(marker, name) for name in ("book", "unit", "year", "office", "number")},
        "sheets": list(marker.sheets),
        "items": {item: encoded(raw) for item, raw in marker.base.items.items()},
        "tables": {name: _table(table) for name, table in marker.base.tables.items()},
        "own_items": sorted(marker.own_items),
        "denied": sorted(marker.denied),
        "own_columns": {name: sorted(columns) for name, columns in marker.own_columns.items()},
        "texts": marker.texts,
    }
    text = as_json(data)
    return [HEAD, _digest(text), *(text[n : n + PIECE] for n in range(0, len(text), PIECE))]


def read_marker(grid: Grid) -> Marker:
    """NoMarker where it is damaged or of another version."""
    lines = [str(row[0] or "") for row in grid.values] if grid.left == 1 else []
    if len(lines) < 3 or lines[0] != HEAD:
        raise NoMarker(SHEET)
    text = "".join(lines[2:])
    if _digest(text) != lines[1]:
        raise NoMarker(SHEET)
    try:
        return _marker(json.loads(text))
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        raise NoMarker(SHEET) from error


def _marker(data: dict[str, Any]) -> Marker:
    if data["version"] != VERSION:
        raise NoMarker(SHEET)
    base = Contents(
        {item: decoded(kept) for item, kept in data["items"].items()},
        {name: _read_table(kept) for name, kept in data["tables"].items()},
    )
    columns = {name: frozenset(kept) for name, kept in data["own_columns"].items()}
    told = {name: data[name] for name in ("book", "unit", "year", "office", "number", "texts")}
    return Marker(
        **told,
        base=base,
        own_items=frozenset(data["own_items"]),
        own_columns=columns,
        sheets=tuple(data["sheets"]),
        denied=frozenset(data["denied"]),
    )


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _table(table: Table) -> dict[str, Any]:
    rows = [
        [{column: encoded(raw) for column, raw in row.cells.items()}, list(row.group), sorted(row.own)]
        for row in table.rows
    ]
    flags = [table.coded, table.whole, table.named]
    return {"rows": rows, "columns": sorted(table.columns), "flags": flags}


def _read_table(kept: dict[str, Any]) -> Table:
    rows = tuple(
        Row({column: decoded(raw) for column, raw in cells.items()}, tuple(group), frozenset(own))
        for cells, group, own in kept["rows"]
    )
    return Table(rows, frozenset(kept["columns"]), *kept["flags"])


def text_digest(value: object) -> str:
    """What stands for a text, however it is spaced."""
    return hashlib.sha256(folded(value).encode()).hexdigest()[:DIGITS]


def other_texts(grids: Sequence[Grid], taken: set[tuple[str, int, int]]) -> Iterator[tuple[str, int, int, object]]:
    """(sheet, row, column, value) of every filled cell that is neither `taken` nor a formula."""
    for grid in grids:
        for r, cells in enumerate(grid.values):
            for c, value in enumerate(cells):
                at = (grid.sheet, grid.top + r, grid.left + c)
                if value not in (None, "") and at not in taken and not grid.formula(*at[1:]):
                    yield (*at, value)

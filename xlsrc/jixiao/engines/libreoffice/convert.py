"""Between the port's values and the plain JSON blocks of office/cells.py and office/writes.py."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from jixiao.engines.file.text import as_read, normal
from jixiao.engines.port import CellError, Formula, Value, Writable
from jixiao.values.sheets import RawSheet, Span, pasted

EPOCH = datetime(1899, 12, 30)
DAY = 86400


def values_of(block: Any) -> list[list[Value]]:
    """The rows of a block that was read: dates, booleans and errors as the port gives them."""
    rows: list[list[Value]] = block["values"]
    epoch = datetime(*block["epoch"])
    for row, column, kind in block["dates"]:
        serial = rows[row][column]
        if isinstance(serial, float):
            rows[row][column] = _moment(serial, kind, epoch)
    for row, column in block["booleans"]:
        rows[row][column] = bool(rows[row][column])
    for row, column, text in block["errors"]:
        rows[row][column] = CellError(text)
    return rows


def _moment(serial: float, kind: str, epoch: datetime) -> datetime | time | timedelta:
    """A time format gives a time of day, beyond a day a duration; to the microsecond that a double can tell."""
    length = timedelta(seconds=round(serial * DAY, 3))
    if kind == "date":
        return epoch + length
    return (EPOCH + length).time() if 0 <= serial < 1 else length


def raw_sheet_of(name: str, block: Any) -> RawSheet:
    """A whole sheet that was read; a formula's result doesn't count, as in a closed file."""
    top, left = block["area"][:2]
    formulas = {
        (top + r, left + c): text for r, row in enumerate(block["formulas"]) for c, text in enumerate(row) if text
    }
    rows: list[list[object]] = [list(row) for row in values_of(block)]
    values = pasted(name, rows, top, left).values
    spans = tuple(Span(top + r, left + c, top + last, left + right) for r, c, last, right in block["merged"])
    covered = {spot for span in spans for spot in span.spots[1:]}
    known = {spot: value for spot, value in values.items() if spot not in formulas and spot not in covered}
    percents = frozenset((top + r, left + c) for r, c in block["percents"])
    return RawSheet(name, known, spans, percents & known.keys(), formulas, block["visible"])


def block_of(rows: Sequence[Sequence[Writable]], formulas: bool) -> dict[str, Any]:
    """Rows as a block to be written. ValueError, TypeError: what no cell can hold (see file.text.normal)."""
    block: dict[str, Any] = {"values": [], "dates": [], "booleans": [], "formulas": []}
    width = max((len(row) for row in rows), default=0)
    for row, values in enumerate(rows):
        if len(values) != width:
            raise ValueError("rows of a block must be of one length")
        block["values"].append(
            [
                _cell(normal(value), row, n, block, isinstance(value, Formula) or (formulas and _begins_so(value)))
                for n, value in enumerate(values)
            ]
        )
    return block


def _cell(value: Writable, row: int, column: int, block: dict[str, Any], is_formula: bool) -> str | float:
    if value is None:
        return ""
    if isinstance(value, bool):
        block["booleans"].append([row, column])
        return float(value)
    if isinstance(value, str):
        if is_formula:
            block["formulas"].append([row, column])
        return value
    if isinstance(value, int | float | Decimal):
        return float(value)
    block["dates"].append([row, column, _kind(value)])
    return _serial(value)


def _begins_so(value: Writable) -> bool:
    return isinstance(value, str) and value.startswith("=") and len(value) > 1


def _kind(value: Writable) -> str:
    if isinstance(value, datetime):
        return "moment" if value.time() != time(0) else "date"
    return "time"


def _serial(value: Writable) -> float:
    found = as_read(value)
    if isinstance(found, datetime):
        length = found - EPOCH
    elif isinstance(found, time):
        length = datetime.combine(date(1, 1, 1), found) - datetime(1, 1, 1)
    else:
        assert isinstance(found, timedelta)
        length = found
    if length < timedelta(0):
        raise ValueError(f"日期 {value} 早于 Excel 能表示的最早日期。")
    return length / timedelta(days=1)

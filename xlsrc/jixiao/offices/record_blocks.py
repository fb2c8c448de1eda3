"""分工, 合并冲突 and 来源 as blocks: everything that `record` reads back."""

from collections.abc import Sequence
from typing import Any

from jixiao.findings import Place
from jixiao.forms import office_sheets as at
from jixiao.forms.names import OFFICES
from jixiao.forms.outputs import Table
from jixiao.offices.division import Share
from jixiao.offices.merging.model import kept_raw
from jixiao.offices.raws import as_json
from jixiao.offices.record import FindPlace, Listed, Office, Record, Said, spot_words, words_of
from jixiao.press.blocks import Block, Cell, Link
from jixiao.snapshot.grid import Grid
from jixiao.snapshot.office_tables import tops
from jixiao.values.widths import row_height

LONGEST_KEY, LONGEST_SHOWN = 32_000, 200


def office_blocks(record: Record, grid: Grid) -> list[Block]:
    """分工: both tables, rows that are free now emptied."""
    heads = tops(grid)
    upper, lower = heads[at.OFFICE_TABLE], heads[at.DIVISION]
    head = as_json({"book": record.book, "merges": record.merges}) if record.book or record.merges else None
    rows = [_office_row(one) for one in record.offices]
    shares = [_share_row(one) for one in record.shares]
    return [
        Block(OFFICES, upper - 1, at.OFFICE_TABLE.right, [[head]]),
        _block(at.OFFICE_TABLE, upper + 1, rows, lower - 2 - upper),
        _block(at.DIVISION, lower + 1, shares, max(len(shares), grid.last_row - lower)),
    ]


def _office_row(one: Office) -> list[Cell]:
    known = {"number": one.number, "since": one.since, "returned": one.returned}
    kept = as_json(known) if one.number or one.returned else None
    due: Any = one.due
    return [
        one.name,
        one.contact or None,
        one.mail or None,
        due,
        one.handed or None,
        one.state or None,
        one.part or None,
        kept,
    ]


def _share_row(one: Share) -> list[Cell]:
    texts = (one.sheet, one.who, one.office, one.row, one.part, one.told, one.note, as_json(one.id) if one.id else "")
    return [text or None for text in texts]


def conflict_block(record: Record, grid: Grid, place: FindPlace) -> Block:
    """合并冲突, what is not decided yet first."""
    listed = sorted(record.conflicts, key=lambda one: bool(one.done_in))
    rows = [_conflict_row(one, place(one.conflict.spot)) for one in listed]
    return _block(at.CONFLICT_TABLE, at.CONFLICT_TABLE.first, rows, max(len(rows), _held(grid, at.CONFLICT_TABLE)))


def _conflict_row(one: Listed, place: Place) -> list[Cell]:
    asked = one.conflict
    kept = {
        "s": asked.spot.kept,
        "m": one.told,
        "r": kept_raw(asked.returned),
        "c": asked.choosable,
        "n": one.asked_in,
        "d": one.done_in,
    }
    if len(as_json(kept)) > LONGEST_KEY:
        kept |= {"r": None, "c": False}
    return [
        Link(place) if place.row else None,
        spot_words(asked.spot, place.sheet),
        _short(words_of(asked.base)),
        _short(words_of(asked.main)),
        _short(words_of(asked.returned)),
        asked.office,
        one.choice or None,
        asked.why,
        asked.file,
        asked.saved or None,
        at.DONE if one.done_in else None,
        as_json(kept),
    ]


def source_block(record: Record, grid: Grid, place: FindPlace) -> Block:
    """来源, in the order of the merges."""
    rows = [_said_row(one, place(one.spot)) for one in record.said]
    return _block(at.SOURCE_TABLE, at.SOURCE_TABLE.first, rows, max(len(rows), _held(grid, at.SOURCE_TABLE)))


def _said_row(one: Said, place: Place) -> list[Cell]:
    kept = {"n": one.merge, "s": one.spot.kept, "b": kept_raw(one.before), "a": one.after}
    if one.lost or len(as_json(kept)) > LONGEST_KEY:
        kept |= {"b": None, "x": True}
    merge = f"第 {one.merge} 次"
    told = (_short(one.content) or "（清空）", one.office, one.file, one.saved or None, merge, one.checked or None)
    return [
        Link(place) if place.row else None,
        spot_words(one.spot, place.sheet),
        *told,
        one.remark or None,
        as_json(kept),
    ]


def _short(text: str) -> str | None:
    return (text if len(text) <= LONGEST_SHOWN else f"{text[:LONGEST_SHOWN]}…（共 {len(text)} 字）") or None


def _held(grid: Grid, table: Table) -> int:
    return max(0, grid.last_row - table.first + 1)


def _block(table: Table, top: int, rows: Sequence[list[Cell]], count: int) -> Block:
    """As high as what stood there before, so that nothing of it is left."""
    blank: list[Cell] = [None] * len(table.columns)
    widths = [column.width if column.kind != "hidden" else 1000.0 for column in table.columns]
    filled = [*rows, *([blank] * (count - len(rows)))]
    heights = {
        top + n: row_height([(cell, width) for cell, width in zip(row, widths, strict=True) if isinstance(cell, str)])
        for n, row in enumerate(filled)
    }
    return Block(table.sheet, top, table.left, filled or [blank], heights)

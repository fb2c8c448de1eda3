"""Edits of cells as splices into a sheet part; every byte outside the changed cells stays."""

import re
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from jixiao.engines.file import xml
from jixiao.engines.file.areas import parse_range
from jixiao.engines.file.index import Cell, Row, SheetIndex
from jixiao.engines.file.text import content, formula_content, is_text, same
from jixiao.engines.port import Value, Writable
from jixiao.values.address import a1

Place = tuple[int, int]
Change = tuple[int, int, bytes]


@dataclass(frozen=True, slots=True)
class Edit:
    """What a cell is to hold: a normal value, or a formula "=…"."""

    value: Writable
    formula: bool = False


@dataclass(frozen=True, slots=True)
class Loaded:
    """What the sheet held when opened, to tell what an edit doesn't change."""

    values: Mapping[Place, Value]
    formulas: Mapping[Place, str]
    date1904: bool


def edited(
    index: SheetIndex, edits: Mapping[Place, Edit], loaded: Loaded, heights: Mapping[int, float] | None = None
) -> bytes:
    """The sheet part with the edits made and rows fitted; the very same bytes if that changes nothing."""
    heights = heights or {}
    needed = {place: edit for place, edit in edits.items() if not _holds(index, place, edit, loaded)}
    changes: list[Change] = _dimension(index, needed) if index.dimension and needed else []
    by_row: dict[int, dict[int, Edit]] = defaultdict(dict)
    for (row, column), edit in sorted(needed.items()):
        by_row[row][column] = edit
    fresh: list[tuple[int, bytes]] = []
    for number in sorted(by_row.keys() | (heights.keys() & index.rows.keys())):
        row_edits = by_row.get(number, {})
        if number in index.rows:
            changes += _row_changes(index, index.rows[number], row_edits, loaded.date1904, heights.get(number))
        else:
            fresh.append((number, _new_row(index, number, row_edits, loaded.date1904, heights.get(number))))
    return xml.splice(index.part, changes + _new_rows(index, fresh))


def _holds(index: SheetIndex, place: Place, edit: Edit, loaded: Loaded) -> bool:
    """Is the cell already as wanted?"""
    cell = index.cell(*place)
    if cell is None:
        return edit.value is None
    if edit.formula:
        return loaded.formulas.get(place) == edit.value
    if cell.formula:
        return False
    if edit.value is None:
        return cell.empty
    if isinstance(edit.value, str):
        value = loaded.values.get(place)
        return is_text(value) and value == edit.value
    return same(cell.kind, cell.v, edit.value, loaded.date1904)


def _inside(index: SheetIndex, edit: Edit, date1904: bool) -> tuple[str | None, str]:
    if edit.formula:
        return formula_content(str(edit.value), index.prefix)
    return content(edit.value, date1904, index.prefix)


def _new_cell(index: SheetIndex, place: Place, edit: Edit, date1904: bool) -> bytes:
    kind, inside = _inside(index, edit, date1904)
    style = index.style(*place)
    tag = f'<{index.prefix}c r="{a1(*place)}"'
    tag += f' s="{style}"' if style and style != "0" else ""
    tag += f' t="{kind}"' if kind else ""
    return f"{tag}>{inside}</{index.prefix}c>".encode()


def _changed_cell(index: SheetIndex, cell: Cell, edit: Edit, date1904: bool) -> bytes:
    """The cell's own start tag with another type; what tied it to its old value (cm, vm) goes."""
    kind, inside = _inside(index, edit, date1904)
    tag = index.part[cell.span.start : cell.span.opened]
    for name in ("t", "cm", "vm"):
        tag = xml.with_attribute(tag, name, None)
    if kind:
        tag = xml.with_attribute(tag, "t", kind)
    tag = tag.removesuffix(b">").removesuffix(b"/").rstrip()
    if not inside:
        return tag + b"/>"
    return tag + f">{inside}</{index.prefix}c>".encode()


def _row_changes(
    index: SheetIndex, row: Row, edits: Mapping[int, Edit], date1904: bool, height: float | None
) -> list[Change]:
    changes: list[Change] = []
    added: list[bytes] = []
    for column, edit in edits.items():
        cell = row.cells.get(column)
        if cell:
            changes.append((cell.span.start, cell.span.end, _changed_cell(index, cell, edit, date1904)))
            continue
        new = _new_cell(index, (row.number, column), edit, date1904)
        following = next((c.span.start for at, c in row.cells.items() if at > column), row.span.closing)
        if row.span.self_closing:
            added.append(new)
        else:
            changes.append((following, following, new))
    return changes + _row_tag(index, row, edits, b"".join(added), height)


def _row_tag(
    index: SheetIndex, row: Row, edits: Mapping[int, Edit], inside: bytes, height: float | None
) -> list[Change]:
    """Widen the row's spans, fit its height, and open a self-closing row for new cells."""
    tag = old = index.part[row.span.start : row.span.opened]
    if height is not None and not row.custom_height:
        tag = xml.with_attribute(tag, "ht", f"{height:g}")
    if row.spans and not set(edits) <= row.cells.keys():
        tag = xml.with_attribute(tag, "spans", _widened(row.spans, edits))
    if inside:
        tag = tag.removesuffix(b"/>").rstrip() + b">" + inside + f"</{index.prefix}row>".encode()
    return [] if tag == old else [(row.span.start, row.span.opened, tag)]


def _widened(spans: str, edits: Mapping[int, Edit]) -> str:
    """spans="1:3" covering the edited columns too; None-like oddities (several spans) are left alone."""
    first, _, last = spans.partition(":")
    if not (first.isdecimal() and last.isdecimal()):
        return spans
    return f"{min(int(first), *edits)}:{max(int(last), *edits)}"


def _new_row(index: SheetIndex, number: int, edits: Mapping[int, Edit], date1904: bool, height: float | None) -> bytes:
    cells = b"".join(_new_cell(index, (number, column), edit, date1904) for column, edit in edits.items())
    fitted = "" if height is None else f' ht="{height:g}"'
    return f'<{index.prefix}row r="{number}"{fitted}>'.encode() + cells + f"</{index.prefix}row>".encode()


def _new_rows(index: SheetIndex, fresh: list[tuple[int, bytes]]) -> list[Change]:
    data = index.data
    assert data is not None
    if fresh and data.self_closing:
        tag = index.part[data.start : data.opened].removesuffix(b"/>").rstrip() + b">"
        rows = b"".join(row for _, row in fresh)
        return [(data.start, data.opened, tag + rows + f"</{index.prefix}sheetData>".encode())]
    changes = []
    for number, row in fresh:
        at = next((r.span.start for n, r in index.rows.items() if n > number), data.closing)
        changes.append((at, at, row))
    return changes


def _dimension(index: SheetIndex, edits: Mapping[Place, Edit]) -> list[Change]:
    """<dimension ref> covering the edited cells too."""
    assert index.dimension is not None
    span, ref = index.dimension
    area = parse_range(ref)
    rows = [row for row, _ in edits] + [area.row, area.last_row]
    columns = [column for _, column in edits] + [area.column, area.last_column]
    wide = a1(min(rows), min(columns)) + ":" + a1(max(rows), max(columns))
    if wide == ref or (":" not in ref and wide == f"{ref}:{ref}"):
        return []
    tag = xml.with_attribute(index.part[span.start : span.opened], "ref", wide)
    return [(span.start, span.opened, tag)]


_BEFORE_CALC = ("definedNames", "externalReferences", "functionGroups", "sheets")


def with_full_calc(workbook: bytes) -> bytes:
    """The workbook part with calcPr fullCalcOnLoad="1", so that Excel recalculates when it opens the file."""
    spans = xml.top_level(workbook)
    calc = next((span for span in spans if span.name == "calcPr"), None)
    if calc:
        tag = workbook[calc.start : calc.opened]
        if b"fullCalcOnLoad" in tag and xml.with_attribute(tag, "fullCalcOnLoad", "1") == tag:
            return workbook
        return xml.splice(workbook, [(calc.start, calc.opened, xml.with_attribute(tag, "fullCalcOnLoad", "1"))])
    last = next(span for name in _BEFORE_CALC for span in spans if span.name == name)
    prefix = workbook[last.start + 1 : last.opened].split(last.name.encode())[0]
    return xml.splice(workbook, [(last.end, last.end, b"<" + prefix + b'calcPr fullCalcOnLoad="1"/>')])


_SHEET = re.compile(rb"<(?:\w+:)?sheet\s[^>]*>")
_STATE = re.compile(rb"""\s+state\s*=\s*(?:"[^"]*"|'[^']*')""")


def with_shown_sheets(workbook: bytes, names: Collection[str]) -> bytes:
    """The workbook part with the tabs of these sheets shown; nothing else of it changes."""
    if not names:
        return workbook
    listed = next(span for span in xml.top_level(workbook) if span.name == "sheets")
    group = next(iter(xml.children(xml.parse(workbook), "sheets")))
    called = iter([element.get("name") for element in xml.children(group, "sheet")])

    def shown(tag: re.Match[bytes]) -> bytes:
        return _STATE.sub(b"", tag[0]) if next(called, None) in names else tag[0]

    tags = _SHEET.sub(shown, workbook[listed.opened : listed.end])
    return xml.splice(workbook, [(listed.opened, listed.end, tags)])

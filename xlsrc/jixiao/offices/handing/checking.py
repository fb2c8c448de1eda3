"""【校验】 of a part: what is wrong with the office's own cells, as far as the part can tell. What it takes the whole workbook
to see is seen there, after the merge."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from jixiao.evaluation import Evaluation, evaluate
from jixiao.evaluation.listing import listed
from jixiao.findings import Finding
from jixiao.forms import load_forms
from jixiao.forms.names import PART_MARK
from jixiao.offices.handing.marker import Marker, read_marker
from jixiao.press.findings_sheet import findings_block
from jixiao.press.writing import write
from jixiao.snapshot import Snapshot, read_snapshot
from jixiao.snapshot.grid import Grid
from jixiao.values.key import Key

if TYPE_CHECKING:
    import xlwings as xw

READING = "R"
"""The letter of findings that speak of one cell as it was typed."""


def check_part(book: "xw.Book", grids: Sequence[Grid]) -> Evaluation:
    """Fill the part's 校验结果. NoMarker where the part was tampered with."""
    marker = read_marker(next(grid for grid in grids if grid.sheet == PART_MARK))
    snapshot = read_snapshot(load_forms(), [grid for grid in grids if grid.sheet != PART_MARK], sheets=marker.sheets)
    whole = evaluate(snapshot)
    found = tuple(finding for finding in whole.findings if _is_its_own(finding, snapshot, marker))
    evaluation = replace(whole, findings=found, listing=listed(found, snapshot, each=snapshot.each))
    write(book, [findings_block(evaluation)])
    return evaluation


def _is_its_own(finding: Finding, snapshot: Snapshot, marker: Marker) -> bool:
    if finding.key.item in marker.denied and finding.lacks:
        return False
    if not all(_is_here(key, marker) for key in finding.about):
        return False
    if finding.key.item:
        return finding.key.item in marker.own_items
    table = marker.base.tables.get(finding.key.table)
    if table is None or (table.coded and not finding.kind.code.startswith(READING)):
        return False
    return finding.key.column in set(_own_columns(finding.key, snapshot, marker))


def _is_here(key: Key, marker: Marker) -> bool:
    return key.item in marker.base.items if key.item else key.table in marker.base.tables


def _own_columns(key: Key, snapshot: Snapshot, marker: Marker) -> Iterator[str]:
    """Of a row as handed out, of a new row, of a project sheet."""
    name = key.table
    yield from marker.own_columns.get(name, ())
    if name not in snapshot.tables:  # a project sheet is one office's whole
        yield key.column
        return
    label = next((record.label for record in snapshot.tables[name] if record.key == key.whole), "")
    yield from (column for row in marker.base.tables[name].rows if row.label == label for column in row.own)

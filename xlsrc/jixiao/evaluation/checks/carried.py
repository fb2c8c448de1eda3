"""G. What a workbook made from last year's began with: each cell is last year's until somebody says otherwise.

A cell that was changed or emptied needs no confirmation. The cells are warnings, so that their colour says 核对; that
some are left is one error: a figure that nobody looked at must not be filed.
"""

from collections.abc import Iterator

from jixiao.findings import Finding, kind_of
from jixiao.forms.carried_sheet import CONFIRMED, content_of
from jixiao.snapshot import Carried, Snapshot
from jixiao.values.key import Key

CARRIED = kind_of("G01")
UNCONFIRMED = kind_of("G02")


def carried_entries_are_confirmed(snapshot: Snapshot) -> Iterator[Finding]:
    """G01: the cell still holds what was carried. G02: how many there are."""
    open_ones = [(one, key) for one in snapshot.carried if not one.confirmed and (key := _still_at(snapshot, one))]
    for one, key in open_ones:
        yield CARRIED.at(key, label=one.item, content=one.content)
    if open_ones:
        yield UNCONFIRMED.at(open_ones[0][0].key.at(CONFIRMED), count=len(open_ones))


def _still_at(snapshot: Snapshot, one: Carried) -> Key | None:
    """The key of the cell that still holds the content; None where none does."""
    if one.item in snapshot.entries:
        entry = snapshot.entries[one.item]
        return entry.key if content_of(entry.value, entry.spec) == one.content else None
    spec = next((s.row_spec for _, s in snapshot.forms.sections() if s.item == one.item != ""), None)
    rows = snapshot.tables[one.item] if spec else ()
    return next((row.key for row in rows if spec and content_of(row.label, spec) == one.content), None)

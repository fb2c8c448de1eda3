"""Which typed cells a data item comes from: through every computed cell down to what a person types."""

from collections.abc import Iterator

from jixiao.snapshot.model import Entry, Snapshot
from jixiao.values.key import Key

TOTAL = "合计"


def inputs(snapshot: Snapshot, key: Key) -> frozenset[Key]:
    """The typed cells behind an item, a cell of a list or a list's total; a key of anything else is its own."""
    return frozenset(_behind(snapshot, key))


def blank_entries(snapshot: Snapshot, item: str) -> tuple[Entry, ...]:
    """The typed cells behind an item that nobody filled, in the order of the forms."""
    entries = (snapshot.entries.get(key.item) for key in _behind(snapshot, Key.of(item)))
    return tuple(entry for entry in entries if entry and entry.value is None and not entry.faulty)


def _behind(snapshot: Snapshot, key: Key) -> Iterator[Key]:
    if operands := snapshot.forms.operands.get(key.item):
        for operand in operands:
            yield from _behind(snapshot, Key.of(operand))
    elif key.row:
        yield from _in_row(snapshot, key)
    elif records := snapshot.tables.get(key.table.removesuffix(TOTAL)):
        for record in records:
            yield from _in_row(snapshot, record.key.at(key.column))
    else:
        yield key


def _in_row(snapshot: Snapshot, key: Key) -> Iterator[Key]:
    section = snapshot.forms.lists.get(key.table)
    spec = next((column for column in section.columns if column.label == key.column), None) if section else None
    if spec is None or spec.computed is None:
        yield key
    else:
        for operand in spec.computed.operands:
            yield from _in_row(snapshot, key.whole.at(operand))

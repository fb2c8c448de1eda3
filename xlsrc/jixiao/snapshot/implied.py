"""What a 没有 among the first questions of 基本信息 says of cells that nobody filled: 0, and 无 of a required text.

Nothing is written into the cells: whoever answers 有 again finds them as they were. What was typed all the same
contradicts the answer and is a finding (A16).
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from jixiao.findings import Finding
from jixiao.forms.spec import ADDABLE, NONE
from jixiao.snapshot import kinds
from jixiao.snapshot.model import Entry, Record

NOTHING = "无"


def with_implied(entries: Mapping[str, Entry]) -> dict[str, Entry]:
    """The entries, blank ones of what the unit hasn't with their value."""
    return {item: _implied(entry) if _is_denied(entry, entries) else entry for item, entry in entries.items()}


def contradictions(entries: Mapping[str, Entry], tables: Mapping[str, tuple[Record, ...]]) -> Iterator[Finding]:
    """A16: something was typed where the answer says that there is nothing; of a list its first row."""
    for entry in entries.values():
        if _is_denied(entry, entries) and entry.shown and entry.value not in (0, NOTHING) and not entry.spec.computed:
            yield _told(entry, entry.key.label, entry.shown)
    for table, records in tables.items():
        for record in records[:1]:
            first = next(iter(record.entries.values()))
            if _is_denied(first, entries):
                yield kinds.DENIED.at(record.key, question=first.spec.unless, label=table, shown=record.label)


def _told(entry: Entry, label: str, shown: str) -> Finding:
    return kinds.DENIED.at(entry.key, question=entry.spec.unless, label=label, shown=shown)


def _is_denied(entry: Entry, entries: Mapping[str, Entry]) -> bool:
    question = entries.get(entry.spec.unless)
    return question is not None and question.value == NONE


def _implied(entry: Entry) -> Entry:
    if entry.value is not None or entry.faulty or not entry.spec.is_entry:
        return entry
    if entry.spec.type in ADDABLE:
        return replace(entry, value=Decimal(0), implied=True)
    return replace(entry, value=NOTHING, implied=True) if entry.spec.required else entry

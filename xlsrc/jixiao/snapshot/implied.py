"""What a 没有 among the first questions of 基本信息 says of numbers that nobody filled: 0.

Nothing is written into the cells: whoever answers 有 again finds them as they were. What was typed all the same
contradicts the answer and is a finding (A16).
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal

from jixiao.findings import Finding
from jixiao.forms import Forms
from jixiao.forms.spec import ADDABLE, NONE, SOME
from jixiao.snapshot import kinds
from jixiao.snapshot.model import Entry, Record

NOTHING = "无"


def with_implied(entries: Mapping[str, Entry]) -> dict[str, Entry]:
    """The entries, blank numbers of what the unit hasn't as 0."""
    return {item: _implied(entry) if _is_denied(entry, entries) else entry for item, entry in entries.items()}


def with_free_rows(entries: Mapping[str, Entry], forms: Forms) -> dict[str, Entry]:
    """Of a grid that asks for SOME rows: the rows that nobody touched ask for nothing, where another one is filled."""
    free: dict[str, Entry] = {}
    for _, section in forms.sections():
        if section.required_rows == SOME:
            rows: dict[str, list[str]] = {}
            for row, spec, item in section.grid_cells():
                if spec.is_entry and not row.control and not row.parts:
                    rows.setdefault(row.item, []).append(item)
            blank = [items for items in rows.values() if not any(entries[item].shown for item in items)]
            if len(blank) < len(rows):
                free |= {item: entries[item] for items in blank for item in items}
    return {**entries, **{item: _not_required(entry) for item, entry in free.items()}}


def _not_required(entry: Entry) -> Entry:
    return replace(entry, spec=replace(entry.spec, required=False))


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
    return replace(entry, value=Decimal(0), implied=True) if entry.spec.type in ADDABLE else entry

"""What blank cells stand for: 0 by a 没有 among the first questions of 基本信息, a usual text where somebody chose so, or what
the form says of each (年末).

Nothing is written into the cells: whoever answers otherwise finds them as they were. What was typed where the unit has
nothing contradicts the answer and is a finding (A16).
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal

from jixiao.findings import Finding
from jixiao.forms import Forms
from jixiao.forms.spec import ADDABLE, NONE, SOME, TAKEN, YEAR_END
from jixiao.snapshot import kinds
from jixiao.snapshot.model import Entry, Record
from jixiao.values.typed import Value

NOTHING = "无"


def with_implied(entries: Mapping[str, Entry], usual: Mapping[str, Mapping[str, str]]) -> dict[str, Entry]:
    """The entries, blank ones as what they stand for. `usual`: item → heading → the text beside its cell."""
    return {item: _implied(entry, _meant(item, entry, entries, usual)) for item, entry in entries.items()}


def _meant(item: str, entry: Entry, entries: Mapping[str, Entry], usual: Mapping[str, Mapping[str, str]]) -> Value:
    """What the entry stands for where it is blank; None: nothing, it is missing."""
    if _is_denied(entry, entries) and entry.spec.type in ADDABLE:
        return Decimal(0)
    if entry.spec.usual:
        answer = entries[entry.spec.usual].text
        return next((text for heading, text in usual.get(item, {}).items() if answer == TAKEN.format(heading)), None)
    if entry.spec.blank == YEAR_END:
        year = entries["评价年度"].number
        return date(int(year), 12, 31) if year else None
    return entry.spec.blank or None


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


def _implied(entry: Entry, meant: Value) -> Entry:
    if meant is None or entry.value is not None or entry.faulty or not entry.spec.is_entry:
        return entry
    return replace(entry, value=meant, implied=True)

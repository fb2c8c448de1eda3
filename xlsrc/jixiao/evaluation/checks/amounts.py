"""A. Amounts typed in 元 instead of 万元, years typed as amounts (checks 6, 7)."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from jixiao.evaluation.checks.common import entries_of
from jixiao.findings import Finding, kind_of
from jixiao.snapshot import Entry, Snapshot
from jixiao.values.key import Key
from jixiao.values.rounding import plain

IN_YUAN = kind_of("A06")
WHOLE_NUMBERS = kind_of("A12")
LIKE_A_YEAR = kind_of("A07")
TABLES = ("income", "expenditure", "by_function", "projects", "three_public", "operating")
LEAST_AMOUNTS = 3  # fewer say nothing about a habit


def amounts_are_of_the_size_of_their_neighbours(snapshot: Snapshot) -> Iterator[Finding]:
    """A06: 1,000 times every other amount of its column, or of its row. A12: whole numbers throughout."""
    times = snapshot.setting("误填倍数")
    for section in TABLES:
        cells = _cells(snapshot, section)
        found = [entry for place, entry in cells.items() if _is_huge(place, cells, times)]
        for entry in found:
            yield IN_YUAN.at(entry.key, label=_name(entry), value=plain(_value(entry)), times=plain(times))
        if not found:
            yield from _whole(cells, times)


def _cells(snapshot: Snapshot, section_id: str) -> dict[tuple[Key, str], Entry]:
    """(row, column) → the positive amounts typed into a table."""
    section = snapshot.forms.section(section_id)
    cells: dict[tuple[Key, str], Entry] = {}
    for row, spec, item in section.grid_cells():
        if spec.type == "amount" and spec.is_entry:
            cells[Key.of(row.item), spec.label] = snapshot.entries[item]
    for record in snapshot.tables.get(section.item, ()):
        for label, entry in record.entries.items():
            if entry.spec.type == "amount" and entry.spec.unit == section.unit:
                cells[record.key, label] = entry
    return {place: entry for place, entry in cells.items() if _value(entry) > 0}


def _is_huge(place: tuple[Key, str], cells: Mapping[tuple[Key, str], Entry], times: Decimal) -> bool:
    value = _value(cells[place])
    for axis in (0, 1):
        others = [_value(entry) for at, entry in cells.items() if at != place and at[axis] == place[axis]]
        if others and value >= times * max(others):
            return True
    return False


def _whole(cells: Mapping[tuple[Key, str], Entry], times: Decimal) -> Iterator[Finding]:
    values = [_value(entry) for entry in cells.values()]
    if len(values) >= LEAST_AMOUNTS and min(values) >= times and all(v == v.to_integral_value() for v in values):
        first = next(iter(cells.values()))
        words = {"least": plain(times), "label": _name(first), "value": plain(_value(first))}
        yield WHOLE_NUMBERS.at(first.key, **words)


def amounts_do_not_look_like_years(snapshot: Snapshot) -> Iterator[Finding]:
    """A07: 2024 or 2024.05 (real) around the year of the evaluation."""
    year = snapshot.year
    for label, entry in entries_of(snapshot):
        if year and entry.spec.type == "amount" and entry.spec.unit == "万元" and isinstance(entry.value, Decimal):
            whole = int(entry.value)
            month = (entry.value - whole) * 100
            if abs(whole - year) <= 1 and 0 <= month <= 12:
                yield LIKE_A_YEAR.at(entry.key, label=label, value=plain(entry.value))


def _value(entry: Entry) -> Decimal:
    return entry.value if isinstance(entry.value, Decimal) else Decimal(0)


def _name(entry: Entry) -> str:
    return entry.key.item or entry.spec.label

"""U. A department whose figures were summed from its subordinate units: the whole is what its parts come to."""

from collections.abc import Iterator
from decimal import Decimal

from jixiao.findings import Finding, kind_of
from jixiao.snapshot import Snapshot
from jixiao.snapshot.model import UnitSum
from jixiao.values.key import Key
from jixiao.values.rounding import plain

DIFFERS = kind_of("U01")
COUNT_DIFFERS = kind_of("U02")
COUNT = "下属单位数"


def department_equals_its_units(snapshot: Snapshot) -> Iterator[Finding]:
    """U01: a figure of the department is not what its units come to. One that nobody filled is no difference."""
    for one in snapshot.units:
        key, typed = _typed(snapshot, one)
        if key and typed is not None and one.total is not None:
            difference = typed - one.total
            if difference:
                words = {"label": _label(one), "typed": plain(typed), "units": plain(one.total)}
                yield DIFFERS.at(key, difference=plain(difference), **words)


def every_unit_is_there(snapshot: Snapshot) -> Iterator[Finding]:
    """U02: as many subordinate units as the department says it has; its own office (本级) may be one more."""
    count = snapshot.number(COUNT)
    units = {name for one in snapshot.units for name in one.values}
    if units and count is not None and len(units) - count not in (0, 1):
        yield COUNT_DIFFERS.at(COUNT, count=plain(count), units=str(len(units)), names="、".join(sorted(units)))


def _typed(snapshot: Snapshot, one: UnitSum) -> tuple[Key | None, Decimal | None]:
    if len(one.path) == 1:
        entry = snapshot.entries.get(one.path[0])
        return (entry.key, entry.number) if entry else (None, None)
    table, label, column = one.path
    record = next((record for record in snapshot.tables.get(table, ()) if record.label == label), None)
    return (record.key.at(column), record.number(column)) if record else (None, None)


def _label(one: UnitSum) -> str:
    return one.path[0] if len(one.path) == 1 else f"{one.path[0]}“{one.path[1]}”{one.path[2]}"

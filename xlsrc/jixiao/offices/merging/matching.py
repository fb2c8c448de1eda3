"""Which row of one version is which row of another: by what they hold, never by where they stand.

In this order, each row once: rows that are the same in everything; rows of one name, in their order; rows known to have been
renamed; rows that differ in nothing but the name, where exactly one fits exactly one. What is left came or went.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from jixiao.offices.merging.model import LABEL, Row
from jixiao.offices.raws import shown


@dataclass(frozen=True)
class Matched:
    """Index in the old version → index in the new one; `renamed`: of these, the old ones that only look alike but for the name."""

    pairs: dict[int, int]
    renamed: frozenset[int]


def matched(
    old: Sequence[Row], new: Sequence[Row], names: Mapping[str, str] = MappingProxyType({}), *, strict: bool = False
) -> Matched:
    """Which old row is which new one. `names`: old names → those that they are known to have now. `strict`: several rows of
    one name that aren't the same in everything are nobody's."""
    pairs = _in_order(old, new, {}, _content, _content)
    pairs |= _in_order(old, new, pairs, _name, _name, alone=strict)
    pairs |= _in_order(old, new, pairs, lambda row: (row.group, names.get(row.label)), _name, alone=True)
    renamed = _renamed(old, new, pairs)
    return Matched(pairs | renamed, frozenset(renamed))


def _content(row: Row) -> Hashable:
    return row.content


def _name(row: Row) -> Hashable:
    return (row.group, row.label)


def _left(rows: Sequence[Row], taken: set[int], key: Callable[[Row], Hashable]) -> dict[Hashable, list[int]]:
    found: dict[Hashable, list[int]] = defaultdict(list)
    for n, row in enumerate(rows):
        if n not in taken:
            found[key(row)].append(n)
    return found


def _in_order(
    old: Sequence[Row],
    new: Sequence[Row],
    pairs: Mapping[int, int],
    key: Callable[[Row], Hashable],
    new_key: Callable[[Row], Hashable],
    *,
    alone: bool = False,
) -> dict[int, int]:
    """`alone`: only where one row on each side has the key, of those that are paired already too."""
    before, after = _left(old, set(pairs), key), _left(new, set(pairs.values()), new_key)
    if alone:
        once, there = Counter(map(key, old)), Counter(map(new_key, new))
        before = {value: rows for value, rows in before.items() if once[value] == there[value] == 1}
    return {o: n for value, olds in before.items() for o, n in zip(olds, after.get(value, ()), strict=False)}


def _renamed(old: Sequence[Row], new: Sequence[Row], pairs: Mapping[int, int]) -> dict[int, int]:
    before, after = _left(old, set(pairs), _nameless), _left(new, set(pairs.values()), _nameless)
    return {
        olds[0]: after[value][0]
        for value, olds in before.items()
        if value is not None and len(olds) == 1 and len(after.get(value, ())) == 1
    }


def _nameless(row: Row) -> Hashable:
    """Everything but the name; None where there is nothing else: then nothing tells that two rows are one."""
    rest = sorted((column, shown(raw)) for column, raw in row.cells.items() if column != LABEL)
    return (row.group, *rest) if rest else None

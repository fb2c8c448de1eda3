"""What the checks look at: the rows of the filings that count, the thresholds, last year's memory, the roster."""

from collections import namedtuple
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache, cached_property
from typing import Any

from jixiao.bureau.comparing.model import Side
from jixiao.filing import TABLES
from jixiao.filing.memory import Memory
from jixiao.forms import load_forms
from jixiao.values.key import Key


@cache
def _record(table: str) -> Any:
    """A row with its columns by name, the digest in front."""
    return namedtuple(table, ("digest", *TABLES[table].names))


@cache
def _lists() -> frozenset[str]:
    return frozenset(section.item for _, section in load_forms().sections() if section.kind == "list")


def asked_by(item: str) -> str:
    """What an item asks, whichever row or project sheet it stands in: 重点工作[2].完成说明 and 重点工作[3]… are one question."""
    key = Key.parse(item)
    return f"{key.table}{key.column}" if key.table in _lists() else key.column


@dataclass(frozen=True)
class Filings:
    """The filings that count, one a unit. `settings`: thresholds by item; `roster`: units that should file."""

    memory: Memory
    settings: Mapping[str, Decimal]
    earlier: Memory | None = None
    roster: Sequence[str] = field(default=())

    @cached_property
    def units(self) -> Mapping[str, str]:
        """digest → unit, by unit."""
        return self.memory.counted()

    @cached_property
    def rank(self) -> Mapping[str, int]:
        """unit → its number by name, from 0."""
        return {unit: number for number, unit in enumerate(self.units.values())}

    def limit(self, item: str) -> Decimal:
        """A threshold. KeyError for an unknown one."""
        return self.settings[item]

    def rows(self, table: str, items: Sequence[str] = (), digests: Sequence[str] | None = None) -> Iterator[Any]:
        """Rows of a table by file, as records with its columns by name."""
        return (row for row in records(self.memory, table, digests, items) if row.digest in self.units)

    def side(self, row: Any, item: str, shown: str) -> Side:
        """The evidence that a row with sheet and cell is."""
        return Side(self.units[row.digest], row.digest, row.sheet, row.cell, item, shown)


def records(memory: Memory, table: str, digests: Sequence[str] | None, items: Sequence[str] = ()) -> Iterator[Any]:
    """Rows of a table of a memory (of all its files, or of these), as records with its columns by name."""
    yield from map(_record(table)._make, memory.rows(table, digests, items))


def questions(memory: Memory, table: str) -> Mapping[str, tuple[str, ...]]:
    """What a table's items ask → the items that ask it, by name."""
    found: dict[str, list[str]] = {}
    for item in memory.items(table):
        found.setdefault(asked_by(item), []).append(item)
    return {asked: tuple(items) for asked, items in sorted(found.items())}

"""What several checks need: rows of the budget tables, reasons, tolerances, texts people wrote."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from jixiao.findings import Finding, Kind, kind_of
from jixiao.forms import Row
from jixiao.forms.names import BUREAU_SHEETS, EVIDENCE_LIST, YEARS
from jixiao.snapshot import Entry, Snapshot
from jixiao.values.key import Key
from jixiao.values.rounding import money, plain

YUAN = Decimal(10000)
ROUNDED = kind_of("C43")
NOT_NARRATIVE = ("通知标题", "通知文号")


def entries_of(snapshot: Snapshot) -> Iterator[tuple[str, Entry]]:
    """(what the clerk calls it, entry) of every typed cell, list rows included."""
    for key, entry in snapshot.entries.items():
        yield key, entry
    for table in snapshot.tables.values():
        for record in table:
            for label, entry in record.entries.items():
                yield f"{record.label or '本行'}的{label}", entry
    for project in snapshot.projects:
        yield from project.labelled_entries()


def texts_of(snapshot: Snapshot) -> Iterator[tuple[str, Key, str]]:
    """(label, key, text) of everything that people wrote in words; the framework and the notice are others' words."""
    others = {
        i for f in snapshot.forms.forms if f.sheet in BUREAU_SHEETS for s in f.sections for _, i in s.field_cells()
    }
    for item, entry in snapshot.entries.items():
        if entry.spec.type not in ("text", "long_text") or item in others or item in NOT_NARRATIVE:
            continue
        if isinstance(entry.value, str):
            yield item, entry.key, entry.value
    for table, records in snapshot.tables.items():
        if table in (*BUREAU_SHEETS, EVIDENCE_LIST, YEARS):  # names of files and scores are no prose
            continue
        for record in records:
            for column, entry in record.entries.items():
                if isinstance(entry.value, str) and entry.spec.type == "text" and entry.spec.is_entry:
                    yield f"{record.label}的{column}", entry.key, entry.value


def tolerance(snapshot: Snapshot, items: int) -> Decimal:
    """How far a sum of `items` amounts may be off, in 万元: 0.005 per item and 0.01 at least, unless set otherwise."""
    return max(snapshot.setting("最小容差"), snapshot.setting("分项容差") * items) / YUAN


@dataclass(frozen=True)
class Amounts:
    """Two amounts that should be one, in 万元, and how far rounding may hold them apart."""

    left: Decimal
    right: Decimal
    within: Decimal

    @property
    def gap(self) -> Decimal:
        """How far they are apart; never negative."""
        return abs(self.left - self.right)

    def told(self, kind: Kind, key: Key | str, about: Iterable[Key | str] = (), /, **words: str) -> Iterator[Finding]:
        """Beyond rounding a finding of `kind`, whose wording may take {gap}; within it C43; nothing where they are equal."""
        if self.gap > self.within:
            gap = {"gap": money(self.gap)} if "gap" in kind.example else {}
            yield kind.at(key, about, **words, **gap)
        elif self.gap:
            sides = {"left": plain(self.left), "right": plain(self.right), "gap": plain(self.gap)}
            yield ROUNDED.at(key, about, rule=kind.basis, **sides, within=plain(self.within))


def explained(snapshot: Snapshot, row: Row) -> bool:
    """Whether the row's 说明 says something."""
    return bool(snapshot.text(f"{row.item}说明"))


def amount(snapshot: Snapshot, item: str) -> Decimal:
    """A number, 0 where blank."""
    return snapshot.number(item) or Decimal(0)


def change(now: Decimal | None, before: Decimal | None) -> Decimal | None:
    """By how many percent `now` differs from `before`; None where one of them is not there or the base is 0."""
    return None if now is None or not before else (now - before) * 100 / before

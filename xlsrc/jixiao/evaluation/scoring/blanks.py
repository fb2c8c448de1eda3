"""An automatic indicator without a value: the finding stands at what nobody filled in, not at the indicator."""

from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property

from jixiao.criteria import read_formula
from jixiao.evaluation.scoring import kinds
from jixiao.findings import Finding, Place
from jixiao.frameworks import Indicator
from jixiao.snapshot import Snapshot
from jixiao.snapshot.inputs import blank_entries
from jixiao.values.key import Key

NAMED = 3  # blank items that a finding names


@dataclass(frozen=True)
class Blanks:
    """What is blank in a Snapshot, by what a 指标值 formula names."""

    snapshot: Snapshot

    def figures(self, indicator: Indicator, missing: tuple[str, ...]) -> Finding | None:
        """S10 at the first blank cell behind these items; None where no single cell is."""
        keys = list(dict.fromkeys(entry.key for item in missing for entry in blank_entries(self.snapshot, item)))
        if not keys or not all(map(self._is_there, keys)):
            return None
        items = "、".join(key.label for key in keys[:NAMED]) + (f"等 {len(keys)} 项" if keys[NAMED:] else "")
        return kinds.NO_FIGURES.at(keys[0], keys, items=items, name=indicator.name)

    def _is_there(self, key: Key) -> bool:
        """Whether its cell was found: what wasn't stands where its section does (R05, R06)."""
        return self._places[self.snapshot.places[key]] == 1

    @cached_property
    def _places(self) -> Counter[Place]:
        return Counter(self.snapshot.places.values())

    def rows(self, indicator: Indicator) -> Finding | None:
        """S11 at the first row of a list that its formula counts and that holds nothing; None where there is none."""
        for name in read_formula(indicator.value).names() if indicator.value else ():
            table = name.partition(".")[0]
            body = self.snapshot.bodies.get(table)
            if body and not self.snapshot.tables.get(table):
                first = min(column for column in body.columns.values() if column)
                found = kinds.NO_ROWS.at(f"《{body.sheet}》", table=table, name=indicator.name)
                return replace(found, place=Place(body.sheet, body.first, first))
        return None

"""What only few have: who shares keys that at most some owners hold.

The rule that spares boilerplate is the index: a key of at most `limit` owners gives at most limit² / 2 pairs, so that the
pairs of all units are found exactly, in one sort. Nothing is sampled (MinHash would be an estimate of what is counted here).
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

Keys = npt.NDArray[np.uint64]
Numbers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class Rare:
    """`keys`: one an entry; `holder`: whose, by entry, ascending; `owner` of each holder, ascending.

    A holder is a text or a filing; an owner, the unit, may have several.
    """

    keys: Keys
    holder: Numbers
    owner: Numbers
    limit: int
    common: Keys

    @cached_property
    def _order(self) -> Numbers:
        return np.argsort(self.keys, kind="stable")

    @cached_property
    def few(self) -> Flags:
        """By entry: at most `limit` owners hold its key, and it is none of the `common` ones."""
        ordered = self.keys[self._order]
        if not len(ordered):
            return np.zeros(0, np.bool_)
        owners = self.owner[self.holder[self._order]]
        begins = np.append(True, ordered[1:] != ordered[:-1])
        others = begins | np.append(True, owners[1:] != owners[:-1])
        starts = np.flatnonzero(begins)
        counts = np.add.reduceat(others.astype(np.int64), starts)
        lengths = np.diff(np.append(starts, len(ordered)))
        found = np.empty(len(ordered), np.bool_)
        found[self._order] = np.repeat((counts <= self.limit) & ~np.isin(ordered[starts], self.common), lengths)
        return found

    def pairs(self) -> list[tuple[int, int, int]]:
        """(holder, another owner's holder, how many rare keys both hold), the lower number first, by number."""
        order = self._order[self.few[self._order]]
        keys, holders = self.keys[order], self.holder[order]
        new = np.append(True, (keys[1:] != keys[:-1]) | (holders[1:] != holders[:-1]))[: len(keys)]
        keys, holders = keys[new], holders[new]
        many = len(self.owner)
        found: list[Any] = []
        for step in range(1, len(keys)):
            same = keys[step:] == keys[:-step]
            if not same.any():
                break
            one, other = holders[:-step][same], holders[step:][same]
            strangers = self.owner[one] != self.owner[other]
            found.append(one[strangers] * many + other[strangers])
        codes, counts = np.unique(np.concatenate([np.zeros(0, np.int64), *found]), return_counts=True)
        return [(int(code // many), int(code % many), int(count)) for code, count in zip(codes, counts, strict=True)]

"""Things held by units, as numbers, for `Rare`."""

import numpy as np

from jixiao.bureau.comparing.filings import Filings
from jixiao.bureau.comparing.rare import Keys, Numbers, Rare

_POSITIVE = (1 << 64) - 1


def number(thing: object) -> int:
    """A thing as a number of 64 bits: the same within one run, and what is found by it is looked up again."""
    return hash(thing) & _POSITIVE


def few(filings: Filings, units: int) -> int:
    """How many of so many units are few: 套话单位数, but no more than a tenth."""
    return min(int(filings.limit("套话单位数")), max(2, units // 10))


def held_by_units(keys: Keys, holders: Numbers, filings: Filings) -> Rare:
    """Keys with the number of the unit that has them, by unit."""
    order = np.argsort(holders, kind="stable")
    units = len(filings.units)
    return Rare(keys[order], holders[order], np.arange(units), few(filings, units), np.zeros(0, np.uint64))

"""K26: what a unit answered and scored by hand (完成值, 手工得分, reasons, evidence) is another's, indicator by indicator."""

import re
from array import array
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

import numpy as np

from jixiao.bureau.comparing.filings import Filings, asked_by, questions
from jixiao.bureau.comparing.model import Suspicion
from jixiao.bureau.comparing.rare import Rare
from jixiao.bureau.comparing.telling import suspicion
from jixiao.bureau.comparing.units import held_by_units, number
from jixiao.findings import kind_of
from jixiao.forms.names import ANSWERS
from jixiao.values.rounding import percent, percent_of, plain
from jixiao.values.typed import folded

SAME = kind_of("K26")
FIGURES = tuple(f"{ANSWERS}{column}" for column in ("完成值", "手工得分"))
COLUMNS = (*FIGURES, *(f"{ANSWERS}{column}" for column in ("扣分原因", "佐证材料")))
RARE = 2  # answers that only few have: without them, two units that answered 是 everywhere would be alike
Answers = dict[tuple[str, str], Any]


def answers_are_nobody_elses(filings: Filings) -> Iterator[Suspicion]:
    """K26: most of the answers are equal, some of them such as only few units gave."""
    items = [
        item
        for table in ("texts", "figures")
        for asked in COLUMNS
        for item in questions(filings.memory, table).get(asked, ())
    ]
    digests = list(filings.units)
    for one, other, rare in _index(filings, items).pairs():
        if rare >= RARE:
            yield from _told(filings, *(dict(_cells(filings, items, [digests[n]])) for n in (one, other)))


def _index(filings: Filings, items: Sequence[str]) -> Rare:
    keys, holders = array("Q"), array("q")
    for key, row in _cells(filings, items):
        keys.append(number((key, value_of(row))))
        holders.append(filings.rank[filings.units[row.digest]])
    return held_by_units(np.array(keys, np.uint64), np.array(holders, np.int64), filings)


def _cells(
    filings: Filings, items: Sequence[str], digests: Sequence[str] | None = None
) -> Iterator[tuple[tuple[str, str], Any]]:
    """((indicator, question), row) of every answer."""
    for table in ("texts", "figures"):
        for row in filings.rows(table, items, digests):
            yield (row.owner, asked_by(row.item)), row


def value_of(row: Any) -> str:
    """What stands in a row of texts or figures, as it is compared."""
    return folded(_shown(row))


def _shown(row: Any) -> str:
    return row.text if hasattr(row, "text") else plain(row.value)


def _telling(asked: str, value: str) -> tuple[int, int]:
    """Sorts first what says most: figures by their significant digits (93.27%), then texts by their length."""
    digits = re.sub(r"\D", "", value).strip("0") if asked in FIGURES else ""
    return -len(digits), -len(value)


def _told(filings: Filings, here: Answers, there: Answers) -> Iterator[Suspicion]:
    same = [key for key, row in here.items() if key in there and value_of(row) == value_of(there[key])]
    share = percent_of(Decimal(len(same)), Decimal(max(len(here), len(there)))) or Decimal(0)
    if len(same) < filings.limit("相同填报个数") or share < filings.limit("相同填报比例"):
        return
    same.sort(key=lambda key: _telling(key[1], value_of(here[key])))
    rows = [held[key] for key in same for held in (here, there)]
    units = [filings.units[row.digest] for row in rows[:2]]
    sides = [filings.side(row, f"{row.owner} {row.item}", _shown(row)) for row in rows]
    indicators = len({indicator for indicator, _ in same})
    words = {"units": "、".join(units), "count": len(same), "share": percent(share), "indicators": indicators}
    yield suspicion(SAME, units, sides, (share, "%"), **words)

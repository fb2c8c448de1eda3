"""K14: a block of amounts that two units share, at the same items."""

from array import array
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import Any

import numpy as np

from jixiao.bureau.comparing.filings import Filings, asked_by
from jixiao.bureau.comparing.model import Suspicion
from jixiao.bureau.comparing.rare import Rare
from jixiao.bureau.comparing.telling import LISTED, suspicion
from jixiao.bureau.comparing.units import held_by_units, number
from jixiao.findings import kind_of
from jixiao.forms import load_forms
from jixiao.forms.project_sheet import load_project_form
from jixiao.forms.spec import Forms
from jixiao.values.rounding import money

SAME = kind_of("K14")
SIGNIFICANT = 3
MONEY = "万元"


def amounts_are_nobody_elses(filings: Filings) -> Iterator[Suspicion]:
    """K14: different amounts that both units typed to the same question. One that stands in five cells counts once."""
    least = int(filings.limit("相同金额个数"))
    units = list(filings.units)
    for one, other, count in _index(filings).pairs():
        if count >= least:
            shared = _shared(filings, units[one], units[other])
            if len(shared) >= least:
                yield _told(filings, shared)


def is_telling(value: Decimal) -> bool:
    """At least three significant digits: neither 0, nor 100, nor 5200."""
    return len(value.normalize().as_tuple().digits) >= SIGNIFICANT


@cache
def _is_money(asked: str) -> bool:
    return asked in _questions()


@cache
def _questions() -> frozenset[str]:
    """The questions that ask for 万元."""
    forms = Forms((*load_forms().forms, load_project_form()), "")
    items = {item for item, spec in forms.items() if (spec.type, spec.unit) == ("amount", MONEY)}
    lists = [section for _, section in forms.sections() if section.kind == "list"]
    cells = {
        f"{one.item}{spec.label}"
        for one in lists
        for spec in one.columns
        if (spec.type, spec.unit) == ("amount", MONEY)
    }
    return frozenset(items | cells)


def _amounts(filings: Filings, digests: list[str] | None = None) -> Iterator[Any]:
    for row in filings.rows("figures", digests=digests):
        if not row.computed and is_telling(row.value) and _is_money(asked_by(row.item)):
            yield row


def _index(filings: Filings) -> Rare:
    """Who typed what where, as hashes: what is found is looked up again."""
    ranks = {digest: rank for rank, digest in enumerate(filings.units)}
    keys, holders = array("Q"), array("q")
    for row in _amounts(filings):
        keys.append(number((asked_by(row.item), row.value)))
        holders.append(ranks[row.digest])
    return held_by_units(np.array(keys, np.uint64), np.array(holders, np.int64), filings)


def _shared(filings: Filings, one: str, other: str) -> list[tuple[Any, Any]]:
    """The rows of both, one pair a value, in the order of the first file."""
    there = {(asked_by(row.item), row.value): row for row in _amounts(filings, [other])}
    found: dict[Decimal, tuple[Any, Any]] = {}
    for row in _amounts(filings, [one]):
        if same := there.get((asked_by(row.item), row.value)):
            found.setdefault(row.value, (row, same))
    return list(found.values())


def _told(filings: Filings, shared: list[tuple[Any, Any]]) -> Suspicion:
    units = [filings.units[row.digest] for row in shared[0]]
    sides = [filings.side(row, row.item, money(row.value)) for pair in shared for row in pair]
    amounts = "、".join(f"{row.item} {money(row.value)}" for row, _ in shared[:LISTED])
    more = "……" if len(shared) > LISTED else ""
    words = {"units": "、".join(units), "count": len(shared), "amounts": amounts + more}
    return suspicion(SAME, units, sides, (Decimal(len(shared)), "个"), **words)

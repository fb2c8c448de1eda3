"""K23, K24: the same telephone, or the same person on the same day, in units that don't belong to each other. Hints: one
bookkeeper for many units (代理记账) is usual."""

import re
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations
from typing import Any

from jixiao.bureau.comparing.filings import Filings
from jixiao.bureau.comparing.model import Suspicion
from jixiao.bureau.comparing.names import related
from jixiao.bureau.comparing.telling import named, suspicion
from jixiao.findings import kind_of
from jixiao.values.typed import folded

PHONE = kind_of("K23")
PERSON = kind_of("K24")
WHO, CALLED, DAY = "填报人", "联系电话", "填报日期"
DIGITS = 7  # fewer are an extension, no number


def contacts_are_the_units_own(filings: Filings) -> Iterator[Suspicion]:
    """K23 by telephone; K24 by person and day, where no telephone told it already."""
    held: dict[str, dict[str, Any]] = {}
    for row in filings.rows("texts", [WHO, CALLED, DAY]):
        held.setdefault(row.digest, {})[row.item] = row
    told: set[tuple[str, str]] = set()
    for digests in _shared(filings, {digest: _phone(rows) for digest, rows in held.items()}):
        told |= set(combinations(digests, 2))
        yield _same_phone(filings, [held[digest] for digest in digests])
    for digests in _shared(filings, {digest: _person(rows) for digest, rows in held.items()}):
        if not set(combinations(digests, 2)) <= told:
            yield _same_person(filings, [held[digest] for digest in digests])


def _phone(rows: Mapping[str, Any]) -> str:
    digits = re.sub(r"\D", "", folded(rows[CALLED].text)) if CALLED in rows else ""
    return digits if len(digits) >= DIGITS else ""


def _person(rows: Mapping[str, Any]) -> str:
    return f"{folded(rows[WHO].text)}\n{rows[DAY].text}" if WHO in rows and DAY in rows else ""


def _shared(filings: Filings, keys: Mapping[str, str]) -> Iterator[list[str]]:
    """The files of each group that shares a key, by unit; not where one unit's name holds the other's."""
    groups: dict[str, list[str]] = {}
    for digest in filings.units:
        if key := keys.get(digest, ""):
            groups.setdefault(key, []).append(digest)
    for digests in groups.values():
        if len(strangers(filings, digests)) >= filings.limit("同一联系人单位数"):
            yield digests


def strangers(filings: Filings, digests: Sequence[str]) -> list[str]:
    """Units of them of which none belongs to another by its name: 某县教育局 stands for 某县教育局幼儿园 too."""
    units = sorted((folded(filings.units[digest]) for digest in digests), key=len)
    found: list[str] = []
    for unit in units:
        if not any(related(unit, other) for other in found):
            found.append(unit)
    return found


def _same_phone(filings: Filings, held: Sequence[Mapping[str, Any]]) -> Suspicion:
    units = [filings.units[rows[CALLED].digest] for rows in held]
    people = list(dict.fromkeys(rows[WHO].text for rows in held if WHO in rows))
    sides = [filings.side(rows[CALLED], CALLED, rows[CALLED].text) for rows in held]
    words = {"units": named(units), "phone": held[0][CALLED].text, "people": named(people, "人") or "没有填"}
    return suspicion(PHONE, (_phone(held[0]), *units), sides, (Decimal(len(units)), "家"), **words)


def _same_person(filings: Filings, held: Sequence[Mapping[str, Any]]) -> Suspicion:
    units = [filings.units[rows[WHO].digest] for rows in held]
    sides = [filings.side(rows[item], item, rows[item].text) for rows in held for item in (WHO, DAY)]
    words = {"units": named(units), "person": held[0][WHO].text, "day": held[0][DAY].text}
    return suspicion(PERSON, (_person(held[0]), *units), sides, (Decimal(len(units)), "家"), **words)

"""K15, K16: everything at full marks, where others lose points."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import groupby
from typing import Any

from jixiao.bureau.comparing.filings import Filings, questions
from jixiao.bureau.comparing.model import Suspicion
from jixiao.bureau.comparing.telling import suspicion
from jixiao.findings import Kind, kind_of
from jixiao.values.rounding import plain
from jixiao.values.typed import folded

PROJECTS_FULL = kind_of("K15")
INDICATORS_FULL = kind_of("K16")
LISTED_SCORE = "重点项目项目自评得分"
OF_A_LISTED = Decimal(100)


def not_every_project_is_full(filings: Filings) -> Iterator[Suspicion]:
    """K15: units with that many scored projects, all of them full: project sheets, and those of 重点项目 without one."""
    by_unit: dict[str, list[Any]] = {}
    sheets = set()
    for row in filings.rows("projects"):
        if row.total is not None and row.full:
            by_unit.setdefault(row.digest, []).append((row, row.name, row.total, row.full))
            sheets.add((row.digest, folded(row.name)))
    for row in filings.rows("figures", questions(filings.memory, "figures").get(LISTED_SCORE, ())):
        if (row.digest, folded(row.owner)) not in sheets:
            by_unit.setdefault(row.digest, []).append((row, row.owner, row.value, OF_A_LISTED))
    yield from _told(filings, PROJECTS_FULL, by_unit, int(filings.limit("满分项目数")))


def not_every_indicator_is_full(filings: Filings) -> Iterator[Suspicion]:
    """K16: units whose every indicator has points, all of them full. E66 says it to the unit; here the others are known."""
    by_unit = {}
    for digest, rows in groupby(filings.rows("scores"), lambda row: row.digest):
        held = [(row._replace(criterion=""), row.name, row.points, row.weight) for row in rows if row.weight]
        if held and all(points is not None for _, _, points, _ in held):
            by_unit[digest] = held
    yield from _told(filings, INDICATORS_FULL, by_unit, 1)


def _told(filings: Filings, kind: Kind, by_unit: Mapping[str, list[Any]], least: int) -> Iterator[Suspicion]:
    full = [digest for digest, held in by_unit.items() if all(points == weight for _, _, points, weight in held)]
    others, lost = len(by_unit) - 1, len(by_unit) - len(full)
    usual = len(full) * 100 > filings.limit("满分单位占比") * len(by_unit)
    if len(by_unit) < filings.limit("离群最少单位数") or usual:
        return
    for digest in full:
        held = by_unit[digest]
        if len(held) >= least:
            unit = filings.units[digest]
            sides = [filings.side(row, name, f"{plain(points)}/{plain(weight)}") for row, name, points, weight in held]
            words = {"unit": unit, "count": len(held), "others": others, "lost": lost}
            yield suspicion(kind, (unit,), sides, (Decimal(len(held)), "个"), **words)

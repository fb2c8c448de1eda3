"""历年情况: budget, spending and scores of the years before, and of this one beside them.

What a year scored at each level-1 indicator stands in one cell as 投入 14.5/15；过程 28/30: 指标体系 may be another one
every year, and where the weights differ only rates can be compared.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal

from jixiao.evaluation.scoring.model import LevelScore
from jixiao.forms.names import YEARS
from jixiao.snapshot import Record, Snapshot
from jixiao.values.rounding import percent_of, plain

LABEL, INITIAL, ADJUSTED, SPENT, RATE, TOTAL, LEVELS = (
    "年度", "年初预算数", "调整后预算数", "全年支出数", "执行率", "自评总分", "各一级指标得分"
)  # fmt: skip
FULL = Decimal(100)
_YEAR = re.compile(r"(20\d\d)\s*年?(度)?")
_LEVEL = re.compile(r"\s*(.+?)[\s：:]*(\d+(?:\.\d+)?)\s*分?\s*[/／]\s*(\d+(?:\.\d+)?)\s*分?\s*")
_BETWEEN = re.compile(r"[；;\n]")


@dataclass(frozen=True)
class Level:
    """A level-1 indicator of a year."""

    name: str
    points: Decimal
    full: Decimal

    @property
    def rate(self) -> Decimal | None:
        """得分率 in percent points."""
        return percent_of(self.points, self.full)


@dataclass(frozen=True)
class Year:
    """A year's 支出合计 in 万元, its 执行率 in percent points, its score out of 100; None where that isn't known."""

    year: int
    initial: Decimal | None
    adjusted: Decimal | None
    spent: Decimal | None
    rate: Decimal | None
    total: Decimal | None
    levels: tuple[Level, ...] = ()


def year_of(text: str) -> int | None:
    """2023 of 2023 or 2023年."""
    found = _YEAR.fullmatch(text.strip())
    return int(found[1]) if found else None


def levels_of(text: str) -> tuple[Level, ...] | None:
    """The levels that a cell tells; None where one of them can't be read, or says more points than there are."""
    parts = [part for part in _BETWEEN.split(text) if part.strip()]
    found = [_LEVEL.fullmatch(part) for part in parts]
    levels = tuple(Level(one[1], Decimal(one[2]), Decimal(one[3])) for one in found if one)
    whole = len(levels) == len(parts) and all(level.full and level.points <= level.full for level in levels)
    return levels if whole else None


def levels_told(levels: Sequence[Level]) -> str:
    """How a cell tells them."""
    return "；".join(f"{one.name} {plain(one.points)}/{plain(one.full)}" for one in levels)


def is_before(label: str, now: int | None) -> bool:
    """Whether the row may be compared with."""
    year = year_of(label)
    return year is not None and (now is None or year < now)


def past_years(snapshot: Snapshot) -> tuple[Year, ...]:
    """The years before this one, in their order, each once (the first row of it)."""
    found: dict[int, Year] = {}
    for record in snapshot.tables[YEARS]:
        if is_before(record.label, snapshot.year):
            one = _past(record)
            found.setdefault(one.year, one)
    return tuple(found[year] for year in sorted(found))


def _past(record: Record) -> Year:
    year = year_of(record.label)
    assert year is not None
    initial, adjusted, spent, rate, total = map(record.number, (INITIAL, ADJUSTED, SPENT, RATE, TOTAL))
    return Year(year, initial, adjusted, spent, rate, total, levels_of(record.text(LEVELS)) or ())


def this_year(snapshot: Snapshot, rate: Decimal | None, levels: Sequence[LevelScore], total: Decimal | None) -> Year:
    """The workbook's own year; `total` is None until everything is scored, and so are the levels."""
    initial, adjusted, spent = (snapshot.number(f"支出合计{column}") for column in (INITIAL, ADJUSTED, "全年执行数"))
    scored = tuple(Level(one.name, one.points, one.weight) for one in levels) if total is not None else ()
    return Year(snapshot.year or 0, initial, adjusted, spent, rate, total, scored)


def same_weights(last: Year, now: Year) -> bool:
    """Whether both years have the same level-1 indicators with the same weights."""
    return [(one.name, one.full) for one in last.levels] == [(one.name, one.full) for one in now.levels]


def levels_beside(last: Year, now: Year) -> Iterator[tuple[str, Level, Level]]:
    """(name, last year's, this year's) of the level-1 indicators that both have."""
    before = {one.name: one for one in last.levels}
    yield from ((one.name, before[one.name], one) for one in now.levels if one.name in before)

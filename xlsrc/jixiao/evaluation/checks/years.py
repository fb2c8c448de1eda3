"""N. 历年情况: rows that can't be compared with."""

from collections.abc import Iterator

from jixiao.evaluation.history import LEVELS, is_before, levels_of, year_of
from jixiao.findings import Finding, kind_of
from jixiao.forms.names import YEARS
from jixiao.snapshot import Snapshot

WRONG_YEAR = kind_of("N01")
LEVELS_UNREAD = kind_of("N02")


def years_are_before_this_one(snapshot: Snapshot) -> Iterator[Finding]:
    """N01: no year, this year or a later one, or one that is there already."""
    seen: set[int | None] = set()
    for record in snapshot.tables[YEARS]:
        year = year_of(record.label)
        why = "不是四位年份" if year is None else "已经有一行" if year in seen else ""
        if year is not None and not is_before(record.label, snapshot.year):
            why = f"不早于评价年度 {snapshot.year}"
        if record.label and why:
            yield WRONG_YEAR.at(record.key, label=record.label, why=why)
        seen.add(year)


def scores_by_level_are_readable(snapshot: Snapshot) -> Iterator[Finding]:
    """N02."""
    for record in snapshot.tables[YEARS]:
        text = record.text(LEVELS)
        if text and levels_of(text) is None:
            yield LEVELS_UNREAD.at(record.key.at(LEVELS), text=text)

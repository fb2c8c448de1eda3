"""Rows of the budget grids by what they are: parts, totals, printed totals."""

from collections.abc import Iterator

from jixiao.forms import Row
from jixiao.snapshot import Snapshot

BUDGETS = ("income", "expenditure")


def lines(snapshot: Snapshot, *sections: str) -> Iterator[Row]:
    """The rows of these grids that hold parts: no totals, no printed totals."""
    for section in sections:
        for row in snapshot.forms.section(section).rows:
            if not row.parts and not row.control:
                yield row


def total(snapshot: Snapshot, section: str) -> Row:
    """The row that adds the others up."""
    return next(row for row in snapshot.forms.section(section).rows if row.parts)


def is_blank(snapshot: Snapshot, section: str, *columns: str) -> bool:
    """Whether nothing is typed in these columns of a grid's parts: no figure, and nothing that can't be used either."""
    entries = (snapshot.entries[f"{row.item}{column}"] for row in lines(snapshot, section) for column in columns)
    return all((entry.value is None or entry.implied) and not entry.faulty for entry in entries)


def has_accounts(snapshot: Snapshot) -> bool:
    """Whether any 全年执行数 of income and any of spending was typed: without them there is nothing to evaluate."""
    return not any(is_blank(snapshot, section, "全年执行数") for section in BUDGETS)


def control(snapshot: Snapshot, section: str) -> Row:
    """The row of printed totals."""
    return next(row for row in snapshot.forms.section(section).rows if row.control)

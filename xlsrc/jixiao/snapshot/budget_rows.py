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


def control(snapshot: Snapshot, section: str) -> Row:
    """The row of printed totals."""
    return next(row for row in snapshot.forms.section(section).rows if row.control)

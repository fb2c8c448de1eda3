"""Fill an open ledger with a plan: each sheet's values in one or two blocks; formats, charts and what people keep stay as they are."""

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from jixiao.bureau.book.reading import Opened
from jixiao.bureau.ledger import LedgerSheet, names, with_hidden, written
from jixiao.bureau.ledger.plan import LEFT, NOTE_ROW, TITLE_ROW
from jixiao.engines import Writable, writable, write_block

if TYPE_CHECKING:
    import xlwings as xw

PEOPLES = (names.ROSTER, names.SETTINGS)
"""Typed by people alone: read, never written."""


def fill_ledger(book: "xw.Book", opened: Opened, sheets: Iterable[LedgerSheet]) -> None:
    """Write every sheet of the plan but PEOPLES; what stood below it before is cleared.

    Rows between note and headings (what 首页 asks, charts) are left alone. One write a sheet, two where rows are left alone.
    """
    for plan in sheets:
        if plan.name not in PEOPLES:
            _fill(book.sheets[plan.name], plan, opened.last_row(plan.name))


def _fill(sheet: "xw.Sheet", plan: LedgerSheet, last: int) -> None:
    rows = [[written(cell) for cell in line] for line in with_hidden(plan)]
    rows += [[None] * len(rows[0])] * (last - len(rows))
    with writable(sheet):
        for top, block in _blocks(plan, rows):
            write_block(sheet, top, LEFT, block, own=True)


def _blocks(
    plan: LedgerSheet, rows: Sequence[Sequence[Writable]]
) -> Iterator[tuple[int, Sequence[Sequence[Writable]]]]:
    """(first row, its rows): all of it, or around the rows that are kept free."""
    if not plan.head:
        yield TITLE_ROW, rows
        return
    yield TITLE_ROW, rows[:NOTE_ROW]
    yield NOTE_ROW + plan.head + 1, rows[NOTE_ROW + plan.head :]

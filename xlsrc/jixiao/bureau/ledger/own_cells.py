"""Which cells are the program's, so that what a person typed over one is told before it is lost.

A hidden column behind each sheet holds digits over every row's own cells: they move along when rows are sorted, and don't
care where columns stand. Beside the note it lists the program's headings.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from jixiao.bureau.ledger.plan import NOTE_ROW, TITLE_ROW, Cell, LedgerSheet, Linked
from jixiao.values.rounding import plain
from jixiao.values.typed import visible

CHECK = "核对"
TITLE, NOTE = "标题", "说明"
DIGITS = 8


def hidden_column(sheet: LedgerSheet) -> list[str]:
    """What stands in the hidden column from row 1 to the sheet's last row."""
    lines = list(sheet.lines())
    own = [(column.label, n) for n, column in enumerate(sheet.columns) if not column.typed]
    made = [digits({label: line[n] for label, n in own}) for line in lines]
    made[TITLE_ROW - 1] = digits({TITLE: lines[TITLE_ROW - 1][0], NOTE: lines[NOTE_ROW - 1][0]})
    made[NOTE_ROW - 1] = joined(label for label, _ in own)
    made[sheet.top - 1] = CHECK
    return made


def joined(labels: Iterable[str]) -> str:
    """Headings as the hidden column lists them."""
    return "\n".join(labels)


def digits(cells: Mapping[str, object]) -> str:
    """8 digits over cells by heading; '' where all are blank. The order of columns doesn't matter."""
    lines = sorted(f"{label}={shown}" for label, cell in cells.items() if (shown := as_text(cell)))
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:DIGITS] if lines else ""


def as_text(cell: Cell | object) -> str:
    """A cell's content however it was planned or read: 86.50 and 86.5 are the same figure."""
    value = cell.value if isinstance(cell, Linked) else cell
    if isinstance(value, (int, float, Decimal)) and not isinstance(value, bool):
        return plain(Decimal(repr(value)) if isinstance(value, float) else Decimal(value))
    return value.isoformat() if type(value) is date else visible(value)


def with_hidden(sheet: LedgerSheet) -> Sequence[tuple[Cell, ...]]:
    """The whole sheet from A1 as one rectangle, the hidden column last: what is written, by whom ever."""
    free = [None] * (sheet.hidden - sheet.right - 1)
    return [(*line, *free, check) for line, check in zip(sheet.lines(), hidden_column(sheet), strict=True)]

"""The sheets of a ledger as plain data: what stands where. Drawing makes a workbook of it, a desk fills an open one with it.

Row 1 has the title, row 2 the note, then come the summary rows, the headings, and one row a thing; the first column is A.
Summary rows stand above the headings, so that whoever sorts or filters leaves them alone and rows can be added below.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

TITLE_ROW, NOTE_ROW, LEFT = 1, 2, 1
MOST_ROWS = 1_048_000  # below the headings; a sheet ends at 1,048,576
SPARE = 500
KINDS = ("text", "code", "key", "date", "points", "amount", "percent", "count", "figure", "link", "choice", "entry")

Value = str | int | Decimal | date | None


@dataclass(frozen=True)
class Target:
    """A file, relative to the ledger's folder with "/", and a cell of it; `sheet` '': the file, `cell` '': the sheet."""

    path: str
    sheet: str = ""
    cell: str = ""


@dataclass(frozen=True)
class Linked:
    """A value that leads to where it was read; it stays what it is, a figure a figure."""

    value: str | int | Decimal
    target: Target


Cell = Value | Linked
"""What a cell holds: a percentage is its fraction (0.9824), None and "" are blank."""


@dataclass(frozen=True)
class Column:
    """A column: heading (it is found by), width in digits, kind of its cells (one of KINDS).

    `typed`: a person types here, and it is read back; `hint` says what; `choices`: what to pick from.
    """

    label: str
    width: float
    kind: str = "text"
    typed: bool = False
    hint: str = ""
    choices: tuple[str, ...] = ()


@dataclass(frozen=True)
class LedgerSheet:
    """A sheet. `rows` in the order of `columns`; `summary` rows likewise, always as many; `sorted_by` in words.

    `empty`: what stands in place of rows where there are none; `head`: rows kept free above the headings (charts).
    For a later filling: `spare` rows below the last one that look alike, `room` for so many columns, of those to come blank.
    """

    name: str
    title: str
    note: str
    columns: tuple[Column, ...]
    rows: Sequence[tuple[Cell, ...]]
    empty: str
    summary: Sequence[tuple[Cell, ...]] = ()
    sorted_by: str = ""
    head: int = 0
    spare: int = SPARE
    room: int = 0

    @property
    def top(self) -> int:
        """The row of the headings; it never depends on how many rows there are."""
        return NOTE_ROW + self.head + len(self.summary) + 1

    @property
    def first(self) -> int:
        """The first row below the headings."""
        return self.top + 1

    @property
    def last(self) -> int:
        """The last row with something in it."""
        return self.top + len(self.body)

    @property
    def right(self) -> int:
        """The last column that is shown."""
        return LEFT + len(self.columns) - 1

    @property
    def refilled(self) -> bool:
        """Whether it will be filled in place, with many more rows, by the workbook's own buttons."""
        return self.spare > SPARE

    @property
    def end(self) -> int:
        """The last row that looks as a row does."""
        return self.last + self.spare

    @property
    def hidden(self) -> int:
        """The hidden column, behind all others and those to come."""
        return LEFT + max(len(self.columns), self.room)

    @property
    def body(self) -> Sequence[tuple[Cell, ...]]:
        """What stands below the headings: the rows, or one that says there are none."""
        if len(self.rows) > MOST_ROWS:
            return [*self.rows[: MOST_ROWS - 1], self._line(f"共 {len(self.rows)} 行，放不下的没有列。")]
        return self.rows or [self._line(self.empty)]

    @property
    def labels(self) -> tuple[str, ...]:
        """The headings."""
        return tuple(column.label for column in self.columns)

    def column(self, label: str) -> int:
        """The sheet's column of a heading, from 1. ValueError where there is none."""
        return LEFT + self.labels.index(label)

    def lines(self) -> Sequence[tuple[Cell, ...]]:
        """Everything from the title in A1 to the last row, as one rectangle, without the hidden column behind it."""
        sorted_by = f"　按{self.sorted_by}排序。" if self.sorted_by else ""
        above = [self._line(self.title), self._line(self.note + sorted_by), *[self._line(None)] * self.head]
        return [*above, *self.summary, self.labels, *self.body]

    def _line(self, first: Cell) -> tuple[Cell, ...]:
        return first, *[None] * (len(self.columns) - 1)

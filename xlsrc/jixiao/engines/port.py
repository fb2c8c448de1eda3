"""The seam to a spreadsheet: about a dozen block-wise operations, knowing nothing of xlwings.

Rows and columns count from 1. Blocks are lists of rows, all of one length. Every operation is one round
trip, because on a live application (COM, AppleScript, UNO) the number of calls decides the time.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Protocol

from jixiao.values.sheets import RawSheet

Value = str | float | bool | datetime | time | timedelta | None
"""What a read gives: whole numbers are floats too, as from Excel; None is blank or a formula's result."""

Writable = Value | int | Decimal | date
"""What a write takes; None and "" clear the content."""


class CellError(str):
    """An error value such as "#DIV/0!": a str, yet distinct from somebody's text "#DIV/0!"."""


class Formula(str):
    """A formula to be written, such as a link; any other text that is written stays text."""


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle: top left cell and size."""

    row: int
    column: int
    rows: int = 1
    columns: int = 1

    @property
    def last_row(self) -> int:
        return self.row + self.rows - 1

    @property
    def last_column(self) -> int:
        return self.column + self.columns - 1


@dataclass(frozen=True, slots=True)
class Block:
    """Values with the address of their top left cell. `visible`: whether the sheet's tab is shown."""

    row: int
    column: int
    values: list[list[Value]]
    visible: bool = True

    @property
    def area(self) -> Area:
        return Area(self.row, self.column, len(self.values), len(self.values[0]))


class WorkbookPort(Protocol):
    """One open workbook. Unknown sheet names raise KeyError."""

    @property
    def path(self) -> Path:
        """Where it was opened from or last saved to."""

    def sheet_names(self) -> list[str]:
        """Worksheets in tab order, hidden ones included, chart sheets not."""

    def names(self) -> dict[str, str]:
        """Defined names: {"年度": "=基本信息!$C$4"}; those of one sheet as "Sheet!name"."""

    def visible(self, sheet: str) -> bool: ...

    def unhide(self, sheet: str) -> None:
        """Show the sheet's tab."""

    def protected(self, sheet: str) -> bool:
        """Is the sheet protected in the file; unlock() doesn't change the answer."""

    def used_block(self, sheet: str) -> Block:
        """From the first to the last row and column with content; an empty sheet gives A1, [[None]]."""

    def read_values(self, sheet: str, area: Area) -> list[list[Value]]:
        """Typed values; a formula cell gives None where the backend can't vouch for its result."""

    def read_formulas(self, sheet: str, area: Area) -> list[list[str | None]]:
        """Formula cells give their formula, beginning with "="; all others None."""

    def raw_sheet(self, sheet: str) -> RawSheet:
        """A sheet of any layout, with its merged ranges and which numbers show as percent; formulas have no value."""

    def write_values(
        self, sheet: str, row: int, column: int, rows: Sequence[Sequence[Writable]], *, own: bool = False
    ) -> None:
        """Write a block; text stays text even if it begins with "=", a Formula becomes one.

        Raises LockedCells; FormulaInTheWay over a formula cell, unless `own`: the block belongs to the program, and
        formulas in it are replaced too.
        """

    def fit_rows(self, sheet: str, heights: Mapping[int, float]) -> None:
        """Heights in points by row, as an application would fit them to wrapped text; rows sized by hand stay.

        Noted on this side like unlock; an application that fits rows by itself may ignore it.
        """

    def write_formulas(self, sheet: str, row: int, column: int, rows: Sequence[Sequence[Writable]]) -> None:
        """Like write_values, but text beginning with "=" is a formula, and formulas may be overwritten."""

    def unlock(self, sheet: str) -> None:
        """Allow writes into locked cells of a protected sheet until relock(); the saved file stays protected.

        Noted on this side and carried along by the next write: unlock and relock cost no round trip.
        """

    def relock(self, sheet: str) -> None: ...

    def show_status(self, text: str | None) -> None:
        """Text for the status bar; None gives it back to the application."""

    def show_sheet(self, sheet: str) -> None:
        """Bring a sheet to the front; nothing where there is no window."""

    def notify(self, title: str, text: str, *, good: bool = False) -> None:
        """A message box once the running press is over; nothing where there is no window."""

    def save(self, path: Path | None = None) -> None:
        """Write to `path`, default where it came from."""

    def save_copy(self, path: Path) -> None:
        """Write a copy as it stands now; the workbook stays what and where it is."""

    def close(self) -> None: ...


class CountingPort:
    """Counts round trips by (operation, sheet) of the port it wraps: `calls[("used_block", "汇总")]`."""

    def __init__(self, port: WorkbookPort) -> None:
        self._port = port
        self.calls: Counter[tuple[str, str]] = Counter()

    @property
    def path(self) -> Path:
        return self._port.path

    def _count(self, operation: str, sheet: str = "") -> WorkbookPort:
        self.calls[operation, sheet] += 1
        return self._port

    def sheet_names(self) -> list[str]:
        return self._count("sheet_names").sheet_names()

    def names(self) -> dict[str, str]:
        return self._count("names").names()

    def visible(self, sheet: str) -> bool:
        return self._count("visible", sheet).visible(sheet)

    def unhide(self, sheet: str) -> None:
        self._count("unhide", sheet).unhide(sheet)

    def protected(self, sheet: str) -> bool:
        return self._count("protected", sheet).protected(sheet)

    def used_block(self, sheet: str) -> Block:
        return self._count("used_block", sheet).used_block(sheet)

    def read_values(self, sheet: str, area: Area) -> list[list[Value]]:
        return self._count("read_values", sheet).read_values(sheet, area)

    def read_formulas(self, sheet: str, area: Area) -> list[list[str | None]]:
        return self._count("read_formulas", sheet).read_formulas(sheet, area)

    def raw_sheet(self, sheet: str) -> RawSheet:
        return self._count("raw_sheet", sheet).raw_sheet(sheet)

    def write_values(
        self, sheet: str, row: int, column: int, rows: Sequence[Sequence[Writable]], *, own: bool = False
    ) -> None:
        self._count("write_values", sheet).write_values(sheet, row, column, rows, own=own)

    def fit_rows(self, sheet: str, heights: Mapping[int, float]) -> None:
        self._port.fit_rows(sheet, heights)

    def write_formulas(self, sheet: str, row: int, column: int, rows: Sequence[Sequence[Writable]]) -> None:
        self._count("write_formulas", sheet).write_formulas(sheet, row, column, rows)

    def unlock(self, sheet: str) -> None:
        self._port.unlock(sheet)

    def relock(self, sheet: str) -> None:
        self._port.relock(sheet)

    def show_status(self, text: str | None) -> None:
        self._count("show_status").show_status(text)

    def show_sheet(self, sheet: str) -> None:
        self._count("show_sheet").show_sheet(sheet)

    def notify(self, title: str, text: str, *, good: bool = False) -> None:
        self._count("notify").notify(title, text, good=good)

    def save(self, path: Path | None = None) -> None:
        self._count("save").save(path)

    def save_copy(self, path: Path) -> None:
        self._count("save_copy").save_copy(path)

    def close(self) -> None:
        self._count("close").close()

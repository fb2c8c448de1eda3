"""Sheets and ranges of the port's xlwings engine."""

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from jixiao.engines.port import Area, Block, CellError, Value, WorkbookPort
from jixiao.values.address import a1, row_column

if TYPE_CHECKING:
    from jixiao.engines.xlwings_engine import Book

MAX_ROW, MAX_COLUMN = 1048576, 16384
_STEPS = {"down": (1, 0), "up": (-1, 0), "right": (0, 1), "left": (0, -1)}


class Sheets(base_classes.Sheets):
    def __init__(self, book: "Book") -> None:
        self._book = book

    def __call__(self, name_or_index: str | int) -> "Sheet":
        names = self._book.port.sheet_names()
        if isinstance(name_or_index, str):
            matching = [name for name in names if name.lower() == name_or_index.lower()]
            if not matching:
                raise KeyError(name_or_index)
            return Sheet(self._book, matching[0])
        return Sheet(self._book, names[name_or_index - 1])

    def __len__(self) -> int:
        return len(self._book.port.sheet_names())

    def __iter__(self) -> Iterator["Sheet"]:
        return (Sheet(self._book, name) for name in self._book.port.sheet_names())

    def __contains__(self, name: str) -> bool:
        return name.lower() in (known.lower() for known in self._book.port.sheet_names())


class Sheet(base_classes.Sheet):
    def __init__(self, book: "Book", name: str) -> None:
        self._book, self._name = book, name
        self._visible: bool | None = None

    @property
    def api(self) -> WorkbookPort:
        """No native object here; the port, as xlwings only asks whether there is something."""
        return self._book.port

    @property  # type: ignore[misc]  # settable in the base class
    def name(self) -> str:
        return self._name

    @property
    def book(self) -> "Book":
        return self._book

    @property
    def index(self) -> int:
        return self._book.port.sheet_names().index(self._name) + 1

    @property
    def visible(self) -> bool:
        """As the used range said where that was read; else a port call."""
        return self._book.port.visible(self._name) if self._visible is None else self._visible

    @visible.setter
    def visible(self, value: bool) -> None:
        """Only ever shown: nothing here hides what people may have typed into."""
        if not value:
            raise NotImplementedError("a sheet is never hidden")
        self._book.port.unhide(self._name)
        self._visible = True

    @property
    def used_range(self) -> "Range":
        """One port call, values included."""
        block = self._book.port.used_block(self._name)
        self._visible = block.visible
        return Range(self, block.area, block)

    @property
    def cells(self) -> "Range":
        return Range(self, Area(1, 1, MAX_ROW, MAX_COLUMN))

    def range(self, arg1: Any, arg2: Any = None) -> "Range":
        first = self._area(arg1)
        if arg2 is None:
            return Range(self, first)
        second = self._area(arg2)
        row, column = min(first.row, second.row), min(first.column, second.column)
        last_row = max(first.last_row, second.last_row)
        last_column = max(first.last_column, second.last_column)
        return Range(self, Area(row, column, last_row - row + 1, last_column - column + 1))

    def clear_contents(self) -> None:
        self.used_range.clear_contents()

    def _area(self, arg: Any) -> Area:
        if isinstance(arg, Range):
            return arg.area
        if isinstance(arg, tuple):
            return Area(*arg)
        if re.fullmatch(r"[$A-Za-z0-9:]+", arg):
            try:
                return parse_address(arg)
            except ValueError:
                pass  # a name then
        sheet, area = self._book.named_area(arg)
        if sheet != self._name:
            raise KeyError(f"the name {arg} is on sheet {sheet}, not {self._name}")
        return area


def parse_address(address: str) -> Area:
    """'B2', '$B$2:$C$5' -> Area. ValueError otherwise; whole rows and columns aren't supported."""
    first, _, last = address.partition(":")
    row, column = row_column(first)
    last_row, last_column = row_column(last or first)
    return Area(min(row, last_row), min(column, last_column), abs(last_row - row) + 1, abs(last_column - column) + 1)


class Range(base_classes.Range):
    """`block`: values that came with the range; they serve until something is written to the book."""

    def __init__(self, sheet: Sheet, area: Area, block: Block | None = None) -> None:
        self.options: dict[str, Any] = {}
        self._sheet, self.area = sheet, area
        self._block, self._version = block, sheet.book.version

    @property
    def api(self) -> WorkbookPort:
        return self._port

    @property
    def _port(self) -> WorkbookPort:
        return self._sheet.book.port

    @property
    def sheet(self) -> Sheet:
        return self._sheet

    @property
    def coords(self) -> tuple[str, int, int, int, int]:
        return self._sheet.name, self.row, self.column, *self.shape

    @property
    def row(self) -> int:
        return self.area.row

    @property
    def column(self) -> int:
        return self.area.column

    @property
    def shape(self) -> tuple[int, int]:
        return self.area.rows, self.area.columns

    @property
    def has_array(self) -> bool:
        return False

    def __len__(self) -> int:
        return self.area.rows * self.area.columns

    def __call__(self, row: int, column: int | None = None) -> "Range":
        """1-based within the range, as in Excel: (row, column), or one index counted along the rows."""
        if column is None:
            down, right = divmod(row - 1, self.area.columns)
            return self._sheet.range((self.row + down, self.column + right))
        return self._sheet.range((self.row + row - 1, self.column + column - 1))

    @property
    def address(self) -> str:
        return self.get_address()

    def get_address(self, row_absolute: bool = True, col_absolute: bool = True, external: bool = False) -> str:
        area = self.area
        corners = [(area.row, area.column), (area.last_row, area.last_column)]
        texts = [_corner(*corner, row_absolute, col_absolute) for corner in corners]
        address = texts[0] if texts[0] == texts[1] else ":".join(texts)
        return f"[{self._sheet.book.name}]{self._sheet.name}!{address}" if external else address

    def _values(self) -> list[list[Value]]:
        if self._block is not None and self._version == self._sheet.book.version:
            return self._block.values
        return self._port.read_values(self._sheet.name, self.area)

    @property
    def raw_value(self) -> list[list[Value]]:
        return [list(row) for row in self._values()]

    @raw_value.setter
    def raw_value(self, value: Any) -> None:
        self._sheet.book.version += 1
        self._port.write_values(self._sheet.name, self.row, self.column, self._filled(value))

    @property
    def formula(self) -> Any:
        """As in Excel: "=…", else the constant as text; a tuple of tuples for more than one cell."""
        formulas = self._port.read_formulas(self._sheet.name, self.area)
        values: Sequence[Sequence[Value]] = formulas
        if any(None in row for row in formulas):
            values = self._values()
        shown = tuple(tuple(map(_shown, *rows)) for rows in zip(formulas, values, strict=True))
        return shown[0][0] if len(self) == 1 else shown

    @formula.setter
    def formula(self, value: Any) -> None:
        self._sheet.book.version += 1
        self._port.write_formulas(self._sheet.name, self.row, self.column, self._filled(value))

    def clear_contents(self) -> None:
        """Formulas too, as in Excel."""
        self._sheet.book.version += 1
        self._port.write_formulas(self._sheet.name, self.row, self.column, self._filled(None))

    def _filled(self, value: Any) -> Sequence[Sequence[Any]]:
        """A scalar as a block of this range's shape; a flat list as a row."""
        if not isinstance(value, list | tuple):
            return [[value] * self.area.columns] * self.area.rows
        if value and not isinstance(value[0], list | tuple):
            return [value]
        return value

    def end(self, direction: str) -> "Range":
        """Where Ctrl+arrow goes from the first cell, within the used block."""
        down, right = _STEPS[direction]
        block = self._port.used_block(self._sheet.name)
        row, column = self.row, self.column
        was_filled = _filled_at(block, row + down, column + right) and _filled_at(block, row, column)
        while 1 <= row + down <= MAX_ROW and 1 <= column + right <= MAX_COLUMN:
            if was_filled and not _filled_at(block, row + down, column + right):
                break
            row, column = row + down, column + right
            if not was_filled and _filled_at(block, row, column):
                break
        return self._sheet.range((row, column))


def _corner(row: int, column: int, row_absolute: bool, column_absolute: bool) -> str:
    letters = a1(row, column).rstrip("0123456789")
    return f"{'$' * column_absolute}{letters}{'$' * row_absolute}{row}"


def _filled_at(block: Block, row: int, column: int) -> bool:
    """Has the cell a value? A formula without known result counts as blank, as its value reads so."""
    down, right = row - block.row, column - block.column
    inside = 0 <= down < block.area.rows and 0 <= right < block.area.columns
    return inside and block.values[down][right] is not None


def _shown(formula: str | None, value: Value) -> str:
    """What Range.formula shows for one cell."""
    if formula is not None:
        return formula
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return repr(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return str(value)


def clean_value(value: Any, number: Any, date: Any, empty: Any, err_to_str: bool) -> Any:
    """One cell for xlwings' options numbers=, dates=, empty=, err_to_str=."""
    if value is None or value == "":
        return empty
    if isinstance(value, CellError):
        return str(value) if err_to_str else None
    if isinstance(value, float) and number is not None:
        return number(value)
    if hasattr(value, "hour") and hasattr(value, "year"):
        return _dated(value, date)
    return value


def _dated(value: Any, build: Any) -> Any:
    parts = ("year", "month", "day", "hour", "minute", "second", "microsecond")
    return build(**{part: getattr(value, part) for part in parts}, tzinfo=None)

"""A book as xlwings Lite gives it to a script, over the JSON form of a workbook. Runs in CPython and in Pyodide.

What goes in and out is what the BSD-licensed client of xlwings says (xlwings/js/xlwings.ts): a payload with book, names
and sheets, values from A1 on; back come actions such as setValues. What Lite can do is what xlwings/main.py says: values
as loaded with the script, formulas only by `await get_formula()`, writes queued until flush or the end, `api` a dict,
no status bar, no protection. All else raises NotImplementedError, as xlwings' base classes do.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import xlwings as xw
from xlwings import base_classes

ISO = "%Y-%m-%dT%H:%M:%S.%fZ"


class Engine:
    name, type = "lite", "remote"
    apps = property(lambda self: Apps())

    @staticmethod
    def prepare_xl_data_element(x, options):
        return "" if x is None else x.strftime(ISO) if isinstance(x, datetime) else x

    @staticmethod
    def clean_value_data(data, datetime_builder, empty_as, number_builder, err_to_str):
        return [[_clean(x, empty_as, err_to_str) for x in row] for row in data]


def _clean(x, empty_as, err_to_str):
    if x in ("", None):
        return empty_as
    if isinstance(x, str) and x.startswith("#") and x.endswith(("!", "?", "/A")):
        return x if err_to_str else None
    if isinstance(x, str) and len(x) == 24 and x.endswith("Z") and x[10] == "T":
        return datetime.strptime(x, "%Y-%m-%dT%H:%M:%S.%fZ")
    return x if isinstance(x, (str, bool)) else float(x)


class Apps(base_classes.Apps):
    def __iter__(self):
        return iter([App()])

    def __len__(self):
        return 1


class App(base_classes.App):
    pid = 1
    engine = property(lambda self: ENGINE)

    def activate(self, steal_focus=False):
        """xlwings calls it before it activates a sheet; there is one application and one book."""


class Book(base_classes.Book):
    """`formulas`: what Excel answers to get_formula, by sheet, from A1 on; `apply` gets the flushed actions."""

    def __init__(self, payload: dict[str, Any], formulas: dict[str, Any], apply: Callable[[list[Any]], None]) -> None:
        self.payload, self.formulas, self._apply = payload, formulas, apply
        self.queue: list[dict[str, Any]] = []

    api = property(lambda self: self.payload)
    app = property(lambda self: App())
    name = property(lambda self: self.payload["book"]["name"])
    sheets = property(lambda self: Sheets(self))

    def activate(self):
        """As App.activate."""

    async def flush(self):
        waiting, self.queue = self.queue, []
        self._apply(json.loads(json.dumps(waiting)))


class Sheets(base_classes.Sheets):
    def __init__(self, book):
        self._all = [Sheet(book, n) for n in range(len(book.payload["sheets"]))]

    def __call__(self, name_or_index):
        if isinstance(name_or_index, int):
            return self._all[name_or_index - 1]
        for sheet in self._all:
            if sheet.name == name_or_index:
                return sheet
        raise KeyError(name_or_index)

    def __len__(self):
        return len(self._all)

    def __iter__(self):
        return iter(self._all)


class Sheet(base_classes.Sheet):
    def __init__(self, book, position):
        self._book, self.position = book, position

    api = property(lambda self: self._book.payload["sheets"][self.position])
    book = property(lambda self: self._book)
    name = property(lambda self: self.api["name"])
    index = property(lambda self: self.position + 1)

    @property
    def used_range(self):
        values = self.api["values"]
        return Range(self, 1, 1, len(values), len(values[0]))

    def range(self, arg1, arg2=None):
        first, last = (arg if isinstance(arg, tuple) else (arg.row, arg.column) for arg in (arg1, arg2 or arg1))
        return Range(self, first[0], first[1], last[0] - first[0] + 1, last[1] - first[1] + 1)

    def activate(self):
        self._book.queue.append({"func": "activateSheet", "args": [self.position]})


class Range(base_classes.Range):
    def __init__(self, sheet, row, column, rows, columns):
        self._sheet, self._row, self._column, self._shape = sheet, row, column, (rows, columns)
        self.options: dict[str, Any] = {}

    api = property(lambda self: self._sheet.api)
    sheet = property(lambda self: self._sheet)
    row = property(lambda self: self._row)
    column = property(lambda self: self._column)
    shape = property(lambda self: self._shape)
    has_array = False

    def __len__(self):
        return self.shape[0] * self.shape[1]

    def __call__(self, row, column):
        return Range(self._sheet, self._row + row - 1, self._column + column - 1, 1, 1)

    def _of(self, rows):
        down, right = self._row - 1, self._column - 1
        return [row[right : right + self.shape[1]] for row in rows[down : down + self.shape[0]]]

    @property
    def raw_value(self):
        return self._of(self.api["values"])

    @raw_value.setter
    def raw_value(self, value):
        self._sheet.book.queue.append(
            {
                "func": "setValues",
                "args": [],
                "values": value,
                "sheet_position": self._sheet.position,
                "start_row": self._row - 1,
                "start_column": self._column - 1,
                "row_count": self.shape[0],
                "column_count": self.shape[1],
            }
        )

    async def get_formula(self):
        return self._of(self._sheet.book.formulas[self._sheet.name])


ENGINE = Engine()


@contextmanager
def opened(payload, formulas, apply) -> Iterator[xw.Book]:
    """The book that a script's argument is, in the one application there is."""
    before, xw.engines.active = xw.engines.active, xw.Engine(impl=ENGINE)
    try:
        yield xw.Book(impl=Book(payload, formulas, apply))
    finally:
        xw.engines.active = before

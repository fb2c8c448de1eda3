"""An xlwings engine over any WorkbookPort: what xlwings' base classes owe, as far as this project asks."""

import itertools
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import xlwings as xw
from xlwings import base_classes

from jixiao.engines.port import Area, WorkbookPort
from jixiao.engines.ranges import Range, Sheets, clean_value, parse_address

_pids = itertools.count(1)


class Engine:
    """`open_port` opens a workbook of this backend."""

    type = "desktop"

    def __init__(self, name: str, open_port: Callable[[Path], WorkbookPort]) -> None:
        self.name, self.open_port = name, open_port
        self.running: dict[int, App] = {}
        self.apps = Apps(self)

    @staticmethod
    def prepare_xl_data_element(x: Any, options: Any) -> Any:
        """numpy and pandas scalars as Python's own; missing values as None."""
        if hasattr(x, "to_pydatetime"):
            x = None if x != x else x.to_pydatetime()
        elif hasattr(x, "item") and hasattr(x, "dtype"):
            x = x.item()
        if isinstance(x, float) and x != x:
            return None
        return None if type(x).__name__ in ("NAType", "NaTType") else x

    @staticmethod
    def clean_value_data(
        data: Any, datetime_builder: Any, empty_as: Any, number_builder: Any, err_to_str: bool
    ) -> list[list[Any]]:
        return [[clean_value(x, number_builder, datetime_builder, empty_as, err_to_str) for x in row] for row in data]


class Apps(base_classes.Apps):
    """Newest first: xlwings takes the first as the active one."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def keys(self) -> list[int]:
        return list(reversed(self._engine.running))

    def add(self, spec: Any = None, add_book: Any = None, xl: Any = None, visible: Any = None) -> "App":
        if add_book:
            raise NotImplementedError("this engine opens existing workbooks only: App(add_book=False)")
        app = App(self._engine, next(_pids))
        self._engine.running[app.pid] = app
        return app

    def __iter__(self) -> Iterator["App"]:
        return iter([self._engine.running[pid] for pid in self.keys()])

    def __len__(self) -> int:
        return len(self._engine.running)

    def __getitem__(self, pid: int) -> "App":
        return self._engine.running[pid]


class App(base_classes.App):
    """Screen and calculation settings are kept, so that code which restores them can be tested."""

    visible = False
    screen_updating = True
    display_alerts = True
    enable_events = True
    calculation = "automatic"
    version = "16.0"

    def __init__(self, engine: Engine, pid: int) -> None:
        self.engine, self._pid = engine, pid
        self.opened: list[Book] = []
        self.ends_with_last_book = False
        self._status: str | bool = False

    @property
    def api(self) -> "App":
        return self

    @property
    def pid(self) -> int:
        return self._pid

    @property
    def books(self) -> "Books":
        return Books(self)

    @property
    def status_bar(self) -> str | bool:
        return self._status

    @status_bar.setter
    def status_bar(self, value: str | bool | None) -> None:
        self._status = value or False
        for book in self.opened:
            book.port.show_status(str(value) if value else None)

    def range(self, arg1: Any, arg2: Any = None) -> Range:
        raise NotImplementedError("no active sheet here: use sheet.range()")

    def quit(self) -> None:
        for book in list(self.opened):
            book.close()
        self.engine.running.pop(self._pid, None)

    kill = quit


class Books(base_classes.Books):
    def __init__(self, app: App) -> None:
        self.app = app

    @property
    def api(self) -> App:
        return self.app

    @property
    def active(self) -> "Book":
        return self.app.opened[-1]

    def __call__(self, name_or_index: str | int) -> "Book":
        if isinstance(name_or_index, int):
            return self.app.opened[name_or_index - 1]
        for book in self.app.opened:
            if book.name.lower() == name_or_index.lower():
                return book
        raise KeyError(name_or_index)

    def __len__(self) -> int:
        return len(self.app.opened)

    def __iter__(self) -> Iterator["Book"]:
        return iter(list(self.app.opened))

    def __contains__(self, name: str) -> bool:
        return any(book.name.lower() == name.lower() for book in self.app.opened)

    def open(self, fullname: str, *settings: Any) -> "Book":
        """UnusableWorkbook if the file can't be used. `settings` (links, passwords…) have no meaning here."""
        book = Book(self.app, self.app.engine.open_port(Path(fullname)))
        self.app.opened.append(book)
        return book


class Book(base_classes.Book):
    def __init__(self, app: App, port: WorkbookPort) -> None:
        self._app, self.port = app, port
        self.version = 0  # grows with every write; ranges that hold values compare it

    @property
    def api(self) -> WorkbookPort:
        return self.port

    @property
    def app(self) -> App:
        return self._app

    @property
    def name(self) -> str:
        return self.port.path.name

    @property
    def fullname(self) -> str:
        return str(self.port.path)

    @property
    def sheets(self) -> Sheets:
        return Sheets(self)

    @property
    def names(self) -> "Names":
        return Names(self)

    def named_area(self, name: str) -> tuple[str, Area]:
        """(sheet, area) a defined name refers to. KeyError if unknown, ValueError if not a plain range."""
        for known, refers_to in self.port.names().items():
            if known.lower() == name.lower():
                return parse_reference(refers_to)
        raise KeyError(name)

    def activate(self) -> None:
        self._app.opened.remove(self)
        self._app.opened.append(self)

    def save(self, path: str | None = None, password: str | None = None) -> None:
        if password:
            raise NotImplementedError("this engine can't set passwords")
        self.port.save(Path(os.path.abspath(path)) if path else None)

    def close(self) -> None:
        self.port.close()
        if self in self._app.opened:
            self._app.opened.remove(self)
        if self._app.ends_with_last_book and not self._app.opened:
            self._app.quit()


class Names(base_classes.Names):
    def __init__(self, book: Book) -> None:
        self._book = book

    @property
    def api(self) -> WorkbookPort:
        return self._book.port

    def __call__(self, name_or_index: str | int) -> "Name":
        names = self._book.port.names()
        if isinstance(name_or_index, int):
            return Name(self._book, *list(names.items())[name_or_index - 1])
        for name, refers_to in names.items():
            if name.lower() == name_or_index.lower():
                return Name(self._book, name, refers_to)
        raise KeyError(name_or_index)

    def snapshot(self) -> list[tuple[str, "Name"]]:
        return [(name, Name(self._book, name, refers)) for name, refers in self._book.port.names().items()]

    def contains(self, name_or_index: str | int) -> bool:
        names = self._book.port.names()
        if isinstance(name_or_index, int):
            return 1 <= name_or_index <= len(names)
        return name_or_index.lower() in (name.lower() for name in names)

    def __len__(self) -> int:
        return len(self._book.port.names())


class Name(base_classes.Name):
    def __init__(self, book: Book, name: str, refers_to: str) -> None:
        self._book, self._name, self._refers_to = book, name, refers_to

    @property
    def api(self) -> WorkbookPort:
        return self._book.port

    @property  # type: ignore[misc]  # settable in the base class
    def name(self) -> str:
        return self._name

    @property  # type: ignore[misc]  # settable in the base class
    def refers_to(self) -> str:
        return self._refers_to

    @property
    def refers_to_range(self) -> Range:
        sheet, area = parse_reference(self._refers_to)
        return Range(self._book.sheets(sheet), area)


def parse_reference(refers_to: str) -> tuple[str, Area]:
    """ "='基本 信息'!$B$2:$C$3" -> ('基本 信息', Area). ValueError for constants, formulas, unions."""
    sheet, separator, address = refers_to.removeprefix("=").rpartition("!")
    if not separator:
        raise ValueError(f"not a range: {refers_to}")
    if sheet.startswith("'"):
        sheet = sheet[1:-1].replace("''", "'")
    return sheet, parse_address(address)


def register(name: str, open_port: Callable[[Path], WorkbookPort]) -> xw.Engine:
    """The xlwings engine of that name, made and added on first use."""
    for engine in xw.engines:
        if engine.name == name:
            return engine
    engine = xw.Engine(impl=Engine(name, open_port))
    xw.engines.add(engine)
    return engine

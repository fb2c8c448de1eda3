"""The engines the suite knows, and how each is had for a while."""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from jixiao.engines import BACKENDS, UnusableWorkbook, open_book
from jixiao.engines.libreoffice import application
from jixiao.selftest import model
from jixiao.selftest.desk import desk

if TYPE_CHECKING:
    import xlwings as xw

EXCEL, LIBREOFFICE = "excel", "libreoffice"
ENGINES = (*BACKENDS, EXCEL)
ONLY_THERE = "Excel 只在 Windows 和 macOS 上"
NO_EXCEL = "Excel 没有启动，请确认已安装 Excel、xlwings 装得完整：{error}"
SANDBOX = Path("~/Library/Containers/com.microsoft.Excel/Data")
"""Where Excel for Mac reads and writes without asking; xlwings itself puts its pictures there."""


class NotHere(Exception):  # noqa: N818 - reads as what it is
    """The engine can't be run on this machine; the text says why, for the table."""


@dataclass(frozen=True)
class Session:
    """An engine at work. `place`: the folder for its files, None for the system's temporary one."""

    engine: str
    open_book: "Callable[[Path], xw.Book]"
    place: Path | None = None


@contextmanager
def session(engine: str) -> Iterator[Session]:
    """Have an engine until the block ends. NotHere; KeyError: unknown engine."""
    special = {EXCEL: _excel, LIBREOFFICE: _libreoffice}
    if engine in special:
        with special[engine]() as ready:
            yield ready
    else:
        yield Session(engine, partial(open_book, engine=engine))


@contextmanager
def _libreoffice() -> Iterator[Session]:
    """One application for the whole run; the one that JIXIAO_LIBREOFFICE names, or one of our own."""
    ready = Session(LIBREOFFICE, partial(open_book, engine=LIBREOFFICE))
    if os.environ.get(application.ADDRESS):
        yield ready
        return
    with _told():
        own = application.start_own()
    os.environ[application.ADDRESS] = own.address
    try:
        with _told(), desk(ready.open_book) as first:
            first.open(first.path)
        yield ready
    finally:
        del os.environ[application.ADDRESS]
        application.end(own)


@contextmanager
def _told() -> Iterator[None]:
    """Why LibreOffice can't be used, without the name of the suite's own file."""
    try:
        yield
    except UnusableWorkbook as error:
        raise NotHere(str(error.__cause__ or error)) from error


@contextmanager
def _excel() -> Iterator[Session]:
    """A new Excel without window; it quits with the block, the user's own stays."""
    if model.system() not in ("win32", "darwin"):
        raise NotHere(ONLY_THERE)
    app = _started()
    try:
        app.display_alerts = False
        place = SANDBOX.expanduser()
        yield Session(EXCEL, app.books.open, place if place.is_dir() else None)
    finally:
        _excel_engine().activate()  # App.quit() ends processes that the active engine doesn't list as its own
        app.quit()


def _started() -> "xw.App":
    import xlwings as xw

    try:
        _excel_engine().activate()
        return xw.App(visible=False, add_book=False)
    except Exception as error:  # COM, AppleScript and a missing library each fail in their own way
        raise NotHere(NO_EXCEL.format(error=error)) from error


def _excel_engine() -> "xw.Engine":
    import xlwings as xw

    return xw.engines[EXCEL]

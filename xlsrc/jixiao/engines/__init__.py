"""xlwings engines besides Excel: workbooks without Excel, behind the API the buttons are written against.

book = open_book(path)                      # engine "file": a closed .xlsx or .xlsm
with writable(book.sheets["评分表"]) as _:
    write_block(book.sheets["评分表"], 5, 3, rows)
book.save(); book.close()
"""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from jixiao.engines.bare import without_tables
from jixiao.engines.errors import FormulaInTheWay, LockedCells, UnusableWorkbook
from jixiao.engines.port import Formula, Writable
from jixiao.engines.raw import read_raw
from jixiao.engines.reading import read_block
from jixiao.engines.writing import notify, save_copy, show_sheet, unhide_sheet, writable, write_block

if TYPE_CHECKING:
    import xlwings as xw

    from jixiao.engines.port import WorkbookPort

__all__ = [
    "BACKENDS",
    "Formula",
    "FormulaInTheWay",
    "LockedCells",
    "UnusableWorkbook",
    "Writable",
    "activate",
    "notify",
    "open_book",
    "open_port",
    "read_block",
    "read_raw",
    "save_copy",
    "show_sheet",
    "unhide_sheet",
    "writable",
    "write_block",
]

BACKENDS = {
    "file": "jixiao.engines.file.backend:open_workbook",
    "libreoffice": "jixiao.engines.libreoffice.backend:open_workbook",
}
"""Engine name -> "module:function" from a Path to a WorkbookPort; imported on first use."""


def open_port(path: str | Path, engine: str = "file") -> "WorkbookPort":
    """The workbook's port, without xlwings. UnusableWorkbook if the file can't be used."""
    return _opener(engine)(Path(path))


def open_book(path: str | Path, engine: str = "file") -> "xw.Book":
    """Open a workbook in an App of its own, which ends with book.close().

    Import pandas before the first one where frames are to be read and written through xlwings.

    UnusableWorkbook if the file can't be used; KeyError: unknown engine.
    """
    app = _engine(engine).apps.add(add_book=False).impl
    import xlwings as xw

    app.ends_with_last_book = True
    try:
        return xw.Book(impl=app.books.open(str(Path(path).absolute())))
    except UnusableWorkbook:
        app.quit()
        raise


def activate(engine: str = "file") -> "xw.Engine":
    """Make xw.Book(path), xw.books and xw.apps use this engine. KeyError: unknown engine."""
    found = _engine(engine)
    found.activate()
    return found


def _engine(name: str) -> "xw.Engine":
    with without_tables():
        from jixiao.engines.xlwings_engine import register

    return register(name, _opener(name))


def _opener(engine: str) -> "Callable[[Path], WorkbookPort]":
    module, _, function = BACKENDS[engine].partition(":")

    def open_workbook(path: Path) -> "WorkbookPort":
        port: WorkbookPort = getattr(import_module(module), function)(path)
        return port

    return open_workbook

"""An officer's folder for tests: the shipped ledger, and 收件 with a few real workbooks."""

import os
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

import xlwings as xw

from books import type_into
from good import good_bytes
from jixiao import resources
from jixiao.bureau.book.run import WORK, At
from jixiao.bureau.running.here import Here
from jixiao.engines import open_book, open_port
from jixiao.engines.port import CountingPort
from jixiao.resources import LEDGER_NAME, SAMPLE_NAME
from jixiao.values.address import a1

NOW = datetime(2025, 5, 2, 15, 30)
UNION, GOOD = "廉江市总工会", "清江县总工会"
RECEIVED = datetime(2025, 4, 20, 9, 30)


def desk(folder: Path) -> Path:
    """The ledger in a folder whose 收件 has three files: the sample, the good workbook, one that is none."""
    (folder / "收件").mkdir(parents=True)
    receive(folder, "工会.xlsm", resources.workbook("samples", SAMPLE_NAME).read_bytes())
    receive(folder, "好单位.xlsm", good_bytes())
    receive(folder, "坏了.xlsx", b"PK\3\4 broken")
    ledger = folder / LEDGER_NAME
    ledger.write_bytes(resources.workbook(LEDGER_NAME).read_bytes())
    return ledger


def receive(folder: Path, name: str, content: bytes, when: datetime = RECEIVED) -> Path:
    """A file that arrives in 收件."""
    path = folder / "收件" / name
    path.write_bytes(content)
    os.utime(path, (when.timestamp(), when.timestamp()))
    return path


def second_version(ledger: Path) -> Path:
    """Another workbook of the good unit, a day later: somebody else filled it in."""
    path = ledger.parent / "收件" / "好单位 更正.xlsm"
    type_into(path.with_name("好单位.xlsm"), {("基本信息", "C18"): "赵会计"}, path)
    later = RECEIVED.replace(day=21)
    return receive(ledger.parent, path.name, path.read_bytes(), later)


def typed(ledger: Path, cells: Mapping[tuple[str, str], object]) -> None:
    """What an officer types into the closed ledger."""
    type_into(ledger, cells, ledger)


def pressed(ledger: Path, action: str, now: datetime = NOW) -> str:
    """A press on the open ledger, which is saved and closed afterwards; the line it ends with."""
    with opened(ledger) as (book, _):
        told = WORK[action](book, At(now, Here(), lambda text: None))
        book.save()
        return told


@contextmanager
def opened(ledger: Path) -> Iterator[tuple[xw.Book, Counter[tuple[str, str]]]]:
    """The open ledger behind a counter of calls."""
    book = open_book(ledger)
    book.impl.port = CountingPort(book.impl.port)
    try:
        yield book, book.impl.port.calls
    finally:
        book.close()


def shown(ledger: Path, sheet: str) -> list[list[object]]:
    """Every cell of a sheet, from A1 on."""
    port = open_port(ledger)
    try:
        block = port.used_block(sheet)
        assert (block.row, block.column) == (1, 1)
        return block.values
    finally:
        port.close()


def table(ledger: Path, sheet: str, first: str) -> list[dict[str, object]]:
    """The rows of a sheet by its headings, which are found by the first one."""
    rows = shown(ledger, sheet)
    head = next(n for n, row in enumerate(rows) if row[0] == first)
    labels = rows[head]
    return [
        {str(label): value for label, value in zip(labels, row, strict=True) if label}
        for row in rows[head + 1 :]
        if any(value is not None for value in row[:-1])
    ]


def place(ledger: Path, sheet: str, label: str, holds: Callable[[list[object]], bool]) -> str:
    """The cell in a column, in the first row of which it is true."""
    rows = shown(ledger, sheet)
    column = next(row.index(label) for row in rows if label in row)
    row = next(n for n, values in enumerate(rows, 1) if holds(values))
    return a1(row, column + 1)

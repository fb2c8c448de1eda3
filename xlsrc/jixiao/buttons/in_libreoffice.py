"""The Python behind the buttons on LibreOffice: `python -m jixiao.buttons.in_libreoffice`.

It is started before anybody presses, loads what a press needs and waits; then it does one press and ends. Whoever started
it (engines/libreoffice/office/worker.py) says what was pressed and serves the workbook, over the descriptors in
JIXIAO_LIBREOFFICE.
"""

import json
import os
import select
import sys
from importlib import import_module

from jixiao.engines.bare import without_tables
from jixiao.engines.libreoffice.application import ADDRESS
from jixiao.engines.libreoffice.office.worker import EXPIRED

IDLE = 900.0
"""Seconds that it waits for a press before it ends; the first press after that waits for the start of another one."""
LOADED = "jixiao.buttons", "jixiao.engines.libreoffice.backend", "jixiao.engines.xlwings_engine"


def main() -> None:
    """Wait, press, end."""
    _get_ready()
    press(**_order(int(os.environ[ADDRESS].removeprefix("fd:").partition(",")[0])))


def _get_ready() -> None:
    """Everything that a press loads or makes once."""
    with without_tables():
        import xlwings  # noqa: F401
    from jixiao.forms import load_forms
    from jixiao.frameworks import load_framework

    for module in LOADED:
        import_module(module)
    load_forms()
    load_framework()  # with its criteria read: a workbook's own are mostly the same


def _order(reading: int) -> dict[str, str]:
    """The line that says what was pressed; the process ends where none comes, or the application ends."""
    line = b""
    while not line.endswith(b"\n"):
        ready, _, _ = select.select([reading], [], [], IDLE)
        if not ready:
            sys.exit(EXPIRED)
        data = os.read(reading, 1 << 16)
        if not data:
            sys.exit(EXPIRED)
        line += data
    order: dict[str, str] = json.loads(line)
    return order


def press(action: str, path: str) -> None:
    """Call jixiao.buttons.<action>() with that workbook as the caller."""
    if not action.isidentifier() or action.startswith("_"):
        raise ValueError(f"not the name of a button: {action}")
    from jixiao.engines import open_book

    book = open_book(path, "libreoffice")
    book.set_mock_caller()
    try:
        getattr(import_module("jixiao.buttons"), action)()
    finally:
        book.close()


if __name__ == "__main__":
    main()

"""The bridge process: find or wait for the application, open the document, answer requests until stdin ends.

Run as `python -c "…; from office.bridge import main; main()"`; the first line of stdin says what to do:
{"address": "pipe,name=…", "url": "file:///…", "wait": seconds, "ends": process id or null, "profile": folder or null}.
"""

import json
import os
import queue
import shutil
import signal
import sys
import threading
import time
from contextlib import suppress
from typing import Any

import uno  # type: ignore[import-not-found]
from com.sun.star.connection import NoConnectException  # type: ignore[import-not-found]

from .book import Book, property_value
from .serve import answer

GRACE = 5.0  # seconds for an orderly end after stdin closed


class Unusable(Exception):  # noqa: N818 - as jixiao.engines.errors says it
    """`reason`: "start", "load" or "kind"; the other side has the words for it."""


def main() -> None:
    """Serve until stdin ends; an own application ends with it."""
    lines: queue.Queue[Any] = queue.Queue()
    order = json.loads(sys.stdin.readline())
    threading.Thread(target=_read, args=(lines, order), daemon=True).start()
    try:
        document, ours = _open(order)
    except Unusable as error:
        _say({"error": {"kind": "Unusable", "detail": str(error)}})
        _end(None, order)
        return
    _say({"ok": {"ours": ours}})
    book = Book(document)
    for line in iter(lines.get, None):
        sys.stdout.write(answer(book, line) + "\n")
        sys.stdout.flush()
        _show_messages(book)
    _end(document if ours else None, order)


def _read(lines: Any, order: Any) -> None:
    """Runs beside the answering, so that the end is noticed even while the application doesn't answer."""
    for line in sys.stdin:
        lines.put(line)
    lines.put(None)
    time.sleep(GRACE)
    _kill(order)
    os._exit(1)


def _say(reply: Any) -> None:
    sys.stdout.write(json.dumps(reply) + "\n")
    sys.stdout.flush()


def _open(order: Any) -> Any:
    """(document, whether we loaded it)."""
    desktop = _connect(order["address"], order["wait"])
    for document in _documents(desktop):
        if _same_file(document, order["url"]):
            return document, False
    arguments = (property_value("Hidden", True), property_value("MacroExecutionMode", 0))
    try:
        document = desktop.loadComponentFromURL(order["url"], "_blank", 0, arguments)
    except Exception as error:
        raise Unusable("load") from error
    if document is None:
        raise Unusable("load")
    if not document.supportsService("com.sun.star.sheet.SpreadsheetDocument"):
        document.close(True)
        raise Unusable("kind")
    document.calculateAll()
    return document, True


def _connect(address: str, wait: float) -> Any:
    """The desktop. Unusable("start") if nobody listens there in time."""
    here = uno.getComponentContext()
    resolver = here.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", here)
    until = time.monotonic() + wait
    while True:
        try:
            there = resolver.resolve("uno:" + address + ";urp;StarOffice.ComponentContext")
            return there.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", there)
        except NoConnectException as error:
            if time.monotonic() > until:
                raise Unusable("start") from error
            time.sleep(0.05)


def _documents(desktop: Any) -> Any:
    found, members = [], desktop.Components.createEnumeration()
    while members.hasMoreElements():
        found.append(members.nextElement())
    return [one for one in found if hasattr(one, "Sheets")]


def _same_file(document: Any, url: str) -> bool:
    if not document.URL:
        return False
    paths = [uno.fileUrlToSystemPath(one) for one in (document.URL, url)]
    return bool(os.path.realpath(paths[0]) == os.path.realpath(paths[1]))


def _show_messages(book: Book) -> None:
    """Asynchronous for the client: its call has been answered."""
    while book.messages:
        title, text, _ = book.messages.pop(0)
        book.show_status(title + "：" + text)


def _end(document: Any, order: Any) -> None:
    if document is not None:
        document.close(True)
    if order["ends"]:
        _kill(order)
    os._exit(0)  # not through uno's own ending, which waits for an application that is gone


def _kill(order: Any) -> None:
    """End our own application. Nothing of it is worth an orderly end: its profile goes with it."""
    if not order["ends"]:
        return
    with suppress(ProcessLookupError):  # ended already
        os.killpg(order["ends"], signal.SIGKILL)
    shutil.rmtree(order["profile"], ignore_errors=True)

"""The UNO component behind the buttons; the Basic library that install.py writes loads it into LibreOffice.

Loaded by file URL, not as part of a package: hence the path.
"""

import json
import os
import sys
import threading
import traceback
from typing import Any

import uno  # type: ignore[import-not-found]
import unohelper  # type: ignore[import-not-found]
from com.sun.star.awt import XCallback  # type: ignore[import-not-found]
from com.sun.star.awt.MessageBoxType import INFOBOX, WARNINGBOX  # type: ignore[import-not-found]
from com.sun.star.task import XJob  # type: ignore[import-not-found]
from com.sun.star.util import CloseVetoException, XCloseListener  # type: ignore[import-not-found]

_FOLDER = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))
if _FOLDER not in sys.path:
    sys.path.append(_FOLDER)

from office.book import Book  # type: ignore[import-not-found]  # noqa: E402
from office.front import behind  # type: ignore[import-not-found]  # noqa: E402

from office import press as pressing  # type: ignore[import-not-found]  # noqa: E402

NAME = "cn.jixiao.Buttons"
READING = 8.0  # seconds that the last line stays in the status bar
_running: Any = []


class Buttons(unohelper.Base, XJob):  # type: ignore[misc]
    """execute(control, command): a press of the control; the command is a JSON list."""

    def __init__(self, context: Any, *_: Any) -> None:
        self._context = context

    def execute(self, arguments: Any) -> None:
        """Begins the press once the click is over: showing another sheet destroys the button that was clicked."""
        told = {one.Name: one.Value for one in arguments}
        if _running:
            return  # a second press of an impatient clerk: a message would hold up the first
        press = Press(self._context, document_of(told["control"]), json.loads(told["command"]))
        press.begin()
        _running.append(press)


class Press(unohelper.Base, XCallback, XCloseListener):  # type: ignore[misc]
    """One press. While it runs the window takes no input and the document doesn't close."""

    def __init__(self, context: Any, document: Any, command: Any) -> None:
        self._document, self._command, self._book = document, command, Book(document)
        self._window = document.CurrentController.Frame.ContainerWindow
        self._create: Any = lambda service: context.ServiceManager.createInstanceWithContext(service, context)
        self._toolkit = self._create("com.sun.star.awt.Toolkit")

    def begin(self) -> None:
        """Holds the document from now on; runs when LibreOffice is done with what it is doing."""
        self._document.addCloseListener(self)
        self._create("com.sun.star.awt.AsyncCallback").addCallback(self, None)

    def notify(self, data: Any) -> None:
        """Called by LibreOffice's main loop."""
        try:
            messages = self._run()
        except Exception:  # the last line of defence: a clerk must never see a traceback
            last = traceback.format_exc(limit=-1).splitlines()[-1]
            messages = [[pressing.TITLE, pressing.FAILED.format(last=last), False]]
        finally:
            self._document.removeCloseListener(self)
            _running.clear()
        pressing.prepare(self._command)
        for title, text, good in messages:
            self._show(title, text, INFOBOX if good else WARNINGBOX)
        self._clear_later()

    def _run(self) -> Any:
        if not self._document.URL:
            return [[pressing.TITLE, pressing.UNSAVED, False]]
        path = uno.fileUrlToSystemPath(self._document.URL)
        self._window.setEnable(False)
        try:
            with behind(self._document, brought=lambda: self._book.brought):
                return pressing.press(self._book, path, self._command, self._toolkit.processEventsToIdle)
        finally:
            self._window.setEnable(True)
            self._window.setFocus()

    def _clear_later(self) -> None:
        """Back on LibreOffice's main loop: a timer's own thread must not touch windows."""
        clear = Clear(self._book)
        waiting = threading.Timer(
            READING, lambda: self._create("com.sun.star.awt.AsyncCallback").addCallback(clear, None)
        )
        waiting.daemon = True
        waiting.start()

    def queryClosing(self, source: Any, ownership: bool) -> None:  # noqa: N802 - UNO's name
        """Not in the middle of a press."""
        raise CloseVetoException("", self)

    def notifyClosing(self, source: Any) -> None:  # noqa: N802 - UNO's name
        """Not while this listens."""

    def disposing(self, source: Any) -> None:
        """The document is gone; there is nothing to let go of."""

    def _show(self, title: str, text: str, kind: Any) -> None:
        box = self._toolkit.createMessageBox(self._window, kind, 1, title, text)
        try:
            box.execute()
        finally:
            box.dispose()


class Clear(unohelper.Base, XCallback):  # type: ignore[misc]
    """Gives the status bar back to LibreOffice."""

    def __init__(self, book: Any) -> None:
        self._book = book

    def notify(self, data: Any) -> None:
        """Called by LibreOffice's main loop; the document may be closed by now."""
        self._book.show_status(None)


def document_of(control: Any) -> Any:
    """The document a form control's model stands in."""
    parent = control
    while not hasattr(parent, "Sheets"):
        parent = parent.Parent
    return parent


g_ImplementationHelper = unohelper.ImplementationHelper()  # noqa: N816 - LibreOffice looks for this name
g_ImplementationHelper.addImplementation(Buttons, NAME, (NAME,))

"""The UNO component behind the buttons; the Basic library that install.py writes loads it into LibreOffice.

Loaded by file URL, not as part of a package: hence the path.
"""

import json
import os
import sys
import traceback
from typing import Any

import uno  # type: ignore[import-not-found]
import unohelper  # type: ignore[import-not-found]
from com.sun.star.awt.MessageBoxType import WARNINGBOX  # type: ignore[import-not-found]
from com.sun.star.task import XJob  # type: ignore[import-not-found]

_FOLDER = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))
if _FOLDER not in sys.path:
    sys.path.append(_FOLDER)

from office.book import Book  # type: ignore[import-not-found]  # noqa: E402

from office import press as pressing  # type: ignore[import-not-found]  # noqa: E402

NAME = "cn.jixiao.Buttons"
_running: Any = []


class Buttons(unohelper.Base, XJob):  # type: ignore[misc]
    """execute(control, command): a press of the control, the command a JSON list."""

    def __init__(self, context: Any, *_: Any) -> None:
        self._context = context

    def execute(self, arguments: Any) -> None:
        told = {one.Name: one.Value for one in arguments}
        document = document_of(told["control"])
        window = document.CurrentController.Frame.ContainerWindow
        for title, text in self._messages(document, window, json.loads(told["command"])):
            self._show(window, title, text)

    def _messages(self, document: Any, window: Any, command: Any) -> Any:
        if _running:
            return []  # a second press of an impatient clerk: a message would hold up the first
        if not document.URL:
            return [[pressing.TITLE, pressing.UNSAVED]]
        _running.append(document)
        window.setEnable(False)
        try:
            path = uno.fileUrlToSystemPath(document.URL)
            return pressing.press(Book(document), path, command, self._repaint)
        except Exception:  # the last line of defence: a macro must never show a clerk a traceback
            return [[pressing.TITLE, pressing.FAILED.format(last=traceback.format_exc(limit=-1).splitlines()[-1])]]
        finally:
            window.setEnable(True)
            window.setFocus()
            _running.clear()

    def _repaint(self) -> None:
        self._toolkit().processEventsToIdle()

    def _toolkit(self) -> Any:
        return self._context.ServiceManager.createInstanceWithContext("com.sun.star.awt.Toolkit", self._context)

    def _show(self, window: Any, title: str, text: str) -> None:
        box = self._toolkit().createMessageBox(window, WARNINGBOX, 1, title, text)
        try:
            box.execute()
        finally:
            box.dispose()


def document_of(control: Any) -> Any:
    """The document a form control's model stands in."""
    parent = control
    while not hasattr(parent, "Sheets"):
        parent = parent.Parent
    return parent


g_ImplementationHelper = unohelper.ImplementationHelper()  # noqa: N816 - LibreOffice looks for this name
g_ImplementationHelper.addImplementation(Buttons, NAME, (NAME,))

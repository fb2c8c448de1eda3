"""Which sheet is in front while others are written.

With a sheet of form buttons in front, or the written one, LibreOffice unlocks the undo manager behind our back while it
repaints; undoing then takes out what was written instead of the unprotecting (measured with 7.4).
"""

from __future__ import annotations  # LibreOffice may bring Python 3.8

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def behind(document: Any, written: Any = None, brought: Callable[[], bool] = bool) -> Iterator[None]:
    """Another sheet in front for the moment, where there is a window and `written` or a sheet of buttons is in front.

    What is brought to the front meanwhile stays there; `brought` says so where it may be that very sheet.
    """
    controller = document.CurrentController
    front = None if controller is None else controller.ActiveSheet
    if front is None or not _disturbs(front, written):
        yield
        return
    calm = next((one for one in _visible(document) if not _disturbs(one, written)), front)
    controller.setActiveSheet(calm)
    try:
        yield
    finally:
        if controller.ActiveSheet.Name == calm.Name and not brought():
            controller.setActiveSheet(front)


def _disturbs(sheet: Any, written: Any) -> bool:
    return bool(sheet.DrawPage.Forms.Count) or (written is not None and sheet.Name == written.Name)


def _visible(document: Any) -> Iterator[Any]:
    sheets = document.Sheets
    return (one for one in map(sheets.getByIndex, range(sheets.Count)) if one.IsVisible)

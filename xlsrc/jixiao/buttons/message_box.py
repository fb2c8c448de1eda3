"""What people read after an action on a closed file: a message box where there is a desktop to show it, else printed."""

import os
import sys
from collections.abc import Callable
from pathlib import Path

import click

from jixiao.values.shown import printable

TITLE = "绩效自评"
OPEN_IT = "\n\n现在打开看看吗？"
INFORMATION, WARNING, YES_NO, IN_FRONT = 0x40, 0x30, 0x4, 0x10000  # MB_ICON…, MB_YESNO, MB_SETFOREGROUND
YES = 6  # IDYES


def tell(text: str, *, good: bool, window: bool, look_at: Path | None = None) -> None:
    """Say it; with a window, offer to open `look_at`."""
    if window and sys.platform == "win32":
        _in_window(text, good, look_at, _message_box, _open)
    else:
        click.echo(printable(text), err=not good)


def _in_window(
    text: str,
    good: bool,
    look_at: Path | None,
    message_box: Callable[[str, str, int], int],
    show: Callable[[Path], None],
) -> None:
    kind = (INFORMATION if good else WARNING) | IN_FRONT | (YES_NO if look_at else 0)
    if message_box(text + (OPEN_IT if look_at else ""), TITLE, kind) == YES and look_at:
        show(look_at)


def _message_box(text: str, title: str, kind: int) -> int:
    import ctypes

    return int(ctypes.windll.user32.MessageBoxW(None, text, title, kind))  # type: ignore[attr-defined,unused-ignore]


def _open(path: Path) -> None:
    """With the program that Windows has for it."""
    os.startfile(path)  # type: ignore[attr-defined,unused-ignore]

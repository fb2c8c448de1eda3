"""Inside the application: have a press done by the Python behind the buttons, and serve the document to it until it ends.

All on the main thread, so nothing else touches the document meanwhile; the window is disabled but repainted.
"""

from __future__ import annotations  # LibreOffice may bring Python 3.8

import os
import select
import subprocess
import time
from typing import Any

from .book import Book
from .serve import answer
from .worker import EXPIRED, Spare, Worker

SILENCE = 120.0  # seconds without a request before a hanging Python is given up
ENDING = 10.0  # seconds to exit after its last request
TICK = 0.05
TITLE = "绩效自评"
UNSAVED = "请先把工作簿保存成文件，再按按钮。"
NO_PYTHON = "没有找到按钮要用的程序（{python}）。请联系安装人员重新安装。"
FAILED = "没有完成，表里的内容没有丢。请保存后重新打开再试一次；仍不行，请联系安装人员。\n{last}"
HUNG = "没有完成：程序超过 {seconds:.0f} 秒没有反应，已经停止。表里的内容没有丢，请再按一次。"
spare = Spare()


class Told(Exception):  # noqa: N818 - reads as what it is
    """A press that can't go on; its text is for the clerk."""


def press(book: Book, path: str, command: list[str], idle: Any, silence: float = SILENCE) -> list[Any]:
    """Have `command` (its last word is the action) work on the document; [[title, text, good news or not]] to be shown.

    `idle()` is called about every 50 ms while nothing is asked. Never raises for what the Python does. What the
    Python said last stays in the status bar.
    """
    *program, action = command
    try:
        if not any(_done(book, program, action, path, idle, silence) for _ in range(2)):
            raise Told(FAILED.format(last=""))  # the second was started for this press: it can't have waited too long
    except Told as told:
        book.show_status(None)
        book.messages.append([TITLE, str(told), False])
    return list(book.messages)


def _done(book: Book, program: list[str], action: str, path: str, idle: Any, silence: float) -> bool:
    """False where the worker had ended of itself before it heard of this press."""
    try:
        worker = spare.take(program)
    except OSError as error:
        raise Told(NO_PYTHON.format(python=program[0])) from error
    try:
        worker.order(action, path)
        _serve(book, worker, idle, silence)
        status = worker.ended(ENDING)
        if status not in (0, EXPIRED):
            raise Told(FAILED.format(last=worker.last_words()))
    except subprocess.TimeoutExpired as error:
        raise Told(HUNG.format(seconds=ENDING)) from error
    finally:
        worker.end()
    return status == 0


def prepare(command: list[str]) -> None:
    """Let the Python of the next press start now that this one is over."""
    spare.prepare(command[:-1])


def _serve(book: Book, worker: Worker, idle: Any, silence: float) -> None:
    """Answer until the other side closes its end."""
    pending, since = b"", time.monotonic()
    while True:
        ready, _, _ = select.select([worker.requests], [], [], TICK)
        if not ready:
            idle()
            if time.monotonic() - since > silence:
                raise Told(HUNG.format(seconds=silence))
            continue
        data = os.read(worker.requests, 1 << 16)
        if not data:
            return
        since = time.monotonic()
        *lines, pending = (pending + data).split(b"\n")
        for line in lines:
            if not worker.say(answer(book, line.decode("ascii")).encode("ascii") + b"\n"):
                return

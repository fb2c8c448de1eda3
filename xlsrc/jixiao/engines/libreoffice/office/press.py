"""Inside the application: run the Python behind a button and serve the document to it until it ends.

All on the main thread, so nothing else touches the document meanwhile; the window is disabled but repainted.
"""

from __future__ import annotations  # LibreOffice may bring Python 3.8

import os
import select
import subprocess
import tempfile
import time
from typing import Any

from .book import Book
from .serve import answer

SILENCE = 120.0  # seconds without a request before a hanging Python is given up
ENDING = 10.0  # seconds to exit after its last request
TICK = 0.05
HIDDEN = ("PYTHONPATH", "PYTHONHOME", "PYTHONEXECUTABLE")
TITLE = "绩效自评"
UNSAVED = "请先把工作簿保存成文件，再按按钮。"
NO_PYTHON = "没有找到按钮要用的程序（{python}）。请联系安装人员重新安装。"
FAILED = "没有完成，表里的内容没有丢。请保存后重新打开再试一次；仍不行，请联系安装人员。\n{last}"
HUNG = "没有完成：程序超过 {seconds:.0f} 秒没有反应，已经停止。表里的内容没有丢，请再按一次。"


class Told(Exception):  # noqa: N818 - reads as what it is
    """A press that can't go on; its text is for the clerk."""


def press(book: Book, path: str, command: list[str], idle: Any, silence: float = SILENCE) -> list[Any]:
    """Run `command` (its last argument will be the path) against the document; [[title, text]] to be shown.

    `idle()` is called about every 50 ms while nothing is asked. Never raises for what the Python does. What the
    Python said last stays in the status bar.
    """
    try:
        _run(book, [*command, path], idle, silence)
    except Told as told:
        book.show_status(None)
        book.messages.append([TITLE, str(told)])
    return list(book.messages)


def _run(book: Book, command: list[str], idle: Any, silence: float) -> None:
    requests, theirs_out = os.pipe()
    theirs_in, replies = os.pipe()
    with tempfile.TemporaryFile() as errors:
        try:
            process = _start(command, theirs_in, theirs_out, errors)
        except OSError as error:
            os.close(requests)
            os.close(replies)
            raise Told(NO_PYTHON.format(python=command[0])) from error
        finally:
            os.close(theirs_in)
            os.close(theirs_out)
        try:
            _serve(book, requests, replies, process, idle, silence)
            status = process.wait(ENDING)
        except subprocess.TimeoutExpired as error:
            raise Told(HUNG.format(seconds=ENDING)) from error
        finally:
            os.close(requests)
            os.close(replies)
            if process.poll() is None:
                process.kill()
                process.wait()
        if status != 0:
            raise Told(FAILED.format(last=_last_line(errors)))


def _start(command: list[str], reading: int, writing: int, errors: Any) -> Any:
    environment = {key: value for key, value in os.environ.items() if key not in HIDDEN}
    environment["JIXIAO_LIBREOFFICE"] = f"fd:{reading},{writing}"
    return subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=errors,
        pass_fds=(reading, writing),
        env=environment,
    )


def _serve(book: Book, requests: int, replies: int, process: Any, idle: Any, silence: float) -> None:
    """Answer until the other side closes its end."""
    pending, since = b"", time.monotonic()
    while True:
        ready, _, _ = select.select([requests], [], [], TICK)
        if not ready:
            idle()
            if time.monotonic() - since > silence:
                raise Told(HUNG.format(seconds=silence))
            continue
        data = os.read(requests, 1 << 16)
        if not data:
            return
        since = time.monotonic()
        *lines, pending = (pending + data).split(b"\n")
        for line in lines:
            if not _reply(replies, answer(book, line.decode("ascii")).encode("ascii") + b"\n"):
                return


def _reply(replies: int, data: bytes) -> bool:
    """False if nobody reads any more."""
    try:
        while data:
            data = data[os.write(replies, data) :]
    except BrokenPipeError:
        return False
    return True


def _last_line(errors: Any) -> str:
    errors.seek(0)
    lines = errors.read().decode("utf-8", "replace").split("\n")
    return next((line.strip() for line in reversed(lines) if line.strip()), "")[:300]

"""JSON lines to whoever serves the application, each answer within a time limit."""

import json
import os
import queue
import subprocess
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import IO, Any

from jixiao.engines.errors import FormulaInTheWay, LockedCells, UnusableWorkbook

SILENT = (
    "LibreOffice 超过 {seconds:.0f} 秒没有回应，可能正弹出窗口或正忙。请关闭弹出的窗口，或重启 LibreOffice 后再试。"
)
GONE = "与 LibreOffice 的连接断了，它可能已经退出。请重新打开工作簿再试；已保存的内容没有丢。"
LOCKED = "是受保护工作表中的锁定单元格，不能写入。请先撤销工作表保护再写。"
FORMULA = "是公式，程序的结果写不进去。请清空这一格再试。"


class ApplicationError(RuntimeError):
    """LibreOffice refused an operation; the message is its own."""


class Channel:
    """A pair of streams. `on_failure` runs once, when the other side is silent or gone."""

    def __init__(self, requests: IO[str], replies: IO[str]) -> None:
        self._requests = requests
        self.on_failure: Callable[[], None] = lambda: None
        self._replies: queue.Queue[str] = queue.Queue()
        self.trips = 0
        self.broken = False
        threading.Thread(target=self._listen, args=(replies,), daemon=True).start()

    def _listen(self, replies: IO[str]) -> None:
        for line in replies:
            self._replies.put(line)
        self._replies.put("")

    def send(self, message: object) -> None:
        """One line to the other side. UnusableWorkbook if it is gone."""
        try:
            self._requests.write(json.dumps(message) + "\n")
            self._requests.flush()
        except (OSError, ValueError) as error:  # ValueError: closed on this side
            raise self._failed(GONE) from error

    def receive(self, seconds: float) -> Any:
        """The next reply. UnusableWorkbook if there is none in time."""
        try:
            line = self._replies.get(timeout=seconds)
        except queue.Empty:
            raise self._failed(SILENT.format(seconds=seconds)) from None
        if not line:
            raise self._failed(GONE)
        return json.loads(line)

    def call(self, operation: str, *args: object, seconds: float) -> Any:
        """One round trip. KeyError, ValueError as the port says; ApplicationError for the application's own faults."""
        if self.broken:
            raise UnusableWorkbook(GONE)
        self.trips += 1
        self.send({"op": operation, "args": args})
        reply = self.receive(seconds)
        if "error" in reply:
            raise _raised(reply["error"]["kind"], reply["error"]["detail"])
        return reply["ok"]

    def close(self) -> None:
        """Tell the other side that nothing more will come."""
        self.broken = True
        with suppress(BrokenPipeError):  # it went first
            self._requests.close()

    def _failed(self, message: str) -> UnusableWorkbook:
        if not self.broken:
            self.broken = True
            self.on_failure()
        return UnusableWorkbook(message)


class Refusal(Exception):  # noqa: N818 - reads as what it is
    """A write the office half refused at (row, column); the port has the words and the class for it."""

    def __init__(self, kind: str, row: int, column: int) -> None:
        super().__init__(kind)
        self.kind, self.row, self.column = kind, row, column

    def as_error(self, sheet: str, cell: str) -> ValueError:
        """LockedCells or FormulaInTheWay with the place in it."""
        if self.kind == "LockedCells":
            return LockedCells(f"【{sheet}】{cell} {LOCKED}")
        return FormulaInTheWay(f"【{sheet}】{cell} {FORMULA}")


def _raised(kind: str, detail: Any) -> Exception:
    if kind in ("LockedCells", "FormulaInTheWay"):
        return Refusal(kind, *detail)
    known = {"KeyError": KeyError, "ValueError": ValueError, "Unusable": UnusableWorkbook}
    if kind == "DisposedException":
        return UnusableWorkbook(GONE)
    return known[kind](detail) if kind in known else ApplicationError(f"{kind}: {detail}")


def from_descriptors(reading: int, writing: int) -> Channel:
    """A channel over file descriptors handed down by the process that started this one."""
    return Channel(
        os.fdopen(writing, "w", encoding="ascii", newline="\n"), os.fdopen(reading, "r", encoding="ascii", newline="\n")
    )


def from_process(process: "subprocess.Popen[str]") -> Channel:
    """A channel to a child's stdin and stdout."""
    assert process.stdin is not None
    assert process.stdout is not None
    return Channel(process.stdin, process.stdout)

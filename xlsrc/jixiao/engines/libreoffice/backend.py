"""The WorkbookPort over a running LibreOffice.

Differences to the file engine, for whoever writes against both:
- formula cells have values: LibreOffice calculates, so reads give the live result (None for an empty text);
- an error value that somebody stored reads as CellError and shows no formula, a calculated one shows its formula;
- typed text in a cell of format General that looks like a number or formula gets the format Text, as if typed;
- a boolean or date written into a cell of another format gets a fitting number format;
- save() writes LibreOffice's own rendering of the workbook. Never hand a LibreOffice-saved .xlsm to Excel users: code
  names and freeze panes are lost, button macros renamed. For handing on, write results with the file engine.

`JIXIAO_LIBREOFFICE` names a running application: "pipe,name=…" or "socket,host=…,port=…" as in soffice's --accept,
or "fd:R,W", two descriptors over which the application that was pressed serves this very workbook.
"""

import os
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from jixiao.engines.errors import UnusableWorkbook
from jixiao.engines.file.catalog import read_catalog
from jixiao.engines.file.opening import naming, read_file
from jixiao.engines.file.package import Package
from jixiao.engines.libreoffice import application, convert
from jixiao.engines.libreoffice.channel import Channel, Refusal, from_descriptors, from_process
from jixiao.engines.libreoffice.locks import refuse_if_open_elsewhere
from jixiao.engines.port import Area, Block, Value, WorkbookPort, Writable
from jixiao.values.address import a1
from jixiao.values.sheets import RawSheet

CALL_SECONDS, START_SECONDS, END_SECONDS = 60.0, 60.0, 10.0
REASONS = {
    "start": "LibreOffice 没有在规定时间内启动或应答。请关闭其他 LibreOffice 窗口，过一会儿再试。",
    "load": "LibreOffice 打不开该文件，可能已损坏或设有密码。请在 LibreOffice 中打开检查后另存一份再试。",
    "kind": "该文件不是工作簿。请选择扩展名为 .xlsx、.xlsm 或 .ods 的文件。",
}
UNWRITABLE = "LibreOffice 引擎只能保存为 .xlsx、.xlsm 或 .ods。请换一个扩展名。"


def open_workbook(path: Path) -> WorkbookPort:
    """Open in the application that JIXIAO_LIBREOFFICE names (attaching where it is open there already), else in a
    headless LibreOffice of our own that ends with close(). UnusableWorkbook: one Chinese line, in bounded time."""
    address = os.environ.get(application.ADDRESS, "")
    if address.startswith("fd:"):
        reading, writing = map(int, address.removeprefix("fd:").split(","))
        return LibreOfficeWorkbook(path, from_descriptors(reading, writing))
    with naming(path):
        _check(path)
        own = None
        if not address:
            refuse_if_open_elsewhere(path)
            own = application.start_own()
        return _opened(path, own, own.address if own else address)


def _check(path: Path) -> None:
    """The same words for the same faults as the file engine."""
    content = read_file(path)
    if path.suffix.lower() != ".ods":
        read_catalog(Package(content))


def _opened(path: Path, own: application.OwnApplication | None, address: str) -> "LibreOfficeWorkbook":
    order = {
        "address": address,
        "url": path.absolute().as_uri(),
        "wait": START_SECONDS / 2,
        "ends": own.process.pid if own else None,
        "profile": str(own.profile) if own else None,
    }
    try:
        for python in application.pythons():
            process = _start_bridge(python)
            channel = _first_reply(process, order)
            if channel is not None:
                return LibreOfficeWorkbook(path, channel, process, own)
        raise UnusableWorkbook(application.NO_UNO)
    except BaseException:
        if own is not None:
            application.end(own)
        raise


def _start_bridge(python: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        application.bridge_command(python),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        encoding="ascii",
        env=application.clean_environment(),
    )


def _first_reply(process: "subprocess.Popen[str]", order: dict[str, Any]) -> Channel | None:
    """The channel once the document is open; None if this Python can't run the bridge."""
    channel = from_process(process)
    try:
        channel.send(order)
        reply = channel.receive(START_SECONDS)
    except UnusableWorkbook as error:
        if process.poll() is None and not _ends(process):
            process.kill()
            raise UnusableWorkbook(REASONS["start"]) from error
        return None
    if "error" in reply:
        _ends(process)
        raise UnusableWorkbook(REASONS[reply["error"]["detail"]])
    return channel


def _ends(process: "subprocess.Popen[str]") -> bool:
    """Whether it ends by itself in time."""
    try:
        process.wait(END_SECONDS)
    except subprocess.TimeoutExpired:
        return False
    return True


class LibreOfficeWorkbook:
    """One document. `process` is the bridge, None where the application itself serves; `own` ends with the book."""

    def __init__(
        self,
        path: Path,
        channel: Channel,
        process: "subprocess.Popen[str] | None" = None,
        own: application.OwnApplication | None = None,
    ) -> None:
        self._path, self.channel, self._process, self._own = path, channel, process, own
        self._unlocked: set[str] = set()
        channel.on_failure = self._give_up

    @property
    def path(self) -> Path:
        return self._path

    def _call(self, operation: str, *args: object) -> Any:
        with naming(self._path):
            return self.channel.call(operation, *args, seconds=CALL_SECONDS)

    def sheet_names(self) -> list[str]:
        return list(self._call("sheet_names"))

    def names(self) -> dict[str, str]:
        return dict(self._call("names"))

    def visible(self, sheet: str) -> bool:
        return bool(self._call("visible", sheet))

    def unhide(self, sheet: str) -> None:
        self._call("unhide", sheet)

    def protected(self, sheet: str) -> bool:
        return bool(self._call("protected", sheet))

    def used_block(self, sheet: str) -> Block:
        block = self._call("used_block", sheet)
        row, column = block["area"][:2]
        return Block(row, column, convert.values_of(block), bool(block["visible"]))

    def read_values(self, sheet: str, area: Area) -> list[list[Value]]:
        return convert.values_of(self._call("read_values", sheet, _as_list(area)))

    def read_formulas(self, sheet: str, area: Area) -> list[list[str | None]]:
        rows: list[list[str | None]] = self._call("read_formulas", sheet, _as_list(area))
        return rows

    def raw_sheet(self, sheet: str) -> RawSheet:
        return convert.raw_sheet_of(sheet, self._call("raw_sheet", sheet))

    def write_values(
        self, sheet: str, row: int, column: int, rows: Sequence[Sequence[Writable]], *, own: bool = False
    ) -> None:
        self._write(sheet, row, column, convert.block_of(rows, formulas=False), over_formulas=own)

    def write_formulas(self, sheet: str, row: int, column: int, rows: Sequence[Sequence[Writable]]) -> None:
        self._write(sheet, row, column, convert.block_of(rows, formulas=True), over_formulas=True)

    def _write(self, sheet: str, row: int, column: int, block: dict[str, Any], *, over_formulas: bool) -> None:
        rows = block["values"]
        if not rows or not rows[0]:
            return
        area = [row, column, len(rows), len(rows[0])]
        try:
            self._call("write", sheet, area, block, sheet in self._unlocked, over_formulas)
        except Refusal as refusal:
            raise refusal.as_error(sheet, a1(refusal.row, refusal.column)) from refusal

    def fit_rows(self, sheet: str, heights: Mapping[int, float]) -> None:
        """LibreOffice fits rows by itself."""

    def unlock(self, sheet: str) -> None:
        self._unlocked.add(sheet)

    def relock(self, sheet: str) -> None:
        self._unlocked.discard(sheet)

    def show_status(self, text: str | None) -> None:
        self._call("show_status", text)

    def show_sheet(self, sheet: str) -> None:
        """Bring a sheet to the front."""
        self._call("show_sheet", sheet)

    def notify(self, title: str, text: str, *, good: bool = False) -> None:
        """A message to the user; shown once the running operation is over."""
        self._call("notify", title, text, good)

    def save(self, path: Path | None = None) -> None:
        target = path or self._path
        self.save_copy(target)
        self._path = target

    def save_copy(self, path: Path) -> None:
        try:
            self._call("save", str(path.absolute()))
        except ValueError as error:
            raise UnusableWorkbook(UNWRITABLE) from error

    def close(self) -> None:
        """End the bridge, and with it the application if it is our own; documents the user has open stay open."""
        self.channel.close()
        if self._process is not None and not _ends(self._process):
            self._process.kill()
        self._clear_away()

    def _give_up(self) -> None:
        """The other side is silent or gone: nothing of ours may be left behind."""
        if self._process is not None:
            self._process.kill()
        self._clear_away()

    def _clear_away(self) -> None:
        if self._own is not None:
            application.end(self._own)
        if self._process is not None:
            self._process.wait()


def _as_list(area: Area) -> list[int]:
    return [area.row, area.column, area.rows, area.columns]

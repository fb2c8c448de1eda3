"""One action on a closed workbook: open with the file engine, work, back up, write back.

The file is replaced as a whole, and only after its bytes lie in the backup; nothing changed, nothing is written.
"""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from jixiao.actions import Action
from jixiao.buttons.open_elsewhere import refuse_if_open
from jixiao.engines import UnusableWorkbook, open_book
from jixiao.files import write_whole
from jixiao.press.run import press

if TYPE_CHECKING:
    import xlwings as xw

CHANGED_MEANWHILE = "【{name}】刚刚被别的程序改过，没有写入。请保存并关闭它，再做一次。"
BACKUP = "{stem}.备份-{time:%Y%m%d-%H%M%S}{more}{suffix}"
SEE_FINDINGS, SEE_SCORES = "问题列在《校验结果》。", "得分在《评分表》，执行率在《汇总》。"


@dataclass(frozen=True)
class Done:
    """What an action says, and the file or folder to look at. `blocked`: the workbook has errors; `refused`: therefore
    nothing was filed."""

    told: str
    look_at: Path
    blocked: bool = False
    refused: bool = False


@dataclass(frozen=True)
class Pressed:
    """A workbook after an action; `backup` is None where nothing in it changed."""

    path: Path
    backup: Path | None
    done: Done


def _validate(book: "xw.Book") -> Done:
    return _filled(book, SEE_FINDINGS)


def _calculate(book: "xw.Book") -> Done:
    return _filled(book, SEE_SCORES)


def _filled(book: "xw.Book", where: str) -> Done:
    from jixiao.press.told import said

    evaluation = press(book)
    return Done(f"{said(evaluation)}\n{where}", _path(book), evaluation.blocked)


def _report(book: "xw.Book") -> Done:
    from jixiao.buttons.report_button import folder_of, write_report

    press(book)
    target, evaluation = write_report(book, folder_of(book))
    draft = "（草稿：工作簿还有错误）" if evaluation.blocked else ""
    return Done(f"报告{draft}在 {target}", target, evaluation.blocked)


def _submit(book: "xw.Book") -> Done:
    from jixiao.buttons.submission_buttons import export

    return _documents(book, export)


def _mail(book: "xw.Book") -> Done:
    from jixiao.buttons.submission_buttons import draft

    return _documents(book, draft)


def _documents(book: "xw.Book", work: Callable[["xw.Book"], str]) -> Done:
    """Errors that remain are told as a result: the sheets are filled, so that people see what to mend."""
    from jixiao.documents.outbox import NotReady
    from jixiao.resources import OUTBOX

    try:
        return Done(work(book), _path(book).parent / OUTBOX)
    except NotReady as error:
        return Done(error.message_zh, _path(book), blocked=True, refused=True)


WORK: dict[str, Callable[["xw.Book"], Done]] = {
    "validate": _validate,
    "calculate": _calculate,
    "report": _report,
    "submit": _submit,
    "mail": _mail,
}
"""By the names in jixiao.actions.ON_FILES."""


def press_file(action: Action, path: Path, now: datetime) -> Pressed:
    """Run an action on a closed workbook and write it back, its former bytes in a backup beside it.

    UnusableWorkbook, with the file as it was, where it is open elsewhere, can't be read, is some other workbook, or
    changes meanwhile. KeyError: an action that needs a running application.
    """
    work = WORK[action.name]
    refuse_if_open(path)
    before = path.read_bytes() if path.is_file() else b""
    done, after = _worked(work, path)
    if after == before:
        return Pressed(path, None, done)
    backup = write_backup(path, before, now)
    if path.read_bytes() != before:
        raise UnusableWorkbook(CHANGED_MEANWHILE.format(name=path.name))
    write_whole(path, after)
    return Pressed(path, backup, done)


def _worked(work: Callable[["xw.Book"], Done], path: Path) -> tuple[Done, bytes]:
    """What the action says, and the workbook's bytes after it."""
    book = open_book(path)
    try:
        done = work(book)
        with tempfile.TemporaryDirectory() as folder:
            scratch = Path(folder) / path.name
            book.save(scratch)
            return done, scratch.read_bytes()
    finally:
        book.close()


def write_backup(path: Path, content: bytes, now: datetime) -> Path:
    """The content beside the workbook under a dated name that is still free."""
    more = 1
    while True:
        extra = f"-{more}" if more > 1 else ""
        target = path.with_name(BACKUP.format(stem=path.stem, time=now, more=extra, suffix=path.suffix))
        if not target.exists():
            write_whole(target, content)
            return target
        more += 1


def _path(book: "xw.Book") -> Path:
    return Path(book.fullname)


__all__ = ["Pressed", "press_file", "refuse_if_open"]

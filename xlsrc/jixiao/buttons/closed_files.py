"""One action on a closed workbook: open with the file engine, work, back up, write back.

The file is replaced as a whole, and only after its bytes lie in the backup; nothing changed, nothing is written.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from jixiao.actions import Action
from jixiao.buttons.open_elsewhere import refuse_if_open
from jixiao.engines import UnusableWorkbook, open_book
from jixiao.files import free_backup, scratch, write_whole
from jixiao.work import Done, carry_out

if TYPE_CHECKING:
    import xlwings as xw

T = TypeVar("T")
CHANGED_MEANWHILE = "【{name}】刚刚被别的程序改过，没有写入。请保存并关闭它，再做一次。"


@dataclass(frozen=True)
class Pressed:
    """A workbook after an action; `backup` is None where nothing in it changed."""

    path: Path
    backup: Path | None
    done: Done

    @property
    def look_at(self) -> Path:
        """What was made; the workbook where that is all."""
        return self.done.look_at or self.path


def press_file(action: Action, path: Path, now: datetime, *, replace: bool = False) -> Pressed:
    """Run an action on a closed workbook and write it back, its former bytes in a backup beside it.

    `replace`: see jixiao.work.carry_out.

    UnusableWorkbook, with the file as it was, where it is open elsewhere, can't be read, is some other workbook, or
    changes meanwhile. KeyError: an action that needs a running application.
    """
    if not action.on_files:
        raise KeyError(action.name)
    done, backup = rewrite(path, now, lambda book: carry_out(action, book, replace=replace, backed_up=True))
    return Pressed(path, backup, done)


def rewrite(path: Path, now: datetime, work: "Callable[[xw.Book], T]") -> tuple[T, Path | None]:
    """Do something with a closed workbook and write it back: what came of it, and the backup; None where nothing changed.

    UnusableWorkbook as `press_file`.
    """
    refuse_if_open(path)
    before = path.read_bytes() if path.is_file() else b""
    done, after = worked(path, work)
    if after == before:
        return done, None
    backup = write_backup(path, before, now)
    if path.read_bytes() != before:
        raise UnusableWorkbook(CHANGED_MEANWHILE.format(name=path.name))
    write_whole(path, after)
    return done, backup


def worked(path: Path, work: "Callable[[xw.Book], T]") -> tuple[T, bytes]:
    """What the work says, and the workbook's bytes after it; the file itself stays as it is."""
    book = open_book(path)
    try:
        done = work(book)
        with scratch() as folder:
            saved = folder / path.name
            book.save(saved)
            return done, saved.read_bytes()
    finally:
        book.close()


def write_backup(path: Path, content: bytes, now: datetime) -> Path:
    """The content beside the workbook under a dated name that is still free."""
    target = free_backup(path, now)
    write_whole(target, content)
    return target

"""One action on a closed workbook: open with the file engine, work, back up, write back.

The file is replaced as a whole, and only after its bytes lie in the backup; nothing changed, nothing is written.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from jixiao.actions import Action
from jixiao.buttons.open_elsewhere import refuse_if_open
from jixiao.engines import UnusableWorkbook, open_book
from jixiao.files import scratch, write_whole
from jixiao.work import Done, carry_out

CHANGED_MEANWHILE = "【{name}】刚刚被别的程序改过，没有写入。请保存并关闭它，再做一次。"
BACKUP = "{stem}.备份-{time:%Y%m%d-%H%M%S}{more}{suffix}"


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
    refuse_if_open(path)
    before = path.read_bytes() if path.is_file() else b""
    done, after = _worked(action, path, replace)
    if after == before:
        return Pressed(path, None, done)
    backup = write_backup(path, before, now)
    if path.read_bytes() != before:
        raise UnusableWorkbook(CHANGED_MEANWHILE.format(name=path.name))
    write_whole(path, after)
    return Pressed(path, backup, done)


def _worked(action: Action, path: Path, replace: bool) -> tuple[Done, bytes]:
    """What the action says, and the workbook's bytes after it."""
    book = open_book(path)
    try:
        done = carry_out(action, book, replace=replace)
        with scratch() as folder:
            saved = folder / path.name
            book.save(saved)
            return done, saved.read_bytes()
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

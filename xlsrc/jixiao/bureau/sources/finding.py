"""Every file of the sources as an Arrival; what lies in archives and mails is laid out in an inbox, so that links reach it.

In the inbox a file lies in a folder named by its content: laid out twice it is the same file, nothing is overwritten, and
it keeps its name.
"""

import hashlib
import os
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path, PurePath

from jixiao.engines import UnusableWorkbook
from jixiao.engines.foreign.archives import TOO_LARGE, WHEN, Held, in_archive, in_mail
from jixiao.engines.foreign.kinds import OTHER_ARCHIVES, PASSED_OVER, Sort, sort_of
from jixiao.files import safe_name, write_whole
from jixiao.filing.memory import ATTACHED, MEMORY, Arrival

INSIDE = " › "
DEEPEST = 5  # an archive in an archive in a mail …
DIGITS = 8
SQLITE = b"SQLite format 3\0"
TOO_DEEP = "压缩包套得太深，没有再往里解。请报送单位直接发工作簿。"
TOO_BIG = "文件超过 300 MB，没有读。请核对是不是报送件。"
MOST = 300 * 1024 * 1024
NO_SOURCE = "【{source}】找不到这个文件或文件夹。请检查路径。"
CANT_READ = "打不开：{why}。请检查权限，或关闭占用它的程序。"


@dataclass
class Inbox:
    """The folder beside the ledger for what comes out of archives and mails. `home`: the ledger's folder."""

    home: Path
    folder: Path

    def lay(self, name: str, content: bytes, digest: str) -> Path:
        """Where the content lies, written if it isn't there yet."""
        target = self.folder / digest[:DIGITS] / safe_name(PurePath(name).name)
        if not target.is_file() or target.stat().st_size != len(content):
            target.parent.mkdir(parents=True, exist_ok=True)
            write_whole(target, content)
        return target

    def relative(self, path: Path) -> str:
        """A path as the ledger's links have it: from its folder, with slashes; absolute on another drive."""
        try:
            return Path(os.path.relpath(path, self.home)).as_posix()
        except ValueError:
            return path.absolute().as_posix()


def found(sources: Sequence[Path], inbox: Inbox, but: Collection[Path] = ()) -> Iterator[Arrival]:
    """Every file, in the order of names, each once; `but`: files and folders that are the bureau's own.

    UnusableWorkbook before anything is read where a source isn't there.
    """
    for source in sources:
        if not source.exists():
            raise UnusableWorkbook(NO_SOURCE.format(source=source))
    own = {path.resolve() for path in (*but, inbox.folder)}
    seen: set[Path] = set()
    for path in (path for source in sources for path in _files(source, own)):
        if path.resolve() not in seen:
            seen.add(path.resolve())
            yield from _numbered(_of_file(path, inbox))


def _files(source: Path, own: Collection[Path]) -> Iterator[Path]:
    if source.resolve() in own:
        return
    if source.is_file():
        yield source
        return
    there = sorted(source.iterdir())
    others = {name for path in there if _is_memory(path) for name in _of_ledger(path.stem)}
    for path in there:
        if path.name not in PASSED_OVER and path.name not in others and (path.is_dir() or path.is_file()):
            yield from _files(path, own)


def _is_memory(path: Path) -> bool:
    """The memory of some ledger, which nobody sent."""
    if path.suffix != MEMORY or not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(SQLITE)) == SQLITE


def _of_ledger(stem: str) -> Iterator[str]:
    """What another ledger has beside its memory: itself, its journals, its inbox."""
    yield from (f"{stem}{suffix}" for suffix in (MEMORY, f"{MEMORY}-wal", f"{MEMORY}-shm", ".xlsx", ".xlsm"))
    yield inbox_name(stem)


def inbox_name(stem: str) -> str:
    """The folder beside a ledger for what comes out of archives and mails."""
    return f"{stem}_收件"


def _numbered(arrivals: Iterator[Arrival]) -> Iterator[Arrival]:
    """Two members of one name within an archive are two files."""
    counts: dict[str, int] = {}
    for one in arrivals:
        count = counts[one.where] = counts.get(one.where, 0) + 1
        where = one.where if count == 1 else f"{one.where}（{count}）"
        yield replace(one, where=where)


def _of_file(path: Path, inbox: Inbox) -> Iterator[Arrival]:
    where = inbox.relative(path)
    try:
        status = path.stat()
        received = datetime.fromtimestamp(status.st_mtime).strftime(WHEN)
        content = path.read_bytes() if status.st_size <= MOST else b""
    except OSError as error:
        yield Arrival(where, path.name, "", "", "", CANT_READ.format(why=error.strerror))
        return
    if status.st_size > MOST:
        yield Arrival(where, path.name, where, received, "", TOO_BIG)
        return
    yield from _of_content(where, Held(path.name, content, received), inbox, Room(), path)


@dataclass
class Room:
    """How much may still be unpacked of one received file, over all its archives in archives, and how deep that is."""

    bytes: int = MOST
    depth: int = 0


def _of_content(where: str, held: Held, inbox: Inbox, room: Room, path: Path | None = None) -> Iterator[Arrival]:
    """`path`: the file itself, None for what is inside another one."""
    name, received = PurePath(held.name).name, held.received
    sort = Sort.NOTHING if held.refused else sort_of(held.name, held.content)
    if held.refused:
        yield Arrival(where, name, "", received, "", held.refused)
    elif sort in (Sort.ARCHIVE, Sort.MAIL):
        yield from _of_container(where, held, sort, inbox, room)
    elif sort is not Sort.NOTHING:
        digest = hashlib.sha256(held.content).hexdigest()
        refused = OTHER_ARCHIVES[PurePath(name).suffix.lower()] if sort is Sort.CLOSED else ""
        lies = inbox.relative(path or inbox.lay(name, held.content, digest))
        yield Arrival(where, name, lies, received, digest, refused, ATTACHED if sort is Sort.ATTACHMENT else "")


def _of_container(where: str, held: Held, sort: Sort, inbox: Inbox, room: Room) -> Iterator[Arrival]:
    """A mail dates whatever is in it; what is in an archive has its own date there."""
    refused = TOO_DEEP if room.depth >= DEEPEST else TOO_LARGE if room.bytes < 0 else ""
    if refused:
        yield Arrival(where, PurePath(held.name).name, "", held.received, "", refused)
        return
    room.depth += 1
    for inner in (in_mail if sort is Sort.MAIL else in_archive)(held.content):
        room.bytes -= len(inner.content)
        if room.bytes < 0:
            yield Arrival(where, PurePath(held.name).name, "", held.received, "", TOO_LARGE)
            break
        mailed = held.received if held.mailed else ""
        dated = replace(
            inner, received=mailed or inner.received or held.received, mailed=held.mailed or sort is Sort.MAIL
        )
        place = f"{where}{INSIDE}{inner.name}" if inner.name else where
        yield from _of_content(place, dated, inbox, room)
    room.depth -= 1

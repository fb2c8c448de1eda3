"""A set of files that appears whole or not at all, whatever happens on the way.

Every file is written beside its place first; a journal says what goes where; then they are moved. Who is killed before
the journal stands leaves the old set, who is killed after it leaves work that the next one in the folder finishes. What
can't be moved (open in Excel) is moved back with all the others.
"""

import json
import os
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from jixiao.files.locks import BusyFolder, locked
from jixiao.files.names import Document
from jixiao.files.whole import PREFIX

__all__ = ["BusyFolder", "write_together"]
JOURNAL, LOCK = f"{PREFIX}.set", f"{PREFIX}.lock"
HOUR = 3600  # nothing takes that long to be written
NEW, OLD = f"{PREFIX}-new-", f"{PREFIX}-old-"


@dataclass(frozen=True)
class Move:
    """A file on its way: written as `new`, belongs to `target`; what stood there waits as `old`. Names within a folder."""

    new: str
    target: str
    old: str


def write_together(folder: Path, documents: Sequence[Document]) -> list[Path]:
    """Write all of them into the folder, which is made where it is missing; their paths.

    OSError, with the file's name, where one can't be written: then the folder is as it was. BusyFolder where another
    program is writing there.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with locked(folder / LOCK):
        finish(folder)
        moves = [Move(f"{NEW}{n}", one.name, f"{OLD}{n}") for n, one in enumerate(documents)]
        try:
            for move, one in zip(moves, documents, strict=True):
                _put(folder / move.new, one.content)
            _note(folder, moves, back=False)
            _forward(folder, moves)
        except OSError:
            if (folder / JOURNAL).is_file():
                _note(folder, moves, back=True)
                _back(folder, moves)
            _clear(folder)
            raise
        _clear(folder)
    return [folder / one.name for one in documents]


def finish(folder: Path) -> None:
    """Finish what a killed program began in the folder, and clear what it left. For the holder of the lock."""
    journal = folder / JOURNAL
    if journal.is_file():
        noted = json.loads(journal.read_bytes())
        moves = [Move(**entry) for entry in noted["moves"]]
        if noted["back"]:
            _back(folder, moves)
        else:
            _forward(folder, moves)
    _clear(folder)


def _note(folder: Path, moves: Sequence[Move], *, back: bool) -> None:
    noted = {"back": back, "moves": [asdict(move) for move in moves]}
    _put(folder / f"{NEW}set", json.dumps(noted).encode())
    os.replace(folder / f"{NEW}set", folder / JOURNAL)


def _put(path: Path, content: bytes) -> None:
    with path.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _forward(folder: Path, moves: Sequence[Move]) -> None:
    """Every new file to its place, what stood there aside; begun before or not."""
    for move in moves:
        if (folder / move.new).exists():
            if (folder / move.target).exists() and not (folder / move.old).exists():
                os.replace(folder / move.target, folder / move.old)
            os.replace(folder / move.new, folder / move.target)


def _back(folder: Path, moves: Sequence[Move]) -> None:
    """As it was before: what came goes back to where it was written, what stood there goes back to its place."""
    for move in moves:
        if not (folder / move.new).exists() and (folder / move.target).exists():
            os.replace(folder / move.target, folder / move.new)
        if (folder / move.old).exists():
            os.replace(folder / move.old, folder / move.target)


def _clear(folder: Path) -> None:
    """The journal last: until then what it says can be done again. What `write_whole` left goes when it is an hour old."""
    for path in folder.glob(f"{PREFIX}*"):
        if not path.name.startswith((NEW, OLD, JOURNAL, LOCK)) and time.time() - path.stat().st_mtime > HOUR:
            path.unlink(missing_ok=True)
    for path in (*folder.glob(f"{NEW}*"), *folder.glob(f"{OLD}*"), folder / JOURNAL):
        path.unlink(missing_ok=True)

"""What lies beside a workbook: which listed files are in the folder 佐证材料, by name and size. Nothing is opened, and
nothing outside the workbook's folder is looked at, whatever a name or a link in the file system says."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from jixiao.evaluation.evidence import Beside, Seen, Sight, listed_files
from jixiao.forms.names import EVIDENCE
from jixiao.snapshot import Snapshot

if TYPE_CHECKING:
    import xlwings as xw

MOST_FILES = 2000  # of the folder; nobody reads a longer list
_NOT_MATERIAL = ("~$", ".")
_SYSTEM = frozenset({"thumbs.db", "desktop.ini"})


def seen_beside(book: "xw.Book", snapshot: Snapshot) -> Seen:
    """What lies beside an open workbook; UNSEEN where it has no folder on this machine: xlwings Lite knows no files, and a
    workbook in the cloud may have no path that xlwings can tell."""
    from xlwings import XlwingsError

    try:
        path = Path(book.fullname)
    except (NotImplementedError, XlwingsError):
        return Sight.UNSEEN
    if not path.is_absolute() or not path.parent.is_dir():
        return Sight.UNSEEN
    return looked_at(path.parent, snapshot)


def looked_at(home: Path, snapshot: Snapshot) -> Beside:
    """The listed files in a workbook's folder."""
    names = listed_files(snapshot)
    found = {name: path for name in names if (path := place_of(home, name))}
    listed = set(found.values())
    others = (path for path in _files(home) if path not in listed) if names else iter(())
    unlisted = tuple(sorted(path.relative_to(_folder(home)).as_posix() for path in others))
    return Beside({name: path.stat().st_size for name, path in found.items()}, unlisted)


def place_of(home: Path, name: str) -> Path | None:
    """The real file of a name from the list, in 佐证材料 or else beside the workbook; None where it isn't in the folder."""
    for folder in (home / EVIDENCE, home):
        try:
            path = (folder / name).resolve()
            if path.is_file() and path.is_relative_to(home.resolve()):
                return path
        except (OSError, ValueError, RuntimeError):  # too long, no name of this system, a circle of links: not there
            continue
    return None


def _folder(home: Path) -> Path:
    return (home / EVIDENCE).resolve()


def _files(home: Path) -> Iterator[Path]:
    """The real files below 佐证材料, no further than MOST_FILES; links are not followed."""
    folder = _folder(home)
    if not folder.is_relative_to(home.resolve()):
        return
    count = 0
    for at, _, names in os.walk(folder):
        for name in names:
            path = Path(at, name)
            if name.startswith(_NOT_MATERIAL) or name.lower() in _SYSTEM or path.is_symlink():
                continue
            count += 1
            if count > MOST_FILES:
                return
            yield path

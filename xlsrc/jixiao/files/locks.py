"""A lock on a folder that the system takes back when its holder dies."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

SECONDS, STEP = 10.0, 0.05


class BusyFolder(OSError):  # noqa: N818 - says what it is
    """Another program is writing into the folder."""


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Hold the lock file `path`, which is gone afterwards. BusyFolder where another one holds it for ten seconds."""
    until = time.monotonic() + SECONDS
    while True:
        file = path.open("ab")
        if _taken(file):
            break
        file.close()
        if time.monotonic() > until:
            raise BusyFolder(16, "另一个程序正在往这个文件夹里写，请稍后再试", str(path.parent))
        time.sleep(STEP)
    try:
        yield
    finally:
        if sys.platform != "win32":
            path.unlink(missing_ok=True)
        file.close()
        with suppress(OSError):  # on Windows it can be removed only now, and somebody may have it already
            path.unlink(missing_ok=True)


def _taken(file: IO[bytes]) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl
            import os

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return os.fstat(file.fileno()).st_nlink > 0  # not one that its last holder has just removed
    except OSError:
        return False
    return True

"""Folders for a moment; what killed programs left of them is cleared by a later one."""

import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PREFIX = "jixiao-一时-"
OLD = 24 * 3600  # seconds: nothing of ours runs that long


@contextmanager
def scratch() -> Iterator[Path]:
    """A folder that is gone when the block ends."""
    clear_old(Path(tempfile.gettempdir()))
    with tempfile.TemporaryDirectory(prefix=PREFIX) as folder:
        yield Path(folder)


def clear_old(where: Path) -> None:
    """Remove scratch folders that nobody can be using any more."""
    for folder in where.glob(f"{PREFIX}*"):
        try:
            if time.time() - folder.stat().st_mtime > OLD:
                shutil.rmtree(folder, ignore_errors=True)
        except OSError:  # somebody else was quicker
            continue

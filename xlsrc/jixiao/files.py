"""Files on disk: names that every system takes, and writing that never leaves half a file."""

import os
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from jixiao.values.shown import printable

_UNSAFE = re.compile(r'[\\/:*?"<>|\n\t\u2400-\u2421⟨⟩]+')  # the signs are those of characters that can't be shown
MOST_BYTES = 200


@dataclass(frozen=True)
class Document:
    """A file by name and content. Written anew, it carries no mark of the web, so Excel doesn't block its macros."""

    name: str
    content: bytes


def safe_name(name: str) -> str:
    """A file name without what Windows, macOS or Linux refuse; shortened to 200 bytes of UTF-8."""
    clean = _UNSAFE.sub("_", printable(name)).strip(" .") or "未命名"
    return clean.encode()[:MOST_BYTES].decode(errors="ignore")


def write_whole(path: Path, content: bytes) -> None:
    """Write a temporary file in the target's folder and rename it: the target is the old one or the new one.

    OSError where that can't be done; the target is then as it was.
    """
    with whole_file(path) as file:
        file.write(content)


@contextmanager
def whole_file(path: Path) -> Iterator[IO[bytes]]:
    """`write_whole` in parts: the target is replaced when the block ends, and stays as it was where it fails."""
    handle, name = tempfile.mkstemp(prefix=".~", suffix=path.suffix, dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask())
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask

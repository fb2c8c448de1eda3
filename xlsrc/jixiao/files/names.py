"""Names that every system takes."""

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

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


BACKUP = "{stem}.备份-{time:%Y%m%d-%H%M%S}{more}{suffix}"


def free_backup(path: Path, now: datetime) -> Path:
    """The dated name of a backup beside a file, one that is still free."""
    more = 1
    while True:
        extra = f"-{more}" if more > 1 else ""
        target = path.with_name(BACKUP.format(stem=path.stem, time=now, more=extra, suffix=path.suffix))
        if not target.exists():
            return target
        more += 1

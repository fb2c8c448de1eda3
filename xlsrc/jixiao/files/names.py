"""Names that every system takes."""

import re
from dataclasses import dataclass

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

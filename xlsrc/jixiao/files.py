"""Files on disk: names that every system takes, and writing that never leaves half a file."""

import os
import re
import tempfile
from pathlib import Path

_UNSAFE = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')
MOST_BYTES = 200


def safe_name(name: str) -> str:
    """A file name without what Windows, macOS or Linux refuse; shortened to 200 bytes of UTF-8."""
    clean = _UNSAFE.sub("_", name).strip(" .") or "未命名"
    return clean.encode()[:MOST_BYTES].decode(errors="ignore")


def write_new(path: Path, content: bytes) -> None:
    """Write to a temporary file beside the target, then rename. OSError where that can't be done."""
    handle, name = tempfile.mkstemp(prefix=".~", suffix=path.suffix, dir=path.parent)
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        temporary.chmod(0o644)
        os.replace(temporary, path)
    finally:
        temporary.unlink(missing_ok=True)

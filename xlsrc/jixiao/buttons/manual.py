"""Action 帮助 without Excel: the manual in the browser."""

import os
import sys
import tempfile
import webbrowser
from pathlib import Path

from jixiao.engines import UnusableWorkbook
from jixiao.files import write_whole

NOT_OPENED = "手册没有能自动打开。请双击打开这个文件：{path}"


def show_manual(folder: Path | None = None) -> Path:
    """Open the manual of this very version; gives where it lies. `folder`: instead of the temporary one.

    UnusableWorkbook, with the place, where no program opens it.
    """
    from jixiao.drawing.manual_page import manual

    document = manual()
    path = (folder or Path(tempfile.gettempdir())) / document.name
    write_whole(path, document.content)
    if not _opened(path):
        raise UnusableWorkbook(NOT_OPENED.format(path=path))
    return path


def _opened(path: Path) -> bool:
    if sys.platform == "win32":
        os.startfile(path)  # type: ignore[attr-defined,unused-ignore]
        return True
    return webbrowser.open(path.as_uri())

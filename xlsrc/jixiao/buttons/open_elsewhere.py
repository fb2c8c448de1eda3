"""Is a workbook open in Excel, WPS or LibreOffice? Then its closed file is not what people see, and can't be changed.

Excel and WPS lay a hidden owner file beside it, ~$name (some editions of WPS: .~name); LibreOffice .~lock.name#.
"""

import sys
from pathlib import Path

from jixiao.engines import UnusableWorkbook
from jixiao.engines.libreoffice.locks import refuse_if_open_elsewhere

OWNER_FILES = ("~${name}", ".~{name}")
OPEN = "【{name}】正在 Excel 或 WPS 中打开。请先在那里保存并关闭，再做一次。"
LEFT_BEHIND = "确实没有人打开它的，删掉旁边的隐藏文件 {owner} 再做。"
NOT_WRITABLE = "【{name}】不能修改：正在别处打开，或者是只读的。请关闭它；是只读的，复制一份再做。"


def refuse_if_open(path: Path) -> None:
    """UnusableWorkbook where somebody has the file open, or it can't be written to."""
    for pattern in OWNER_FILES:
        owner = path.with_name(pattern.format(name=path.name))
        if owner.exists() and not _left_behind(owner):
            raise UnusableWorkbook(OPEN.format(name=path.name) + _remedy(owner))
    try:
        refuse_if_open_elsewhere(path)
    except UnusableWorkbook as error:
        raise UnusableWorkbook(f"【{path.name}】{error.message_zh}") from error
    if path.is_file() and not _opens_for_writing(path):
        raise UnusableWorkbook(NOT_WRITABLE.format(name=path.name))


def _left_behind(owner: Path) -> bool:
    """Windows alone can tell: the program that has the workbook open keeps its owner file open as well."""
    return sys.platform == "win32" and _opens_for_writing(owner)


def _remedy(owner: Path) -> str:
    return "" if sys.platform == "win32" else LEFT_BEHIND.format(owner=owner.name)


def _opens_for_writing(path: Path) -> bool:
    """Nothing is written. On Windows a file that another program holds open refuses (sharing violation)."""
    try:
        with path.open("r+b"):
            return True
    except OSError:
        return False

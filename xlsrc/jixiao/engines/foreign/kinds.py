"""What a received file is: by its bytes where these say it, else by its name."""

import io
import zipfile
from enum import Enum, auto
from pathlib import PurePath

WORKBOOKS = frozenset({".xlsx", ".xlsm", ".xltx", ".xltm", ".xls", ".et", ".xlsb", ".ods"})
MAILS = frozenset({".eml"})
LEFT_BEHIND = frozenset({"thumbs.db", "desktop.ini", ".ds_store"})
PASSED_OVER = frozenset({"__MACOSX"})  # folders that a system leaves behind
_OLD_BOOKS = tuple(name.encode("utf-16-le") for name in ("Workbook", "Book"))
_ZIP, _OLE2 = b"PK\3\4", bytes.fromhex("D0CF11E0A1B11AE1")

OTHER_ARCHIVES = {
    ".rar": "压缩格式（.rar）读不了。请解压后放进文件夹，或改用 .zip 压缩。",
    ".7z": "压缩格式（.7z）读不了。请解压后放进文件夹，或改用 .zip 压缩。",
    ".msg": "Outlook 邮件（.msg）读不了。请在 Outlook 里另存为 .eml，或把附件存进文件夹。",
}


class Sort(Enum):
    """What is done with a file: evaluated, opened, refused, kept as an attachment, passed over."""

    WORKBOOK = auto()
    ARCHIVE = auto()
    MAIL = auto()
    CLOSED = auto()
    ATTACHMENT = auto()
    NOTHING = auto()


def sort_of(name: str, content: bytes) -> Sort:
    """A zip that holds an Office document is that document; a lock file (~$…) or a system's own file is nothing."""
    suffix, base = PurePath(name).suffix.lower(), PurePath(name).name
    if base.startswith(("~$", ".~", "._")) or base.lower() in LEFT_BEHIND or PASSED_OVER & {*PurePath(name).parts}:
        return Sort.NOTHING
    if suffix in OTHER_ARCHIVES:
        return Sort.CLOSED
    if suffix in WORKBOOKS or _is_workbook(content):
        return Sort.WORKBOOK
    if suffix in MAILS:
        return Sort.MAIL
    if suffix == ".zip" or (content.startswith(_ZIP) and not _is_document(content)):
        return Sort.ARCHIVE
    return Sort.ATTACHMENT


def _is_workbook(content: bytes) -> bool:
    if content.startswith(_OLE2):
        return any(stream in content for stream in _OLD_BOOKS)
    return any(name.startswith("xl/workbook") for name in _members(content))


def _is_document(content: bytes) -> bool:
    """An Office or OpenDocument file."""
    return not _members(content).isdisjoint(("[Content_Types].xml", "mimetype"))


def _members(content: bytes) -> frozenset[str]:
    """The names in a zip's directory; none where there is no sound one."""
    if not content.startswith(_ZIP):
        return frozenset()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            return frozenset(package.namelist())
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        return frozenset()

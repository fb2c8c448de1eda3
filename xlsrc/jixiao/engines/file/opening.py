"""From a path to the bytes of a package, or one clear line why not."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jixiao.engines.errors import UnusableWorkbook
from jixiao.engines.file.package import MAX_TOTAL, PASSWORD

_OLE2 = bytes.fromhex("D0CF11E0A1B11AE1")
_STREAMS = {name: name.encode("utf-16-le") for name in ("EncryptedPackage", "Workbook", "Book")}

MISSING = "找不到文件。请检查文件名和所在文件夹。"
FOLDER = "这是文件夹，不是工作簿文件。请选择其中的 .xlsx 或 .xlsm 文件。"
UNREADABLE = "文件打不开，可能没有读取权限或正被占用。请关闭占用它的程序，或复制一份再试。"
OLD_XLS = "该文件是旧格式（.xls），无法读取。请在 Excel 中另存为“Excel 工作簿（.xlsx）”再试。"
OLD_OTHER = "该文件是旧式 Office 文件，不是 .xlsx 或 .xlsm 工作簿。请在 Excel 中打开后另存为 .xlsx 再试。"
EMPTY = "文件是空的（0 字节），可能没有下载或传输完整。请重新接收该文件。"
NOT_ZIP = "该文件不是 .xlsx 或 .xlsm 工作簿，或内容已损坏。请在 Excel 中打开原文件另存一份再试。"
TOO_BIG = "文件超过 300 MB，无法处理。请删去大图片等内容后再试。"


@contextmanager
def naming(path: Path) -> Iterator[None]:
    """Faults found inside say which file they are about."""
    try:
        yield
    except UnusableWorkbook as error:
        raise UnusableWorkbook(f"【{path.name}】{error.message_zh}") from error


def read_bytes(path: Path) -> bytes:
    """The file's bytes, within the limit. UnusableWorkbook where there is none, or it can't be read."""
    try:
        if path.is_dir():
            raise UnusableWorkbook(FOLDER)
        if path.stat().st_size > MAX_TOTAL:
            raise UnusableWorkbook(TOO_BIG)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise UnusableWorkbook(MISSING) from error
    except (OSError, ValueError) as error:  # ValueError: a null byte in the name
        raise UnusableWorkbook(UNREADABLE) from error


def read_file(path: Path) -> bytes:
    """The bytes of a zip file. Raises UnusableWorkbook for anything else."""
    return read_zip(read_bytes(path))


def read_zip(content: bytes, otherwise: str = NOT_ZIP) -> bytes:
    """The bytes, if they are a zip file's; `otherwise` says what is wrong with a file of an unknown kind."""
    if content.startswith(b"PK\3\4"):
        return content
    raise UnusableWorkbook(_reason(content, otherwise))


def is_old_office(content: bytes) -> bool:
    """Whether this is a .xls (or WPS's .et) without a password for opening."""
    return _reason(content, NOT_ZIP) == OLD_XLS


def _reason(content: bytes, otherwise: str) -> str:
    if not content:
        return EMPTY
    if not content.startswith(_OLE2):
        return otherwise
    if _STREAMS["EncryptedPackage"] in content:
        return PASSWORD
    return OLD_XLS if _STREAMS["Workbook"] in content or _STREAMS["Book"] in content else OLD_OTHER

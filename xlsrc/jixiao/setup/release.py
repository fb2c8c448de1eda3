"""What is handed out: the workbook, the add-in and the manual, from the release zip or from the installed package."""

from dataclasses import dataclass
from pathlib import Path

from jixiao.files import Document
from jixiao.setup import SetupError

WORKBOOK, ADDIN, MANUAL = "*.xlsm", "*.xlam", "*.html"
MISSING = "安装文件不完整：{folder} 里没有 {what}。请把压缩包重新全部解压，再安装一次。"


@dataclass(frozen=True)
class Release:
    """The documents of one version."""

    workbook: Document
    manual: Document
    addins: tuple[Document, ...]


def from_folder(folder: Path) -> Release:
    """The unpacked zip. SetupError where a document is missing."""
    workbook, manual = (_found(folder, pattern)[0] for pattern in (WORKBOOK, MANUAL))
    return Release(workbook, manual, _found(folder, ADDIN))


def from_package() -> Release:
    """The documents inside the installed package; the manual is made from its text."""
    from jixiao import resources
    from jixiao.drawing.manual_page import manual

    folder = resources.workbook()
    return Release(_found(folder, WORKBOOK)[0], manual(), _found(folder, ADDIN))


def _found(folder: Path, pattern: str) -> tuple[Document, ...]:
    """At least one."""
    paths = sorted(path for path in folder.glob(pattern) if not path.name.startswith(("~$", ".")))
    if not paths:
        raise SetupError(MISSING.format(folder=folder, what=pattern))
    return tuple(Document(path.name, path.read_bytes()) for path in paths)

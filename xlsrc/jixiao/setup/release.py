"""What is handed out: the workbooks, the add-ins and the manual, from the release zip or from the installed package."""

from dataclasses import dataclass
from pathlib import Path

from jixiao.files import Document
from jixiao.resources import BLANK_NAME, LEDGER_NAME
from jixiao.setup import SetupError

WORKBOOKS = (BLANK_NAME, LEDGER_NAME)
ADDIN, MANUAL = "*.xlam", "*.html"
MISSING = "安装文件不完整：{folder} 里没有 {what}。请把压缩包重新全部解压，再安装一次。"


@dataclass(frozen=True)
class Release:
    """The documents of one version; `workbooks`: the one that units fill, then the bureau's ledger."""

    workbooks: tuple[Document, ...]
    manual: Document
    addins: tuple[Document, ...]


def from_folder(folder: Path) -> Release:
    """The unpacked zip. SetupError where a document is missing."""
    return Release(_workbooks(folder), _found(folder, MANUAL)[0], _found(folder, ADDIN))


def from_package() -> Release:
    """The documents inside the installed package; the manual is made from its text."""
    from jixiao import resources
    from jixiao.drawing.manual_page import manual

    folder = resources.workbook()
    return Release(_workbooks(folder), manual(), _found(folder, ADDIN))


def _workbooks(folder: Path) -> tuple[Document, ...]:
    """By their names: people may keep filled ones beside them."""
    return tuple(_found(folder, name)[0] for name in WORKBOOKS)


def _found(folder: Path, pattern: str) -> tuple[Document, ...]:
    """At least one."""
    paths = sorted(path for path in folder.glob(pattern) if not path.name.startswith(("~$", ".")))
    if not paths:
        raise SetupError(MISSING.format(folder=folder, what=pattern))
    return tuple(Document(path.name, path.read_bytes()) for path in paths)

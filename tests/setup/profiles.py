"""A Windows user's folders, faked on this machine: 张 三 with a blank in the name, 文档 moved to another drive."""

from pathlib import Path

from jixiao.files import Document
from jixiao.setup.places import Places, windows
from jixiao.setup.release import Release

RELEASE = Release(
    (Document("部门整体支出绩效自评.xlsm", b"blank workbook"), Document("绩效自评台账.xlsm", b"blank ledger")),
    Document("使用手册.html", b"<html>"),
    (Document("绩效自评.xlam", b"add-in"),),
)


def variables(root: Path) -> dict[str, str]:
    """As Windows sets them."""
    home = root / "Users" / "张 三"
    return {
        "USERPROFILE": str(home),
        "APPDATA": str(home / "AppData" / "Roaming"),
        "LOCALAPPDATA": str(home / "AppData" / "Local"),
    }


def profile(root: Path, python: str | None = None) -> Places:
    """The places of that user; the folders that every profile has exist."""
    moved = {"Personal": str(root / "D 盘" / "我的文档")}
    places = windows(variables(root), lambda key, value: moved.get(value), python)
    for folder in (places.documents.parent, places.desktop, places.sendto, places.program.parent):
        assert folder is not None
        folder.mkdir(parents=True)
    return places


def tree(root: Path) -> dict[str, bytes]:
    """Every file under a folder, and its content."""
    return {str(path.relative_to(root)): path.read_bytes() for path in sorted(root.rglob("*")) if path.is_file()}

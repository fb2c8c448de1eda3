"""What Excel needs on Windows and macOS: xlwings' settings, the add-in, the scripts of 发送到."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from jixiao.actions import SENT_TO
from jixiao.files import Document
from jixiao.setup import SetupError
from jixiao.setup.places import NAME, Places, expanded
from jixiao.setup.points import REINSTALL, Point, writable_point
from jixiao.setup.release import from_package
from jixiao.setup.settings import INTERPRETER, value_of


def excel_points(places: Places, environ: Mapping[str, str]) -> Iterator[Point]:
    """Of a user's places."""
    yield settings_point(places, environ)
    try:
        yield from (addin_point(places, addin) for addin in from_package().addins)
    except SetupError as error:
        yield Point("Excel 加载项", error.message_zh, False, REINSTALL)
    if places.sendto:
        yield sendto_point(places.sendto)
    yield writable_point(_nearest(places.documents))


def settings_point(places: Places, environ: Mapping[str, str]) -> Point:
    """xlwings.conf names a Python that exists."""
    what, key = "Excel 的 Python 设置", INTERPRETER[places.platform]
    content = places.settings.read_bytes() if places.settings.is_file() else b""
    value = value_of(content, key)
    if not value:
        return Point(what, f"{places.settings} 里没有 {key}", False, REINSTALL)
    if not Path(expanded(value, environ)).is_file():
        return Point(what, f"{value}（这个文件不存在）", False, REINSTALL)
    if value.casefold() != places.python.casefold():
        return Point(what, f"{value}（不是绩效自评的 Python）", False, REINSTALL)
    return Point(what, value, True)


def addin_point(places: Places, addin: Document) -> Point:
    """The add-in lies where Excel loads it, and is the one of this version."""
    path, remedy = places.startup / addin.name, f"关闭 Excel，{REINSTALL}"
    if not path.is_file():
        return Point("Excel 加载项", f"没有 {path}", False, remedy)
    same = path.read_bytes() == addin.content
    return Point("Excel 加载项", f"{path}{'' if same else '（版本不同）'}", same, remedy)


def sendto_point(folder: Path) -> Point:
    """The entries of 发送到, all of them."""
    found = sorted(path.stem for path in folder.glob(f"{NAME}*.cmd"))
    good = len(found) == len(SENT_TO)
    return Point("“发送到”菜单", "、".join(found) or "没有", good, REINSTALL)


def _nearest(folder: Path) -> Path:
    """The folder, or the nearest one above it that exists."""
    return next(one for one in (folder, *folder.parents) if one.exists())

"""Drawings of the set-up on Windows: every name and word on them is the program's own."""

import contextlib
import io
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from unittest.mock import patch

from paper import MUTED, PAPER, Paper, width_of, wrapped
from PIL import Image
from windows import TITLE, Drawn, console, explorer, framed, menu, on, window

from jixiao import resources
from jixiao.cli.machine import COLUMNS
from jixiao.drawing import manual_page as manual
from jixiao.files import Document
from jixiao.resources import BLANK_NAME, LEDGER_NAME
from jixiao.setup import doctor_excel, from_zip, places
from jixiao.setup.bundle import FILES, INSTALL, README, UNINSTALL, bundle_name
from jixiao.setup.plan import plan
from jixiao.setup.points import Point
from jixiao.setup.release import ADDIN, WORKBOOKS, Release
from jixiao.setup.scripts import CODE_PAGE, install_cmd

HOME_OF = r"C:\Users\张三"


def files_of_bundle() -> list[str]:
    """The names in the release zip, as people see them."""
    addins = sorted(path.name for path in resources.workbook().glob(ADDIN))
    return [FILES.name, INSTALL, UNINSTALL, README, f"{manual.TITLE}.html", BLANK_NAME, LEDGER_NAME, *addins]


def unpacked() -> str:
    """The folder that 全部解压缩 makes."""
    return bundle_name().removesuffix(".zip")


def zip_menu() -> Image.Image:
    folder = explorer("此电脑 › 下载", [bundle_name()], 760)
    items = ["打开", "全部解压缩(T)…", "-", "发送到(N)›", "-", "复制(C)", "删除(D)", "-", "属性(R)"]
    both = on(folder, menu(items, "全部解压缩(T)…"), 250, 120)
    return framed(both, bundle_name(), "全部解压缩(T)…", numbers=True)


def contents() -> Image.Image:
    folder = explorer(f"下载 › {unpacked()}", files_of_bundle())
    return framed(folder, INSTALL)


def protected() -> Image.Image:
    """SmartScreen, before and after 更多信息."""
    one, two = smart_screen("更多信息", ["不运行"]), smart_screen("", ["不运行", "仍要运行"])
    both = on(one, Drawn(two.image, {f"{k}2": v for k, v in two.places.items()}), one.image.width + 16, 0)
    return framed(both, "更多信息", "仍要运行2", numbers=True)


def smart_screen(link: str, buttons: Sequence[str]) -> Drawn:
    paper = Paper(430, 300, "#0B5FA5")
    paper.text(26, 24, "Windows 已保护你的电脑", 22, PAPER)
    words = (
        "Microsoft Defender SmartScreen 阻止了无法识别的应用启动。" if link else f"应用：{INSTALL}\n发布者：未知发布者"
    )
    lines = wrapped(words, 380)
    for n, line in enumerate(lines):
        paper.text(26, 76 + 26 * n, line, 15, PAPER)
    found = {}
    if link:
        y = 84 + 26 * len(lines)
        paper.text(26, y, link, 15, PAPER)
        found[link] = (22, y - 2, 32 + width_of(link), y + 24)
        paper.pen.line((26, y + 22, 26 + width_of(link), y + 22), PAPER)
    for n, label in enumerate(buttons):
        right = 410 - 124 * n
        found[label] = (right - 112, 244, right, 278)
        paper.button(found[label], label)
    return Drawn(paper.image, found)


def installed() -> Image.Image:
    """What the set-up really says, run here with the parts left out that need Windows."""
    return console("安装 绩效自评", said_by_setup("install")).image


def uninstalling() -> Image.Image:
    folder = explorer(f"下载 › {unpacked()}", files_of_bundle())
    black = console("卸载 绩效自评", said_by_setup("uninstall") + "\n请按任意键继续. . .", 620)
    return framed(on(folder, black, 230, 150), UNINSTALL)


def said_by_setup(command: str) -> str:
    """The words of files/setup.py; Windows' folders are put in a temporary one and named as on Windows."""
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        release, where = _release(home / "zip"), _places(home)
        with _without_windows(where):
            if command == "uninstall":
                spoken(lambda: from_zip.main(release, "install"))
            said = spoken(lambda: from_zip.main(release, command))
        return as_on_windows(said, home)


def _release(folder: Path) -> Path:
    folder.mkdir()
    for path in (*map(resources.workbook, WORKBOOKS), *resources.workbook().glob(ADDIN)):
        (folder / path.name).write_bytes(path.read_bytes())
    (folder / f"{manual.TITLE}.html").write_bytes(b"")
    return folder


def _places(home: Path) -> places.Places:
    variables = {"USERPROFILE": home, "APPDATA": home / "AppData/Roaming", "LOCALAPPDATA": home / "AppData/Local"}
    return places.windows({key: str(path) for key, path in variables.items()}, lambda *_: None)


@contextlib.contextmanager
def _without_windows(where: places.Places) -> Iterator[None]:
    with (
        patch.object(from_zip, "here", lambda: where),
        patch.object(from_zip, "make_environment", lambda *_: Path("python.exe")),
        patch.object(from_zip, "remove_environment", lambda *_: None),
        patch.object(from_zip.subprocess, "run", lambda *_, **__: None),
    ):
        yield


def spoken(work: Callable[[], object]) -> str:
    """What it prints."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        work()
    return out.getvalue()


def as_on_windows(text: str, home: Path) -> str:
    lines = (line.replace("/", "\\") if str(home) in line else line for line in text.split("\n"))
    return "\n".join(lines).replace(str(home).replace("/", "\\"), HOME_OF)


def no_python() -> Image.Image:
    return console("安装 绩效自评", batch_says(install_cmd(), "nopython") + "\n请按任意键继续. . .").image


def batch_says(script: bytes, label: str) -> str:
    """The echoed lines below a label of a .cmd."""
    lines = script.decode(CODE_PAGE).replace("\r\n", "\n").split(f"\n:{label}\n")[1].split("\n")
    taken = lines[: next(n for n, line in enumerate(lines) if line.startswith(("pause", "exit")))]
    return "\n".join(line.removeprefix("echo").removeprefix(".").removeprefix(" ") for line in taken)


def python_setup() -> Image.Image:
    paper = window(640, 330, "Python Setup")
    paper.text(220, 60, "Install Python (64-bit)", 22, "#1F4E79", bold=True)
    paper.box((20, 54, 190, 310), "#F0DB4F", "#F0DB4F")
    paper.text(105, 182, "Python", 30, "#306998", bold=True, anchor="mm")
    paper.text(220, 100, "Select Install Now to install Python with default settings.", 13, MUTED)
    place = (220, 134, 470, 174)
    paper.text(232, 140, "→ Install Now", 19, "#306998")
    paper.text(232, 196, "→ Customize installation", 17, MUTED)
    paper.text(224, 262, "□ Use admin privileges when installing py.exe", 13, MUTED)
    paper.text(224, 286, "□ Add python.exe to PATH", 13, MUTED)
    return framed(Drawn(paper.image, {"Install Now": place}), "Install Now")


def doctor() -> Image.Image:
    """The add-in is missing: what the doctor says of it."""
    with tempfile.TemporaryDirectory() as name:
        home = Path(name)
        where = _places(home)
        folder = _release(home / "zip")
        addins = tuple(Document(path.name, path.read_bytes()) for path in sorted(folder.glob(ADDIN)))
        books = tuple(Document(name, (folder / name).read_bytes()) for name in WORKBOOKS)
        for file in plan(where, Release(books, Document(f"{manual.TITLE}.html", b""), addins), "").files:
            if file.path.suffix in (".cmd", ".xlam") and file.path.name != addins[0].name:
                file.path.parent.mkdir(parents=True, exist_ok=True)
                file.path.write_bytes(file.content)
        points = [doctor_excel.addin_point(where, addin) for addin in addins]
        points += [doctor_excel.sendto_point(where.sendto)] if where.sendto else []
        return looked_at([replace(point, found=as_on_windows(point.found, home)) for point in points])


def looked_at(points: Sequence[Point]) -> Image.Image:
    """As the table of `jixiao doctor`."""
    rows = [("√" if one.good else "×", one.what, one.found, "" if one.good else one.remedy) for one in points]
    columns = ((14, 20), (40, 130), (186, 400), (604, 250))
    lines = [[wrapped(text, room, 14) for text, (_, room) in zip(row, columns, strict=True)] for row in rows]
    heights = [24 * max(map(len, row)) + 10 for row in lines]
    paper = window(870, TITLE + 50 + sum(heights), "安装 绩效自评", "#0C0C0C")
    for heading, (x, _) in zip(COLUMNS, columns, strict=True):
        paper.text(x, TITLE + 10, heading, 14, PAPER, bold=True)
    y = TITLE + 42
    for row, height in zip(lines, heights, strict=True):
        paper.pen.line((10, y - 4, 860, y - 4), MUTED)
        for cell, (x, _) in zip(row, columns, strict=True):
            for n, line in enumerate(cell):
                paper.text(x, y + 24 * n, line, 14, "#E8E8E8")
        y += height
    return paper.image

"""What a Linux desktop has: LibreOffice, its bridge to Python, and our library in the user's profile."""

import subprocess
from collections.abc import Iterator

from jixiao.engines import UnusableWorkbook
from jixiao.engines.libreoffice import application
from jixiao.engines.libreoffice.install import LIBRARY, default_profile
from jixiao.setup.points import Point

INSTALL_OFFICE = "安装 LibreOffice（如 apt install libreoffice-calc）。只用关闭的文件（jixiao press）的，可以不装。"


def linux_points() -> Iterator[Point]:
    """LibreOffice from the outside in."""
    office = office_point()
    yield office
    if office.good:
        python = next((one for one in application.pythons() if _knows_uno(one)), "")
        yield Point("LibreOffice 的 Python（uno）", python or "没有", bool(python), application.NO_UNO)
    folder = default_profile() / "user" / "basic" / LIBRARY
    there = folder.is_dir()
    yield Point(
        "LibreOffice 里的按钮",
        str(folder) if there else "没有设置",
        there,
        "关闭 LibreOffice，运行 jixiao install。",
    )


def _knows_uno(python: str) -> bool:
    return subprocess.run([python, "-c", "import uno"], capture_output=True, check=False).returncode == 0


def office_point() -> Point:
    """The program."""
    try:
        return Point("LibreOffice", str(application.soffice()), True)
    except UnusableWorkbook as error:
        return Point("LibreOffice", error.message_zh, False, INSTALL_OFFICE)

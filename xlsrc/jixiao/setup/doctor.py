"""Look at a machine: what is there, what is missing, what to do about it."""

import platform
import re
import struct
import sys
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path

from jixiao.setup.points import REINSTALL, Point, writable_point
from jixiao.setup.scripts import MINORS

_REQUIREMENT = re.compile(r"^([A-Za-z0-9._-]+)[^;]*(?:;(.*))?$")
WINDOWS_ONLY = ("pywin32",)  # xlwings needs it there; without it no button works


def examine() -> list[Point]:
    """Everything that matters on this machine."""
    return [*_general(), *_of_system()]


def _general() -> Iterator[Point]:
    yield python_point(sys.version_info[:3], struct.calcsize("P") * 8, sys.executable)
    yield packages_point()
    yield template_point()
    yield ledger_point()
    yield writable_point(Path.home())


def _of_system() -> list[Point]:
    if sys.platform == "win32":
        from jixiao.setup.doctor_windows import windows_points

        return windows_points()
    if sys.platform == "darwin":
        from jixiao.setup.doctor_excel import excel_points
        from jixiao.setup.places import here

        return list(excel_points(here(), {}))
    from jixiao.setup.doctor_linux import linux_points

    return list(linux_points())


def python_point(version: tuple[int, ...], bits: int, executable: str) -> Point:
    """Python: new enough, and 64 bit."""
    good = f"{version[0]}.{version[1]}" in MINORS and bits == 64
    found = f"{'.'.join(map(str, version))}，{bits} 位，{platform.machine()}，{executable}"
    return Point("Python", found, good, f"要 64 位的 Python {MINORS[0]} 到 {MINORS[-1]}。装好后{REINSTALL}")


def packages_point() -> Point:
    """The packages that jixiao needs, by its own metadata."""
    found, absent = [], []
    for name in _needed():
        try:
            found.append(f"{name} {metadata.version(name)}")
        except metadata.PackageNotFoundError:
            absent.append(name)
    listed = f"缺 {'、'.join(absent)}" if absent else "、".join(found)
    return Point("程序组件", listed, not absent, REINSTALL)


def _needed() -> list[str]:
    requirements = (_REQUIREMENT.match(text) for text in metadata.requires("jixiao") or ())
    always = [found[1] for found in requirements if found and "extra" not in (found[2] or "")]
    return [*always, *(WINDOWS_ONLY if sys.platform == "win32" else ())]


def template_point() -> Point:
    """The blank workbook inside the program opens and is ours."""
    from jixiao import resources
    from jixiao.engines import UnusableWorkbook
    from jixiao.press.run import look_into

    try:
        look_into(resources.workbook(resources.BLANK_NAME))
    except (UnusableWorkbook, FileNotFoundError) as error:
        return Point("工作簿模板", str(error), False, REINSTALL)
    return Point("工作簿模板", resources.BLANK_NAME, True)


def ledger_point() -> Point:
    """The bureau's ledger inside the program opens and is one."""
    from jixiao import resources
    from jixiao.engines import UnusableWorkbook, open_port
    from jixiao.forms.names import is_ledger

    what = "台账模板"
    try:
        port = open_port(resources.workbook(resources.LEDGER_NAME))
    except UnusableWorkbook as error:
        return Point(what, error.message_zh, False, REINSTALL)
    try:
        good = is_ledger(port.sheet_names())
    finally:
        port.close()
    return Point(what, resources.LEDGER_NAME if good else "不是绩效自评台账", good, REINSTALL)

"""The release zip for Windows: everything a machine without network and without administrator needs."""

import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from importlib.resources import files
from pathlib import Path

from jixiao import __version__, resources
from jixiao.files import write_whole
from jixiao.setup import SetupError
from jixiao.setup.from_zip import WHEELS
from jixiao.setup.places import NAME
from jixiao.setup.release import from_package
from jixiao.setup.scripts import MINORS, install_cmd, readme, uninstall_cmd
from jixiao.setup.wheels import download, missing, own_wheel

INSTALL, UNINSTALL, README = "安装.cmd", "卸载.cmd", "请先看我.txt"
FILES, PYTHON = WHEELS.parent, "python-installer.exe"
DATE = (1980, 1, 1, 0, 0, 0)  # the same contents give the same zip
PACKED = (".whl", ".xlsm", ".xlam", ".exe")
NO_SOURCE = "制作安装包要在源代码文件夹里做（那里有 pyproject.toml），这里只有装好的程序。"
NOT_PYTHON = "{path} 不是 Python 的 Windows 安装程序（应是 python-3….exe）。"
INCOMPLETE = "Python {minor} 的组件不齐：\n{why}"


def bundle_name() -> str:
    """绩效自评-0.1.0-windows.zip"""
    return f"{NAME}-{__version__}-windows.zip"


def make_bundle(folder: Path, minors: Sequence[str] = MINORS, python: Path | None = None) -> Path:
    """Write the zip into a folder; gives its path.

    `minors`: CPython versions its wheels are for; `python`: python.org's installer, to go in for machines that have
    none. SetupError where something can't be had, and nothing is written.
    """
    if python and not (python.name.startswith("python-3") and python.suffix == ".exe"):
        raise SetupError(NOT_PYTHON.format(path=python))
    with tempfile.TemporaryDirectory() as scratch:
        wheels = collect(Path(scratch), minors)
        content = zipped([*documents(tuple(minors)), *program(wheels, python)])
    folder.mkdir(parents=True, exist_ok=True)
    target = folder / bundle_name()
    write_whole(target, content)
    return target


def collect(folder: Path, minors: Sequence[str]) -> list[Path]:
    """jixiao's wheel and those it needs, checked to be all there for every version."""
    source = resources.data_root()
    if not (source / "pyproject.toml").is_file():
        raise SetupError(NO_SOURCE)
    own = own_wheel(source, folder)
    download(own, minors, folder)
    for minor in minors:
        why = missing(folder, f"jixiao=={__version__}", minor)
        if why:
            raise SetupError(INCOMPLETE.format(minor=minor, why=why))
    return sorted(folder.glob("*.whl"))


def documents(minors: tuple[str, ...] = MINORS) -> Iterator[tuple[str, bytes]]:
    """What a clerk sees on opening the zip."""
    release = from_package()
    yield INSTALL, install_cmd(minors)
    yield UNINSTALL, uninstall_cmd(minors)
    yield (
        README,
        readme(__version__, [book.name for book in release.workbooks], [addin.name for addin in release.addins]),
    )
    for document in (release.manual, *release.workbooks, *release.addins):
        yield document.name, document.content


def program(wheels: Sequence[Path], python: Path | None = None) -> Iterator[tuple[str, bytes]]:
    """What the set-up needs, out of the way in `files`."""
    script = files("jixiao.setup") / "windows" / "setup.py"
    yield (FILES / "setup.py").as_posix(), script.read_bytes()
    for wheel in wheels:
        yield (WHEELS / wheel.name).as_posix(), wheel.read_bytes()
    if python:
        yield (FILES / PYTHON).as_posix(), python.read_bytes()


def zipped(contents: Sequence[tuple[str, bytes]]) -> bytes:
    """A zip whose Chinese names carry the UTF-8 flag (Python sets it for names that are not ASCII)."""
    with tempfile.SpooledTemporaryFile(max_size=2**28) as out:
        with zipfile.ZipFile(out, "w") as package:
            for name, content in contents:
                info = zipfile.ZipInfo(name, DATE)
                info.create_system, info.external_attr = 3, 0o100644 << 16
                info.compress_type = zipfile.ZIP_STORED if name.endswith(PACKED) else zipfile.ZIP_DEFLATED
                package.writestr(info, content)
        out.seek(0)
        return out.read()

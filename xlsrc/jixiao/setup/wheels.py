"""The wheels an offline Windows machine needs: resolved by uv, downloaded by pip, and checked with no index.

uv resolves because pip evaluates environment markers for the Python it runs in: on Linux `pip download --platform
win_amd64` leaves pywin32 out, for it is wanted where `platform_system == "Windows"`.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from jixiao.setup import SetupError

UV_PLATFORM, PIP_PLATFORM = "x86_64-pc-windows-msvc", "win_amd64"
NO_UV = "制作安装包要用 uv。请先运行 pip install uv。"
FAILED = "{what}没有成功：\n{why}"


def own_wheel(source: Path, folder: Path) -> Path:
    """jixiao's own wheel, built from a checkout. SetupError where that fails."""
    with tempfile.TemporaryDirectory() as out:
        run_uv("打包 jixiao", "build", "--wheel", "--quiet", "--out-dir", out, str(source))
        built = next(Path(out).glob("*.whl"))
        folder.mkdir(parents=True, exist_ok=True)
        return Path(shutil.move(built, folder / built.name))


def download(own: Path, minors: Sequence[str], folder: Path) -> None:
    """The wheels of everything that jixiao needs at run time, for each CPython version (such as "3.12") on win_amd64."""
    for minor in minors:
        pins = "".join(f"{line}\n" for line in resolved(own, minor) if not line.startswith("jixiao"))
        with tempfile.TemporaryDirectory() as scratch:
            needed = Path(scratch) / "pins.txt"
            needed.write_text(pins, encoding="utf-8")
            target = ["--platform", PIP_PLATFORM, "--python-version", minor, "--implementation", "cp"]
            options = ["--no-deps", "--only-binary=:all:", "--quiet", *target, "--dest", str(folder)]
            run_uv(
                f"下载 Python {minor} 的组件", "tool", "run", "--quiet", "pip", "download", *options, "-r", str(needed)
            )


def resolved(wheel: Path, minor: str) -> list[str]:
    """`name==version` of a wheel and all that it needs on Windows."""
    return _resolve(f"jixiao @ {wheel.resolve().as_uri()}", minor)


def missing(folder: Path, requirement: str, minor: str) -> str:
    """Why a requirement can't be installed on Windows from these wheels alone; '' where it can."""
    try:
        _resolve(requirement, minor, "--no-index", "--find-links", str(folder), "--no-config")
    except SetupError as error:
        return error.message_zh
    return ""


def _resolve(requirement: str, minor: str, *options: str) -> list[str]:
    with tempfile.TemporaryDirectory() as scratch:
        wanted = Path(scratch) / "wanted.in"
        wanted.write_text(requirement + "\n", encoding="utf-8")
        target = ["--python-platform", UV_PLATFORM, "--python-version", minor, "--only-binary", ":all:"]
        quiet = ["--quiet", "--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links"]
        said = run_uv(f"查找 Python {minor} 的组件", "pip", "compile", *quiet, *target, *options, str(wanted))
    return [line for line in said.splitlines() if line.strip()]


def run_uv(what: str, *arguments: str) -> str:
    """What uv prints. SetupError where it is missing or fails."""
    uv = os.environ.get("UV") or shutil.which("uv") or shutil.which("uv", path=str(Path(sys.executable).parent))
    if not uv:
        raise SetupError(NO_UV)
    closed = "--no-index" in arguments  # then no folder of this machine may help either
    environ = {key: value for key, value in os.environ.items() if not (closed and key == "UV_FIND_LINKS")}
    done = subprocess.run([uv, *arguments], capture_output=True, text=True, encoding="utf-8", env=environ, check=False)
    if done.returncode:
        raise SetupError(FAILED.format(what=what, why=done.stderr.strip() or done.stdout.strip()))
    return done.stdout

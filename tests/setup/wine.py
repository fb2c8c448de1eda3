"""cmd.exe of wine, in Chinese (code page 936), and a stand-in for python.exe; tests ask for it by a fixture `wine`."""

import ensurepip
import io
import os
import shutil
import subprocess
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

LOCALE = "zh_CN.UTF-8"  # by which wine takes 936 for its code pages


@dataclass(frozen=True)
class Wine:
    """A fresh Windows in a folder."""

    prefix: Path
    environ: dict[str, str]

    @property
    def local(self) -> Path:
        """%LOCALAPPDATA%"""
        return next((self.prefix / "drive_c" / "users").glob("*/AppData/Local"))

    def run(self, script: Path, *arguments: str) -> tuple[int, str]:
        """(exit status, what is shown) of a batch file that is double-clicked."""
        command = ["wine", "cmd", "/c", "call", windows_path(script), *arguments]
        done = subprocess.run(
            command, env=self.environ, stdin=subprocess.DEVNULL, capture_output=True, timeout=120, check=False
        )
        return done.returncode, done.stdout.decode("gbk").replace("\r\n", "\n")

    def put_python(self, where: str, script: str) -> None:
        """A python.exe under %LOCALAPPDATA% that runs a batch script instead; it says what it was called with."""
        target = self.local / where
        target.parent.mkdir(parents=True, exist_ok=True)
        batch = target.with_suffix(".cmd")
        batch.write_bytes("\r\n".join(["@echo off", *script.splitlines(), ""]).encode("gbk"))
        target.write_bytes(launcher(windows_path(batch)))

    def forget_pythons(self) -> None:
        """As on a machine without Python."""
        shutil.rmtree(self.local / "Programs", ignore_errors=True)


def new_wine(folder: Path) -> Wine:
    """Start one. Skips where the Chinese locale can't be had."""
    made = subprocess.run(
        ["localedef", "-c", "-f", "UTF-8", "-i", "zh_CN", str(folder / LOCALE)], capture_output=True, check=False
    )
    if not (folder / LOCALE).exists():
        pytest.skip(f"no Chinese locale: {made.stderr.decode(errors='replace')}")
    own = {"WINEPREFIX": str(folder / "prefix"), "WINEDEBUG": "-all", "LOCPATH": str(folder), "LC_ALL": LOCALE}
    environ = {**os.environ, **own}
    environ.pop("DISPLAY", None)
    subprocess.run(["wineserver", "-p"], env=environ, capture_output=True, timeout=60, check=False)  # until `stop`
    subprocess.run(["wine", "wineboot", "--init"], env=environ, capture_output=True, timeout=300, check=False)
    return Wine(folder / "prefix", environ)


def stop(wine: Wine) -> None:
    """End what runs in this prefix, and nothing else."""
    subprocess.run(["wineserver", "-k"], env=wine.environ, capture_output=True, timeout=60, check=False)


def windows_path(path: Path) -> str:
    """Z: is this machine's root."""
    return "Z:" + str(path).replace("/", "\\")


def launcher(batch: str) -> bytes:
    """An .exe that runs a batch file: the launcher which pip puts before scripts, from the pip that Python carries."""
    (bundled,) = (Path(ensurepip.__file__).parent / "_bundled").glob("pip-*.whl")
    with zipfile.ZipFile(bundled) as pip:
        stub = pip.read("pip/_vendor/distlib/t64.exe")
    script = io.BytesIO()
    with zipfile.ZipFile(script, "w") as package:
        package.writestr("__main__.py", "")
    return stub + f"#!C:\\windows\\system32\\cmd.exe /d /c {batch}\n".encode("gbk") + script.getvalue()

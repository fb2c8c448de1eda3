"""The private Python environment, made without network from the wheels of the release zip."""

import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from jixiao.setup import SetupError
from jixiao.setup.applying import IN_USE

FORMER = ".former"
NOT_MADE = "Python 环境没有建成：{why}。请确认 {folder} 所在的盘至少有 500 MB 空间，再做一次。"
NOT_INSTALLED = "程序没有装上：{why}。请重新解压安装包，再做一次。"


def interpreter(environment: Path) -> Path:
    """Its python."""
    return environment / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def make_environment(environment: Path, wheels: Path, requirement: str = "jixiao") -> Path:
    """A new environment with the requirement installed from the wheels; gives its python.

    An earlier one is put aside first and comes back where the new one fails. SetupError where it is in use (Excel keeps a
    Python running) or can't be made.
    """
    former = environment.with_name(environment.name + FORMER)
    _put_aside(environment, former)
    try:
        _make(environment)
        _install(interpreter(environment), wheels, requirement)
    except BaseException:
        shutil.rmtree(environment, ignore_errors=True)
        if former.exists():
            former.rename(environment)
        raise
    shutil.rmtree(former, ignore_errors=True)
    return interpreter(environment)


def remove_environment(environment: Path) -> None:
    """Take it away. SetupError where it is in use; it is then whole."""
    former = environment.with_name(environment.name + FORMER)
    _put_aside(environment, former)
    shutil.rmtree(former, ignore_errors=True)


def _put_aside(environment: Path, former: Path) -> None:
    """Renaming is all or nothing: Windows refuses while any file in the folder is in use."""
    shutil.rmtree(former, ignore_errors=True)
    try:
        if environment.exists():
            environment.rename(former)
    except OSError as error:
        raise SetupError(IN_USE.format(name="绩效自评的程序")) from error


def _make(environment: Path) -> None:
    environment.parent.mkdir(parents=True, exist_ok=True)
    done = _run([sys.executable, "-I", "-X", "utf8", "-m", "venv", str(environment)])
    if done.returncode:
        raise SetupError(NOT_MADE.format(why=_last_line(done), folder=environment.parent))


def _install(python: Path, wheels: Path, requirement: str) -> None:
    """pip as it comes with Python, told to look nowhere but into the folder."""
    options = ["--isolated", "--disable-pip-version-check", "--no-input", "--quiet"]
    command = [str(python), "-I", "-X", "utf8", "-m", "pip", *options, "install"]
    done = _run([*command, "--no-index", "--find-links", str(wheels), "--no-warn-script-location", requirement])
    if done.returncode:
        raise SetupError(NOT_INSTALLED.format(why=_last_line(done)))


def _run(command: Sequence[str]) -> subprocess.CompletedProcess[str]:
    environ = {key: value for key, value in os.environ.items() if not key.startswith(("PIP_", "PYTHON"))}
    return subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", errors="replace", env=environ, check=False
    )


def _last_line(done: subprocess.CompletedProcess[str]) -> str:
    """What went wrong, of all that was said."""
    lines = [line.strip() for line in (done.stderr or done.stdout).splitlines() if line.strip()]
    return lines[-1] if lines else f"退出码 {done.returncode}"

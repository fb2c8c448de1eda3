"""One LibreOffice desktop for all tests of this folder; `opened` gives a workbook in it."""

import os
import signal
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from desktop import Desktop, virtual_screen
from waiting import workers

STAND_IN = """#!/bin/sh
# The Python behind the buttons; the file `misbehave` makes it fail as tests want.
export HOME="{folder}"  # where the log of failures goes
if [ -e "{folder}/misbehave" ]; then exec {python} "{here}/misbehaving.py" "{folder}/misbehave" "$@"; fi
exec {python} "$@"
"""


@pytest.fixture(scope="session")
def screen() -> Iterator[str]:
    """The display; by its name it declares that a test needs one, and LibreOffice."""
    process, display = virtual_screen()
    yield display
    process.kill()
    process.wait()


@pytest.fixture(scope="session")
def stand_in(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The program that the buttons run: our Python, unless a file `misbehave` beside it says otherwise."""
    folder = tmp_path_factory.mktemp("python")
    program = folder / "python"
    here = Path(__file__).parent
    program.write_text(STAND_IN.format(folder=folder, python=sys.executable, here=here), encoding="utf-8")
    program.chmod(0o755)
    return program


@pytest.fixture(scope="session")
def desktop(screen: str, stand_in: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desktop]:
    started = Desktop(tmp_path_factory.mktemp("desktop"), screen, stand_in)
    yield started
    started.end()


@pytest.fixture
def opened(desktop: Desktop, tmp_path: Path) -> Iterator[Callable[[Path], Path]]:
    """Open a copy of a workbook in a window; gives the copy's path."""
    done: list[Path] = []

    def open_copy(source: Path) -> Path:
        path = tmp_path / "自评 表.xlsm"
        path.write_bytes(source.read_bytes())
        desktop("open", str(path), False)
        done.append(path)
        return path

    yield open_copy
    desktop.dismiss()
    for _ in done:
        desktop.until(lambda: desktop("close"))


@pytest.fixture
def misbehave(stand_in: Path) -> Iterator[Callable[..., Path]]:
    """Let the Python behind the buttons fail: see misbehaving.py. Without arguments: behave again.

    Gives the file of the order; a press that was told to wait has written "waiting" into it, and goes on. A Python that
    stands ready for the next press was told something else, and goes.
    """
    order = stand_in.with_name("misbehave")

    def tell(*words: object) -> Path:
        pressing = order.exists() and order.read_text(encoding="utf-8") == "waiting"
        if words:
            order.write_text(" ".join(map(str, words)), encoding="utf-8")
        else:
            order.unlink(missing_ok=True)
        for process in () if pressing else workers(stand_in):
            with suppress(ProcessLookupError):
                os.kill(process, signal.SIGKILL)
        return order

    yield tell
    tell()

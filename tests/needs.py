"""What a test needs from the machine beside Python is said once, and can't be forgotten: what a test doesn't ask for, it
doesn't have.

LibreOffice, Gnumeric, a screen, Microsoft's validator, Pyodide, poppler-utils, fonts and wine are the table NEEDS. A test asks with
`@pytest.mark.needs("office", …)` (on the test, its module or a parameter) or by using a fixture that bears the name
of a need, such as `screen`. While it runs, the programs of what it asked for are on the PATH and those of all else are
not, for the test's own process and for every process that it starts; LibreOffice, which jixiao also looks for in the usual
places, is hidden by the variable that names it. So

- a test that asks is skipped, by one line of code, where the machine hasn't got it (in CI it fails);
- a test that doesn't ask can't start it, and fails on the machine of its author, not on somebody's bare one;
- `--without all` hides everything as if it weren't installed: the probes are the same and look at the same PATH.
  Tests without a need run like that always; .ci/run makes sure of those with one (`-m needs --without all`).

A line at the end of a run counts what was skipped, by reason.
"""

import atexit
import os
import re
import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from jixiao.engines import UnusableWorkbook
from jixiao.engines.libreoffice import application

MODULES = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "jixiao"  # where .ci/run puts npm packages
VALIDATOR = MODULES / "ooxml-validator" / "node_modules" / ".bin" / "ooxml-validator"
PYODIDE = MODULES / "pyodide" / "node_modules" / "pyodide"
NOWHERE = "/这项测试没有声明需要/soffice"
GIVEN = {name: os.environ.get(name) for name in ("PATH", application.PROGRAM)}
PYTHONS = re.compile(r"python[\d.]*")


class Need(NamedTuple):
    """`programs` are on the PATH where it is here; `here` looks for what else it takes; `also`: it is no use alone."""

    title: str
    programs: tuple[str, ...] = ()
    here: Callable[[], bool] = lambda: True
    also: tuple[str, ...] = ()
    in_ci: bool = True


def _office() -> bool:
    """LibreOffice and a Python that knows uno."""
    with suppress(UnusableWorkbook):
        application.soffice()
        for python in application.pythons():
            if subprocess.run([python, "-c", "import uno"], capture_output=True, check=False).returncode == 0:
                return True
    return False


def _fonts() -> bool:
    command = ["fc-match", "-f", "%{family}", "Noto Sans CJK SC"]
    return "CJK" in subprocess.run(command, capture_output=True, text=True, check=False).stdout


NEEDS = {
    "office": Need("LibreOffice with python3-uno", (), _office),
    "screen": Need("Xvfb and xdotool", ("Xvfb", "xdotool"), also=("office",)),
    "poppler": Need("poppler-utils", ("pdftoppm", "pdftotext")),
    "fonts": Need("fontconfig and Noto CJK fonts", ("fc-match",), _fonts),
    "gnumeric": Need("Gnumeric", ("ssconvert",)),
    "validator": Need("Microsoft's validator", ("node",), VALIDATOR.exists),
    "pyodide": Need("Pyodide", ("node",), PYODIDE.is_dir),
    "wine": Need("wine", ("wine", "wineserver", "localedef"), in_ci=False),
}
HIDDEN = {program for need in NEEDS.values() for program in need.programs} | {"soffice", "libreoffice"}


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--without",
        action="append",
        default=[],
        choices=[*NEEDS, "all"],
        help="as if this weren't installed (all: nothing of tests/needs.py)",
    )


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "needs(name, ...): what the test needs from the machine, see tests/needs.py")
    if hasattr(config, "workerinput") or config.getoption("dist", "no") == "no":  # its workers inherit what xdist has
        have(())


@pytest.hookimpl(tryfirst=True)  # before -m looks at the markers
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        named = [name for name in getattr(item, "fixturenames", ()) if name in NEEDS]
        if named:
            item.add_marker(pytest.mark.needs(*named))
        asked(item)


def asked(item: pytest.Item) -> list[str]:
    """The needs of a test in the order of the table. UsageError where one isn't in it."""
    names = {name for mark in item.iter_markers("needs") for name in mark.args}
    unknown = sorted(names - NEEDS.keys())
    if unknown:
        raise pytest.UsageError(f"{item.nodeid}: needs {unknown}, which tests/needs.py doesn't know")
    names |= {also for name in names for also in NEEDS[name].also}
    return [name for name in NEEDS if name in names]


def hidden(config: pytest.Config) -> set[str]:
    """What --without says."""
    said = set(config.getoption("without"))
    return set(NEEDS) if "all" in said else said


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """From set-up to the end of its fixtures a test has what it asked for."""
    have(tuple(name for name in asked(item) if name not in hidden(item.config)))
    try:
        return (yield)
    finally:
        have(())


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    away = hidden(item.config)
    for name in asked(item):
        if not is_here(name, name in away):
            told = f"without {NEEDS[name].title}"
            if os.environ.get("CI") and NEEDS[name].in_ci and name not in away:
                pytest.fail(f"{told}, in CI")
            pytest.skip(told)


@cache
def is_here(name: str, hide: bool) -> bool:
    """The probe, in the environment that a test with this need has. `hide` keeps apart what --without took away."""
    need = NEEDS[name]
    return all(shutil.which(program) for program in need.programs) and need.here()


def have(names: tuple[str, ...]) -> None:
    """Let this process and what it starts see these needs and none else."""
    path, program = GIVEN["PATH"], GIVEN[application.PROGRAM]
    if path and os.name != "nt":  # there it takes a privilege to make links
        os.environ["PATH"] = os.pathsep.join([*map(_folder_of, names), _bare_path()])
    if "office" not in names:
        os.environ[application.PROGRAM] = NOWHERE
    elif program is None:
        os.environ.pop(application.PROGRAM, None)
    else:
        os.environ[application.PROGRAM] = program


@cache
def _links() -> Path:
    """A folder for links, for this process."""
    folder = Path(tempfile.mkdtemp(prefix="jixiao-path-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


@cache
def _folder_of(name: str) -> str:
    """A folder of links to the programs of one need, as the given PATH has them."""
    folder = _links() / name
    folder.mkdir()
    for program in (*NEEDS[name].programs, *(("soffice", "libreoffice") if name == "office" else ())):
        found = shutil.which(program, path=GIVEN["PATH"])
        if found:
            (folder / program).symlink_to(found)
    return str(folder)


@cache
def _bare_path() -> str:
    """The given PATH; a folder that holds what is hidden is replaced by one with links to its other programs."""
    out: list[str] = []
    for number, place in enumerate((GIVEN["PATH"] or "").split(os.pathsep)):
        held = _programs(place)
        out += [place] if HIDDEN.isdisjoint(held) else _linked(_links() / str(number), held)
    return os.pathsep.join(out)


def _programs(place: str) -> dict[str, str]:
    with suppress(OSError):
        return {entry.name: entry.path for entry in os.scandir(place)}
    return {}


def _linked(folder: Path, held: dict[str, str]) -> list[str]:
    """Pythons stand apart: LibreOffice is started without the folders that have one."""
    pythons = folder.with_name(f"{folder.name}-python")
    for one in (folder, pythons):
        one.mkdir()
    for name, path in held.items():
        if name not in HIDDEN:
            ((pythons if PYTHONS.fullmatch(name) else folder) / name).symlink_to(path)
    return [str(folder), str(pythons)]


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """One line: how many tests were skipped, by reason."""
    reasons = Counter(_reason(report) for report in terminalreporter.stats.get("skipped", []))
    if reasons:
        told = ", ".join(f"{count} {reason}" for reason, count in reasons.most_common())
        terminalreporter.write_line(f"skipped: {told}")


def _reason(report: pytest.TestReport) -> str:
    text = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    return text.removeprefix("Skipped: ")

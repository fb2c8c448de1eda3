"""tests/needs.py: what a test doesn't ask for isn't there, what is missing skips, and the last line counts it."""

import os
from pathlib import Path

import pytest

from jixiao.engines.libreoffice import application

HERE = Path(__file__).parent
TESTS = """
import shutil, subprocess, sys
import pytest
from jixiao.engines.libreoffice import application

CHILD = "from jixiao.engines.libreoffice.application import soffice; soffice()"

def test_forgot_poppler():
    subprocess.run(["pdftotext"], check=True)

def test_forgot_office():
    application.start_own()

def test_forgot_office_in_a_process_of_its_own():
    subprocess.run([sys.executable, "-c", CHILD], check=True)

@pytest.mark.needs("poppler")
def test_asked_for_poppler():
    assert subprocess.run(["pdftotext"], check=True, capture_output=True).stdout == b"here\\n"
    assert not shutil.which("soffice")

@pytest.mark.needs("office")
def test_asked_for_office():
    subprocess.run([sys.executable, "-c", CHILD], check=True)
    assert application.soffice().name == shutil.which("soffice").rpartition("/")[2]
    assert not shutil.which("pdftotext")

@pytest.fixture
def screen():
    return application.soffice(), shutil.which("Xvfb"), shutil.which("xdotool")

@pytest.fixture
def window(screen):
    return screen

def test_asked_by_a_fixture(window):
    assert all(window)
"""
FORGOT = ["test_forgot_poppler", "test_forgot_office", "test_forgot_office_in_a_process_of_its_own"]


@pytest.fixture
def machine(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder on the PATH with stand-ins for the programs; the Python that LibreOffice is spoken to with knows `uno`."""
    folder = pytester.mkdir("programs")
    for name in ("soffice", "Xvfb", "xdotool", "pdftotext", "pdftoppm"):
        (folder / name).write_text("#!/bin/sh\necho here\n")
        (folder / name).chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.setenv("PYTHONPATH", str(HERE))
    monkeypatch.setenv(application.PYTHON, str(folder / "pdftotext"))  # ends with 0, as `import uno` does where it is
    monkeypatch.delenv(application.PROGRAM)
    monkeypatch.delenv("CI", raising=False)
    pytester.makepyfile(TESTS)
    return folder


def ran(pytester: pytest.Pytester, *more: str) -> pytest.RunResult:
    return pytester.runpytest_subprocess("-p", "needs", "-p", "no:cacheprovider", *more)


@pytest.mark.parametrize("more", [(), ("-n", "2")], ids=["one process", "xdist"])
def test_what_is_not_asked_for_is_not_there(machine: Path, pytester: pytest.Pytester, more: tuple[str, ...]) -> None:
    result = ran(pytester, *more)
    result.assert_outcomes(passed=3, failed=3)
    told = result.stdout.str()
    assert all(f"::{name}" in told for name in FORGOT)
    assert "No such file or directory: 'pdftotext'" in told
    assert f"UnusableWorkbook: {application.MISSING}" in told


@pytest.mark.parametrize("more", [(), ("-n", "2")], ids=["one process", "xdist"])
def test_everything_hidden_skips_what_asks_and_says_so(
    machine: Path, pytester: pytest.Pytester, more: tuple[str, ...]
) -> None:
    result = ran(pytester, "-m", "needs", "--without", "all", *more)
    result.assert_outcomes(skipped=3)
    result.stdout.fnmatch_lines(["skipped: 2 without LibreOffice with python3-uno, 1 without poppler-utils"])


def test_one_thing_hidden(machine: Path, pytester: pytest.Pytester) -> None:
    result = ran(pytester, "-m", "needs", "--without", "screen")
    result.assert_outcomes(passed=2, skipped=1)
    result.stdout.fnmatch_lines(["skipped: 1 without Xvfb and xdotool"])


def test_a_machine_that_has_not_got_it_skips_but_ci_fails(
    machine: Path, pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch
) -> None:
    (machine / "xdotool").unlink()
    (machine / "pdftoppm").unlink()
    result = ran(pytester, "-m", "needs")
    result.assert_outcomes(passed=1, skipped=2)
    result.stdout.fnmatch_lines(["skipped: 1 without *, 1 without *"])
    monkeypatch.setenv("CI", "true")
    ran(pytester, "-m", "needs").assert_outcomes(passed=1, errors=2)


def test_a_need_that_nobody_knows_is_refused(machine: Path, pytester: pytest.Pytester) -> None:
    pytester.makepyfile(test_typo="import pytest\n@pytest.mark.needs('ofice')\ndef test_it(): pass\n")
    result = ran(pytester)
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    assert "needs ['ofice'], which tests/needs.py doesn't know" in result.stderr.str() + result.stdout.str()

"""`jixiao evaluate --engine libreoffice`: on a closed workbook, on one the user has open, and where LibreOffice can't."""

import json
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from books import run
from jixiao.cli.main import main
from jixiao.engines import open_port
from jixiao.engines.libreoffice import application, backend
from jixiao.engines.port import Area
from office import needs_office, shared_office

pytestmark = needs_office
PLACE = ("人员情况", Area(22, 3))  # 在职人员数, which the sample's parts contradict (B13)
EVALUATE = ("evaluate", "--engine", "libreoffice")


@pytest.fixture
def report(sample: Path, tmp_path: Path) -> Path:
    path = tmp_path / "自评 表.xlsm"
    path.write_bytes(sample.read_bytes())
    return path


@pytest.fixture
def shared(monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setenv(application.ADDRESS, shared_office())
    return shared_office()


def codes(output: str) -> list[str]:
    return [finding["code"] for finding in json.loads(output)["findings"]]


def test_a_closed_workbook_gives_what_the_file_engine_gives(
    report: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(application.ADDRESS, raising=False)
    content = report.read_bytes()
    done = run(*EVALUATE, report, "--json", "-o", tmp_path / "填好.xlsm")
    assert (done.returncode, done.stderr) == (1, "")
    assert done.stdout == run("evaluate", report, "--json").stdout
    assert '"total": "86.00"' in done.stdout
    assert report.read_bytes() == content
    assert open_port(tmp_path / "填好.xlsm").read_values("评分表", Area(4, 4)) == [[86.0]]


def test_an_open_workbook_counts_as_it_stands_on_the_screen(report: Path, shared: str) -> None:
    """Typed and not saved yet: it counts; the document stays open, and the file as it was."""
    content = report.read_bytes()
    assert "B13" in codes(run(*EVALUATE, report, "--json").stdout)
    screen = open_port(report, "libreoffice")
    screen.write_values(PLACE[0], PLACE[1].row, PLACE[1].column, [[28]])
    done = run(*EVALUATE, report, "--json")
    assert done.stderr == ""
    assert "B13" not in codes(done.stdout)
    assert screen.read_values(*PLACE) == [[28.0]]
    assert report.read_bytes() == content
    screen.close()


def test_the_result_of_an_open_workbook_goes_where_it_is_wanted(report: Path, tmp_path: Path, shared: str) -> None:
    screen = open_port(report, "libreoffice")
    done = run(*EVALUATE, report, "-o", tmp_path / "填好.xlsm")
    assert (done.returncode, done.stderr) == (1, "")
    assert screen.read_values("评分表", Area(4, 4)) == [[86.0]], "the press is seen on the screen"
    screen.close()
    assert open_port(tmp_path / "填好.xlsm").read_values("评分表", Area(4, 4)) == [[86.0]]


@pytest.fixture
def others(monkeypatch: pytest.MonkeyPatch) -> Iterator[application.OwnApplication]:
    """Somebody's LibreOffice as everybody has it: it locks what it has open, and nobody knows its address."""
    locking = tuple(item for item in application.SETTINGS if item[1] != "UseLocking")
    monkeypatch.setattr(application, "SETTINGS", locking)
    own = application.start_own()
    yield own
    application.end(own)


def test_open_in_a_libreoffice_that_cannot_be_asked(
    report: Path, tmp_path: Path, others: application.OwnApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(application.ADDRESS, others.address)
    screen = open_port(report, "libreoffice")
    assert [path.name for path in tmp_path.iterdir() if ".~lock" in path.name] == [f".~lock.{report.name}#"]
    monkeypatch.delenv(application.ADDRESS)
    done = run(*EVALUATE, report, "-o", tmp_path / "填好.xlsm")
    assert (done.returncode, done.stdout) == (2, "")
    (line,) = done.stderr.splitlines()
    assert line.startswith("【自评 表.xlsm】该文件正在 LibreOffice 中打开")
    assert not (tmp_path / "填好.xlsm").exists()
    screen.close()


def test_libreoffice_that_is_busy(report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It listens, and doesn't answer: a message box is open, or it calculates."""
    own = application.start_own()
    monkeypatch.setenv(application.ADDRESS, own.address)
    open_port(report, "libreoffice").close()
    os.killpg(own.process.pid, signal.SIGSTOP)
    monkeypatch.setattr(backend, "START_SECONDS", 3.0)
    monkeypatch.setattr(backend, "END_SECONDS", 1.0)
    try:
        done = CliRunner().invoke(main, [*EVALUATE, str(report)])
    finally:
        os.killpg(own.process.pid, signal.SIGCONT)
        application.end(own)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == f"【自评 表.xlsm】{backend.REASONS['start']}\n"


@pytest.mark.parametrize(
    ("setting", "why"),
    [
        ({application.PROGRAM: "/没有/soffice"}, application.MISSING),
        ({application.PYTHON: "/bin/false"}, application.NO_UNO),
    ],
)
def test_no_libreoffice(
    report: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, setting: dict[str, str], why: str
) -> None:
    monkeypatch.delenv(application.ADDRESS, raising=False)
    for name, value in setting.items():
        monkeypatch.setenv(name, value)
    done = run(*EVALUATE, report, "-o", tmp_path / "填好.xlsm")
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"【自评 表.xlsm】{why}\n")
    assert [path.name for path in tmp_path.iterdir()] == [report.name]

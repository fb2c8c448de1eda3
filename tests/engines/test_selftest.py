"""`jixiao selftest`: its table and exit status, what isn't on this machine, and how an Excel is had and given back."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import xlwings as xw
from click.testing import CliRunner
from engine_faults import FAULTS

from books import run
from jixiao.cli.main import main
from jixiao.cli.selftest import ENGINES as CHOICES
from jixiao.engines import xlwings_engine
from jixiao.engines.file.backend import open_workbook
from jixiao.engines.libreoffice import application
from jixiao.selftest import DIFFERENCES, ENGINES, SUITE, NotHere, engines, model, session
from office import needs_office, shared_office

NOT_RUN = "未运行" * len(SUITE)


def squeezed(text: str) -> str:
    return "".join(text.split())


def table(output: str) -> list[str]:
    """The columns of the printed table: heading and cells run together, without blanks."""
    lines = [re.split("[│┃|]", line)[1:-1] for line in output.splitlines() if re.match("[│┃|][^-]", line)]
    return [squeezed("".join(column)) for column in zip(*lines, strict=True)]


TITLES = "测试" + squeezed("".join(trial.title for trial in SUITE))


def documented(engine: str) -> str:
    """The column of an engine that is as documented."""
    told = {one.trial: f"差异（{one.why}）" for one in DIFFERENCES if one.engine == engine}
    return engine + squeezed("".join(told.get(trial, "通过") for trial in SUITE))


@needs_office
def test_on_both_engines(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(application.ADDRESS, shared_office())
    done = run("selftest", "--engine", "libreoffice", "--engine", "file")
    assert (done.returncode, done.stderr) == (0, "")
    assert table(done.stdout) == [TITLES, documented("file"), documented("libreoffice")]
    assert done.stdout.splitlines()[-2:] == ["file：通过 69，差异 6", "libreoffice：通过 72，差异 3"]


def test_what_is_not_here_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(application.ADDRESS, raising=False)
    monkeypatch.setenv(application.PROGRAM, "/没有/soffice")
    done = run("selftest")
    assert (done.returncode, done.stderr) == (0, "")
    assert table(done.stdout) == [TITLES, documented("file"), f"libreoffice{NOT_RUN}", f"excel{NOT_RUN}"]
    assert done.stdout.splitlines()[-2:] == [
        f"libreoffice：未运行（{application.MISSING}）",
        f"excel：未运行（{engines.ONLY_THERE}）",
    ]


@pytest.mark.parametrize(
    ("engine", "setting", "why"),
    [
        ("excel", {}, engines.ONLY_THERE),
        ("libreoffice", {application.PROGRAM: "/没有/soffice"}, application.MISSING),
        pytest.param("libreoffice", {application.PYTHON: "/bin/false"}, application.NO_UNO, marks=needs_office),
    ],
)
def test_asked_for_and_not_here(
    monkeypatch: pytest.MonkeyPatch, engine: str, setting: dict[str, str], why: str
) -> None:
    monkeypatch.delenv(application.ADDRESS, raising=False)
    for name, value in setting.items():
        monkeypatch.setenv(name, value)
    done = run("selftest", "--engine", engine)
    assert (done.returncode, done.stdout, done.stderr) == (2, "", f"{engine}：未运行（{why}）\n")


def test_a_broken_engine_is_told_and_the_status_is_1(monkeypatch: pytest.MonkeyPatch) -> None:
    FAULTS["loses leading zeros"].plant(monkeypatch)
    done = CliRunner().invoke(main, ["selftest", "--engine", "file"])
    assert done.exit_code == 1
    assert table(done.stdout)[1].count("不通过（应为'00123'，实为'123'）") == 2
    assert done.stdout.splitlines()[-1] == "file：通过 67，不通过 2，差异 6"


def test_into_a_file_on_chinese_windows() -> None:
    """GBK, as a redirected table is there, has neither 𠮷 nor ↵."""
    command = [sys.executable, "-m", "jixiao", "selftest", "--engine", "file"]
    done = subprocess.run(command, capture_output=True, env=os.environ | {"PYTHONIOENCODING": "gbk"}, timeout=600)
    assert (done.returncode, done.stderr) == (0, b"")
    told = TITLES.replace("𠮷", "\\U00020bb7").replace("↵", "\\u21b5")
    assert table(done.stdout.decode("gbk")) == [told, documented("file")]


def test_the_command_knows_every_engine() -> None:
    assert CHOICES == ENGINES


@pytest.fixture
def stand_in(monkeypatch: pytest.MonkeyPatch) -> Iterator[xw.Engine]:
    """A Windows machine whose Excel is the file engine."""
    excel = xw.Engine(impl=xlwings_engine.Engine("excel", open_workbook))
    monkeypatch.setattr(engines, "_excel_engine", lambda: excel)
    monkeypatch.setattr(model, "system", lambda: "win32")
    before = xw.engines.active
    yield excel
    xw.engines.active = before


def test_an_excel_of_its_own_which_is_quit(stand_in: xw.Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    active_at_quit = []
    quit_honestly = xlwings_engine.App.quit

    def note_and_quit(app: xlwings_engine.App) -> None:
        active_at_quit.append(xw.engines.active)
        quit_honestly(app)

    monkeypatch.setattr(xlwings_engine.App, "quit", note_and_quit)
    with session("excel") as ready:
        (app,) = stand_in.apps
        assert (app.visible, app.display_alerts, ready.place) == (False, False, None)
        xw.engines.active = None
    assert len(stand_in.apps) == 0
    assert active_at_quit == [stand_in]


def test_files_for_excel_on_a_mac_lie_in_its_sandbox(
    stand_in: xw.Engine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(engines, "SANDBOX", tmp_path)
    with session("excel") as ready:
        assert ready.place == tmp_path


def test_an_excel_that_does_not_start(stand_in: xw.Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(**how: object) -> None:
        raise OSError("Invalid class string")

    monkeypatch.setattr(xw, "App", fail)
    with pytest.raises(NotHere, match=r"Excel 没有启动.*Invalid class string"), session("excel"):
        raise AssertionError("not reached")

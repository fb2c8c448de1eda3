"""The Python behind LibreOffice's buttons as a child process, without LibreOffice."""

import json
import os
import sys

import pytest

from jixiao.buttons import in_libreoffice
from jixiao.engines.libreoffice.office.worker import EXPIRED, Spare, Worker

ECHO = """
import os, sys
reading, writing = map(int, os.environ["JIXIAO_LIBREOFFICE"].removeprefix("fd:").split(","))
os.write(writing, os.read(reading, 4096))
"""
SLEEPING = [sys.executable, "-c", "import time; time.sleep(60)"]


def test_it_hears_what_was_pressed() -> None:
    worker = Worker([sys.executable, "-c", ECHO])
    assert worker.order("validate", "/填报/自评.xlsm")
    assert json.loads(os.read(worker.requests, 4096)) == {"action": "validate", "path": "/填报/自评.xlsm"}
    assert worker.ended(30) == 0
    worker.end()


def test_a_program_that_is_not_there_leaves_nothing_open() -> None:
    before = len(os.listdir("/proc/self/fd"))
    with pytest.raises(FileNotFoundError):
        Worker(["/no/such/python"])
    assert len(os.listdir("/proc/self/fd")) == before


def test_the_last_line_it_left() -> None:
    worker = Worker([sys.executable, "-c", "import sys; sys.exit('一\\n二\\n')"])
    assert worker.ended(30) == 1
    assert worker.last_words() == "二"
    worker.end()


# what waits | what is asked for | is it taken
TAKEN = [(SLEEPING, SLEEPING, True), (SLEEPING, [*SLEEPING, "-u"], False), ([sys.executable, "-c", ""], None, False)]


@pytest.mark.parametrize(("waiting", "asked", "taken"), TAKEN)
def test_only_one_that_lives_and_runs_that_program_is_taken(waiting, asked, taken) -> None:
    spare = Spare()
    spare.prepare(waiting)
    ready = spare._waiting
    if asked is None:
        ready.ended(30)
    worker = spare.take(asked or waiting)
    assert (worker is ready) is taken
    assert spare._waiting is None
    worker.end()


def test_one_at_most_waits() -> None:
    spare = Spare()
    spare.prepare(SLEEPING)
    ready = spare._waiting
    spare.prepare(SLEEPING)
    assert spare.take(SLEEPING) is ready
    ready.end()


@pytest.mark.parametrize("closed", [True, False], ids=["application gone", "nobody presses"])
def test_it_does_not_wait_for_ever(monkeypatch: pytest.MonkeyPatch, closed: bool) -> None:
    monkeypatch.setattr(in_libreoffice, "IDLE", 60 if closed else 0.01)
    reading, writing = os.pipe()
    if closed:
        os.close(writing)
    with pytest.raises(SystemExit) as ended:
        in_libreoffice._order(reading)
    assert ended.value.code == EXPIRED
    os.close(reading)
    if not closed:
        os.close(writing)


def test_an_order_in_two_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    reading, writing = os.pipe()
    pieces = iter([b'{"action": "validate", ', b'"path": "a"}\n'])
    monkeypatch.setattr(os, "read", lambda *_: next(pieces))
    os.write(writing, b"x")  # something to read
    assert in_libreoffice._order(reading) == {"action": "validate", "path": "a"}
    os.close(reading)
    os.close(writing)


@pytest.mark.parametrize("action", ["__import__", "校 验", ""])
def test_only_buttons_are_pressed(action: str) -> None:
    with pytest.raises(ValueError, match="not the name of a button"):
        in_libreoffice.press(action, "自评.xlsm")

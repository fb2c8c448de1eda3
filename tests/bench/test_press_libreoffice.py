"""What a press costs on a running LibreOffice: calls are asserted, times are printed for information."""

import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
import xlwings as xw

from jixiao import resources
from jixiao.engines import open_port
from jixiao.engines.libreoffice.application import ADDRESS
from jixiao.engines.port import CountingPort
from jixiao.engines.xlwings_engine import Engine
from jixiao.evaluation import evaluate
from jixiao.press.reading import read_grids, take_snapshot
from jixiao.press.run import press
from jixiao.resources import SAMPLE_NAME
from office import needs_office, shared_office

pytestmark = needs_office
T = TypeVar("T")
START = """
from jixiao.engines.bare import without_tables
with without_tables():
    import xlwings
import jixiao.buttons
"""


@pytest.fixture
def counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """The sample in LibreOffice behind a counter: (book, counter, the channel's port)."""
    monkeypatch.setenv(ADDRESS, shared_office())
    path = tmp_path / "自评.xlsm"
    path.write_bytes(resources.workbook("samples", SAMPLE_NAME).read_bytes())
    inner = open_port(path, "libreoffice")
    port = CountingPort(inner)
    yield xw.Book(impl=Engine("counted", lambda _: port).apps.add().books.open(str(path))), port, inner
    inner.close()


def test_at_most_two_calls_per_sheet(counted) -> None:
    book, port, inner = counted
    for _ in range(2):  # a second press replaces links and results
        port.calls.clear()
        before = inner.channel.trips
        press(book)
        per_sheet: Counter[str] = Counter()
        for (_, sheet), calls in port.calls.items():
            per_sheet[sheet] += calls
        about_the_book = per_sheet.pop("")
        assert max(per_sheet.values()) <= 2, per_sheet
        assert about_the_book <= 6
        assert inner.channel.trips - before == sum(port.calls.values())


def test_parts_of_a_press(counted, capsys: pytest.CaptureFixture[str]) -> None:
    book, port, _ = counted
    started, _ = timed(lambda: subprocess.run([sys.executable, "-c", START], check=True))
    read, grids = timed(lambda: read_grids(book))
    evaluated, _ = timed(lambda: evaluate(take_snapshot(grids)))
    whole, _ = timed(lambda: press(book))
    parts = {"Python start": started, "read": read, "evaluate": evaluated, "fill": whole - read - evaluated}
    with capsys.disabled():
        print("\npress on LibreOffice:", ", ".join(f"{name} {seconds:.2f} s" for name, seconds in parts.items()))
    assert port.calls


def timed(action: Callable[[], T]) -> tuple[float, T]:
    begun = time.perf_counter()
    result = action()
    return time.perf_counter() - begun, result

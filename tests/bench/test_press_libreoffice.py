"""What a press costs on a running LibreOffice, in calls; its times are printed by tests/application."""

from collections import Counter
from pathlib import Path

import pytest
import xlwings as xw

from jixiao import resources
from jixiao.engines import open_port
from jixiao.engines.libreoffice.application import ADDRESS
from jixiao.engines.port import CountingPort
from jixiao.engines.xlwings_engine import Engine
from jixiao.press.run import press
from jixiao.resources import SAMPLE_NAME
from office import needs_office, shared_office

pytestmark = needs_office


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

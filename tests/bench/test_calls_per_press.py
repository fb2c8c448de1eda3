"""Calls into the spreadsheet application per press, counted: at most 2 per sheet touched."""

from collections import Counter

from books import filled
from jixiao.engines import open_book
from jixiao.engines.port import CountingPort
from jixiao.press.run import press

MOST_PER_SHEET = 2


def counted(path):
    book = open_book(path)
    book.impl.port = CountingPort(book.impl.port)
    press(book)
    calls = book.impl.port.calls
    book.close()
    per_sheet = Counter()
    for (_, sheet), count in calls.items():
        if sheet:
            per_sheet[sheet] += count
    return calls, per_sheet


def test_at_most_two_calls_per_sheet(sample, tmp_path, capsys):
    for path in (sample, tmp_path / "填好.xlsm"):
        if path is sample:
            filled(sample, tmp_path / "填好.xlsm")
        calls, per_sheet = counted(path)
        with capsys.disabled():
            print(
                f"\n{path.name}: {sum(calls.values())} calls for {len(per_sheet)} sheets; per sheet {dict(per_sheet)}"
            )
        assert max(per_sheet.values()) <= MOST_PER_SHEET

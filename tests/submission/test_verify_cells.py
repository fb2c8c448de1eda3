"""Cell by cell: what counts as the same, what is told of a difference, and how its place is called."""

import tempfile
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from jixiao.documents.finished.workbook import finished_workbook
from jixiao.documents.verifying.comparing import against, agree
from jixiao.documents.verifying.reading import read_finished
from jixiao.values.address import a1
from submission.submissions import good

# 应为 | 现为 | 一致
SAME = [
    (Decimal("655.36"), 655.36, True),
    (Decimal("655.36"), 655.3600000001, False),
    (Decimal("655.36"), "655.36", False),
    (Decimal(0), None, False),
    (None, 0.0, False),
    (None, None, True),
    ("", None, True),
    (None, "", True),
    (None, True, False),
    (date(2025, 6, 20), datetime(2025, 6, 20), True),
    (date(2025, 6, 20), datetime(2025, 6, 20, 23, 59), True),
    (date(2025, 6, 20), datetime(2025, 6, 21), False),
    (date(2025, 6, 20), datetime(2024, 6, 20), False),
    (date(2025, 6, 20), None, False),
    (date(2025, 6, 20), "2025-06-20", False),
    (date(2025, 6, 20), 45828.0, False),
    ("良", "良", True),
    ("良", "优", False),
    ("良", "良 ", False),
    ("良", None, False),
    ("1", 1.0, False),
    ("第一行\r\n第二行", "第一行\n第二行", True),
    ("【不能用】12.5.1", "【不能用】另一个", True),
    ("【不能用】12.5.1", "12.5.1", False),
    ("【不能用】12.5.1", None, False),
]


@cache
def finished():
    """The good unit's finished workbook, final and without findings, read back."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "报送件.xlsx"
        path.write_bytes(finished_workbook(good()))
        return read_finished(path)


def told(cells=None, **marks):
    """The differences beside the working workbook, where these cells (sheet, row, column) hold something else."""
    held = {sheet: dict(content) for sheet, content in finished().cells.items()}
    for (sheet, row, column), value in (cells or {}).items():
        held[sheet][row, column] = value
    return list(against(replace(finished(), cells=held, **marks), good()))


def cells_of(kind):
    return {(s, *at): v for s, cells in finished().cells.items() for at, v in cells.items() if isinstance(v, kind)}


@pytest.mark.parametrize(("expected", "found", "same"), SAME)
def test_what_counts_as_the_same(expected, found, same):
    assert agree(expected, found) is same


CHANGED = {
    "日期晚一天": (datetime, lambda day: day + timedelta(days=1), 2),
    "数差一分": (float, lambda number: number + 0.01, 390),
    "数成了文字": (float, str, 390),
    "文字多一个字": (str, lambda text: text + "改", 900),
    "什么都没有了": ((str, float, datetime), lambda _: None, 1300),
}


@pytest.mark.parametrize("name", CHANGED)
def test_every_changed_cell_is_told(name):
    """All of them at once: each is told with its own address."""
    kind, change, least = CHANGED[name]
    changed = {place: change(value) for place, value in cells_of(kind).items()}
    places = [one.place for one in told(changed)]
    assert len(changed) >= least
    assert [place for place in changed if not _is_told(places, place)] == []


def _is_told(places, place):
    sheet, row, column = place
    return any(
        one == f"《{sheet}》{a1(row, column)}" or one.startswith(f"《{sheet}》{a1(row, column)}（") for one in places
    )


def test_nothing_else_is_told():
    assert told() == []
    assert len(told({("汇总", 5, 2): "改"})) == 1

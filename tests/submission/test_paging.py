"""Pages of the finished workbook: no title alone at a foot, no short table in two, and LibreOffice breaks where we say."""

import subprocess
from itertools import pairwise

import pytest

from jixiao.documents.finished.paging import SHORT_TABLE, TITLES, page_starts, room
from jixiao.documents.finished.plan import Line, Sheet, Slot
from jixiao.documents.finished.workbook import finished_workbook
from jixiao.forms.filed_sheets import DATA
from submission.submissions import good, hostile, sample
from validator import needs_printer, printed

SUBMISSIONS = [sample, good, hostile]
LOOKS = {"表": "form", "节": "section", "头": "header", "行": "text"}


def sheet(lines):
    """表节头行 … as lines; a number behind is the height, 20 where there is none."""
    made = [Line((Slot(2, 1, "x", LOOKS[one[0]]),) if one[0] in LOOKS else (), _heights(one)) for one in lines.split()]
    return Sheet("甲", (1.5, 40.0), tuple(made), right=2)


def _heights(one):
    return tuple(float(part) for part in one[1:].split("+")) if len(one) > 1 else (20.0,)


@pytest.mark.parametrize(
    ("lines", "starts"),
    [  # a page has room for 715 points
        ("行600 行100 行50", [3]),
        ("行690 表 节 头 行", [2]),
        ("行600 表 节 头 行 行 行 行", [2]),
        ("行650 节 行 行 行", [2]),
        ("行600 节 行 行 行", []),
        ("行300 节 行200 行200 行200", [4]),
        ("行600 节 行60 行200 行200", [4]),
        ("行650 节 行60 行200 行200", [2]),
        ("行600 行300+300+300", [2, 4]),
        ("行700 空10 节 行", [3]),
        ("行 行", []),
    ],
)
def test_where_pages_begin(lines, starts):
    made = sheet(lines + " 节0 行0")
    assert 700 < room(made) < 730
    assert page_starts(made) == starts


@pytest.mark.parametrize("submission", SUBMISSIONS)
def test_no_title_at_the_foot_of_a_page(submission):
    plan = submission().sheets[0]
    starts = set(page_starts(plan))
    rows = list(plan.placed())
    after_title = {row for (_, above), (row, _) in pairwise(rows) if _is_title(above)}
    assert len(starts) > 5
    assert not starts & after_title


@pytest.mark.parametrize("submission", SUBMISSIONS)
def test_no_page_is_too_full(submission):
    plan = submission().sheets[0]
    starts, left = set(page_starts(plan)), room(plan)
    heights = [(row + n, height) for row, line in plan.placed() for n, height in enumerate(line.heights)]
    for row, height in heights:
        left = room(plan) - height if row in starts else left - height
        assert left >= 0, row


def test_what_is_not_divided_is_short():
    assert SHORT_TABLE < 0.5


@needs_printer
def test_libreoffice_begins_its_pages_there(tmp_path):
    """Manual breaks hold although the sheet is fitted to the width of a page."""
    (tmp_path / "样本.xlsx").write_bytes(finished_workbook(sample()))
    (pdf,) = printed(tmp_path / "印", tmp_path / "样本.xlsx")
    ran = subprocess.run(["pdftotext", "-layout", pdf, "-"], capture_output=True, text=True, timeout=60, check=True)
    pages = [page for page in ran.stdout.split("\f") if f"{DATA} 核对码" in page.replace("\u3000", " ")]
    assert len(pages) == len(page_starts(sample().sheets[0])) + 1


def _is_title(line):
    return any(slot.look in TITLES for slot in line.slots)

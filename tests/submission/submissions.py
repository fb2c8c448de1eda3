"""Submissions for tests: the sample as a draft, the good unit, one with hostile texts; each computed once."""

import tempfile
from functools import cache
from pathlib import Path

from books import snapshot_of
from good import good_bytes
from jixiao import resources
from jixiao.documents.finished.submission import Submission
from jixiao.evaluation import evaluate
from jixiao.resources import SAMPLE_NAME

HOSTILE = {
    "单位名称": '某<县>&"局"',
    "主要职责": "=1+1",
    "年度总体工作": "+86 电话\n第二行\n\n-第四行 @某人 😀🏽 <b>&amp;</b> _x0041_ " + "长" * 4000,
    "整体支出绩效目标": "  'quoted' \"双\"，全角＆＜＞\t制表",
    "存在问题": "@提到",
}


def submission_of(path: Path, **marks: bool) -> Submission:
    """A workbook's submission."""
    snapshot = snapshot_of(path)
    return Submission(snapshot, evaluate(snapshot), **marks)


@cache
def sample() -> Submission:
    """The real report, as a draft with its findings."""
    return submission_of(resources.workbook("samples", SAMPLE_NAME), draft=True, with_findings=True)


@cache
def good() -> Submission:
    """The unit without errors, ready to be filed."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "好单位.xlsm"
        path.write_bytes(good_bytes())
        return submission_of(path)


@cache
def hostile() -> Submission:
    """The good unit with texts that break careless programs."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "好单位.xlsm"
        path.write_bytes(good_bytes())
        place = snapshot_of(path).place
        typed = {(place(item).sheet, place(item).cell): text for item, text in HOSTILE.items()}
        port_typed(path, typed)
        return submission_of(path)


def port_typed(path: Path, typed: dict[tuple[str, str], object]) -> None:
    """Typed as text: a leading = makes no formula."""
    from jixiao.engines import open_port
    from jixiao.values.address import row_column

    port = open_port(path)
    for (sheet, cell), value in typed.items():
        row, column = row_column(cell)
        port.unlock(sheet)
        port.write_values(sheet, row, column, [[value]])  # type: ignore[list-item]
    port.save(path)
    port.close()

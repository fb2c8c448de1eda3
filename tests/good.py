"""The good workbook: a fictional unit, complete and consistent, without any finding; and what it is made of."""

import sys
import tempfile
from functools import cache
from pathlib import Path

from books import Changes, snapshot_of, type_into
from jixiao.evaluation.scoring.framework import framework_of
from jixiao.frameworks import SAMPLE, load_framework
from jixiao.new_workbooks.blank import project_as_shipped, sample_workbook
from jixiao.values.address import column_letters

HERE = Path(__file__).parent
sys.path.append(str(HERE / "projects"))

from project_books import project  # noqa: E402

DATA = HERE / "checks" / "好单位.toml"
NAME = "好单位.xlsm"


@cache
def good_bytes() -> bytes:
    """The good workbook, built once per test process: every form filled, and one project sheet."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / NAME
        path.write_bytes(sample_workbook(load_framework(SAMPLE), DATA, project_as_shipped(), hide_projects=False))
        type_into(path, project("项目自评1", "职工之家改造", figures=(120, 150, 146.3)), path)
        return path.read_bytes()


def mailbox(path: Path) -> Changes:
    """An address to send to, typed where it belongs."""
    place = snapshot_of(path).place("收件邮箱")
    return {(place.sheet, place.cell): "czj@example.com"}


def row_gone(path: Path) -> Changes:
    """The row of the first indicator that scores itself, cleared in 绩效指标: the next press tells S05 and puts it back."""
    snapshot = snapshot_of(path)
    automatic = {one.code for one in framework_of(snapshot).indicators if one.value}
    record = next(record for record in snapshot.tables["绩效指标"] if record.label in automatic)
    row, body = snapshot.places[record.key].row, snapshot.bodies["绩效指标"]
    return {(body.sheet, f"{column_letters(column)}{row}"): None for column in body.columns.values()}

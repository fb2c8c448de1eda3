"""The good workbook: a fictional unit, complete and consistent, without any finding; and what it is made of."""

import sys
import tempfile
from functools import cache
from pathlib import Path

from books import type_into
from jixiao.frameworks import load_framework
from jixiao.new_workbooks.blank import project_as_shipped, sample_workbook

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
        path.write_bytes(sample_workbook(load_framework(), DATA, project_as_shipped()))
        type_into(path, project("项目自评1", "职工之家改造", figures=(120, 150, 146.3)), path)
        return path.read_bytes()

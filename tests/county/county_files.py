"""A unit's workbook in each of its forms: working, macro-free, pressed, and the finished workbook it would send."""

import tempfile
from pathlib import Path

from county_model import Typed, UnitSpec
from county_units import written

from books import filled
from jixiao.documents.finished.submission import Submission
from jixiao.documents.finished.workbook import finished_workbook
from jixiao.press.run import Result, look_into

WORKING, MACRO_FREE, FINISHED = "working", "macro-free", "finished"
EXTENSIONS = {WORKING: ".xlsm", MACRO_FREE: ".xlsx", FINISHED: ".xlsx"}


def content_of(spec: UnitSpec, typed: Typed, form: str = WORKING) -> bytes:
    """The bytes of a form."""
    workbook = written(typed, spec.framework, macros=form != MACRO_FREE)
    return finished(workbook) if form == FINISHED else workbook


def looked_into(workbook: bytes) -> Result:
    """The workbook evaluated, as from a closed file."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "单位.xlsm"
        path.write_bytes(workbook)
        return look_into(path)


def finished(workbook: bytes) -> bytes:
    """The finished workbook, as 导出报送件 writes it: an evaluation each, so a few per county."""
    result = looked_into(workbook)
    return finished_workbook(Submission(result.snapshot, result.evaluation))


def pressed(workbook: bytes) -> bytes:
    """With its own results in the output sheets, not the master's: a press each."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "单位.xlsm"
        path.write_bytes(workbook)
        filled(path, path)
        return path.read_bytes()

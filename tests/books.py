"""Workbooks for tests: the sample, changed in named places; everything goes through the real engine."""

import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from jixiao.engines import open_book, open_port
from jixiao.evaluation import Evaluation
from jixiao.press.reading import read_grids, take_snapshot
from jixiao.press.run import look_into, press
from jixiao.snapshot import Snapshot
from jixiao.values.address import row_column

Changes = Mapping[tuple[str, str], object]
"""(sheet, cell) → what a clerk typed there."""


def type_into(source: Path, changes: Changes, target: Path) -> None:
    """Write cells as a clerk would: protection does not matter, formulas may be overwritten."""
    port = open_port(source)
    for (sheet, cell), value in changes.items():
        row, column = row_column(cell)
        port.unlock(sheet)
        port.write_formulas(sheet, row, column, [[value]])  # type: ignore[list-item]
    port.save(target)
    port.close()


def evaluated(path: Path) -> Evaluation:
    """Read and evaluate a file."""
    return look_into(path).evaluation


def snapshot_of(path: Path) -> Snapshot:
    """What was typed into a file."""
    book = open_book(path)
    try:
        return take_snapshot(read_grids(book))
    finally:
        book.close()


def filled(path: Path, target: Path) -> Evaluation:
    """Press the button on a file; the result goes to `target`."""
    book = open_book(path)
    try:
        evaluation = press(book).evaluation
        book.save(target)
        return evaluation
    finally:
        book.close()


def found(evaluation: Evaluation) -> set[tuple[str, str, str]]:
    """(code, sheet, cell) of every finding."""
    return {(f.kind.code, f.place.sheet, f.place.cell) for f in evaluation.findings}


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    """The command line in a process of its own."""
    command = [sys.executable, "-m", "jixiao", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", timeout=600, check=False)


SAMPLE_FINDINGS = {
    ("B13", "人员情况", "C22"),
    ("R20", "三公及资产", "C31"),
    ("R20", "三公及资产", "C32"),
    ("C31", "收入预算", "I7"),
    ("A09", "人员情况", "C6"),
    ("R02", "人员情况", "C6"),
    ("C32", "支出预算", "G11"),
    ("C38", "三公及资产", "C32"),
    ("A15", "重点工作", "F8"),
    ("A15", "重点工作", "F10"),
    ("A10", "文字材料", "C16"),
    ("A14", "文字材料", "C32"),
    ("F77", "文字材料", "C38"),
    ("E65", "绩效指标", "J22"),
    ("F73", "绩效指标", "J6"),
}

"""One press of a button on an open workbook: read → evaluate → fill. Written once against the xlwings API.

At most two calls into the application per sheet: entry sheets are read (values, formulas), output sheets read once and
written in one rectangle. A press writes values, links and live scores, and only where people don't type.

What a press read and evaluated is its Result, and whatever else comes of the same click is made from that, never from
a second reading: the press itself may have added rows to 绩效指标, so a second one could say something else than
校验结果 does.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from jixiao.engines import UnusableWorkbook, open_port, unhide_sheet
from jixiao.evaluation import Evaluation, evaluate
from jixiao.evaluation.scoring.framework import framework_of
from jixiao.forms.names import OUTPUT_SHEETS
from jixiao.frameworks import Indicator
from jixiao.press.beside import looked_at, seen_beside
from jixiao.press.blocks import Block
from jixiao.press.indicator_columns import trial_block, understood_blocks
from jixiao.press.project_scores import sheets_to_show
from jixiao.press.reading import port_grids, read_grids, take_snapshot
from jixiao.press.writing import blocks, write
from jixiao.snapshot import Snapshot
from jixiao.snapshot.grid import Grid

if TYPE_CHECKING:
    import xlwings as xw

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Result:
    """What one reading of a workbook came to: all that sheets, report and finished workbook of a click are made from."""

    snapshot: Snapshot
    evaluation: Evaluation
    grids: Sequence[Grid] = field(repr=False)

    @cached_property
    def blocks(self) -> tuple[Block, ...]:
        """What a press writes."""
        return tuple(blocks(self.snapshot, self.evaluation, self.grids))


def silent(_: str) -> None:
    """Progress that nobody watches."""


def press(book: "xw.Book") -> Result:
    """Read the book, evaluate it, fill its output sheets. Nothing is saved.

    UnusableWorkbook, before anything is written, where it is some other workbook.
    """
    return press_read(book, read_grids(book))


def press_read(book: "xw.Book", grids: Sequence[Grid], progress: Progress = silent) -> Result:
    """`press` on grids that were read from the book just now, however that was done."""
    snapshot = take_snapshot(grids)
    refuse_without_outputs(grids)
    progress("正在校验和评分…")
    result = Result(snapshot, evaluate(snapshot, seen=seen_beside(book, snapshot)), grids)
    progress("正在写入结果…")
    write(book, result.blocks)
    for name in sheets_to_show(snapshot, grids):
        unhide_sheet(book, name)
    return result


def recognise(book: "xw.Book") -> list[Indicator]:
    """Write 识别结果 beside every criterion and 试算结果 of the pasted one; gives the indicators that score themselves.

    UnusableWorkbook where it is some other workbook.
    """
    return recognise_read(book, read_grids(book))


def recognise_read(book: "xw.Book", grids: Sequence[Grid], progress: Progress = silent) -> list[Indicator]:
    """`recognise` on grids that were read from the book just now."""
    snapshot = take_snapshot(grids)
    framework = framework_of(snapshot)
    progress("正在识别评分标准…")
    shown = understood_blocks(snapshot, framework, {grid.sheet: grid for grid in grids})
    write(book, [*shown, trial_block(snapshot)])
    return [one for one in framework.indicators if one.criterion.understood]


def refuse_without_outputs(grids: Sequence[Grid]) -> None:
    """UnusableWorkbook where an output sheet is gone: a press has nowhere to write. `look_into` tells it among the findings."""
    names = {grid.sheet for grid in grids}
    missing = [f"《{name}》" for name in OUTPUT_SHEETS if name not in names]
    if missing:
        raise UnusableWorkbook(
            f"工作簿缺少{''.join(missing)}，结果没有地方写。改过名的，改回原名；删掉的，按 Ctrl＋Z 或用备份；"
            "都不行，把文件发给安装人员，他能把填过的内容转到新工作簿（jixiao migrate）。"
        )


def look_into(path: Path, engine: str = "file") -> Result:
    """Read and evaluate a closed workbook, without xlwings. UnusableWorkbook where it can't be used."""
    path = path.absolute()
    port = open_port(path, engine)
    try:
        grids = port_grids(port)
    finally:
        port.close()
    snapshot = take_snapshot(grids)
    return Result(snapshot, evaluate(snapshot, seen=looked_at(path.parent, snapshot)), grids)

"""One press of a button on an open workbook: read → evaluate → fill. Written once against the xlwings API.

At most two calls into the application per sheet: entry sheets are read (values, formulas), output sheets read once and
written in one rectangle. A press writes values, links and live scores, and only where people don't type.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from jixiao.engines import Formula, UnusableWorkbook, Writable, read_block, writable, write_block
from jixiao.evaluation import Evaluation, evaluate
from jixiao.evaluation.framework_of import TABLE as FRAMEWORK_SHEET
from jixiao.evaluation.framework_of import framework_of
from jixiao.fill import Block, Cell, Link, Live, findings_block, home_block, score_block, summary_block
from jixiao.fill.indicator_rows import answers_block, trial_block, understood_block
from jixiao.fill.projects import project_blocks
from jixiao.forms import load_forms
from jixiao.forms.outputs import FINDINGS, GUIDE, HOME, SCORES, SUMMARY
from jixiao.frameworks import Indicator
from jixiao.snapshot import NotOurs, Snapshot, read_snapshot
from jixiao.snapshot.grid import Grid
from jixiao.snapshot.read import HEAD_CELL, OUTPUTS
from jixiao.values.typed import visible

__all__ = ["FRAMEWORK_SHEET", "look", "press", "recognise"]

SHOWN = (True, -1)  # Sheet.visible; Excel on Windows says -1, 0 or 2 (very hidden)
HEADS_ONLY, VALUES_ONLY = (SCORES, SUMMARY), (FINDINGS, HOME)  # sheets of which less is read

if TYPE_CHECKING:
    import xlwings as xw

Progress = Callable[[str], None]


def press(book: "xw.Book", progress: Progress = lambda _: None) -> Evaluation:
    """Read the book, evaluate it, fill its output sheets. Nothing is saved.

    UnusableWorkbook, before anything is written, where it is some other workbook.
    """
    progress("正在读取各表…")
    return press_read(book, read_grids(book), progress)


def press_read(book: "xw.Book", grids: Sequence[Grid], progress: Progress = lambda _: None) -> Evaluation:
    """`press` on grids that were read from the book just now, however that was done."""
    snapshot = take_snapshot(grids)
    _refuse_without_outputs(grids)
    progress("正在校验和评分…")
    evaluation = evaluate(snapshot)
    progress("正在写入结果…")
    _write(book, blocks(snapshot, evaluation, grids))
    return evaluation


def recognise(book: "xw.Book", progress: Progress = lambda _: None) -> list[Indicator]:
    """Write 识别结果 beside every criterion and 试算结果 of the pasted one; gives the indicators that score themselves.

    UnusableWorkbook where it is some other workbook.
    """
    progress("正在读取各表…")
    return recognise_read(book, read_grids(book), progress)


def recognise_read(book: "xw.Book", grids: Sequence[Grid], progress: Progress = lambda _: None) -> list[Indicator]:
    """`recognise` on grids that were read from the book just now."""
    snapshot = take_snapshot(grids)
    framework = framework_of(snapshot)
    progress("正在识别评分标准…")
    shown = (understood_block(snapshot, framework), trial_block(snapshot))
    _write(book, [block for block in shown if block])
    return [one for one in framework.indicators if one.criterion.understood]


def _write(book: "xw.Book", blocks: Sequence[Block]) -> None:
    for block in blocks:
        sheet = book.sheets[block.sheet]
        with writable(sheet):
            rows = [[_as_cell(value) for value in row] for row in block.rows]
            write_block(sheet, block.top, block.left, rows, block.heights, own=block.sheet in OUTPUTS)


def _refuse_without_outputs(grids: Sequence[Grid]) -> None:
    """A press has nowhere to write where an output sheet is gone; `look` tells it among the findings."""
    names = {grid.sheet for grid in grids}
    missing = [f"《{name}》" for name in OUTPUTS if name not in names]
    if missing:
        raise UnusableWorkbook(
            f"工作簿缺少{''.join(missing)}，结果没有地方写。改过名的，改回原名；删掉的，按 Ctrl＋Z 或用备份；"
            "都不行，把文件发给安装人员，他能把填过的内容转到新工作簿（jixiao migrate）。"
        )


def look(book: "xw.Book") -> Evaluation:
    """Read and evaluate; nothing is written. UnusableWorkbook where it is some other workbook."""
    return evaluate(take_snapshot(read_grids(book)))


def _as_cell(value: Cell) -> Writable:
    """A block's cell as the engines take it: a link and a live score are formulas, on purpose."""
    if isinstance(value, Live):
        return Formula(f"={value.expression}")
    if not isinstance(value, Link):
        return value
    sheet = value.place.sheet.replace("'", "''")
    target = f"#'{sheet}'!{value.place.cell or 'A1'}"
    return Formula(f'=HYPERLINK("{_quoted(target)}","{_quoted(value.caption)}")')


def _quoted(text: str) -> str:
    return text.replace('"', '""')


def take_snapshot(grids: Sequence[Grid]) -> Snapshot:
    """The Snapshot of the grids. UnusableWorkbook where they are not of our workbook."""
    try:
        return read_snapshot(load_forms(), grids)
    except NotOurs as error:
        raise UnusableWorkbook(str(error)) from error


def read_grids(book: "xw.Book") -> list[Grid]:
    """Every sheet but 填报说明; of the sheets that are only written, what tells version, unit and answers."""
    return [_read_grid(sheet) for sheet in sheets_to_read(book)]


def sheets_to_read(book: "xw.Book") -> list["xw.Sheet"]:
    """All but 填报说明, which holds nothing of anybody's."""
    return [sheet for sheet in book.sheets if sheet.name != GUIDE]


def _read_grid(sheet: "xw.Sheet") -> Grid:
    if sheet.name in HEADS_ONLY:
        return head_grid(sheet)
    used = sheet.used_range
    values = read_block(used)
    formulas = () if sheet.name in VALUES_ONLY else _as_rows(used.formula)
    return Grid(sheet.name, values, formulas, used.row, used.column, visible=sheet.visible in SHOWN)


def head_grid(sheet: "xw.Sheet") -> Grid:
    """Of a sheet that is only written: the line with unit and year."""
    return Grid(sheet.name, [[sheet.range(HEAD_CELL).options(err_to_str=True).value]], (), *HEAD_CELL)


def _as_rows(formulas: object) -> Sequence[Sequence[object]]:
    """xlwings gives one formula of a single cell as a str, of a block as a tuple of tuples."""
    return formulas if isinstance(formulas, (tuple, list)) else ((formulas,),)


def blocks(snapshot: Snapshot, evaluation: Evaluation, grids: Sequence[Grid]) -> list[Block]:
    """What a press writes, sheet by sheet."""
    by_name = {grid.sheet: grid for grid in grids}
    shown = (answers_block(snapshot, evaluation.framework), understood_block(snapshot, evaluation.framework))
    return [
        *(block for block in shown if block and not _stands_there(block, by_name[block.sheet])),
        *(b for b in project_blocks(snapshot, evaluation) if not _stands_there(b, by_name[b.sheet])),
        score_block(snapshot, evaluation),
        summary_block(evaluation),
        findings_block(evaluation),
        home_block(evaluation),
    ]


def _stands_there(block: Block, grid: Grid) -> bool:
    """Whether the sheet shows all of it already: then it is not written, which saves a call."""
    return all(
        visible(_as_cell(value)) == visible(grid.value(block.top + r, block.left + c))
        for r, row in enumerate(block.rows)
        for c, value in enumerate(row)
    )

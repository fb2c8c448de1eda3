"""One press of a button on an open workbook: read → evaluate → fill. Written once against the xlwings API.

At most two calls into the application per sheet: entry sheets are read (values, formulas), output sheets written in
one rectangle. A press writes values only, and only where people don't type.
"""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from jixiao.engines import Formula, UnusableWorkbook, Writable, writable, write_block
from jixiao.evaluation import Evaluation, evaluate
from jixiao.fill import Block, Cell, Link, findings_block, home_block, score_block, summary_block, typed_answers
from jixiao.fill.indicator_rows import answers_block, understood_block
from jixiao.forms import load_forms
from jixiao.forms.outputs import FINDINGS, HOME, SCORES, SUMMARY
from jixiao.snapshot import NotOurs, Snapshot, read_snapshot
from jixiao.snapshot.grid import Grid
from jixiao.values.typed import visible

if TYPE_CHECKING:
    import xlwings as xw

Progress = Callable[[str], None]


def press(book: "xw.Book", progress: Progress = lambda _: None) -> Evaluation:
    """Read the book, evaluate it, fill its output sheets. Nothing is saved.

    UnusableWorkbook, before anything is written, where it is some other workbook.
    """
    progress("正在读取各表…")
    grids = read_grids(book)
    snapshot = take_snapshot(grids)
    progress("正在校验和评分…")
    evaluation = evaluate(snapshot)
    progress("正在写入结果…")
    for block in blocks(snapshot, evaluation, grids):
        sheet = book.sheets[block.sheet]
        with writable(sheet):
            write_block(sheet, block.top, block.left, [[_as_cell(v) for v in row] for row in block.rows], block.heights)
    return evaluation


def look(book: "xw.Book") -> Evaluation:
    """Read and evaluate; nothing is written. UnusableWorkbook where it is some other workbook."""
    return evaluate(take_snapshot(read_grids(book)))


def _as_cell(value: Cell) -> Writable:
    """A block's cell as the engines take it: a link is a formula, on purpose."""
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
    """Every sheet but the ones that are only written."""
    return [_read_grid(sheet) for sheet in book.sheets if sheet.name not in (HOME, SCORES, SUMMARY)]


def _read_grid(sheet: "xw.Sheet") -> Grid:
    used = sheet.used_range
    values = used.options(ndim=2, err_to_str=True).value
    formulas = () if sheet.name == FINDINGS else _as_rows(used.formula)
    return Grid(sheet.name, values, formulas, used.row, used.column)


def _as_rows(formulas: object) -> Sequence[Sequence[object]]:
    """xlwings gives one formula of a single cell as a str, of a block as a tuple of tuples."""
    return formulas if isinstance(formulas, (tuple, list)) else ((formulas,),)


def blocks(snapshot: Snapshot, evaluation: Evaluation, grids: Sequence[Grid]) -> list[Block]:
    """What a press writes, sheet by sheet."""
    titles = {snapshot.places[f"《{form.sheet}》"].sheet: form.sheet for form in snapshot.forms.forms}
    by_name = {grid.sheet: grid for grid in grids}
    answers = typed_answers(by_name.get(FINDINGS))
    shown = (answers_block(snapshot, evaluation.framework), understood_block(snapshot, evaluation.framework))
    return [
        *(block for block in shown if block and not _stands_there(block, by_name[block.sheet])),
        score_block(evaluation),
        summary_block(evaluation),
        findings_block(evaluation, answers, titles),
        home_block(evaluation),
    ]


def _stands_there(block: Block, grid: Grid) -> bool:
    """Whether the sheet shows all of it already: then it is not written, which saves a call."""
    return all(
        visible(_as_cell(value)) == visible(grid.value(block.top + r, block.left + c))
        for r, row in enumerate(block.rows)
        for c, value in enumerate(row)
    )

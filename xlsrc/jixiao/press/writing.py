"""What a press writes: blocks, one rectangle a sheet, links and live scores as formulas."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from jixiao.engines import Formula, Writable, writable, write_block
from jixiao.evaluation import Evaluation
from jixiao.forms.names import IMPORTED, OFFICE_SHEETS, OUTPUT_SHEETS, UNIT_SUMS
from jixiao.press.blocks import Block, Cell, Link, Live
from jixiao.press.evidence_columns import evidence_blocks
from jixiao.press.exported import exported_before
from jixiao.press.findings_sheet import findings_block
from jixiao.press.home_sheet import home_block
from jixiao.press.indicator_columns import answer_blocks, understood_blocks
from jixiao.press.project_scores import project_blocks
from jixiao.press.score_sheet import score_block
from jixiao.press.summary_sheet import summary_block
from jixiao.snapshot import Snapshot
from jixiao.snapshot.grid import Grid
from jixiao.values.typed import visible

if TYPE_CHECKING:
    import xlwings as xw


OWN = (*OUTPUT_SHEETS, IMPORTED, *OFFICE_SHEETS, UNIT_SUMS)  # here formulas are the program's too


def write(book: "xw.Book", blocks: Sequence[Block]) -> None:
    """Each block into its sheet; LockedCells, FormulaInTheWay or Excel's own errors."""
    for block in blocks:
        sheet = book.sheets[block.sheet]
        with writable(sheet):
            rows = [[_as_cell(value) for value in row] for row in block.rows]
            write_block(sheet, block.top, block.left, rows, block.heights, own=block.sheet in OWN)


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


def blocks(snapshot: Snapshot, evaluation: Evaluation, grids: Sequence[Grid]) -> list[Block]:
    """What a press writes, sheet by sheet."""
    by_name = {grid.sheet: grid for grid in grids}
    framework, exported = evaluation.framework, exported_before(grids)
    shown = [*answer_blocks(snapshot, framework), *understood_blocks(snapshot, framework, by_name)]
    return [
        *(block for block in shown if not stands_there(block, by_name[block.sheet])),
        *(b for b in evidence_blocks(snapshot, evaluation) if not stands_there(b, by_name[b.sheet])),
        *(b for b in project_blocks(snapshot, evaluation) if not stands_there(b, by_name[b.sheet])),
        score_block(snapshot, evaluation),
        summary_block(evaluation),
        findings_block(evaluation),
        home_block(evaluation, exported.beside(snapshot, evaluation) if exported else None),
    ]


def stands_there(block: Block, grid: Grid) -> bool:
    """Whether the sheet shows all of it already: then it is not written, which saves a call."""
    return all(
        visible(_as_cell(value)) == visible(grid.value(block.top + r, block.left + c))
        for r, row in enumerate(block.rows)
        for c, value in enumerate(row)
    )


def written(grids: Sequence[Grid], blocks: Sequence[Block]) -> list[Grid]:
    """The grids as a further reading would give them after the blocks were written."""
    after = {grid.sheet: grid for grid in grids}
    for block in blocks:
        after[block.sheet] = after[block.sheet].with_values(block.top, block.left, block.rows)
    return [after[grid.sheet] for grid in grids]

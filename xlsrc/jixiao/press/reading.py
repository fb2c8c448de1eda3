"""An open workbook as grids, and their Snapshot."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from jixiao.engines import UnusableWorkbook, read_block
from jixiao.engines.port import Area
from jixiao.forms import load_forms
from jixiao.forms.names import FINDINGS, HOME, PART_MARK, SCORES, SUMMARY, WORKING_SHEETS, is_ledger
from jixiao.snapshot import NotOurs, Snapshot, read_snapshot
from jixiao.snapshot.grid import Grid
from jixiao.snapshot.read import HEAD_CELL

if TYPE_CHECKING:
    import xlwings as xw

    from jixiao.engines.port import WorkbookPort

SHOWN = (True, -1)  # Sheet.visible; Excel on Windows says -1, 0 or 2 (very hidden)


HEADS_ONLY, VALUES_ONLY = (SCORES, SUMMARY), (FINDINGS, HOME)  # sheets of which less is read


A_LEDGER = (
    "这是财政部门的绩效自评台账，不是单位填报的工作簿。台账请用它自己的“绩效台账”选项卡，或它《首页》上的按钮；"
    "要校验、评分的，先打开单位的工作簿。"
)


A_PART = "这是发给科室的分册，只能填写和【校验】；评分、报送在总的填报工作簿里做：把分册交回，由对方按【收回合并】。"


def take_snapshot(grids: Sequence[Grid]) -> Snapshot:
    """The Snapshot of the grids. UnusableWorkbook where they are not of our workbook, or of a part for one office."""
    if any(grid.sheet == PART_MARK for grid in grids):
        raise UnusableWorkbook(A_PART)
    try:
        return read_snapshot(load_forms(), grids)
    except NotOurs as error:
        raise UnusableWorkbook(str(error)) from error


def read_grids(book: "xw.Book") -> list[Grid]:
    """Every sheet but WORKING_SHEETS; of the sheets that are only written, what tells version, unit and answers.

    UnusableWorkbook, with nothing read, where the book is the bureau's ledger, whose sheets are long.
    """
    return [_read_grid(sheet) for sheet in sheets_to_read(book)]


def sheets_to_read(book: "xw.Book") -> list["xw.Sheet"]:
    """All but 填报说明 and the sheets around an import, which hold no entries. UnusableWorkbook for the bureau's ledger."""
    _refuse_ledger(sheet.name for sheet in book.sheets)
    return [sheet for sheet in book.sheets if sheet.name not in WORKING_SHEETS]


def _refuse_ledger(sheets: Iterable[str]) -> None:
    if is_ledger(sheets):
        raise UnusableWorkbook(A_LEDGER)


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


def port_grids(port: "WorkbookPort") -> list[Grid]:
    """`read_grids` on a closed workbook's port: no xlwings, which costs more than the reading where files are many."""
    _refuse_ledger(port.sheet_names())
    return [_port_grid(port, name) for name in port.sheet_names() if name not in WORKING_SHEETS]


def _port_grid(port: "WorkbookPort", name: str) -> Grid:
    if name in HEADS_ONLY:
        return Grid(name, port.read_values(name, Area(*HEAD_CELL)), (), *HEAD_CELL)
    block = port.used_block(name)
    formulas = () if name in VALUES_ONLY else port.read_formulas(name, block.area)
    return Grid(name, block.values, formulas, block.row, block.column, block.visible)


def _as_rows(formulas: object) -> Sequence[Sequence[object]]:
    """xlwings gives one formula of a single cell as a str, of a block as a tuple of tuples."""
    return formulas if isinstance(formulas, (tuple, list)) else ((formulas,),)

"""An open ledger as it stands: every sheet read once, refused where it can't be filled without breaking it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from jixiao.bureau.book.workbook import blank_plans
from jixiao.bureau.ledger import LedgerSheet, names
from jixiao.bureau.ledger.found import found_in
from jixiao.bureau.ledger.own_cells import CHECK
from jixiao.engines import UnusableWorkbook, read_raw
from jixiao.forms.names import is_ledger
from jixiao.values.sheets import RawSheet

if TYPE_CHECKING:
    import xlwings as xw

NOT_A_LEDGER = "这不是绩效自评台账。单位填报的工作簿请用“绩效自评”选项卡，或它《首页》上的按钮；要收集的，打开《绩效自评台账》再按。"
SHEETS_GONE = "台账缺少{sheets}，没有地方填。改过名的，改回原名；删掉的，按 Ctrl＋Z 或用备份。"
MOVED = (
    "《{sheet}》插入、删除或移动过行列（标题行、黄色列、隐藏的“核对”列不在原来的地方），填进去会错位，没有填。"
    "请按 Ctrl＋Z 撤销，或用备份；自己要加的内容请写在表的右边，或另建一张表。"
)
NOT_SAVED = (
    "台账还没有保存在本机文件夹里，不知道收件文件夹在哪里。请另存到不在网盘里的文件夹，如 D:\\绩效自评，再按一次按钮。"
)


@dataclass(frozen=True)
class Opened:
    """The sheets of an open ledger by name, and its file."""

    path: Path
    sheets: Mapping[str, RawSheet]

    def last_row(self, name: str) -> int:
        """How far a sheet reaches."""
        sheet = self.sheets[name]
        return max((row for row, _ in (*sheet.values, *sheet.formulas)), default=0)


def read_ledger(book: "xw.Book") -> Opened:
    """UnusableWorkbook where it is some other workbook, was never saved, or its sheets aren't where they were."""
    there = {sheet.name for sheet in book.sheets}
    if not is_ledger(there):
        raise UnusableWorkbook(NOT_A_LEDGER)
    gone = "".join(f"《{name}》" for name in names.SHEETS if name not in there)
    if gone:
        raise UnusableWorkbook(SHEETS_GONE.format(sheets=gone))
    path = _path_of(book)
    plans = {plan.name: plan for plan in blank_plans()}
    return Opened(
        path, {name: _in_place(read_raw(book.sheets[name], looks=False), plans[name]) for name in names.SHEETS}
    )


def _in_place(sheet: RawSheet, plan: LedgerSheet) -> RawSheet:
    """What the program fills, without what stands right of it. UnusableWorkbook where its places aren't the plan's."""
    table = found_in(sheet)
    expected = {column.label: plan.column(column.label) for column in plan.columns if column.typed}
    expected[CHECK] = plan.hidden
    if table is None or table.heading != plan.top or expected.items() - table.columns.items():
        raise UnusableWorkbook(MOVED.format(sheet=sheet.name))
    values = {spot: value for spot, value in sheet.values.items() if spot[1] <= plan.hidden}
    formulas = {spot: formula for spot, formula in sheet.formulas.items() if spot[1] <= plan.hidden}
    return replace(sheet, values=values, formulas=formulas)


def _path_of(book: "xw.Book") -> Path:
    path = Path(book.fullname)
    if not path.is_absolute() or not path.is_file():
        raise UnusableWorkbook(NOT_SAVED)
    return path

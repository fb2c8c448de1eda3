"""A linked cell as a formula: =HYPERLINK("报送/某局.xlsx#'支出预算'!F11",86.5). The figure stays a number and sorts with its row."""

from datetime import date
from decimal import Decimal

from jixiao.bureau.ledger.plan import Cell, Linked, Target
from jixiao.engines import Formula, Writable

MOST = 255  # characters: of a text in a formula, and of what HYPERLINK takes (Excel's limits)
_EPOCH = date(1899, 12, 30)


def written(cell: Cell) -> Writable:
    """A cell as write_block takes it: a Formula where it is linked, else its value."""
    if not isinstance(cell, Linked):
        return cell
    formula = link_formula(cell)
    return cell.value if formula is None else Formula(formula)


def link_formula(cell: Linked) -> str | None:
    """The formula; None where the path or the text is longer than a formula may hold: better no link than a broken one."""
    address, shown = address_of(cell.target), _literal(cell.value)
    if not cell.target.path or len(address) > MOST or len(shown) - 2 > MOST:
        return None
    return f"=HYPERLINK({_literal(address)},{shown})"


def address_of(target: Target) -> str:
    """'报送/某局.xlsx#'支出预算'!F11'. A # or % of the path is encoded, because the first # ends it."""
    path = target.path.replace("\\", "/").replace("%", "%25").replace("#", "%23")
    if not target.sheet:
        return path
    sheet = target.sheet.replace("'", "''")
    return f"{path}#'{sheet}'!{target.cell or 'A1'}"


def _literal(value: str | int | Decimal | date) -> str:
    if isinstance(value, str):
        doubled = value.replace('"', '""')
        return f'"{doubled}"'
    if isinstance(value, date):
        return str((value - _EPOCH).days)
    return format(value, "f") if isinstance(value, Decimal) else str(value)

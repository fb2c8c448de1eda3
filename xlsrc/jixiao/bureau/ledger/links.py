"""A linked cell as a formula: =HYPERLINK("报送/某局.xlsx#'支出预算'!F11",86.5). The figure stays a number and sorts with its row."""

import re
from decimal import Decimal

from jixiao.bureau.ledger.plan import Cell, Linked, Target
from jixiao.engines import Formula, Writable

MOST = 255  # characters: of a text in a formula, and of what HYPERLINK takes (Excel's limits)
_SHOWN = re.compile(r'=HYPERLINK\("(?:[^"]|"")*",(?:"((?:[^"]|"")*)"|([-+.\dE]+))\)', re.IGNORECASE)


def written(cell: Cell) -> Writable:
    """A cell as write_block takes it: a Formula where it is linked, else its value."""
    if not isinstance(cell, Linked):
        return cell
    formula = link_formula(cell)
    return cell.value if formula is None else Formula(formula)


def link_formula(cell: Linked) -> str | None:
    """The formula; None where the path or the text is longer than a formula may hold: better no link than a broken one."""
    address, shown = address_of(cell.target), _literal(cell.value)
    if not address or len(address) > MOST or len(shown) - 2 > MOST:
        return None
    return f"=HYPERLINK({_literal(address)},{shown})"


def shown_by(formula: str) -> str | Decimal | None:
    """What a link of ours shows; None for any other formula."""
    match = _SHOWN.fullmatch(formula)
    if not match:
        return None
    return Decimal(match[2]) if match[2] else match[1].replace('""', '"')


def address_of(target: Target) -> str:
    """'报送/某局.xlsx#'支出预算'!F11'; without a path a place of this workbook, '' where there is neither.

    A # or % of the path is encoded, because the first # ends it.
    """
    path = target.path.replace("\\", "/").replace("%", "%25").replace("#", "%23")
    if not target.sheet:
        return path
    sheet = target.sheet.replace("'", "''")
    return f"{path}#'{sheet}'!{target.cell or 'A1'}"


def _literal(value: str | int | Decimal) -> str:
    if isinstance(value, str):
        doubled = value.replace('"', '""')
        return f'"{doubled}"'
    return format(value, "f") if isinstance(value, Decimal) else str(value)

"""The ledger workbook, 绩效自评台账: a plan of its sheets, drawing it, and reading back what people typed into it."""

from jixiao.bureau.ledger.accounting import Account, account, unaccounted
from jixiao.bureau.ledger.drawing import ledger_workbook
from jixiao.bureau.ledger.links import written
from jixiao.bureau.ledger.own_cells import with_hidden
from jixiao.bureau.ledger.plan import Cell, Column, LedgerSheet, Linked, Target
from jixiao.bureau.ledger.reading import Typed, typed_in, typed_on
from jixiao.bureau.ledger.sheets import sheets

__all__ = [
    "Account",
    "Cell",
    "Column",
    "LedgerSheet",
    "Linked",
    "Target",
    "Typed",
    "account",
    "ledger_workbook",
    "sheets",
    "typed_in",
    "typed_on",
    "unaccounted",
    "with_hidden",
    "written",
]

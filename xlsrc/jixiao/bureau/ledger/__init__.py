"""The ledger workbook, 绩效自评台账: a plan of its sheets, drawing it, and reading back what people typed into it."""

from jixiao.bureau.ledger.links import written
from jixiao.bureau.ledger.plan import Cell, Column, LedgerSheet, Linked, Target

__all__ = ["Cell", "Column", "LedgerSheet", "Linked", "Target", "written"]

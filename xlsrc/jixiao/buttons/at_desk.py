"""The buttons of the bureau's ledger, on the open workbook. Loaded only where one of them is pressed: it brings pandas."""

from datetime import datetime
from typing import TYPE_CHECKING

from jixiao.actions import Action
from jixiao.bureau.book.run import WORK, At
from jixiao.bureau.running.here import Here
from jixiao.press.run import Progress
from jixiao.work import Done

if TYPE_CHECKING:
    import xlwings as xw


def carry_out_at_desk(action: Action, book: "xw.Book", progress: Progress) -> Done:
    """Do an action of the ledger. UnusableWorkbook where it can't be done, with nothing written into the book."""
    told = WORK[action.name](book, At(datetime.now(), Here(), progress))
    return Done(told, told)

"""The buttons of the bureau's ledger, on the open workbook. Loaded only where one of them is pressed: it brings pandas."""

from datetime import datetime
from typing import TYPE_CHECKING

from jixiao.actions import Action
from jixiao.bureau.book.run import WORK, At
from jixiao.bureau.running import NoWorkers, Runner, runner_for
from jixiao.press.run import Progress
from jixiao.work import Done

if TYPE_CHECKING:
    import xlwings as xw


def carry_out_at_desk(action: Action, book: "xw.Book", progress: Progress) -> Done:
    """Do an action of the ledger. UnusableWorkbook where it can't be done, with nothing written into the book."""

    def carried_out(runner: Runner) -> str:
        return WORK[action.name](book, At(datetime.now(), runner, progress))

    try:
        told = carried_out(runner_for())
    except NoWorkers:  # slower in this process, but done
        told = carried_out(runner_for(count=1))
    return Done(told, told)

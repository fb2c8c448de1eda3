"""What the buttons call (VBA: RunPython "import jixiao.buttons; jixiao.buttons.validate()").

Thin: the caller's book, one press, say what happened. A failure is told to the clerk in Chinese with what to do;
a traceback goes to a log file, never to the screen.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from jixiao.actions import TRY_OUT, action_named
from jixiao.buttons.guard import show_status, told_in_chinese
from jixiao.engines import show_sheet
from jixiao.engines.quiet import quiet
from jixiao.forms.outputs import FINDINGS, SCORES
from jixiao.press.run import FRAMEWORK_SHEET, Progress, press, recognise
from jixiao.press.told import said, tried

if TYPE_CHECKING:
    import xlwings as xw


def validate() -> None:
    """Button 校验: check everything, then show 校验结果."""
    _run(action_named("validate").label, FINDINGS)


def calculate() -> None:
    """Button 计算评分: check, score and fill, then show 评分表."""
    _run(action_named("calculate").label, SCORES)


def try_out() -> None:
    """Button 识别并试算 of 指标体系: how each criterion is understood, and what the pasted one scores."""
    _press(TRY_OUT, FRAMEWORK_SHEET, lambda book, tell: tried(recognise(book, tell)))


def report() -> None:
    """Button 生成报告: fill, then write the Word report beside the workbook."""
    from jixiao.buttons.report_button import report as write_report

    write_report()


def submit() -> None:
    """Button 导出报送件: fill, then write the finished workbook and the report; refused while errors remain."""
    from jixiao.buttons.submission_buttons import submit as write_documents

    write_documents()


def mail() -> None:
    """Button 发送邮件: the documents and a draft of the letter; nothing is ever sent."""
    from jixiao.buttons.submission_buttons import mail as draft_letter

    draft_letter()


def new(answers: str = "") -> None:
    """新建: write a new workbook as the clerk answered (see jixiao.buttons.beginning) and open it."""
    _outside(action_named("new").label, lambda app: _begun(app, answers))


def help() -> None:
    """帮助: the manual in the browser."""
    from jixiao.buttons.manual import show_manual

    _outside(action_named("help").label, lambda app: f"手册在 {show_manual()}")


def _begun(app: "xw.App", answers: str) -> str:
    from jixiao.buttons.beginning import begin, wanted

    wished = wanted(answers)
    done = begin(wished)
    app.books.open(str(wished.target))
    return done


def _outside(action: str, work: "Callable[[xw.App], str]") -> None:
    """An action that doesn't touch the caller's book; events stay on, as an opened workbook's macros wait for them."""
    import xlwings as xw

    book = xw.Book.caller()
    app = book.app
    with told_in_chinese(book, action):
        show_status(app, f"{action}：正在进行…")
        show_status(app, f"{action}完成：{work(app)}")


def _run(action: str, sheet: str) -> None:
    _press(action, sheet, lambda book, tell: said(press(book, tell)))


def _press(action: str, sheet: str, work: "Callable[[xw.Book, Progress], str]") -> None:
    import xlwings as xw

    book = xw.Book.caller()
    with told_in_chinese(book, action), quiet(book.app):
        done = work(book, lambda text: show_status(book.app, f"{action}：{text}"))
        show_sheet(book, sheet)
        show_status(book.app, f"{action}完成：{done}")

"""What the buttons call (VBA: RunPython "import jixiao.buttons; jixiao.buttons.validate()").

Thin: the caller's book, the action's work on it, say what happened. A failure is told to the clerk in Chinese with what
to do; a traceback goes to a log file, never to the screen.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from jixiao.actions import Action, action_named
from jixiao.buttons.guard import say, show_status, told_in_chinese
from jixiao.engines import notify, show_sheet
from jixiao.engines.bare import without_tables
from jixiao.engines.quiet import quiet
from jixiao.press.run import Progress
from jixiao.work import Done, carry_out

if TYPE_CHECKING:
    import xlwings as xw


def validate() -> None:
    """Button 校验: check everything, then show 校验结果."""
    _press("validate")


def calculate() -> None:
    """Button 计算评分: check, score and fill, then show 评分表."""
    _press("calculate")


def try_out() -> None:
    """Button 识别并试算 of 指标体系: how each criterion is understood, and what the pasted one scores."""
    _press("try_out")


def report() -> None:
    """Button 生成报告: fill, then write the Word report beside the workbook."""
    _press("report")


def submit() -> None:
    """Button 导出报送件: fill, then write the finished workbook and the report; refused while errors remain."""
    _press("submit")


def mail() -> None:
    """Button 发送邮件: the documents and a draft of the letter, shown in Outlook where it runs; nothing is ever sent."""
    _press("mail")


def import_table() -> None:
    """Button 导入评分表: the table pasted into 粘贴评分表 becomes 指标体系, or 导入结果 says why not yet."""
    _press("import_table")


def split() -> None:
    """Button 分发: fill 分工, or write a part for each office."""
    _press("split")


def merge() -> None:
    """Button 收回合并: what was chosen in 合并冲突, then the parts in 分册/交回."""
    _press("merge")


def undo_merge() -> None:
    """Button 撤销合并: take the last merge back."""
    _press("undo_merge")


def collect() -> None:
    """Button 收集 of the ledger: find new files, evaluate them, fill every sheet, show 登记."""
    _at_desk("collect")


def refresh() -> None:
    """Button 刷新 of the ledger: fill every sheet anew without looking for files."""
    _at_desk("refresh")


def missing() -> None:
    """Button 缺报名单 of the ledger: that sheet as of today, and show it."""
    _at_desk("missing")


def new(answers: str = "") -> None:
    """新建: write a new workbook as the clerk answered (see jixiao.buttons.beginning) and open it."""
    _outside("new", lambda app: _begun(app, answers), boxed=True)


def help() -> None:
    """帮助: the manual in the browser."""
    from jixiao.buttons.manual import show_manual

    _outside("help", lambda app: f"手册在 {show_manual()}")


def _begun(app: "xw.App", answers: str) -> str:
    from jixiao.buttons.beginning import begin, wanted

    wished = wanted(answers)
    done = begin(wished)
    app.books.open(str(wished.target))
    return done


def _outside(name: str, work: "Callable[[xw.App], str]", *, boxed: bool = False) -> None:
    """An action that doesn't touch the caller's book; events stay on, as an opened workbook's macros wait for them.

    `boxed`: what has several lines is shown in a box too; the status bar takes the first.
    """
    with without_tables():
        import xlwings as xw

    action, book = action_named(name), xw.Book.caller()
    with told_in_chinese(book, action):
        show_status(book.app, action.doing("正在进行…"))
        told = work(book.app)
        first, _, more = told.partition("\n")
        if boxed and more:
            notify(book, action.outcome(done=True), told, good=True)
        show_status(book.app, action.ended(first))


def _at_desk(name: str) -> None:
    from jixiao.buttons.at_desk import carry_out_at_desk

    _press(name, carry_out_at_desk)


def _press(name: str, work: "Callable[[Action, xw.Book, Progress], Done]" = carry_out) -> None:
    with without_tables():
        import xlwings as xw

    action, book = action_named(name), xw.Book.caller()
    with told_in_chinese(book, action):
        with quiet(book.app):
            done = work(action, book, lambda text: show_status(book.app, action.doing(text)))
            if shows := done.shows or action.shows:
                show_sheet(book, shows)
        say(book, action, done)

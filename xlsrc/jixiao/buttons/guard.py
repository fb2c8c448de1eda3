"""What a press tells; whatever goes wrong in it becomes one Chinese message that says what to do."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from jixiao import log
from jixiao.actions import Action
from jixiao.engines import UnusableWorkbook, notify
from jixiao.work import Done

if TYPE_CHECKING:
    import xlwings as xw


BUSY = "0x800ac472"


REMEDIES = (
    (BUSY, "单元格正在编辑。请先按回车结束输入，再按一次按钮。"),
    ("0x800a03ec", "Excel 不允许写入。请先按回车结束输入，关闭弹出的窗口，再按一次按钮。"),
)


UNKNOWN = "没有完成，表里的内容没有丢。请保存后重新打开再试一次；仍不行，请把 {log} 发给安装人员。"


@contextmanager
def told_in_chinese(book: "xw.Book", action: Action) -> Iterator[None]:
    """Whatever goes wrong inside becomes one message that says what to do."""
    try:
        yield
    except UnusableWorkbook as error:
        _tell(book, action, error.message_zh)
    except Exception as error:  # the last line of defence: a clerk must never see a traceback
        log.log_failure(action.label)
        _tell(book, action, remedy(error))


def remedy(error: Exception) -> str:
    """What to do about an error, by what the application says of it."""
    text = f"{error!r} {_hex(error)}".lower()
    return next((told for sign, told in REMEDIES if sign in text), UNKNOWN.format(log=log.LOG_FILE))


def _hex(error: Exception) -> str:
    """COM errors come as negative numbers: -2146777998 is 0x800ac472."""
    return " ".join(hex(part & 0xFFFFFFFF) for part in error.args if isinstance(part, int))


def say(book: "xw.Book", action: Action, done: Done) -> None:
    """A line in the status bar; where the action shows no sheet, a message box before it."""
    if not action.shows:
        notify(book, action.outcome(done=not done.refused), done.told, good=not done.refused)
    show_status(book.app, action.ended(done.line, done=not done.refused))


def _tell(book: "xw.Book", action: Action, text: str) -> None:
    show_status(book.app, action.ended(text, done=False))
    notify(book, action.outcome(done=False), text)


def show_status(app: "xw.App", text: str) -> None:
    app.status_bar = text

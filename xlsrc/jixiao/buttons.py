"""What the buttons call (VBA: RunPython "import jixiao.buttons; jixiao.buttons.validate()").

Thin: the caller's book, one press, say what happened. A failure is told to the clerk in Chinese with what to do;
a traceback goes to a log file, never to the screen.
"""

import logging
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from jixiao.actions import action_named
from jixiao.engines import UnusableWorkbook, notify, show_sheet
from jixiao.evaluation import Evaluation
from jixiao.findings import Severity
from jixiao.forms.outputs import FINDINGS, SCORES
from jixiao.frameworks import Indicator
from jixiao.press import FRAMEWORK_SHEET, Progress, press, recognise

if TYPE_CHECKING:
    import xlwings as xw

TRY_OUT = "识别并试算"
LOG_FILE = Path.home() / "jixiao.log"
BUSY = "0x800ac472"
REMEDIES = (
    (BUSY, "单元格正在编辑。请先按回车结束输入，再按一次按钮。"),
    ("0x800a03ec", "Excel 不允许写入。请先按回车结束输入，关闭弹出的窗口，再按一次按钮。"),
)
UNKNOWN = "没有完成，表里的内容没有丢。请保存后重新打开再试一次；仍不行，请把 {log} 发给安装人员。"


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
    from jixiao.report.button import report as write_report

    write_report()


def submit() -> None:
    """Button 导出报送件: fill, then write the finished workbook and the report; refused while errors remain."""
    from jixiao.submission.button import submit as write_documents

    write_documents()


def mail() -> None:
    """Button 发送邮件: the documents and a draft of the letter; nothing is ever sent."""
    from jixiao.submission.button import mail as draft_letter

    draft_letter()


def new(answers: str = "") -> None:
    """新建: write a new workbook as the clerk answered (see jixiao.beginning) and open it."""
    _outside(action_named("new").label, lambda app: _begun(app, answers))


def help() -> None:
    """帮助: the manual in the browser."""
    from jixiao.helping import show_manual

    _outside(action_named("help").label, lambda app: f"手册在 {show_manual()}")


def _begun(app: "xw.App", answers: str) -> str:
    from jixiao.beginning import begin, wanted

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
        _status(app, f"{action}：正在进行…")
        _status(app, f"{action}完成：{work(app)}")


def _run(action: str, sheet: str) -> None:
    _press(action, sheet, lambda book, tell: said(press(book, tell)))


def _press(action: str, sheet: str, work: "Callable[[xw.Book, Progress], str]") -> None:
    import xlwings as xw

    book = xw.Book.caller()
    with told_in_chinese(book, action), quiet(book.app):
        done = work(book, lambda text: _status(book.app, f"{action}：{text}"))
        show_sheet(book, sheet)
        _status(book.app, f"{action}完成：{done}")


def said(evaluation: Evaluation) -> str:
    """The line of the status bar after a press."""
    counts = "，".join(f"{severity.label} {evaluation.count(severity)} 条" for severity in Severity)
    total = f"自评总分 {evaluation.total}，等次 {evaluation.grade}" if evaluation.complete else "还没有评完"
    return f"{counts}；{total}"


def tried(automatic: Sequence[Indicator]) -> str:
    """The line of the status bar after 识别并试算."""
    return f"自动评分 {len(automatic)} 个指标"


@contextmanager
def quiet(app: "xw.App") -> Iterator[None]:
    """Screen updating and events off for the press, as they were afterwards whatever happens."""
    updating, events = app.screen_updating, app.enable_events
    app.screen_updating = app.enable_events = False
    try:
        yield
    finally:
        app.screen_updating, app.enable_events = updating, events


@contextmanager
def told_in_chinese(book: "xw.Book", action: str) -> Iterator[None]:
    """Whatever goes wrong inside becomes one message that says what to do."""
    try:
        yield
    except UnusableWorkbook as error:
        _tell(book, action, error.message_zh)
    except Exception as error:  # the last line of defence: a clerk must never see a traceback
        log_failure(action)
        _tell(book, action, remedy(error))


def remedy(error: Exception) -> str:
    """What to do about an error, by what the application says of it."""
    text = f"{error!r} {_hex(error)}".lower()
    return next((told for sign, told in REMEDIES if sign in text), UNKNOWN.format(log=LOG_FILE))


def _hex(error: Exception) -> str:
    """COM errors come as negative numbers: -2146777998 is 0x800ac472."""
    return " ".join(hex(part & 0xFFFFFFFF) for part in error.args if isinstance(part, int))


def _tell(book: "xw.Book", action: str, text: str) -> None:
    _status(book.app, f"{action}没有完成：{text}")
    notify(book, f"{action}没有完成", text)


def _status(app: "xw.App", text: str) -> None:
    app.status_bar = text


def log_failure(action: str, file: Path | None = None) -> None:
    """The traceback being handled, into the log file that the clerk is asked for."""
    logging.getLogger(__name__).error("%s failed", action, exc_info=True)
    try:
        with (file or LOG_FILE).open("a", encoding="utf-8") as log:
            log.write(f"{action}\n{traceback.format_exc()}\n")
    except OSError as error:  # a full disk must not hide the message to the clerk
        logging.getLogger(__name__).warning("no log file: %s", error)

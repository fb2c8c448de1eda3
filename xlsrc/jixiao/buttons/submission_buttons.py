"""Buttons 导出报送件 and 发送邮件 (VBA: RunPython "import jixiao.buttons.submission_buttons; jixiao.buttons.submission_buttons.submit()").

The sheets are filled first, so that the workbook shows what is filed; the documents lie in 报送件 beside the workbook.
Nothing is ever sent: an e-mail is shown as a draft.
"""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from jixiao.actions import action_named
from jixiao.buttons.guard import told_in_chinese
from jixiao.documents.finished.submission import Submission
from jixiao.documents.mail import recipients_in
from jixiao.documents.outbox import Written, write_submission
from jixiao.documents.outlook import show_draft
from jixiao.engines import UnusableWorkbook, notify
from jixiao.engines.quiet import quiet
from jixiao.evaluation import evaluate
from jixiao.press.reading import read_grids, take_snapshot
from jixiao.press.run import Progress, press
from jixiao.resources import OUTBOX, OWN_TEMPLATE

if TYPE_CHECKING:
    import xlwings as xw

SUBMIT, MAIL = action_named("submit").label, action_named("mail").label
RECIPIENT = "收件邮箱"
NOT_SAVED = (
    "工作簿还没有保存在本机文件夹里，报送件没有地方放。请另存到不在网盘里的文件夹，如 D:\\绩效自评，再按一次按钮。"
)
NO_RECIPIENT = "《基本信息》的“收件邮箱”还没有填。请填上财政部门收材料的邮箱，再按一次按钮。"


def submit() -> None:
    """Button 导出报送件: fill the sheets, write the documents, say where they are; refused while errors remain."""
    _run(SUBMIT, export)


def mail() -> None:
    """Button 发送邮件: the documents, a .zip and a draft; the draft opens in Outlook where it runs. Never sends."""
    _run(MAIL, draft)


def export(book: "xw.Book", progress: Progress = lambda _: None) -> str:
    """Fill an open book and write its documents; gives what is told. NotReady, with the sheets filled, while errors
    remain."""
    submission, home = _submission(book, progress)
    return _exported(_write(submission, home))


def draft(book: "xw.Book", progress: Progress = lambda _: None) -> str:
    """As `export`, with a .zip and the draft of a letter to the address in the book."""
    submission, home = _submission(book, progress)
    return _drafted(_write(submission, home, _recipients(submission)))


def _run(action: str, work: "Callable[[xw.Book, Progress], str]") -> None:
    import xlwings as xw

    book = xw.Book.caller()
    with told_in_chinese(book, action), quiet(book.app):
        told = work(book, lambda text: _status(book, f"{action}：{text}"))
        _status(book, f"{action}完成：{told.splitlines()[0]}")
        notify(book, f"{action}完成", told)


def _submission(book: "xw.Book", progress: Progress) -> tuple[Submission, Path]:
    """The book filled, what is filed from it, and the folder it lies in."""
    home = home_of(book)
    press(book, progress)
    snapshot = take_snapshot(read_grids(book))
    progress("正在写文件…")
    return Submission(snapshot, evaluate(snapshot)), home


def home_of(book: "xw.Book") -> Path:
    """The folder of the workbook. UnusableWorkbook where it was never saved, or lies in the cloud only."""
    path = Path(book.fullname)
    if not path.is_absolute() or not path.parent.is_dir():
        raise UnusableWorkbook(NOT_SAVED)
    return path.parent


def _write(submission: Submission, home: Path, recipients: tuple[str, ...] = ()) -> Written:
    return write_submission(submission, home / OUTBOX, recipients, home / OWN_TEMPLATE)


def _recipients(submission: Submission) -> tuple[str, ...]:
    known = RECIPIENT in submission.snapshot.entries
    text = submission.snapshot.text(RECIPIENT) if known else ""
    if not text:
        raise UnusableWorkbook(NO_RECIPIENT)
    return recipients_in(text)


def _exported(written: Written) -> str:
    names = "\n".join(path.name for path in written.documents)
    return f"报送件在 {written.documents[0].parent}\n{names}"


def _drafted(written: Written) -> str:
    assert written.draft is not None
    if show_draft(written.draft, written.documents):
        return "邮件草稿已在 Outlook 打开，请核对后自己点“发送”。"
    folder, message = written.documents[0].parent, written.extras[-1].name
    return (
        f"邮件草稿在 {folder}\n双击 {message} 用邮件软件打开，核对后自己点“发送”；"
        "打不开的，新建邮件，把同一文件夹里的文件（或 .zip）拖进去当附件。"
    )


def _status(book: "xw.Book", text: str) -> None:
    book.app.status_bar = text

"""Button 生成报告 (VBA: RunPython "import jixiao.buttons.report_button; jixiao.buttons.report_button.report()").

The sheets are filled first, so that 评分表 and the report show the same; the .docx lies beside the workbook.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from jixiao.actions import action_named
from jixiao.buttons.guard import told_in_chinese
from jixiao.documents.report.render import make_report, report_name
from jixiao.engines import UnusableWorkbook, notify
from jixiao.engines.quiet import quiet
from jixiao.evaluation import Evaluation, evaluate
from jixiao.files import write_whole
from jixiao.press.reading import read_grids, take_snapshot
from jixiao.press.run import press
from jixiao.press.told import said
from jixiao.resources import OWN_TEMPLATE

if TYPE_CHECKING:
    import xlwings as xw

ACTION = action_named("report").label
NOT_SAVED = "工作簿还没有保存在本机文件夹里，报告没有地方放。请先保存到本机，再按一次按钮。"
OPEN_IN_WORD = "《{name}》写不进去，可能正在 Word 里打开。请关闭它，再按一次按钮。"


def report() -> None:
    """Fill the sheets, write the report beside the workbook, say where it is."""
    import xlwings as xw

    book = xw.Book.caller()
    with told_in_chinese(book, ACTION), quiet(book.app):
        folder = folder_of(book)
        press(book, lambda text: _status(book, text))
        _status(book, "正在写报告…")
        target, evaluation = write_report(book, folder)
        draft = "（草稿：工作簿还有错误）" if evaluation.blocked else ""
        notify(book, f"{ACTION}完成", f"报告{draft}在 {target}")
        book.app.status_bar = f"{ACTION}完成：{target.name}{draft}；{said(evaluation)}"


def _status(book: "xw.Book", text: str) -> None:
    book.app.status_bar = f"{ACTION}：{text}"


def folder_of(book: "xw.Book") -> Path:
    """The folder of the workbook. UnusableWorkbook where it was never saved, or lies in the cloud only."""
    path = Path(book.fullname)
    if not path.is_absolute() or not path.parent.is_dir():
        raise UnusableWorkbook(NOT_SAVED)
    return path.parent


def write_report(book: "xw.Book", folder: Path) -> tuple[Path, Evaluation]:
    """The report of an open book, written into the folder; a 报告模板.docx there is used instead of ours."""
    snapshot = take_snapshot(read_grids(book))
    evaluation = evaluate(snapshot)
    own = folder / OWN_TEMPLATE
    content = make_report(snapshot, evaluation, own if own.is_file() else None)
    target = folder / report_name(snapshot)
    try:
        write_whole(target, content)
    except PermissionError as error:
        raise UnusableWorkbook(OPEN_IN_WORD.format(name=target.name)) from error
    return target, evaluation

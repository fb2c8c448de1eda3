"""What each action does with an open book. One table: buttons, closed files and xlwings Lite all go through it.

A click is one reading, one evaluation, one Result, from which sheets and documents are made. What writes documents is
loaded when it is needed: Lite has no room for it, and a press of 校验 no time.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from jixiao.actions import Action
from jixiao.engines import UnusableWorkbook, save_copy
from jixiao.findings import Severity
from jixiao.forms.names import CONFLICTS, OFFICES, PART_MARK
from jixiao.press.exported import exported_now
from jixiao.press.home_sheet import home_block
from jixiao.press.reading import A_PART, read_grids
from jixiao.press.run import Progress, press_read, recognise_read, silent
from jixiao.press.told import said, tried
from jixiao.press.writing import write
from jixiao.snapshot.grid import Grid

if TYPE_CHECKING:
    import xlwings as xw

    from jixiao.documents.outbox import Written

READING = "正在读取各表…"
SEE_FINDINGS, SEE_SCORES = "问题列在《校验结果》。", "得分在《评分表》，执行率在《汇总》。"
SEE_IMPORT = "每一行成了什么，列在《导入结果》。"
NOT_SAVED = (
    "工作簿还没有保存在本机文件夹里，{what}没有地方放。请另存到不在网盘里的文件夹，如 D:\\绩效自评，再按一次按钮。"
)


@dataclass(frozen=True)
class Done:
    """What an action says: `line` in a status bar, `told` where there is room for more.

    `look_at`: the file or folder that was made, None for the workbook itself. `blocked`: the workbook has errors;
    `refused`: therefore nothing was filed. `shows`: the sheet to end with, where it isn't the action's.
    """

    line: str
    told: str
    look_at: Path | None = None
    blocked: bool = False
    refused: bool = False
    shows: str = ""


Work = Callable[["xw.Book", Sequence[Grid], Progress], Done]
"""On a book and the grids that were read from it just now. UnusableWorkbook where it can't be done."""


def carry_out(
    action: Action, book: "xw.Book", progress: Progress = silent, *, replace: bool = False, backed_up: bool = False
) -> Done:
    """Read the book, once, and do the action. UnusableWorkbook as above; KeyError: an action without a book.

    `replace`: what 导入评分表 would ask before is agreed to. `backed_up`: whoever calls keeps the workbook as it was; else
    what changes what people typed (BACKS_UP) writes a copy beside it first.
    """
    work = partial(import_table, replace=True) if replace else WORK[action.name]
    if action.name in BACKS_UP and not backed_up:
        work = partial(_backed_up, work)
    progress(READING)
    grids = read_grids(book)
    if any(grid.sheet == PART_MARK for grid in grids):
        return _check_part(action, book, grids)
    return work(book, grids, progress)


def _check_part(action: Action, book: "xw.Book", grids: Sequence[Grid]) -> Done:
    """A part for one office knows 校验 alone."""
    from jixiao.offices.handing.checking import check_part
    from jixiao.offices.handing.marker import NoMarker

    if action.name != "validate":
        raise UnusableWorkbook(A_PART)
    try:
        evaluation = check_part(book, grids)
    except NoMarker as error:
        raise UnusableWorkbook("分册里的标记被删改过，不能校验。请用最近一次分发的分册重填。") from error
    told = "，".join(f"{severity.label} {evaluation.lines_of(severity)} 条" for severity in Severity)
    return Done(told, f"{told}（只查本科室填的格子）\n{SEE_FINDINGS}", blocked=evaluation.blocked)


def _fill(see: str, book: "xw.Book", grids: Sequence[Grid], progress: Progress) -> Done:
    evaluation = press_read(book, grids, progress).evaluation
    return Done(said(evaluation), f"{said(evaluation)}\n{see}", blocked=evaluation.blocked)


def _try_out(book: "xw.Book", grids: Sequence[Grid], progress: Progress) -> Done:
    told = tried(recognise_read(book, grids, progress))
    return Done(told, told)


def _report(book: "xw.Book", grids: Sequence[Grid], progress: Progress) -> Done:
    from jixiao.documents.outbox import write_report

    home = home_of(book, "报告")
    result = press_read(book, grids, progress)
    progress("正在写报告…")
    target = write_report(result.snapshot, result.evaluation, home)
    blocked = result.evaluation.blocked
    draft = "（草稿：工作簿还有错误）" if blocked else ""
    return Done(f"{target.name}{draft}；{said(result.evaluation)}", f"报告{draft}在 {target}", target, blocked)


def _submit(book: "xw.Book", grids: Sequence[Grid], progress: Progress, *, mail: bool) -> Done:
    """Errors that remain are told as a result: the sheets are filled, so that people see what to mend."""
    from jixiao.documents.evidence import asked_for
    from jixiao.documents.finished.submission import Submission
    from jixiao.documents.outbox import NotReady, recipients_of, write_submission
    from jixiao.resources import OUTBOX

    home = home_of(book, OUTBOX)
    result = press_read(book, grids, progress)
    progress("正在写文件…")
    recipients = recipients_of(result.snapshot) if mail else ()
    try:
        submission = Submission(result.snapshot, result.evaluation)
        asked = asked_for(result.snapshot)
        written = write_submission(submission, home / OUTBOX, recipients, home, with_evidence=asked)
    except NotReady as error:
        return Done(error.message_zh, error.message_zh, blocked=True, refused=True)
    write(book, [home_block(result.evaluation, exported_now(submission.short, datetime.now()))])
    told = (_drafted(written) if mail else _exported(written)) + _packed(written)
    return Done(told.splitlines()[0], told, home / OUTBOX)


def home_of(book: "xw.Book", what: str) -> Path:
    """The folder of the workbook. UnusableWorkbook where it was never saved, or lies in the cloud only."""
    path = Path(book.fullname)
    if not path.is_absolute() or not path.parent.is_dir():
        raise UnusableWorkbook(NOT_SAVED.format(what=what))
    return path.parent


def _exported(written: "Written") -> str:
    names = "\n".join(path.name for path in (*written.documents, *written.extras))
    return f"报送件在 {written.documents[0].parent}\n{names}"


def _packed(written: "Written") -> str:
    """Which file holds the 佐证材料, where any were packed: the letter carries the documents alone."""
    if not written.evidence:
        return ""
    return f"\n{written.evidence} 个佐证材料文件在 {written.extras[0].name} 里；发邮件时请把它也拖进去当附件。"


def _drafted(written: "Written") -> str:
    from jixiao.documents.outlook import show_draft

    assert written.draft is not None
    if show_draft(written.draft, written.documents):
        return "邮件草稿已在 Outlook 打开，请核对后自己点“发送”。"
    folder, message = written.documents[0].parent, written.extras[-1].name
    return (
        f"邮件草稿在 {folder}\n双击 {message} 用邮件软件打开，核对后自己点“发送”；"
        "打不开的，新建邮件，把同一文件夹里的文件（或 .zip）拖进去当附件。"
    )


def import_table(book: "xw.Book", grids: Sequence[Grid], progress: Progress, *, replace: bool = False) -> Done:
    """What was not imported is told as a result: 导入结果 says why, row by row."""
    from jixiao.press.importing import import_pasted

    done = import_pasted(book, grids, datetime.now(), progress, replace=replace)
    told = f"{done.told}\n{SEE_IMPORT}"
    return Done(done.told, told, blocked=not done.imported, refused=not done.imported)


def _backed_up(work: Work, book: "xw.Book", grids: Sequence[Grid], progress: Progress) -> Done:
    """A copy of the open workbook, then the work. The copy goes where the work was refused."""
    from jixiao.files import free_backup

    home = home_of(book, "备份")
    target = free_backup(home / Path(book.fullname).name, datetime.now())
    save_copy(book, target)
    try:
        done = work(book, grids, progress)
    except UnusableWorkbook:
        target.unlink(missing_ok=True)
        raise
    return replace(done, told=f"{done.told}\n合并前的工作簿备份在旁边：{target.name}")


def _split(book: "xw.Book", grids: Sequence[Grid], progress: Progress) -> Done:
    from jixiao.offices.handing_out import BACK, FOLDER, WrongDivision, hand_out
    from jixiao.offices.main_book import open_main

    home = home_of(book, FOLDER)
    main = open_main(book, grids)
    try:
        done = hand_out(main, home / FOLDER, datetime.now(), progress)
    except WrongDivision as error:
        return Done(str(error).splitlines()[0], str(error), blocked=True, refused=True)
    main.save(progress)
    if done.parts:
        (home / FOLDER / BACK).mkdir(parents=True, exist_ok=True)
    return Done(done.told.splitlines()[0], done.told, home / FOLDER if done.parts else None)


def _merge(book: "xw.Book", grids: Sequence[Grid], progress: Progress) -> Done:
    from jixiao.offices.handing_out import BACK, FOLDER
    from jixiao.offices.main_book import open_main
    from jixiao.offices.taking_back import NOTHING, take_back
    from jixiao.offices.units import UNITS_FOLDER

    folder = home_of(book, FOLDER) / FOLDER
    files, units = _files_in(folder / BACK), _files_in(folder / UNITS_FOLDER)
    main = open_main(book, grids)
    chosen = any(one.choice for one in main.record.conflicts if not one.done_in)
    if not files and not units and not chosen:
        raise UnusableWorkbook(NOTHING.format(folder=folder / BACK))
    done = take_back(main, files, progress, units=units)
    main.save(progress)
    shows = CONFLICTS if done.open else OFFICES
    return Done(done.told.splitlines()[0], done.told, blocked=bool(done.open or done.refused), shows=shows)


def _undo(book: "xw.Book", grids: Sequence[Grid], progress: Progress) -> Done:
    from jixiao.offices.main_book import open_main
    from jixiao.offices.undoing import undo_last

    main = open_main(book, grids)
    done = undo_last(main)
    main.save(progress)
    return Done(done.told.splitlines()[0], done.told, blocked=bool(done.kept))


def _files_in(folder: Path) -> list[Path]:
    """What people put there, in the order of names; not what systems and Office leave behind."""
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith(("~$", ".")))


BACKS_UP = frozenset({"merge", "undo_merge"})
WORK: dict[str, Work] = {
    "validate": partial(_fill, SEE_FINDINGS),
    "calculate": partial(_fill, SEE_SCORES),
    "try_out": _try_out,
    "report": _report,
    "submit": partial(_submit, mail=False),
    "mail": partial(_submit, mail=True),
    "import_table": import_table,
    "split": _split,
    "merge": _merge,
    "undo_merge": _undo,
}
"""By the names in jixiao.actions; 新建 and 帮助 do nothing with a book (jixiao.buttons)."""

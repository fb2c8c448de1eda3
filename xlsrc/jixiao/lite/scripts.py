"""The actions as xlwings Lite runs them: read as there (formulas only by await), then the buttons' own press.

Lite applies what a script wrote when the script is over, and drops all of it where the script raises. It has no
status bar and no call for sheet protection; what is printed shows in its Output pane.
"""

from pathlib import Path
from typing import TYPE_CHECKING

from jixiao.actions import Action, action_named
from jixiao.engines import UnusableWorkbook, read_block, show_sheet
from jixiao.log import log_failure
from jixiao.press.reading import HEADS_ONLY, VALUES_ONLY, head_grid, sheets_to_read
from jixiao.press.run import silent
from jixiao.snapshot.grid import Grid
from jixiao.work import WORK

if TYPE_CHECKING:
    import xlwings as xw

LOG_FILE = Path("/data/jixiao.log")  # shows under Files, Import/Export
FAILED = f"没有完成，表里的内容没有变。请再试一次；仍不行，请在 Files 里下载 {LOG_FILE.name} 发给安装人员。"

PROTECTED = (
    "没有写完：工作表有保护，xlwings Lite 写不进去。请用 jixiao lite 给出的工作簿；"
    "或者在每张表上点【审阅】→【撤销工作表保护】，再运行一次。"
)


class NotDone(Exception):  # noqa: N818 - reads as what it says
    """Says in Chinese what to do; raised so that Lite drops what was written by halves."""


async def validate(book: "xw.Book") -> None:
    """校验: check everything, then show 校验结果."""
    await _run(book, "validate")


async def calculate(book: "xw.Book") -> None:
    """计算评分: check, score and fill, then show 评分表."""
    await _run(book, "calculate")


async def try_out(book: "xw.Book") -> None:
    """识别并试算 of 指标体系."""
    await _run(book, "try_out")


async def _run(book: "xw.Book", name: str) -> None:
    action = action_named(name)
    try:
        done = WORK[name](book, await read_grids(book), silent)
    except UnusableWorkbook as error:
        print(action.ended(error.message_zh, done=False))
        return
    except Exception:  # the last line of defence: a clerk must never see a traceback
        log_failure(action.label, LOG_FILE)
        raise NotDone(f"{action.label}{FAILED}") from None
    await _applied(book, action)
    show_sheet(book, action.shows)
    print(action.ended(done.line))


async def _applied(book: "xw.Book", action: Action) -> None:
    """Writes reach Excel here and not after the script, so that a refusal can be told."""
    try:
        await book.flush()
    except Exception:
        log_failure(action.label, LOG_FILE)
        raise NotDone(f"{action.label}{PROTECTED}") from None


async def read_grids(book: "xw.Book") -> list[Grid]:
    """press.read_grids with Lite's calls."""
    return [await _read_grid(sheet) for sheet in sheets_to_read(book)]


async def _read_grid(sheet: "xw.Sheet") -> Grid:
    if sheet.name in HEADS_ONLY:
        return head_grid(sheet)
    used = sheet.used_range
    formulas = () if sheet.name in VALUES_ONLY else await used.options(ndim=2).get_formula()
    return Grid(sheet.name, read_block(used), formulas, used.row, used.column)

"""The actions as xlwings Lite runs them: read as there (formulas only by await), then the buttons' own press.

Lite applies what a script wrote when the script is over, and drops all of it where the script raises. It has no
status bar and no call for sheet protection; what is printed shows in its Output pane.
"""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from jixiao.actions import TRY_OUT, action_named
from jixiao.engines import UnusableWorkbook, read_block, show_sheet
from jixiao.forms.outputs import FINDINGS, SCORES
from jixiao.log import log_failure
from jixiao.press.reading import HEADS_ONLY, VALUES_ONLY, head_grid, sheets_to_read
from jixiao.press.run import FRAMEWORK_SHEET, press_read, recognise_read
from jixiao.press.told import said, tried
from jixiao.snapshot.grid import Grid

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


Work = Callable[["xw.Book", Sequence[Grid]], str]


async def validate(book: "xw.Book") -> None:
    """校验: check everything, then show 校验结果."""
    await _run(book, action_named("validate").label, FINDINGS, lambda book, grids: said(press_read(book, grids)))


async def calculate(book: "xw.Book") -> None:
    """计算评分: check, score and fill, then show 评分表."""
    await _run(book, action_named("calculate").label, SCORES, lambda book, grids: said(press_read(book, grids)))


async def try_out(book: "xw.Book") -> None:
    """识别并试算 of 指标体系."""
    await _run(book, TRY_OUT, FRAMEWORK_SHEET, lambda book, grids: tried(recognise_read(book, grids)))


async def _run(book: "xw.Book", action: str, sheet: str, work: Work) -> None:
    try:
        done = work(book, await read_grids(book))
    except UnusableWorkbook as error:
        print(f"{action}没有完成：{error.message_zh}")
        return
    except Exception:  # the last line of defence: a clerk must never see a traceback
        log_failure(action, LOG_FILE)
        raise NotDone(f"{action}{FAILED}") from None
    await _applied(book, action)
    show_sheet(book, sheet)
    print(f"{action}完成：{done}")


async def _applied(book: "xw.Book", action: str) -> None:
    """Writes reach Excel here and not after the script, so that a refusal can be told."""
    try:
        await book.flush()
    except Exception:
        log_failure(action, LOG_FILE)
        raise NotDone(f"{action}{PROTECTED}") from None


async def read_grids(book: "xw.Book") -> list[Grid]:
    """press.read_grids with Lite's calls."""
    return [await _read_grid(sheet) for sheet in sheets_to_read(book)]


async def _read_grid(sheet: "xw.Sheet") -> Grid:
    if sheet.name in HEADS_ONLY:
        return head_grid(sheet)
    used = sheet.used_range
    formulas = () if sheet.name in VALUES_ONLY else await used.options(ndim=2).get_formula()
    return Grid(sheet.name, read_block(used), formulas, used.row, used.column)

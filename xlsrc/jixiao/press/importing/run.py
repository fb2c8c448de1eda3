"""One press of 导入评分表 on an open workbook. Before anything is replaced, what is replaced stands on 导入结果."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from jixiao.criteria import Standing
from jixiao.engines import UnusableWorkbook, read_block, read_raw
from jixiao.evaluation.scoring.framework import framework_of
from jixiao.findings import Severity
from jixiao.forms.import_sheets import IMPORTED_IT, NOT_DONE, SAME, UNFINISHED, WAITING
from jixiao.forms.names import IMPORTED, PASTED
from jixiao.frameworks import Framework
from jixiao.frameworks.county_file import with_confirmations
from jixiao.press.importing.account import said
from jixiao.press.importing.pasted import Source, read_pasted
from jixiao.press.importing.plan import Plan, plan
from jixiao.press.importing.result_sheet import State, is_confirmed, result_block, state_block
from jixiao.press.reading import take_snapshot
from jixiao.press.run import press_read, refuse_without_outputs, silent
from jixiao.press.writing import write, written
from jixiao.snapshot.grid import Grid
from jixiao.values.rounding import plain

if TYPE_CHECKING:
    import xlwings as xw

OLD_TEMPLATE = (
    "工作簿里没有《{sheet}》，是旧版模板，或者被删掉了。请按 Ctrl＋Z 恢复，或请安装人员转到新模板（jixiao migrate）；"
    "也可以请他用 jixiao new -f 评分表文件 新建工作簿。"
)
BROKEN_OFF = "写到一半停了。换下来的指标在本表下面，没有丢。请再按一次【导入评分表】。"
ALREADY = "《指标体系》已经是这张评分表，没有改动。"
HELD = "《指标体系》现有的 {count} 个指标会被换下来（留在本表最下面）"
WRONG = "表上有 {count} 处错误，导入的可能不对"
KEPT = "《绩效指标》有 {count} 行填过的内容对不上新指标，会留在原行，编码写成“{label}”这样"
ASKED = "还没有导入：{why}。请逐行看下面；没有问题的，在左边“确认”选“是”，再按一次【导入评分表】。"
TOLD = "导入 {count} 个指标，合计 {total} 分。{more}{next}"
NEXT = "下一步：填《绩效指标》。"
TO_CONFIRM = "其中 {count} 个的读法要确认。下一步：在《指标体系》看“识别结果”，在“确认”里选，再填《绩效指标》。"


@dataclass(frozen=True)
class Outcome:
    """Whether 指标体系 is now the pasted table, and what a clerk is told."""

    imported: bool
    told: str


def import_pasted(
    book: "xw.Book",
    grids: Sequence[Grid],
    now: datetime,
    progress: Callable[[str], None] = silent,
    *,
    replace: bool = False,
) -> Outcome:
    """Read 粘贴评分表; fill 指标体系 with it, or say on 导入结果 what stands against that.

    `replace`: the list that stands there may go, without a confirmation on the sheet; errors of the table still need
    one. UnusableWorkbook, and nothing written, where nothing is pasted or no table is found.
    """
    _refuse_old(book)
    snapshot = take_snapshot(grids)
    refuse_without_outputs(grids)
    progress("正在识别评分表…")
    source = read_pasted(read_raw(book.sheets[PASTED]))
    known = framework_of(snapshot).indicators
    framework = with_confirmations(source.framework, known)
    planned, before = plan(snapshot, grids, framework), _result_grid(book)
    state = _against(source, planned, is_confirmed(before, planned.mark), replace)
    if state:
        write(book, [result_block(source, planned, state, before, None)])
        return Outcome(state.result == SAME, state.told)
    progress("正在导入…")
    at = None if planned.shipped else now
    write(book, [result_block(source, planned, State(UNFINISHED, BROKEN_OFF), before, at)])
    write(book, planned.blocks)
    press_read(book, written(grids, planned.blocks), progress)
    ended = State(IMPORTED_IT, _done(source, framework, planned))
    write(book, [state_block(source, ended)])
    return Outcome(True, ended.told)


def _refuse_old(book: "xw.Book") -> None:
    names = {sheet.name for sheet in book.sheets}
    for name in (PASTED, IMPORTED):
        if name not in names:
            raise UnusableWorkbook(OLD_TEMPLATE.format(sheet=name))


def _result_grid(book: "xw.Book") -> Grid:
    used = book.sheets[IMPORTED].used_range
    return Grid(IMPORTED, read_block(used), (), used.row, used.column)


def _against(source: Source, planned: Plan, confirmed: bool, replace: bool) -> State | None:
    """Why 指标体系 stays as it is; None where it is to be replaced."""
    if planned.problem:
        return State(NOT_DONE, planned.problem)
    if planned.same:
        return State(SAME, ALREADY)
    reasons = []
    if planned.held and not planned.shipped and not replace:
        reasons.append(HELD.format(count=len(planned.held)))
    if source.errors:
        reasons.append(WRONG.format(count=source.errors))
    if planned.kept and not replace:
        reasons.append(KEPT.format(count=len(planned.kept), label=planned.kept[0]))
    if confirmed or not reasons:
        return None
    return State(WAITING, ASKED.format(why="；".join(reasons)), planned.mark)


def _done(source: Source, framework: Framework, planned: Plan) -> str:
    answers = planned.answers
    total = plain(sum((indicator.weight for indicator in source.framework.indicators), Decimal(0)))
    warnings = sum(finding.kind.severity is Severity.WARNING for finding in source.findings)
    told = [said(finding) for finding in source.findings if not finding.place.row]
    told += [f"“请核对”一列有 {warnings} 条提醒。"] if warnings else []
    if answers and answers.stayed:
        told.append(f"《绩效指标》有 {answers.stayed} 行填过的按名称对上了。")
    if planned.kept:
        told.append(f"{KEPT.format(count=len(planned.kept), label=planned.kept[0]).replace('会留', '留')}。")
    told += answers.told if answers else []
    waiting = sum(one.criterion.standing is Standing.PROPOSED for one in framework.indicators)
    following = TO_CONFIRM.format(count=waiting) if waiting else NEXT
    return TOLD.format(count=len(source.framework.indicators), total=total, more="".join(told), next=following)

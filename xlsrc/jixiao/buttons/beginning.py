"""Action 新建 without Excel: what the clerk answered, and the workbook that is written from it."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from jixiao.engines import UnusableWorkbook
from jixiao.files import write_whole
from jixiao.frameworks import load_framework

if TYPE_CHECKING:
    from jixiao.new_workbooks.from_last_year import RollOver

IN_EXCEL = "请在 Excel 上方的“绩效自评”选项卡里按【新建】。"
NOT_UNDERSTOOD = "新建时的回答没有读懂。请再按一次【新建】；仍不行，请联系安装人员重新安装。"
NO_UNIT = "单位名称和评价年度都要写明。请再按一次【新建】。"
NOT_WRITTEN = "【{file}】写不进 {folder}（{why}）。请再按一次【新建】，存到“文档”或桌面。"
DONE = "已新建：{target}"
LEFT, MORE = "没有带过来的有 {count} 处，今年重新填：", "　……（全部见命令行 jixiao new --from）"
LISTED = 12


@dataclass(frozen=True)
class Wanted:
    """`last`: last year's workbook; without it unit and year are needed. `target` must not be there yet."""

    target: Path
    unit: str = ""
    year: int | None = None
    last: Path | None = None


def wanted(answers: str) -> Wanted:
    """What VBA sends: unit, year, last year's file, target, apart by tabs, each character as four hexadecimal digits.

    UnusableWorkbook where there is nothing, or not that.
    """
    if not answers:
        raise UnusableWorkbook(IN_EXCEL)
    try:
        unit, year, last, target = bytes.fromhex(answers).decode("utf-16-be").split("\t")
        return Wanted(Path(target), unit.strip(), int(year) if year else None, Path(last) if last else None)
    except ValueError as error:
        raise UnusableWorkbook(NOT_UNDERSTOOD) from error


@dataclass(frozen=True)
class Begun:
    """This year's workbook, and what to say of it."""

    target: Path
    told: str


def begin_next_year(last: Path) -> Begun:
    """Write this year's workbook beside last year's, as `{年度}_{单位}_绩效自评.xlsm`. UnusableWorkbook as `begin`."""
    from jixiao.new_workbooks.from_last_year import target_for

    wished = Wanted(last.with_name(target_for(last).name), last=last)
    return Begun(wished.target, begin(wished))


def begin(wished: Wanted) -> str:
    """Write the new workbook; gives the line that says so.

    UnusableWorkbook, and nothing written, where that can't be done; a file that is there is never replaced.
    """
    try:
        return _begun(wished)
    except OSError as error:
        target = wished.target
        why = error.strerror or error
        raise UnusableWorkbook(NOT_WRITTEN.format(file=target.name, folder=target.parent, why=why)) from error


def _account(done: "RollOver") -> str:
    """One line of what came of it, then one for everything that stayed behind."""
    from jixiao.new_workbooks.from_last_year import BESIDE, DIVIDED

    left = [f"　{line}" for line in done.left]
    beside = [BESIDE.format(count=done.beside)] if done.beside else []
    beside += [DIVIDED] if done.divided else []
    more = [LEFT.format(count=len(left)), *left[:LISTED], *([MORE] if left[LISTED:] else [])] if left else []
    return "\n".join([done.summary, *beside, *more])


def _begun(wished: Wanted) -> str:
    from jixiao.new_workbooks.blank import unit_workbook
    from jixiao.new_workbooks.from_last_year import refuse_target, roll_over

    if wished.last:
        return _account(roll_over(wished.last, wished.target, wished.year, wished.unit or None))
    if not wished.unit or wished.year is None:
        raise UnusableWorkbook(NO_UNIT)
    refuse_target(wished.target)
    write_whole(wished.target, unit_workbook(load_framework(), wished.unit, wished.year))
    return DONE.format(target=wished.target)

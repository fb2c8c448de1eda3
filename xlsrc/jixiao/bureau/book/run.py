"""What each button of the ledger does with the open book: read what people typed, collect, fill."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from jixiao.bureau.book.aside import keep_aside
from jixiao.bureau.book.asked import read_terms
from jixiao.bureau.book.filling import PEOPLES, fill_ledger
from jixiao.bureau.book.reading import Opened, read_ledger
from jixiao.bureau.book.workbook import ROWS, plan_with_buttons
from jixiao.bureau.collecting import Collection, collect
from jixiao.bureau.desk import Desk
from jixiao.bureau.ledger import LedgerSheet, names, typed_on
from jixiao.bureau.ledger.own_cells import CHECK
from jixiao.bureau.naming import naming_of
from jixiao.bureau.roster import Roster, roster_of
from jixiao.bureau.running import Runner
from jixiao.bureau.settings import usual
from jixiao.bureau.telling import summary

if TYPE_CHECKING:
    import xlwings as xw

Progress = Callable[[str], None]
READING, FILLING = "正在读取台账…", "正在写入各表…"
KEPT = "有人改过程序填的格子，改之前的内容另存在 {name}，详见《首页》的提醒。"
LONG = "《{sheet}》有 {rows} 行；第 {last} 行以后没有边框，筛选不到。"


@dataclass(frozen=True)
class At:
    """Where and when a button was pressed, and who evaluates."""

    now: datetime
    runner: Runner
    progress: Progress


def collect_into(book: "xw.Book", at: At) -> str:
    """收集: receive new files, evaluate them, fill every sheet; the line that says what there is."""
    return _all(book, at, look_for_files=True)


def refresh(book: "xw.Book", at: At) -> str:
    """刷新: what people typed applies to what was received before; no file is looked for."""
    return _all(book, at, look_for_files=False)


def missing(book: "xw.Book", at: At) -> str:
    """缺报名单: this sheet alone, as of today."""
    opened = _opened(book, at)
    with _desk(opened, at, look_for_files=False) as desk:
        fill_ledger(book, opened, [plan for plan in plan_with_buttons(desk) if plan.name == names.MISSING])
        return summary(desk)


WORK: Mapping[str, Callable[["xw.Book", At], str]] = {"collect": collect_into, "refresh": refresh, "missing": missing}
"""By the names in jixiao.actions. UnusableWorkbook where it can't be done; then nothing was written into the book."""


def _all(book: "xw.Book", at: At, *, look_for_files: bool) -> str:
    opened = _opened(book, at)
    with _desk(opened, at, look_for_files=look_for_files) as desk:
        plans = plan_with_buttons(desk)
        at.progress(FILLING)
        told = [*_kept_aside(opened, desk, at.now), *_beyond(plans)]
        fill_ledger(book, opened, plans)
        return "".join([summary(desk), *told])


def _opened(book: "xw.Book", at: At) -> Opened:
    at.progress(READING)
    return read_ledger(book)


def _kept_aside(opened: Opened, desk: Desk, now: datetime) -> Iterator[str]:
    """Where people wrote over what the program fills, the sheets as they were go into a file beside the ledger."""
    sheets = [sheet for name, sheet in opened.sheets.items() if any(f"《{name}》" in line for line in desk.told)]
    lost = [sheet for sheet in sheets if sheet.name not in PEOPLES]
    if lost:
        yield KEPT.format(name=keep_aside(opened.path, lost, now).name)


def _beyond(plans: list[LedgerSheet]) -> list[str]:
    return [LONG.format(sheet=plan.name, rows=len(plan.rows), last=ROWS) for plan in plans if len(plan.rows) > ROWS]


def _desk(opened: Opened, at: At, *, look_for_files: bool) -> AbstractContextManager[Desk]:
    wanted = collection_of(opened, at.now.date(), look_for_files=look_for_files)
    return collect(wanted, at.runner, lambda done, total, what: at.progress(_counted(done, total, what)))


def _counted(done: int, total: int, what: str) -> str:
    """正在读取和评分… 37/286"""
    return f"{what}… {done}/{total}" if total else f"{what}… {done or ''}".rstrip()


def collection_of(opened: Opened, today: date, *, look_for_files: bool) -> Collection:
    """What an open ledger asks for.

    UnusableWorkbook with the cell where something isn't understood, a folder is missing, a framework can't be used.
    """
    terms, home = read_terms(opened.sheets[names.HOME]), opened.path.parent
    roster = roster_of(opened.sheets[names.ROSTER], (CHECK,)) or Roster()
    typed = typed_on(sheet for name, sheet in opened.sheets.items() if name != names.ROSTER)
    return Collection(
        home,
        opened.path.stem,
        terms.sources(home) if look_for_files else (),
        today,
        roster.units,
        terms.year,
        naming_of(terms.framework, roster.units, home),
        terms.due,
        {**usual(), **typed.settings},
        typed.choices,
        typed.notes,
        (*roster.told, *typed.unread),
        (opened.path,),
        terms.earlier(home),
    )

"""A collection of the command line: what was typed into the ledger before, what is asked for now, the ledger written anew.

The ledger is drawn whole each time. What people typed where they are asked to (选用, 备注, 核实情况, 名册, 设置) goes along;
where there is anything else of theirs, the old file is kept beside the new one, and that is told.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from jixiao.bureau.book.workbook import rewritten
from jixiao.bureau.collecting import Collection
from jixiao.bureau.desk import FILED, Desk
from jixiao.bureau.ledger import Typed, ledger_workbook, typed_on
from jixiao.bureau.naming import naming_of
from jixiao.bureau.roster import Roster, read_roster
from jixiao.bureau.settings import usual
from jixiao.bureau.terms import Terms, terms_before
from jixiao.engines import UnusableWorkbook, open_port
from jixiao.files import write_whole
from jixiao.filing import TABLES, memory
from jixiao.filing.memory import MEMORY
from jixiao.findings import Severity
from jixiao.forms.names import is_ledger
from jixiao.resources import WITH_BUTTONS

KEPT = "上面说的 {count} 处没有带过来，旧台账原样留在 {name}。"
KEPT_ONCE = "有人改过的旧台账原样留在 {name}；填在黄色格里的都带过来了，批注、颜色等只在那一份里。"
NO_LEDGER = "【{name}】不是绩效自评台账，不会覆盖它。请换一个文件名。"
WRITTEN = "written"  # the digest of the ledger as the program last wrote it

_SEVERITY = 1 + TABLES["findings"].names.index("severity")  # behind the digest


@dataclass(frozen=True)
class Order:
    """What is asked of the command: the ledger, where to look, the roster's file, the day that counts as today."""

    output: Path
    sources: tuple[Path, ...]
    roster: Path | None
    terms: Terms
    today: date

    @property
    def home(self) -> Path:
        """The ledger's folder."""
        return self.output.absolute().parent

    @property
    def memory(self) -> Path:
        """The memory beside the ledger."""
        return self.home / f"{self.output.stem}{MEMORY}"


def typed_before(output: Path) -> Typed:
    """What people typed into the ledger that stands there; nothing where there is none.

    UnusableWorkbook where something else stands there, which is never replaced.
    """
    if not output.exists():
        return Typed()
    port = open_port(output)
    try:
        if not is_ledger(port.sheet_names()):
            raise UnusableWorkbook(NO_LEDGER.format(name=output.name))
        return typed_on(port.raw_sheet(name) for name in port.sheet_names())
    finally:
        port.close()


def collection_for(order: Order, typed: Typed) -> Collection:
    """What is asked, with what was said before. UnusableWorkbook where roster or framework can't be used."""
    before = terms_before(order.output, order.memory)
    terms, home, roster = order.terms.over(before), order.home, order.roster
    read = read_roster(roster) if roster else Roster(typed.roster)
    framework, last_year = terms.framework or "", terms.last_year
    return Collection(
        home,
        order.output.stem,
        tuple(source.absolute() for source in order.sources),
        order.today,
        read.units,
        terms.year,
        naming_of(framework, read.units, home, roster.absolute().parent if roster else home),
        terms.due,
        {**usual(), **typed.settings},
        typed.choices,
        typed.notes,
        (*order.terms.taken_over(before), *read.told, *typed.unread),
        (order.output, *([roster] if roster else [])),
        home / last_year if last_year else None,
    )


def write_ledger(order: Order, desk: Desk, typed: Typed, now: datetime) -> tuple[str, ...]:
    """The ledger, in place of the old one; gives what there is to be told about that."""
    output, terms = order.output, order.terms
    with_buttons = output.suffix.lower() == WITH_BUTTONS
    content = rewritten(output, desk, terms.on_home) if with_buttons else ledger_workbook(desk)
    told = tuple(_kept_aside(output, desk.memory.terms().get(WRITTEN, ""), typed, now))
    write_whole(output, content)
    desk.memory.set_terms({**{name: str(said) for name, said in terms.said.items()}, WRITTEN: _digest(content)})
    return told


def _kept_aside(output: Path, written: str, typed: Typed, now: datetime) -> Iterator[str]:
    """Comments, colours and charts of people can't be told from the program's: a changed ledger is kept once, as it was."""
    if not output.exists() or _digest(output.read_bytes()) == written:
        return
    if typed.unread:
        aside = output.with_name(f"{output.stem}_旧_{now:%Y%m%d-%H%M%S}{output.suffix}")
        yield KEPT.format(count=len(typed.unread), name=aside.name)
    else:
        aside = output.with_name(f"{output.stem}_上次{output.suffix}")
        yield KEPT_ONCE.format(name=aside.name)
    write_whole(aside, output.read_bytes())


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def write_frames(desk: Desk, csv: Path | None, parquet: Path | None) -> None:
    """The tables of the filings that count, for whoever analyses them."""
    if csv or parquet:
        from jixiao import frames

        if csv:
            frames.write_csv(frames.pieces(desk.memory), csv)
        if parquet:
            frames.write_parquet(frames.pieces(desk.memory), parquet)


def has_findings(desk: Desk) -> bool:
    """Whether anything is left to do: units that didn't file in time, unusable files, errors, suspicions."""
    unusable = any(line.registered.status == memory.UNUSABLE for line in desk.lines)
    errors = any(
        row[_SEVERITY] == Severity.ERROR.label for row in desk.memory.rows("findings", list(desk.memory.counted()))
    )
    return unusable or bool(desk.suspicions) or any(unit.standing != FILED for unit in desk.units) or errors

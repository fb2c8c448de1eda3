"""A collection of the command line: what was typed into the ledger before, what is asked for now, the ledger written anew.

The ledger is drawn whole each time. What people typed where they are asked to (选用, 备注, 核实情况, 名册, 设置) goes along;
where there is anything else of theirs, the old file is kept beside the new one, and that is told.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from jixiao.bureau.book.workbook import rewritten
from jixiao.bureau.collecting import Collection
from jixiao.bureau.desk import FILED, Desk
from jixiao.bureau.ledger import Typed, ledger_workbook, typed_in
from jixiao.bureau.naming import naming_of
from jixiao.bureau.roster import Roster, read_roster
from jixiao.bureau.settings import usual
from jixiao.files import write_whole
from jixiao.filing import TABLES, memory
from jixiao.findings import Severity
from jixiao.resources import WITH_BUTTONS

KEPT = "旧台账里有 {count} 处内容不在本程序的填写格里，没有带过来（{first}），旧文件留在 {name}。"

_SEVERITY = 1 + TABLES["findings"].names.index("severity")  # behind the digest


@dataclass(frozen=True)
class Terms:
    """What a collection goes by. `framework` '' and `year` None: as the files have it."""

    framework: str
    year: int | None
    due: date | None
    today: date
    last_year: Path | None = None


def typed_before(output: Path) -> Typed:
    """What people typed into the ledger that stands there; nothing where there is none. UnusableWorkbook as reading."""
    return typed_in(output) if output.exists() else Typed()


def collection_for(
    output: Path, sources: tuple[Path, ...], roster: Path | None, terms: Terms, typed: Typed
) -> Collection:
    """UnusableWorkbook where roster or framework can't be used."""
    home = output.absolute().parent
    read = read_roster(roster) if roster else Roster(typed.roster)
    return Collection(
        home,
        output.stem,
        tuple(source.absolute() for source in sources),
        terms.today,
        read.units,
        terms.year,
        naming_of(terms.framework, read.units, roster.absolute().parent if roster else home),
        terms.due,
        {**usual(), **typed.settings},
        typed.choices,
        typed.notes,
        read.told,
        (output, *([roster] if roster else [])),
        terms.last_year,
    )


def write_ledger(output: Path, desk: Desk, typed: Typed, now: datetime) -> tuple[str, ...]:
    """The ledger, in place of the old one; gives what there is to be told about that."""
    content = rewritten(output, desk) if output.suffix.lower() == WITH_BUTTONS else ledger_workbook(desk)
    told = tuple(_kept_aside(output, typed, now))
    write_whole(output, content)
    return told


def _kept_aside(output: Path, typed: Typed, now: datetime) -> Iterator[str]:
    if typed.unread:
        aside = output.with_name(f"{output.stem}_旧_{now:%Y%m%d-%H%M%S}{output.suffix}")
        write_whole(aside, output.read_bytes())
        yield KEPT.format(count=len(typed.unread), first=typed.unread[0], name=aside.name)


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

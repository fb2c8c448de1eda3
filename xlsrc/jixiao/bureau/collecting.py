"""One collection: find what was received, evaluate what is new, decide what counts, compare across units.

A run that is killed leaves in the memory what it had evaluated; the next one goes on behind that. The same files, roster
and choices give the same desk, whatever happened before.
"""

import hashlib
import re
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from glob import escape
from itertools import islice
from pathlib import Path
from typing import TypeVar

from jixiao import __version__
from jixiao.bureau.choosing import Asked, Filing, lines_of, units_of
from jixiao.bureau.comparing import Suspicion, compare
from jixiao.bureau.desk import Desk, Line, Obliged
from jixiao.bureau.running import Runner
from jixiao.bureau.sources import Inbox, found, inbox_name
from jixiao.engines import UnusableWorkbook
from jixiao.filing import OWN, TABLES, Filed, Naming
from jixiao.filing.memory import MEMORY, Arrival, Choice, Memory
from jixiao.forms import load_forms
from jixiao.frameworks import Framework
from jixiao.values.typed import folded

BATCH = 20  # files whose rows are written together: what a killed run may have to do again
FINDING, EVALUATING, COMPARING = "正在查找文件", "正在读取和评分", "正在跨单位比对"
GONE = "文件已不在原处，按收到时的内容。"
SPOILED = "旁边的 {name} 已损坏，里面记的收到时间和没有写进台账的选择没有了，已改名为 {aside}，全部文件重读了一遍。"
NO_ROSTER = "没有名册，谁报了算谁，不知道谁缺报。"
NO_LONGER = "有 {count} 条写过核实情况的疑点这次没有列出（门槛或内容变了），写的都还记着，再列出时会带上。"
NOTHING_KNOWN = (
    "还没有收集过，或者旁边的 {name} 不见了，没有收到过的记录。请写明报送材料在哪里（按【收集】），全部重读一遍。"
)
CANT_KEEP = "{folder} 里不能读写（{why}）。台账所在的文件夹要能写入；另一个收集正在进行的，等它做完再做。"
_MARK = re.compile(r"[^:]+")  # of a suspicion; notes beside files and units have a sheet in front
BY_MAJORITY = "没有指定评价年度，按多数文件取 {year} 年度。"
T = TypeVar("T")
Progress = Callable[[int, int, str], None]
"""(done, of how many: 0 where that isn't known yet, what is being done)."""


def unwatched(done: int, total: int, what: str) -> None:
    """Progress that nobody watches."""


@dataclass(frozen=True)
class Collection:
    """What to collect. `home`: the ledger's folder; `stem`: its name, which memory and inbox beside it take up.

    `sources` may be empty: then only what was received before is looked at again. `year` None: the year of most files.
    `own`: files of the bureau's own in the sources, which nobody sent (roster, earlier ledgers). `known`: the frameworks
    that `naming` speaks of. `choices` and `notes`: what people wrote in the ledger since the last time.
    `last_year`: the ledger of the year before, whose texts this year's are held against.
    """

    home: Path
    stem: str
    sources: tuple[Path, ...]
    today: date
    roster: tuple[Obliged, ...] = ()
    year: int | None = None
    naming: Naming = OWN
    due: date | None = None
    settings: Mapping[str, Decimal] = field(default_factory=dict)
    choices: tuple[Choice, ...] = ()
    notes: Mapping[str, str] = field(default_factory=dict)
    told: tuple[str, ...] = ()
    own: tuple[Path, ...] = ()
    last_year: Path | None = None

    @property
    def memory(self) -> Path:
        """The SQLite file beside the ledger."""
        return self.home / f"{self.stem}{MEMORY}"

    @property
    def inbox(self) -> Inbox:
        """The folder beside the ledger for what comes out of archives and mails."""
        return Inbox(self.home, self.home / inbox_name(self.stem))


@contextmanager
def collect(collection: Collection, runner: Runner, progress: Progress = unwatched) -> Iterator[Desk]:
    """The desk, with the memory open as long as it is looked at. UnusableWorkbook where a source isn't there,
    nothing is known and nothing is to be looked for, or the folder can't be written."""
    if not collection.sources and not collection.memory.is_file():
        raise UnusableWorkbook(NOTHING_KNOWN.format(name=collection.memory.name))
    memory, told = _opened(collection.memory)
    try:
        memory.choose(collection.choices)
        memory.note(collection.notes)
        _receive(collection, memory, progress)
        _evaluate(collection, memory, runner, progress)
        yield _desk(replace(collection, told=(*collection.told, *told)), memory, progress)
    finally:
        memory.close()


def _opened(path: Path) -> tuple[Memory, tuple[str, ...]]:
    """The memory; a spoiled one is put aside and begun anew from the files, which is told."""
    try:
        memory = Memory(path)
        if memory.is_sound():
            return memory, ()
        memory.close()
    except sqlite3.OperationalError as error:  # no room, no permission: nothing is wrong with it
        raise UnusableWorkbook(CANT_KEEP.format(folder=path.parent, why=error)) from error
    except sqlite3.DatabaseError:
        pass  # no database at all: put aside below
    aside = path.with_name(f"{path.name}.已损坏")
    path.replace(aside)
    return Memory(path), (SPOILED.format(name=path.name, aside=aside.name),)


def _receive(collection: Collection, memory: Memory, progress: Progress) -> None:
    """Remember every file of the sources; one that only moved is not received twice."""
    inbox, count = collection.inbox, 0
    new = found(collection.sources, inbox, [*collection.own, *_beside(collection)])
    for batch in _batches(new):
        memory.arrived(batch)
        count += len(batch)
        progress(count, 0, FINDING)
    memory.forget_arrivals(_moved(memory.arrivals(), collection.home))


def _beside(collection: Collection) -> Iterator[Path]:
    """What the program itself keeps beside the ledger: memory, journals, sheets put aside."""
    for begins in (collection.memory.name, f"{collection.stem}_旧_", f"{collection.stem}_上次."):
        yield from collection.home.glob(f"{escape(begins)}*")


def _moved(arrivals: Sequence[Arrival], home: Path) -> list[str]:
    """Where a file no longer lies while the same bytes lie elsewhere."""
    gone = {one.where for one in arrivals if one.path and not (home / one.path).is_file()}
    here = {one.digest for one in arrivals if one.where not in gone}
    return [one.where for one in arrivals if one.where in gone and one.digest in here]


def _evaluate(collection: Collection, memory: Memory, runner: Runner, progress: Progress) -> None:
    """Every file that was never evaluated, or by other rules than now."""
    codes = _Codes(collection.naming)
    units = {str(digest): str(unit) for digest, _, unit, *_ in memory.rows("units")}
    known = {digest: rules == codes.of_unit(units.get(digest, "")) for digest, (rules, _) in memory.receipts().items()}
    due: dict[str, Path] = {}
    for one in memory.arrivals():
        path = collection.home / one.path
        if one.digest and not (one.sort or one.refused or known.get(one.digest)) and path.is_file():
            due.setdefault(one.digest, path)
    done = 0
    progress(done, len(due), EVALUATING)
    for batch in _batches(runner.evaluated(due.values(), collection.naming)):
        memory.keep((filed, codes.of(filed)) for filed in batch if filed.digest)
        done += len(batch)
        progress(done, len(due), EVALUATING)


class _Codes:
    """A code for what a file is evaluated by: another code, and it is evaluated again."""

    def __init__(self, naming: Naming) -> None:
        self._naming, self._known = naming, dict[int, str]()

    def of_unit(self, unit: str) -> str:
        named = self._naming.named(unit)
        if id(named) not in self._known:
            self._known[id(named)] = _code(named)
        return self._known[id(named)]

    def of(self, filed: Filed) -> str:
        return self.of_unit("" if filed.refused else str(filed.unit_value("unit")))


def _code(named: Framework | None) -> str:
    return hashlib.sha256(f"{__version__} {load_forms().version} {named!r}".encode()).hexdigest()


def _desk(collection: Collection, memory: Memory, progress: Progress) -> Desk:
    names = TABLES["units"].names
    rows = {str(digest): Filing(row=dict(zip(names, row, strict=True))) for digest, *row in memory.rows("units")}
    filings = {digest: Filing(why) if why else rows[digest] for digest, (_, why) in memory.receipts().items()}
    year = collection.year or _most(filings.values())
    told = [*collection.told, *([BY_MAJORITY.format(year=year)] if year and not collection.year else ())]
    told += [] if collection.roster else [NO_ROSTER]
    asked = Asked(year, load_forms().version, {folded(one.unit): one.unit for one in collection.roster})
    lines = lines_of(memory.arrivals(), filings, memory.choices(), asked)
    lines = [_here(line, collection.home) for line in lines]
    memory.register(line.registered for line in lines)
    units = units_of(lines, collection.roster, collection.due)
    progress(0, 0, COMPARING)
    with _earlier(collection) as earlier:
        roster = (one.unit for one in collection.roster)
        suspicions = compare(memory, collection.settings, earlier, roster)
    told += _no_longer(memory.notes(), suspicions)
    return Desk(memory, lines, units, year, collection.today, collection.settings, suspicions, tuple(told))


def _no_longer(notes: Mapping[str, str], suspicions: Sequence[Suspicion]) -> Iterator[str]:
    """Suspicions that somebody looked into and that aren't told now: what was written stays in the memory."""
    shown = {one.mark for one in suspicions}
    gone = [mark for mark, note in notes.items() if note and _MARK.fullmatch(mark) and mark not in shown]
    if gone:
        yield NO_LONGER.format(count=len(gone))


def _here(line: Line, home: Path) -> Line:
    """With a word where the file is no longer where it was: its rows are known, and count as before."""
    if not line.arrival.path or (home / line.arrival.path).is_file():
        return line
    return replace(line, registered=replace(line.registered, why=line.registered.why + GONE))


@contextmanager
def _earlier(collection: Collection) -> Iterator[Memory | None]:
    """Last year's memory, only read. UnusableWorkbook where it isn't beside last year's ledger."""
    if collection.last_year is None:
        yield None
    else:
        with Memory.reading(collection.last_year.with_suffix(collection.memory.suffix)) as earlier:
            yield earlier


def _most(filings: Iterable[Filing]) -> int | None:
    """The year of most files; of equally many the later one."""
    years = Counter(int(str(one.row["year"])) for one in filings if one.row.get("year"))
    return max(years, key=lambda year: (years[year], year)) if years else None


def _batches(items: Iterable[T]) -> Iterator[list[T]]:
    running = iter(items)
    while batch := list(islice(running, BATCH)):
        yield batch


def counted(lines: Sequence[Line]) -> Counter[str]:
    """How many files came to what: every arrival is in one of them."""
    return Counter(line.registered.status for line in lines)

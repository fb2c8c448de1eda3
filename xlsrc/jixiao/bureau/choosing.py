"""Which file of a unit counts. Nothing is guessed: what decides is told, and a person can choose otherwise.

The newest file counts that can be used and has no error; where every one has errors, the newest. A choice made in the
ledger (选用: 采用, 不采用) comes before that and stays. The same content again (same bytes, or the same 核对码 of the unit)
is the same filing.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from difflib import get_close_matches

from jixiao.bureau.desk import FILED, LATE, MISSING, UNUSABLE, Line, Obliged, UnitLine
from jixiao.filing.evaluating import FINISHED
from jixiao.filing.memory import ATTACHED, COUNTS, SAME, SUPERSEDED, Arrival, Choice, Registered
from jixiao.filing.memory import UNUSABLE as NOT_USED
from jixiao.values.typed import folded

TAKEN, LEFT_OUT = "采用", "不采用"
NO_UNIT = "没有填单位名称，不知道是哪个单位报的。请报送单位填好《基本信息》的单位名称再报。"
OTHER_YEAR = "评价年度是 {year}，这次收的是 {wanted} 年度。请报送单位核对是不是发错了文件。"
OLD_VERSION = "模板版本是 {found}，现在用的是 {current}。请用 jixiao migrate 转到新模板，或请报送单位用新模板重报。"
NOT_READ = "不是工作簿，没有读。"
CHANGED = "读的时候文件不在了或变了，没有评价。请再收集一次。"
SAME_BYTES, SAME_CONTENT = "和 {other} 是同一个文件。", "内容（核对码）和 {other} 相同。"
ONLY, NEWEST, BY_CHOICE = "这个单位只有这一份。", "最新的一份。", "人工选用。"
NEWER_HAS_ERRORS = "较新的 {other} 有 {count} 条错误，先用这一份；要改，在“选用”里选。"
ALL_HAVE_ERRORS = "每一份都有错误，用最新的一份。"
SAME_TIME = "和 {other} 收到的时间相同，不知道哪份新，先用这一份；请核对，要改，在“选用”里选。"
CHOSEN_AWAY = "人工选了不采用。"
REPLACED, HAS_ERRORS = "已有更新的 {other}。", "有 {count} 条错误，用的是没有错误的 {other}。"
OTHER_CHOSEN = "人工选用了 {other}。"
PERHAPS_THIS = "可能报过：{where} 的名称里有这个单位，但读不出来，请核对。"
PERHAPS_NAMED = "可能报过：收到“{name}”的，名册上没有它，名称相近，请核对。"
NOT_LISTED, PERHAPS = "名册上没有这个单位。", "名册上没有这个单位，有一个名称相近的“{near}”，请核对。"


@dataclass(frozen=True)
class Filing:
    """What is known of a file that was evaluated: its row of `units`, by column; `refused` where it can't be used."""

    refused: str = ""
    row: Mapping[str, object] = field(default_factory=dict)

    @property
    def unit(self) -> str:
        """As the file gives it."""
        return str(self.row.get("unit", ""))

    @property
    def errors(self) -> int:
        """How many."""
        return int(str(self.row.get("errors", 0)))


@dataclass(frozen=True)
class Asked:
    """What is collected: `year` None: any; `version`: the 模板版本 that counts; `names`: the roster's, by the folded name."""

    year: int | None
    version: str
    names: Mapping[str, str] = field(default_factory=dict)

    def called(self, unit: str) -> str:
        """A unit as the roster writes it: blanks and widths are no other name."""
        return self.names.get(folded(unit), unit)


@dataclass(frozen=True)
class _One:
    arrival: Arrival
    filing: Filing
    choice: Choice

    @property
    def rank(self) -> tuple[bool, str, bool]:
        """The greatest counts."""
        return self.filing.errors == 0, self.arrival.received, self.filing.row.get("form") == FINISHED


def lines_of(
    arrivals: Sequence[Arrival], filings: Mapping[str, Filing], choices: Mapping[str, Choice], asked: Asked
) -> list[Line]:
    """Every arrival, in its order, with what becomes of it; a unit has the name that the roster gives it."""
    first: dict[str, Arrival] = {}
    for arrival in sorted(arrivals, key=lambda one: (one.received, one.where)):
        if arrival.digest and not arrival.sort:
            first.setdefault(arrival.digest, arrival)
    of_unit: dict[str, list[_One]] = {}
    told: dict[str, Registered] = {}
    for arrival in arrivals:
        filing = filings.get(arrival.digest, Filing(CHANGED))
        why = _not_used(arrival, filing, asked)
        choice = choices.get(arrival.digest, Choice(arrival.digest))
        if arrival.sort:
            told[arrival.where] = Registered(arrival.where, arrival.digest, "", ATTACHED, NOT_READ)
        elif arrival.digest and first[arrival.digest] is not arrival:
            same = SAME_BYTES.format(other=first[arrival.digest].where)
            told[arrival.where] = Registered(arrival.where, arrival.digest, filing.unit, SAME, same)
        elif why:
            told[arrival.where] = Registered(arrival.where, arrival.digest, filing.unit, NOT_USED, why)
        else:
            of_unit.setdefault(folded(filing.unit), []).append(_One(arrival, filing, choice))
    for several in of_unit.values():
        told |= {one.where: one for one in _of_unit(several)}
    named = {where: replace(one, unit=asked.called(one.unit)) for where, one in told.items()}
    return [Line(a, named[a.where], choices.get(a.digest, Choice(a.digest))) for a in arrivals]


def _not_used(arrival: Arrival, filing: Filing, asked: Asked) -> str:
    """Why nothing in a file is used, '' where it is."""
    row = filing.row
    if arrival.refused or filing.refused:
        return arrival.refused or filing.refused
    if not filing.unit:
        return NO_UNIT
    if row["version"] not in ("", asked.version):
        return OLD_VERSION.format(found=row["version"], current=asked.version)
    if asked.year is not None and row["year"] != asked.year:
        return OTHER_YEAR.format(year=row["year"] or "（未填）", wanted=asked.year)
    return ""


def _of_unit(several: Sequence[_One]) -> Iterator[Registered]:
    """What becomes of all the usable files of one unit."""
    left_out = [one for one in several if one.choice.taken == LEFT_OUT]
    open_to_choice = sorted((one for one in several if one not in left_out), key=lambda one: one.rank, reverse=True)
    taken = [one for one in open_to_choice if one.choice.taken == TAKEN]
    for one in left_out:
        yield _line(one, SUPERSEDED, CHOSEN_AWAY)
    if not open_to_choice:
        return
    best = (taken or open_to_choice)[0]
    yield _line(best, COUNTS, BY_CHOICE if taken else _why(best, open_to_choice))
    for one in open_to_choice:
        if one is not best:
            yield _behind(one, best, chosen=bool(taken))


def _why(best: _One, ranked: Sequence[_One]) -> str:
    others = [one for one in ranked if one is not best and not _same(one, best)]
    newer = [one for one in others if one.arrival.received > best.arrival.received]
    equal = [one for one in others if one.rank == best.rank]
    if newer:
        worst = max(newer, key=lambda one: one.arrival.received)
        return NEWER_HAS_ERRORS.format(other=worst.arrival.where, count=worst.filing.errors)
    if equal:
        return SAME_TIME.format(other=equal[0].arrival.where)
    if others and best.filing.errors:
        return ALL_HAVE_ERRORS
    return NEWEST if others else ONLY


def _behind(one: _One, best: _One, *, chosen: bool) -> Registered:
    other = best.arrival.where
    if _same(one, best):
        return _line(one, SAME, SAME_CONTENT.format(other=other))
    if chosen:
        return _line(one, SUPERSEDED, OTHER_CHOSEN.format(other=other))
    if one.filing.errors and not best.filing.errors:
        return _line(one, SUPERSEDED, HAS_ERRORS.format(count=one.filing.errors, other=other))
    return _line(one, SUPERSEDED, REPLACED.format(other=other))


def _same(one: _One, other: _One) -> bool:
    return one.filing.row["fingerprint"] == other.filing.row["fingerprint"]


def _line(one: _One, status: str, why: str) -> Registered:
    return Registered(one.arrival.where, one.arrival.digest, one.filing.unit, status, why)


def units_of(lines: Sequence[Line], roster: Sequence[Obliged], due: date | None) -> list[UnitLine]:
    """Every unit: those of the roster in its order, then whoever else filed, by name."""
    counting = {folded(line.registered.unit): line for line in lines if line.registered.status == COUNTS}
    tried = {folded(line.registered.unit) for line in lines if line.registered.unit}
    unknown = [line.arrival.where for line in lines if line.registered.status == NOT_USED and not line.registered.unit]
    listed = [_unit(one, counting.get(folded(one.unit)), tried, due, listed=True) for one in roster]
    listed = [replace(one, perhaps=_perhaps(one, unknown)) for one in listed]
    on_roster = {folded(one.unit) for one in roster}
    others = sorted(counting.keys() | tried - {""}, key=str)
    names = {folded(line.registered.unit): line.registered.unit for line in lines if line.registered.unit}
    strangers = [names[key] for key in others if key not in on_roster]
    listed = [replace(one, perhaps=one.perhaps or _under_another_name(one, strangers)) for one in listed]
    unlisted = [Obliged(names[key], note=_unlisted(names[key], roster)) for key in others if key not in on_roster]
    return listed + [_unit(one, counting.get(folded(one.unit)), tried, due, listed=not roster) for one in unlisted]


def _unlisted(unit: str, roster: Sequence[Obliged]) -> str:
    if not roster:
        return ""
    near = _near(unit, [one.unit for one in roster])
    return PERHAPS.format(near=near) if near else NOT_LISTED


def _unit(obliged: Obliged, line: Line | None, tried: Iterable[str], due: date | None, *, listed: bool) -> UnitLine:
    until = obliged.due or due
    if line is None:
        standing = UNUSABLE if folded(obliged.unit) in tried else MISSING
        return UnitLine(obliged, standing, listed, due=until)
    received = line.arrival.received
    late = until is not None and received[:10] > until.isoformat()
    return UnitLine(obliged, LATE if late else FILED, listed, line.arrival.digest, received, until)


def _perhaps(one: UnitLine, unknown: Iterable[str]) -> str:
    """Of a unit that filed nothing known: a file that nobody could read, and whose name or mail speaks of the unit."""
    unit = one.obliged.unit
    found = (PERHAPS_THIS.format(where=where) for where in unknown if unit in where)
    return "" if one.standing != MISSING else next(found, "")


def _under_another_name(one: UnitLine, strangers: Sequence[str]) -> str:
    near = _near(one.obliged.unit, strangers) if one.standing == MISSING else ""
    return PERHAPS_NAMED.format(name=near) if near else ""


def _near(unit: str, names: Sequence[str]) -> str:
    """A name that may be the unit's: one holds the other, or they are nearly alike; '' where there is none."""
    within = [name for name in names if folded(name) in folded(unit) or folded(unit) in folded(name)]
    return next(iter(within or get_close_matches(unit, names, n=1, cutoff=0.75)), "")

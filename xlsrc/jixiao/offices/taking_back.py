"""收回合并: what was chosen in 合并冲突 first, then every part that came back; 来源 and 分工 tell what became of it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from jixiao.engines import UnusableWorkbook
from jixiao.engines.foreign.archives import MOST
from jixiao.forms.office_sheets import MAIN, RETURNED
from jixiao.offices.applying import place_of
from jixiao.offices.handing.returned import Came, Known, found_in, read_return
from jixiao.offices.main_book import Main
from jixiao.offices.merging.choosing import replace_with
from jixiao.offices.merging.model import LABEL, Conflict, Spot, Taken, digest, identity
from jixiao.offices.merging.three_way import Memory, Outcome, merge_return
from jixiao.offices.raws import encoded
from jixiao.offices.record import Listed, Office, Said, spot_words
from jixiao.offices.units.gathering import gathered
from jixiao.offices.units.summing import as_return
from jixiao.press.run import Progress, silent

TWICE = "【{file}】和【{other}】内容完全相同，只并一次。"
AGAIN = "【{file}】以前已经并过，内容没有变，不再并。"
NOTHING = "没有收到分册。请把科室交回的分册（.xlsx，或者装着它的 .zip、.eml）放进 {folder}，再按【收回合并】。"
NOTHING_CHOSEN = "没有可并的分册，《合并冲突》里也没有新选的。"
ASK_AGAIN = "{spot}：选了“交回”，可是主表在这以后又变了，或者放不下，没有写。请看《合并冲突》重新选。"
ONLY_MAIN = "{spot}：这一处没法自动写进来，要用的请手工填，再选“主表”。"
CHANGED_SINCE = "（主表后来又变了，请重新选）"
SAID = "并入 {taken} 处，冲突 {conflicts} 处，没有变化的不用并。"
MISSING = "还没有交回：{names}。"
CHOSEN = "按您的选择处理了 {count} 处冲突。"
OPEN = "《合并冲突》还有 {count} 处要选“主表”或“交回”，选好再按【收回合并】。"


@dataclass(frozen=True)
class TakenBack:
    """`told` for a clerk; `refused` one line for each file that can't be used; `open` conflicts that wait for somebody."""

    told: str
    refused: tuple[str, ...]
    open: int
    taken: int


def take_back(
    main: Main, files: Sequence[Path], progress: Progress = silent, *, units: Sequence[Path] = ()
) -> TakenBack:
    """Merge into `main`, whose caller saves it: parts, and whole workbooks of subordinate units. Files in any order give
    the same.

    UnusableWorkbook, and nothing changed, where no part can be used and nothing was chosen.
    """
    merge = main.record.merges + 1
    again: list[str] = []
    chosen = list(_chosen(main, merge, again))
    progress("正在读分册…")
    came, refused = _came(main, files)
    if refused and not (came or units or chosen):
        raise UnusableWorkbook("\n".join(refused))
    memory = Memory(set(_settled(main)))
    memory.note(one.as_taken for one in main.record.said)
    taken = [Said.of(merge, one) for one in chosen]
    asked, old = 0, [one for one in came if _is_merged(main, one)]
    for one in (one for one in came if one not in old):
        outcome = merge_return(main.desk, one.returned, memory)
        taken += [Said.of(merge, done) for done in outcome.taken]
        asked += _ask(main, merge, outcome.conflicts)
        _register(main, merge, one, outcome)
    if units:
        outcome, more = _sum(main, units, memory)
        taken += [Said.of(merge, done) for done in outcome.taken]
        asked += _ask(main, merge, outcome.conflicts)
        refused += more
    _refresh(main)
    decided = sum(one.done_in == merge for one in main.record.conflicts)
    main.record.said += taken
    if taken or asked or decided or _is_new(main, merge):
        main.record.merges = merge
    waiting = sum(not one.done_in for one in main.record.conflicts)
    told = [CHOSEN.format(count=decided)] if decided else []
    told += [SAID.format(taken=len(taken) - len(chosen), conflicts=asked)] if came or units else []
    told += again + [AGAIN.format(file=one.returned.file) for one in old] + _overview(main, came)
    told += [OPEN.format(count=waiting)] if waiting else []
    return TakenBack("\n".join([*told, *refused]), tuple(refused), waiting, len(taken))


def _sum(main: Main, files: Sequence[Path], memory: Memory) -> tuple[Outcome, list[str]]:
    """Sum the units and merge the sums; their sheets are written with the rest."""
    units = gathered(list(_contents(files)), main.snapshot, main.units(), main.record.merges + 1)
    if not units.names:
        return Outcome(), units.refused
    outcome = merge_return(main.desk, as_return(units, main.snapshot.units, main.desk), memory)
    main.write_units(units)
    return outcome, units.refused


def _chosen(main: Main, merge: int, again: list[str]) -> Iterator[Taken]:
    """Carry out what was chosen; names of rows last, because the other lines speak of them."""
    waiting = [one for one in main.record.conflicts if not one.done_in]
    for one in sorted(
        waiting, key=lambda listed: listed.conflict.spot.column == LABEL and not listed.conflict.spot.is_item
    ):
        asked = one.conflict
        if one.choice == MAIN:
            one.done_in = merge
        elif one.choice == RETURNED:
            before = main.desk.value(asked.spot)
            if asked.choosable and replace_with(main.desk, asked.spot, asked.returned, one.told):
                one.done_in = merge
                yield Taken(asked.spot, before, asked.returned, asked.office, asked.file, asked.saved)
            else:
                one.choice = ""
                why = ASK_AGAIN if asked.choosable else ONLY_MAIN
                again.append(why.format(spot=spot_words(asked.spot, _sheet(main, asked.spot))))


def _sheet(main: Main, spot: Spot) -> str:
    return place_of(spot, main.typed, main.desk).sheet


def _settled(main: Main) -> Iterator[object]:
    """What offices said since they were handed their parts, and what was taken, or decided against: who says the same again
    after a new hand-out, means it."""
    since = {office.name: office.since for office in main.record.offices}
    for one in main.record.said:
        if one.merge > since.get(one.office, 0):
            yield (*identity(one.spot, one.office, None)[:2], one.after)
    for listed in main.record.conflicts:
        if listed.done_in and listed.asked_in > since.get(listed.conflict.office, 0):
            yield listed.conflict.identity


def _came(main: Main, files: Sequence[Path]) -> tuple[list[Came], list[str]]:
    """The parts in an order that doesn't depend on the files', each once; and why the others can't be used."""
    snapshot = main.snapshot
    numbers = {office.name: office.number for office in main.record.offices}
    known = Known(main.record.book, snapshot.unit, snapshot.year, numbers)
    came: list[Came] = []
    refused: list[str] = []
    for name, content in _contents(files):
        try:
            if isinstance(content, str):
                raise UnusableWorkbook(content)
            came.append(read_return(name, content, known, snapshot.forms))
        except UnusableWorkbook as error:
            refused.append(str(error))
    came.sort(key=lambda one: (one.returned.office, one.digest, one.returned.file))
    once: dict[str, Came] = {}
    for one in came:
        first = once.setdefault(f"{one.returned.office}{one.digest}", one)
        if first is not one:
            refused.append(TWICE.format(file=one.returned.file, other=first.returned.file))
    return list(once.values()), sorted(refused)


def _contents(files: Sequence[Path]) -> Iterator[tuple[str, bytes | str]]:
    for path in files:
        try:
            if path.stat().st_size > MOST:
                yield path.name, f"【{path.name}】超过 300 MB，不是分册，没有并。"
                continue
            content = path.read_bytes()
        except OSError as error:
            yield path.name, f"【{path.name}】打不开（{error.strerror}），没有并。请关闭占用它的程序，再做一次。"
            continue
        yield from found_in(path, content)


def _ask(main: Main, merge: int, conflicts: Iterable[Conflict]) -> int:
    """List what isn't waiting there yet; gives how many."""
    listed = {one.conflict.identity for one in main.record.conflicts if not one.done_in}
    new = [one for one in conflicts if one.identity not in listed]
    for one in new:
        main.record.conflicts.append(Listed(one, digest(main.desk.value(one.spot)), asked_in=merge))
    return len(new)


def _register(main: Main, merge: int, one: Came, outcome: Outcome) -> None:
    """分工 shows what came back from whom."""
    office = _office(main, one)
    items = one.returned.own_items
    blank = sum(encoded(one.returned.now.items.get(item)) is None for item in items)
    counts = [len(outcome.taken), len(outcome.conflicts), blank]
    office.returned.append([one.returned.file, one.returned.saved, one.digest, merge, *counts])
    office.state = state_of(office)


def _office(main: Main, one: Came) -> Office:
    return next(office for office in main.record.offices if office.name == one.returned.office)


def _is_merged(main: Main, one: Came) -> bool:
    """Whether this very content was merged before: what came of it stands there, or waits in 合并冲突."""
    return any(entry[2] == one.digest for entry in _office(main, one).returned)


def state_of(office: Office) -> str:
    """What 分工 says under 交回."""
    if not office.returned:
        return "已分发，还没有交回" if office.number else ""
    file, saved, _, _, taken, conflicts, blank = office.returned[-1]
    when = f"（{saved} 保存）" if saved else ""
    times = f"交回 {len(office.returned)} 次，最近：" if len(office.returned) > 1 else "已交回："
    left = f"，还空着 {blank} 格（表格里的行不算）" if blank else ""
    return f"{times}{file}{when}，并入 {taken} 处，冲突 {conflicts} 处{left}"


def _is_new(main: Main, merge: int) -> bool:
    return any(entry[3] == merge for office in main.record.offices for entry in office.returned)


def _refresh(main: Main) -> None:
    """What waits shows the main workbook as it is now; what the main workbook came to agree with is done."""
    for one in main.record.conflicts:
        now = main.desk.value(one.conflict.spot)
        if one.done_in or digest(now) == one.told:
            continue
        one.told = digest(now)
        why = one.conflict.why.removesuffix(CHANGED_SINCE) + CHANGED_SINCE
        one.conflict = replace(one.conflict, main=now, why=why)


def _overview(main: Main, came: Sequence[Came]) -> list[str]:
    lines = [
        f"{office.name}：{office.state}"
        for office in main.record.offices
        if any(one.returned.office == office.name for one in came)
    ]
    missing = [office.name for office in main.record.offices if office.number and not office.returned]
    return lines + ([MISSING.format(names="、".join(missing))] if missing else [])

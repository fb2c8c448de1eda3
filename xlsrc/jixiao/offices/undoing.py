"""撤销合并: the last merge taken back, cell by cell, the latest first. What was changed after it stays, and is told."""

from dataclasses import dataclass

from jixiao.engines import UnusableWorkbook
from jixiao.offices.main_book import Main
from jixiao.offices.merging.choosing import replace_with
from jixiao.offices.record import spot_words
from jixiao.offices.taking_back import state_of
from jixiao.offices.units.gathering import without_merge

NOTHING = "没有可以撤销的合并。"
UNDONE = "撤销了第 {merge} 次合并：退回 {count} 处。分册还在文件夹里，要重新并的，再按【收回合并】。"
UNITS = "《下属单位汇总》去掉了这次合并的：{units}。它们以前的那份还要用的，请重新放进“下属单位”再合并。"
KEPT = "合并以后又改过（或者放不下），没有动：{spots}。"


@dataclass(frozen=True)
class Undone:
    """How many cells and rows were put back, and `told` for a clerk."""

    told: str
    count: int
    kept: tuple[str, ...]


def undo_last(main: Main) -> Undone:
    """Take the last merge back; the caller saves `main`. UnusableWorkbook where there was none."""
    record = main.record
    merge = max((*(one.merge for one in record.said), *(one.asked_in for one in record.conflicts), *(one.done_in for one in record.conflicts),
                 *(entry[3] for office in record.offices for entry in office.returned), *main.units().came.values()), default=0)  # fmt: skip
    if not merge:
        raise UnusableWorkbook(NOTHING)
    kept, count = [], 0
    for one in [one for one in reversed(record.said) if one.merge == merge]:
        if not one.lost and replace_with(main.desk, one.spot, one.before, one.after):
            count += 1
        else:
            kept.append(spot_words(one.spot, "" if one.spot.is_item else one.spot.name))
    record.said = [one for one in record.said if one.merge != merge]
    record.conflicts = [one for one in record.conflicts if one.asked_in != merge]
    for listed in record.conflicts:
        if listed.done_in == merge:
            listed.done_in, listed.choice = 0, ""
    for office in record.offices:
        office.returned = [entry for entry in office.returned if entry[3] != merge]
        office.state = state_of(office)
    record.merges = merge - 1
    units = main.units()
    gone = without_merge(units, merge)
    if gone:
        main.write_units(units)
    told = [UNDONE.format(merge=merge, count=count)]
    told += [UNITS.format(units="、".join(gone))] if gone else []
    told += [KEPT.format(spots="、".join(kept))] if kept else []
    return Undone("\n".join(told), count, tuple(kept))

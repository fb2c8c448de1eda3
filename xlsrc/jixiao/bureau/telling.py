"""What a collection came to, in sentences: for a terminal, a status line, a box."""

from collections import Counter
from collections.abc import Iterator

from jixiao.bureau.desk import LATE, MISSING, Desk
from jixiao.filing import memory

STATUSES = (memory.COUNTS, memory.SAME, memory.SUPERSEDED, memory.UNUSABLE, memory.ATTACHED)


def summary(desk: Desk) -> str:
    """收到 312 个文件：采用 268，重复 9，被替代 5，不能用 12，附件 18；缺报 14 个单位，逾期 3 个；疑点 7 条。"""
    files = Counter(line.registered.status for line in desk.lines)
    parts = "，".join(f"{status} {files[status]}" for status in STATUSES)
    standings = Counter(line.standing for line in desk.units)
    units = f"缺报 {standings[MISSING]} 个单位，逾期 {standings[LATE]} 个"
    return f"收到 {files.total()} 个文件：{parts}；{units}；疑点 {len(desk.suspicions)} 条。"


def refused(desk: Desk) -> Iterator[str]:
    """One line a file that can't be used."""
    for line in desk.lines:
        if line.registered.status == memory.UNUSABLE:
            yield f"不能用　{line.arrival.where}：{line.registered.why}"


def missing(desk: Desk) -> Iterator[str]:
    """One line for all units that didn't file."""
    names = [line.obliged.unit for line in desk.units if line.standing == MISSING]
    if names:
        yield f"缺报　{'、'.join(names)}"

"""Every input row is accounted for: what was found is what became of it, counted two ways."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from jixiao.bureau.desk import FILED, LATE, MISSING, UNUSABLE, Desk
from jixiao.filing import memory

STANDINGS = (FILED, LATE, MISSING, UNUSABLE)
STATUSES = (memory.COUNTS, memory.SAME, memory.SUPERSEDED, memory.UNUSABLE, memory.ATTACHED)


@dataclass(frozen=True)
class Account:
    """`units`: listed units by standing, `others`: units that aren't on the roster; `files`: arrivals by status."""

    units: Counter[str]
    others: int
    files: Counter[str]

    @property
    def obliged(self) -> int:
        """How many units have to file."""
        return self.units.total()

    @property
    def found(self) -> int:
        """How many files arrived."""
        return self.files.total()

    @property
    def units_add_up(self) -> str:
        """应报 12 = 已报 9 + 逾期 1 + 缺报 1 + 不能用 1."""
        return _sum("应报", self.units, STANDINGS)

    @property
    def files_add_up(self) -> str:
        """收到 12 = 采用 9 + 重复 1 + 被替代 1 + 不能用 1 + 附件 0."""
        return _sum("收到", self.files, STATUSES)


def account(desk: Desk) -> Account:
    """The counts of a desk."""
    listed = Counter(line.standing for line in desk.units if line.listed)
    files = Counter(line.registered.status for line in desk.lines)
    return Account(listed, sum(not line.listed for line in desk.units), files)


def unaccounted(desk: Desk, registered: Counter[str]) -> Iterator[str]:
    """What doesn't add up, a line each: nothing where every arrival is on 登记 once, with a known status.

    `registered`: how often each arrival (its `where`) stands on the sheet 登记.
    """
    kept = Counter(arrival.where for arrival in desk.memory.arrivals())
    for where in sorted(kept.keys() | registered.keys()):
        if registered[where] != kept[where]:
            yield f"“{where}”收到 {kept[where]} 次，《登记》里有 {registered[where]} 行"
    counts = account(desk)
    for name, known in ((word, STANDINGS) for word in counts.units):
        if name not in known:
            yield f"单位状态“{name}”不在 {'、'.join(known)} 之中"
    for name in counts.files.keys() - set(STATUSES):
        yield f"文件状态“{name}”不在 {'、'.join(STATUSES)} 之中"


def _sum(whole: str, counts: Counter[str], names: tuple[str, ...]) -> str:
    parts = " + ".join(f"{name} {counts[name]}" for name in names)
    rest = counts.total() - sum(counts[name] for name in names)
    return f"{whole} {counts.total()} = {parts}" + (f" + 其他 {rest}" if rest else "")

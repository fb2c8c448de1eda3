"""C. Execution rates and adjustments (checks 26, 30 to 36), in the budget tables and in the list of projects."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import partial

from jixiao.evaluation.checks.common import explained
from jixiao.findings import Finding, kind_of
from jixiao.forms import Row
from jixiao.forms.names import PROJECTS
from jixiao.snapshot import Snapshot
from jixiao.snapshot.budget_rows import BUDGETS, lines, total
from jixiao.values.key import Key
from jixiao.values.rounding import money, percent, plain

OVERSPENT = kind_of("C26")
TYPED_RATE = kind_of("C30")
CLAIM_WITHOUT_FIGURES = kind_of("C31")
ALL_FULL = kind_of("C32")
LOW = kind_of("C33")
HIGH = kind_of("C34")
ADJUSTED = kind_of("C35")
NO_INITIAL = kind_of("C36")
LEAST_LINES = 3  # one or two lines at 100 % say nothing


@dataclass(frozen=True)
class Line:
    """A row of a budget table, wherever it stands: `key` gives the key of a column."""

    label: str
    key: Callable[[str], Key]
    number: Callable[[str], Decimal | None]
    explained: bool

    @property
    def initial(self) -> Decimal | None:
        """年初预算数."""
        return self.number("年初预算数")

    @property
    def adjustment(self) -> Decimal | None:
        """预算调整数."""
        return self.number("预算调整数")

    @property
    def budget(self) -> Decimal | None:
        """调整后预算数."""
        return self.number("调整后预算数")

    @property
    def executed(self) -> Decimal | None:
        """全年执行数."""
        return self.number("全年执行数")

    @property
    def rate(self) -> Decimal | None:
        """执行率 in percent points."""
        return self.number("执行率")


def _lines(snapshot: Snapshot) -> Iterator[Line]:
    for row in lines(snapshot, *BUDGETS):
        yield Line(row.label, partial(_key_in_row, row), partial(_in_row, snapshot, row.item), explained(snapshot, row))
    for record in snapshot.tables[PROJECTS]:
        yield Line(record.label, record.key.at, record.number, bool(record.text("说明")))


def _key_in_row(row: Row, column: str) -> Key:
    return Key.of(f"{row.item}{column}")


def _in_row(snapshot: Snapshot, item: str, column: str) -> Decimal | None:
    return snapshot.number(f"{item}{column}")


def _rows(snapshot: Snapshot) -> Iterator[Row]:
    for section in BUDGETS:
        yield from lines(snapshot, section)
        yield total(snapshot, section)


def executed_is_within_budget(snapshot: Snapshot) -> Iterator[Finding]:
    """C26: 执行 > 调整后 without a reason."""
    for line in _lines(snapshot):
        if line.budget and line.executed is not None and line.executed > line.budget and not line.explained:
            words = {"executed": money(line.executed), "budget": money(line.budget)}
            yield OVERSPENT.at(line.key("全年执行数"), (line.key("调整后预算数"),), label=line.label, **words)


def typed_rates_equal_executed_over_budget(snapshot: Snapshot) -> Iterator[Finding]:
    """C30: a typed rate differs from 执行 ÷ 调整后 by more than 0.01 percentage points."""
    for row in _rows(snapshot):
        typed, rate = snapshot.number(f"{row.item}填报执行率"), snapshot.computed[f"{row.item}执行率"].value
        if typed is not None and rate is not None and abs(typed - rate) > snapshot.setting("比率容差"):
            words = {"name": row.label, "typed": percent(typed), "rate": percent(rate)}
            yield TYPED_RATE.at(f"{row.item}填报执行率", (f"{row.item}执行率",), **words)


def claimed_rates_have_figures(snapshot: Snapshot) -> Iterator[Finding]:
    """C31: a rate is claimed where the denominator is 0 or nothing was filled (real: 政府性基金 100 %)."""
    for row in _rows(snapshot):
        typed, rate = snapshot.number(f"{row.item}填报执行率"), snapshot.computed[f"{row.item}执行率"].value
        if typed is not None and rate is None:
            budget, executed = snapshot.number(f"{row.item}调整后预算数"), snapshot.number(f"{row.item}全年执行数")
            words = {"typed": percent(typed), "missing": _missing(budget, executed)}
            yield CLAIM_WITHOUT_FIGURES.at(f"{row.item}填报执行率", (f"{row.item}执行率",), name=row.label, **words)


def _missing(budget: Decimal | None, executed: Decimal | None) -> str:
    if budget:
        return "执行数"
    return "预算数和执行数" if executed is None else "预算数"


def not_every_line_is_exactly_full(snapshot: Snapshot) -> Iterator[Finding]:
    """C32 (real): every line with figures at exactly 100 %."""
    filled = [row.item for row in lines(snapshot, *BUDGETS) if snapshot.number(f"{row.item}调整后预算数")]
    full = [item for item in filled if snapshot.number(f"{item}调整后预算数") == snapshot.number(f"{item}全年执行数")]
    if len(filled) >= LEAST_LINES and len(full) == len(filled):
        yield ALL_FULL.at("支出合计执行率", count=len(full))


def low_rates_are_explained(snapshot: Snapshot) -> Iterator[Finding]:
    """C33: below 90 % without a reason."""
    limit = snapshot.setting("执行率下限")
    for line in _lines(snapshot):
        if line.rate is not None and line.rate < limit and not line.explained:
            yield LOW.at(line.key("执行率"), label=line.label, rate=percent(line.rate), limit=f"{plain(limit)}%")


def total_rates_are_at_most_full(snapshot: Snapshot) -> Iterator[Finding]:
    """C34: a total above 100 % without a reason."""
    limit = snapshot.setting("超预算提醒线")
    for section in BUDGETS:
        row = total(snapshot, section)
        rate = snapshot.computed[f"{row.item}执行率"].value
        if rate is not None and rate > limit and not explained(snapshot, row):
            yield HIGH.at(f"{row.item}执行率", label=row.label, rate=percent(rate), limit=f"{plain(limit)}%")


def adjustments_are_explained(snapshot: Snapshot) -> Iterator[Finding]:
    """C35: 预算调整数 ≠ 0 without a reason."""
    for line in _lines(snapshot):
        if line.adjustment and not line.explained:
            yield ADJUSTED.at(line.key("预算调整数"), label=line.label, adjustment=money(line.adjustment))


def budgets_begin_with_the_year(snapshot: Snapshot) -> Iterator[Finding]:
    """C36 (real): 年初 = 0 but 调整后 > 0, without a reason."""
    for line in _lines(snapshot):
        if not line.initial and line.budget and line.budget > 0 and not line.explained:
            yield NO_INITIAL.at(line.key("年初预算数"), label=line.label, budget=money(line.budget))

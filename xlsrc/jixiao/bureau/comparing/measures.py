"""What is comparable between units: one number a unit, with the cells that it comes from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from jixiao.bureau.comparing.filings import Filings
from jixiao.bureau.comparing.model import Side
from jixiao.bureau.comparing.quantities import outputs_of_projects, quantity_of
from jixiao.values.rounding import money, percent, percent_of, plain
from jixiao.values.typed import folded

YUAN = 10000
RATE_FLOOR, SCORE_FLOOR = 4.0, 10.0  # of scores more: one of five things missed is 20 points already
STAFF = "在职人员数"
RATES = ("收入合计执行率", "支出合计执行率", "项目支出执行率", "公用经费执行率", "政府采购执行率")
PER_HEAD = {
    "人均三公经费": "三公本年决算数",
    "人均公用经费": "公用经费实际支出数",
    "人均工资福利支出": "工资福利支出全年执行数",
}


@dataclass(frozen=True)
class Measured:
    """A number of a unit. `group`: what it is compared within, `what` as people say it; `about`: its part of a mark.

    `floor`: percent points that a deviation must have to count as one; `ratio`: compared by how many times instead, not by
    how much: costs lie between 200 and 2,000.
    """

    group: tuple[str, ...]
    what: str
    unit: str
    value: Decimal
    shown: str
    sides: tuple[Side, ...]
    about: tuple[str, ...] = ()
    ratio: bool = False
    floor: float = RATE_FLOOR


def execution_rates(filings: Filings) -> Iterator[Measured]:
    """Rates of totals."""
    for row in filings.rows("figures", RATES):
        side = filings.side(row, row.item, percent(row.value))
        yield Measured((row.item,), row.item, side.unit, row.value, side.shown, (side,))


def per_head(filings: Filings) -> Iterator[Measured]:
    """Money per head of staff in post; who has none of it (0 万元) isn't compared."""
    held: dict[str, dict[str, Any]] = {}
    for row in filings.rows("figures", (STAFF, *PER_HEAD.values())):
        held.setdefault(row.digest, {})[row.item] = row
    for rows in held.values():
        staff = rows.get(STAFF)
        for what, item in PER_HEAD.items():
            row = rows.get(item)
            if staff and staff.value > 0 and row and row.value > 0:
                value = row.value / staff.value
                sides = (
                    filings.side(row, item, f"{money(row.value)} 万元"),
                    filings.side(staff, STAFF, f"{plain(staff.value)} 人"),
                )
                yield Measured((what,), what, sides[0].unit, value, f"{money(value)} 万元", sides, ratio=True)


def score_shares(filings: Filings) -> Iterator[Measured]:
    """得分率 of an indicator, within the same name, weight and criterion."""
    for row in filings.rows("scores"):
        share = percent_of(row.points, row.weight) if row.points is not None and row.weight else None
        if share is not None:
            side = filings.side(row, row.name, f"{plain(row.points)}/{plain(row.weight)} 分")
            group = row.name, plain(row.weight), folded(row.criterion)
            yield Measured(group, f"“{row.name}”得分率", side.unit, share, percent(share), (side,), floor=SCORE_FLOOR)


@dataclass(frozen=True)
class Cost:
    """Where the cost of one piece of output comes from: the rows of project and line, and what is counted."""

    project: Any
    line: Any
    counted: str


def unit_costs(filings: Filings) -> Iterator[tuple[Measured, Cost]]:
    """元 per 人次, 场, 公里 …, within the same indicator and what it counts."""
    for project, lines in outputs_of_projects(filings):
        for line in lines if project.executed and project.executed > 0 else ():
            if quantity := quantity_of(line):
                each = project.executed * YUAN / quantity.number
                sides = (
                    filings.side(project, "全年执行数", f"{plain(project.executed)} 万元"),
                    filings.side(line, line.name, line.value),
                )
                group = folded(line.name), quantity.counted
                about = project.sheet, project.name, line.name
                cost = Cost(project, line, quantity.counted)
                yield Measured(group, line.name, sides[0].unit, each, money(each), sides, about, True), cost


def same_group(measured: Sequence[Measured]) -> dict[tuple[str, ...], list[Measured]]:
    """By group, in their order."""
    found: dict[tuple[str, ...], list[Measured]] = {}
    for one in measured:
        found.setdefault(one.group, []).append(one)
    return found

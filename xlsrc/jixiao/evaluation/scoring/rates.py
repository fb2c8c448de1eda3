"""Execution rates and shares by source and by use: 全年执行数 ÷ 调整后预算数 (财预〔2020〕10号); 0/0 is 不适用."""

from collections.abc import Iterator
from decimal import Decimal

from jixiao.evaluation.scoring.model import Rate
from jixiao.snapshot import Snapshot

GROUPS = {"收入": "income", "支出": "expenditure"}
BUDGET, EXECUTED, RATE, SHARE = "调整后预算数", "全年执行数", "执行率", "占比"


def execution_rates(snapshot: Snapshot) -> tuple[Rate, ...]:
    """One line per source and per use, each group closed by its total."""
    return tuple(rate for group, section in GROUPS.items() for rate in _group(snapshot, group, section))


def _group(snapshot: Snapshot, group: str, section_id: str) -> Iterator[Rate]:
    for row in snapshot.forms.section(section_id).rows:
        if not row.control:
            yield Rate(
                group,
                row.label,
                snapshot.number(row.item + BUDGET),
                snapshot.number(row.item + EXECUTED),
                snapshot.computed[row.item + RATE].value,
                snapshot.computed[row.item + SHARE].value,
                bool(row.parts),
            )


def total_rate(rates: tuple[Rate, ...], group: str) -> Decimal | None:
    """The execution rate of a group's total; None where 不适用."""
    return next((rate.rate for rate in rates if rate.group == group and rate.is_total), None)

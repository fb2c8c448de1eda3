"""The budget as its sheets show it, one row a source of income or a use of spending: wide, from the figures."""

from collections.abc import Mapping
from functools import cache

import pandas as pd

from jixiao.evaluation.scoring.rates import GROUPS
from jixiao.filing import Column, Filed, Table
from jixiao.forms import load_forms
from jixiao.frames.tables import KEY_COLUMNS, KEYS, Source, figures, filed, memory_of, typed

BUDGET = Table("budget", "预算", "一项收入或支出一行", (
    Column("group", "类别"),
    Column("name", "项目"),
    Column("initial", "年初预算数", "decimal"),
    Column("adjustment", "预算调整数", "decimal"),
    Column("budget", "调整后预算数", "decimal"),
    Column("executed", "全年执行数", "decimal"),
    Column("rate", "执行率", "decimal"),
    Column("share", "占比", "decimal"),
    Column("is_total", "合计", "flag"),
))  # fmt: skip
MONEY = {column.label: column.name for column in BUDGET.columns if column.kind == "decimal"}


def budget(source: Source, *, floats: bool = False) -> pd.DataFrame:
    """预算：income and expenditure, a row each in the order of the sheets, closed by their totals; money in 万元.

    Columns: BUDGET; `initial`, `adjustment`, `budget` (adjusted), `executed`, `rate` and `share` in percent points, each
    exact Decimal (None: blank, or 不适用), or float64 with `floats`. Over a ledger all rows of every unit that counts.
    """
    if isinstance(source, Filed):
        made = _wide(figures(source).assign(unit="", digest=""), {"": ""})
        return typed(made.drop(columns=list(KEYS)), BUDGET.columns, floats=floats)
    with memory_of(source) as memory:
        counted = memory.counted()
        made = _wide(filed(memory, "figures", counted, items=list(_cells())), counted)
    return typed(made, (*KEY_COLUMNS, *BUDGET.columns), floats=floats)


def _wide(long: pd.DataFrame, units: Mapping[str, str]) -> pd.DataFrame:
    """From (digest, item, value) to a row for every line of the budget of every file."""
    cells = _cells()
    values: dict[tuple[str, str, str], dict[str, object]] = {}
    for digest, item, value in long[long["item"].isin(cells)][["digest", "item", "value"]].itertuples(index=False):
        line, column = cells[item]
        values.setdefault((digest, *line), {})[column] = value
    rows = [
        (unit, digest, *line, *(values.get((digest, *line), {}).get(name) for name in MONEY.values()), is_total)
        for digest, unit in units.items()
        for line, is_total in _lines().items()
    ]
    return pd.DataFrame(rows, columns=[*KEYS, *BUDGET.names], dtype=object)


@cache
def _lines() -> Mapping[tuple[str, str], bool]:
    """(group, name) of every line → is it a total."""
    return {
        (group, row.label): bool(row.parts)
        for group, section in GROUPS.items()
        for row in load_forms().section(section).rows
        if not row.control
    }


@cache
def _cells() -> Mapping[str, tuple[tuple[str, str], str]]:
    """Data item → (its line, its column)."""
    rows = ((group, row) for group, section in GROUPS.items() for row in load_forms().section(section).rows)
    return {
        row.item + label: ((group, row.label), name)
        for group, row in rows
        if not row.control
        for label, name in MONEY.items()
    }

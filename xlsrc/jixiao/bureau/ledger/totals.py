"""总表: a row a unit, with what it filed and what that comes to; every figure leads to its cell."""

from collections.abc import Callable
from decimal import Decimal

import pandas as pd

from jixiao.bureau.desk import UnitLine
from jixiao.bureau.ledger import names
from jixiao.bureau.ledger.plan import Cell, Column, LedgerSheet, Linked
from jixiao.bureau.ledger.view import FIGURES, View, fraction, mean, total
from jixiao.values.rounding import percent_of
from jixiao.values.words import NOT_APPLICABLE

PRINTED, RECOMPUTED = "上报总分", "重算总分"
COLUMNS = (
    Column(names.UNIT, 30),
    Column(names.STATUS, 8, "choice"),
    Column("年初预算", 13, "amount"),
    Column("调整后预算", 13, "amount"),
    Column("执行数", 13, "amount"),
    Column("执行率", 10, "percent"),
    Column("三公预算", 10, "amount"),
    Column("三公决算", 10, "amount"),
    Column("编制", 7, "count"),
    Column("在职", 7, "count"),
    Column(PRINTED, 8, "points"),
    Column(RECOMPUTED, 8, "points"),
    Column("上报等次", 6.5, "choice"),
    Column("重算等次", 6.5, "choice"),
    Column("差", 8, "points"),
    Column("得分名次", 6.5, "count"),
    Column("执行率名次", 7.5, "count"),
    Column("错误", 6, "count"),
    Column("提醒", 6, "count"),
    Column("疑点", 6, "count"),
)
_SUMS = (
    "年初预算",
    "调整后预算",
    "执行数",
    "三公预算",
    "三公决算",
    "编制",
    "在职",
    "错误",
    "提醒",
)  # a suspicion concerns several units
_MEANS = ("年初预算", "调整后预算", "执行数", "三公预算", "三公决算")


def totals_sheet(view: View) -> LedgerSheet:
    """The sheet, units in the order of the roster; sums and averages above, of the units that have the figure.

    Both totals are averaged over the units that have both: two averages beside each other are compared.
    """
    rows = rows_of(view)
    plain = [[_value(cell) for cell in row] for row in rows.itertuples(index=False, name=None)]
    values = pd.DataFrame(plain, columns=rows.columns, dtype=object)
    return LedgerSheet(
        names.TOTALS,
        f"部门整体支出绩效自评总表（{view.desk.year or '年度未定'}）",
        "金额单位：万元。上报：文件里《评分表》显示的；重算：按填报内容算出的；差＝上报－重算；总分的平均只算两项都有的单位。点数字打开文件里的那一格。",
        COLUMNS,
        [tuple(row) for row in rows.itertuples(index=False, name=None)],
        "没有单位。",
        summary=(_sums(values, len(view.filings)), _means(values)),
        sorted_by="名册顺序",
    )


def rows_of(view: View) -> pd.DataFrame:
    """The rows as a frame of cells, by the headings."""
    labels = [column.label for column in COLUMNS]
    rows = [{**dict.fromkeys(labels), **_row(view, line)} for line in view.desk.units]
    made = pd.DataFrame(rows, columns=labels, dtype=object)
    made["得分名次"], made["执行率名次"] = _rank(made[RECOMPUTED]), _rank(made["执行率"])
    return made


def _row(view: View, line: UnitLine) -> dict[str, Cell]:
    digest = line.digest
    row: dict[str, Cell] = {names.UNIT: view.link(digest, line.obliged.unit), names.STATUS: line.standing}
    row["疑点"] = view.suspected[line.obliged.unit]
    if digest not in view.filings.index:
        return row
    row |= {column: _figure(view, digest, item) for column, item in FIGURES.items()}
    if row["执行率"] is None and _value(row["调整后预算"]) == 0:
        row["执行率"] = NOT_APPLICABLE
    one = view.filings.loc[digest]
    printed, own = one["printed_total"], one["total"]
    row[PRINTED] = view.link(digest, printed, one["printed_sheet"], one["printed_cell"])
    row[RECOMPUTED], row["重算等次"], row["上报等次"] = own, one["grade"], one["printed_grade"]
    row["差"] = None if printed is None or own is None else printed - own
    return row | {"错误": int(one["errors"]), "提醒": int(one["warnings"])}


def _figure(view: View, digest: str, item: str) -> Cell:
    if (digest, item) not in view.figures:
        return None
    value, sheet, cell = view.figures[digest, item]
    return view.link(digest, fraction(value) if item == FIGURES["执行率"] else value, sheet, cell)


def _value(cell: Cell) -> object:
    return cell.value if isinstance(cell, Linked) else cell


def _rank(cells: pd.Series) -> pd.Series:
    """1 for the highest; equal ones share a rank; None without a number."""
    values = [_value(cell) for cell in cells]
    ranks = pd.Series([float(v) if isinstance(v, Decimal) else None for v in values], dtype=float)
    ranks = ranks.rank(ascending=False, method="min")
    return pd.Series([None if pd.isna(rank) else int(rank) for rank in ranks], dtype=object)


def _sums(values: pd.DataFrame, filed: int) -> tuple[Cell, ...]:
    """合计, with the execution rate of the sums over the units that have both."""
    both = values[values["调整后预算"].map(_is_number).astype(bool) & values["执行数"].map(_is_number).astype(bool)]
    budget, executed = total(both["调整后预算"]), total(both["执行数"])
    rate = None if budget is None or executed is None else fraction(percent_of(executed, budget))
    return _summary(f"合计（{filed} 个单位）", lambda c: total(values[c]) if c in _SUMS else None, {"执行率": rate})


def _means(values: pd.DataFrame) -> tuple[Cell, ...]:
    rates = values["执行率"].where(values["执行率"].map(_is_number), None)
    both = values[values["差"].map(_is_number).astype(bool)]
    means: dict[str, Cell] = {"执行率": mean(rates, 4), **{label: mean(both[label]) for label in (PRINTED, RECOMPUTED)}}
    label = f"平均（总分：{len(both)} 个单位）"
    return _summary(label, lambda c: mean(values[c]) if c in _MEANS else None, means)


def _summary(label: str, of: Callable[[str], Cell], more: dict[str, Cell]) -> tuple[Cell, ...]:
    return label, *(more.get(column.label, of(column.label)) for column in COLUMNS[1:])


def _is_number(value: object) -> bool:
    return isinstance(value, (int, Decimal))

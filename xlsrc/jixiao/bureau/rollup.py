"""Several counties' ledgers in one table: how each of them stands, for the city. Nothing is read or evaluated again."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pandas as pd

from jixiao import frames
from jixiao.bureau.ledger import Cell, typed_in
from jixiao.bureau.ledger.drawing import drawn
from jixiao.bureau.ledger.plan import Column, LedgerSheet
from jixiao.bureau.ledger.view import FIGURES, fraction, mean, total
from jixiao.engines import UnusableWorkbook
from jixiao.filing.memory import MEMORY, Memory
from jixiao.frameworks.model import GRADES
from jixiao.resources import WITH_BUTTONS
from jixiao.values.rounding import percent_of
from jixiao.values.typed import folded

SHEET, TITLE = "各县汇总", "部门整体支出绩效自评各县汇总（{years}）"
NOTE = "金额单位：万元。平均分：已评完的单位的重算总分平均；执行率：预算数、执行数都有的单位合计后相除。没有名册的县不知道应报几个。"
TWICE, NONE = "{path}：给了两次。每本台账只写一次。", "没有台账。"
BUDGET, EXECUTED = FIGURES["调整后预算"], FIGURES["执行数"]
GRADE_NAMES = dict(zip(("excellent", "good", "fair", "poor"), GRADES, strict=True))
COLUMNS = {
    "county": Column("台账", 24),
    "year": Column("评价年度", 9, "code"),
    "units": Column("应报", 7, "count"),
    "filed": Column("已报", 7, "count"),
    "missing": Column("缺报", 7, "count"),
    "unlisted": Column("名册外", 7, "count"),
    "scored": Column("已评完", 7, "count"),
    "mean": Column("平均分", 8, "points"),
    **{name: Column(grade, 6, "count") for name, grade in GRADE_NAMES.items()},
    "budget": Column("调整后预算", 15, "amount"),
    "executed": Column("执行数", 15, "amount"),
    "rate": Column("执行率", 9, "percent"),
    "errors": Column("错误", 7, "count"),
}


@dataclass(frozen=True)
class County:
    """What a ledger holds: its roster (folded names; None where it has none), tables `units` and `budget` of what counts."""

    name: str
    roster: frozenset[str] | None
    units: pd.DataFrame
    money: pd.DataFrame


def rollup(ledgers: Sequence[Path]) -> pd.DataFrame:
    """A row a ledger: county, year, units (on its roster), filed, missing, unlisted (filed, not on the roster), scored,
    mean (of the totals), excellent, good, fair, poor, budget, executed (万元), rate (percent points), errors.

    Counts are Int64 (NA: no roster), the rest exact Decimals (None: none known). The path of a ledger or of its .db.
    UnusableWorkbook where one can't be read or is given twice.
    """
    return _frame([_row(one) for one in _counties(ledgers)])


def rollup_workbook(ledgers: Sequence[Path]) -> bytes:
    """The same as a sheet, all of them together above: the average over all units, not over counties."""
    counties = _counties(ledgers)
    rows = _frame([_row(one) for one in counties])
    whole = {**_row(_together(counties)), **{name: _sum(rows[name]) for name in ("units", "missing", "unlisted")}}
    years = "、".join(sorted({str(year) for year in rows["year"].dropna()})) or "年度未定"
    return drawn([_plan(rows, _frame([whole]), years)])


def _counties(ledgers: Sequence[Path]) -> list[County]:
    paths = [path.absolute() for path in ledgers]
    if not paths:
        raise UnusableWorkbook(NONE)
    for path, count in Counter(path.with_suffix("") for path in paths).items():
        if count > 1:
            raise UnusableWorkbook(TWICE.format(path=path))
    stems = Counter(path.stem for path in paths)
    names = [path.stem if stems[path.stem] == 1 else f"{path.parent.name}/{path.stem}" for path in paths]
    return [_county(name, path) for name, path in zip(names, paths, strict=True)]


def _county(name: str, path: Path) -> County:
    with Memory.reading(path.with_suffix(MEMORY)) as memory:
        money = frames.filed(memory, "figures", items=(BUDGET, EXECUTED))
        return County(name, _roster(path), frames.units(memory), _money(money))


def _roster(path: Path) -> frozenset[str] | None:
    """From the ledger itself; the memory has none."""
    beside = (path.with_suffix(suffix) for suffix in (".xlsx", WITH_BUTTONS))
    ledger = path if path.suffix != MEMORY else next((one for one in beside if one.exists()), None)
    units = typed_in(ledger).roster if ledger else ()
    return frozenset(folded(one.unit) for one in units) or None


def _money(figures: pd.DataFrame) -> pd.DataFrame:
    """Budget and executed of the units that have both."""
    wide = figures[figures["owner"] == ""].pivot(index="digest", columns="item", values="value")
    return wide.reindex(columns=[BUDGET, EXECUTED]).dropna()


def _together(counties: Sequence[County]) -> County:
    units = pd.concat([one.units for one in counties], ignore_index=True)
    return County("合计", None, units, pd.concat([one.money for one in counties]))


def _row(county: County) -> dict[str, object]:
    units, money = county.units, county.money
    budget, executed = total(money[BUDGET]), total(money[EXECUTED])
    totals = units["total"].dropna()
    grades = Counter(units["grade"])
    return {
        "county": county.name,
        "year": _usual(units["year"]),
        **_filed(county),
        "scored": len(totals),
        "mean": mean(totals) if len(totals) else None,
        **{name: grades[grade] for name, grade in GRADE_NAMES.items()},
        "budget": budget,
        "executed": executed,
        "rate": None if budget is None or executed is None else percent_of(executed, budget),
        "errors": int(units["errors"].sum()),
    }


def _filed(county: County) -> dict[str, object]:
    names = {folded(unit) for unit in county.units["unit"]}
    if county.roster is None:
        return {"filed": len(county.units)}
    missing, unlisted = len(county.roster - names), len(names - county.roster)
    return {"units": len(county.roster), "filed": len(county.units), "missing": missing, "unlisted": unlisted}


def _usual(years: pd.Series) -> int | None:
    known = years.dropna()
    return int(known.mode().iloc[-1]) if len(known) else None


def _sum(counts: pd.Series) -> int | None:
    known = counts.dropna()
    return int(known.sum()) if len(known) else None


def _frame(rows: list[dict[str, object]]) -> pd.DataFrame:
    made = pd.DataFrame(rows, columns=list(COLUMNS), dtype=object)
    return made.astype({name: "Int64" for name, column in COLUMNS.items() if column.kind in ("count", "code")})


def _plan(rows: pd.DataFrame, whole: pd.DataFrame, years: str) -> LedgerSheet:
    labels, title = tuple(COLUMNS.values()), TITLE.format(years=years)
    return LedgerSheet(SHEET, title, NOTE, labels, _cells(rows), NONE, _cells(whole), "台账先后")


def _cells(rows: pd.DataFrame) -> list[tuple[Cell, ...]]:
    return [
        tuple(_cell(name, value) for name, value in zip(COLUMNS, row, strict=True))
        for row in rows.itertuples(index=False, name=None)
    ]


def _cell(name: str, value: object) -> Cell:
    if value is None or value is pd.NA or value != value:
        return None
    if isinstance(value, Decimal):
        return fraction(value) if COLUMNS[name].kind == "percent" else value
    return str(value) if COLUMNS[name].kind in ("text", "code") else int(str(value))

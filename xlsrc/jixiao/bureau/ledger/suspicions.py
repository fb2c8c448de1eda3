"""跨单位疑点: evidence side by side, with what a person found out beside it."""

from collections.abc import Mapping, Sequence
from decimal import Decimal

from jixiao.bureau.comparing import Side, Suspicion
from jixiao.bureau.ledger import names
from jixiao.bureau.ledger.plan import Cell, Column, LedgerSheet
from jixiao.bureau.ledger.view import View
from jixiao.bureau.settings import load_settings
from jixiao.values.rounding import plain

BESIDE, MORE = 3, 3  # sides that have a column each, that are listed in a cell
LONGEST = 60  # characters of what a side shows: the rest is behind the link
COLUMNS = (
    Column("级别", 6, "choice"),
    Column("编号", 6, "code"),
    Column("疑点", 12),
    Column(names.UNIT, 20),
    Column("说明", 34),
    *(Column(f"证据{n}", 22, "link") for n in range(1, BESIDE + 1)),
    Column("其他证据", 20),
    Column("度量", 9),
    Column("界限", 9),
    Column(
        names.VERIFIED, 20, "entry", typed=True, hint="核实以后写在这里：属实怎么处理，不属实为什么。重新收集后保留。"
    ),
    Column(names.MARK, 12, "key"),
)  # fmt: skip


def suspicions_sheet(view: View) -> LedgerSheet:
    """A row a suspicion."""
    found = sorted(view.desk.suspicions, key=_rank)
    return LedgerSheet(
        names.SUSPICIONS,
        "跨单位疑点",
        "几个单位放在一起才看得出的疑点，是不是问题要人核实。点证据打开文件里的那一格。核实情况由人填，重新收集后保留。",
        COLUMNS,
        [_row(view, one) for one in found],
        "没有跨单位的疑点。",
        sorted_by="级别、编号、度量",
    )


def _rank(one: Suspicion) -> tuple[int, str, Decimal, str]:
    return int(one.kind.severity), one.kind.code, -(one.measure or Decimal(0)), one.mark


def _row(view: View, one: Suspicion) -> tuple[Cell, ...]:
    units = "、".join(dict.fromkeys(side.unit for side in one.sides))
    sides: list[Cell] = [_side(view, side) for side in one.sides[:BESIDE]]
    sides += [None] * (BESIDE - len(sides))
    rest = "；".join(_whose(side) for side in one.sides[BESIDE : BESIDE + MORE])
    rest += f"；另有 {len(one.sides) - BESIDE - MORE} 处" if len(one.sides) > BESIDE + MORE else ""
    kind = one.kind
    measure = "" if one.measure is None else f"{plain(one.measure)}{one.unit}"
    measured = measure, _thresholds(kind.settings, view.desk.settings)
    told = kind.severity.label, kind.code, kind.title, units, one.wrong
    return *told, *sides, rest, *measured, view.notes.get(one.mark, ""), one.mark


def _side(view: View, side: Side) -> Cell:
    return view.link(side.digest, _shown(side), side.sheet, side.cell)


def _shown(side: Side) -> str:
    shown = side.shown if len(side.shown) <= LONGEST else f"{side.shown[:LONGEST]}…"
    return f"{_whose(side)}：{shown}"


def _whose(side: Side) -> str:
    return side.unit + (f"《{side.sheet}》{side.cell}" if side.sheet else "")


def _thresholds(items: Sequence[str], settings: Mapping[str, Decimal]) -> str:
    """60%、80字: in the order in which the catalogue names them."""
    known = {one.item: one for one in load_settings()}
    return "、".join(
        f"{plain(settings.get(item, known[item].default))}{known[item].unit}" for item in items if item in known
    )

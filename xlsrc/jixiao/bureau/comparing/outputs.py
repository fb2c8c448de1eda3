"""K20, K21: money without output, output without money, by project sheet."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from jixiao.bureau.comparing.filings import Filings
from jixiao.bureau.comparing.model import Suspicion
from jixiao.bureau.comparing.quantities import NUMBER_OF, Quantity, outputs_of_projects, quantity_of
from jixiao.bureau.comparing.telling import suspicion
from jixiao.findings import kind_of
from jixiao.values.rounding import money, plain
from jixiao.values.typed import folded

NO_OUTPUT = kind_of("K20")
NO_MONEY = kind_of("K21")
YUAN = 10000
MONEY = "万元"
_NOTHING = ("", "无", "未开展", "未实施", "未完成", "/", "-")


def spending_has_output(filings: Filings) -> Iterator[Suspicion]:
    """K20: something was spent, and every 完成值 of 产出数量 (of all 产出 where there is none) is blank or 0."""
    for project, every in outputs_of_projects(filings):
        lines = [line for line in every if NUMBER_OF in line.level2] or every
        if project.executed and project.executed > 0 and lines and all(is_nothing_done(line.value) for line in lines):
            unit = filings.units[project.digest]
            sides = [filings.side(project, "全年执行数", f"{money(project.executed)} {MONEY}")]
            sides += [filings.side(line, line.name, line.value or "（空）") for line in lines]
            words = {"unit": unit, "project": project.name, "executed": money(project.executed), "count": len(lines)}
            yield suspicion(NO_OUTPUT, (unit, project.sheet, project.name), sides, (project.executed, MONEY), **words)


def output_has_spending(filings: Filings) -> Iterator[Suspicion]:
    """K21: nothing was spent, or next to nothing for what was done, and the output has full points."""
    for project, lines in outputs_of_projects(filings):
        done = [(line, quantity) for line in lines if _is_full(line) and (quantity := quantity_of(line))]
        if project.executed is None or not done:
            continue
        line, quantity = max(done, key=lambda one: one[1].number)
        if _costs_nothing(filings, project.executed, quantity):
            unit = filings.units[project.digest]
            spent = plain(project.executed)
            sides = (
                filings.side(project, "全年执行数", f"{spent} {MONEY}"),
                filings.side(line, line.name, line.value),
            )
            words = {"executed": spent, "indicator": line.name, "value": line.value}
            about = unit, project.sheet, project.name
            yield suspicion(
                NO_MONEY, about, sides, (quantity.number, quantity.counted), unit=unit, project=project.name, **words
            )


def is_nothing_done(value: str) -> bool:
    """Blank, 0, 0场, 0%, 未开展."""
    bare = folded(value).rstrip("。")
    number = bare.rstrip("%").rstrip("".join({sign for sign in bare if not sign.isdigit() and sign != "."}))
    return bare in _NOTHING or (number != "" and not number.strip("0.") and bare[0].isdigit())


def _is_full(line: Any) -> bool:
    return line.points is not None and line.weight and line.points == line.weight


def _costs_nothing(filings: Filings, executed: Decimal, quantity: Quantity) -> bool:
    if executed == 0:
        return True
    each = executed * YUAN / quantity.number
    return 0 < executed <= filings.limit("无支出限额") and each < filings.limit("单件成本下限")

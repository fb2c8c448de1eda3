"""What projects put out: the lines of 产出 of a project sheet, and quantities with what they count."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from jixiao.bureau.comparing.filings import Filings
from jixiao.values.typed import folded

OUTPUT, COST, NUMBER_OF = "产出", "成本", "数量"
_QUANTITY = re.compile(r"[≥≤>=<约共]*(\d[\d,]*(?:\.\d+)?)(万?)([^\d%.,]{1,6})")
_NO_COUNT = (
    "年",
    "月",
    "日",
    "天",
    "小时",
    "分",
    "元",
    "万元",
    "月底",
    "月前",
    "年底",
)  # times, points and money are no output


@dataclass(frozen=True)
class Quantity:
    """748 人次."""

    number: Decimal
    counted: str


def quantity_of(line: Any) -> Quantity | None:
    """What a line of 数量指标 counts, above 0; None where it says no number with a unit of counting."""
    match = _QUANTITY.fullmatch(folded(line.value)) if NUMBER_OF in line.level2 else None
    if not match or match[3] in _NO_COUNT:
        return None
    number = Decimal(match[1].replace(",", "")) * (10000 if match[2] else 1)
    return Quantity(number, match[3]) if number > 0 else None


def outputs_of_projects(filings: Filings) -> Iterator[tuple[Any, list[Any]]]:
    """(project, its lines of 产出 without 成本), by file and sheet."""
    lines: dict[tuple[str, str], list[Any]] = {}
    for line in filings.rows("project_lines"):
        if OUTPUT in line.level1 and COST not in line.level2:
            lines.setdefault((line.digest, line.sheet), []).append(line)
    for project in filings.rows("projects"):
        yield project, lines.get((project.digest, project.sheet), [])

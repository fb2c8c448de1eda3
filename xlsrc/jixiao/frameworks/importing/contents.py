"""What a column holds, in figures: how many cells, numbers, texts that give points, formulas, how long."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from jixiao.frameworks.importing.cells import Sheet
from jixiao.frameworks.importing.texts import points
from jixiao.values.typed import folded

_GIVES_POINTS = re.compile(r"[得扣计加减给]\s*(?:满分|\d|分|权重|该项|本项)|不(?:得|扣|计)分|满分|\d分|扣完为止|酌情")
_FORMULA = re.compile(r"[=＝÷×/／].*(?:100|[÷/／])|[=＝].*[÷/／×]")
_KIND = re.compile(
    r"^(?:正向|反向|逆向|正|反|定性|定量|约束性?|预期性?|共性|个性|必选|可选|自选|成本|通用|基础)(?:指标)?$"
)
LONG = 30  # characters; indicator names are shorter


@dataclass(frozen=True)
class Content:
    """Shares are of the non-empty cells: numbers, texts that give points, formulas, words for 指标性质; `length` is the mean."""

    count: int
    numbers: float
    scoring: float
    formulas: float
    length: float
    kinds: float


def content_of(sheet: Sheet, column: int, rows: Sequence[int]) -> Content:
    """The column's own cells in these rows."""
    cells = [(row, text) for row in rows if (text := sheet.own(row, column))]
    if not cells:
        return Content(0, 0, 0, 0, 0, 0)
    texts = [folded(text) for _, text in cells]
    numbers = sum(points(_raw(sheet, row, column)) is not None for row, _ in cells)
    return Content(
        len(cells),
        numbers / len(cells),
        sum(bool(_GIVES_POINTS.search(text)) for text in texts) / len(cells),
        sum(bool(_FORMULA.search(text)) for text in texts) / len(cells),
        sum(map(len, texts)) / len(cells),
        sum(bool(_KIND.search(text)) for text in texts) / len(cells),
    )


def _raw(sheet: Sheet, row: int, column: int) -> object:
    value = sheet.value((row, column))
    return value if value is not None else sheet.own(row, column)


def counted_rows(sheet: Sheet, rows: Sequence[int]) -> list[int]:
    """The rows that can hold indicators: more than one cell, no 合计."""
    return [row for row in rows if len(sheet.by_row[row]) > 1 and not is_total_row(sheet, row)]


def is_total_row(sheet: Sheet, row: int) -> bool:
    """合计 in its first text, which may have a number in front of it or stand second (序号)."""
    return row in sheet.total_rows

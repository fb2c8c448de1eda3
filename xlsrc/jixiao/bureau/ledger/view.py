"""What the sheets are made from: a desk as pandas frames, and where each file can be opened."""

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal
from functools import cached_property

import pandas as pd

from jixiao import frames
from jixiao.bureau.comparing.outliers import FAR
from jixiao.bureau.desk import Desk, UnitLine
from jixiao.bureau.ledger.plan import Cell, Linked, Target
from jixiao.filing.memory import SAME
from jixiao.values.rounding import half_up

FIGURES = {  # the data items that the ledger shows, by its headings
    "年初预算": "支出合计年初预算数",
    "调整后预算": "支出合计调整后预算数",
    "执行数": "支出合计全年执行数",
    "执行率": "支出合计执行率",
    "三公预算": "三公本年预算数",
    "三公决算": "三公本年决算数",
    "编制": "编制数",
    "在职": "在职人员数",
}


class View:
    """Frames over the filings that count, made once for all sheets."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    @cached_property
    def counted(self) -> Mapping[str, UnitLine]:
        """digest → the unit whose file it is, in the order of the desk."""
        return {line.digest: line for line in self.desk.units if line.digest}

    @cached_property
    def paths(self) -> Mapping[str, str]:
        """digest → where the file can be opened; a duplicate's place only where there is no other."""
        last = sorted(self.desk.lines, key=lambda line: line.registered.status == SAME, reverse=True)
        return {line.arrival.digest: line.arrival.path for line in last if line.arrival.path and line.arrival.digest}

    @cached_property
    def notes(self) -> Mapping[str, str]:
        """What people wrote, by mark."""
        return self.desk.memory.notes()

    def frame(self, name: str, *items: str) -> pd.DataFrame:
        """A table over the filings that count, `unit` and `digest` in front, by the order of the desk."""
        units = {digest: line.obliged.unit for digest, line in self.counted.items()}
        made = frames.filed(self.desk.memory, name, units, items=items)
        rank = {digest: n for n, digest in enumerate(units)}
        return made.sort_values("digest", key=lambda one: one.map(rank), kind="stable", ignore_index=True)

    @cached_property
    def every_file(self) -> pd.DataFrame:
        """Table `units` over all evaluated files, by digest."""
        rows = list(self.desk.memory.rows("units"))
        made = frames.frame("units", (row[1:] for row in rows))
        return made.set_index(pd.Index([row[0] for row in rows], name="digest", dtype=object))

    @cached_property
    def filings(self) -> pd.DataFrame:
        """Table `units` over the filings that count, by digest, in the order of the desk."""
        return self.every_file.loc[[digest for digest in self.counted if digest in self.every_file.index]]

    @cached_property
    def suspected(self) -> Counter[str]:
        """How many suspicions a unit is in."""
        return Counter(unit for one in self.desk.suspicions for unit in {side.unit for side in one.sides})

    @cached_property
    def alone(self) -> frozenset[tuple[str, str, str]]:
        """(digest, sheet, cell) of what is far from everyone's."""
        found = (side for one in self.desk.suspicions if one.kind == FAR for side in one.sides)
        return frozenset((side.digest, side.sheet, side.cell) for side in found)

    @cached_property
    def figures(self) -> Mapping[tuple[str, str], tuple[Decimal, str, str]]:
        """(digest, item) → value, sheet, cell; of single items only."""
        made = self.frame("figures", *FIGURES.values())
        kept = made[made["owner"] == ""][["digest", "item", "value", "sheet", "cell"]]
        return {(one[0], one[1]): (one[2], one[3], one[4]) for one in kept.itertuples(index=False, name=None)}

    @cached_property
    def scores(self) -> pd.DataFrame:
        """Table `scores`, with `rate`: points ÷ weight in percent points (None: not scored)."""
        made = self.frame("scores")
        made["rate"] = [_share(*pair) for pair in zip(made["points"], made["weight"], strict=True)]
        return made

    @cached_property
    def findings(self) -> pd.DataFrame:
        """Table `findings`."""
        return self.frame("findings")

    def link(self, digest: str, value: str | int | Decimal | None, sheet: str = "", cell: str = "") -> Cell:
        """A value with the place it was read at; unlinked where the file can't be opened from the ledger."""
        path = self.paths.get(digest, "")
        if value is None or value == "" or not path:
            return value
        return Linked(value, Target(path, sheet, cell))


def fraction(percent_points: Decimal | None) -> Decimal | None:
    """Percent points as a cell holds them: 98.24 is 0.9824."""
    return None if percent_points is None else percent_points / 100


def rounded(number: float | Decimal | None, places: int = 2) -> Decimal | None:
    """A statistic as it is shown; None where there is none."""
    if number is None or pd.isna(number):
        return None
    return half_up(number if isinstance(number, Decimal) else Decimal(repr(float(number))), places)


def total(numbers: pd.Series) -> Decimal | None:
    """The exact sum of Decimals; None where there is no number at all: no figure is not 0."""
    known = [number for number in numbers if number is not None and not pd.isna(number)]
    return sum(known, Decimal(0)) if known else None


def mean(numbers: pd.Series, places: int = 2) -> Decimal | None:
    """The average of the numbers there are, rounded half-up from the exact sum."""
    whole, count = total(numbers), int(numbers.notna().sum())
    return half_up(whole / count, places) if whole is not None else None


def _share(points: Decimal | None, weight: Decimal | None) -> Decimal | None:
    return None if points is None or not weight else half_up(points * 100 / weight, 4)

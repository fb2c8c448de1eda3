"""时间节点: points for each date kept."""

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from jixiao.criteria.answer import Answer, Outcome
from jixiao.criteria.excel import lists
from jixiao.criteria.excel.parts import NONE, Given, Read, Work, is_number, number, when
from jixiao.criteria.outcomes import missing, scored
from jixiao.criteria.shapes.base import ZERO, Input, Rule
from jixiao.criteria.typed import several
from jixiao.criteria.words import award_text
from jixiao.values.rounding import plain


@dataclass(frozen=True)
class Milestone:
    """By the end of `month`, `share` percent; worth `points`."""

    month: int
    share: Decimal
    points: Decimal


@dataclass(frozen=True)
class Milestones(Rule):
    """16 时间节点: points for each date kept."""

    label: ClassVar[str] = "时间节点"
    milestones: tuple[Milestone, ...]
    verb: str

    def words(self, weight: Decimal) -> str:
        """6月底前下达100%，得5分."""
        return "；".join(
            f"{each.month}月底前{self.verb}{plain(each.share)}%，{award_text(each.points)}" for each in self.milestones
        )

    def inputs(self) -> tuple[Input, ...]:
        """The share reached by each date."""
        return tuple(Input(f"{each.month}月底前{self.verb}", "rate", "%") for each in self.milestones)

    def filling(self) -> str:
        """填法: one line that says what to type."""
        return "完成值依次填各时间节点的完成百分数，用逗号分开"

    def answer(self, text: str) -> Answer:
        """50%,100%."""
        return several(text)

    def points(self, weight: Decimal, answer: Answer) -> Outcome:
        """Points for each date whose share was reached."""
        values = answer.values or ((answer.value,) if len(self.milestones) == 1 else ())
        if len(values) != len(self.milestones):
            return missing("各时间节点的进度")
        points = ZERO
        met: list[str] = []
        late: list[str] = []
        for date, value in zip(self.milestones, values, strict=True):
            if value is None:
                return missing(f"{date.month}月底前的进度")
            text = f"{date.month}月底前{self.verb}{plain(value)}%，应达{plain(date.share)}%"
            (met if value >= date.share else late).append(text)
            points += date.points if value >= date.share else ZERO
        return scored(points, weight, "；".join(met + late), "；".join(late))

    def read(self, given: Given, work: Work) -> Read:
        """`answer` by a spreadsheet."""
        return lists.several(given, work, len(self.milestones), exactly=True)

    def formula(self, weight: Decimal, read: Read, given: Given, work: Work) -> str:
        """`points` by a spreadsheet; all dates must be given."""
        if len(read.values) != len(self.milestones):
            return NONE
        pairs = list(zip(self.milestones, read.values, strict=True))
        points = "+".join(f"({value}>={number(date.share)})*{number(date.points)}" for date, value in pairs)
        fits = [] if read.checks == NONE else [(f"NOT({read.checks})", NONE)]
        return when(*fits, (f"NOT({is_number(*read.values)})", NONE), otherwise=f"ROUND({points},2)")

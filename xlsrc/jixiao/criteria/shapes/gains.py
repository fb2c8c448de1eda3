"""按量计分: points earned per step of a value, from a start."""

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from jixiao.criteria.answer import Answer, Outcome
from jixiao.criteria.excel import parts
from jixiao.criteria.excel.parts import NONE, Measured, clash, exact, is_number, number, when
from jixiao.criteria.outcomes import capped, head, measure, missing, refused, scored, unit_clash
from jixiao.criteria.shapes.base import ZERO, Steps, ValueRule
from jixiao.criteria.words import award_text, quoted
from jixiao.values.rounding import plain


@dataclass(frozen=True)
class StepGain(ValueRule):
    """`base` points at `start`, `steps` on top of it, up to the weight; nothing below the start. `name`: what is measured."""

    label: ClassVar[str] = "按量计分"
    steps: Steps
    unit: str = "%"
    start: Decimal = ZERO
    base: Decimal = ZERO
    name: str = ""

    def words(self, weight: Decimal) -> str:
        """≥95%，得3分；每超过1个百分点加0.4分，不足1个百分点的不计，满分为止；<95%，不得分."""
        name = quoted(self.name) if self.name else ""
        steps = self.steps.words("超过", self.unit).replace("扣", "加", 1).replace("按比例扣分", "按比例加分")
        at = f"{plain(self.start)}{self.unit}"
        return f"≥{at}，{award_text(self.base)}；{name}{steps}，满分为止；<{at}，不得分"

    def points(self, weight: Decimal, answer: Answer) -> Outcome:
        """Points per step above the start, between 0 and the weight."""
        if answer.value is None:
            return missing("指标值")
        if clash := unit_clash(self.unit, answer, self.start or self.steps.size):
            return refused(clash)
        start, at = head(answer, self.unit), measure(self.start, self.unit)
        excess = answer.value - self.start
        if excess < 0:
            return scored(ZERO, weight, f"{start}，低于{at}")
        count = self.steps.count(excess)
        points = capped(self.base + count * self.steps.points, weight)
        counted = self.steps.counting(count, self.unit).replace("扣", "加")
        return scored(points, weight, f"{start}，超过{at} {measure(excess, self.unit, points=True)}，{counted}")

    def formula_of(self, weight: Decimal, at: Measured) -> str:
        """`points` by a spreadsheet."""
        start = number(self.start)
        count = self.steps.count_formula(f"({exact(f'{at.value}-{start}')})")
        return when(
            (f"NOT({is_number(at.value)})", NONE),
            *clash(self.unit, at.unit, self.start or self.steps.size),
            (f"{at.value}<{start}", "0"),
            otherwise=parts.capped(f"{number(self.base)}+({count})*{number(self.steps.points)}", weight),
        )

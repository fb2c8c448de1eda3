"""插值: points on straight lines between values whose points are stated."""

from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import ClassVar

from jixiao.criteria.answer import Answer, Outcome
from jixiao.criteria.excel import parts
from jixiao.criteria.excel.parts import NONE, Measured, clash, is_number, number, when
from jixiao.criteria.outcomes import capped, head, measure, missing, refused, scored, unit_clash
from jixiao.criteria.shapes.base import ValueRule
from jixiao.criteria.words import award_text
from jixiao.values.rounding import plain


@dataclass(frozen=True)
class Knot:
    """A value and its points."""

    value: Decimal
    points: Decimal


@dataclass(frozen=True)
class Interpolated(ValueRule):
    """Straight lines between two or more knots, in the order of their values; level beyond the first and the last."""

    label: ClassVar[str] = "插值"
    knots: tuple[Knot, ...]
    unit: str = "%"

    def words(self, weight: Decimal) -> str:
        """≤80%，不得分；≥98%，得3分；其间按直线插值计分."""
        last = len(self.knots) - 1
        signs = ["≤" if n == 0 else "≥" if n == last else "=" for n in range(len(self.knots))]
        told = (
            f"{sign}{plain(knot.value)}{self.unit}，{award_text(knot.points)}"
            for sign, knot in zip(signs, self.knots, strict=True)
        )
        return f"{'；'.join(told)}；其间按直线插值计分"

    def points(self, weight: Decimal, answer: Answer) -> Outcome:
        """The points of the line that the value lies on."""
        if answer.value is None:
            return missing("指标值")
        if clash := unit_clash(self.unit, answer, *(knot.value for knot in self.knots)):
            return refused(clash)
        start, value = head(answer, self.unit), answer.value
        for end, sign in ((self.knots[0], "≤"), (self.knots[-1], "≥")):
            if value <= end.value if sign == "≤" else value >= end.value:
                return scored(end.points, weight, f"{start}，{sign}{measure(end.value, self.unit)}")
        one, two = next(pair for pair in pairwise(self.knots) if value <= pair[1].value)
        points = one.points + (value - one.value) * (two.points - one.points) / (two.value - one.value)
        between = f"在{measure(one.value, self.unit)}（{plain(one.points)}分）与{measure(two.value, self.unit)}（{plain(two.points)}分）之间"
        return scored(capped(points, weight), weight, f"{start}，{between}按直线插值")

    def formula_of(self, weight: Decimal, at: Measured) -> str:
        """`points` by a spreadsheet."""
        lines = []
        for one, two in pairwise(self.knots):
            rise = f"({number(two.points - one.points)})/({number(two.value - one.value)})"
            line = f"{number(one.points)}+({at.value}-({number(one.value)}))*{rise}"
            lines.append((f"{at.value}<={number(two.value)}", parts.capped(line, weight)))
        first, last = self.knots[0], self.knots[-1]
        return when(
            (f"NOT({is_number(at.value)})", NONE),
            *clash(self.unit, at.unit, *(knot.value for knot in self.knots)),
            (f"{at.value}<={number(first.value)}", number(first.points)),
            *lines,
            otherwise=number(last.points),
        )

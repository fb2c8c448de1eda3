"""分情形: a value falls into one case and gets its points, or points in proportion."""

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from jixiao.criteria.answer import Answer, Outcome
from jixiao.criteria.excel import parts
from jixiao.criteria.excel.parts import NONE, Measured, clash, is_number, number, when
from jixiao.criteria.outcomes import capped, head, measure, missing, refused, scored, unit_clash
from jixiao.criteria.shapes.base import ZERO, Range, ValueRule
from jixiao.criteria.words import award_text
from jixiao.values.rounding import plain


@dataclass(frozen=True)
class Case:
    """A range with its points, or (`points` None) value ÷ `target` × weight."""

    range: Range
    points: Decimal | None
    target: Decimal | None = None


@dataclass(frozen=True)
class Cases(ValueRule):
    """Ranges without gap or overlap, of which some earn in proportion; `absolute` compares the absolute value."""

    label: ClassVar[str] = "分情形"
    cases: tuple[Case, ...]
    unit: str = "%"
    absolute: bool = False

    @property
    def best_range(self) -> Range:
        """Where the most points are."""
        return max(self.cases, key=lambda case: (case.points is not None, case.points or 0)).range

    def words(self, weight: Decimal) -> str:
        """≥95%，得5分；60%（含）-95%（不含），得分=指标值/100%×分值；<60%，不得分."""
        prefix = "绝对值" if self.absolute else ""
        return "；".join(f"{prefix}{case.range.words(self.unit)}，{self._earned(case)}" for case in self.cases)

    def _earned(self, case: Case) -> str:
        return (
            award_text(case.points)
            if case.points is not None
            else f"得分=指标值/{plain(case.target or ZERO)}{self.unit}×分值"
        )

    def points(self, weight: Decimal, answer: Answer) -> Outcome:
        """The points of the case that holds the value."""
        if answer.value is None:
            return missing("指标值")
        if clash := unit_clash(self.unit, answer, *(case.range.low or case.range.high for case in self.cases)):
            return refused(clash)
        value = abs(answer.value) if self.absolute else answer.value
        for case in self.cases:
            if case.range.holds(value):
                return self._scored(case, value, weight, answer)
        return refused(f"指标值{measure(answer.value, self.unit)}不在评分标准的任何一种情形，请核对指标值或评分标准。")

    def formula_of(self, weight: Decimal, at: Measured) -> str:
        """`points` by a spreadsheet."""
        value = f"ABS({at.value})" if self.absolute else at.value
        bounds = [case.range.low or case.range.high for case in self.cases]
        return when(
            (f"NOT({is_number(at.value)})", NONE),
            *clash(self.unit, at.unit, *bounds),
            *[(case.range.test(value), self._earned_formula(case, value, weight)) for case in self.cases],
            otherwise=NONE,
        )

    def _earned_formula(self, case: Case, value: str, weight: Decimal) -> str:
        if case.target is None:
            return number(case.points or ZERO)
        return parts.capped(f"{value}*{number(weight)}/{number(case.target)}", weight)

    def _scored(self, case: Case, value: Decimal, weight: Decimal, answer: Answer) -> Outcome:
        where = f"{head(answer, self.unit)}，属于{case.range.words(self.unit)}的情形"
        if case.points is not None:
            return scored(case.points, weight, where, where)
        assert case.target is not None
        points = capped(value / case.target * weight, weight)
        text = f"{where}，÷ {measure(case.target, self.unit)} × {plain(weight)}分"
        return scored(points, weight, text, "未达到满分条件，按比例计分")

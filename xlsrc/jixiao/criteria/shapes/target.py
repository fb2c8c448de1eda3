"""等于目标: all or nothing against the 目标值."""

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from jixiao.criteria.answer import Answer, Outcome
from jixiao.criteria.excel.parts import NONE, Measured, is_number, number, when
from jixiao.criteria.outcomes import head, measure, missing, scored
from jixiao.criteria.shapes.base import ZERO, ValueRule
from jixiao.criteria.words import award_text


@dataclass(frozen=True)
class EqualsTarget(ValueRule):
    """5 等于目标: full marks where value `relation` target (`=`, `≥`, `≤`), else 0; for target 0, `=` means ≤ 0."""

    label: ClassVar[str] = "等于目标"
    needs_target: ClassVar[bool] = True
    relation: str = "="

    @property
    def less_is_better(self) -> bool:
        """Whether the value must not exceed the target."""
        return self.relation == "≤"

    def words(self, weight: Decimal) -> str:
        """≥目标值，得5分；否则不得分."""
        return f"{self.relation}目标值，{award_text(weight)}；否则不得分"

    def points(self, weight: Decimal, answer: Answer) -> Outcome:
        """All or nothing against the 目标值; a target of 0 is met by 0 and less."""
        if answer.value is None or answer.target is None:
            return missing("指标值" if answer.value is None else "目标值")
        value, target = answer.value, answer.target
        met = {"=": value == target, "≥": value >= target, "≤": value <= target}[self.relation]
        if self.relation == "=" and target == 0:
            met = value <= 0
        shown = f"目标值{measure(target, answer.unit)}"
        text = f"{head(answer, answer.unit)}，{'达到' if met else '未达到'}{shown}"
        return scored(weight if met else ZERO, weight, text, f"未达到{shown}")

    def formula_of(self, weight: Decimal, at: Measured) -> str:
        """`points` by a spreadsheet."""
        sign = {"=": "=", "≥": ">=", "≤": "<="}[self.relation]
        met = f"{at.value}{sign}{at.target}"
        if self.relation == "=":
            met = f"IF({at.target}=0,{at.value}<=0,{met})"
        return when((f"NOT({is_number(at.value, at.target)})", NONE), (met, number(weight)), otherwise="0")

"""手工, and 不适用处理 standing alone: a person scores."""

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import ClassVar

from jixiao.criteria.answer import Answer, Outcome
from jixiao.criteria.excel import typed_text
from jixiao.criteria.excel.parts import NONE, Given, Read, Work, is_number, when, within
from jixiao.criteria.outcomes import by_hand, reason_due, refused, scored
from jixiao.criteria.shapes.base import ZERO, Input, Rule
from jixiao.criteria.typed import number
from jixiao.values.rounding import half_up, plain


class _ByHand(Rule):
    by_hand: ClassVar[bool] = True

    def inputs(self) -> tuple[Input, ...]:
        """The score."""
        return (Input("得分", "score"),)

    def answer(self, text: str) -> Answer:
        """A score, and after a blank the reason: 4 制度未修订."""
        score, _, reason = text.partition(" ")
        return Answer(typed=number(score.removesuffix("分"), "4 扣分原因")[0], reason=reason.strip())

    def points(self, weight: Decimal, answer: Answer) -> Outcome:
        """A score typed by hand within 0 and the weight; below the weight a reason is mandatory."""
        if answer.typed is None:
            return by_hand("本指标由人工评分，请填写得分。")
        if not ZERO <= answer.typed <= weight:
            return refused(f"得分{plain(answer.typed)}应在0与分值{plain(weight)}之间。")
        if answer.typed != half_up(answer.typed):
            return refused(f"得分{plain(answer.typed)}最多保留两位小数。")
        outcome = replace(scored(answer.typed, weight, "人工评分"), deduction_reason=answer.reason.strip())
        if answer.typed < weight:
            return reason_due(outcome, answer, f"得分{plain(answer.typed)}低于分值{plain(weight)}")
        return outcome

    def read(self, given: Given, work: Work) -> Read:
        """A score and, after a blank, the reason; the score itself stands in 手工得分."""
        cell = work.put(typed_text.trimmed(given.actual))
        token = f'LEFT({cell},FIND(" ",{cell}&" ")-1)'
        score = work.put(f'LEFT({token},LEN({token})-(RIGHT({token})="分"))')
        value = typed_text.number_cell(score, work, given.grouped)
        return typed_text.done(cell, is_number(value), (value,))

    def formula(self, weight: Decimal, read: Read, given: Given, work: Work) -> str:
        """The score typed, within 0 and the weight."""
        return when((f"NOT({is_number(given.typed)})", NONE), otherwise=within(weight, given.typed))


@dataclass(frozen=True)
class Manual(_ByHand):
    """17 手工: scored by hand; below the weight a reason is mandatory."""

    label: ClassVar[str] = "手工"

    def words(self, weight: Decimal) -> str:
        """人工评分."""
        return "人工评分"

    def filling(self) -> str:
        """填法: one line that says what to type."""
        return "评价小组打分，填手工得分；低于分值写扣分原因"


@dataclass(frozen=True)
class NotApplicableOnly(_ByHand):
    """15 不适用处理 standing alone: where the indicator applies, it is scored by hand."""

    label: ClassVar[str] = "不适用处理"

    def words(self, weight: Decimal) -> str:
        """Nothing but the 不适用 clause."""
        return ""

    def filling(self) -> str:
        """填法: one line that says what to type."""
        return "评价小组打分，填手工得分；不适用的完成值填“不适用”"

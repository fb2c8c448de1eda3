"""先计后扣: points of a rule, less what cases cost on top of it."""

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from jixiao.criteria.answer import Answer, Outcome
from jixiao.criteria.outcomes import missing, scored
from jixiao.criteria.shapes.base import ZERO, Input, Rule, Unformulated
from jixiao.criteria.shapes.deductions import Deductions
from jixiao.criteria.typed import words_of
from jixiao.values.rounding import plain


@dataclass(frozen=True)
class Less(Unformulated):
    """Points of `rule` less those that `cases` cost, never below 0; the numbers of cases are the last answers."""

    label: ClassVar[str] = "先计后扣"
    rule: Rule
    cases: Deductions

    def words(self, weight: Decimal) -> str:
        """…；另外，每发生1次【未按时限公开】扣0.5分，扣完为止."""
        return f"{self.rule.words(weight)}\n另外：{self.cases.words(weight)}"

    def inputs(self) -> tuple[Input, ...]:
        """The answers of the rule, then the numbers of cases."""
        return (*self.rule.inputs(), *self.cases.inputs())

    def filling(self) -> str:
        """填法: one line that says what to type."""
        return f"{self.rule.filling()}；最后依次填次数：{'、'.join(each.label for each in self.cases.inputs())}"

    def answer(self, text: str) -> Answer:
        """是,是,否,2."""
        given, wanted = words_of(text), len(self.inputs())
        if len(given) != wanted:
            asked = "、".join(each.label for each in self.inputs())
            raise ValueError(f"评分标准有{wanted}项要答，填写了{len(given)}项，应依次填写：{asked}。")
        cut = wanted - len(self.cases.inputs())
        return Answer(parts=(self.rule.answer(",".join(given[:cut])), self.cases.answer(",".join(given[cut:]))))

    def points(self, weight: Decimal, answer: Answer) -> Outcome:
        """The rule's points less what the cases cost."""
        if len(answer.parts) != 2:
            return missing("完成值")
        first = self.rule.points(weight, answer.parts[0])
        second = self.cases.points(weight, answer.parts[1])
        if first.points is None or second.points is None:
            return first if first.points is None else second
        lost = weight - second.points
        points = max(first.points - lost, ZERO)
        text = f"{first.process}；{second.process}" if lost else first.process
        why = "；".join(part for part in (first.deduction_reason, second.deduction_reason if lost else "") if part)
        return scored(points, weight, f"{text}，{plain(first.points)}分减{plain(lost)}分" if lost else text, why)

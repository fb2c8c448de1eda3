"""先计后扣: points of a rule, less what cases cost on top of it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import ClassVar

from jixiao.criteria.answer import Answer, Outcome
from jixiao.criteria.excel import parts as excel
from jixiao.criteria.excel.parts import NONE, Given, Read, Work, is_number, number, when
from jixiao.criteria.outcomes import capped, missing, scored
from jixiao.criteria.shapes.base import Rule
from jixiao.criteria.shapes.composed import Composed, Piece, dropped, points_formula, stopped, with_reason_due
from jixiao.criteria.shapes.deductions import Deductions
from jixiao.values.rounding import plain


@dataclass(frozen=True)
class Less(Composed):
    """Points of `rule` less those that `cases` cost, never below 0; the numbers of cases are the last answers."""

    label: ClassVar[str] = "先计后扣"
    rule: Rule
    cases: Deductions

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The rule, then the cases."""
        return Piece("", self.rule), Piece("", self.cases)

    def words(self, weight: Decimal) -> str:
        """…；另外，每发生1次【未按时限公开】扣0.5分，扣完为止."""
        return f"{self.rule.words(weight)}\n另外：{self.cases.words(weight)}"

    def filling(self) -> str:
        """填法: one line that says what to type."""
        return f"{self.rule.filling()}；最后依次填次数：{'、'.join(each.label for each in self.cases.inputs())}"

    def answer_of(self, texts: Sequence[str]) -> Answer:
        """是,是,否,2; there is always a number of cases."""
        answer = super().answer_of(texts)
        if answer.parts[1].not_applicable:
            raise ValueError(f"{self.cases.inputs()[0].label}应填次数，没有填0。")
        return answer

    def points(self, weight: Decimal, answer: Answer) -> Outcome:
        """The rule's points less what the cases cost."""
        if len(answer.parts) != 2:
            return missing("完成值")
        outcomes = self.outcomes(answer, (weight, weight))
        if found := stopped(outcomes):
            return found
        (_, first), (_, second) = outcomes
        if first.points is None or second.points is None:
            return first
        lost = weight - second.points
        points = capped(first.points - lost, weight)
        text = f"{first.process}；{second.process}" if lost else first.process
        why = "；".join(part for part in (first.deduction_reason, second.deduction_reason if lost else "") if part)
        text = f"{text}，{plain(first.points)}分减{plain(lost)}分" if lost else text
        return with_reason_due(scored(points, weight, text, why), outcomes)

    def read_of(self, cells: Sequence[Given], work: Work) -> Read:
        """`answer_of` by a spreadsheet."""
        read = super().read_of(cells, work)
        rule, cases = read.parts
        counted = excel.all_of(read.readable, f"NOT({cases.not_applicable})")
        nothing = excel.all_of(dropped(self.rule, Decimal(1), rule), is_number(cases.values[0]))
        return replace(read, readable=counted, nothing=nothing)

    def formula(self, weight: Decimal, read: Read, given: Given, work: Work) -> str:
        """`points` by a spreadsheet."""
        if not read.parts:
            return NONE
        pairs = zip((self.rule, self.cases), read.parts, strict=True)
        first, second = [work.put(points_formula(rule, weight, each, work)) for rule, each in pairs]
        left = excel.capped(f"{first}+{second}-{number(weight)}", weight)
        return when((f"NOT({is_number(first, second)})", NONE), otherwise=left)

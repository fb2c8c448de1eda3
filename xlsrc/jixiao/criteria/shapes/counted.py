"""按件计分: points for each thing done, up to the weight."""

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from jixiao.criteria.answer import Answer, Outcome
from jixiao.criteria.excel import parts, typed_text
from jixiao.criteria.excel.parts import NONE, Given, Read, Work, is_number, when
from jixiao.criteria.outcomes import capped, missing, refused, scored
from jixiao.criteria.shapes.base import Input, Rule
from jixiao.criteria.typed import whole
from jixiao.criteria.words import quoted
from jixiao.values.rounding import plain


@dataclass(frozen=True)
class Counted(Rule):
    """`points_each` for every `thing`, up to the weight."""

    label: ClassVar[str] = "按件计分"
    thing: str
    points_each: Decimal

    def words(self, weight: Decimal) -> str:
        """每有1个【完成一项】得1分，满分为止."""
        return f"每有1个{quoted(self.thing)}得{plain(self.points_each)}分，满分为止"

    def inputs(self) -> tuple[Input, ...]:
        """The number of things."""
        return (Input(self.thing, "count"),)

    def filling(self) -> str:
        """填法: one line that says what to type."""
        return f"完成值填个数（{self.thing}），没有填 0"

    def answer(self, text: str) -> Answer:
        """3."""
        return Answer(count=whole(text, "3（个数）"))

    def read(self, given: Given, work: Work) -> Read:
        """`answer` by a spreadsheet: a whole number."""
        cell = work.put(typed_text.folded(given.actual))
        count = typed_text.number_cell(cell, work, given.grouped)
        return typed_text.done(cell, typed_text.whole(count, cell), (count,))

    def formula(self, weight: Decimal, read: Read, given: Given, work: Work) -> str:
        """`points` by a spreadsheet."""
        count = read.values[0]
        points = parts.capped(f"{count}*{parts.number(self.points_each)}", weight)
        return when(
            (f"NOT({is_number(count)})", NONE), (f"OR({count}<0,{count}<>INT({count}))", NONE), otherwise=points
        )

    def points(self, weight: Decimal, answer: Answer) -> Outcome:
        """Count × points, up to the weight."""
        if answer.count is None:
            return missing("个数")
        if answer.count < 0:
            return refused(f"个数不能为负数（{answer.count}）。")
        text = f"“{self.thing}” {answer.count}个，每个得{plain(self.points_each)}分"
        return scored(capped(answer.count * self.points_each, weight), weight, text, text)

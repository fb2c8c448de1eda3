"""按次扣分: points lost per case."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from jixiao.criteria.answer import Answer, Outcome
from jixiao.criteria.excel import lists, parts, typed_text
from jixiao.criteria.excel.parts import NONE, Given, Read, Work, is_number, text, when
from jixiao.criteria.outcomes import missing, refused, scored
from jixiao.criteria.shapes.base import ZERO, Input, Rule
from jixiao.criteria.shapes.per_case import case_formula, case_points, case_words
from jixiao.criteria.typed import checks, whole
from jixiao.criteria.words import CIRCLES, award_text, quoted, upper_end
from jixiao.values.rounding import plain
from jixiao.values.words import NO


@dataclass(frozen=True)
class PerOccurrence(Rule):
    """10 按次扣分: `points_each` lost per `per` occurrences of `event`; `full_when`: words for the faultless case.

    `among`: the points of a list that cases are counted among, or what the text says of them; nothing is left from
    `zero_from` cases on.
    """

    label: ClassVar[str] = "按次扣分"
    event: str
    points_each: Decimal
    per: Decimal = Decimal(1)
    most: Decimal | None = None
    full_when: str = ""
    among: tuple[str, ...] = ()
    zero_from: int | None = None

    def words(self, weight: Decimal) -> str:
        """每发现1起违规扣1分，扣完为止."""
        listed = "".join(f"{sign}{quoted(text)}；" for sign, text in zip(CIRCLES, self.among, strict=False))
        full = f"{quoted(self.full_when)}的，{award_text(weight)}；" if self.full_when else ""
        event = case_words(self.per, self.event, "扣", self.points_each)
        zero = f"；发生{self.zero_from}次及以上的，不得分" if self.zero_from else ""
        return f"{listed}{full}{event}，{upper_end(self.most)}{zero}"

    def inputs(self) -> tuple[Input, ...]:
        """The number of cases."""
        return (Input(self.event, "count"),)

    def filling(self) -> str:
        """填法: one line that says what to type."""
        return f"完成值填次数（{self.event}），没有填 0"

    def answer(self, text: str) -> Answer:
        """2, or checks of which each 否 is a case."""
        if re.match(r"[是否不yn√×]", text):
            return self._checks(text)
        return Answer(count=whole(text, "2（次数）"))

    def points(self, weight: Decimal, answer: Answer) -> Outcome:
        """Points lost per case, never below 0; 否 among checks counts as a case."""
        count = _count(answer)
        if count is None:
            return missing("次数")
        if count < 0:
            return refused(f"次数不能为负数（{count}）。")
        if count == 0:
            return scored(weight, weight, f"“{self.event}” 0次")
        if self.zero_from is not None and count >= self.zero_from:
            text = f"“{self.event}” {count}次，{self.zero_from}次及以上不得分"
            return scored(ZERO, weight, text, text)
        lost = min(case_points(count, self.per, self.points_each), weight, weight if self.most is None else self.most)
        every = "每次" if self.per == 1 else f"每{plain(self.per)}次"
        text = f"“{self.event}” {count}次，{every}扣{plain(self.points_each)}分，扣{plain(lost)}分"
        return scored(weight - lost, weight, text, text)

    def _checks(self, text: str) -> Answer:
        given = checks(text)
        if self.among and len(given.checks) not in (1, len(self.among)):
            raise ValueError(f"评分标准有{len(self.among)}个要点，填写了{len(given.checks)}个。")
        return given

    def read(self, given: Given, work: Work) -> Read:
        """`answer` by a spreadsheet: a count, or checks of which each 否 is a case."""
        cell = work.put(typed_text.folded(given.actual))
        given_checks, readable = lists.checks(given, work)
        if self.among:
            readable = f"AND({readable},OR(LEN({given_checks})=1,LEN({given_checks})={2 * len(self.among) - 1}))"
        count = typed_text.number_cell(cell, work, given.grouped)
        is_checks = f'ISNUMBER(FIND(LEFT({cell}&" "),"是否不yn√×"))'
        cases = f'LEN({given_checks})-LEN(SUBSTITUTE({given_checks},{text(NO)},""))'
        value = work.put(f'IF({cell}="","",IF({is_checks},{cases},{count}))')
        return typed_text.done(cell, f"IF({is_checks},{readable},{typed_text.whole(count, cell)})", (value,))

    def formula(self, weight: Decimal, read: Read, given: Given, work: Work) -> str:
        """`points` by a spreadsheet."""
        count, full = read.values[0], parts.number(weight)
        limits = [full] + ([] if self.most is None else [parts.number(self.most)])
        lost = case_formula(count, self.per, self.points_each)
        return when(
            (f"NOT({is_number(count)})", NONE),
            (f"OR({count}<0,{count}<>INT({count}))", NONE),
            (f"{count}=0", full),
            *([] if self.zero_from is None else [(f"{count}>={self.zero_from}", "0")]),
            otherwise=f"ROUND({full}-MIN({lost},{','.join(limits)}),2)",
        )


def _count(answer: Answer) -> int | None:
    if answer.count is not None:
        return answer.count
    if answer.checks:
        return sum(1 for check in answer.checks if check.strip() == NO)
    if answer.value is not None and answer.value == answer.value.to_integral_value():
        return int(answer.value)
    return None

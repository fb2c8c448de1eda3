"""加减计分: points for some kinds of cases and against others, from a base, within the weight."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from jixiao.criteria.answer import Answer, Outcome
from jixiao.criteria.excel import lists, parts, typed_text
from jixiao.criteria.excel.parts import NONE, Given, Read, Work, is_number, when
from jixiao.criteria.outcomes import capped, missing, refused, scored
from jixiao.criteria.shapes.base import ZERO, Input, Rule
from jixiao.criteria.shapes.per_case import (
    case_counts,
    case_filling,
    case_formula,
    case_inputs,
    case_points,
    case_words,
)
from jixiao.criteria.typed import words_of
from jixiao.values.rounding import plain


@dataclass(frozen=True)
class CaseKind:
    """A kind of case: `points` per `per` of them, earned (`sign` 1) or lost (-1)."""

    name: str
    sign: int
    points: Decimal
    per: Decimal = Decimal(1)

    def words(self) -> str:
        """每发生1次【获得表彰】加1分."""
        return case_words(self.per, self.name, "加" if self.sign > 0 else "扣", self.points)

    def total(self, count: int) -> Decimal:
        """Points of so many cases, before any limit."""
        return case_points(count, self.per, self.points)

    def total_formula(self, count: str) -> str:
        """`total` by a spreadsheet."""
        return case_formula(count, self.per, self.points)


@dataclass(frozen=True)
class Tally(Rule):
    """`base`, what the kinds earn (`most_gained` at most), less what they cost (`most_lost` at most)."""

    label: ClassVar[str] = "加减计分"
    base: Decimal
    kinds: tuple[CaseKind, ...]
    most_gained: Decimal | None = None
    most_lost: Decimal | None = None

    def words(self, weight: Decimal) -> str:
        """基础分3分；每发生1次【甲】加1分；每发生1次【乙】扣1分；最多加2分."""
        limits = ((self.most_gained, "加"), (self.most_lost, "扣"))
        most = (f"最多{verb}{plain(limit)}分" for limit, verb in limits if limit is not None)
        return "；".join([f"基础分{plain(self.base)}分", *(kind.words() for kind in self.kinds), *most])

    def inputs(self) -> tuple[Input, ...]:
        """The number of cases of each kind."""
        return case_inputs([kind.name for kind in self.kinds])

    def filling(self) -> str:
        """填法: one line that says what to type."""
        return case_filling([kind.name for kind in self.kinds])

    def answer(self, text: str) -> Answer:
        """2,0,1."""
        return case_counts(words_of(text), len(self.kinds))

    def read(self, given: Given, work: Work) -> Read:
        """`answer` by a spreadsheet."""
        found = lists.counts(given, work, len(self.kinds))
        return typed_text.done(found.line, found.fit, found.counts)

    def formula(self, weight: Decimal, read: Read, given: Given, work: Work) -> str:
        """`points` by a spreadsheet."""
        if len(read.values) != len(self.kinds):
            return NONE
        gained, lost = (
            self._sum_formula(sign, read.values, most) for sign, most in ((1, self.most_gained), (-1, self.most_lost))
        )
        whole = parts.number(weight)
        left = f"MIN({parts.number(self.base)}+{gained},{whole})-({lost})"
        return when(
            (f"NOT({is_number(read.values[0])})", NONE),
            otherwise=f"ROUND(MIN(MAX(ROUND({left},2),0),{whole}),2)",
        )

    def _sum_formula(self, sign: int, counts: Sequence[str], most: Decimal | None) -> str:
        pairs = zip(self.kinds, counts, strict=True)
        total = "+".join(kind.total_formula(count) for kind, count in pairs if kind.sign == sign) or "0"
        return total if most is None else f"MIN({total},{parts.number(most)})"

    def points(self, weight: Decimal, answer: Answer) -> Outcome:
        """The base with what is earned, then less what is lost; between 0 and the weight."""
        counts = [int(value) for value in answer.values if value is not None]
        if len(counts) != len(self.kinds) or len(answer.values) != len(counts):
            return missing("各种情形的次数")
        if any(count < 0 for count in counts):
            return refused("次数不能为负数。")
        gained, lost = self._sum(1, counts, self.most_gained), self._sum(-1, counts, self.most_lost)
        reached = min(self.base + gained, weight)
        told = "；".join(f"{kind.name} {count}次" for kind, count in zip(self.kinds, counts, strict=True) if count)
        text = f"基础分{plain(self.base)}分{f'，{told}' if told else ''}，加{plain(gained)}分，扣{plain(lost)}分"
        return scored(capped(reached - lost, weight), weight, text, text)

    def _sum(self, sign: int, counts: list[int], most: Decimal | None) -> Decimal:
        pairs = zip(self.kinds, counts, strict=True)
        total = sum((kind.total(count) for kind, count in pairs if kind.sign == sign), ZERO)
        return total if most is None else min(total, most)

"""按次扣分 of several kinds: each kind of case costs its own points, all from one weight."""

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from jixiao.criteria.answer import Answer, Outcome
from jixiao.criteria.excel import lists, parts, typed_text
from jixiao.criteria.excel.parts import NONE, Given, Read, Work, is_number, when
from jixiao.criteria.outcomes import missing, refused, scored
from jixiao.criteria.shapes.base import ZERO, Input, Rule
from jixiao.criteria.shapes.per_case import (
    case_counts,
    case_filling,
    case_formula,
    case_inputs,
    case_points,
    case_words,
)
from jixiao.criteria.typed import whole, words_of
from jixiao.criteria.words import award_text, quoted, upper_end
from jixiao.values.rounding import plain


@dataclass(frozen=True)
class Event:
    """A kind of case: `points_each` lost per `per` of them."""

    name: str
    points_each: Decimal
    per: Decimal = Decimal(1)

    def words(self) -> str:
        """每发生1次【未按规定审核】扣0.1分."""
        return case_words(self.per, self.name, "扣", self.points_each)

    def lost(self, count: int) -> Decimal:
        """Points that so many cases cost, before any limit."""
        return case_points(count, self.per, self.points_each)

    def lost_formula(self, count: str) -> str:
        """`lost` by a spreadsheet."""
        return case_formula(count, self.per, self.points_each)


@dataclass(frozen=True)
class Deductions(Rule):
    """Points lost per case, by kind of case; `full_when`: words for the faultless case, `context` stands before them."""

    label: ClassVar[str] = "按次扣分"
    events: tuple[Event, ...]
    most: Decimal | None = None
    full_when: str = ""
    context: tuple[str, ...] = ()

    @property
    def alike(self) -> bool:
        """Whether all kinds cost the same, so that one number of cases is enough."""
        return len({(event.points_each, event.per) for event in self.events}) == 1 and self.events[0].per == 1

    def words(self, weight: Decimal) -> str:
        """每发生1次【甲】扣0.1分；每发生1次【乙】扣0.5分，扣完为止."""
        head = "".join(f"{quoted(text)}；" for text in self.context)
        full = f"{quoted(self.full_when)}的，{award_text(weight)}；" if self.full_when else ""
        return f"{head}{full}{'；'.join(event.words() for event in self.events)}，{upper_end(self.most)}"

    def inputs(self) -> tuple[Input, ...]:
        """The number of cases of each kind."""
        return case_inputs([event.name for event in self.events])

    def filling(self) -> str:
        """填法: one line that says what to type."""
        return case_filling([event.name for event in self.events])

    def answer(self, text: str) -> Answer:
        """2,0,1; one number where all kinds cost the same."""
        given = words_of(text)
        if not given:
            return Answer()
        if given == [text] and self.alike:
            return Answer(count=whole(given[0], "2（次数）"))
        return case_counts(given, len(self.events))

    def read(self, given: Given, work: Work) -> Read:
        """`answer` by a spreadsheet: whole numbers, one of each kind, or one alone where all kinds cost the same."""
        found = lists.counts(given, work, len(self.events))
        fits = found.fit
        if self.alike and len(found.counts) > 1:
            alone = f"AND({found.number}=1,{found.line}={found.words[0]})"
            fits = f"IF({alone},{typed_text.whole(found.counts[0], found.words[0])},{fits})"
        return typed_text.done(found.line, f'OR({found.words[0]}="",{fits})', found.counts)

    def formula(self, weight: Decimal, read: Read, given: Given, work: Work) -> str:
        """`points` by a spreadsheet."""
        if len(read.values) != len(self.events):
            return NONE
        lost = "+".join(
            f"IF({is_number(count)},{event.lost_formula(count)},0)"
            for event, count in zip(self.events, read.values, strict=True)
        )
        limits = [parts.number(weight)] + ([] if self.most is None else [parts.number(self.most)])
        left = f"ROUND({parts.number(weight)}-MIN({lost},{','.join(limits)}),2)"
        return when((f"NOT({is_number(read.values[0])})", NONE), otherwise=left)

    def points(self, weight: Decimal, answer: Answer) -> Outcome:
        """The weight less the points of all cases, never below 0."""
        if answer.count is not None and self.alike:
            counts = (answer.count, *(0 for _ in self.events[1:]))
        elif len(answer.values) != len(self.events) or None in answer.values:
            return missing("各种情形的次数")
        else:
            counts = tuple(int(value) for value in answer.values if value is not None)
        if any(count < 0 for count in counts):
            return refused("次数不能为负数。")
        lost = sum((event.lost(count) for event, count in zip(self.events, counts, strict=True)), ZERO)
        lost = min(lost, weight, weight if self.most is None else self.most)
        told = "；".join(f"{event.name} {count}次" for event, count in zip(self.events, counts, strict=True) if count)
        text = f"{told}，扣{plain(lost)}分" if told else "没有应扣分的情形"
        return scored(weight - lost, weight, text, text)

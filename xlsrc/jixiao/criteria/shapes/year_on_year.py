"""与上年比: this year against last year."""

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from jixiao.criteria.answer import Answer, Outcome
from jixiao.criteria.excel import parts, typed_text
from jixiao.criteria.excel.parts import NONE, Given, Measured, Read, Work, is_number, when
from jixiao.criteria.outcomes import measure, missing, scored
from jixiao.criteria.shapes.base import ZERO, Input, Rule
from jixiao.criteria.typed import number, two
from jixiao.criteria.words import award_text


@dataclass(frozen=True)
class YearOnYear(Rule):
    """11 与上年比: points where this year is nothing at all (`none`), less than, equal to, more than last year."""

    label: ClassVar[str] = "与上年比"
    subject: str
    down: Decimal
    same: Decimal
    up: Decimal
    none: Decimal | None = None

    @property
    def less_is_better(self) -> bool:
        """Always."""
        return True

    def words(self, weight: Decimal) -> str:
        """无结余，得3分；结余不超过上年，得2分；结余超过上年，不得分."""
        parts = [] if self.none is None else [f"无{self.subject}，{award_text(self.none)}"]
        cases = [("不超过上年", self.down)]
        if self.down != self.same:
            cases = [("低于上年", self.down), ("与上年持平", self.same)]
        parts += [f"{self.subject}{how}，{award_text(points)}" for how, points in [*cases, ("超过上年", self.up)]]
        return "；".join(parts)

    def inputs(self) -> tuple[Input, ...]:
        """Both years in one: 19.8/20."""
        return (Input(self.subject or "本年/上年", "versus"),)

    def filling(self) -> str:
        """填法: one line that says what to type."""
        return "完成值填 本年数/上年数，如 19.8/20"

    def answer(self, text: str) -> Answer:
        """19.8/20; last year's may be left off."""
        first, second = two(text, "19.8/19.8（本年/上年）") if "/" in text else (text, "")
        value, unit = number(first, "19.8/19.8")
        last = number(second, "19.8/19.8")[0] if second else None
        return Answer(value=value, unit=unit, last=last)

    def points(self, weight: Decimal, answer: Answer) -> Outcome:
        """This year against last year."""
        if answer.value is None or (answer.last is None and not (self.none is not None and answer.value == 0)):
            return missing("本年数" if answer.value is None else "上年数")
        unit = "" if answer.unit == "%" else answer.unit
        this = f"{self.subject or '本年'}{answer.trace or measure(answer.value, unit)}"
        if self.none is not None and answer.value == 0:
            return scored(self.none, weight, f"无{self.subject}")
        last = answer.last if answer.last is not None else ZERO
        if answer.value == last:
            points, word = self.same, "等于"
        else:
            points, word = (self.down, "低于") if answer.value < last else (self.up, "超过")
        text = f"{this}，{word}上年{measure(last, unit)}"
        return scored(points, weight, text, text)

    def read(self, given: Given, work: Work) -> Read:
        """`answer` by a spreadsheet."""
        cell = work.put(typed_text.folded(given.actual))
        at = typed_text.halves(cell, work, given.grouped)
        readable = f'AND({is_number(at.one)},OR({is_number(at.two)},{at.second}=""))'
        return typed_text.done(cell, readable, (at.one, at.two))

    def formula(self, weight: Decimal, read: Read, given: Given, work: Work) -> str:
        """`points` by a spreadsheet."""
        return self._compared(read.values[0], read.values[1] if len(read.values) > 1 else NONE)

    def formula_of(self, weight: Decimal, at: Measured) -> str:
        """`points` by a spreadsheet, without last year's value."""
        return self._compared(at.value, NONE)

    def _compared(self, this: str, last: str) -> str:
        none = [] if self.none is None else [(f"{this}=0", parts.number(self.none))]
        return when(
            (f"NOT({is_number(this)})", NONE),
            *none,
            (f"NOT({is_number(last)})", NONE),
            (f"{this}={last}", parts.number(self.same)),
            (f"{this}<{last}", parts.number(self.down)),
            otherwise=parts.number(self.up),
        )

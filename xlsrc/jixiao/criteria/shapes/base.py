"""What every rule promises, and the data that several of them are made of.

All numbers are Decimal. A bound in percent is in percent points (100 means 100 %). The 分值 (weight) is no part of a
rule: it is handed in when a rule is read, put into words or scored, so that the same rule serves any weight.
"""

import unicodedata
from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from enum import StrEnum
from typing import ClassVar

from jixiao.criteria.answer import Answer, Outcome, Status
from jixiao.criteria.excel import parts, typed_text
from jixiao.criteria.excel.parts import NONE, Given, Measured, NoFormulaError, Read, Work
from jixiao.criteria.outcomes import scored
from jixiao.criteria.shapes.inputs import Input as Input
from jixiao.criteria.typed import against_target, number, rate
from jixiao.criteria.words import size_text
from jixiao.values.rounding import plain
from jixiao.values.words import NOT_APPLICABLE

ZERO = Decimal(0)
HUNDRED = Decimal(100)


class NotApplicable(StrEnum):
    """What happens to an indicator that doesn't apply: an explicit choice per criterion."""

    FULL = "得满分"
    RESCALE = "不参评，按比例折算到100分"
    SHARE = "分值分摊到同级指标"


_CLAUSES = {
    NotApplicable.FULL: "无此类项目的，得满分",
    NotApplicable.RESCALE: "无此类项目的，不参评，按比例折算到100分",
    NotApplicable.SHARE: "无此类项目的，分值分摊到同级指标",
}


@dataclass(frozen=True)
class Rule(ABC):
    """Base of all rules; `not_applicable` is the attached 不适用 clause, None where the text says nothing.

    label: the short Chinese name of the shape. by_hand: the clerk's score is the score, elsewhere it overrides a rule.
    outside: it acts on the total of a table and stands outside its 100.
    """

    label: ClassVar[str]
    by_hand: ClassVar[bool] = False
    outside: ClassVar[bool] = False
    not_applicable: NotApplicable | None = field(default=None, kw_only=True)

    @abstractmethod
    def words(self, weight: Decimal) -> str:
        """The canonical Chinese words for an indicator worth `weight`, without 不适用 clause and 。."""

    @abstractmethod
    def points(self, weight: Decimal, answer: Answer) -> Outcome:
        """Points of an answer that isn't 不适用: half-up, 2 decimals (财预〔2020〕10号)."""

    def outcome(self, weight: Decimal, answer: Answer) -> Outcome:
        """`points`, or for what doesn't apply what its clause gives."""
        if not answer.not_applicable:
            return self.points(weight, answer)
        points = self.points_not_applicable(weight)
        if points is not None:
            return scored(points, weight, "不适用，按评分标准")
        how = f"：{self.not_applicable}" if self.not_applicable else ""
        return Outcome(None, Status.NOT_APPLICABLE, f"不适用{how}")

    def compared(self, answer: Answer) -> "Iterable[tuple[str, Rule, Answer]]":
        """(name, rule, answer) of each value that may lie above its 目标值."""
        return (("", self, answer),)

    def provisional(self, weight: Decimal, answer: Answer) -> Outcome:
        """Points while a question is still open that only takes points away; for a preview, never for a score."""
        return self.points(weight, answer)

    @abstractmethod
    def answer(self, text: str) -> Answer:
        """What one typed text (NFKC, trimmed, neither blank nor 不适用) answers; ValueError in Chinese."""

    @abstractmethod
    def read(self, given: Given, work: Work) -> Read:
        """`answer` by a spreadsheet: 完成值 in the cell `given.actual` taken apart; NoFormulaError."""

    @abstractmethod
    def formula(self, weight: Decimal, read: Read, given: Given, work: Work) -> str:
        """`points` by a spreadsheet, "" where there are none; NoFormulaError. `given.typed`: the score, rounded."""

    def answer_of(self, texts: Sequence[str]) -> Answer:
        """One typed text for each of `inputs`, blank or 不适用 where it is so; ValueError in Chinese."""
        own = [asked.folded(text) for asked, text in zip(self.inputs(), texts, strict=True)]
        if not any(own):
            return Answer()
        if all(each == NOT_APPLICABLE for each in own):
            return Answer(not_applicable=True)
        return self.answer(", ".join(own))

    def with_target(self, actual: str, target: str) -> str:
        """What was typed as 完成值 with a bare 目标值 behind it, 12/10, unless it brings its own."""
        return actual if "/" in unicodedata.normalize("NFKC", actual) else f"{actual}/{target}"

    def read_of(self, cells: Sequence[Given], work: Work) -> Read:
        """`answer_of` by a spreadsheet: a cell for each of `inputs`."""
        own = [asked.folded_cell(cell) for asked, cell in zip(self.inputs(), cells, strict=True)]
        return self.read(own[0], work) if len(own) == 1 else self._read_joined([each.actual for each in own], work)

    def _read_joined(self, texts: Sequence[str], work: Work) -> Read:
        read = self.read(Given(actual='&", "&'.join(texts)), work)
        none = parts.all_in_cells([f"{each}={parts.text(NOT_APPLICABLE)}" for each in texts], work)
        return replace(read, not_applicable=none, readable=f"OR({none},{read.readable})")

    def formula_of(self, weight: Decimal, at: Measured) -> str:
        """`points` of a bare value by a spreadsheet, for rules over one value; NoFormulaError."""
        raise NoFormulaError

    @abstractmethod
    def inputs(self) -> tuple[Input, ...]:
        """What a person answers, in order."""

    def filling(self) -> str:
        """填法: one line that says what to type."""
        return "完成值填实际数，如 98.5%"

    def points_not_applicable(self, weight: Decimal) -> Decimal | None:
        """What an indicator gets that doesn't apply: full marks by an explicit clause, else nothing."""
        return weight if self.not_applicable is NotApplicable.FULL else None

    def sentence(self, weight: Decimal) -> str:
        """The words with the 不适用 clause."""
        clause = _CLAUSES[self.not_applicable] if self.not_applicable else ""
        return "；".join(part for part in (self.words(weight), clause) if part)

    @property
    def takes_target(self) -> bool:
        """Whether 目标值 matters for the points."""
        return False

    def targeted(self) -> tuple[bool, ...]:
        """For each of `inputs` whether a 目标值 belongs to it."""
        return (self.takes_target,) * len(self.inputs())

    @property
    def less_is_better(self) -> bool:
        """Whether a value above its target loses points by itself, so that no reason is due."""
        return False


def render(rule: Rule, weight: Decimal) -> str:
    """The canonical Chinese text of a rule for an indicator worth `weight` points; reads back to an equal rule."""
    return rule.sentence(weight) + "。"


class ValueRule(Rule):
    """Base of the rules over one measured value; `needs_target`: they compare it with 目标值 and nothing else."""

    needs_target: ClassVar[bool] = False

    def answer(self, text: str) -> Answer:
        """103.9%, or with its 目标值 12/10."""
        if self.needs_target or (self.takes_target and "/" in text):
            return against_target(text)
        if getattr(self, "unit", "%") == "%" and not self.takes_target:
            return Answer(value=rate(text, "103.9%"), unit="%")
        value, unit = number(text, "103.9%或12.5")
        return Answer(value=value, unit=unit)

    def read(self, given: Given, work: Work) -> Read:
        """A number with its unit, where it counts with "/" and its 目标值 behind it."""
        if self.takes_target:
            return typed_text.against_target(given, work, self.needs_target)
        return typed_text.rate(given, work) if getattr(self, "unit", "%") == "%" else typed_text.measured(given, work)

    def formula(self, weight: Decimal, read: Read, given: Given, work: Work) -> str:
        """The formula over the value that was read."""
        target = read.target if self.takes_target else NONE
        unit = read.unit if read.unit.startswith('"') else work.put(read.unit)
        return self.formula_of(weight, Measured(read.values[0], unit, target, work))

    def filling(self) -> str:
        """填法: one line that says what to type."""
        return "填目标值和完成值" if self.needs_target else super().filling()

    def inputs(self) -> tuple[Input, ...]:
        """The 完成值, in the unit of the rule unless a 目标值 in any unit decides."""
        unit = "" if self.takes_target else getattr(self, "unit", "")
        return (Input("完成值", "rate" if unit == "%" else "amount", unit),)

    @property
    def takes_target(self) -> bool:
        """Whether 目标值 matters for the points."""
        return self.needs_target


@dataclass(frozen=True)
class Range:
    """Values between two bounds; None is open."""

    low: Decimal | None = None
    high: Decimal | None = None
    low_in: bool = True
    high_in: bool = True

    def holds(self, value: Decimal) -> bool:
        """Whether the value lies inside."""
        above = self.low is None or value > self.low or (self.low_in and value == self.low)
        below = self.high is None or value < self.high or (self.high_in and value == self.high)
        return above and below

    def test(self, reference: str) -> str:
        """`holds` by a spreadsheet, for the number at `reference`."""
        tests = []
        if self.low is not None:
            tests.append(f"{reference}>{'=' if self.low_in else ''}{parts.number(self.low)}")
        if self.high is not None:
            tests.append(f"{reference}<{'=' if self.high_in else ''}{parts.number(self.high)}")
        return f"AND({','.join(tests)})" if tests else "TRUE"

    def words(self, unit: str) -> str:
        """≥90%, 80%（含）-90%（不含）, =0%."""
        low = None if self.low is None else plain(self.low) + unit
        high = None if self.high is None else plain(self.high) + unit
        if low is not None and self.low == self.high:
            return f"={low}"
        if low is None or high is None:
            if low is None and high is None:
                return "任何值"
            return (f"{'≤' if self.high_in else '<'}{high}") if low is None else (f"{'≥' if self.low_in else '>'}{low}")
        marks = ["（含）" if each else "（不含）" for each in (self.low_in, self.high_in)]
        return f"{low}{marks[0]}-{high}{marks[1]}"


class Rounding(StrEnum):
    """How a part of a step counts: not at all (the default, as clerks read it), as a whole one, or in proportion."""

    FLOOR = "不足不计"
    CEIL = "不足按一步计"
    LINEAR = "按比例"


@dataclass(frozen=True)
class Steps:
    """`points` lost per `size` (percent points, or the unit of the rule)."""

    size: Decimal
    points: Decimal
    rounding: Rounding = Rounding.FLOOR

    def words(self, way: str, unit: str) -> str:
        """每超过1个百分点扣0.5分，不足1个百分点的不计; `way` is 超过 or 低于."""
        return f"每{way}{size_text(self.size, unit)}扣{plain(self.points)}分，{self._part_words(unit)}"

    def _part_words(self, unit: str) -> str:
        size = size_text(self.size, unit)
        if self.rounding is Rounding.LINEAR:
            return "按比例扣分"
        return f"不足{size}的不计" if self.rounding is Rounding.FLOOR else f"不足{size}按{size}计"

    def count(self, excess: Decimal) -> Decimal:
        """How many steps an excess makes, by the rounding."""
        exact = excess / self.size
        if self.rounding is Rounding.LINEAR:
            return exact
        mode = ROUND_FLOOR if self.rounding is Rounding.FLOOR else ROUND_CEILING
        return exact.to_integral_value(rounding=mode)

    def count_formula(self, excess: str) -> str:
        """`count` by a spreadsheet."""
        exact = f"{excess}/{parts.number(self.size)}"
        if self.rounding is Rounding.LINEAR:
            return exact
        return f"INT({parts.exact(exact)})" if self.rounding is Rounding.FLOOR else f"-INT(-{parts.exact(exact)})"

    def counting(self, count: Decimal, unit: str) -> str:
        """按整数3个百分点计，每个扣0.5分."""
        if self.rounding is Rounding.LINEAR:
            return f"每{size_text(self.size, unit)}扣{plain(self.points)}分，按比例计"
        how = "按整数" if self.rounding is Rounding.FLOOR else "不足一个按一个，按"
        if self.size == 1:
            return f"{how}{size_text(count, unit)}计，每个扣{plain(self.points)}分"
        return f"每{size_text(self.size, unit)}扣{plain(self.points)}分，{how}{plain(count)}个计"

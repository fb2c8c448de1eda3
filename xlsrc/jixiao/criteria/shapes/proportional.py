"""按比例, 越低越好, 放大线性, 达标项占比: points in proportion to a value."""

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import ClassVar

from jixiao.criteria.answer import Answer, Outcome, Status
from jixiao.criteria.excel import parts, typed_text
from jixiao.criteria.excel.parts import NONE, Given, Measured, Read, Work, clash, is_number, number, one_of, when
from jixiao.criteria.outcomes import capped, head, measure, missing, reason_due, refused, scored, unit_clash
from jixiao.criteria.shapes.base import HUNDRED, ZERO, Input, Range, Rule, ValueRule
from jixiao.criteria.typed import two, whole
from jixiao.criteria.words import award_text
from jixiao.values.rounding import half_up, plain


@dataclass(frozen=True)
class Proportional(ValueRule):
    """3 按比例: value ÷ target × weight, capped. `target` None: the 目标值, or 100 % where the value is a rate."""

    label: ClassVar[str] = "按比例"
    target: Decimal | None = None
    unit: str = "%"
    zero: Range | None = None
    basis: str = ""

    @property
    def takes_target(self) -> bool:
        """Whether 目标值 is the full measure."""
        return self.target is None

    def words(self, weight: Decimal) -> str:
        """≥100%，得10分；<100%，按比例得分."""
        zero = f"；{self.zero.words(self.unit)}，不得分" if self.zero else ""
        if self.basis:
            return f"得分={self.basis}×分值，满分为止{zero}"
        if self.target is None:
            return f"按完成比例得分，满分为止{zero}"
        target = plain(self.target) + self.unit
        return f"≥{target}，{award_text(weight)}；<{target}，按比例得分{zero}"

    def points(self, weight: Decimal, answer: Answer) -> Outcome:
        """value ÷ target × weight, between 0 and the weight; a value above its target needs a reason."""
        if answer.value is None:
            return missing("指标值")
        if self.target is not None and (clash := unit_clash(self.unit, answer, self.target)):
            return refused(clash)
        target = self.target if self.target is not None else answer.target
        if target is None and answer.unit == "%":
            target = HUNDRED
        if target is None:
            return missing("目标值")
        if target <= 0:
            return refused("目标值为0或负数，不能按比例计分。")
        if self.zero and self.zero.holds(self._reached(answer, answer.value, target)):
            return scored(ZERO, weight, f"{head(answer, self.unit)}，{self.zero.words(self.unit)}不得分")
        return self._share(weight, answer, answer.value, target)

    def _reached(self, answer: Answer, value: Decimal, target: Decimal) -> Decimal:
        """What the cut-off is held against: a rate as it is, a number as its share of the 目标值 in percent."""
        is_rate = self.target is not None or answer.unit == "%"
        return value if is_rate else half_up(value / target * HUNDRED)

    def _share(self, weight: Decimal, answer: Answer, value: Decimal, target: Decimal) -> Outcome:
        start = head(answer, self.unit)
        full = measure(target, answer.unit or self.unit)
        if value >= target:
            outcome = scored(weight, weight, f"{start}，达到{full}")
            if value == target:
                return outcome
            return reason_due(outcome, answer, f"完成值{measure(value, answer.unit or self.unit)}超过目标{full}")
        points = capped(value / target * weight, weight)
        shown = start if target == HUNDRED else f"{start} ÷ {full}"
        return scored(points, weight, f"{shown} × {plain(weight)}分", f"未达到{full}，按比例计分")

    def formula_of(self, weight: Decimal, at: Measured) -> str:
        """`points` by a spreadsheet."""
        target = number(self.target) if self.target is not None else at.target_of_rate()
        zero = [(self.zero.test(self._reached_formula(at, target)), "0")] if self.zero else []
        return when(
            (f"NOT({is_number(at.value, target)})", NONE),
            *clash(self.unit, at.unit, self.target),
            (f"{target}<=0", NONE),
            *zero,
            (f"{at.value}>={target}", number(weight)),
            otherwise=parts.capped(f"{at.value}*{number(weight)}/{target}", weight),
        )

    def _reached_formula(self, at: Measured, target: str) -> str:
        if self.target is not None:
            return at.value
        share = parts.half_up(f"{at.value}/{target}*100")
        usable = f"AND({is_number(at.value, target)},N({target})>0)"
        return at.work.put(
            when(
                (f"NOT({is_number(at.value)})", NONE), (one_of(at.unit, "%"), at.value), (usable, share), otherwise=NONE
            )
        )


@dataclass(frozen=True)
class LessIsBetter(ValueRule):
    """4 越低越好: weight·target÷actual, or (`by_excess`) weight·(1-(actual-target)÷target), 0 at twice the target."""

    label: ClassVar[str] = "越低越好"
    needs_target: ClassVar[bool] = True
    by_excess: bool = False

    @property
    def less_is_better(self) -> bool:
        """Always."""
        return True

    def words(self, weight: Decimal) -> str:
        """得分=目标值/实际值×分值，满分为止."""
        part = "(1-(实际值-目标值)/目标值)" if self.by_excess else "目标值/实际值"
        return f"得分={part}×分值，满分为止"

    def points(self, weight: Decimal, answer: Answer) -> Outcome:
        """weight·target÷actual, or weight·(1-(actual-target)÷target), full marks where the target is kept."""
        if answer.value is None or answer.target is None:
            return missing("指标值" if answer.value is None else "目标值")
        if answer.target < 0 or (answer.target == 0 and answer.value > 0):
            return refused("目标值为0或负数，不能按超出比例计分。")
        start, target = head(answer, answer.unit), measure(answer.target, answer.unit)
        if answer.value <= answer.target:
            return scored(weight, weight, f"{start}，不超过目标值{target}")
        part = answer.target / answer.value
        how = f"{target} ÷ {measure(answer.value, answer.unit)}"
        if self.by_excess:
            part = 1 - (answer.value - answer.target) / answer.target
            how = f"（1 -（{measure(answer.value, answer.unit)} - {target}）÷ {target}）"
        text = f"{start}，超过目标值{target}，{how} × {plain(weight)}分"
        return scored(capped(part * weight, weight), weight, text, f"超过目标值{target}")

    def formula_of(self, weight: Decimal, at: Measured) -> str:
        """`points` by a spreadsheet."""
        value, target = at.value, at.target
        part = f"(2*{target}-{value})/{target}" if self.by_excess else f"{target}/{value}"
        return when(
            (f"NOT({is_number(value, target)})", NONE),
            (f"OR({target}<0,AND({target}=0,{value}>0))", NONE),
            (f"{value}<={target}", number(weight)),
            otherwise=parts.capped(f"{part}*{number(weight)}", weight),
        )


@dataclass(frozen=True)
class AmplifiedLinear(ValueRule):
    """8 放大线性: (1 - factor × rate) × weight, never below 0; 0 above `cut_off` (percent)."""

    label: ClassVar[str] = "放大线性"
    factor: Decimal
    cut_off: Decimal | None = None

    def words(self, weight: Decimal) -> str:
        """得分=(1-10×指标值)×分值；指标值>10%，不得分."""
        cut = "" if self.cut_off is None else f"；指标值>{plain(self.cut_off)}%，不得分"
        return f"得分=(1-{plain(self.factor)}×指标值)×分值{cut}"

    def inputs(self) -> tuple[Input, ...]:
        """The rate."""
        return (Input("完成值", "rate", "%"),)

    def points(self, weight: Decimal, answer: Answer) -> Outcome:
        """(1 - factor × rate) × weight; 0 above the cut-off."""
        if answer.value is None:
            return missing("指标值")
        start = head(answer, "%")
        if self.cut_off is not None and answer.value > self.cut_off:
            return scored(ZERO, weight, f"{start}，超过{measure(self.cut_off, '%')}")
        points = capped((1 - self.factor * answer.value / HUNDRED) * weight, weight)
        shown = f"（1 - {plain(self.factor)} × {measure(answer.value, '%')}）× {plain(weight)}分"
        return scored(points, weight, f"{start}，{shown}", f"按{shown}计分")

    def formula_of(self, weight: Decimal, at: Measured) -> str:
        """`points` by a spreadsheet."""
        cut = [] if self.cut_off is None else [(f"{at.value}>{number(self.cut_off)}", "0")]
        points = parts.capped(f"(1-{number(self.factor)}*{at.value}/100)*{number(weight)}", weight)
        return when((f"NOT({is_number(at.value)})", NONE), *cut, otherwise=points)


@dataclass(frozen=True)
class ShareOfItems(Rule):
    """7 达标项占比: reached ÷ all items × weight; the labels are the words of the text."""

    label: ClassVar[str] = "达标项占比"
    reached: str
    total: str

    def words(self, weight: Decimal) -> str:
        """得分=达到预期的指标个数/全部指标个数×分值."""
        return f"得分={self.reached}/{self.total}×分值"

    def inputs(self) -> tuple[Input, ...]:
        """Both numbers in one: 8/10."""
        return (Input(f"{self.reached}/{self.total}", "share"),)

    def filling(self) -> str:
        """填法: one line that says what to type."""
        return "完成值填 达标数/总数，如 8/10"

    def answer(self, text: str) -> Answer:
        """8/10."""
        first, second = two(text, "8/10（达到的个数/全部个数）")
        return Answer(reached=whole(first, "8/10"), total=whole(second, "8/10"))

    def points(self, weight: Decimal, answer: Answer) -> Outcome:
        """Items that reach their target ÷ all items × weight."""
        if answer.reached is None or answer.total is None:
            if answer.value is not None and answer.unit in ("%", ""):
                text = f"{answer.trace or plain(answer.value) + '%'} × {plain(weight)}分"
                return scored(capped(answer.value / HUNDRED * weight, weight), weight, text, "部分项目未达到预期")
            return missing(self.reached if answer.reached is None else self.total)
        if not 0 <= answer.reached <= answer.total:
            return refused(f"{self.reached}{answer.reached}应在0与{self.total}{answer.total}之间。")
        if answer.total == 0:
            return Outcome(None, Status.NOT_APPLICABLE, f"{self.total}为0，不适用")
        points = capped(Decimal(answer.reached) / answer.total * weight, weight)
        text = f"{self.reached}{answer.reached} ÷ {self.total}{answer.total} × {plain(weight)}分"
        return scored(points, weight, text, f"{answer.total - answer.reached}项未达到")

    def read(self, given: Given, work: Work) -> Read:
        """`answer` by a spreadsheet."""
        cell = work.put(typed_text.folded(given.actual))
        at = typed_text.halves(cell, work, given.grouped)
        zero = '"0"&'  # before a unit that may be blank
        whole_numbers = f"AND({typed_text.whole(at.one, zero + at.unit)},{typed_text.whole(at.two, zero + at.other)})"
        read = typed_text.done(cell, whole_numbers, (at.one, at.two))
        return replace(read, nothing=f"AND({is_number(at.one, at.two)},{at.one}=0,{at.two}=0)")

    def formula(self, weight: Decimal, read: Read, given: Given, work: Work) -> str:
        """`points` by a spreadsheet; a share that a formula gives, as it is."""
        value, whole_cell = read.values[0], read.values[1] if len(read.values) > 1 else NONE
        if whole_cell == NONE:
            usable = f"AND({is_number(value)},{one_of(read.unit, '%', '')})"
            return when((usable, parts.capped(f"{value}*{number(weight)}/100", weight)), otherwise=NONE)
        return when(
            (f"NOT({is_number(value, whole_cell)})", NONE),
            (f"OR({value}>{whole_cell},{whole_cell}=0)", NONE),
            otherwise=parts.capped(f"{value}*{number(weight)}/{whole_cell}", weight),
        )

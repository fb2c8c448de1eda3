"""阶梯扣分 and 区间: points lost per step beyond a threshold, or on either side of a window."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar

from jixiao.criteria.answer import Answer, Outcome
from jixiao.criteria.excel import parts
from jixiao.criteria.excel.parts import NONE, Measured, clash, exact, is_number, number, one_of, when
from jixiao.criteria.outcomes import head, measure, missing, refused, scored, unit_clash
from jixiao.criteria.shapes.base import HUNDRED, ZERO, Range, Steps, ValueRule
from jixiao.criteria.words import award_text
from jixiao.values.rounding import half_up, plain


class Direction(StrEnum):
    """On which side of the threshold points are lost."""

    OVER = "超过"
    UNDER = "低于"


@dataclass(frozen=True)
class StepDeduction(ValueRule):
    """1 阶梯扣分: full marks up to `threshold` (None: the 目标值), then `steps`; nothing in `zero`.

    `absolute` compares the absolute value; `relative`: a step is a share of a 目标值 in percent, not percent points.
    """

    label: ClassVar[str] = "阶梯扣分"
    threshold: Decimal | None
    direction: Direction
    steps: Steps
    unit: str = "%"
    zero: Range | None = None
    most: Decimal | None = None
    absolute: bool = False
    relative: bool = False

    @property
    def takes_target(self) -> bool:
        """Whether 目标值 is the threshold."""
        return self.threshold is None

    @property
    def less_is_better(self) -> bool:
        """Whether the value must not exceed the threshold."""
        return self.direction is Direction.OVER

    def words(self, weight: Decimal) -> str:
        """≤100%，得5分；每超过1个百分点扣0.5分，不足1个百分点的不计，扣完为止."""
        sign = "≤" if self.direction is Direction.OVER else "≥"
        threshold = "目标值" if self.threshold is None else plain(self.threshold) + self.unit
        prefix = "绝对值" if self.absolute else ""
        text = f"{prefix}{sign}{threshold}，{award_text(weight)}；{self.steps.words(self.direction, self.unit)}"
        text += "，以目标值为基数" if self.relative else ""
        if self.zero:
            text += f"；{self.zero.words(self.unit)}，不得分"
        return text + (f"，最多扣{plain(self.most)}分" if self.most is not None else "，扣完为止")

    def points(self, weight: Decimal, answer: Answer) -> Outcome:
        """Threshold kept: full marks; beyond it, points per step, never below 0."""
        if answer.value is None:
            return missing("指标值")
        if self.threshold is not None and (clash := unit_clash(self.unit, answer, self.threshold)):
            return refused(clash)
        threshold = self._threshold(answer)
        if threshold is None:
            return missing("目标值")
        over = self.direction is Direction.OVER
        value = abs(answer.value) if self.absolute else answer.value
        excess = value - threshold if over else threshold - value
        standard = measure(threshold, answer.unit or self.unit)
        if excess <= 0:
            return scored(weight, weight, f"{head(answer, self.unit)}，{'≤' if over else '≥'}{standard}")
        if self.zero and self.zero.holds(value):
            return scored(ZERO, weight, f"{head(answer, self.unit)}，{self.zero.words(self.unit)}不得分")
        if self._in_shares(answer):
            if threshold == 0:
                return refused("目标值为0，不能计算偏离的百分比。")
            excess = half_up(excess / abs(threshold) * HUNDRED)
        return _deduct(self.steps, excess, self.unit, self.most, weight, answer, f"{self.direction}{standard}")

    def _in_shares(self, answer: Answer) -> bool:
        """Whether a step is a hundredth of the threshold: numbers without % against a 目标值, or `relative`."""
        if self.unit != "%":
            return False
        return self.relative or answer.unit not in ("%", "") or (answer.unit == "" and self.threshold is None)

    def _threshold(self, answer: Answer) -> Decimal | None:
        """Its own, else the 目标值; a rate without a 目标值 is held against 100 %."""
        if self.threshold is not None:
            return self.threshold
        is_rate = self.direction is Direction.UNDER and self.unit == "%" and answer.unit == "%"
        return HUNDRED if answer.target is None and is_rate else answer.target

    def formula_of(self, weight: Decimal, at: Measured) -> str:
        """`points` by a spreadsheet."""
        # a step counts percent points of a rate; of anything else, hundredths of the threshold (`_in_shares`)
        rate = one_of(at.unit, "%") if self.threshold is None else one_of(at.unit, "%", "")
        threshold = self._threshold_cell(at)
        value = f"ABS({at.value})" if self.absolute else at.value
        beyond = f"{value}-{threshold}" if self.direction is Direction.OVER else f"{threshold}-{value}"
        by = at.work.put(f"IF({is_number(at.value, threshold)},{exact(beyond)},{NONE})")
        excess = by
        if self.unit == "%" and not self.threshold:
            share = parts.half_up(f"{by}/ABS({threshold})*100")
            points = [] if self.relative else [(rate, by)]
            excess = at.work.put(when(*points, (is_number(by), share), otherwise=NONE))
        zero = [(self.zero.test(value), "0")] if self.zero else []
        return when(
            (f"NOT({is_number(by)})", NONE),
            *clash(self.unit, at.unit, self.threshold),
            (f"{by}<=0", number(weight)),
            *zero,
            (f"NOT({is_number(excess)})", NONE),
            otherwise=_deducted(self.steps, excess, self.most, weight),
        )

    def _threshold_cell(self, at: Measured) -> str:
        if self.threshold is not None:
            return number(self.threshold)
        if self.direction is Direction.UNDER and self.unit == "%":
            return at.target_of_rate()
        return at.target


def _deduct(
    steps: Steps, excess: Decimal, unit: str, most: Decimal | None, weight: Decimal, answer: Answer, beyond: str
) -> Outcome:
    count = steps.count(excess)
    lost = min(half_up(count * steps.points), weight, weight if most is None else most)
    by = measure(excess, unit, points=True)
    text = f"{head(answer, unit)} {beyond} {by}，{steps.counting(count, unit)}，扣{plain(lost)}分"
    return scored(weight - lost, weight, text, f"{beyond} {by}，扣{plain(lost)}分")


def _deducted(steps: Steps, excess: str, most: Decimal | None, weight: Decimal) -> str:
    """`_deduct` by a spreadsheet."""
    limits = [number(weight)] + ([] if most is None else [number(most)])
    lost = f"MIN({parts.half_up(f'{steps.count_formula(excess)}*{number(steps.points)}')},{','.join(limits)})"
    return f"ROUND({number(weight)}-{lost},2)"


@dataclass(frozen=True)
class Window(ValueRule):
    """6 区间: full marks from `low` to `high`, both included; beyond, steps of that side, or 0 where None."""

    label: ClassVar[str] = "区间"
    low: Decimal
    high: Decimal
    unit: str = "%"
    below: Steps | None = None
    above: Steps | None = None

    def words(self, weight: Decimal) -> str:
        """100%（含）-130%（含），得5分；<100%，不得分；>130%，不得分."""
        low, high = f"{plain(self.low)}{self.unit}", f"{plain(self.high)}{self.unit}"
        inside = f"={low}" if self.low == self.high else f"{low}（含）-{high}（含）"
        parts = [f"{inside}，{award_text(weight)}"]
        parts.append(self.below.words("低于", self.unit) if self.below else f"<{low}，不得分")
        parts.append(self.above.words("超过", self.unit) if self.above else f">{high}，不得分")
        return "；".join(parts)

    def points(self, weight: Decimal, answer: Answer) -> Outcome:
        """Inside: full marks; outside: the steps of that side, or 0."""
        if answer.value is None:
            return missing("指标值")
        if clash := unit_clash(self.unit, answer, self.high or self.low):
            return refused(clash)
        low, high = measure(self.low, self.unit), measure(self.high, self.unit)
        if self.low <= answer.value <= self.high:
            return scored(weight, weight, f"{head(answer, self.unit)}，在{low}至{high}之间")
        under = answer.value < self.low
        steps = self.below if under else self.above
        beyond = f"低于{low}" if under else f"超过{high}"
        if steps is None:
            return scored(ZERO, weight, f"{head(answer, self.unit)}，{beyond}", f"{beyond}，不得分")
        excess = self.low - answer.value if under else answer.value - self.high
        return _deduct(steps, excess, self.unit, None, weight, answer, beyond)

    def formula_of(self, weight: Decimal, at: Measured) -> str:
        """`points` by a spreadsheet."""
        low, high = number(self.low), number(self.high)

        def side(steps: Steps | None, excess: str) -> str:
            return "0" if steps is None else _deducted(steps, exact(excess), None, weight)

        return when(
            (f"NOT({is_number(at.value)})", NONE),
            *clash(self.unit, at.unit, self.high or self.low),
            (f"{at.value}<{low}", side(self.below, f"{low}-{at.value}")),
            (f"{at.value}>{high}", side(self.above, f"{at.value}-{high}")),
            otherwise=number(weight),
        )

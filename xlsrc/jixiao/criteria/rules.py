"""The shapes a 评分标准 can have, as frozen data (财预〔2020〕10号 and the published score tables of provinces).

All numbers are Decimal. A bound in percent is in percent points (100 means 100 %). The 分值 (weight) is no part of a
rule: it is handed in when a rule is read, rendered or scored, so that the same rule serves any weight.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

ZERO = Decimal(0)
HUNDRED = Decimal(100)


class Direction(StrEnum):
    """On which side of the threshold points are lost."""

    OVER = "超过"
    UNDER = "低于"


class Rounding(StrEnum):
    """How a part of a step counts: not at all (the default, as clerks read it), as a whole one, or in proportion."""

    FLOOR = "不足不计"
    CEIL = "不足按一步计"
    LINEAR = "按比例"


class NotApplicable(StrEnum):
    """What happens to an indicator that doesn't apply: an explicit choice per criterion."""

    FULL = "得满分"
    RESCALE = "不参评，按比例折算到100分"
    SHARE = "分值分摊到同级指标"


@dataclass(frozen=True)
class Rule:
    """Base of all shapes; `not_applicable` is the attached 不适用 clause, None where the text says nothing."""

    not_applicable: NotApplicable | None = field(default=None, kw_only=True)


@dataclass(frozen=True)
class Steps:
    """`points` lost per `size` (percent points, or the unit of the rule)."""

    size: Decimal
    points: Decimal
    rounding: Rounding = Rounding.FLOOR


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


@dataclass(frozen=True)
class StepDeduction(Rule):
    """1 阶梯扣分: full marks up to `threshold` (None: the 目标值), then `steps`; nothing in `zero`."""

    threshold: Decimal | None
    direction: Direction
    steps: Steps
    unit: str = "%"
    zero: Range | None = None
    most: Decimal | None = None


@dataclass(frozen=True)
class Band:
    """One band and its points."""

    range: Range
    points: Decimal


@dataclass(frozen=True)
class Bands(Rule):
    """2 分档: bands without gap or overlap; `absolute` compares the absolute value."""

    bands: tuple[Band, ...]
    unit: str = "%"
    absolute: bool = False


@dataclass(frozen=True)
class Proportional(Rule):
    """3 按比例: value ÷ target × weight, capped. `target` None: the 目标值, or 100 % where the value is a rate."""

    target: Decimal | None = None
    unit: str = "%"
    zero: Range | None = None
    basis: str = ""


@dataclass(frozen=True)
class LessIsBetter(Rule):
    """4 越低越好: weight·target÷actual, or (`by_excess`) weight·(1-(actual-target)÷target), 0 at twice the target."""

    by_excess: bool = False


@dataclass(frozen=True)
class EqualsTarget(Rule):
    """5 等于目标: full marks where value `relation` target (`=`, `≥`, `≤`), else 0; for target 0, `=` means ≤ 0."""

    relation: str = "="


@dataclass(frozen=True)
class Window(Rule):
    """6 区间: full marks from `low` to `high`, both included; beyond, steps of that side, or 0 where None."""

    low: Decimal
    high: Decimal
    unit: str = "%"
    below: Steps | None = None
    above: Steps | None = None


@dataclass(frozen=True)
class ShareOfItems(Rule):
    """7 达标项占比: reached ÷ all items × weight; the labels are the words of the text."""

    reached: str
    total: str


@dataclass(frozen=True)
class AmplifiedLinear(Rule):
    """8 放大线性: (1 - factor × rate) × weight, never below 0; 0 above `cut_off` (percent)."""

    factor: Decimal
    cut_off: Decimal | None = None


@dataclass(frozen=True)
class CheckItem:
    """One point of a checklist."""

    text: str
    points: Decimal


@dataclass(frozen=True)
class Checklist(Rule):
    """9 清单: points for each 是; with `by_deduction` the weight less the points of each 否."""

    items: tuple[CheckItem, ...]
    by_deduction: bool = False


@dataclass(frozen=True)
class PerOccurrence(Rule):
    """10 按次扣分: `points` lost per `per` occurrences of `event`; `full_when` are the words for the faultless case."""

    event: str
    points: Decimal
    per: Decimal = Decimal(1)
    most: Decimal | None = None
    full_when: str = ""


@dataclass(frozen=True)
class YearOnYear(Rule):
    """11 与上年比: points where this year is nothing at all (`none`), less than, equal to, more than last year."""

    subject: str
    down: Decimal
    same: Decimal
    up: Decimal
    none: Decimal | None = None


@dataclass(frozen=True)
class Alternative:
    """One of the rules of a BestOf, for the value called `name`."""

    name: str
    rule: Rule


@dataclass(frozen=True)
class BestOf(Rule):
    """12 二者择一: the better of several rules, each over its own value."""

    alternatives: tuple[Alternative, ...]


@dataclass(frozen=True)
class Tier:
    """A grade with its share of the weight in percent: from `low`, included, to `high`, left to the tier above."""

    name: str
    low: Decimal
    high: Decimal


@dataclass(frozen=True)
class Tiers(Rule):
    """13 等次: the clerk picks a tier and types a score inside it (财预〔2020〕10号: 100-80, 80-60, 60-0)."""

    tiers: tuple[Tier, ...]


@dataclass(frozen=True)
class Option:
    """A grade with fixed points."""

    name: str
    points: Decimal


@dataclass(frozen=True)
class Choices(Rule):
    """13 等次 with fixed points: 全部公开得2分；部分公开得1分；未公开不得分."""

    options: tuple[Option, ...]


@dataclass(frozen=True)
class Cap:
    """The most the total may be where the execution rate lies in `range`; 0 is a veto."""

    range: Range
    most: Decimal


@dataclass(frozen=True)
class TotalCaps(Rule):
    """14 总分封顶."""

    caps: tuple[Cap, ...]


@dataclass(frozen=True)
class NotApplicableOnly(Rule):
    """15 不适用处理 standing alone: where the indicator applies, it is scored by hand."""


@dataclass(frozen=True)
class Milestone:
    """By the end of `month`, `share` percent; worth `points`."""

    month: int
    share: Decimal
    points: Decimal


@dataclass(frozen=True)
class Milestones(Rule):
    """16 时间节点: points for each date kept."""

    milestones: tuple[Milestone, ...]
    verb: str


@dataclass(frozen=True)
class Manual(Rule):
    """17 手工: scored by hand; below the weight a reason is mandatory."""


@dataclass(frozen=True)
class Bonus(Rule):
    """18 加减分 outside the 100: `points` per `event`, `most` at most; `sign` is 1 or -1."""

    event: str
    points: Decimal
    most: Decimal
    sign: int = 1

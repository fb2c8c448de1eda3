"""Cases for the formulas of each shape: seeded rules, and what a clerk may type, at and around every bound."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

import formula_answers as say
import formula_rules as make

from jixiao.criteria import shapes as r
from jixiao.values.rounding import half_up

Number = Decimal | float | str


@dataclass(frozen=True)
class Case:
    """One row: 完成值, 目标值, 手工得分 as typed; or `value` in `unit` where a formula gives the 指标值."""

    rule: r.Rule
    weight: Decimal
    actual: str | float = ""
    target: str | float = ""
    typed: float | None = None
    value: Decimal | str | None = None
    unit: str | None = None


def cases(shape: str, count: int) -> Iterator[Case]:
    """`count` cases of a shape, the same ones on every run."""
    rng = random.Random(f"{shape}-2024")
    make_rule, make_actual = SHAPES[shape]
    made = 0
    while True:
        weight = Decimal(rng.choice([3, 4, 5, 8, 10, "2.5", "0.75", "7.35"]))
        rule = make_rule(rng, weight)
        for _ in range(12):
            yield _case(rng, rule, weight, make_actual)
            made += 1
            if made == count:
                return


def _case(rng: random.Random, rule: r.Rule, weight: Decimal, make_actual: Callable[..., str | float]) -> Case:
    target: str | float = rng.choice(
        ["", "100", "95%", "10", "1,200", "100人", "≥95%", "不超过 10", "≧", "0", "-5", 12.5, "无", "2.4"]
    )
    if isinstance(rule, say.COMPOSED) and rng.random() < 0.8:
        target = ""
    if isinstance(rule, r.Tiers) and rng.random() < 0.5:
        return _inside(rng, rule, weight)
    typed = _typed(rng, weight) if isinstance(rule, BY_HAND) or rng.random() < 0.1 else None
    if shape_is_measured(rule) and rng.random() < 0.4:
        value: Decimal | str | None = (
            rng.choice([None, "不适用"]) if rng.random() < 0.1 else half_up(say.near(rng, rule, target))
        )
        return Case(rule, weight, "", target, typed, value, rng.choice(["%", "%", "", "万元"]))
    roll = rng.random()
    actual = "" if roll < 0.04 else rng.choice(say.ODD) if roll < 0.1 else make_actual(rng, rule, target)
    return Case(rule, weight, actual, target, typed)


def _inside(rng: random.Random, rule: r.Tiers, weight: Decimal) -> Case:
    """A tier with a score in it, or on its edge."""
    tier = rng.choice(rule.tiers)
    share = rng.choice([tier.low, tier.high, *[Decimal(rng.uniform(float(tier.low), float(tier.high)))] * 3])
    return Case(rule, weight, rng.choice([tier.name, tier.name, ""]), "", float(round(weight * share / 100, 2)))


BY_HAND = (r.Manual, r.Tiers, r.NotApplicableOnly)
_COUNTED = (r.ShareOfItems, r.PerOccurrence, r.YearOnYear)
_MEASURED = (
    r.StepDeduction,
    r.Interpolated,
    r.StepGain,
    r.Bands,
    r.Proportional,
    r.LessIsBetter,
    r.EqualsTarget,
    r.Window,
    r.AmplifiedLinear,
    r.Cases,
)


def shape_is_measured(rule: r.Rule) -> bool:
    """Whether a 指标值 formula makes sense for it."""
    return isinstance(rule, (*_MEASURED, *_COUNTED, r.Milestones, r.Manual))


def _typed(rng: random.Random, weight: Decimal) -> float | None:
    if rng.random() < 0.15:
        return None
    share = rng.choice([0, 1, 0.6, 0.8, 0.9, rng.random(), 1.002, -0.01])
    return float(round(weight * Decimal(share), rng.choice([2, 2, 2, 3])))


SHAPES: dict[str, tuple[Callable[..., r.Rule], Callable[..., str | float]]] = {
    "阶梯扣分": (make.steps_rule, say.measured),
    "分档": (make.bands_rule, say.measured),
    "按比例": (make.proportional_rule, say.measured),
    "按比例（正好半分）": (make.half_cent_rule, make.odd),
    "越低越好": (make.plain(r.LessIsBetter, True, False), say.measured),
    "等于目标": (make.plain(r.EqualsTarget, "=", "≥", "≤"), say.measured),
    "区间": (make.window_rule, say.measured),
    "达标项占比": (make.share_rule, say.items),
    "放大线性": (make.amplified_rule, say.measured),
    "插值": (make.interpolated_rule, say.measured),
    "按量计分": (make.gain_rule, say.measured),
    "清单": (make.checklist_rule, say.checks),
    "按次扣分": (make.occurrence_rule, say.count),
    "与上年比": (make.year_rule, say.years),
    "二者择一": (make.best_rule, say.several),
    "等次": (make.tiers_rule, say.grade),
    "等次（定分）": (make.choices_rule, say.grade),
    "不适用处理": (make.plain(r.NotApplicableOnly), say.by_hand),
    "时间节点": (make.milestones_rule, say.several),
    "手工": (make.plain(r.Manual), say.by_hand),
    "加减分": (make.bonus_rule, say.count),
    "按次扣分（几种情形）": (make.deductions_rule, say.kinds),
    "加减计分": (make.tally_rule, say.kinds),
    "按件计分": (make.counted_rule, say.count),
    "分情形": (make.cases_rule, say.measured),
    "分项": (make.sum_rule, say.listed),
    "否决": (make.veto_rule, say.listed),
    "先计后扣": (make.less_rule, say.listed),
}

"""Cases for the formulas of each shape: seeded rules, and what a clerk may type, at and around every bound."""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal

import formula_rules as make

from jixiao.criteria import shapes as r
from jixiao.criteria.shapes import Steps
from jixiao.values.rounding import half_up

CENT = Decimal("0.01")
ODD = (
    "约90%",
    "九成",
    "1,23",
    "--5",
    "5.",
    ".5",
    "1/2/3",
    "2-3",
    "/",
    "不适用",
    "5 %",
    "１２.５％",
    "1,200%",
    "１,２００",
    "无",
)
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
    if isinstance(rule, r.Tiers) and rng.random() < 0.5:
        return _inside(rng, rule, weight)
    typed = _typed(rng, weight) if isinstance(rule, BY_HAND) or rng.random() < 0.1 else None
    if shape_is_measured(rule) and rng.random() < 0.4:
        value: Decimal | str | None = (
            rng.choice([None, "不适用"]) if rng.random() < 0.1 else half_up(near(rng, rule, target))
        )
        return Case(rule, weight, "", target, typed, value, rng.choice(["%", "%", "", "万元"]))
    roll = rng.random()
    actual = "" if roll < 0.04 else rng.choice(ODD) if roll < 0.1 else make_actual(rng, rule, target)
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
)


def shape_is_measured(rule: r.Rule) -> bool:
    """Whether a 指标值 formula makes sense for it."""
    return isinstance(rule, (*_MEASURED, *_COUNTED, r.Milestones, r.Manual))


def _typed(rng: random.Random, weight: Decimal) -> float | None:
    if rng.random() < 0.15:
        return None
    share = rng.choice([0, 1, 0.6, 0.8, 0.9, rng.random(), 1.002, -0.01])
    return float(round(weight * Decimal(share), rng.choice([2, 2, 2, 3])))


def near(rng: random.Random, rule: r.Rule, target: str | float) -> Decimal:
    """A value at or around one of the numbers of a rule, or anywhere."""
    known = [*numbers(rule), *([Decimal(str(target))] if str(target).replace(".", "").isdigit() else []), Decimal(100)]
    base = rng.choice(known)
    steps = _steps(rule)
    if steps and rng.random() < 0.6:
        base += rng.choice([-1, 1]) * steps.size * rng.randint(0, 6)
    if rng.random() < 0.2:
        base = Decimal(rng.randint(-3000, 20000)) / 100
    return base + rng.choice([Decimal(0), Decimal(0), CENT, -CENT, Decimal("0.005") * rng.randint(-3, 3)])


def _steps(rule: r.Rule) -> Steps | None:
    if isinstance(rule, r.StepDeduction | r.StepGain):
        return rule.steps
    return (rule.below or rule.above) if isinstance(rule, r.Window) else None


def numbers(rule: r.Rule) -> list[Decimal]:
    """The bounds of a rule."""
    match rule:
        case r.StepDeduction(threshold=threshold, zero=zero):
            found = [threshold, zero.low if zero else None, zero.high if zero else None]
        case r.Bands(bands=bands):
            found = [bound for band in bands for bound in (band.range.low, band.range.high)]
        case r.Interpolated(knots=knots):
            found = [knot.value for knot in knots]
        case r.StepGain(start=start):
            found = [start]
        case r.Window(low=low, high=high):
            found = [low, high]
        case r.Proportional(target=goal, zero=zero):
            found = [goal, zero.high if zero else None]
        case r.AmplifiedLinear(cut_off=cut, factor=factor):
            found = [cut, 100 / factor, Decimal(1)]
        case r.Milestones(milestones=dates):
            found = [date.share for date in dates]
        case r.BestOf(alternatives=parts):
            found = [bound for part in parts for bound in numbers(part.rule)]
        case _:
            found = [Decimal(rng) for rng in range(6)]
    return [number for number in found if number is not None] or [Decimal(100)]


def shown(number: Decimal) -> str:
    """A number as a clerk writes it."""
    return f"{number:f}"


def _measured(rng: random.Random, rule: r.Rule, target: str | float) -> str | float:
    value = near(rng, rule, target)
    unit = rng.choice([getattr(rule, "unit", "%"), "", rng.choice(make.UNITS)])
    two = isinstance(rule, r.LessIsBetter | r.EqualsTarget) and rng.random() < 0.9
    if two or rng.random() < 0.05:
        other = rng.choice([unit, "", rng.choice(make.UNITS)])
        return f"{shown(value)}{unit}/{shown(near(rng, rule, target))}{other}"
    if rng.random() < 0.25:
        return float(value)
    wide = str.maketrans("0123456789.%", "０１２３４５６７８９．％")
    text = f"{shown(value)}{unit}"
    return text.translate(wide) if rng.random() < 0.1 else rng.choice([text, text, f" {shown(value)} {unit}"])


def _items(rng: random.Random, rule: r.Rule, target: str | float) -> str:
    total = rng.randint(0, 12)
    return rng.choice(
        [f"{rng.randint(0, total)}/{total}", f"{rng.randint(0, 13)}/{total}个", f"{total}.5/20", str(total)]
    )


def _checks(rng: random.Random, rule: r.Rule, target: str | float) -> str:
    count = len(getattr(rule, "items", "123"))
    words = [rng.choice(["是", "是", "否", "不适用", "y", "N", "√", "×"]) for _ in range(count)]
    if rng.random() < 0.1:
        words.append(rng.choice(["是", "部分", "1"]))
    return rng.choice([",", "，", "、", ";", " ", "； ", "\n", ",,"]).join(words)


def _count(rng: random.Random, rule: r.Rule, target: str | float) -> str | float:
    if isinstance(rule, r.PerOccurrence) and rng.random() < 0.2:
        return _checks(rng, rule, target)
    return rng.choice([str(rng.randint(0, 9)), f"{rng.randint(0, 9)}次", float(rng.randint(0, 9)), "2.5", "-1", "3.0"])


def _years(rng: random.Random, rule: r.Rule, target: str | float) -> str:
    this, last = (Decimal(rng.choice([0, 0, 1980, 2000, rng.randint(0, 9999)])) / 100 for _ in range(2))
    return rng.choice(
        [f"{this}/{last}", f"{this}/{last}", f"{this}万元/{last}万元", f"{this}", f"{this}/", f"{this}/{this}"]
    )


def _several(rng: random.Random, rule: r.Rule, target: str | float) -> str:
    count = len(getattr(rule, "alternatives", ()) or getattr(rule, "milestones", ()))
    words = [f"{shown(near(rng, rule, target))}{rng.choice(['%', '%', '', '天'])}" for _ in range(count)]
    roll = rng.random()
    words = words[1:] if roll < 0.1 else [*words, "3"] if roll < 0.15 else ["", *words[1:]] if roll < 0.25 else words
    return rng.choice([",", "，", "、", "; ", " "]).join(words)


def _grade(rng: random.Random, rule: r.Rule, target: str | float) -> str:
    parts = getattr(rule, "tiers", None) or rule.options
    name = rng.choice([part.name for part in parts])
    return rng.choice(
        [
            name,
            name,
            name[:2],
            name[:4],
            name.removeprefix("达到"),
            f" {name} ",
            f"{name} 7.9",
            f"{name}8分",
            "没有这一档",
            "",
        ]
    )


def _by_hand(rng: random.Random, rule: r.Rule, target: str | float) -> str:
    return rng.choice(["4", "4分", "3.5 制度未修订", "见附件", "", "", "", "４ 原因"])


SHAPES: dict[str, tuple[Callable[..., r.Rule], Callable[..., str | float]]] = {
    "阶梯扣分": (make.steps_rule, _measured),
    "分档": (make.bands_rule, _measured),
    "按比例": (make.proportional_rule, _measured),
    "按比例（正好半分）": (make.half_cent_rule, make.odd),
    "越低越好": (make.plain(r.LessIsBetter, True, False), _measured),
    "等于目标": (make.plain(r.EqualsTarget, "=", "≥", "≤"), _measured),
    "区间": (make.window_rule, _measured),
    "达标项占比": (make.share_rule, _items),
    "放大线性": (make.amplified_rule, _measured),
    "插值": (make.interpolated_rule, _measured),
    "按量计分": (make.gain_rule, _measured),
    "清单": (make.checklist_rule, _checks),
    "按次扣分": (make.occurrence_rule, _count),
    "与上年比": (make.year_rule, _years),
    "二者择一": (make.best_rule, _several),
    "等次": (make.tiers_rule, _grade),
    "等次（定分）": (make.choices_rule, _grade),
    "不适用处理": (make.plain(r.NotApplicableOnly), _by_hand),
    "时间节点": (make.milestones_rule, _several),
    "手工": (make.plain(r.Manual), _by_hand),
    "加减分": (make.bonus_rule, _count),
}

"""Seeded rules of every shape, for the formula cases."""

import random
from collections.abc import Callable
from decimal import Decimal
from itertools import pairwise

from jixiao.criteria import shapes as r
from jixiao.criteria.shapes import Direction, NotApplicable, Range, Rounding, Steps

UNITS = ("%", "", "天", "万元", "个", "个月", "人次", "张")


def _step(rng: random.Random) -> Steps:
    size = Decimal(rng.choice(["1", "1", "5", "0.5", "0.1", "3", "10"]))
    return Steps(size, Decimal(rng.choice(["0.5", "1", "2", "0.1", "1.5"])), rng.choice(list(Rounding)))


def _clause(rng: random.Random) -> NotApplicable | None:
    return rng.choice([None, *NotApplicable])


def steps_rule(rng: random.Random, weight: Decimal) -> r.Rule:
    threshold = rng.choice(
        [None, Decimal(100), Decimal(0), Decimal("79.99"), Decimal(-5), Decimal(rng.randint(0, 1200)) / 10]
    )
    direction = rng.choice(list(Direction))
    far = (threshold or Decimal(100)) + Decimal(rng.randint(1, 30)) * (1 if direction is Direction.OVER else -1)
    inside = rng.random() < 0.5
    zero = Range(far, None, inside) if direction is Direction.OVER else Range(None, far, True, inside)
    unit = "%" if threshold is None else rng.choice(["%", "%", *UNITS])
    most = rng.choice([None, None, Decimal(2), Decimal("0.6")])
    absolute, relative = rng.random() < 0.15, threshold is None and rng.random() < 0.3
    return r.StepDeduction(
        threshold, direction, _step(rng), unit, rng.choice([None, zero]), most, absolute, relative,
        not_applicable=_clause(rng),
    )  # fmt: skip


def bands_rule(rng: random.Random, weight: Decimal) -> r.Rule:
    edges = sorted(
        {
            Decimal(rng.choice([0, 60, 70, 80, 90, 95, 100, rng.randint(-500, 1500) / 10]))
            for _ in range(rng.randint(1, 5))
        }
    )
    edges = [edge.quantize(Decimal("0.1")) for edge in edges]
    cuts = [(edge, rng.random() < 0.5) for edge in dict.fromkeys(edges)]
    parts = [Range(None, cuts[0][0], True, cuts[0][1])]
    parts += [Range(low, high, not taken, here) for (low, taken), (high, here) in pairwise(cuts)]
    parts.append(Range(cuts[-1][0], None, not cuts[-1][1]))
    if rng.random() < 0.2:
        parts = [Range(Decimal(0), Decimal(0)), *[part for part in parts if not part.holds(Decimal(0))]]
    points = [min(weight, Decimal(rng.randint(0, 20)) / 2) for _ in parts]
    bands = tuple(r.Band(part, given) for part, given in zip(parts, points, strict=True))
    return r.Bands(bands, rng.choice(["%", "%", *UNITS]), rng.random() < 0.3, not_applicable=_clause(rng))


def window_rule(rng: random.Random, weight: Decimal) -> r.Rule:
    low = Decimal(rng.randint(0, 1200)) / 10
    sides = (rng.choice([None, _step(rng)]), rng.choice([None, _step(rng)]))
    unit = rng.choice(["%", "%", *UNITS])
    return r.Window(low, low + Decimal(rng.randint(1, 400)) / 10, unit, *sides, not_applicable=_clause(rng))


def proportional_rule(rng: random.Random, weight: Decimal) -> r.Rule:
    zero = rng.choice([None, None, Range(None, Decimal(60), True, rng.random() < 0.5)])
    target = rng.choice([None, Decimal(100), Decimal(rng.randint(1, 600))])
    return r.Proportional(target, rng.choice(["%", "%", "个"]), zero, not_applicable=_clause(rng))


def half_cent_rule(rng: random.Random, weight: Decimal) -> r.Rule:
    """Every odd value gives an exact half cent: 11 of 600 × 3 = 0.055, though 11 ÷ 600 has no end in decimals."""
    return r.Proportional(200 * weight, "个", not_applicable=_clause(rng))


def odd(rng: random.Random, rule: r.Rule, target: str | float) -> str:
    return f"{2 * rng.randint(0, 300) + 1}个"


def interpolated_rule(rng: random.Random, weight: Decimal) -> r.Rule:
    values = sorted({Decimal(rng.choice([-5, 0, 60, 80, 98, 100, rng.randint(0, 1500) / 10])) for _ in range(4)})
    values = [value.quantize(Decimal("0.1")) for value in (values if len(values) > 1 else [*values, Decimal(200)])]
    knots = tuple(r.Knot(value, min(weight, Decimal(rng.randint(0, 20)) / 2)) for value in dict.fromkeys(values))
    return r.Interpolated(knots, rng.choice(["%", "%", *UNITS]), not_applicable=_clause(rng))


def gain_rule(rng: random.Random, weight: Decimal) -> r.Rule:
    start = rng.choice([Decimal(0), Decimal(95), Decimal(-5), Decimal("79.9")])
    base = rng.choice([Decimal(0), Decimal("0.5")])
    return r.StepGain(_step(rng), rng.choice(["%", "%", *UNITS]), start, base, not_applicable=_clause(rng))


def checklist_rule(rng: random.Random, weight: Decimal) -> r.Rule:
    count = rng.randint(2, 6)
    items = tuple(r.CheckItem(f"要点{n}", Decimal(rng.randint(1, 8)) / 4) for n in range(count))
    return r.Checklist(items, rng.random() < 0.4, not_applicable=_clause(rng))


def occurrence_rule(rng: random.Random, weight: Decimal) -> r.Rule:
    most = rng.choice([None, None, Decimal(2)])
    points, per = Decimal(rng.choice(["1", "0.5", "0.35"])), Decimal(rng.choice([1, 1, 2, 3]))
    among, zero = rng.choice([(), (), ("甲", "乙", "丙")]), rng.choice([None, None, 2, 4])
    return r.PerOccurrence("发现1起违规", points, per, most, "", among, zero, not_applicable=_clause(rng))


def year_rule(rng: random.Random, weight: Decimal) -> r.Rule:
    down, same, up, none = (Decimal(rng.randint(0, 6)) / 2 for _ in range(4))
    return r.YearOnYear("结余", down, same, up, rng.choice([None, none]), not_applicable=_clause(rng))


def best_rule(rng: random.Random, weight: Decimal) -> r.Rule:
    makers = (bands_rule, steps_rule, window_rule, proportional_rule)
    return r.BestOf(tuple(r.Alternative(name, rng.choice(makers)(rng, weight)) for name in ("结转结余率", "变动率")))


def tiers_rule(rng: random.Random, weight: Decimal) -> r.Rule:
    names = rng.choice(
        [["达到优秀", "达到良好", "达到一般", "未达到"], ["达成年度指标", "部分达成并具有一定效果", "未达成且效果较差"]]
    )
    cuts = sorted(rng.sample([90, 80, 60, 50, 33, 85], len(names) - 1), reverse=True)
    ends = [Decimal(100), *map(Decimal, cuts), Decimal(0)]
    tiers = [r.Tier(name, low, high) for name, high, low in zip(names, ends, ends[1:], strict=False)]
    return r.Tiers(tuple(tiers), not_applicable=_clause(rng))


def choices_rule(rng: random.Random, weight: Decimal) -> r.Rule:
    names = ["全部公开", "基本公开", '部分"公开"', "达到要求", "未公开"][: rng.randint(2, 5)]
    points = [min(weight, Decimal(rng.randint(0, 10)) / 2) for _ in names]
    return r.Choices(tuple(r.Option(*pair) for pair in zip(names, points, strict=True)), not_applicable=_clause(rng))


def milestones_rule(rng: random.Random, weight: Decimal) -> r.Rule:
    count = rng.randint(1, 3)
    dates = [
        r.Milestone(3 * n, Decimal(rng.choice([25, 50, 75, 99.5, 100])), Decimal(n) / 2) for n in range(1, count + 1)
    ]
    return r.Milestones(tuple(dates), "下达", not_applicable=_clause(rng))


def amplified_rule(rng: random.Random, weight: Decimal) -> r.Rule:
    cut = rng.choice([None, Decimal(10), Decimal(5)])
    return r.AmplifiedLinear(Decimal(rng.choice([10, 5, 3, "2.5"])), cut, not_applicable=_clause(rng))


def plain(make: Callable[..., r.Rule], *choices: object) -> Callable[[random.Random, Decimal], r.Rule]:
    def rule(rng: random.Random, weight: Decimal) -> r.Rule:
        return make(*([rng.choice(choices)] if choices else []), not_applicable=_clause(rng))

    return rule


def bonus_rule(rng: random.Random, weight: Decimal) -> r.Rule:
    return r.Bonus("获得表彰", Decimal("0.5"), Decimal(rng.randint(1, 5)), rng.choice([1, -1]))


def share_rule(rng: random.Random, weight: Decimal) -> r.Rule:
    return r.ShareOfItems("达到预期的指标个数", "全部指标个数", not_applicable=_clause(rng))


def deductions_rule(rng: random.Random, weight: Decimal) -> r.Rule:
    alike = rng.random() < 0.4
    kinds = [
        r.Event(f"情形{n}", Decimal("0.5"))
        if alike
        else r.Event(f"情形{n}", Decimal(rng.choice(["1", "0.5", "0.35"])), Decimal(rng.choice([1, 1, 2, 3])))
        for n in range(rng.randint(1 if alike else 2, 4))
    ]
    return r.Deductions(tuple(kinds), rng.choice([None, None, Decimal("1.5")]), not_applicable=_clause(rng))


def tally_rule(rng: random.Random, weight: Decimal) -> r.Rule:
    kinds = [
        r.CaseKind(
            f"情形{n}", rng.choice([1, -1]), Decimal(rng.choice(["1", "0.5", "0.35"])), Decimal(rng.choice([1, 1, 2]))
        )
        for n in range(rng.randint(2, 4))
    ]
    limits = (rng.choice([None, Decimal("1.5")]) for _ in range(2))
    return r.Tally(Decimal(rng.choice([0, 3])), tuple(kinds), *limits, not_applicable=_clause(rng))


def counted_rule(rng: random.Random, weight: Decimal) -> r.Rule:
    return r.Counted("完成一项", Decimal(rng.choice(["1", "0.5", "0.35", "2"])), not_applicable=_clause(rng))


def cases_rule(rng: random.Random, weight: Decimal) -> r.Rule:
    low = Decimal(rng.choice([0, 60, 50, "33.3"]))
    high = low + Decimal(rng.choice([5, 20, "0.1", 30]))
    inside = rng.random() < 0.5
    cases = (
        r.Case(Range(high, None, inside, True), weight),
        r.Case(Range(low, high, True, not inside), None, rng.choice([Decimal(100), Decimal(90), high])),
        r.Case(Range(None, low, True, False), Decimal(0)),
    )
    return r.Cases(cases, rng.choice(["%", "%", *UNITS]), rng.random() < 0.3, not_applicable=_clause(rng))


def single_check(rng: random.Random, weight: Decimal) -> r.Rule:
    return r.Checklist((r.CheckItem("要点", weight),), not_applicable=_clause(rng))


USUAL = (steps_rule, bands_rule, single_check, checklist_rule, occurrence_rule, plain(r.Manual), choices_rule)
SELDOM = (
    proportional_rule, share_rule, year_rule, tiers_rule, milestones_rule, window_rule, amplified_rule, deductions_rule,
    counted_rule, cases_rule, plain(r.LessIsBetter, True, False), plain(r.EqualsTarget, "=", "≥", "≤"), best_rule,
)  # fmt: skip


def sum_rule(rng: random.Random, weight: Decimal, depth: int = 0) -> r.Rule:
    """Two to four parts, mostly those that score tables are made of; now and then a part that is composed itself."""
    count = rng.randint(2, 4 - depth)
    shares = [rng.randint(1, 4) for _ in range(count)]
    weights = [(weight * share / sum(shares)).quantize(Decimal("0.01")) for share in shares[1:]]
    own = [weight - sum(weights), *weights]
    parts = [r.Part(f"第{n}项", each, _part(rng, each, depth)) for n, each in enumerate(own)]
    return r.Sum(tuple(parts), not_applicable=_clause(rng))


def _part(rng: random.Random, weight: Decimal, depth: int) -> r.Rule:
    if not depth and rng.random() < 0.1:
        return rng.choice([sum_rule, veto_rule, less_rule])(rng, weight, 1)
    return rng.choice(rng.choice([USUAL, USUAL, SELDOM]))(rng, weight)


def _inner(rng: random.Random, weight: Decimal, depth: int) -> r.Rule:
    return rng.choice([sum_rule(rng, weight, 1), checklist_rule(rng, weight), _part(rng, weight, depth + 1)])


def veto_rule(rng: random.Random, weight: Decimal, depth: int = 0) -> r.Rule:
    return r.Vetoed(_inner(rng, weight, depth), "弄虚作假", not_applicable=_clause(rng))


def less_rule(rng: random.Random, weight: Decimal, depth: int = 0) -> r.Rule:
    cases = deductions_rule(rng, weight)
    assert isinstance(cases, r.Deductions)
    return r.Less(_inner(rng, weight, depth), cases, not_applicable=_clause(rng))

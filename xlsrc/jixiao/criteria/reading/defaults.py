"""What a text leaves open and clerks decide by habit: parts of a step, who owns a bound, the sign of a deviation.

The habit is the first reading (domain practice: parts of a step don't count, a bound goes to the better band, a number
keeps its sign); the other readings go along, and only where all give the same points is nothing decided silently.
"""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal

from jixiao.criteria.reading.picking import Deck
from jixiao.criteria.shapes.bands import Bands
from jixiao.criteria.shapes.base import HUNDRED, ZERO, Range, Rounding, Rule
from jixiao.criteria.shapes.cases import Case, Cases
from jixiao.criteria.shapes.gains import StepGain
from jixiao.criteria.shapes.proportional import Proportional
from jixiao.criteria.shapes.steps import Direction, StepDeduction, Window
from jixiao.values.rounding import plain

ABSOLUTE = "按绝对值比较（负数去掉负号）"
ROUNDINGS = {Rounding.CEIL: "不足一步的按一步计", Rounding.LINEAR: "不足一步的按比例计"}


def open_choices(rule: Rule, deck: Deck, weight: Decimal) -> Iterator[tuple[str, Rule]]:
    """(what is decided otherwise, the rule then) for each thing the text leaves open."""
    if not deck.rounding_said:
        for rounding, told in ROUNDINGS.items():
            yield told, _rounded(rule, rounding)
    if deck.other_bounds is not None:
        yield "两档都写到的界限归另一档", deck.other_bounds
    if isinstance(rule, StepDeduction) and rule.threshold is None and rule.unit == "%":
        yield "完成值、目标值是百分数时，每1%按目标值的百分之一计", replace(rule, relative=True)
    if isinstance(rule, Proportional) and _is_bare(rule) and not deck.by_formula:
        yield f"按比例是直接乘分值，不除以{plain(rule.target or ZERO)}%", _undivided(rule, weight)
    if _two_sided(rule):
        yield ABSOLUTE, replace(rule, absolute=True)  # type: ignore[call-arg]


def _is_bare(rule: Proportional) -> bool:
    """按比例 below a bound other than 100 %: in proportion to the bound, or to 100 %?"""
    return not rule.basis and rule.unit == "%" and rule.target not in (None, HUNDRED)


def _undivided(rule: Proportional, weight: Decimal) -> Rule:
    """Full marks from the bound on; below it, the rate of the weight."""
    assert rule.target is not None
    low = rule.zero.high if rule.zero else None
    below = Range(low, rule.target, low is None or not (rule.zero and rule.zero.high_in), False)
    cases = [Case(Range(rule.target, None), weight), Case(below, None, HUNDRED)]
    cases += [Case(rule.zero, ZERO)] if rule.zero else []
    return Cases(tuple(cases), rule.unit)


def _rounded(rule: Rule, rounding: Rounding) -> Rule:
    if isinstance(rule, StepDeduction | StepGain):
        return replace(rule, steps=replace(rule.steps, rounding=rounding))
    assert isinstance(rule, Window)
    below, above = (side and replace(side, rounding=rounding) for side in (rule.below, rule.above))
    return replace(rule, below=below, above=above)


def _two_sided(rule: Rule) -> bool:
    """Small is good and the bound lies above 0: a deviation of -12 % may be as bad as one of 12 %."""
    if isinstance(rule, StepDeduction):
        return not rule.absolute and rule.direction is Direction.OVER and bool(rule.threshold and rule.threshold > 0)
    if isinstance(rule, Bands | Cases) and not rule.absolute:
        best = rule.best_range
        return best.low in (None, ZERO) and best.high is not None and best.high >= 0
    return False

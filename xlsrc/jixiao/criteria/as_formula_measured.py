"""Points of rules over one measured value as spreadsheet formulas: the twin of score_measured, shape by shape."""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from jixiao.criteria.as_formula_parts import Work, capped, exact, half_up, holds, is_number, number, one_of, when
from jixiao.criteria.shapes import (
    AmplifiedLinear,
    Bands,
    Direction,
    EqualsTarget,
    LessIsBetter,
    Proportional,
    Rounding,
    Rule,
    StepDeduction,
    Steps,
    Window,
    YearOnYear,
)

NONE = '""'


@dataclass(frozen=True)
class Measured:
    """The cells of a value, its unit (an expression), its 目标值, last year's value, and free work cells."""

    value: str
    unit: str
    target: str
    last: str
    work: Work


def steps_formula(rule: StepDeduction, weight: Decimal, at: Measured) -> str:
    """Threshold kept: full marks; beyond it, points per step, never below 0."""
    rate = one_of(at.unit, "%", "")
    threshold = _threshold(rule, at, rate)
    beyond = f"{at.value}-{threshold}" if rule.direction is Direction.OVER else f"{threshold}-{at.value}"
    by = at.work.put(f"IF({is_number(at.value, threshold)},{exact(beyond)},{NONE})")
    excess = by
    if rule.unit == "%" and not rule.threshold:
        excess = at.work.put(when((rate, by), (is_number(by), half_up(f"{by}/ABS({threshold})*100")), otherwise=NONE))
    zero = [(holds(rule.zero, at.value), "0")] if rule.zero else []
    clash = _clash(rule.unit, at.unit, rule.threshold)
    return when(
        (f"NOT({is_number(by)})", NONE),
        *clash,
        (f"{by}<=0", number(weight)),
        *zero,
        (f"NOT({is_number(excess)})", NONE),
        otherwise=_deducted(rule.steps, excess, rule.most, weight),
    )


def _threshold(rule: StepDeduction, at: Measured, rate: str) -> str:
    """The rule's own, else the 目标值; a rate that must not fall below anything named is held against 100 %."""
    if rule.threshold is not None:
        return number(rule.threshold)
    if rule.direction is Direction.UNDER and rule.unit == "%":
        return at.work.put(when((is_number(at.target), at.target), (rate, "100"), otherwise=NONE))
    return at.target


def _clash(unit: str, own: str, *bounds: Decimal | None) -> list[tuple[str, str]]:
    """No points for a value in one unit against bounds in another; a bound of 0 fits any unit."""
    return [(f"NOT({one_of(own, '', unit)})", NONE)] if any(bounds) else []


def _deducted(steps: Steps, excess: str, most: Decimal | None, weight: Decimal) -> str:
    exact_count = exact(f"{excess}/{number(steps.size)}")
    count = {
        Rounding.LINEAR: f"{excess}/{number(steps.size)}",
        Rounding.FLOOR: f"INT({exact_count})",
        Rounding.CEIL: f"-INT(-{exact_count})",
    }[steps.rounding]
    limits = [number(weight)] + ([] if most is None else [number(most)])
    lost = f"MIN({half_up(f'{count}*{number(steps.points)}')},{','.join(limits)})"
    return f"ROUND({number(weight)}-{lost},2)"


def window_formula(rule: Window, weight: Decimal, at: Measured) -> str:
    """Inside: full marks; outside: the steps of that side, or 0."""
    low, high = number(rule.low), number(rule.high)

    def side(steps: Steps | None, excess: str) -> str:
        return "0" if steps is None else _deducted(steps, exact(excess), None, weight)

    return when(
        (f"NOT({is_number(at.value)})", NONE),
        *_clash(rule.unit, at.unit, rule.high or rule.low),
        (f"{at.value}<{low}", side(rule.below, f"{low}-{at.value}")),
        (f"{at.value}>{high}", side(rule.above, f"{at.value}-{high}")),
        otherwise=number(weight),
    )


def bands_formula(rule: Bands, weight: Decimal, at: Measured) -> str:
    """The points of the band that holds the value."""
    value = f"ABS({at.value})" if rule.absolute else at.value
    bounds = [band.range.low or band.range.high for band in rule.bands]
    return when(
        (f"NOT({is_number(at.value)})", NONE),
        *_clash(rule.unit, at.unit, *bounds),
        *[(holds(band.range, value), number(band.points)) for band in rule.bands],
        otherwise=NONE,
    )


def proportional_formula(rule: Proportional, weight: Decimal, at: Measured) -> str:
    """value ÷ target × weight, between 0 and the weight."""
    target = number(rule.target) if rule.target is not None else _rate_target(at)
    zero = [(holds(rule.zero, at.value), "0")] if rule.zero else []
    return when(
        (f"NOT({is_number(at.value, target)})", NONE),
        *_clash(rule.unit, at.unit, rule.target),
        (f"{target}<=0", NONE),
        *zero,
        (f"{at.value}>={target}", number(weight)),
        otherwise=capped(f"{at.value}*{number(weight)}/{target}", weight),
    )


def _rate_target(at: Measured) -> str:
    rate = one_of(at.unit, "%", "")
    return at.work.put(when((is_number(at.target), at.target), (rate, "100"), otherwise=NONE))


def less_formula(rule: LessIsBetter, weight: Decimal, at: Measured) -> str:
    """weight·target÷actual, or weight·(1-(actual-target)÷target); full marks where the target is kept."""
    value, target = at.value, at.target
    part = f"(2*{target}-{value})/{target}" if rule.by_excess else f"{target}/{value}"
    return when(
        (f"NOT({is_number(value, target)})", NONE),
        (f"OR({target}<0,AND({target}=0,{value}>0))", NONE),
        (f"{value}<={target}", number(weight)),
        otherwise=capped(f"{part}*{number(weight)}", weight),
    )


def equals_formula(rule: EqualsTarget, weight: Decimal, at: Measured) -> str:
    """All or nothing against the 目标值; a target of 0 is met by 0 and less."""
    sign = {"=": "=", "≥": ">=", "≤": "<="}[rule.relation]
    met = f"{at.value}{sign}{at.target}"
    if rule.relation == "=":
        met = f"IF({at.target}=0,{at.value}<=0,{met})"
    return when((f"NOT({is_number(at.value, at.target)})", NONE), (met, number(weight)), otherwise="0")


def amplified_formula(rule: AmplifiedLinear, weight: Decimal, at: Measured) -> str:
    """(1 - factor × rate) × weight; 0 above the cut-off."""
    cut = [] if rule.cut_off is None else [(f"{at.value}>{number(rule.cut_off)}", "0")]
    points = capped(f"(1-{number(rule.factor)}*{at.value}/100)*{number(weight)}", weight)
    return when((f"NOT({is_number(at.value)})", NONE), *cut, otherwise=points)


def year_formula(rule: YearOnYear, weight: Decimal, at: Measured) -> str:
    """This year against last year."""
    none = [] if rule.none is None else [(f"{at.value}=0", number(rule.none))]
    return when(
        (f"NOT({is_number(at.value)})", NONE),
        *none,
        (f"NOT({is_number(at.last)})", NONE),
        (f"{at.value}={at.last}", number(rule.same)),
        (f"{at.value}<{at.last}", number(rule.down)),
        otherwise=number(rule.up),
    )


def share_formula(weight: Decimal, at: Measured) -> str:
    """Items that reach their target ÷ all items × weight; a share that a formula gives, as it is."""
    if at.last == NONE:
        usable = f"AND({is_number(at.value)},{one_of(at.unit, '%', '')})"
        return when((usable, capped(f"{at.value}*{number(weight)}/100", weight)), otherwise=NONE)
    bad = f"NOT({is_number(at.value, at.last)})"
    return when(
        (bad, NONE),
        (f"OR({at.value}>{at.last},{at.last}=0)", NONE),
        otherwise=capped(f"{at.value}*{number(weight)}/{at.last}", weight),
    )


MEASURED: dict[type[Rule], Callable[[Any, Decimal, Measured], str]] = {
    StepDeduction: steps_formula,
    Bands: bands_formula,
    Proportional: proportional_formula,
    LessIsBetter: less_formula,
    EqualsTarget: equals_formula,
    Window: window_formula,
    AmplifiedLinear: amplified_formula,
    YearOnYear: year_formula,
}

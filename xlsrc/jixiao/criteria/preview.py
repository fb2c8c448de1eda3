"""What a rule gives at its own bounds, so that a person can see what the words mean: 89.99%→8分，90%→10分."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from jixiao.criteria.answer import Answer
from jixiao.criteria.shapes.base import HUNDRED, ZERO, Input, Rule, render
from jixiao.values.rounding import plain

MOST = 8
_NUMBER = re.compile(r"(?<![\d.])(\d+(?:\.\d+)?)(?!分|[\d.])")
_MOST_COUNTED = 3


def preview(rule: Rule, weight: Decimal, most: int = MOST) -> str:
    """89.99%→8分，90%→10分; '' for rules that no single value decides. At most `most` values, in rising order."""
    inputs = rule.inputs()
    if inputs and all(one.kind == "check" for one in inputs):
        tried = list(_checked(rule, weight, inputs))
    elif len(inputs) == 1 and not rule.by_hand:
        tried = list(_single(rule, weight, inputs[0]))
    else:
        tried = []
    told = "，".join(f"{shown}→{points}" for shown, points in tried[:most])
    return f"目标值为100时，{told}" if told and rule.takes_target else told


def _single(rule: Rule, weight: Decimal, one: Input) -> Iterator[tuple[str, str]]:
    if one.kind == "choice":
        for choice in one.choices:
            yield choice, _points(rule, weight, Answer(tier=choice))
    elif one.kind == "count":
        for count in range(_MOST_COUNTED + 1):
            yield str(count), _points(rule, weight, Answer(count=count))
    elif one.kind in ("rate", "amount"):
        yield from _where_it_turns(rule, weight, one.unit or getattr(rule, "unit", ""))


def _where_it_turns(rule: Rule, weight: Decimal, unit: str) -> Iterator[tuple[str, str]]:
    """The bounds with the points there and, where they jump, just beside; of a rule over 目标值, for a target of 100."""
    target = HUNDRED if rule.takes_target else None
    near = Decimal("0.01") if unit in ("%", "万元", "") else Decimal(1)

    def points(value: Decimal) -> str:
        return _points(rule, weight, Answer(value=value, unit=unit, target=target))

    shown: dict[Decimal, str] = {}
    for value in _bounds(rule):
        shown[value] = here = points(value)
        for beside, opposite in ((value - near, value + near), (value + near, value - near)):
            if beside >= ZERO and points(beside) != here == points(opposite):
                shown[beside] = points(beside)
    ordered = sorted(shown.items())
    for n, (value, each) in enumerate(ordered):
        if {other for _, other in ordered[max(n - 1, 0) : n + 2]} != {each}:
            yield f"{plain(value)}{unit}", each


def _bounds(rule: Rule) -> list[Decimal]:
    """The numbers in the words of the rule, and each a step (another of them) further; with 目标值, those of 100."""
    numbers = {Decimal(found[1]) for found in _NUMBER.finditer(render(rule, HUNDRED))}
    if rule.takes_target or not numbers:
        numbers |= {HUNDRED, HUNDRED / 2}
    further = {one + sign * other for one in numbers for other in numbers for sign in (1, -1)}
    return sorted(value for value in numbers | further if value >= ZERO)


def _checked(rule: Rule, weight: Decimal, inputs: Sequence[Input]) -> Iterator[tuple[str, str]]:
    """Everything as it should be (a veto is good where it is 否), and each one alone otherwise."""
    good = [one.choices[0] for one in inputs]
    yield "全做到", _points(rule, weight, rule.answer(",".join(good)))
    for n, one in enumerate(inputs):
        otherwise = [*good[:n], one.choices[1], *good[n + 1 :]]
        yield f"只有第{n + 1}项{one.choices[1]}", _points(rule, weight, rule.answer(",".join(otherwise)))


def _points(rule: Rule, weight: Decimal, answer: Answer) -> str:
    points = rule.points(weight, answer).points
    return "不出分" if points is None else f"{plain(points)}分"

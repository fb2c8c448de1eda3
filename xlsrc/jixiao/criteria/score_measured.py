"""Points for rules over one measured value (财预〔2020〕10号: Decimal, half-up, 2 decimals)."""

from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from jixiao.criteria.answer import Answer, Outcome
from jixiao.criteria.outcomes import capped, head, measure, missing, reason_due, refused, scored, unit_clash
from jixiao.criteria.rendering import range_text, size_text
from jixiao.criteria.rules import (
    HUNDRED,
    ZERO,
    AmplifiedLinear,
    Bands,
    Direction,
    EqualsTarget,
    LessIsBetter,
    Proportional,
    Rounding,
    StepDeduction,
    Steps,
    Window,
    YearOnYear,
)
from jixiao.values.rounding import half_up, plain


def score_steps(rule: StepDeduction, weight: Decimal, answer: Answer) -> Outcome:
    """Threshold kept: full marks; beyond it, points per step, never below 0."""
    if answer.value is None:
        return missing("指标值")
    if rule.threshold is not None and (clash := unit_clash(rule.unit, answer, rule.threshold)):
        return refused(clash)
    threshold = rule.threshold if rule.threshold is not None else answer.target
    if threshold is None and rule.direction is Direction.UNDER and rule.unit == "%" and answer.unit in ("%", ""):
        threshold = HUNDRED  # a rate without a 目标值 is held against 100 %
    if threshold is None:
        return missing("目标值")
    over = rule.direction is Direction.OVER
    excess = answer.value - threshold if over else threshold - answer.value
    standard = measure(threshold, answer.unit or rule.unit)
    if excess <= 0:
        return scored(weight, weight, f"{head(answer, rule.unit)}，{'≤' if over else '≥'}{standard}")
    if rule.zero and rule.zero.holds(answer.value):
        return scored(ZERO, weight, f"{head(answer, rule.unit)}，{range_text(rule.zero, rule.unit)}不得分")
    if rule.unit == "%" and answer.unit not in ("%", ""):
        if threshold == 0:
            return refused("目标值为0，不能计算偏离的百分比。")
        excess = half_up(excess / abs(threshold) * HUNDRED)
    return _deduct(rule.steps, excess, rule.unit, rule.most, weight, answer, f"{rule.direction}{standard}")


def _deduct(
    steps: Steps, excess: Decimal, unit: str, most: Decimal | None, weight: Decimal, answer: Answer, beyond: str
) -> Outcome:
    count = count_steps(steps, excess)
    lost = min(half_up(count * steps.points), weight, weight if most is None else most)
    by = measure(excess, unit, points=True)
    text = f"{head(answer, unit)} {beyond} {by}，{_counting(steps, count, unit)}，扣{plain(lost)}分"
    return scored(weight - lost, weight, text, f"{beyond} {by}，扣{plain(lost)}分")


def count_steps(steps: Steps, excess: Decimal) -> Decimal:
    """How many steps an excess makes, by the rounding of the rule."""
    exact = excess / steps.size
    if steps.rounding is Rounding.LINEAR:
        return exact
    mode = ROUND_FLOOR if steps.rounding is Rounding.FLOOR else ROUND_CEILING
    return exact.to_integral_value(rounding=mode)


def _counting(steps: Steps, count: Decimal, unit: str) -> str:
    if steps.rounding is Rounding.LINEAR:
        return f"每{size_text(steps.size, unit)}扣{plain(steps.points)}分，按比例计"
    how = "按整数" if steps.rounding is Rounding.FLOOR else "不足一个按一个，按"
    if steps.size == 1:
        return f"{how}{size_text(count, unit)}计，每个扣{plain(steps.points)}分"
    return f"每{size_text(steps.size, unit)}扣{plain(steps.points)}分，{how}{plain(count)}个计"


def score_window(rule: Window, weight: Decimal, answer: Answer) -> Outcome:
    """Inside: full marks; outside: the steps of that side, or 0."""
    if answer.value is None:
        return missing("指标值")
    if clash := unit_clash(rule.unit, answer, rule.high or rule.low):
        return refused(clash)
    low, high = measure(rule.low, rule.unit), measure(rule.high, rule.unit)
    if rule.low <= answer.value <= rule.high:
        return scored(weight, weight, f"{head(answer, rule.unit)}，在{low}至{high}之间")
    under = answer.value < rule.low
    steps = rule.below if under else rule.above
    beyond = f"低于{low}" if under else f"超过{high}"
    if steps is None:
        return scored(ZERO, weight, f"{head(answer, rule.unit)}，{beyond}", f"{beyond}，不得分")
    excess = rule.low - answer.value if under else answer.value - rule.high
    return _deduct(steps, excess, rule.unit, None, weight, answer, beyond)


def score_bands(rule: Bands, weight: Decimal, answer: Answer) -> Outcome:
    """The points of the band that holds the value."""
    if answer.value is None:
        return missing("指标值")
    if clash := unit_clash(rule.unit, answer, *(band.range.low or band.range.high for band in rule.bands)):
        return refused(clash)
    value = abs(answer.value) if rule.absolute else answer.value
    for band in rule.bands:
        if band.range.holds(value):
            absolute = "绝对值" if rule.absolute else ""
            text = f"{absolute}属于{range_text(band.range, rule.unit)}一档"
            return scored(band.points, weight, f"{head(answer, rule.unit)}，{text}", f"指标值{text}")
    return refused(f"指标值{measure(answer.value, rule.unit)}不在评分标准的任何一档，请核对指标值或评分标准。")


def score_proportional(rule: Proportional, weight: Decimal, answer: Answer) -> Outcome:
    """value ÷ target × weight, between 0 and the weight; a value above its target needs a reason."""
    if answer.value is None:
        return missing("指标值")
    if rule.target is not None and (clash := unit_clash(rule.unit, answer, rule.target)):
        return refused(clash)
    target = rule.target if rule.target is not None else answer.target
    if target is None and answer.unit in ("%", ""):
        target = HUNDRED
    if target is None:
        return missing("目标值")
    if target <= 0:
        return refused("目标值为0或负数，不能按比例计分。")
    start = head(answer, rule.unit)
    if rule.zero and rule.zero.holds(answer.value):
        return scored(ZERO, weight, f"{start}，{range_text(rule.zero, rule.unit)}不得分")
    points = capped(answer.value / target * weight, weight)
    full = measure(target, answer.unit or rule.unit)
    if answer.value >= target:
        outcome = scored(weight, weight, f"{start}，达到{full}")
        return (
            reason_due(outcome, answer, f"完成值{measure(answer.value, answer.unit or rule.unit)}超过目标{full}")
            if (answer.value > target)
            else outcome
        )
    shown = start if target == HUNDRED else f"{start} ÷ {full}"
    return scored(points, weight, f"{shown} × {plain(weight)}分", f"未达到{full}，按比例计分")


def score_less(rule: LessIsBetter, weight: Decimal, answer: Answer) -> Outcome:
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
    if rule.by_excess:
        part = 1 - (answer.value - answer.target) / answer.target
        how = f"（1 -（{measure(answer.value, answer.unit)} - {target}）÷ {target}）"
    text = f"{start}，超过目标值{target}，{how} × {plain(weight)}分"
    return scored(capped(part * weight, weight), weight, text, f"超过目标值{target}")


def score_equals(rule: EqualsTarget, weight: Decimal, answer: Answer) -> Outcome:
    """All or nothing against the 目标值; a target of 0 is met by 0 and less."""
    if answer.value is None or answer.target is None:
        return missing("指标值" if answer.value is None else "目标值")
    value, target = answer.value, answer.target
    met = {"=": value == target, "≥": value >= target, "≤": value <= target}[rule.relation]
    if rule.relation == "=" and target == 0:
        met = value <= 0
    shown = f"目标值{measure(target, answer.unit)}"
    text = f"{head(answer, answer.unit)}，{'达到' if met else '未达到'}{shown}"
    return scored(weight if met else ZERO, weight, text, f"未达到{shown}")


def score_amplified(rule: AmplifiedLinear, weight: Decimal, answer: Answer) -> Outcome:
    """(1 - factor × rate) × weight; 0 above the cut-off."""
    if answer.value is None:
        return missing("指标值")
    start = head(answer, "%")
    if rule.cut_off is not None and answer.value > rule.cut_off:
        return scored(ZERO, weight, f"{start}，超过{measure(rule.cut_off, '%')}")
    points = capped((1 - rule.factor * answer.value / HUNDRED) * weight, weight)
    shown = f"（1 - {plain(rule.factor)} × {measure(answer.value, '%')}）× {plain(weight)}分"
    return scored(points, weight, f"{start}，{shown}", f"按{shown}计分")


def score_year(rule: YearOnYear, weight: Decimal, answer: Answer) -> Outcome:
    """This year against last year."""
    if answer.value is None or (answer.last is None and not (rule.none is not None and answer.value == 0)):
        return missing("本年数" if answer.value is None else "上年数")
    unit = "" if answer.unit == "%" else answer.unit
    this = f"{rule.subject or '本年'}{answer.trace or measure(answer.value, unit)}"
    if rule.none is not None and answer.value == 0:
        return scored(rule.none, weight, f"无{rule.subject}")
    last = answer.last if answer.last is not None else ZERO
    if answer.value == last:
        points, word = rule.same, "等于"
    else:
        points, word = (rule.down, "低于") if answer.value < last else (rule.up, "超过")
    text = f"{this}，{word}上年{measure(last, unit)}"
    return scored(points, weight, text, text)

"""A rule in canonical words, for 识别结果; reading them again gives an equal rule."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from jixiao.criteria.rules import (
    AmplifiedLinear,
    Bands,
    BestOf,
    Bonus,
    Checklist,
    Choices,
    Direction,
    EqualsTarget,
    LessIsBetter,
    Manual,
    Milestones,
    NotApplicable,
    NotApplicableOnly,
    PerOccurrence,
    Proportional,
    Range,
    Rounding,
    Rule,
    ShareOfItems,
    StepDeduction,
    Steps,
    Tiers,
    TotalCaps,
    Window,
    YearOnYear,
)
from jixiao.values.rounding import plain

_CIRCLES = [chr(0x2460 + number) for number in range(20)]
_CLAUSES = {
    NotApplicable.FULL: "无此类项目的，得满分",
    NotApplicable.RESCALE: "无此类项目的，不参评，按比例折算到100分",
    NotApplicable.SHARE: "无此类项目的，分值分摊到同级指标",
}


def render(rule: Rule, weight: Decimal) -> str:
    """The canonical Chinese text of a rule for an indicator worth `weight` points."""
    body = _RENDER[type(rule)](rule, weight)
    clause = _CLAUSES[rule.not_applicable] if rule.not_applicable else ""
    return "；".join(part for part in (body, clause) if part) + "。"


def range_text(part: Range, unit: str) -> str:
    """≥90%, 80%（含）-90%（不含）, =0%."""
    low = None if part.low is None else plain(part.low) + unit
    high = None if part.high is None else plain(part.high) + unit
    if low is not None and part.low == part.high:
        return f"={low}"
    if low is None or high is None:
        if low is None and high is None:
            return "任何值"
        return (f"{'≤' if part.high_in else '<'}{high}") if low is None else (f"{'≥' if part.low_in else '>'}{low}")
    marks = ["（含）" if each else "（不含）" for each in (part.low_in, part.high_in)]
    return f"{low}{marks[0]}-{high}{marks[1]}"


def award_text(points: Decimal) -> str:
    """得5分, 不得分."""
    return f"得{plain(points)}分" if points else "不得分"


def size_text(size: Decimal, unit: str) -> str:
    """1个百分点, 5万元."""
    return f"{plain(size)}{'个百分点' if unit == '%' else unit}"


def _steps_text(way: str, steps: Steps, unit: str) -> str:
    return f"每{way}{size_text(steps.size, unit)}扣{plain(steps.points)}分，{_part_text(steps, unit)}"


def _part_text(steps: Steps, unit: str) -> str:
    size = size_text(steps.size, unit)
    if steps.rounding is Rounding.LINEAR:
        return "按比例扣分"
    return f"不足{size}的不计" if steps.rounding is Rounding.FLOOR else f"不足{size}按{size}计"


def _step_deduction(rule: StepDeduction, weight: Decimal) -> str:
    sign = "≤" if rule.direction is Direction.OVER else "≥"
    threshold = "目标值" if rule.threshold is None else plain(rule.threshold) + rule.unit
    way = "超过" if rule.direction is Direction.OVER else "低于"
    text = f"{sign}{threshold}，{award_text(weight)}；{_steps_text(way, rule.steps, rule.unit)}"
    if rule.zero:
        text += f"；{range_text(rule.zero, rule.unit)}，不得分"
    return text + (f"，最多扣{plain(rule.most)}分" if rule.most is not None else "，扣完为止")


def _bands(rule: Bands, weight: Decimal) -> str:
    prefix = "绝对值" if rule.absolute else ""
    return "；".join(f"{prefix}{range_text(band.range, rule.unit)}，{award_text(band.points)}" for band in rule.bands)


def _proportional(rule: Proportional, weight: Decimal) -> str:
    zero = f"；{range_text(rule.zero, rule.unit)}，不得分" if rule.zero else ""
    if rule.basis:
        return f"得分={rule.basis}×分值，满分为止{zero}"
    if rule.target is None:
        return f"按完成比例得分，满分为止{zero}"
    target = plain(rule.target) + rule.unit
    return f"≥{target}，{award_text(weight)}；<{target}，按比例得分{zero}"


def _less(rule: LessIsBetter, weight: Decimal) -> str:
    return "得分=(1-(实际值-目标值)/目标值)×分值，满分为止" if rule.by_excess else "得分=目标值/实际值×分值，满分为止"


def _equals(rule: EqualsTarget, weight: Decimal) -> str:
    return f"{rule.relation}目标值，{award_text(weight)}；否则不得分"


def _window(rule: Window, weight: Decimal) -> str:
    low, high = f"{plain(rule.low)}{rule.unit}", f"{plain(rule.high)}{rule.unit}"
    inside = f"={low}" if rule.low == rule.high else f"{low}（含）-{high}（含）"
    parts = [f"{inside}，{award_text(weight)}"]
    parts.append(_steps_text("低于", rule.below, rule.unit) if rule.below else f"<{low}，不得分")
    parts.append(_steps_text("超过", rule.above, rule.unit) if rule.above else f">{high}，不得分")
    return "；".join(parts)


def _share(rule: ShareOfItems, weight: Decimal) -> str:
    return f"得分={rule.reached}/{rule.total}×分值"


def _amplified(rule: AmplifiedLinear, weight: Decimal) -> str:
    cut = "" if rule.cut_off is None else f"；指标值>{plain(rule.cut_off)}%，不得分"
    return f"得分=(1-{plain(rule.factor)}×指标值)×分值{cut}"


def _checklist(rule: Checklist, weight: Decimal) -> str:
    items = zip(_CIRCLES, rule.items, strict=False)
    if rule.by_deduction:
        texts = "；".join(f"{circle}{item.text}" for circle, item in items)
        return f"{texts}。每少1项扣{plain(rule.items[0].points)}分，扣完为止"
    return "；".join(f"{circle}{item.text}，{plain(item.points)}分" for circle, item in items)


def _occurrence(rule: PerOccurrence, weight: Decimal) -> str:
    full = f"{rule.full_when}的，{award_text(weight)}；" if rule.full_when else ""
    end = "扣完为止" if rule.most is None else f"最多扣{plain(rule.most)}分"
    return f"{full}每{rule.event}扣{plain(rule.points)}分，{end}"


def _year(rule: YearOnYear, weight: Decimal) -> str:
    parts = [] if rule.none is None else [f"无{rule.subject}，{award_text(rule.none)}"]
    cases = [("≤", rule.down)] if rule.down == rule.same else [("<", rule.down), ("=", rule.same)]
    words = {"≤": "不超过上年", "<": "低于上年", "=": "与上年持平", ">": "超过上年"}
    for sign, points in [*cases, (">", rule.up)]:
        parts.append(f"{rule.subject}{words[sign]}，{award_text(points)}")
    return "；".join(parts)


def _best(rule: BestOf, weight: Decimal) -> str:
    parts = [
        f"{circle}{each.name}：{render(each.rule, weight).removesuffix('。')}"
        for circle, each in zip(_CIRCLES, rule.alternatives, strict=False)
    ]
    return "二者取得分高者：" + "。".join(parts)


def _tiers(rule: Tiers, weight: Decimal) -> str:
    return "，".join(f"{tier.name} {plain(tier.high)}%-{plain(tier.low)}%（含）" for tier in rule.tiers)


def _choices(rule: Choices, weight: Decimal) -> str:
    return "；".join(f"{option.name}，{award_text(option.points)}" for option in rule.options)


def _caps(rule: TotalCaps, weight: Decimal) -> str:
    return "；".join(f"执行率{range_text(cap.range, '%')}的总分不超过{plain(cap.most)}分" for cap in rule.caps)


def _milestones(rule: Milestones, weight: Decimal) -> str:
    return "；".join(
        f"{each.month}月底前{rule.verb}{plain(each.share)}%，{award_text(each.points)}" for each in rule.milestones
    )


def _bonus(rule: Bonus, weight: Decimal) -> str:
    head, verb = ("加分项", "加") if rule.sign > 0 else ("减分项", "减")
    if re.match(r"[^\W\d]{1,2}\d", rule.event):  # 减分项：每发现1起扣1分
        return f"{head}：每{rule.event}扣{plain(rule.points)}分，最多{verb}{plain(rule.most)}分"
    event = f"{rule.event}，" if rule.event else ""
    return f"{head}：{event}每项{verb}{plain(rule.points)}分，最多{verb}{plain(rule.most)}分"


def _manual(rule: Manual, weight: Decimal) -> str:
    return "人工评分，得分低于分值的写明原因"


_RENDER: dict[type[Rule], Callable[[Any, Decimal], str]] = {
    StepDeduction: _step_deduction,
    Bands: _bands,
    Proportional: _proportional,
    LessIsBetter: _less,
    EqualsTarget: _equals,
    Window: _window,
    ShareOfItems: _share,
    AmplifiedLinear: _amplified,
    Checklist: _checklist,
    PerOccurrence: _occurrence,
    YearOnYear: _year,
    BestOf: _best,
    Tiers: _tiers,
    Choices: _choices,
    TotalCaps: _caps,
    NotApplicableOnly: lambda rule, weight: "",
    Milestones: _milestones,
    Manual: _manual,
    Bonus: _bonus,
}

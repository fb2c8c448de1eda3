"""Points for rules over checks, counts, grades, dates and hand-typed scores."""

import re
from collections.abc import Callable
from dataclasses import replace
from decimal import ROUND_FLOOR, Decimal

from jixiao.criteria.answer import Answer, Outcome, Status
from jixiao.criteria.outcomes import by_hand, capped, missing, reason_due, refused, scored
from jixiao.criteria.rules import (
    HUNDRED,
    ZERO,
    BestOf,
    Bonus,
    CheckItem,
    Checklist,
    Choices,
    Milestones,
    PerOccurrence,
    Rule,
    ShareOfItems,
    Tier,
    Tiers,
)
from jixiao.values.rounding import half_up, plain
from jixiao.values.words import NO, NOT_APPLICABLE, YES


def score_share(rule: ShareOfItems, weight: Decimal, answer: Answer) -> Outcome:
    """Items that reach their target ÷ all items × weight."""
    if answer.reached is None or answer.total is None:
        if answer.value is not None and answer.unit in ("%", ""):
            text = f"{answer.trace or plain(answer.value) + '%'} × {plain(weight)}分"
            return scored(capped(answer.value / HUNDRED * weight, weight), weight, text, "部分项目未达到预期")
        return missing(rule.reached if answer.reached is None else rule.total)
    if not 0 <= answer.reached <= answer.total:
        return refused(f"{rule.reached}{answer.reached}应在0与{rule.total}{answer.total}之间。")
    if answer.total == 0:
        return Outcome(None, Status.NOT_APPLICABLE, f"{rule.total}为0，不适用")
    points = capped(Decimal(answer.reached) / answer.total * weight, weight)
    text = f"{rule.reached}{answer.reached} ÷ {rule.total}{answer.total} × {plain(weight)}分"
    return scored(points, weight, text, f"{answer.total - answer.reached}项未达到")


def score_checklist(rule: Checklist, weight: Decimal, answer: Answer) -> Outcome:
    """Points for each 是; a point marked 不适用 drops out and the others are scaled to the weight."""
    checks = tuple(check.strip() for check in answer.checks)
    if not any(checks):
        return by_hand(f"{len(rule.items)}个要点尚未填写是/否/不适用。")
    if len(checks) != len(rule.items):
        return refused(f"评分标准有{len(rule.items)}个要点，填写了{len(checks)}个。")
    strange = [check for check in checks if check not in (YES, NO, NOT_APPLICABLE)]
    if strange:
        blank = "" in strange
        return (
            by_hand("还有要点没有填写是/否/不适用。")
            if blank
            else refused(f"要点只能填是、否、不适用，不能填“{strange[0]}”。")
        )
    pairs = list(zip(rule.items, checks, strict=True))
    kept = [(item, check) for item, check in pairs if check != NOT_APPLICABLE]
    if not kept:
        return Outcome(None, Status.NOT_APPLICABLE, "各要点均不适用")
    failed = [item for item, check in kept if check == NO]
    return _checked(rule, weight, kept, failed, len(pairs) - len(kept))


def _checked(
    rule: Checklist, weight: Decimal, kept: list[tuple[CheckItem, str]], failed: list[CheckItem], dropped: int
) -> Outcome:
    lost = sum((item.points for item in failed), ZERO)
    whole = weight if rule.by_deduction else sum((item.points for item, _ in kept), ZERO)
    if whole <= 0:
        return refused("要点的分值合计为0，不能计分。")
    points = capped((whole - lost) * weight / whole, weight)
    text = f"{len(kept)}个要点中{len(kept) - len(failed)}个为是"
    if dropped:
        text += f"，{dropped}个不适用，按其余要点折算"
    return scored(points, weight, text, "；".join(f"未做到：{item.text}" for item in failed))


def score_occurrence(rule: PerOccurrence, weight: Decimal, answer: Answer) -> Outcome:
    """Points lost per case, never below 0; 否 among checks counts as a case."""
    count = answer.count
    if count is None and answer.checks:
        count = sum(1 for check in answer.checks if check.strip() == NO)
    if count is None and answer.value is not None and answer.value == answer.value.to_integral_value():
        count = int(answer.value)
    if count is None:
        return missing("次数")
    if count < 0:
        return refused(f"次数不能为负数（{count}）。")
    if count == 0:
        none = re.sub(r"\d+", "0", rule.event, count=1)
        return scored(weight, weight, none if none != rule.event else f"没有{rule.event}的情况")
    times = (Decimal(count) / rule.per).to_integral_value(rounding=ROUND_FLOOR)
    lost = min(half_up(times * rule.points), weight, weight if rule.most is None else rule.most)
    found = re.sub(r"\d+", str(count), rule.event, count=1)
    text = f"{found}，每{rule.event}扣{plain(rule.points)}分，扣{plain(lost)}分"
    return scored(weight - lost, weight, text, text)


def score_tiers(rule: Tiers, weight: Decimal, answer: Answer) -> Outcome:
    """The clerk picks a tier and types a score inside it; the upper bound belongs to the tier above."""
    if not answer.tier.strip() and answer.typed is None:
        return by_hand(f"请选择等次（{'、'.join(tier.name for tier in rule.tiers)}）并填写得分。")
    index = _index(answer.tier, [tier.name for tier in rule.tiers])
    if answer.tier.strip() and index is None:
        return refused(f"等次“{answer.tier}”不在评分标准中，应为{'、'.join(tier.name for tier in rule.tiers)}之一。")
    if answer.typed is None:
        return by_hand(f"已选等次“{answer.tier}”，请填写该等次内的得分。")
    if not ZERO <= answer.typed <= weight:
        return refused(f"得分{plain(answer.typed)}应在0与分值{plain(weight)}之间。")
    if index is None:
        index = next(i for i, tier in enumerate(rule.tiers) if answer.typed * HUNDRED >= tier.low * weight)
    return _in_tier(rule.tiers[index], index == 0, weight, answer)


def _index(name: str, names: list[str]) -> int | None:
    """The one tier of that name; 部分达成 is enough for 部分达成并具有一定效果."""
    name = name.strip()
    if not name:
        return None
    if name in names:
        return names.index(name)
    near = [i for i, each in enumerate(names) if each.startswith(name) or each.removeprefix("达到") == name]
    return near[0] if len(near) == 1 else None


def _in_tier(tier: Tier, top: bool, weight: Decimal, answer: Answer) -> Outcome:
    typed = answer.typed if answer.typed is not None else ZERO
    low, high = tier.low * weight / HUNDRED, tier.high * weight / HUNDRED
    if not low <= typed or typed > high or (typed == high and not top):
        end = "含" if top else "不含，属于上一等次"
        return refused(
            f"得分{plain(typed)}不在等次“{tier.name}”的范围内：{plain(low)}（含）至{plain(high)}（{end}）分。"
        )
    if typed != half_up(typed):
        return refused(f"得分{plain(typed)}最多保留两位小数。")
    return scored(typed, weight, f"等次为{tier.name}", answer.reason or f"等次为{tier.name}")


def score_choices(rule: Choices, weight: Decimal, answer: Answer) -> Outcome:
    """The points of the grade picked."""
    names = [option.name for option in rule.options]
    if not answer.tier.strip():
        return by_hand(f"请选择：{'、'.join(names)}。")
    index = _index(answer.tier, names)
    if index is None:
        return refused(f"“{answer.tier}”不在评分标准中，应为{'、'.join(names)}之一。")
    option = rule.options[index]
    return scored(option.points, weight, option.name, option.name)


def score_milestones(rule: Milestones, weight: Decimal, answer: Answer) -> Outcome:
    """Points for each date whose share was reached."""
    values = answer.values or ((answer.value,) if len(rule.milestones) == 1 else ())
    if len(values) != len(rule.milestones):
        return missing("各时间节点的进度")
    points = ZERO
    met: list[str] = []
    late: list[str] = []
    for date, value in zip(rule.milestones, values, strict=True):
        if value is None:
            return missing(f"{date.month}月底前的进度")
        text = f"{date.month}月底前{rule.verb}{plain(value)}%，应达{plain(date.share)}%"
        (met if value >= date.share else late).append(text)
        points += date.points if value >= date.share else ZERO
    return scored(points, weight, "；".join(met + late), "；".join(late))


def score_best(
    rule: BestOf, weight: Decimal, answer: Answer, score: Callable[[Rule, Decimal, Answer], Outcome]
) -> Outcome:
    """Each alternative scored over its own value; the best counts, and blanks are left out while one is given."""
    values = answer.values or (answer.value,)
    if len(values) > len(rule.alternatives):
        return refused(f"评分标准有{len(rule.alternatives)}个指标，填写了{len(values)}个指标值。")
    outcomes = []
    for part, value in zip(rule.alternatives, values, strict=False):
        outcome = score(part.rule, weight, replace(answer, value=value, values=(), trace="", not_applicable=False))
        outcomes.append((part.name, outcome))
    given = [(name, outcome) for name, outcome in outcomes if outcome.points is not None]
    if not given:
        return outcomes[0][1] if outcomes else missing("指标值")
    text = "；".join(f"{name}{outcome.process}" for name, outcome in given)
    best = max(given, key=lambda pair: pair[1].points or ZERO)[1]
    return scored(best.points or ZERO, weight, f"{text}，取高者", best.deduction_reason)


def score_manual(weight: Decimal, answer: Answer) -> Outcome:
    """A score typed by hand within 0 and the weight; below the weight a reason is mandatory."""
    if answer.typed is None:
        return by_hand("本指标由人工评分，请填写得分。")
    if not ZERO <= answer.typed <= weight:
        return refused(f"得分{plain(answer.typed)}应在0与分值{plain(weight)}之间。")
    if answer.typed != half_up(answer.typed):
        return refused(f"得分{plain(answer.typed)}最多保留两位小数。")
    outcome = replace(scored(answer.typed, weight, "人工评分"), deduction_reason=answer.reason.strip())
    if answer.typed < weight:
        return reason_due(outcome, answer, f"得分{plain(answer.typed)}低于分值{plain(weight)}")
    return outcome


def score_bonus(rule: Bonus, answer: Answer) -> Outcome:
    """Points outside the 100, negative for 减分, capped."""
    if answer.count is None:
        return missing("加减分的次数")
    if answer.count < 0:
        return refused(f"次数不能为负数（{answer.count}）。")
    points = half_up(min(answer.count * rule.points, rule.most)) * rule.sign
    word = "加" if rule.sign > 0 else "减"
    text = f"{answer.count}项，每项{word}{plain(rule.points)}分，最多{plain(rule.most)}分，{word}{plain(abs(points))}分"
    return Outcome(points, Status.SCORED, text)

"""score(): points for one indicator by its rule and what the form gives."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from jixiao.criteria.answer import Answer, Outcome, Status
from jixiao.criteria.outcomes import by_hand, measure, reason_due, scored
from jixiao.criteria.reading import Criterion
from jixiao.criteria.rules import (
    HUNDRED,
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
    Rule,
    ShareOfItems,
    StepDeduction,
    Tiers,
    TotalCaps,
    Window,
    YearOnYear,
)
from jixiao.criteria.score_listed import (
    score_best,
    score_bonus,
    score_checklist,
    score_choices,
    score_manual,
    score_milestones,
    score_occurrence,
    score_share,
    score_tiers,
)
from jixiao.criteria.score_measured import (
    score_amplified,
    score_bands,
    score_equals,
    score_less,
    score_proportional,
    score_steps,
    score_window,
    score_year,
)


def score(criterion: Criterion | Rule, weight: Decimal, answer: Answer, over_target: Decimal | None = None) -> Outcome:
    """Points of an indicator worth `weight`; half-up, 2 decimals, between 0 and the weight (加减分: its own cap).

    An indicator that doesn't apply: full marks only by an explicit clause, else status not-applicable without
    points. A value of `over_target` percent of its 目标值 or more needs a reason (财预〔2020〕10号); None: it doesn't.
    """
    rule = criterion.rule if isinstance(criterion, Criterion) else criterion
    if answer.not_applicable:
        return _not_applicable(rule, weight)
    outcome = _SCORE[type(rule)](rule, weight, answer)
    return outcome if over_target is None else _over_target(rule, answer, outcome, over_target)


def _not_applicable(rule: Rule, weight: Decimal) -> Outcome:
    if rule.not_applicable is NotApplicable.FULL:
        return scored(weight, weight, "不适用，按评分标准")
    how = f"：{rule.not_applicable}" if rule.not_applicable else ""
    return Outcome(None, Status.NOT_APPLICABLE, f"不适用{how}")


def _over_target(rule: Rule, answer: Answer, outcome: Outcome, over_target: Decimal) -> Outcome:
    """财预〔2020〕10号: clearly above the target, a reason is due; where less is better, it is deducted anyway."""
    less = isinstance(rule, LessIsBetter | YearOnYear) or (
        isinstance(rule, StepDeduction) and rule.direction is Direction.OVER
    )
    less = less or (isinstance(rule, EqualsTarget) and rule.relation == "≤")
    if less or outcome.status is not Status.SCORED or answer.value is None or not answer.target:
        return outcome
    if answer.target < 0 or answer.value * HUNDRED < answer.target * over_target:
        return outcome
    share = f"达到目标值{measure(answer.target, answer.unit)}的{measure(over_target, '%')}以上"
    return reason_due(outcome, answer, f"完成值{measure(answer.value, answer.unit)}{share}")


def _caps(rule: TotalCaps, weight: Decimal, answer: Answer) -> Outcome:
    return by_hand("总分封顶不单独计分，对总分起作用。")


_SCORE: dict[type[Rule], Callable[[Any, Decimal, Answer], Outcome]] = {
    StepDeduction: score_steps,
    Bands: score_bands,
    Proportional: score_proportional,
    LessIsBetter: score_less,
    EqualsTarget: score_equals,
    Window: score_window,
    ShareOfItems: score_share,
    AmplifiedLinear: score_amplified,
    Checklist: score_checklist,
    PerOccurrence: score_occurrence,
    YearOnYear: score_year,
    BestOf: lambda rule, weight, answer: score_best(rule, weight, answer, score),
    Tiers: score_tiers,
    Choices: score_choices,
    TotalCaps: _caps,
    NotApplicableOnly: lambda rule, weight, answer: score_manual(weight, answer),
    Milestones: score_milestones,
    Manual: lambda rule, weight, answer: score_manual(weight, answer),
    Bonus: lambda rule, weight, answer: score_bonus(rule, answer),
}

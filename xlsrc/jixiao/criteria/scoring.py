"""score(): points for one indicator by its rule and what the form gives."""

from decimal import Decimal

from jixiao.criteria.answer import Answer, Outcome, Status
from jixiao.criteria.outcomes import measure, reason_due, scored
from jixiao.criteria.reading import Criterion
from jixiao.criteria.shapes import HUNDRED, Rule

OVER_TARGET = Decimal(120)


def score(criterion: Criterion | Rule, weight: Decimal, answer: Answer, over_target: Decimal = OVER_TARGET) -> Outcome:
    """Points of an indicator worth `weight`; half-up, 2 decimals, between 0 and the weight (加减分: its own cap).

    An indicator that doesn't apply: full marks only by an explicit clause, else status not-applicable without
    points. A value of `over_target` percent of its 目标值 or more needs a reason (财预〔2020〕10号; 130 elsewhere).
    """
    rule = criterion.rule if isinstance(criterion, Criterion) else criterion
    if answer.not_applicable:
        return _not_applicable(rule, weight)
    return _over_target(rule, answer, rule.points(weight, answer), over_target)


def _not_applicable(rule: Rule, weight: Decimal) -> Outcome:
    points = rule.points_not_applicable(weight)
    if points is not None:
        return scored(points, weight, "不适用，按评分标准")
    how = f"：{rule.not_applicable}" if rule.not_applicable else ""
    return Outcome(None, Status.NOT_APPLICABLE, f"不适用{how}")


def _over_target(rule: Rule, answer: Answer, outcome: Outcome, over_target: Decimal) -> Outcome:
    """财预〔2020〕10号: clearly above the target, a reason is due; where less is better, it is deducted anyway."""
    if rule.less_is_better or outcome.status is not Status.SCORED or answer.value is None or not answer.target:
        return outcome
    if answer.target < 0 or answer.value * HUNDRED < answer.target * over_target:
        return outcome
    share = f"达到目标值{measure(answer.target, answer.unit)}的{measure(over_target, '%')}以上"
    return reason_due(outcome, answer, f"完成值{measure(answer.value, answer.unit)}{share}")

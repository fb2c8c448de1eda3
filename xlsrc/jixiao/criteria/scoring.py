"""score(): points for one indicator by its rule and what the form gives."""

from decimal import Decimal

from jixiao.criteria.answer import Answer, Outcome, Status
from jixiao.criteria.outcomes import measure, reason_due
from jixiao.criteria.reading import Criterion
from jixiao.criteria.shapes import HUNDRED, Rule
from jixiao.values.rounding import plain


def score(criterion: Criterion | Rule, weight: Decimal, answer: Answer, over_target: Decimal | None = None) -> Outcome:
    """Points of an indicator worth `weight`; half-up, 2 decimals, between 0 and the weight (加减分: its own cap).

    What the text leaves open must not change the points, else there are none (status undecided).
    An indicator that doesn't apply: full marks only by an explicit clause, else status not-applicable without
    points. A value of `over_target` percent of its 目标值 or more needs a reason (财预〔2020〕10号); None: it doesn't.
    """
    rule = criterion.rule if isinstance(criterion, Criterion) else criterion
    outcome = rule.outcome(weight, answer)
    if answer.not_applicable:
        return outcome
    if over_target is not None:
        for name, part, own in rule.compared(answer):
            outcome = _over_target(name, part, own, outcome, over_target)
    return _undecided(criterion, weight, answer, outcome) if isinstance(criterion, Criterion) else outcome


def _undecided(criterion: Criterion, weight: Decimal, answer: Answer, outcome: Outcome) -> Outcome:
    """No points where what the text leaves open would change them; nothing is decided silently."""
    differing = other_points(criterion, weight, answer, outcome.points)
    if not differing or outcome.points is None:
        return outcome
    told = f"评分标准没有写明，读法不同得分不同：按习惯读法得{plain(outcome.points)}分；{'；'.join(differing)}。"
    return Outcome(None, Status.UNDECIDED, messages=(told,))


def other_points(criterion: Criterion, weight: Decimal, answer: Answer, points: Decimal | None) -> tuple[str, ...]:
    """What else the text may mean where that changes the points: 不足一步的按一步计，得3分; nothing where it doesn't."""
    if points is None or answer.not_applicable:
        return ()
    tried = ((what, rule.points(weight, answer).points) for what, rule in criterion.others)
    return tuple(f"{what}，得{'不出分' if n is None else plain(n) + '分'}" for what, n in tried if n != points)


def _over_target(name: str, rule: Rule, answer: Answer, outcome: Outcome, over_target: Decimal) -> Outcome:
    """财预〔2020〕10号: clearly above the target, a reason is due; where less is better, it is deducted anyway."""
    if rule.less_is_better or outcome.status is not Status.SCORED or answer.value is None or not answer.target:
        return outcome
    if answer.target < 0 or answer.value * HUNDRED < answer.target * over_target:
        return outcome
    share = f"达到目标值{measure(answer.target, answer.unit)}的{measure(over_target, '%')}以上"
    return reason_due(outcome, answer, f"{name}完成值{measure(answer.value, answer.unit)}{share}")

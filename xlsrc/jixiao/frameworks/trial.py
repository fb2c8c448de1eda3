"""Trying a criterion out: how it was understood, and what a value scores; for the button and the command line."""

from decimal import Decimal

from jixiao.criteria import Criterion, Outcome, answer_from_text, read_criterion, score
from jixiao.frameworks.model import Settings
from jixiao.values.rounding import plain


def try_criterion(text: str, weight: Decimal, value: str = "") -> tuple[Criterion, Outcome | None]:
    """The criterion read for `weight` points, and its outcome for `value` as a form would give it ('': not tried).

    ValueError, in Chinese with an example, where the value can't be one of this criterion.
    """
    criterion = read_criterion(text, weight)
    if not value:
        return criterion, None
    return criterion, score(criterion, weight, answer_from_text(criterion.rule, value), Settings().over_target)


def told(criterion: Criterion, outcome: Outcome | None) -> list[str]:
    """What a person reads, line by line."""
    lines = [f"识别结果：{criterion.shape}", f"规范写法：{criterion.canonical}"]
    if criterion.not_understood:
        lines.append(f"看不懂的：{'、'.join(criterion.not_understood)}")
    if criterion.problem:
        lines.append(f"自相矛盾：{criterion.problem}")
    if outcome is None:
        return lines
    lines.append(f"得分：{'—' if outcome.points is None else plain(outcome.points)}")
    named = (("计算过程", outcome.process), ("扣分原因", outcome.deduction_reason))
    return [*lines, *(f"{title}：{text}" for title, text in named if text), *outcome.messages]

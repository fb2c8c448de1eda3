"""What a clerk reads beside an indicator: 填法 (how to fill its row) and 识别结果 (how its criterion was understood)."""

from jixiao.criteria import Criterion, Manual, Standing
from jixiao.frameworks.model import Indicator


def how_to_fill(indicator: Indicator) -> str:
    """One line: what to type into the row of this indicator."""
    rule = indicator.criterion.rule
    if indicator.value and not isinstance(rule, Manual):
        return "自动取数，不用填"
    return rule.filling()


def understood_as(indicator: Indicator) -> str:
    """识别结果 of an indicator's criterion."""
    return how_understood(indicator.criterion)


def how_understood(criterion: Criterion) -> str:
    """The shape, or 手工 with the words that were not understood, or the contradiction."""
    if criterion.problem:
        return f"手工（{criterion.problem}）"
    if criterion.not_understood:
        return f"手工（看不懂：{'、'.join(criterion.not_understood)}）"
    if criterion.standing is Standing.PROPOSED and not criterion.settled:
        return f"手工（待确认：{criterion.readings[0].uncertain[0]}）"
    return criterion.shape

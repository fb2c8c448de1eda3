"""What a clerk reads beside an indicator: 填法 (how to fill its row) and 识别结果 (how its criterion was understood)."""

from collections.abc import Callable
from typing import Any

from jixiao.criteria import Criterion, rules
from jixiao.criteria.typed import NEEDS_TARGET
from jixiao.frameworks.model import Indicator


def how_to_fill(indicator: Indicator) -> str:
    """One line: what to type into the row of this indicator."""
    rule = indicator.criterion.rule
    if indicator.value and not isinstance(rule, rules.Manual):
        return "自动取数，不用填"
    if type(rule) in _BY_RULE:
        return _BY_RULE[type(rule)](rule)
    if isinstance(rule, NEEDS_TARGET):
        return "填目标值和完成值"
    return "完成值填实际数，如 98.5%"


def understood_as(indicator: Indicator) -> str:
    """识别结果 of an indicator's criterion."""
    return how_understood(indicator.criterion)


def how_understood(criterion: Criterion) -> str:
    """The shape, or 手工 with the words that were not understood, or the contradiction."""
    if criterion.problem:
        return f"手工（{criterion.problem}）"
    if criterion.not_understood:
        return f"手工（看不懂：{'、'.join(criterion.not_understood)}）"
    return criterion.shape


def _sample(count: int) -> str:
    return ",".join(["是"] * (count - 1) + ["否"])


_BY_RULE: dict[type[rules.Rule], Callable[[Any], str]] = {
    rules.Checklist: lambda r: (
        f"完成值逐项填 是/否/不适用，共 {len(r.items)} 项，用逗号分开，如 {_sample(len(r.items))}"
    ),
    rules.PerOccurrence: lambda r: f"完成值填次数（{r.event}），没有填 0",
    rules.Tiers: lambda r: f"完成值填等次（{'、'.join(t.name for t in r.tiers)}），手工得分填该等次内的分数",
    rules.Choices: lambda r: f"完成值填等次（{'、'.join(o.name for o in r.options)}）",
    rules.ShareOfItems: lambda r: "完成值填 达标数/总数，如 8/10",
    rules.YearOnYear: lambda r: "完成值填 本年数/上年数，如 19.8/20",
    rules.BestOf: lambda r: f"完成值依次填 {'、'.join(a.name for a in r.alternatives)}，用逗号分开",
    rules.Milestones: lambda r: "完成值依次填各时间节点的完成百分数，用逗号分开",
    rules.Manual: lambda r: "评价小组打分，填手工得分；低于分值写扣分原因",
    rules.NotApplicableOnly: lambda r: "评价小组打分，填手工得分；不适用的完成值填“不适用”",
    rules.TotalCaps: lambda r: "自动判断，不用填",
}

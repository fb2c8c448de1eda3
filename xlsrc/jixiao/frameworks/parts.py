"""逐项填报: an indicator that asks for several things has a line for each, so that nobody types 是,是,否 into one cell."""

from dataclasses import dataclass

from jixiao.criteria.shapes import Input
from jixiao.frameworks.model import Indicator
from jixiao.values.words import NO, NOT_APPLICABLE, YES

SEPARATOR = ","
_ASKED = {
    "check": f"填 {YES}、{NO} 或 {NOT_APPLICABLE}",
    "count": "填次数，没有填 0",
    "rate": "填百分数，如 98.5%",
    "amount": "填实际数",
    "share": "填 完成数/总数，如 8/10",
    "versus": "填 本年数/上年数，如 19.8/20",
    "score": "评价小组打分，填得分",
}


@dataclass(frozen=True)
class Part:
    """One line: its code (A1-2), the indicator it belongs to, what is asked in the words of the criterion."""

    code: str
    name: str
    asked: Input

    @property
    def filling(self) -> str:
        """填法: what to type."""
        return f"填 {'、'.join(self.asked.choices)} 之一" if self.asked.kind == "choice" else _ASKED[self.asked.kind]


def parts_of(indicator: Indicator) -> tuple[Part, ...]:
    """Its lines in the order of the criterion; none where one cell will do or nothing is typed."""
    rule = indicator.criterion.rule
    inputs = () if indicator.value or rule.by_hand else rule.inputs()
    if len(inputs) < 2:
        return ()
    return tuple(Part(f"{indicator.code}-{n}", indicator.name, each) for n, each in enumerate(inputs, 1))

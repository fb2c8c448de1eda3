"""逐项填报: an indicator that asks for several things has a line for each, so that nobody types 是,是,否 into one cell."""

from dataclasses import dataclass

from jixiao.criteria.shapes import Input
from jixiao.frameworks.model import Indicator

SEPARATOR = ","


@dataclass(frozen=True)
class Part:
    """One line: its code (A1-2), the indicator it belongs to, what is asked in the words of the criterion."""

    code: str
    name: str
    asked: Input


def parts_of(indicator: Indicator) -> tuple[Part, ...]:
    """Its lines in the order of the criterion; none where one cell will do or nothing is typed."""
    rule = indicator.criterion.rule
    inputs = () if indicator.value or rule.by_hand else rule.inputs()
    if len(inputs) < 2:
        return ()
    return tuple(Part(f"{indicator.code}-{n}", indicator.name, each) for n, each in enumerate(inputs, 1))

"""逐项填报: an indicator that asks for several things has a line for each, so that nobody types 是,是,否 into one cell."""

from dataclasses import dataclass

from jixiao.criteria.shapes import Input
from jixiao.frameworks.model import Indicator

SEPARATOR, ALL_YES = ",", "全部是"


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


def asks_checks(indicator: Indicator) -> bool:
    """Whether it has lines, and each asks for 是 or 否: then 全部是 in 完成值 answers all of them."""
    parts = parts_of(indicator)
    return bool(parts) and all(part.asked.kind == "check" for part in parts)

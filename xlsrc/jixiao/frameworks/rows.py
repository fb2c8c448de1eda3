"""Indicators as rows of 指标体系 and 绩效指标."""

from decimal import Decimal

from jixiao.frameworks import Framework, Indicator
from jixiao.frameworks.confirming import cell_of, filled
from jixiao.frameworks.guide import how_to_fill, understood_as
from jixiao.frameworks.parts import Part, parts_of

Shown = str | int | Decimal | None
"""What a cell of these rows can hold."""

UNDERSTOOD, RULE, CONFIRMATION = "识别结果", "计分规则", "确认"

CODE = "编码"
ANSWER_COLUMNS = (CODE, "三级指标", "分值", "评分标准", "填法")
PART_COLUMNS = (CODE, "三级指标", "单位", "要点", "填法")


FRAMEWORK_LIST, ANSWER_LIST, PART_LIST = "framework", "answers", "parts"  # ids of their sections


def list_rows(framework: Framework) -> dict[str, list[dict[str, Shown]]]:
    """The rows of 指标体系, 绩效指标 and 逐项填报 by section id, each by column label, nothing answered yet."""
    return {
        FRAMEWORK_LIST: [framework_row(indicator) for indicator in framework.indicators],
        ANSWER_LIST: [answer_row(indicator) for indicator in framework.indicators],
        PART_LIST: [part_row(part) for indicator in framework.indicators for part in parts_of(indicator)],
    }


def framework_row(indicator: Indicator) -> dict[str, Shown]:
    """An indicator as a row of 指标体系."""
    given = filled(indicator.decided, indicator.confirmation)
    return {
        CODE: indicator.code,
        "一级指标": indicator.level1,
        "二级指标": indicator.level2,
        "三级指标": indicator.name,
        "分值": indicator.weight,
        "指标值": cell_of(indicator.value, indicator.proposed_value) or None,
        "评分标准": indicator.criterion_text,
        UNDERSTOOD: understood_as(indicator),
        RULE: given.words or None,
        CONFIRMATION: given.state or None,
        "口径": _basis(indicator),
        "依据": indicator.reference,
    }


def part_row(part: Part) -> dict[str, Shown]:
    """A line of 逐项填报, nothing answered yet."""
    values = (part.code, part.name, part.asked.unit or None, part.asked.label, part.asked.filling)
    return dict(zip(PART_COLUMNS, values, strict=True))


def _basis(indicator: Indicator) -> str:
    """口径, with the third of four levels in front: 指标体系 has three."""
    if not indicator.level3 or indicator.level3 == indicator.name:
        return indicator.basis
    return "\n".join(filter(None, (f"上级指标：{indicator.level3}", indicator.basis)))


def answer_row(indicator: Indicator) -> dict[str, Shown]:
    """An indicator as a row of 绩效指标, nothing answered yet."""
    values = (indicator.code, indicator.name, indicator.weight, indicator.criterion_text, how_to_fill(indicator))
    return dict(zip(ANSWER_COLUMNS, values, strict=True))

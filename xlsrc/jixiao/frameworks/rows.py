"""Indicators as rows of 指标体系 and 绩效指标."""

from decimal import Decimal

from jixiao.frameworks import Framework, Indicator
from jixiao.frameworks.guide import how_to_fill, understood_as

Shown = str | int | Decimal | None
"""What a cell of these rows can hold."""

UNDERSTOOD = "识别结果"


ANSWER_COLUMNS = ("编码", "三级指标", "分值", "评分标准", "填法")


def indicator_rows(framework: Framework) -> tuple[list[dict[str, Shown]], list[dict[str, Shown]]]:
    """(rows of 指标体系, rows of 绩效指标) by column label, one per indicator."""
    return [framework_row(i) for i in framework.indicators], [answer_row(i) for i in framework.indicators]


def framework_row(indicator: Indicator) -> dict[str, Shown]:
    """An indicator as a row of 指标体系."""
    return {
        "编码": indicator.code,
        "一级指标": indicator.level1,
        "二级指标": indicator.level2,
        "三级指标": indicator.name,
        "分值": indicator.weight,
        "指标值": indicator.value or None,
        "评分标准": indicator.criterion_text,
        "口径": _basis(indicator),
        "识别结果": understood_as(indicator),
        "依据": indicator.reference,
    }


def _basis(indicator: Indicator) -> str:
    """口径, with the third of four levels in front: 指标体系 has three."""
    if not indicator.level3 or indicator.level3 == indicator.name:
        return indicator.basis
    return "\n".join(filter(None, (f"上级指标：{indicator.level3}", indicator.basis)))


def answer_row(indicator: Indicator) -> dict[str, Shown]:
    """An indicator as a row of 绩效指标, nothing answered yet."""
    values = (indicator.code, indicator.name, indicator.weight, indicator.criterion_text, how_to_fill(indicator))
    return dict(zip(ANSWER_COLUMNS, values, strict=True))

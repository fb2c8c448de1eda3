"""One file a county hands out: its score table with every reading that a person confirmed, as `load` reads it."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

import tomli_w

from jixiao.frameworks.confirming import NOTHING, Confirmation, cell_of, confirmed_by, rule_text, text_code
from jixiao.frameworks.load import OPTIONAL, FrameworkError
from jixiao.frameworks.model import SETTING_ITEMS, Framework, Indicator

_REQUIRED = {
    "code": "编码",
    "level1": "一级指标",
    "name": "三级指标",
    "criterion_text": "评分标准",
    "reference": "依据",
}


def as_toml(framework: Framework) -> str:
    """The file's text. FrameworkError, naming every cell at once, where a required one is blank."""
    blank = [
        f"{indicator.code or indicator.name}的{label}"
        for indicator in framework.indicators
        for field, label in _REQUIRED.items()
        if not getattr(indicator, field)
    ]
    if blank:
        raise FrameworkError(f"不能导出，还没有填：{'、'.join(blank)}。请在《指标体系》补填后再导出。")
    settings = {item: getattr(framework.settings, field) for field, item in SETTING_ITEMS.items()}
    data = {
        "name": framework.name,
        "title": framework.title or framework.name,
        "basis": framework.basis or framework.name,
        "settings": settings,
        "indicator": [_node(indicator) for indicator in framework.indicators],
    }
    return tomli_w.dumps(data)


def _node(indicator: Indicator) -> dict[str, Any]:
    """An indicator without its blanks; `rule` where a person decided."""
    optional = {field: getattr(indicator, field) for field in OPTIONAL if getattr(indicator, field)}
    if indicator.proposed_value:
        optional["value"] = cell_of("", indicator.proposed_value)
    decided = rule_text(indicator.criterion)
    rule = {"rule": decided} if decided else {}
    required = {"code": indicator.code, "level1": indicator.level1, "name": indicator.name, "weight": indicator.weight}
    return {**required, **optional, "criterion": indicator.criterion_text, **rule, "reference": indicator.reference}


def with_confirmations(framework: Framework, known: Iterable[Indicator]) -> Framework:
    """With what was confirmed for the very same 评分标准 and 分值 before, wherever nothing is said yet."""
    decided = {text_code(one.criterion_text, one.weight): rule_text(one.criterion) for one in known}
    before = {code: confirmed_by(rule) for code, rule in decided.items() if rule}
    return replace(framework, indicators=tuple(_confirmed(one, before) for one in framework.indicators))


def _confirmed(indicator: Indicator, before: dict[str, Confirmation]) -> Indicator:
    found = before.get(text_code(indicator.criterion_text, indicator.weight), NOTHING)
    if found is NOTHING or indicator.criterion.chosen is not None:
        return indicator
    return replace(indicator, confirmation=found)

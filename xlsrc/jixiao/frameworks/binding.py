"""取数公式 that a name suggests: 公用经费控制率 is what the shipped frameworks compute it from, until a person says so.

A proposal stands in the column 指标值 behind 待确认：and is never used (confirming.parted); taking these words away
confirms it.
"""

import re
from functools import cache

from jixiao.frameworks.load import DEFAULT, load_framework
from jixiao.values.typed import folded

SOURCES = (DEFAULT, "部门整体支出-53号")
_QUOTES = re.compile("[“”\"'‘’《》]")


def proposed_for(name: str) -> str:
    """The formula that the shipped frameworks have for an indicator of this name, '' where none or several."""
    formulas = _known().get(_bare(name), frozenset())
    return next(iter(formulas)) if len(formulas) == 1 else ""


def _bare(name: str) -> str:
    return _QUOTES.sub("", folded(name))


@cache
def _known() -> dict[str, frozenset[str]]:
    known: dict[str, frozenset[str]] = {}
    for source in SOURCES:
        for indicator in load_framework(source).indicators:
            if indicator.value:
                name = _bare(indicator.name)
                known[name] = known.get(name, frozenset()) | {indicator.value}
    return known

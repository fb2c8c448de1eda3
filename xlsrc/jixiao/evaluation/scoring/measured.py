"""年度指标值 and 实际完成值 as people write them: ≥95%, 100场, 不超过10万元. One number with its unit, or a refusal."""

import re
from dataclasses import dataclass
from decimal import Decimal

from jixiao.values.typed import folded

_AT_LEAST = ("≥", "≧", ">=", ">", "不低于", "不少于", "不小于", "大于等于", "大于", "高于")
_AT_MOST = ("≤", "≦", "<=", "<", "不超过", "不高于", "不大于", "不多于", "小于等于", "小于", "低于")
_NEUTRAL = ("=", "达到", "完成")
_SIGNS = "|".join(sorted((*_AT_LEAST, *_AT_MOST, *_NEUTRAL), key=len, reverse=True))
_VALUE = re.compile(rf"({_SIGNS})?(-?(?:\d{{1,3}}(?:,\d{{3}})+|\d+)(?:\.\d+)?)([^\d,.\-~至]*)")
_MORE_TAIL, _LESS_TAIL = re.compile(r"(及|含)?以上$"), re.compile(r"(及|含)?以[内下]$")
_CAREFUL = ("约", "左右", "上下")
MORE, LESS = 1, -1


@dataclass(frozen=True)
class Measured:
    """A number with its unit. `side`: MORE for ≥, LESS for ≤, 0 where nothing is said."""

    number: Decimal
    unit: str
    side: int = 0


def read_measured(text: str) -> Measured | None:
    """The one number in a text; None where there is none, several, or an approximate one."""
    plain = folded(text)
    match = _VALUE.fullmatch(plain)
    if not match or any(word in plain for word in _CAREFUL):
        return None
    sign, digits, unit = match[1] or "", match[2], match[3]
    side = MORE if sign in _AT_LEAST else LESS if sign in _AT_MOST else 0
    for tail, tail_side in ((_MORE_TAIL, MORE), (_LESS_TAIL, LESS)):
        if tail.search(unit):
            unit, side = tail.sub("", unit), tail_side
    return Measured(Decimal(digits.replace(",", "")), unit, side)


def same_unit(target: Measured, actual: Measured) -> bool:
    """Whether two values can be compared; a missing unit is taken as the other's, but never as per cent."""
    units = {target.unit, actual.unit}
    return len(units) == 1 or ("" in units and "%" not in units)

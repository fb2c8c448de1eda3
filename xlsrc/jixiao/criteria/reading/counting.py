"""How many cases a description speaks of: 缺1项, 两次及以上."""

import re
from decimal import Decimal

from jixiao.criteria.reading.clauses import counting
from jixiao.criteria.reading.measures import MEASURES
from jixiao.criteria.reading.spelling import one_spelling

FROM = re.compile(rf"[≥⩾](\d+)(?:{MEASURES})|满(\d+)(?:{MEASURES})|(\d+)(?:{MEASURES})(?:及|或|和)?(?:其)?以上")
_NO_COUNT = re.compile(
    r"[≤<>⩽~第]\d|\d月|\d(?:日|天|个工作日)(?:以?内|之内|前|后)"
)  # 超过20日, 4月1日: no cases are counted


def zero_case(text: str) -> Decimal | None:
    """How many cases are too many in 缺1项不得分; None where no case is counted."""
    spelled = one_spelling(text)
    found = FROM.search(spelled)
    if not found and _NO_COUNT.search(spelled):
        return None
    counted = counting(spelled)
    if found:
        return Decimal(found[1] or found[2] or found[3])
    return counted

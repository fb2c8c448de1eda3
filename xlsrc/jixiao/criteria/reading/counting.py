"""How many cases a description speaks of: 缺1项, 两次及以上."""

import re
from decimal import Decimal

from jixiao.criteria.reading.clauses import counting
from jixiao.criteria.reading.measures import MEASURES
from jixiao.criteria.reading.spelling import one_spelling

FROM = re.compile(rf"[≥⩾](\d+)(?:{MEASURES})|满(\d+)(?:{MEASURES})|(\d+)(?:{MEASURES})(?:及|或|和)?(?:其)?以上")


def zero_case(text: str) -> Decimal | None:
    """How many cases are too many in 缺1项不得分; None where no case is counted."""
    spelled = one_spelling(text)
    found = FROM.search(spelled)
    counted = counting(spelled)
    if found:
        return Decimal(found[1] or found[2] or found[3])
    return counted

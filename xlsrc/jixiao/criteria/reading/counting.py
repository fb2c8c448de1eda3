"""How many cases a description speaks of: 缺1项, 两次及以上."""

import re
from decimal import Decimal

from jixiao.criteria.reading.clauses import COUNTED
from jixiao.criteria.reading.spelling import one_spelling

FROM = re.compile(r"[≥⩾](\d+)(?:个|项|起|次|例|处|件|人)|(\d+)(?:个|项|起|次|例|处|件|人)(?:及|或|和)?(?:其)?以上")


def zero_case(text: str) -> Decimal | None:
    """How many cases are too many in 缺1项不得分; None where no case is counted."""
    spelled = one_spelling(text)
    found = FROM.search(spelled)
    counted = COUNTED.search(spelled)
    if found:
        return Decimal(found[1] or found[2])
    return Decimal(counted[1] or 1) if counted else None

"""Small pieces of canonical words that several rules share."""

import re
from collections.abc import Callable, Sequence
from decimal import Decimal

from jixiao.values.rounding import plain

CIRCLES = [chr(0x2460 + number) for number in range(20)]


def numbered(number: int) -> str:
    """①, ② … ⑳, （21） …."""
    return CIRCLES[number - 1] if number <= len(CIRCLES) else f"（{number}）"


def _letter(number: int) -> str:
    return f"{chr(64 + number)}."


# signs of a list that holds no other list, one level of lists, two levels
_STYLES: tuple[Callable[[int], str], ...] = (numbered, "（{}）".format, _letter)


def enumerated(texts: Sequence[str]) -> str:
    """The texts as a list, one a line, with signs that none of the lists inside them has."""
    bare = re.sub(r"【[^【】]*】", "", "".join(texts))
    free = [style for style in _STYLES if style(1) not in bare]
    sign = free[0] if free else numbered
    return "\n".join(f"{sign(n)}{text}" for n, text in enumerate(texts, 1))


def quoted(text: str) -> str:
    """Words of the criterion inside canonical words: nothing between the brackets is read as a rule."""
    return f"【{text}】"


def upper_end(most: Decimal | None) -> str:
    """How deductions end: 扣完为止, 最多扣3分."""
    return "扣完为止" if most is None else f"最多扣{plain(most)}分"


def award_text(points: Decimal) -> str:
    """得5分, 不得分."""
    return f"得{plain(points)}分" if points else "不得分"


def size_text(size: Decimal, unit: str) -> str:
    """1个百分点, 5万元."""
    return f"{plain(size)}{'个百分点' if unit == '%' else unit}"

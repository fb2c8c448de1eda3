"""How grave it is that a text differs: whether figures, units, dates, the grade or the unit's name did, or only words."""

import re
import unicodedata
from collections.abc import Collection

from jixiao.documents.verifying.difference import Sort

_COUNTED = "个|人|名|元|万|亿|年|月|日|项|成|次|件|家|辆|批|分|处|户|场|期|倍"
_TOKEN = re.compile(
    r"[+\-−–]?\s*\d[\d,]*(?:\.\d+)?"
    rf"|百分之[〇零一二两三四五六七八九十百点]+|[〇零一二两三四五六七八九十百千]+(?=(?:{_COUNTED}))"
    r"|[\u202a-\u202e\u2066-\u2069\u200e\u200f]|[万亿]?元|[万亿](?=元)|‰|%|个?百分点|人民币|美元"
    r"|不适用|(?<![一-龥])[优良中差](?![一-龥])|(?<=等次)[^。；\n]{0,8}?[优良中差]|(?<=[为是])“?[优良中差]”?(?![一-龥])"
)


def tokens(text: str, names: Collection[str] = ()) -> list[str]:
    """What counts as a figure in a text, in order: numbers with sign, counted Chinese numerals, units of money, %, grades,
    signs that turn the direction of what follows, and the given names as often as they stand there."""
    plain = unicodedata.normalize("NFKC", text)
    found = [re.sub(r"[\s,]", "", one).replace("−", "-").replace("–", "-") for one in _TOKEN.findall(plain)]
    return found + [name for name in names if name for _ in range(plain.count(unicodedata.normalize("NFKC", name)))]


def has_figures(text: str) -> bool:
    """Whether anything in it counts as a figure."""
    return bool(tokens(text))


def weigh(found: str, expected: str, names: Collection[str] = ()) -> Sort:
    """FIGURE where what counts as a figure differs, else WORDS. For texts that differ."""
    return Sort.WORDS if tokens(found, names) == tokens(expected, names) else Sort.FIGURE


def hiding(text: str) -> Sort:
    """How grave it is that this text can't be seen, or is seen as something else."""
    return Sort.FIGURE if has_figures(text) else Sort.WORDS

"""Whether a rule uses every number of its text: what was read is held against what was written."""

import re
from decimal import Decimal

from jixiao.criteria.reading.measures import MEASURES
from jixiao.criteria.reading.outline import outline, plain_text
from jixiao.criteria.reading.spelling import number_of

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_HAN = re.compile(r"百分之([一二三四五六七八九十]{1,3})|([一二两三四五六七八九十]{1,3})(?=个百分点|分(?![之项类别配]))")
_ONE_EACH = re.compile(rf"(?<=每)(?:符合|满足|达到|完成|有|做到)?1(?=(?:{MEASURES})得)")  # 每符合1项得1分: each


def numbers(text: str) -> set[Decimal]:
    """The numbers of a text, enumerators left out."""
    flat = _ONE_EACH.sub("", outline(plain_text(text)).flat)
    found = {Decimal(each) for each in _NUMBER.findall(flat)}
    for percent, other in _HAN.findall(flat):
        number = number_of(percent or other)
        found |= set() if number is None else {Decimal(number)}
    return found


def unused_numbers(text: str, words: str, weight: Decimal) -> list[Decimal]:
    """The numbers of a text that the rule's words don't hold; the weight stands for full marks anyway."""
    used = numbers(words)
    lost = {Decimal(each) for each in re.findall(rf"扣({_NUMBER.pattern})分", text)}
    kept = {points for points in lost if weight - points in used}  # 扣1分 of 5 is 得4分
    return sorted(numbers(text) - used - kept - {weight, Decimal(0), Decimal(100)})

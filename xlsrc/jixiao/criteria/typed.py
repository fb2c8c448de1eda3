"""What people type as one text: numbers with units, pairs around "/", checks and lists; ValueError in Chinese."""

import re
import unicodedata
from collections.abc import Sequence
from decimal import Decimal

from jixiao.criteria.answer import Answer
from jixiao.values.rounding import half_up, plain
from jixiao.values.typed import LARGEST_SHARE, NOT_USABLE, TOO_LARGE
from jixiao.values.words import NO, NOT_APPLICABLE, YES

UNIT_SIGNS = "%元个项件次人天分家倍例起处岁名户笔条宗篇期台张份批场所辆座本页间栋幢套部组村"
UNIT_PAIRS = ("万元", "人次", "个月")
_NUMBER = re.compile(rf"(-?\d+(?:\.\d+)?)({'|'.join(UNIT_PAIRS)}|[{UNIT_SIGNS}])?")
_CHECKS = {YES: YES, NO: NO, NOT_APPLICABLE: NOT_APPLICABLE, "y": YES, "n": NO, "√": YES, "×": NO}

LARGEST_RATE = Decimal(1000)
NOT_COUNTED = ("%", "万元", "元")

TARGET_WORDS = (  # which side is meant, the rule knows
    "≥", "≤", "≧", "≦", ">", "<", "=", "不低于", "不少于", "不小于", "不高于", "不超过", "不大于", "大于", "小于", "等于", "达到",
    "以上", "以下", "以内",
)  # fmt: skip


def target_number(target: str) -> Decimal | None:
    """95 of 95%, ≥95%, 不低于95%, 10 of 10个; None where it is no number."""
    match = _NUMBER.fullmatch(re.sub(r"(?<=\d),(?=\d{3})", "", bare_target(target)))
    return Decimal(match[1]) if match else None


def bare_target(target: str) -> str:
    """目标值 without the words that say which side is meant."""
    text = re.sub(r"\s+", "", unicodedata.normalize("NFKC", target))
    for word in TARGET_WORDS:
        text = text.replace(word, "")
    return text


def number(text: str, example: str) -> tuple[Decimal, str]:
    """A number and its unit, "" where none is typed."""
    match = _NUMBER.fullmatch(re.sub(r"(?<=\d),(?=\d{3})|\s", "", text))
    if not match:
        raise ValueError(f"“{text}”不是数，应写成{example}。")
    found = Decimal(match[1])
    if abs(found) >= TOO_LARGE:
        raise ValueError(f"“{text}”{NOT_USABLE}。")
    return found, match[2] or ""


def whole(text: str, example: str) -> int:
    """A whole number, 0 or more."""
    found, unit = number(text, example)
    if unit in NOT_COUNTED:
        raise ValueError(f"“{text}”带“{unit}”，应填个数，如{example}。")
    if found != found.to_integral_value() or found < 0:
        raise ValueError(f"“{text}”应为不小于0的整数，如{example}。")
    return int(found)


def two(text: str, example: str) -> tuple[str, str]:
    """Both sides of "/"."""
    parts = text.split("/")
    if len(parts) != 2:
        raise ValueError(f"“{text}”应写成两个数，用“/”隔开，如{example}。")
    return parts[0].strip(), parts[1].strip()


def rate(text: str, example: str) -> Decimal:
    """A rate in percent points: 98.5%, 8/10 (80 %), 98.5. ValueError where a bare number can't be told from a share."""
    if "/" in text:
        first, second = (number(half, "8/10") for half in two(text, "8/10"))
        if second[0] == 0:
            raise ValueError(f"“{text}”的分母是0，没有这类事项的请填“不适用”。")
        if first[1] != second[1] and first[1] and second[1]:
            raise ValueError(f"“{text}”两个数的单位不同。")
        return half_up(first[0] / second[0] * 100)
    value, unit = number(text, example)
    if unit == "" and value and abs(value) <= LARGEST_SHARE:
        shown = f"{plain(value * 100)}%还是{plain(value)}%"
        raise ValueError(f"“{text}”没有写百分号，不知道是{shown}，请写明。")
    if unit in ("", "%") and abs(value) > LARGEST_RATE:
        raise ValueError(f"“{text}”作为百分数太大，请核对：应填百分数，如98.5%。")
    if unit not in ("", "%"):
        raise ValueError(f"“{text}”带单位“{unit}”，应填百分数，如98.5%。")
    return half_up(value)


def against_target(text: str) -> Answer:
    """12/10: 完成值 and 目标值, of one unit."""
    if "/" not in text:
        raise ValueError(f"“{text}”后面没有目标值，请填目标值，或写成12/10（完成值/目标值）。")
    first, second = two(text, "12/10（完成值/目标值）")
    value, unit = number(first, "12/10")
    target, other = number(second, "12/10")
    if unit and other and unit != other:
        raise ValueError(f"完成值与目标值单位不同：{unit}与{other}。")
    return Answer(value=value, unit=unit or other, target=target)


def checks(text: str) -> Answer:
    """是,是,否."""
    words = [word.strip() for word in re.split(r"[,、;\s]+", text) if word.strip()]
    for word in words:
        if word.lower() not in _CHECKS:
            raise ValueError(f"“{word}”不是是/否/不适用，应写成：是,是,否。")
    return Answer(checks=tuple(_CHECKS[word.lower()] for word in words))


def words_of(text: str) -> list[str]:
    """The answers of a text one by one: apart by commas, semicolons, 、 or blanks."""
    return [word for word in re.split(r"[,、;\s]+", text.strip()) if word]


def listed(text: str, amounts: Sequence[bool]) -> list[str]:
    """Answers apart by commas, or by blanks where there is no comma; blank ones too.

    `amounts`: of each answer expected, whether it is an amount. ValueError where 1,200 could be one or two of them.
    """
    if len(amounts) == 1:
        return [text]
    first, *rest = re.split(r"(\s*[,、;]\s*)", text)
    if not rest:
        return text.split()
    answers = [first, *rest[1::2]]
    if len(answers) == len(amounts):
        for is_amount, before, sign, after in zip(amounts, answers, rest[::2], answers[1:], strict=False):
            if is_amount and sign == "," and _is_grouped(before, after):
                raise ValueError(f"“{before},{after}”是一个数还是两个答案分不清，请用分号分开各个答案，数里不写逗号。")
    return answers


def _is_grouped(before: str, after: str) -> bool:
    """1 and 200 around a comma look like one amount; 8 and 100%, 0 and 100, 0.5 and 100 don't."""
    starts = re.search(r"(?:[1-9]|\d\d)$", before) and "." not in before
    return bool(starts and re.match(r"\d{3}(?!\d)", after) and not after.endswith("%"))


def several(text: str) -> Answer:
    """8%,-35%; blanks before, between and behind the commas are values not given."""
    parts = re.split(r"[,、;\s]+", text)
    numbers = [number(part, "8%,-35%") if part else None for part in parts]
    unit = next((each[1] for each in numbers if each and each[1]), "")
    return Answer(values=tuple(each[0] if each else None for each in numbers), unit=unit)

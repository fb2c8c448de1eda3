"""How the report writes numbers, dates and lists; what is not there is said so, never invented."""

import re
from datetime import date
from decimal import Decimal
from typing import Any

from jixiao.documents.signing_off import in_words
from jixiao.snapshot import Snapshot
from jixiao.values.rounding import money, percent
from jixiao.values.words import NOT_APPLICABLE

NOTHING = "无。"  # of what a unit may leave blank because it has none

UNFILLED, NO_FIGURE = "（未填写）", "—"
NEW_PARAGRAPH = "\a"  # docxtpl starts another paragraph of the same style here
_DIGITS = "零一二三四五六七八九"
_ILLEGAL = re.compile("[\x00-\x06\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")  # what XML 1.0 refuses; \a, \t, \n stay


def ordinal(number: int) -> str:
    """1 → 一, 12 → 十二, 35 → 三十五; above 99 plain digits."""
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    return ("" if tens < 2 else _DIGITS[tens]) + ("十" if tens else "") + (_DIGITS[ones] if ones else "")


def day_in_words(day: date | None) -> str:
    """2025年7月8日, '' where there is none."""
    return in_words(day) if day else ""


def amount_cell(number: Decimal | None) -> str:
    """An amount in a table: 1,234.50, a dash where nothing was filled."""
    return NO_FIGURE if number is None else money(number)


def percent_cell(number: Decimal | None) -> str:
    """A rate or share in a table; 不适用 where there is none, never 100 %."""
    return NOT_APPLICABLE if number is None else percent(number)


def paragraphs(text: str) -> str:
    """A text of several lines as several paragraphs; blank lines and blanks at the edges are layout, not text."""
    lines = [line.strip() for line in text.replace(NEW_PARAGRAPH, "").splitlines()]
    return NEW_PARAGRAPH.join(line for line in lines if line) or UNFILLED


def ended(text: str) -> str:
    """The text with a full stop."""
    return text if text.endswith(("。", "！", "？", "；", "：", ".", "”")) else f"{text}。"


def narrative(snapshot: Snapshot, item: str) -> str:
    """A text of 文字材料 as paragraphs; says so where it was not filled."""
    return paragraphs(snapshot.text(item))


def cleaned(value: Any) -> Any:
    """A context without characters that XML refuses, in strings at any depth."""
    if isinstance(value, str):
        return _ILLEGAL.sub("", value)
    if isinstance(value, dict):
        return {key: cleaned(inner) for key, inner in value.items()}
    return [cleaned(inner) for inner in value] if isinstance(value, (list, tuple)) else value

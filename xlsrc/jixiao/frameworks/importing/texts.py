"""What cells of a score table say: names without line breaks inside words, points, points stated in a name."""

import re
from dataclasses import dataclass
from decimal import Decimal

from jixiao.values.rounding import plain
from jixiao.values.typed import folded, read_number, visible

_BETWEEN_WIDE = re.compile(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])")
_POINTS = re.compile(r"^[(\[]?(?:满分|分值|权重|标准分|共|计|合计)?:?([+-]?\d+(?:\.\d+)?)(分|%|％)?[)\]]?$")
_STATED = re.compile(
    r"[(（\[【](?:(满分|分值|权重|标准分|共计?|合计|计|总分)\s*[:：为]?\s*)?(\d{1,3}(?:\.\d+)?)\s*(分|%|％)?[)）\]】]\s*$"
    r"|(?<=[^\d.\s(（])[\s:：]*(\d{1,3}(?:\.\d+)?)\s*分\s*$"
)
_NUMBERING = re.compile(
    r"^\s*(?:[一二三四五六七八九十]+[、.．]|[（(][一二三四五六七八九十]+[）)]|\d{1,2}[、．]|\d{1,2}\.(?!\d)|[（(]\d{1,2}[）)]|[①-⑳])\s*"
)


@dataclass(frozen=True)
class Points:
    """A number of points, or of percent."""

    value: Decimal
    percent: bool = False


def words(text: object) -> str:
    """A name on one line: 投 入 is 投入, 财政供养人员⏎控制率 is one word; blanks between Latin words stay, one each."""
    return re.sub(r"\s+", " ", _BETWEEN_WIDE.sub("", visible(text))).strip()


def named(text: object) -> str:
    """`words` without a number in front (一、 1. ①) and without the points stated behind."""
    return _NUMBERING.sub("", without_points(words(text))).strip()


def numbering(text: str) -> str:
    """The number in front of a text, '' where there is none."""
    found = _NUMBERING.match(text)
    return found[0].strip() if found else ""


def points(raw: object, shown_as_percent: bool = False) -> Points | None:
    """5, 5分, （15分）, 10%; None for anything that isn't one number of points. A percent cell holding 0.1 is 10 %."""
    if isinstance(raw, bool):
        return None
    if not isinstance(raw, str):
        value = read_number(raw).value
        if not isinstance(value, Decimal):
            return None
        value = Decimal(plain(value * 100 if shown_as_percent else value))
        return Points(value, shown_as_percent)
    found = _POINTS.match(folded(raw))
    return Points(Decimal(found[1]), found[2] in ("%", "％")) if found else None


def stated_points(text: object, *, bare: bool = False) -> Decimal | None:
    """15 of 投入（15分）, 投入（权重：15%）, 投入 15分; of 投入（15） only if `bare`. None where no points are stated."""
    found = _STATED.search(visible(text))
    if not found:
        return None
    if found[4]:
        return Decimal(found[4])
    return Decimal(found[2]) if found[1] or found[3] or bare else None


def without_points(text: str, *, bare: bool = False) -> str:
    """The text before the points stated behind it."""
    return text if stated_points(text, bare=bare) is None else _STATED.sub("", text).strip()


_TOTAL = re.compile(
    r"^(合计|总计|总分|小计|共计|总分值|总得分|得分合计|合计得分|分值合计|合计分值|本页小计|总评分|综合得分|评价总分|自评总分)(?![一-鿿])"
)
_PART = re.compile(r"^(小计|本页小计)")


def is_total(text: str) -> bool:
    """Whether a row that begins with this text is a 合计 or 小计 row."""
    return bool(_TOTAL.match(folded(text)))


def is_subtotal(text: str) -> bool:
    """小计: of a part of the table."""
    return bool(_PART.match(folded(text)))

"""The outline of a criterion: what stands before a list, its items, each with an outline of its own.

An enumerator counts only in its sequence (1, 2, 3 …): so 2.90%≤满意度 is the second item where a first one stands
before it, and a number with decimals where none does.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from jixiao.criteria.reading.measures import UNITS

CIRCLED = {chr(0x2460 + n): n + 1 for n in range(20)}
HAN_NUMBERS = "一 二 三 四 五 六 七 八 九 十 十一 十二 十三 十四 十五 十六 十七 十八 十九 二十".split()
MOST = len(HAN_NUMBERS)
_START = r"(?:^|(?<=[\n;。:,)分%]))"
CIRCLE = "\x02{}\x03"  # a circled number after NFKC; no text typed in a cell holds these signs
_ENDS_LINE = re.compile(r"(?:[;。:,、!?)\x03]|分|为止|满分|不得分)$")
_QUANTITY = rf"[%分万亿倍亩吨]|公里|公斤|小时|百分点|[人户]次|(?:{UNITS})?(?:[以及或和至到的含内得不扣计加减为以~≤≥<>=,;。:()\d×*/-]|$)"

# style → how number k looks; the first item needs something other than a digit behind it
_STYLES: dict[str, str] = {
    "①": "\x02{k}\x03",
    "一、": _START + "{han}、",
    "(一)": _START + r"\({han}\)",
    "一是": _START + "{han}是",
    "第一": _START + "第{han}[,、是:]",
    "1.": r"(?:^|(?<=[\n;。:,)分%、]))(?<!\d[.,]){k}[.、](?!\d{first})",
    "(1)": _START + r"\({k}\)",
    "1)": _START + r"{k}\)",
    "A.": _START + "{letter}[.、]",
    # 2.1 2.2 … under a heading 2 that stands elsewhere; 2.1% and 2.1亩以上 are numbers
    **{f"{m}.1": _START + rf"{m}\.{{k}}(?!{_QUANTITY})" for m in range(1, MOST + 1)},
}


@dataclass(frozen=True)
class Outline:
    """`lead` stands before the items, or is all of it; `style` is the enumerator's ("" without items)."""

    lead: str
    items: tuple["Outline", ...] = ()
    style: str = ""

    @property
    def is_decimal(self) -> bool:
        """Whether the enumerators look like numbers: 2.1, 2.2."""
        return bool(re.fullmatch(r"\d+\.\d", self.style))

    @property
    def flat(self) -> str:
        """The text without enumerators, items apart by ;."""
        return ";".join(part.rstrip(";") for part in (self.lead, *(item.flat for item in self.items)) if part)


@lru_cache(maxsize=1024)
def plain_text(text: str) -> str:
    """Half-width, without blanks; a line end that ends nothing joins the halves of a word."""
    for sign, number in CIRCLED.items():
        text = text.replace(sign, CIRCLE.format(number))
    text = _intervals(unicodedata.normalize("NFKC", text.strip()))
    text = re.sub(r"[ \t\u3000\u200b\ufeff]+", "", text)
    text = re.sub(r"(?<=\d),(?=\d{3}(?!\d))", "", text)
    text = re.sub(r"(?<=[\u4e00-\u9fff%)])\.(?=[^\d]|$)", "。", text)
    text = re.sub(r"(?<=[于过至到~(,;。在≤≥<>-])\+(?=\d)", "", text)
    lines = [line for line in re.split(r"[\r\n]+", text) if line]
    joined = ""
    for line in lines:
        breaks = bool(_ENDS_LINE.search(joined)) or any(re.match(_first(style), line) for style in _STYLES)
        joined += ("\n" if joined and (breaks or _begins_list(line)) else "") + line
    return joined


_BOUND = r"([-+]?\d+(?:\.\d+)?%?|[-+]?∞)"
_INTERVAL = re.compile(rf"∈?\s*([\[(])\s*{_BOUND}\s*[,、]\s*{_BOUND}\s*([\])])")


def _intervals(text: str) -> str:
    """(5%,10%] as 5%(不含)-10%(含), [20%,+∞) as ≥20%; two numbers in round brackets alone are none without ∈."""

    def told(match: re.Match[str]) -> str:
        opening, low, high, closing = match.groups()
        if match[0][0] != "∈" and "[" not in opening and "]" not in closing and "∞" not in low + high:
            return match[0]
        marks = ["(含)" if sign in "[]" else "(不含)" for sign in (opening, closing)]
        if "∞" in low:
            return f"{'≤' if closing == ']' else '<'}{high}" if "∞" not in high else match[0]
        if "∞" in high:
            return f"{'≥' if opening == '[' else '>'}{low}"
        return f"{low}{marks[0]}-{high}{marks[1]}"

    return _INTERVAL.sub(told, text)


def _first(style: str) -> str:
    return _pattern(style, 1).replace(_START, "").replace("(?:^|(?<=[\\n;。:,)分%、]))", "")


def _begins_list(line: str) -> bool:
    return bool(re.match(r"(?:\d{1,2}[.、)]|\(\d{1,2}\)|\x02)", line))


def _pattern(style: str, number: int) -> str:
    looks = _STYLES[style]
    values = {"{k}": str(number), "{han}": HAN_NUMBERS[number - 1], "{letter}": chr(64 + number)}
    for hole, value in values.items():
        looks = looks.replace(hole, value)
    return looks.replace(r"(?!\d{first})", r"(?!\d)" if number == 1 else "")


def outline(text: str) -> Outline:
    """The outline of a plain text."""
    found = [(style, spans) for style in _STYLES if (spans := _sequence(text, style))]
    if not found:
        return Outline(_clean(text))
    style, spans = min(found, key=lambda pair: pair[1][0][0])
    edges = [*spans, (len(text), len(text))]
    items = tuple(outline(text[end:following].strip()) for (_, end), (following, _) in pairwise(edges))
    return Outline(_clean(text[: spans[0][0]]), items, style)


def _sequence(text: str, style: str) -> list[tuple[int, int]]:
    """Where 1, 2, 3 … of a style stand; empty where there is no second one."""
    spans: list[tuple[int, int]] = []
    at = 0
    for number in range(1, MOST + 1):
        match = re.compile(_pattern(style, number)).search(text, at)
        if match is None:
            break
        spans.append(match.span())
        at = match.end()
    return spans if len(spans) > 1 else []


_ALONE = re.compile(
    r"^(?:\d{1,2}、|\d{1,2}\.|\(\d{1,2}\))(?=[\u4e00-\u9fff])(?!分)"
)  # 4、 taken along from a longer list


def _clean(text: str) -> str:
    return _ALONE.sub("", re.sub(r"\x02\d+\x03", "", text).strip())


def sentences(text: str) -> Iterator[str]:
    """Sentences end at ; 。 and at a line's end, outside brackets; empty ones are dropped."""
    yield from split(text, ";。!?\n")


def split(text: str, signs: str) -> list[str]:
    """Split at signs outside brackets."""
    parts, depth = [""], 0
    for sign in text:
        depth += (sign in "([") - (sign in ")]")
        if sign in signs and depth <= 0:
            parts.append("")
        else:
            parts[-1] += sign
    return [part.strip("、") for part in parts if part.strip("、")]

"""Every number of a report, accounted for: what kind it is, its unit, and the words that stand before it.

Dates, document numbers, list numbers and the like are set aside with their reason; nothing is left out in silence.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from jixiao.documents.handwritten.text import Paragraph

_NUMBER = re.compile(r"(?<!\d)[-−]?\d[\d,]*(?:\.\d+)?")
_DATE = (
    r"(?:19|20)\d\d[年.\-/](?:\d{1,2}[月.\-/](?:\d{1,2}日?)?)?|\d{1,2}月(?:\d{1,2}日)?|(?<!\d)\d{1,2}日"
    r"|(?:19|20)\d\d(?=[-—至~]|年)"
)
_ORDER = (
    r"^(?:附件)?[(（]?\d+[).、．](?!\d)|^附件\d+|(?<=[。;；:：])[(（]?\d{1,2}[).、．](?!\d)|[(（]\d{1,2}[)）](?!\d)"
    r"|第\d+[季阶批次届章条项]"
)
_ASIDE = (
    ("日期", re.compile(_DATE)),
    ("文号", re.compile(r"[〔\[(]?\d{4}[〕\])]\d+号|第?\d+号")),
    ("序号", re.compile(_ORDER)),
    ("号码", re.compile(r"[\"“]\d+[\"”]|(?<!\d)\d{7,}(?![\d.]|万|元|人|名)")),
)
_UNIT = re.compile(r"(?:余|多)?(万元|亿元|元|个百分点|%|‰|人次|人|名|分(?!之|钟|别|项|局|工|管|类|配|析)|[一-龥])")
_LISTED = re.compile(r"\d(?:万元|亿元|元|人|名|%)(?:以及|和|及|与)(?=[^\d])")  # 甲1万元和乙2万元
_BREAKS = ",;。:(、!?"  # quotation marks stand inside names (“三公”经费)
SCALE = {"元": Decimal("0.0001"), "万元": Decimal(1), "亿元": Decimal(10000)}
PEOPLE = ("人", "名")


@dataclass(frozen=True)
class Number:
    """A number of a paragraph. `value` in its own unit; `words`: what stands before it in its clause; `start`, `end`: its
    place in the half-width text; `aside`: why it states nothing ('' where it may)."""

    paragraph: Paragraph
    start: int
    end: int
    text: str
    value: Decimal
    unit: str
    words: str
    aside: str = ""

    @property
    def sentence(self) -> str:
        """The sentence that it stands in."""
        return self.paragraph.sentence(self.start)

    @property
    def kind(self) -> str:
        """'元' for every amount of money, '人' for people, else its unit: only the same kind can be compared."""
        return "元" if self.unit in SCALE else "人" if self.unit in PEOPLE else self.unit

    @property
    def amount(self) -> Decimal:
        """In 万元 where it is money, else as it is."""
        return self.value * SCALE.get(self.unit, Decimal(1))

    @property
    def slack(self) -> Decimal:
        """Half of its last digit: how far the exact value may lie from what is printed; none for people, and for 0."""
        if self.kind == "人" or not self.value:
            return Decimal(0)
        exponent = self.value.as_tuple().exponent
        return Decimal(1).scaleb(int(exponent)) / 2 * SCALE.get(self.unit, Decimal(1))


def numbers_of(paragraphs: tuple[Paragraph, ...]) -> list[Number]:
    """All of them, in order."""
    return [number for paragraph in paragraphs for number in _in(paragraph)]


def _in(paragraph: Paragraph) -> Iterator[Number]:
    flat = paragraph.flat
    aside = [(reason, *match.span()) for reason, pattern in _ASIDE for match in pattern.finditer(flat)]
    for match in _NUMBER.finditer(flat):
        start, end = match.span()
        reason = next((why for why, first, last in aside if first <= start and end <= last), "")
        unit = _UNIT.match(flat, end)
        value = Decimal(match[0].replace(",", "").replace("−", "-"))
        behind_colon = start > 1 and flat[start - 1] == ":"
        words = words_before(flat, start - 1 if behind_colon else start)  # 在职人员:10人
        yield Number(paragraph, start, end, match[0], value, unit[1] if unit else "", words, reason)


def words_before(flat: str, start: int) -> str:
    """What stands before a place, back to where its clause begins; brackets in a name ((参公), (境)) belong to it."""
    at, depth = start, 0
    while at > 0:
        one = flat[at - 1]
        if one == ")":
            depth += 1
        elif one == "(" and depth:
            depth -= 1
        elif (depth == 0 and one in _BREAKS) or (depth and one in "。;"):
            break
        at -= 1
    words = flat[at:start]
    listed = list(_LISTED.finditer(words))
    return words[listed[-1].end() :] if listed else words

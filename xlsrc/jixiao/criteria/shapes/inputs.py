"""What a rule asks a person."""

import re
import unicodedata
from dataclasses import dataclass, replace

from jixiao.criteria.excel import typed_text
from jixiao.criteria.excel.parts import Given
from jixiao.values.words import NO, NOT_APPLICABLE, YES

_NUMBERS = ("rate", "amount")
# kind → (what an answer looks like, 填法 of a line of its own)
_ASKED = {
    "rate": ("如98.5%", "填百分数，如 98.5%"),
    "amount": ("如12.5", "填实际数"),
    "count": ("次数，没有填0", "填次数，没有填 0"),
    "share": ("达标数/总数，如8/10", "填 完成数/总数，如 8/10"),
    "versus": ("本年数/上年数，如19.8/20", "填 本年数/上年数，如 19.8/20"),
    "score": ("得分", "评价小组打分，填得分"),
}


@dataclass(frozen=True)
class Input:
    """One thing a person answers: `label` in the words of the criterion.

    kind: rate (percent), amount (in `unit`, "" where any), count, check (是/否/不适用), choice (one of `choices`),
    share (8/10), versus (this year/last year), score (typed by hand).
    """

    label: str
    kind: str
    unit: str = ""
    choices: tuple[str, ...] = ()

    def folded(self, text: str) -> str:
        """An answer in one spelling; 5 % and 1 200 are one number."""
        text = unicodedata.normalize("NFKC", text).strip()
        return re.sub(r"\s+", "", text) if self.kind in _NUMBERS else text

    def folded_cell(self, given: Given) -> Given:
        """`folded` by a spreadsheet."""
        line = typed_text.one_line(given.actual)
        return replace(given, actual=f'SUBSTITUTE({line}," ","")' if self.kind in _NUMBERS else line)

    @property
    def hint(self) -> str:
        """What an answer looks like."""
        return "/".join(self.choices) or _ASKED[self.kind][0] + (self.unit if self.kind == "amount" else "")

    @property
    def filling(self) -> str:
        """填法: what to type into a line of its own."""
        if self.kind == "check":
            return f"填 {YES}、{NO} 或 {NOT_APPLICABLE}"
        return f"填 {'、'.join(self.choices)} 之一" if self.choices else _ASKED[self.kind][1]

"""What a rule asks a person."""

import re
import unicodedata
from dataclasses import dataclass, replace

from jixiao.criteria.excel import typed_text
from jixiao.criteria.excel.parts import Given

_NUMBERS = ("rate", "amount")
_HINTS = {
    "rate": "如98.5%",
    "amount": "如12.5",
    "count": "次数，没有填0",
    "share": "达标数/总数，如8/10",
    "versus": "本年数/上年数，如19.8/20",
    "score": "得分",
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
        return "/".join(self.choices) or _HINTS[self.kind] + (self.unit if self.kind == "amount" else "")

"""指标解释 as a 指标值 formula: 在职人员控制率=（在职人员数/编制数）×100% among sentences that only explain its words.

Taken only where exactly one formula is there, every name in it is a data item, and nothing else in the text changes
what is counted (除外, 不含, 扣除 …) or holds a number of its own.
"""

import re
import unicodedata

from jixiao.criteria import FormulaError, read_formula, unknown_names
from jixiao.frameworks.names import FormsLookup

_SENTENCE = re.compile(r"[。；;]|(?<!\d)[，,](?!\d)")
_TIMES_100 = re.compile(r"[×*xX]\s*100\s*[%％]?\s*$")
_LABEL = re.compile(
    r"^(?:[①-⑳]|\(\d+\)|\d+[.、])?(?:(?:计算|指标)?(?:公式|方法)(?:为|是)?[:：]|其中[:：]?|即[:：]?|指标解释[:：])"
)
_MODIFIES = re.compile(
    r"除外|之外|以外|不含|不包括|不计|剔除|扣除|减去|扣减|加上|但|若|如果|如有|视同|还应|另行|含|包括"
)
_OPERATOR = re.compile(r"[=+×*/÷%<>≤≥\d]|(?<![\u3400-\u9fff])-")


def known_formula(text: str, lookup: FormsLookup) -> str:
    """The canonical formula, '' unless it is certain."""
    flat = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
    whole = _formula(flat.rstrip("。;"), lookup)
    if whole:
        return whole
    parts = [part for part in _SENTENCE.split(flat) if part]
    found = [(part, formula) for part in parts if (formula := _formula(part, lookup))]
    if len(found) != 1:
        return ""
    rest = [part for part in parts if part != found[0][0]]
    return "" if any(_MODIFIES.search(part) or _OPERATOR.search(part) for part in rest) else found[0][1]


def _formula(part: str, lookup: FormsLookup) -> str:
    bare = _LABEL.sub("", part)
    right = _TIMES_100.sub("", re.split(r"[=＝]", bare, maxsplit=1)[-1]).strip()
    if not re.search(r"[+×*/÷-]", right):
        return ""
    try:
        formula = read_formula(right)
    except FormulaError:
        return ""
    return str(formula) if formula.names() and not unknown_names(formula, lookup) else ""

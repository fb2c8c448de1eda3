"""A text that holds a rule for each kind of indicator (定量/定性, 正向/反向): one reading per kind, for a person to pick."""

import re
from collections.abc import Iterator
from decimal import Decimal

from jixiao.criteria.reading.clauses import pieces_of
from jixiao.criteria.reading.drafts import Draft, flat_draft
from jixiao.criteria.reading.statements import ContradictionError, NotUnderstoodError
from jixiao.criteria.shapes.manual import Manual
from jixiao.criteria.shapes.proportional import LessIsBetter, Proportional

KINDS = "正向|反向|逆向|负向|定量|定性"
_KIND = re.compile(rf"(?:若为|如为|对于?|属于)?({KINDS})(?:指标|类)?")
_EITHER = re.compile(r"按?([^,;。:或/×]+/[^,;。:或/×]+)或([^,;。:或/×]+/[^,;。:或/×]+)[×*](?:该(?:项)?指标)?分值")
_RATIO = re.compile(
    r"(?:得分=)?(?:分值|权重|该(?:项)?指标分值)?[×*]?([^=×*/,;。()]+)/([^=×*/,;。()]+?)(?:[×*](?:该(?:项)?指标)?(?:分值|权重))?$"
)
_TARGET = re.compile(r"目标|计划|年初|指标值|预期|^A$")
_ACTUAL = re.compile(r"实际|完成|^B$")


def kind_drafts(text: str, weight: Decimal) -> list[Draft]:
    """A draft for each kind of indicator that the text has a rule for; empty where it has none."""
    found = list(_sections(text))
    if len(found) < 2:
        return list(_either(text))
    made = []
    for kind, words in found:
        rule = _rule_of(kind, words, weight)
        if rule is not None:
            made.append(Draft(rule, (f"按“{kind}指标”计分，请确认这个指标是不是{kind}指标",)))
    order = {"正向": 0, "定量": 1}
    return sorted(made, key=lambda draft: order.get(draft.doubts[0][2:4], 2))


def _sections(text: str) -> Iterator[tuple[str, str]]:
    """(kind, the words up to the next kind)."""
    marks = list(_KIND.finditer(text))
    for mark, following in zip(marks, [*marks[1:], None], strict=False):
        yield mark[1], text[mark.end() : following.start() if following else len(text)].strip(",;。:")


def _rule_of(kind: str, words: str, weight: Decimal) -> Proportional | LessIsBetter | None:
    """By the formula behind the kind; the kind says which letter is which."""
    ratio = next((found for part in re.split(r"[,;。()]", words) if (found := _RATIO.fullmatch(part))), None)
    if ratio and kind in ("正向", "反向", "逆向", "负向"):
        more = bool(_ACTUAL.search(ratio[1]) and _TARGET.search(ratio[2]))
        less = bool(_TARGET.search(ratio[1]) and _ACTUAL.search(ratio[2]))
        if more and kind == "正向":
            return Proportional(None)
        if less and kind != "正向":
            return LessIsBetter()
        return None
    try:
        rule = flat_draft(pieces_of(words), weight).rule
    except (NotUnderstoodError, ContradictionError):
        return None
    return rule if isinstance(rule, Proportional | LessIsBetter) else None


def _either(text: str) -> Iterator[Draft]:
    """按B/A或A/B×分值: which of the two depends on the indicator."""
    if found := _EITHER.search(text):
        shown = f"“{found[1]}或{found[2]}”"
        yield Draft(Proportional(None), (f"{shown}按“完成值越大越好”计分，请确认",))
        yield Draft(LessIsBetter(), (f"{shown}按“完成值越小越好”计分，请确认",))


def is_by_hand(draft: Draft) -> bool:
    """Whether nothing of a draft is computed."""
    return isinstance(draft.rule, Manual)

"""read_criterion: the text of 评分标准 to one reading that is sure, to proposals, or to 手工."""

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache

from jixiao.criteria.reading.accounting import unused_numbers
from jixiao.criteria.reading.best_of import best_of
from jixiao.criteria.reading.composing import drafts
from jixiao.criteria.reading.defaults import ABSOLUTE
from jixiao.criteria.reading.drafts import Draft
from jixiao.criteria.reading.kinds import is_by_hand, kind_drafts
from jixiao.criteria.reading.outline import Outline, outline, plain_text
from jixiao.criteria.reading.sealing import sealed, unsealed
from jixiao.criteria.reading.statements import ContradictionError, NotUnderstoodError
from jixiao.criteria.reading.wording import Note, one_writing, without_notes
from jixiao.criteria.shapes.base import Rule, render
from jixiao.criteria.shapes.manual import Manual
from jixiao.values.rounding import plain

MOST_READINGS = 3
_PAIRS = {"(": ")", "[": "]", "「": "」", "“": "”", "《": "》"}


class Standing(StrEnum):
    """How sure a criterion is. Only what is sure, or confirmed by a person, gives points."""

    SCORED = "scored"
    PROPOSED = "proposed"
    MANUAL = "manual"


@dataclass(frozen=True)
class Reading:
    """One way to read a text. `uncertain`: what a person must look at, in Chinese sentences; `others`: (what the text
    leaves open, the rule otherwise); `unused`: words the rule does without."""

    rule: Rule
    uncertain: tuple[str, ...] = ()
    others: tuple[tuple[str, Rule], ...] = ()
    unused: tuple[str, ...] = ()


@dataclass(frozen=True)
class Criterion:
    """How a 评分标准 was understood.

    readings: the best first; empty where nothing can be computed. not_understood: the words that can't be read.
    problem: one Chinese sentence where the text contradicts itself or the weight. chosen: the rule a person confirmed;
    refused: a person's choice can't be used, so that nothing scores by itself.
    """

    text: str
    weight: Decimal
    readings: tuple[Reading, ...] = ()
    not_understood: tuple[str, ...] = ()
    problem: str = ""
    chosen: Rule | None = None
    refused: bool = False

    @property
    def settled(self) -> bool:
        """Whether a person confirmed a rule, or there is one reading without a doubt (defaults may be open)."""
        if self.chosen is not None or self.refused:
            return not self.refused
        return len(self.readings) == 1 and not self.readings[0].uncertain

    @property
    def candidates(self) -> tuple[Reading, ...]:
        """What a person chooses from, the best first: the readings; of one alone, what it leaves open too."""
        first = self.readings[0] if len(self.readings) == 1 else None
        if first is None or not first.others:
            return self.readings
        habits = tuple(f"没有写明，可能要{what}" for what, _ in first.others)
        others = (Reading(rule, (*first.uncertain, what)) for what, rule in first.others)
        return (replace(first, uncertain=(*first.uncertain, *habits)), *others)[:MOST_READINGS]

    @property
    def rule(self) -> Rule:
        """What scores: the settled rule, else 手工."""
        if self.chosen is not None:
            return self.chosen
        return self.readings[0].rule if self.settled else Manual()

    @property
    def others(self) -> tuple[tuple[str, Rule], ...]:
        """What the text leaves open and nobody has decided."""
        return self.readings[0].others if self.chosen is None and self.settled else ()

    @property
    def asked(self) -> tuple[tuple[str, Rule], ...]:
        """What of `others` is worth a question before there is a value: the sign of a number matters to a negative one
        alone, which hardly any rate can be."""
        return tuple((what, rule) for what, rule in self.others if not what.endswith(ABSOLUTE))

    @property
    def standing(self) -> Standing:
        """Of the text alone; a value for which all that is open gives the same points is sure anyway."""
        if self.chosen is not None:
            return Standing.MANUAL if isinstance(self.chosen, Manual) else Standing.SCORED
        if self.refused:
            return Standing.PROPOSED
        if not self.readings or (isinstance(self.readings[0].rule, Manual)):
            return Standing.MANUAL
        return Standing.SCORED if self.settled and not self.asked else Standing.PROPOSED

    @property
    def shape(self) -> str:
        """The short Chinese label of the rule that scores."""
        return self.rule.label

    @property
    def canonical(self) -> str:
        """The rule that scores in canonical words."""
        return render(self.rule, self.weight)

    @property
    def understood(self) -> bool:
        """Whether the text is settled, an explicit 酌情 included."""
        return self.settled


def read_words(words: str, weight: Decimal) -> Rule:
    """A rule from its canonical words (计分规则): nothing in them is open. ValueError, in Chinese, where they are none."""
    found = read_criterion(words, weight)
    if found.readings and not found.readings[0].uncertain:
        return found.readings[0].rule
    why = (
        found.problem
        or "、".join(found.not_understood)
        or "；".join(r for one in found.readings for r in one.uncertain)
    )
    raise ValueError(f"计分规则看不懂：{why or words}")


@lru_cache(maxsize=1024)  # one text stands in many rows, and under many a press
def read_criterion(text: str, weight: Decimal) -> Criterion:
    """Read a 评分标准 for an indicator worth `weight` points. Never raises for any text; never half-applies one."""
    try:
        found = _drafts(text, weight)
    except NotUnderstoodError as error:
        words = tuple(dict.fromkeys(str(word) for word in error.args if word)) or (text.strip(),)
        return Criterion(text, weight, not_understood=words)
    except ContradictionError as error:
        return Criterion(text, weight, problem=str(error))
    readings = tuple(_reading(draft, text, weight) for draft in found[:MOST_READINGS])
    return Criterion(text, weight, tuple({reading.rule: reading for reading in readings}.values()))


def _drafts(text: str, weight: Decimal) -> list[Draft]:
    if not text.strip():
        raise ContradictionError("评分标准为空。")
    hidden, quotations = sealed(text)
    bracket = unmatched_bracket(hidden)
    if bracket:
        raise ContradictionError(f"括号“{bracket}”没有配对。")
    plain_one, notes = without_notes(one_writing(plain_text(hidden), weight))
    found = best_of(plain_one, weight) or kind_drafts(plain_one, weight) or drafts(outline(plain_one), weight)
    return [unsealed(_beside(draft, notes), quotations) for draft in found]


def _beside(draft: Draft, notes: tuple[Note, ...]) -> Draft:
    """The draft with the notes that it does without: doubts, but for those that can't matter."""
    told = tuple(f"没有用上“{note.words}”，请确认它不影响得分" for note in notes if not note.silent)
    unused = tuple(note.words for note in notes)
    return (
        draft if is_by_hand(draft) else replace(draft, doubts=(*draft.doubts, *told), unused=(*draft.unused, *unused))
    )


def _reading(draft: Draft, text: str, weight: Decimal) -> Reading:
    """A draft whose numbers are all accounted for; else the missing ones are a doubt."""
    doubts = list(draft.doubts)
    left = () if is_by_hand(draft) else numbers_left(text, draft.rule, weight)
    if left:
        doubts.append(f"没有用上的数：{'、'.join(left)}")
    return Reading(draft.rule, tuple(dict.fromkeys(doubts)), draft.others, draft.unused)


def numbers_left(text: str, rule: Rule, weight: Decimal) -> tuple[str, ...]:
    """The numbers of a text that are in no part of a rule."""
    written = one_writing(plain_text(text.replace("【", "").replace("】", "")), weight)
    return tuple(map(plain, unused_numbers(written, render(rule, weight), weight)))


def unmatched_bracket(text: str) -> str:
    """The first bracket without its partner; "" where all match."""
    open_ones: list[str] = []
    for sign in re.sub(r"\x02|\x03", "", plain_text(text)):
        if sign in _PAIRS:
            open_ones.append(sign)
        elif sign in _PAIRS.values() and (not open_ones or _PAIRS[open_ones.pop()] != sign):
            return sign
    return open_ones[0] if open_ones else ""


def outline_of(text: str) -> Outline:
    """The outline of a text, for the checks."""
    return outline(plain_text(text))

"""计分规则 and 确认 of an indicator: what its criterion is scored by, and who said so.

计分规则 holds canonical words. Beside them 确认 says whose they are:

    自动（…） 待确认（…）   the program's own: as the text is read, or its best reading, not confirmed by anyone
    确认                    chosen by a person just now: what stands in 计分规则 scores
    读法1 读法2 读法3        chosen by a person: that reading of 识别结果 scores, its words go to 计分规则
    手工                    chosen by a person: scored by hand
    确认（…）               confirmed, for just this 评分标准, 分值 and 计分规则

The code in brackets is a checksum. Behind 自动 and 待确认 it covers the words, so that words which a person typed are
never written over; behind 确认 it covers all three, so that a confirmation doesn't survive another text.
"""

import hashlib
import re
import unicodedata
from dataclasses import dataclass, replace
from decimal import Decimal

from jixiao.criteria import Criterion, Manual, Rule, Standing, numbers_left, read_criterion, read_words, render
from jixiao.values.rounding import plain

CONFIRMED, PROPOSED, AUTOMATIC, BY_HAND, READING = "确认", "待确认", "自动", "手工", "读法"
_STATE = re.compile(rf"({CONFIRMED}|{PROPOSED}|{AUTOMATIC}|{BY_HAND}|{READING}([1-9]))(?:\(([0-9A-F]{{4}})\))?")
UNCONFIRMED_VALUE = f"{PROPOSED}："
_MARKED = re.compile(rf"{PROPOSED}\s*[:：]\s*(.*)", re.S)
_NOT_CHOSEN = "“确认”一列填的是“{state}”，只能从下拉列表里选"
_EMPTY = "选了“确认”，“计分规则”却是空的，请先按【识别并试算】，看过再选"
_LAPSED = "评分标准、分值或计分规则在确认以后改过，原来的确认不再算数，请看过再重新选"
_UNCONFIRMED = "“计分规则”是手工填的，还没有确认，请在“确认”里选“确认”；不用的请清空“计分规则”"
_NO_SUCH = "选了“{state}”，这条评分标准只有{count}种读法，请重新选"


@dataclass(frozen=True)
class Confirmation:
    """The cells 计分规则 and 确认 of one indicator, as typed or as the program left them."""

    words: str = ""
    state: str = ""


NOTHING = Confirmation()


@dataclass(frozen=True)
class Decided:
    """The criterion as it scores. `problem`: why what was confirmed doesn't count, in Chinese, '' where it does.

    `left`: numbers of the text that the confirmed words do without; `own`: no reading of the text is like them.
    """

    criterion: Criterion
    problem: str = ""
    left: tuple[str, ...] = ()
    own: bool = False


@dataclass(frozen=True)
class _State:
    choice: str
    number: int = 0
    code: str = ""


def decide(text: str, weight: Decimal, given: Confirmation) -> Decided:
    """The criterion with what a person confirmed. Where a confirmation doesn't count, nothing scores by itself."""
    criterion = read_criterion(text, weight)
    try:
        rule = _chosen(criterion, given)
    except ValueError as error:
        return Decided(replace(criterion, refused=True), str(error).rstrip("。"))
    if rule is None:
        return Decided(criterion)
    if isinstance(rule, Manual):
        return Decided(replace(criterion, chosen=rule))
    own = bool(criterion.readings) and rule not in {each.rule for each in criterion.candidates}
    return Decided(replace(criterion, chosen=rule), left=numbers_left(text, rule, weight), own=own)


def filled(decided: Decided, given: Confirmation) -> Confirmation:
    """What the two cells say after a press, `decided` being what they came to. What a person typed or confirmed stays."""
    state, criterion = _parsed(given.state), decided.criterion
    text, weight = criterion.text, criterion.weight
    if decided.problem or state is None or state.choice == BY_HAND:
        return given
    if criterion.chosen is not None:
        words = render(criterion.chosen, weight) if state.number else given.words
        return Confirmation(words, _with_code(CONFIRMED, _confirmed_code(text, weight, words)))
    return _own(criterion, weight)


def _own(criterion: Criterion, weight: Decimal) -> Confirmation:
    """The program's own words for a text: what scores, or the best reading; nothing where a person has to score."""
    if criterion.standing is Standing.MANUAL:
        return NOTHING
    words = render(criterion.readings[0].rule, weight)
    sure = criterion.standing is Standing.SCORED
    return Confirmation(words, _with_code(AUTOMATIC if sure else PROPOSED, _code(words)))


def _chosen(criterion: Criterion, given: Confirmation) -> Rule | None:
    """What a person chose, None where nobody did; ValueError where it can't be."""
    state = _parsed(given.state)
    if state is None:
        raise ValueError(_NOT_CHOSEN.format(state=given.state))
    if state.choice in ("", PROPOSED, AUTOMATIC):
        if given.words and state.code != _code(given.words):
            raise ValueError(_UNCONFIRMED)
        return None
    if state.choice == BY_HAND:
        return Manual()
    if state.number:
        if state.number > len(criterion.candidates):
            raise ValueError(_NO_SUCH.format(state=given.state, count=len(criterion.candidates)))
        return criterion.candidates[state.number - 1].rule
    if not given.words:
        raise ValueError(_EMPTY)
    if state.code and state.code != _confirmed_code(criterion.text, criterion.weight, given.words):
        raise ValueError(_LAPSED)
    return read_words(given.words, criterion.weight)


def _parsed(text: str) -> _State | None:
    """确认（7F3A） in its parts, whatever width its brackets have; None where it is nothing of ours."""
    flat = re.sub(r"\s", "", unicodedata.normalize("NFKC", text))
    found = _STATE.fullmatch(flat)
    if found:
        return _State(found[1], int(found[2] or 0), found[3] or "")
    return None if flat else _State("")


def _with_code(state: str, code: str) -> str:
    return f"{state}（{code}）"


def _confirmed_code(text: str, weight: Decimal, words: str) -> str:
    return _code(text, plain(weight), words)


def rule_text(criterion: Criterion) -> str:
    """What a person decided, as a file says it: 手工, or canonical words; '' where nobody did."""
    if criterion.chosen is None:
        return ""
    return BY_HAND if criterion.chosen.by_hand else render(criterion.chosen, criterion.weight)


def confirmed_by(rule: str) -> Confirmation:
    """The two cells of what a file says was decided."""
    return Confirmation("", BY_HAND) if rule == BY_HAND else Confirmation(rule, CONFIRMED if rule else "")


def parted(text: str) -> tuple[str, str]:
    """(the formula that counts, the one proposed) of a cell 指标值; one of them is ''."""
    marked = _MARKED.fullmatch(text.strip())
    return ("", marked[1].strip()) if marked else (text, "")


def cell_of(value: str, proposed: str) -> str:
    """The text of a cell 指标值."""
    return value or (f"{UNCONFIRMED_VALUE}{proposed}" if proposed else "")


def text_code(text: str, weight: Decimal) -> str:
    """The same for two criteria of one text and weight; blanks and line breaks don't matter."""
    return _digest(text, plain(weight))


def _code(*texts: str) -> str:
    """The four digits that a clerk sees: they guard against slips, not against intent."""
    return _digest(*texts)[:4].upper()


def _digest(*texts: str) -> str:
    flat = "\n".join(re.sub(r"\s", "", unicodedata.normalize("NFKC", text)) for text in texts)
    return hashlib.sha256(flat.encode()).hexdigest()

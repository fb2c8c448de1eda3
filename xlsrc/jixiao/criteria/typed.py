"""An Answer out of one text, for the command line: `jixiao score '评分标准' --weight 5 --value 103.9%`."""

import re
import unicodedata
from collections.abc import Callable
from decimal import Decimal

from jixiao.criteria.answer import Answer
from jixiao.criteria.rules import (
    BestOf,
    Bonus,
    Checklist,
    Choices,
    EqualsTarget,
    LessIsBetter,
    Manual,
    Milestones,
    NotApplicableOnly,
    PerOccurrence,
    Proportional,
    Rule,
    ShareOfItems,
    StepDeduction,
    Tiers,
    YearOnYear,
)
from jixiao.values.typed import NOT_USABLE, TOO_LARGE
from jixiao.values.words import NO, NOT_APPLICABLE, YES

_NUMBER = re.compile(r"(-?\d+(?:\.\d+)?)(%|万元|元|个|项|件|次|人|天|分|家|倍)?")
_CHECKS = {YES: YES, NO: NO, NOT_APPLICABLE: NOT_APPLICABLE, "y": YES, "n": NO, "√": YES, "×": NO}


TARGET_WORDS = (  # which side is meant, the rule knows
    "≥", "≤", "≧", "≦", ">", "<", "=", "不低于", "不少于", "不小于", "不高于", "不超过", "不大于", "大于", "小于", "等于", "达到",
    "以上", "以下", "以内",
)  # fmt: skip
NEEDS_TARGET = (LessIsBetter, EqualsTarget)  # rules that compare two numbers


def takes_target(rule: Rule) -> bool:
    """Whether 目标值 matters for the points."""
    match rule:
        case StepDeduction(threshold=None) | Proportional(target=None):
            return True
    return isinstance(rule, NEEDS_TARGET)


def with_target(rule: Rule, actual: str, target: str) -> str:
    """完成值 and 目标值 from two cells as one text, 12/10, for the rules that take both; else the 完成值 alone.

    ValueError where there is something in 目标值 that is no number: it would be left out in silence.
    """
    alone = unicodedata.normalize("NFKC", actual).strip()
    if not takes_target(rule) or not target or alone in ("", NOT_APPLICABLE) or "/" in alone:
        return actual
    usable_target(rule, target)
    return f"{actual}/{_bare_target(target)}"


def usable_target(rule: Rule, target: str) -> None:
    """ValueError where the rule takes a 目标值 and this one is no number."""
    if takes_target(rule) and target and target_number(target) is None:
        raise ValueError(f"目标值“{target}”不是数，应填数字，如95%、≥100、10个；没有目标值的请清空。")


def target_number(target: str) -> Decimal | None:
    """95 of 95%, ≥95%, 不低于95%, 10 of 10个; None where it is no number."""
    match = _NUMBER.fullmatch(re.sub(r"(?<=\d),(?=\d{3})", "", _bare_target(target)))
    return Decimal(match[1]) if match else None


def _bare_target(target: str) -> str:
    text = re.sub(r"\s+", "", unicodedata.normalize("NFKC", target))
    for word in TARGET_WORDS:
        text = text.replace(word, "")
    return text


def answer_from_text(rule: Rule, text: str) -> Answer:
    """What `text` answers to `rule`; ValueError (Chinese, with an example) where it can't.

    A rate `103.9%`; with its target `12/10`; items `8/10`; occurrences `2`; checks `是,是,否`; this and last year
    `19.8/19.8`; several values `8%,-35%`; a tier and a score `部分达成 7.9`; `不适用` for any rule.
    """
    text = unicodedata.normalize("NFKC", text).strip()
    if text == NOT_APPLICABLE:
        return Answer(not_applicable=True)
    if not text:
        raise ValueError("没有给出指标值。")
    return _READ.get(type(rule), _value)(text)


def _number(text: str, example: str) -> tuple[Decimal, str]:
    match = _NUMBER.fullmatch(re.sub(r"(?<=\d),(?=\d{3})|\s", "", text))
    if not match:
        raise ValueError(f"“{text}”不是数，应写成{example}。")
    number = Decimal(match[1])
    if abs(number) >= TOO_LARGE:
        raise ValueError(f"“{text}”{NOT_USABLE}。")
    return number, match[2] or ""


def _whole(text: str, example: str) -> int:
    number, _ = _number(text, example)
    if number != number.to_integral_value() or number < 0:
        raise ValueError(f"“{text}”应为不小于0的整数，如{example}。")
    return int(number)


def _two(text: str, example: str) -> tuple[str, str]:
    parts = text.split("/")
    if len(parts) != 2:
        raise ValueError(f"“{text}”应写成两个数，用“/”隔开，如{example}。")
    return parts[0].strip(), parts[1].strip()


def _value(text: str) -> Answer:
    if "/" in text:
        return _against_target(text)
    value, unit = _number(text, "103.9%或12.5")
    return Answer(value=value, unit=unit)


def _against_target(text: str) -> Answer:
    if "/" not in text:
        raise ValueError(f"“{text}”后面没有目标值，请填目标值，或写成12/10（完成值/目标值）。")
    first, second = _two(text, "12/10（完成值/目标值）")
    value, unit = _number(first, "12/10")
    target, other = _number(second, "12/10")
    if unit and other and unit != other:
        raise ValueError(f"完成值与目标值单位不同：{unit}与{other}。")
    return Answer(value=value, unit=unit or other, target=target)


def _items(text: str) -> Answer:
    first, second = _two(text, "8/10（达到的个数/全部个数）")
    return Answer(reached=_whole(first, "8/10"), total=_whole(second, "8/10"))


def _checks(text: str) -> Answer:
    words = [word.strip() for word in re.split(r"[,、;\s]+", text) if word.strip()]
    for word in words:
        if word.lower() not in _CHECKS:
            raise ValueError(f"“{word}”不是是/否/不适用，应写成：是,是,否。")
    return Answer(checks=tuple(_CHECKS[word.lower()] for word in words))


def _occurrences(text: str) -> Answer:
    if re.match(r"[是否不yn√×]", text):
        return _checks(text)
    return Answer(count=_whole(text, "2（次数）"))


def _years(text: str) -> Answer:
    first, second = _two(text, "19.8/19.8（本年/上年）") if "/" in text else (text, "")
    value, unit = _number(first, "19.8/19.8")
    last = _number(second, "19.8/19.8")[0] if second else None
    return Answer(value=value, unit=unit, last=last)


def _several(text: str) -> Answer:
    parts = re.split(r"[,、;\s]+", text)
    numbers = [_number(part, "8%,-35%") if part else None for part in parts]
    unit = next((number[1] for number in numbers if number and number[1]), "")
    return Answer(values=tuple(number[0] if number else None for number in numbers), unit=unit)


def _graded(text: str) -> Answer:
    match = re.fullmatch(r"(.*?)[\s,:]*(\d+(?:\.\d+)?)分?", text)
    if not match:
        return Answer(tier=text)
    return Answer(tier=match[1].strip(), typed=Decimal(match[2]))


def _by_hand(text: str) -> Answer:
    """A score, and after a blank the reason: 4 制度未修订."""
    score, _, reason = text.partition(" ")
    return Answer(typed=_number(score.removesuffix("分"), "4 扣分原因")[0], reason=reason.strip())


_READ: dict[type[Rule], Callable[[str], Answer]] = {
    ShareOfItems: _items,
    Checklist: _checks,
    PerOccurrence: _occurrences,
    Bonus: lambda text: Answer(count=_whole(text, "2（次数）")),
    YearOnYear: _years,
    BestOf: _several,
    Milestones: _several,
    Tiers: _graded,
    Choices: lambda text: Answer(tier=text),
    Manual: _by_hand,
    NotApplicableOnly: _by_hand,
    LessIsBetter: _against_target,
    EqualsTarget: _against_target,
}

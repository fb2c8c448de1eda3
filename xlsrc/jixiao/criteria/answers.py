"""An Answer out of one text, for cells and the command line: `jixiao score '评分标准' --weight 5 --value 103.9%`."""

import re
import unicodedata

from jixiao.criteria.answer import Answer
from jixiao.criteria.shapes.base import Input, Rule
from jixiao.criteria.typed import bare_target, target_number
from jixiao.values.words import NOT_APPLICABLE

_DIFFERENCE = re.compile(r"(?:偏差|偏离)[率度]?|(?:变动|变化|增长|增减|下降)(?:率|幅度|比例)|增幅|降幅")


def with_target(rule: Rule, actual: str, target: str) -> str:
    """完成值 and 目标值 from two cells as one text, 12/10, for the rules that take both; else the 完成值 alone.

    ValueError where there is something in 目标值 that is no number: it would be left out in silence.
    """
    alone = unicodedata.normalize("NFKC", actual).strip()
    if not rule.takes_target or not target or alone in ("", NOT_APPLICABLE):
        return actual
    joined = rule.with_target(actual, bare_target(target))
    if joined != actual:
        usable_target(rule, target)
    return joined


def usable_target(rule: Rule, target: str) -> None:
    """ValueError where the rule takes a 目标值 and this one is no number."""
    if rule.takes_target and target and target_number(target) is None:
        raise ValueError(f"目标值“{target}”不是数，应填数字，如95%、≥100、10个；没有目标值的请清空。")


def answer_from_text(rule: Rule, text: str) -> Answer:
    """What `text` answers to `rule`; ValueError (Chinese, with an example) where it can't.

    A rate `103.9%`; with its target `12/10`; items `8/10`; occurrences `2`; checks `是,是,否`; this and last year
    `19.8/19.8`; several values `8%,-35%`; a tier and a score `部分达成 7.9`; one answer after the other for the parts
    of a sum `是,否,8/10`; `不适用` for any rule.
    """
    text = unicodedata.normalize("NFKC", text).strip()
    if text == NOT_APPLICABLE:
        return Answer(not_applicable=True)
    if not text:
        raise ValueError("没有给出指标值。")
    return rule.answer(text)


def answer_typed(about: str, rule: Rule, actual: str, target: str = "") -> Answer:
    """What 完成值 and 目标值 from two cells answer to a rule; nothing where 完成值 is blank. ValueError as answer_from_text,
    and where a rate of difference is given as two values, whose quotient is another thing: 9/10 is 90 %, not -10 %.

    `about`: the criterion, with the indicator's name where there is one.
    """
    difference = difference_asked(about, rule)
    flat = unicodedata.normalize("NFKC", actual).strip()
    of_target = bool(target.strip()) and flat not in ("", NOT_APPLICABLE) and "%" not in flat
    if difference and ("/" in flat or of_target):
        told = f"“{actual}”不是{difference}。请填算好的百分数，如 -5%"
        raise ValueError(f"{told}（少了 5%）或 5%（多了 5%），不能填两个数。")
    text = with_target(rule, actual, target)
    return answer_from_text(rule, text) if text else Answer()


def difference_asked(about: str, rule: Rule) -> str:
    """The rate of difference (偏差率, 变动率) that is to be typed, as `about` calls it; "" where it is none."""
    found = _DIFFERENCE.search(about)
    one_rate = rule.inputs() == (Input("完成值", "rate", "%"),)
    return found[0] if found and one_rate and not rule.takes_target else ""

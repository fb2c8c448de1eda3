"""Planted faults of copying: narratives and figures that are another unit's, or last year's."""

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache
from random import Random

from county_model import Fault, Planted, Typed, UnitSpec
from county_stock import parts
from county_texts import self_of
from county_typed import own_figures, typed_of

All = dict[str, Typed]
NARRATIVES = ("年度总体工作", "绩效目标实现情况", "主要做法和经验")
STAFF = (
    "行政",
    "事业",
    "工勤",
    "其他人员",
    "报表合计编制数",
    "报表合计在职人数",
    "报表合计上年在职人数",
    "雇员",
    "离退休",
    "财供",
    "离休",
)
CHANGED = 0.2


def copied(all_typed: All, pair: tuple[UnitSpec, UnitSpec], rng: Random) -> Planted:
    """The first writes the second's texts, word for word."""
    return _copy(all_typed, pair, Fault.COPIED, lambda text: text)


def renamed(all_typed: All, pair: tuple[UnitSpec, UnitSpec], rng: Random) -> Planted:
    """… with its own name and headcount."""
    return _copy(all_typed, pair, Fault.RENAMED, _own_words(all_typed, pair))


def reworded(all_typed: All, pair: tuple[UnitSpec, UnitSpec], rng: Random) -> Planted:
    """… and every fifth word another one."""
    own = _own_words(all_typed, pair)
    return _copy(all_typed, pair, Fault.REWORDED, lambda text: other_words(own(text), rng))


def _copy(all_typed: All, pair: tuple[UnitSpec, UnitSpec], fault: Fault, change: Callable[[str], str]) -> Planted:
    thief, owner = (one.unit for one in pair)
    texts = {item: change(all_typed[owner].text(item)) for item in NARRATIVES}
    all_typed[thief] = all_typed[thief].with_items(**texts)
    return Planted(fault, (thief, owner), NARRATIVES, texts[NARRATIVES[0]])


def _own_words(all_typed: All, pair: tuple[UnitSpec, UnitSpec]) -> Callable[[str], str]:
    thief, owner = pair
    heads = [_heads(all_typed[one.unit]) for one in pair]

    def change(text: str) -> str:
        text = text.replace(owner.unit, thief.unit).replace(self_of(owner.unit), self_of(thief.unit))
        return text.replace(heads[1], heads[0])

    return change


def _heads(typed: Typed) -> str:
    """编制17名，在职人员15人, as its texts say it."""
    found = re.search(r"编制\d+名，在职人员\d+人", typed.text("年度总体工作"))
    assert found
    return found[0]


def other_words(text: str, rng: Random) -> str:
    """A fifth of the words (of two characters) replaced by synonyms; the phrase that every unit begins with stays."""
    guide, comma, rest = text.partition("，\n" if "，\n" in text else "\n")
    if not comma:
        guide, rest = "", text
    found = list(re.finditer("|".join(synonyms()), rest))
    wanted = min(len(found), int(len(re.findall("[一-龥]", rest)) / 2 * CHANGED))
    for one in sorted(rng.sample(found, wanted), key=lambda one: -one.start()):
        rest = rest[: one.start()] + synonyms()[one[0]] + rest[one.end() :]
    return guide + comma + rest


@cache
def synonyms() -> dict[str, str]:
    """Word → another that says the same."""
    return dict(text.split("|") for text in parts("synonyms"))


def other_name(all_typed: All, pair: tuple[UnitSpec, UnitSpec], rng: Random) -> Planted:
    """The first's conclusion still names the second."""
    text = f"{pair[1].unit}{rng.choice(parts('results'))}"
    all_typed[pair[0].unit] = all_typed[pair[0].unit].with_items(自评结论=text)
    return Planted(Fault.OTHER_NAME, (pair[0].unit, pair[1].unit), ("自评结论",), pair[1].unit)


def other_work(all_typed: All, pair: tuple[UnitSpec, UnitSpec], rng: Random) -> Planted:
    """A sentence about the second's work stands among the first's."""
    thief, owner = (one.unit for one in pair)
    lines = all_typed[owner].text("年度总体工作").splitlines()
    sentence = rng.choice([line for line in lines if re.match("[一二三四五六七八九]是", line)])[2:]
    text = all_typed[thief].text("绩效目标实现情况") + sentence
    all_typed[thief] = all_typed[thief].with_items(绩效目标实现情况=text)
    return Planted(Fault.OTHER_WORDS, (thief, owner), ("绩效目标实现情况",), sentence)


def same_budget(all_typed: All, pair: tuple[UnitSpec, UnitSpec], rng: Random) -> Planted:
    """Income, spending, 三公, assets are another's, to the cent; the staff is its own."""
    own, others = (own_figures(one) for one in pair)
    staff = {item: value for item, value in own.items.items() if item.startswith(STAFF)}
    rest = {item: value for item, value in others.items.items() if not item.startswith(STAFF)}
    all_typed[pair[0].unit] = typed_of(pair[0], replace(others, staff=own.staff, items={**staff, **rest}))
    where = ("收入预算", "支出预算", "三公及资产")
    return Planted(Fault.SAME_BUDGET, (pair[0].unit, pair[1].unit), where, str(others.items["工资福利支出全年执行数"]))


def same_results(all_typed: All, pair: tuple[UnitSpec, UnitSpec], rng: Random) -> Planted:
    """What is answered and scored by hand is another's, reasons too; both have the same framework."""
    thief, owner = (all_typed[one.unit] for one in pair)
    by_hand = {code: row for code, row in owner.answers.items() if {"完成值", "手工得分"} & row.keys()}
    rest = {code: row for code, row in thief.answers.items() if code not in by_hand}
    all_typed[pair[0].unit] = replace(thief, answers={**rest, **by_hand})
    return Planted(Fault.SAME_RESULTS, (pair[0].unit, pair[1].unit), tuple(sorted(by_hand)), _liked(by_hand))


def _liked(answers: Mapping[str, Mapping[str, object]]) -> str:
    return next(str(row["完成值"]) for row in answers.values() if str(row.get("佐证材料", "")).startswith("满意度"))


def last_year(all_typed: All, pair: tuple[UnitSpec, ...], rng: Random) -> Planted:
    """The texts of its own last report with this year's number in them."""
    spec = pair[0]
    before = typed_of(replace(spec, year=spec.year - 1))
    texts = {item: before.text(item).replace(f"{spec.year - 1}年", f"{spec.year}年") for item in NARRATIVES}
    heads = _heads(all_typed[spec.unit])
    texts = {item: text.replace(_heads(before), heads) for item, text in texts.items()}
    all_typed[spec.unit] = all_typed[spec.unit].with_items(**texts)
    return Planted(Fault.AS_LAST_YEAR, (spec.unit,), NARRATIVES, texts[NARRATIVES[0]])

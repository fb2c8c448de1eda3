"""等次: a grade is picked, with a score inside it or with points of its own."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import ClassVar

from jixiao.criteria.answer import Answer, Outcome
from jixiao.criteria.excel import typed_text
from jixiao.criteria.excel.parts import NONE, Given, Read, Work, is_number, number, outside, text, when
from jixiao.criteria.outcomes import by_hand, refused, scored
from jixiao.criteria.shapes.base import HUNDRED, ZERO, Input, Rule
from jixiao.criteria.words import award_text, quoted
from jixiao.values.rounding import half_up, plain
from jixiao.values.words import NO, YES


@dataclass(frozen=True)
class Tier:
    """A grade with its share of the weight in percent: from `low`, included, to `high`, left to the tier above."""

    name: str
    low: Decimal
    high: Decimal


@dataclass(frozen=True)
class Tiers(Rule):
    """13 等次: the clerk picks a tier and types a score inside it (财预〔2020〕10号: 100-80, 80-60, 60-0)."""

    label: ClassVar[str] = "等次"
    by_hand: ClassVar[bool] = True
    tiers: tuple[Tier, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The grades, best first."""
        return tuple(tier.name for tier in self.tiers)

    def words(self, weight: Decimal) -> str:
        """达成年度指标 100%-80%（含），部分达成并具有一定效果 80%-60%（含），…."""
        return "，".join(f"{tier.name} {plain(tier.high)}%-{plain(tier.low)}%（含）" for tier in self.tiers)

    def inputs(self) -> tuple[Input, ...]:
        """The grade, and the score inside it."""
        return (Input("等次", "choice", choices=self.names), Input("得分", "score"))

    def filling(self) -> str:
        """填法: one line that says what to type."""
        return f"手工得分填分数，等次随分数；完成值可填等次（{'、'.join(self.names)}）核对"

    def answer(self, text: str) -> Answer:
        """部分达成 7.9."""
        match = re.fullmatch(r"(.*?)[\s,:]*(\d+(?:\.\d+)?)分?", text)
        if not match:
            return Answer(tier=text)
        return Answer(tier=match[1].strip(), typed=Decimal(match[2]))

    def points(self, weight: Decimal, answer: Answer) -> Outcome:
        """The clerk picks a tier and types a score inside it; the upper bound belongs to the tier above."""
        if not answer.tier.strip() and answer.typed is None:
            return by_hand(f"请选择等次（{'、'.join(self.names)}）并填写得分。")
        index = _index(answer.tier, self.names)
        if answer.tier.strip() and index is None:
            return refused(f"等次“{answer.tier}”不在评分标准中，应为{'、'.join(self.names)}之一。")
        if answer.typed is None:
            return by_hand(f"已选等次“{answer.tier}”，请填写该等次内的得分。")
        if not ZERO <= answer.typed <= weight:
            return refused(f"得分{plain(answer.typed)}应在0与分值{plain(weight)}之间。")
        if index is None:
            index = next(i for i, tier in enumerate(self.tiers) if answer.typed * HUNDRED >= tier.low * weight)
        return _in_tier(self.tiers[index], index == 0, weight, answer.typed, answer.reason)

    def read(self, given: Given, work: Work) -> Read:
        """`answer` by a spreadsheet: a score behind the grade is left off (it stands in 手工得分)."""
        cell = work.put(typed_text.trimmed(given.actual))
        digits = ",".join(f'"{digit}"' for digit in range(10))
        start = work.put(f"SUMPRODUCT(MIN(FIND({{{digits}}},{cell}&{typed_text.DIGITS})))")
        tail = f'MID({cell},{start},LEN({cell})-{start}+1-(RIGHT({cell})="分"))'
        value = work.put(typed_text.decimal(work.put(f'SUBSTITUTE({tail},",","?")')))
        name = f'TRIM(SUBSTITUTE(SUBSTITUTE(LEFT({cell},{start}-1),","," "),":"," "))'
        word = work.put(f"IF({is_number(value)},{name},{cell})")
        return _picked(cell, work.put(_folded_formula(word)), value)

    def formula(self, weight: Decimal, read: Read, given: Given, work: Work) -> str:
        """The score typed, where it lies in its tier; the upper bound belongs to the tier above."""
        typed = given.typed
        lows = [number(tier.low * weight / HUNDRED) for tier in self.tiers]
        highs = [number(tier.high * weight / HUNDRED) for tier in self.tiers]
        by_score = when(*[(f"{typed}>={low}", str(n + 1)) for n, low in enumerate(lows)], otherwise="0")
        index = by_score
        if read.word != NONE:
            index = (
                f'IF({read.word}="",{by_score},{_index_formula(read.word, [folded_name(each) for each in self.names])})'
            )
        cell = work.put(f"IF({is_number(typed)},{index},0)")
        fits = []
        for n, (low, high) in enumerate(zip(lows, highs, strict=True)):
            fits.append(f"AND({typed}>={low},{typed}<{'=' if n == 0 else ''}{high})")
        inside = when(*_each(cell, fits), otherwise="FALSE")
        unusable = [(f"NOT({is_number(typed)})", NONE), (outside(weight, typed), NONE)]
        return when(*unusable, (inside, typed), otherwise=NONE)


_NO_MATTER = " ,，、。;；:：的"


def folded_name(name: str) -> str:
    """A name as it is compared: punctuation, blanks and 的 don't matter."""
    return re.sub(rf"[\s{_NO_MATTER}]", "", name)


def _folded_formula(cell: str) -> str:
    """`folded_name` by a spreadsheet, of a text that is half-width already."""
    for sign in (*_NO_MATTER, "､", "｡"):
        cell = f'SUBSTITUTE({cell},{text(sign)},"")'
    return cell


def _index(name: str, names: Sequence[str]) -> int | None:
    """The one grade of that name; 部分达成 is enough for 部分达成并具有一定效果."""
    name = folded_name(name)
    names = [folded_name(each) for each in names]
    if not name:
        return None
    if name in names:
        return names.index(name)
    near = [i for i, each in enumerate(names) if each.startswith(name) or each.removeprefix("达到") == name]
    return near[0] if len(near) == 1 else None


def _in_tier(tier: Tier, top: bool, weight: Decimal, typed: Decimal, reason: str) -> Outcome:
    low, high = tier.low * weight / HUNDRED, tier.high * weight / HUNDRED
    if not low <= typed or typed > high or (typed == high and not top):
        end = "含" if top else "不含，属于上一等次"
        return refused(
            f"得分{plain(typed)}不在等次“{tier.name}”的范围内：{plain(low)}（含）至{plain(high)}（{end}）分。"
        )
    if typed != half_up(typed):
        return refused(f"得分{plain(typed)}最多保留两位小数。")
    return scored(typed, weight, f"等次为{tier.name}", reason or f"等次为{tier.name}")


def _shared_end(one: str, two: str) -> str:
    shared = 0
    while shared < min(len(one), len(two)) and one[-1 - shared] == two[-1 - shared]:
        shared += 1
    return one[len(one) - shared :]


def _picked(cell: str, word: str, *scores: str) -> Read:
    return replace(typed_text.done(cell, "TRUE", scores), word=word, readable="TRUE")


def _each(index: str, results: Sequence[str]) -> list[tuple[str, str]]:
    return [(f"{index}={n + 1}", result) for n, result in enumerate(results)]


def _index_formula(word: str, names: Sequence[str]) -> str:
    """`_index` by a spreadsheet, counted from 1, 0 for none."""
    same = [(f"EXACT({word},{text(name)})", str(n + 1)) for n, name in enumerate(names)]
    near = [_near(word, name) for name in names]
    count = "+".join(f"N({test})" for test in near)
    which = "+".join(f"N({test})*{n + 1}" for n, test in enumerate(near))
    return when((f'{word}=""', "0"), *same, (f"{count}=1", which), otherwise="0")


def _near(word: str, name: str) -> str:
    starts = f"EXACT(LEFT({text(name)},LEN({word})),{word})"
    if not name.startswith("达到"):
        return starts
    return f"OR({starts},EXACT({text(name.removeprefix('达到'))},{word}))"


@dataclass(frozen=True)
class Option:
    """A grade with fixed points."""

    name: str
    points: Decimal


@dataclass(frozen=True)
class Choices(Rule):
    """13 等次 with fixed points: 全部公开得2分；部分公开得1分；未公开不得分."""

    label: ClassVar[str] = "等次"
    options: tuple[Option, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The grades, in the order of the text."""
        return tuple(option.name for option in self.options)

    def words(self, weight: Decimal) -> str:
        """全部公开，得2分；部分公开，得1分；未公开，不得分."""
        return "；".join(f"{quoted(option.name)}，{award_text(option.points)}" for option in self.options)

    def inputs(self) -> tuple[Input, ...]:
        """The grade."""
        return (Input("等次", "choice", choices=self.names),)

    def filling(self) -> str:
        """填法: one line that says what to type."""
        return f"完成值填等次（{'、'.join(self.names)}）"

    def answer(self, text: str) -> Answer:
        """部分公开; 是 or 否 where only the best case earns; the points of a grade, where they tell it."""
        picked = [
            name for name, words in zip(self.names, self._words_of_options(), strict=True) if folded_name(text) in words
        ]
        return Answer(tier=picked[0] if len(picked) == 1 else text)

    def _words_of_options(self) -> list[tuple[str, ...]]:
        """All that names an option, folded; what names two of them names neither."""
        found = [[folded_name(option.name)] for option in self.options]
        whole = {words[0] for words in found}
        best = max(self.options, key=lambda option: option.points)
        earning = [option for option in self.options if option.points]
        counted = any(re.search(r"\d", words[0]) for words in found)  # 3 is rather 3期 than 3 points
        ends = {_shared_end(best.name, option.name) for option in self.options if option is not best}
        for option, words in zip(self.options, found, strict=True):
            if len(self.options) == 2 and len(earning) == 1:
                words.append(YES if option.points else NO)
            if not counted:
                words += [plain(option.points), f"{plain(option.points)}分"]
            if option is best:  # 齐全 for 项目档案资料齐全 beside 不齐全
                words += sorted({folded_name(end) for end in ends if len(end) > 1} - whole)
        every = [word for words in found for word in dict.fromkeys(words)]
        return [tuple(word for word in dict.fromkeys(words) if every.count(word) == 1) for words in found]

    def points(self, weight: Decimal, answer: Answer) -> Outcome:
        """The points of the grade picked."""
        if not answer.tier.strip():
            return by_hand(f"请选择：{'、'.join(self.names)}。")
        index = _index(answer.tier, self.names)
        if index is None:
            return refused(f"“{answer.tier}”不在评分标准中，应为{'、'.join(self.names)}之一。")
        option = self.options[index]
        return scored(option.points, weight, option.name, option.name)

    def read(self, given: Given, work: Work) -> Read:
        """`answer` by a spreadsheet."""
        cell = work.put(typed_text.trimmed(given.actual))
        return _picked(cell, work.put(_folded_formula(cell)))

    def formula(self, weight: Decimal, read: Read, given: Given, work: Work) -> str:
        """`points` by a spreadsheet."""
        if read.word == NONE:
            return NONE
        given_words = [
            (f"OR({','.join(f'EXACT({read.word},{text(word)})' for word in words)})", str(n + 1))
            for n, words in enumerate(self._words_of_options())
            if words
        ]
        near = _index_formula(read.word, [folded_name(name) for name in self.names])
        index = work.put(when((f'{read.word}=""', "0"), *given_words, otherwise=near))
        return when(*_each(index, [number(option.points) for option in self.options]), otherwise=NONE)

"""总分封顶 and 加减分: what acts on the total of a table."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from jixiao.criteria.answer import Answer, Outcome, Status
from jixiao.criteria.excel import parts, typed_text
from jixiao.criteria.excel.parts import NONE, Given, Read, Work, is_number, when
from jixiao.criteria.outcomes import by_hand, missing, refused
from jixiao.criteria.shapes.base import Input, Range, Rule, ValueRule
from jixiao.criteria.typed import whole
from jixiao.values.rounding import half_up, plain


@dataclass(frozen=True)
class Cap:
    """The most the total may be where the execution rate lies in `range`; 0 is a veto."""

    range: Range
    most: Decimal


@dataclass(frozen=True)
class TotalCaps(ValueRule):
    """14 总分封顶."""

    label: ClassVar[str] = "总分封顶"
    outside: ClassVar[bool] = True
    caps: tuple[Cap, ...]

    def words(self, weight: Decimal) -> str:
        """执行率60%（含）-70%（不含）的总分不超过79分."""
        return "；".join(f"执行率{cap.range.words('%')}的总分不超过{plain(cap.most)}分" for cap in self.caps)

    def inputs(self) -> tuple[Input, ...]:
        """Nothing: the execution rate is computed."""
        return ()

    def filling(self) -> str:
        """填法: one line that says what to type."""
        return "自动判断，不用填"

    def points(self, weight: Decimal, answer: Answer) -> Outcome:
        """None of its own."""
        return by_hand("总分封顶不单独计分，对总分起作用。")


@dataclass(frozen=True)
class Bonus(Rule):
    """18 加减分 outside the 100: `points_each` per `event`, `most` at most; `sign` is 1 or -1."""

    label: ClassVar[str] = "加减分"
    outside: ClassVar[bool] = True
    event: str
    points_each: Decimal
    most: Decimal
    sign: int = 1

    def words(self, weight: Decimal) -> str:
        """加分项：获得省级以上表彰的，每项加0.5分，最多加2分."""
        head, verb = ("加分项", "加") if self.sign > 0 else ("减分项", "减")
        each, most = plain(self.points_each), plain(self.most)
        if re.match(r"[^\W\d]{1,2}\d", self.event):  # 减分项：每发现1起扣1分
            return f"{head}：每{self.event}扣{each}分，最多{verb}{most}分"
        event = f"{self.event}，" if self.event else ""
        return f"{head}：{event}每项{verb}{each}分，最多{verb}{most}分"

    def inputs(self) -> tuple[Input, ...]:
        """The number of cases."""
        return (Input(self.event or "项数", "count"),)

    def answer(self, text: str) -> Answer:
        """2."""
        return Answer(count=whole(text, "2（次数）"))

    def points(self, weight: Decimal, answer: Answer) -> Outcome:
        """Points outside the 100, negative for 减分, capped."""
        if answer.count is None:
            return missing("加减分的次数")
        if answer.count < 0:
            return refused(f"次数不能为负数（{answer.count}）。")
        points = half_up(min(answer.count * self.points_each, self.most)) * self.sign
        word = "加" if self.sign > 0 else "减"
        each, most = plain(self.points_each), plain(self.most)
        text = f"{answer.count}项，每项{word}{each}分，最多{most}分，{word}{plain(abs(points))}分"
        return Outcome(points, Status.SCORED, text)

    def read(self, given: Given, work: Work) -> Read:
        """`answer` by a spreadsheet."""
        cell = work.put(typed_text.folded(given.actual))
        count = typed_text.number_cell(cell, work, given.grouped)
        return typed_text.done(cell, typed_text.whole(count, cell), (count,))

    def formula(self, weight: Decimal, read: Read, given: Given, work: Work) -> str:
        """`points` by a spreadsheet."""
        if given.value:
            return NONE
        count = read.values[0]
        points = parts.half_up(f"MIN({count}*{parts.number(self.points_each)},{parts.number(self.most)})")
        return when((is_number(count), f"{self.sign}*{points}"), otherwise=NONE)

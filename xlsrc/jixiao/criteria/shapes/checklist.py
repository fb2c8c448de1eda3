"""清单: points for each 是."""

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from jixiao.criteria.answer import Answer, Outcome, Status
from jixiao.criteria.excel import lists, parts
from jixiao.criteria.excel.parts import NONE, Given, Read, Work, number, text, when
from jixiao.criteria.outcomes import by_hand, capped, refused, scored
from jixiao.criteria.shapes.base import ZERO, Input, Rule
from jixiao.criteria.typed import checks
from jixiao.criteria.words import CIRCLES, quoted
from jixiao.values.rounding import plain
from jixiao.values.words import NO, NOT_APPLICABLE, YES


@dataclass(frozen=True)
class CheckItem:
    """One point of a checklist."""

    text: str
    points: Decimal


@dataclass(frozen=True)
class Checklist(Rule):
    """9 清单: points for each 是; with `by_deduction` the weight less the points of each 否."""

    label: ClassVar[str] = "清单"
    items: tuple[CheckItem, ...]
    by_deduction: bool = False

    def words(self, weight: Decimal) -> str:
        """①制度健全，1分；②执行有效，1分."""
        items = zip(CIRCLES, self.items, strict=False)
        if self.by_deduction:
            texts = "；".join(f"{circle}{quoted(item.text)}" for circle, item in items)
            return f"{texts}。每少1项扣{plain(self.items[0].points)}分，扣完为止"
        return "；".join(f"{circle}{quoted(item.text)}，{plain(item.points)}分" for circle, item in items)

    def inputs(self) -> tuple[Input, ...]:
        """A check per point."""
        return tuple(Input(item.text, "check", choices=(YES, NO, NOT_APPLICABLE)) for item in self.items)

    def filling(self) -> str:
        """填法: one line that says what to type."""
        count = len(self.items)
        sample = ",".join([YES] * (count - 1) + [NO])
        return f"完成值逐项填 是/否/不适用，共 {count} 项，用逗号分开，如 {sample}"

    def answer(self, text: str) -> Answer:
        """是,是,否."""
        return checks(text)

    def points(self, weight: Decimal, answer: Answer) -> Outcome:
        """Points for each 是; a point marked 不适用 drops out and the others are scaled to the weight."""
        given = tuple(check.strip() for check in answer.checks)
        if not any(given):
            return by_hand(f"{len(self.items)}个要点尚未填写是/否/不适用。")
        if len(given) != len(self.items):
            return refused(f"评分标准有{len(self.items)}个要点，填写了{len(given)}个。")
        strange = [check for check in given if check not in (YES, NO, NOT_APPLICABLE)]
        if "" in strange:
            return by_hand("还有要点没有填写是/否/不适用。")
        if strange:
            return refused(f"要点只能填是、否、不适用，不能填“{strange[0]}”。")
        kept = [(item, check) for item, check in zip(self.items, given, strict=True) if check != NOT_APPLICABLE]
        if not kept:
            return Outcome(None, Status.NOT_APPLICABLE, "各要点均不适用")
        return self._checked(weight, kept)

    def _checked(self, weight: Decimal, kept: list[tuple[CheckItem, str]]) -> Outcome:
        failed = [item for item, check in kept if check == NO]
        lost = sum((item.points for item in failed), ZERO)
        whole = weight if self.by_deduction else sum((item.points for item, _ in kept), ZERO)
        if whole <= 0:
            return refused("要点的分值合计为0，不能计分。")
        points = capped((whole - lost) * weight / whole, weight)
        text = f"{len(kept)}个要点中{len(kept) - len(failed)}个为是"
        if dropped := len(self.items) - len(kept):
            text += f"，{dropped}个不适用，按其余要点折算"
        return scored(points, weight, text, "；".join(f"未做到：{item.text}" for item in failed))

    def read(self, given: Given, work: Work) -> Read:
        """`answer` by a spreadsheet."""
        cell, readable = lists.checks(given, work)
        dropped = f"{cell}={text(lists.DROPPED)}"
        return Read(checks=cell, readable=f'OR({cell}="",{readable})', not_applicable=dropped)

    def formula(self, weight: Decimal, read: Read, given: Given, work: Work) -> str:
        """`points` by a spreadsheet."""
        if read.checks == NONE:
            return NONE
        if len(self.items) == 1:
            return self._of_one(weight, read.checks)
        dropped = text(lists.DROPPED)
        whole = number(weight) if self.by_deduction else work.put(self._sum_where(read.checks, f"<>{dropped}"))
        lost = work.put(self._sum_where(read.checks, f"={text(NO)}"))
        none_kept = f'SUBSTITUTE(SUBSTITUTE({read.checks},{dropped},"")," ","")=""'
        return when(
            (f"LEN({read.checks})<>{2 * len(self.items) - 1}", NONE),
            (none_kept, NONE),
            (f"{whole}<=0", NONE),
            otherwise=parts.capped(f"({whole}-{lost})*{number(weight)}/{whole}", weight),
        )

    def _of_one(self, weight: Decimal, given_check: str) -> str:
        whole = weight if self.by_deduction else self.items[0].points
        if whole <= 0:
            return NONE
        missed = capped(weight - self.items[0].points, weight) if self.by_deduction else ZERO
        yes, no = (f"{given_check}={text(word)}" for word in (YES, NO))
        return when((yes, number(capped(weight, weight))), (no, number(missed)), otherwise=NONE)

    def _sum_where(self, given_checks: str, test: str) -> str:
        marks = [f"(MID({given_checks},{2 * n + 1},1){test})" for n in range(len(self.items))]
        return "+".join(f"{mark}*{number(item.points)}" for mark, item in zip(marks, self.items, strict=True))

"""分项: parts, each with its own points, its own rule and its own answer."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import ClassVar

from jixiao.criteria.answer import Answer, Outcome, Status
from jixiao.criteria.excel import parts as excel
from jixiao.criteria.excel.parts import NONE, Given, Read, Work, number, when
from jixiao.criteria.outcomes import capped, refused, scored
from jixiao.criteria.shapes.base import ZERO, Rule
from jixiao.criteria.shapes.checklist import Checklist
from jixiao.criteria.shapes.composed import (
    DROPPED,
    Composed,
    Piece,
    dropped,
    points_formula,
    stopped,
    with_reason_due,
)
from jixiao.criteria.words import enumerated, quoted
from jixiao.values.rounding import plain


@dataclass(frozen=True)
class Part:
    """One part of a sum; `name` are its words in the criterion."""

    name: str
    weight: Decimal
    rule: Rule

    def words(self) -> str:
        """【执行率】（4分）：…; 【制度健全】，1分 where it only holds or doesn't."""
        if isinstance(self.rule, Checklist) and len(self.rule.items) == 1:
            return f"{quoted(self.name)}，{plain(self.weight)}分"
        return f"{quoted(self.name)}（{plain(self.weight)}分）：{self.rule.sentence(self.weight)}"


@dataclass(frozen=True)
class Sum(Composed):
    """Points of the parts added up; a part marked 不适用 drops out and the others take its points over.

    A part that asks for judgement leaves only that part to hand: its answer is its score.
    """

    label: ClassVar[str] = "分项"
    parts: tuple[Part, ...]

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The parts."""
        return tuple(Piece(part.name, part.rule) for part in self.parts)

    def words(self, weight: Decimal) -> str:
        """①【制度健全】（1分）：…；②【执行率】（4分）：…."""
        return enumerated([part.words() for part in self.parts])

    def points(self, weight: Decimal, answer: Answer) -> Outcome:
        """The points of the parts added up, within 0 and the weight; none while a part has none."""
        if len(answer.parts) not in (0, len(self.parts)):
            return refused(f"评分标准有{len(self.parts)}项，填写了{len(answer.parts)}项。")
        outcomes = self.outcomes(answer, self._weights)
        return stopped(outcomes) or self._added(weight, outcomes)

    def _added(self, weight: Decimal, outcomes: Sequence[tuple[Piece, Outcome]]) -> Outcome:
        counted = [
            (own, each.points)
            for own, (_, each) in zip(self._weights, outcomes, strict=True)
            if each.points is not None
        ]
        if not counted:
            return Outcome(None, Status.NOT_APPLICABLE, "各项均不适用")
        kept = sum((own for own, _ in counted), ZERO)
        if kept <= 0:
            return refused("各项的分值合计为0，不能计分。")
        points = capped(sum((points for _, points in counted), ZERO) * self._whole / kept, weight)
        text = "；".join(piece.told(outcome.process) for piece, outcome in outcomes)
        if left_out := len(outcomes) - len(counted):
            text += f"；{left_out}项不适用，按其余各项折算"
        why = "；".join(piece.told(each.deduction_reason) for piece, each in outcomes if each.deduction_reason)
        return with_reason_due(scored(points, weight, f"{text}；合计", why), outcomes)

    @property
    def _weights(self) -> list[Decimal]:
        return [part.weight for part in self.parts]

    @property
    def _whole(self) -> Decimal:
        return sum(self._weights, ZERO)

    def read_of(self, cells: Sequence[Given], work: Work) -> Read:
        """`answer_of` by a spreadsheet; nothing to score where all parts drop out."""
        read = super().read_of(cells, work)
        pairs = zip(self.parts, read.parts, strict=True)
        return replace(read, nothing=excel.all_of(*(dropped(part.rule, part.weight, each) for part, each in pairs)))

    def formula(self, weight: Decimal, read: Read, given: Given, work: Work) -> str:
        """`points` by a spreadsheet."""
        if not read.parts:
            return NONE
        pairs = zip(self.parts, read.parts, strict=True)
        cells = [work.put(points_formula(part.rule, part.weight, each, work)) for part, each in pairs]
        settled = "+".join([f"COUNT({','.join(cells)})", *(f"({cell}={DROPPED})" for cell in cells)])
        weights = zip(cells, self.parts, strict=True)
        kept = work.put("+".join(f"({cell}<>{DROPPED})*{number(part.weight)}" for cell, part in weights))
        earned = f"SUM({','.join(cells)})*{number(self._whole)}/{kept}"
        return when((f"{settled}<{len(cells)}", NONE), (f"{kept}<=0", NONE), otherwise=excel.capped(earned, weight))

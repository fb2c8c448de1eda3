"""否决: a case in which nothing is left of the points, asked beside everything else."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import ClassVar

from jixiao.criteria.answer import Answer, Outcome
from jixiao.criteria.excel import parts as excel
from jixiao.criteria.excel.parts import NONE, Given, Read, Work, is_number, text, when
from jixiao.criteria.outcomes import missing, scored
from jixiao.criteria.shapes.base import ZERO, Input, Rule
from jixiao.criteria.shapes.checklist import CheckItem, Checklist
from jixiao.criteria.shapes.composed import Composed, Piece, dropped, points_formula
from jixiao.criteria.words import quoted
from jixiao.values.words import NO, YES

DIGITS, UNITS = "0123456789", "次起例件个项"
_COUNT = re.compile(f"([{DIGITS}])[{UNITS}]?")


def _happened(text: str) -> str:
    """是 or 否; how often it happened (0起, 1起) says that too."""
    found = _COUNT.fullmatch(text)
    if not found:
        return text
    return NO if found[1] == "0" else YES


def _happened_formula(cell: str) -> str:
    """`_happened` by a spreadsheet."""
    digit, unit = (
        f'ISNUMBER(FIND({side}({cell},1),"{signs}"))' for side, signs in (("LEFT", DIGITS), ("RIGHT", UNITS))
    )
    counted = f"AND(LEN({cell})>0,LEN({cell})<3,{digit},OR(LEN({cell})=1,{unit}))"
    return f'IF({counted},IF(LEFT({cell},1)="0",{text(NO)},{text(YES)}),{cell})'


@dataclass(frozen=True)
class Vetoed(Composed):
    """Points of `rule`, nothing where `event` happened; whether it did is the last answer (是/否)."""

    label: ClassVar[str] = "否决"
    last_open: ClassVar[bool] = True
    rule: Rule
    event: str

    @property
    def pieces(self) -> tuple[Piece, ...]:
        """The rule, then whether it happened."""
        return Piece("", self.rule), Piece("", Checklist((CheckItem(f"是否发生：{self.event}", ZERO),)))

    def words(self, weight: Decimal) -> str:
        """…；一旦发生【无法提供证明材料】，全部不得分."""
        return f"{self.rule.words(weight)}\n一旦发生{quoted(self.event)}，全部不得分"

    def inputs(self) -> tuple[Input, ...]:
        """The answers of the rule, then whether it happened."""
        *others, last = super().inputs()
        return (*others, replace(last, choices=(NO, YES)))

    def filling(self) -> str:
        """填法: one line that says what to type."""
        return f"{self.rule.filling()}；最后填是否发生“{self.event}”（是/否）"

    def answer_of(self, texts: Sequence[str]) -> Answer:
        """Whether it happened may be said by how often: 0起, 1起."""
        *others, last = texts
        return super().answer_of([*others, _happened(last)])

    def provisional(self, weight: Decimal, answer: Answer) -> Outcome:
        """The rule's points while nobody said whether it happened."""
        is_open = len(answer.parts) == 2 and answer.parts[1] == Answer()
        return self.rule.provisional(weight, answer.parts[0]) if is_open else self.points(weight, answer)

    def points(self, weight: Decimal, answer: Answer) -> Outcome:
        """The rule's points; 0 after the event; none while nobody said whether it happened."""
        if len(answer.parts) != 2:
            return missing("完成值")
        first, happened = answer.parts
        if happened.checks == (YES,):
            return scored(ZERO, weight, f"发生了“{self.event}”", f"发生了“{self.event}”，不得分")
        if happened.checks != (NO,):
            return missing(f"是否发生“{self.event}”")
        return self.rule.outcome(weight, replace(first, reason=first.reason or answer.reason))

    def read_of(self, cells: Sequence[Given], work: Work) -> Read:
        """`answer_of` by a spreadsheet."""
        *others, last = cells
        said = work.put(_happened_formula(last.actual))
        read = super().read_of([*others, replace(last, actual=said)], work)
        rule, happened = read.parts
        nothing = excel.all_of(f"{happened.checks}={text(NO)}", dropped(self.rule, Decimal(1), rule))
        return replace(read, nothing=nothing)

    def formula(self, weight: Decimal, read: Read, given: Given, work: Work) -> str:
        """`points` by a spreadsheet."""
        if not read.parts:
            return NONE
        points = work.put(points_formula(self.rule, weight, read.parts[0], work))
        happened = read.parts[1].checks
        return when(
            (f"{happened}={text(YES)}", "0"),
            (f"{happened}<>{text(NO)}", NONE),
            (f"NOT({is_number(points)})", NONE),
            otherwise=points,
        )

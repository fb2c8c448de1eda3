"""分项: parts, each with its own points, its own rule and its own answer."""

from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from jixiao.criteria.answer import Answer, Outcome, Status
from jixiao.criteria.outcomes import scored
from jixiao.criteria.shapes.base import ZERO, Input, Rule, Unformulated
from jixiao.criteria.shapes.checklist import Checklist
from jixiao.criteria.typed import words_of
from jixiao.criteria.words import CIRCLES, quoted
from jixiao.values.rounding import plain
from jixiao.values.words import NOT_APPLICABLE


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
        return f"{quoted(self.name)}（{plain(self.weight)}分）：{self.rule.words(self.weight)}"


@dataclass(frozen=True)
class Sum(Unformulated):
    """Points of the parts added up. A part that asks for judgement leaves only that part to hand."""

    label: ClassVar[str] = "分项"
    parts: tuple[Part, ...]

    def words(self, weight: Decimal) -> str:
        """①【制度健全】（1分）：…；②【执行率】（4分）：…."""
        return "\n".join(f"{sign}{part.words()}" for sign, part in zip(CIRCLES, self.parts, strict=False))

    def inputs(self) -> tuple[Input, ...]:
        """The answers of the parts, in order."""
        return tuple(each for part in self.parts for each in part.rule.inputs())

    def filling(self) -> str:
        """填法: one line that says what to type."""
        return f"完成值依次填 {len(self.inputs())} 个，用逗号分开：{'、'.join(each.label for each in self.inputs())}"

    def answer(self, text: str) -> Answer:
        """是,1处 or 8%,12%: one answer after the other."""
        given = words_of(text)
        wanted = self.inputs()
        if len(given) != len(wanted):
            raise ValueError(
                f"评分标准有{len(wanted)}项要答，填写了{len(given)}项，应依次填写：{'、'.join(each.label for each in wanted)}。"
            )
        answers = []
        for part in self.parts:
            count = len(part.rule.inputs())
            answers.append(_answer(part.rule, ",".join(given[:count])))
            given = given[count:]
        return Answer(parts=tuple(answers))

    def points(self, weight: Decimal, answer: Answer) -> Outcome:
        """The sum of the parts' points; without points while one of them has none."""
        if len(answer.parts) != len(self.parts):
            return Outcome(None, Status.MISSING, messages=("各项的完成值未填，不能计分。",))
        done = [part.rule.points(part.weight, each) for part, each in zip(self.parts, answer.parts, strict=True)]
        named = list(zip(self.parts, done, strict=True))
        left = [(part, outcome) for part, outcome in named if outcome.points is None]
        if left:
            messages = tuple(f"“{part.name}”：{message}" for part, outcome in left for message in outcome.messages)
            return Outcome(None, left[0][1].status, messages=messages)
        total = sum((outcome.points for outcome in done if outcome.points is not None), ZERO)
        text = "；".join(f"“{part.name}”{outcome.process}" for part, outcome in named)
        why = "；".join(f"“{part.name}”{outcome.deduction_reason}" for part, outcome in named if outcome.deduction)
        return scored(min(total, weight), weight, text, why)


def _answer(rule: Rule, text: str) -> Answer:
    return Answer(not_applicable=True) if text == NOT_APPLICABLE else rule.answer(text)

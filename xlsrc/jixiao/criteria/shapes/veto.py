"""否决: a case in which nothing is left of the points, asked beside everything else."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from jixiao.criteria.answer import Answer, Outcome
from jixiao.criteria.outcomes import missing, scored
from jixiao.criteria.shapes.base import ZERO, Input, Rule, Unformulated
from jixiao.criteria.typed import checks, whole, words_of
from jixiao.criteria.words import quoted
from jixiao.values.words import NO, YES


def _happened(text: str) -> tuple[str, ...]:
    """是 or 否; how often it happened (0起, 1起) says that too."""
    if re.match(r"\d", text):
        return (YES if whole(text, "0") else NO,)
    return checks(text).checks


@dataclass(frozen=True)
class Vetoed(Unformulated):
    """Points of `rule`, nothing where `event` happened; whether it did is the last answer (是/否)."""

    label: ClassVar[str] = "否决"
    rule: Rule
    event: str

    def words(self, weight: Decimal) -> str:
        """…；一旦发生【无法提供证明材料】，全部不得分."""
        return f"{self.rule.words(weight)}\n一旦发生{quoted(self.event)}，全部不得分"

    def inputs(self) -> tuple[Input, ...]:
        """The answers of the rule, then whether it happened."""
        return (*self.rule.inputs(), Input(f"是否发生：{self.event}", "check", choices=(NO, YES)))

    def filling(self) -> str:
        """填法: one line that says what to type."""
        return f"{self.rule.filling()}；最后填是否发生“{self.event}”（是/否）"

    def answer(self, text: str) -> Answer:
        """是,是,否."""
        given = words_of(text)
        wanted = len(self.inputs())
        if len(given) not in (wanted - 1, wanted):
            raise ValueError(f"评分标准有{wanted}项要答，填写了{len(given)}项，最后一项填是否发生“{self.event}”。")
        inner = self.rule.answer(",".join(given[: wanted - 1]))
        last = _happened(given[-1]) if len(given) == wanted else ()
        return Answer(parts=(inner,), checks=last)

    def provisional(self, weight: Decimal, answer: Answer) -> Outcome:
        """The rule's points while nobody said whether it happened."""
        open_question = not answer.checks and answer.parts
        return self.rule.points(weight, answer.parts[0]) if open_question else self.points(weight, answer)

    def points(self, weight: Decimal, answer: Answer) -> Outcome:
        """The rule's points; 0 after the event; none while nobody said whether it happened."""
        if not answer.parts:
            return missing("完成值")
        if YES in answer.checks:
            return scored(ZERO, weight, f"发生了“{self.event}”", f"发生了“{self.event}”，不得分")
        if NO not in answer.checks:
            return missing(f"是否发生“{self.event}”")
        return self.rule.points(weight, answer.parts[0])

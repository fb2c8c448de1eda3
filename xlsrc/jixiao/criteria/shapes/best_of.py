"""二者择一: the better of several rules, each over its own value."""

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import ClassVar

from jixiao.criteria.answer import Answer, Outcome
from jixiao.criteria.excel import lists, typed_text
from jixiao.criteria.excel.parts import NONE, Given, Measured, Read, Work, when
from jixiao.criteria.outcomes import missing, refused, scored
from jixiao.criteria.shapes.base import ZERO, Input, Rule
from jixiao.criteria.typed import several
from jixiao.criteria.words import CIRCLES


@dataclass(frozen=True)
class Alternative:
    """One of the rules of a BestOf, for the value called `name`."""

    name: str
    rule: Rule


@dataclass(frozen=True)
class BestOf(Rule):
    """12 二者择一: the better of several rules, each over its own value."""

    label: ClassVar[str] = "二者择一"
    alternatives: tuple[Alternative, ...]

    def words(self, weight: Decimal) -> str:
        """二者取得分高者：①结转结余率：≤9%，得5分；….②…."""
        parts = [
            f"{circle}{each.name}：{each.rule.sentence(weight)}"
            for circle, each in zip(CIRCLES, self.alternatives, strict=False)
        ]
        return "二者取得分高者：" + "。".join(parts)

    def inputs(self) -> tuple[Input, ...]:
        """The value of each alternative."""
        return tuple(replace(given, label=each.name) for each in self.alternatives for given in each.rule.inputs())

    def filling(self) -> str:
        """填法: one line that says what to type."""
        return f"完成值依次填 {'、'.join(each.name for each in self.alternatives)}，用逗号分开"

    def targeted(self) -> tuple[bool, ...]:
        """Those of the alternatives; on its own it compares all of them with the one 目标值."""
        return tuple(each for part in self.alternatives for each in part.rule.targeted())

    def answer(self, text: str) -> Answer:
        """8%,-35%."""
        return several(text)

    def points(self, weight: Decimal, answer: Answer) -> Outcome:
        """Each alternative scored over its own value; the best counts, and blanks are left out while one is given."""
        values = answer.values or (answer.value,)
        if len(values) > len(self.alternatives):
            return refused(f"评分标准有{len(self.alternatives)}个指标，填写了{len(values)}个指标值。")
        outcomes = []
        for part, value in zip(self.alternatives, values, strict=False):
            own = replace(answer, value=value, values=(), trace="", not_applicable=False)
            outcomes.append((part.name, part.rule.points(weight, own)))
        given = [(name, outcome) for name, outcome in outcomes if outcome.points is not None]
        if not given:
            return outcomes[0][1] if outcomes else missing("指标值")
        text = "；".join(f"{name}{outcome.process}" for name, outcome in given)
        best = max(given, key=lambda pair: pair[1].points or ZERO)[1]
        return scored(best.points or ZERO, weight, f"{text}，取高者", best.deduction_reason)

    def read(self, given: Given, work: Work) -> Read:
        """`answer` by a spreadsheet."""
        return lists.several(given, work, len(self.alternatives))

    def formula(self, weight: Decimal, read: Read, given: Given, work: Work) -> str:
        """`points` by a spreadsheet."""
        rules = [each.rule for each in self.alternatives]
        unit = work.put(read.unit)
        target = typed_text.read_target(given, work) if any(rule.takes_target for rule in rules) else NONE
        points = [
            work.put(rule.formula_of(weight, Measured(value, unit, target, work)))
            for rule, value in zip(rules, read.values, strict=False)
        ]
        best = when((f"COUNT({','.join(points)})>0", f"MAX({','.join(points)})"), otherwise=NONE)
        return best if read.checks == NONE else when((f"NOT({read.checks})", NONE), otherwise=best)

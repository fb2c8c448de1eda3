"""Rules as spreadsheet formulas, so that a workbook without Python shows the same score.

`Given` says where 目标值, 完成值, 手工得分 and 指标值 stand, `Work` which cells are free for intermediate results (there
is no LET in Excel 2010). The twin in Python is `score` with evaluation.scoring; tests/criteria/test_as_formula*.py let
LibreOffice calculate thousands of cases of each shape and compare. Every shape has a formula but 总分封顶 (it is about
the total); None too where a rule has more parts than there are work cells, or a word too long for a formula.
"""

from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from jixiao.criteria.excel.parts import (
    LONGEST_FORMULA,
    NONE,
    Given,
    NoFormulaError,
    Read,
    Work,
    is_number,
    number,
    text,
    when,
    within,
)
from jixiao.criteria.excel.typed_text import read_score, read_target, target_readable
from jixiao.values.words import NOT_APPLICABLE

if TYPE_CHECKING:
    from jixiao.criteria.shapes import Rule


def score_formula(rule: "Rule", weight: Decimal, given: Given, work: Work) -> str | None:
    """Points of an indicator, "" where there are none; without "=". None where the rule can't be expressed.

    A typed score stands, within 0 and the weight; a 完成值 that can't be read gives no points (evaluation.scoring).
    """
    try:
        read = _read(rule, given, work)
        given = replace(given, typed=read_score(given, work))
        expression = _decided(rule, weight, read, given.typed, rule.formula(weight, read, given, work))
    except NoFormulaError:
        return None
    return expression if len(expression) <= LONGEST_FORMULA else None


def _read(rule: "Rule", given: Given, work: Work) -> Read:
    if not given.value and given.actual != NONE:
        return rule.read(given, work)
    target = read_target(given, work) if rule.takes_target else NONE
    if not given.value:
        return Read((NONE, NONE), target=target)
    readable = target_readable(given, target) if rule.takes_target else "TRUE"
    not_applicable = f"{given.value}={text(NOT_APPLICABLE)}"
    return Read((given.value,), text(given.unit), target, readable=readable, not_applicable=not_applicable)


def _decided(rule: "Rule", weight: Decimal, read: Read, typed: str, points: str) -> str:
    """What comes first: an unreadable 完成值, a score by hand, 不适用, the rule."""
    without = rule.points_not_applicable(weight)
    override = [] if rule.by_hand or typed == NONE else [(is_number(typed), within(weight, typed))]
    unreadable = [] if read.readable == "TRUE" else [(f"NOT({read.readable})", NONE)]
    nothing = NONE if without is None else number(without)
    dropped = [] if read.not_applicable == "FALSE" else [(read.not_applicable, nothing)]
    return f"IFERROR({when(*unreadable, *override, *dropped, otherwise=points)},{NONE})"

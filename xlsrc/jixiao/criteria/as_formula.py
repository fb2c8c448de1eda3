"""Rules and 指标值 as spreadsheet formulas, so that a workbook without Python shows the same score.

    source = value_formula(formula, cells)        -> ValueFormula(expression, unit) | None
    score_formula(rule, weight, given, work)      -> expression | None; intermediate results are put into `work`

`Given` says where 目标值, 完成值, 手工得分 and 指标值 stand, `Work` which cells are free for intermediate results (there
is no LET in Excel 2010). The twin in Python is `score` with evaluation.scoring; tests/criteria/test_as_formula*.py let
LibreOffice calculate thousands of cases of each shape and compare. Every shape has a formula but 总分封顶 (it is about
the total); None too where a rule has more parts than there are work cells, or a word too long for a formula.
"""

from decimal import Decimal

from jixiao.criteria.as_formula_listed import (
    best_formula,
    bonus_formula,
    checklist_formula,
    choices_formula,
    milestones_formula,
    occurrence_formula,
    tiers_formula,
    typed_formula,
    within,
)
from jixiao.criteria.as_formula_measured import MEASURED, NONE, Measured, share_formula
from jixiao.criteria.as_formula_parts import LONGEST_FORMULA, Given, NoFormulaError, Work, is_number, number, text, when
from jixiao.criteria.as_formula_text import Read, read_score, read_target, read_text, target_readable
from jixiao.criteria.as_formula_value import Cells, ValueFormula, value_formula
from jixiao.criteria.rules import (
    BestOf,
    Bonus,
    Checklist,
    Choices,
    Manual,
    Milestones,
    NotApplicable,
    NotApplicableOnly,
    PerOccurrence,
    Rule,
    ShareOfItems,
    Tiers,
    TotalCaps,
)
from jixiao.criteria.typed import takes_target
from jixiao.values.words import NOT_APPLICABLE

__all__ = ["Cells", "Given", "NoFormulaError", "ValueFormula", "Work", "score_formula", "value_formula"]

BY_HAND = (Manual, Tiers, NotApplicableOnly)  # the clerk's score is the score; elsewhere it overrides the rule


def score_formula(rule: Rule, weight: Decimal, given: Given, work: Work) -> str | None:
    """Points of an indicator, "" where there are none; without "=". None where the rule can't be expressed.

    A typed score stands, within 0 and the weight; a 完成值 that can't be read gives no points (evaluation.scoring).
    """
    if isinstance(rule, TotalCaps):
        return None
    try:
        read = _read(rule, given, work)
        typed = read_score(given, work)
        expression = _decided(rule, weight, read, typed, _points(rule, weight, given, read, typed, work))
    except NoFormulaError:
        return None
    return expression if len(expression) <= LONGEST_FORMULA else None


def _read(rule: Rule, given: Given, work: Work) -> Read:
    if not given.value:
        return read_text(rule, given, work)
    not_applicable = f"{given.value}={text(NOT_APPLICABLE)}"
    if not takes_target(rule):
        return Read((given.value,), text(given.unit), not_applicable=not_applicable)
    target = read_target(given, work)
    readable = target_readable(given, target)
    return Read((given.value,), text(given.unit), target, readable=readable, not_applicable=not_applicable)


def _decided(rule: Rule, weight: Decimal, read: Read, typed: str, points: str) -> str:
    """What comes first: an unreadable 完成值, a score by hand, 不适用, the rule."""
    clause = number(weight) if rule.not_applicable is NotApplicable.FULL else NONE
    not_applicable = [] if read.not_applicable == "FALSE" else [(read.not_applicable, clause)]
    override = [] if isinstance(rule, BY_HAND) or typed == NONE else [(is_number(typed), within(weight, typed))]
    unreadable = [] if read.readable == "TRUE" else [(f"NOT({read.readable})", NONE)]
    return f"IFERROR({when(*unreadable, *override, *not_applicable, otherwise=points)},{NONE})"


def _points(rule: Rule, weight: Decimal, given: Given, read: Read, typed: str, work: Work) -> str:
    value = read.values[0] if read.values else NONE
    if type(rule) in MEASURED:
        last = read.values[1] if len(read.values) > 1 else NONE
        target = read.target if takes_target(rule) else NONE
        unit = read.unit if read.unit.startswith('"') else work.put(read.unit)
        return MEASURED[type(rule)](rule, weight, Measured(value, unit, target, last, work))
    match rule:
        case ShareOfItems():
            last = read.values[1] if len(read.values) > 1 else NONE
            return share_formula(weight, Measured(value, read.unit, NONE, last, work))
        case Checklist():
            return checklist_formula(rule, weight, read, work)
        case PerOccurrence():
            return occurrence_formula(rule, weight, read)
        case Bonus():
            return NONE if given.value else bonus_formula(rule, read)
        case Choices():
            return choices_formula(rule, read, work)
        case Tiers():
            return tiers_formula(rule, weight, read, typed, work)
        case Milestones():
            return milestones_formula(rule, read)
        case BestOf():
            return best_formula(rule, weight, read, lambda: read_target(given, work), work)
    return typed_formula(weight, typed)

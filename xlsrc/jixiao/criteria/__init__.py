"""评分标准 and 指标值: the prose of a score table read as rules, formulas over data items, and the points they give.

    criterion = read_criterion("≤100%，计5分；每超过一个百分点扣0.5分，扣完为止。", Decimal(5))   # never raises
    criterion.rule / .shape / .canonical / .not_understood / .problem / .understood
    render(rule, weight) -> str                                   canonical text; reads back to an equal rule
    score(criterion_or_rule, weight, Answer(value=Decimal("103.9")), over_target=Decimal(120)) -> Outcome
    Outcome.points / .deduction / .deduction_reason / .process / .status (Status) / .messages
    answer_from_text(rule, "103.9%") -> Answer                    for a command line; ValueError in Chinese

    formula = read_formula("在职人员数 / 编制数")                    FormulaError (a ValueError) in Chinese
    formula.names(); str(formula); evaluate(formula, lookup) -> Result; unknown_names(formula, lookup)
    Quantity(value, unit), the Lookup protocol, Result.value / .unit / .trace / .status / .missing

    rescale(weights, earned), share_among(weights, applies)       不适用: 折算 and 分摊
    apply_caps(total, rate, caps_rule), add_bonus(total, bonus)   the total

Rates are in percent points everywhere (103.9 means 103.9 %); points are half-up with 2 decimals. The shapes are the
dataclasses of `rules`. This package knows no workbook, sheet or framework.
"""

from jixiao.criteria.answer import Answer, Outcome, Status
from jixiao.criteria.evaluation import evaluate, unknown_names
from jixiao.criteria.formula import Formula, read_formula, render_formula
from jixiao.criteria.quantity import FormulaError, Lookup, Quantity, Result, ResultStatus
from jixiao.criteria.reading import Criterion, read_criterion
from jixiao.criteria.rendering import render
from jixiao.criteria.rules import (
    AmplifiedLinear,
    Bands,
    BestOf,
    Bonus,
    Checklist,
    Choices,
    EqualsTarget,
    LessIsBetter,
    Manual,
    Milestones,
    NotApplicable,
    NotApplicableOnly,
    PerOccurrence,
    Proportional,
    Rule,
    ShareOfItems,
    StepDeduction,
    Tiers,
    TotalCaps,
    Window,
    YearOnYear,
)
from jixiao.criteria.scoring import score
from jixiao.criteria.shapes import shape_of
from jixiao.criteria.totals import Total, add_bonus, apply_caps, rescale, share_among
from jixiao.criteria.typed import answer_from_text, target_number, usable_target, with_target
from jixiao.values.words import NO, NOT_APPLICABLE, YES

__all__ = [
    "NO",
    "NOT_APPLICABLE",
    "YES",
    "AmplifiedLinear",
    "Answer",
    "Bands",
    "BestOf",
    "Bonus",
    "Checklist",
    "Choices",
    "Criterion",
    "EqualsTarget",
    "Formula",
    "FormulaError",
    "LessIsBetter",
    "Lookup",
    "Manual",
    "Milestones",
    "NotApplicable",
    "NotApplicableOnly",
    "Outcome",
    "PerOccurrence",
    "Proportional",
    "Quantity",
    "Result",
    "ResultStatus",
    "Rule",
    "ShareOfItems",
    "Status",
    "StepDeduction",
    "Tiers",
    "Total",
    "TotalCaps",
    "Window",
    "YearOnYear",
    "add_bonus",
    "answer_from_text",
    "apply_caps",
    "evaluate",
    "read_criterion",
    "read_formula",
    "render",
    "render_formula",
    "rescale",
    "score",
    "shape_of",
    "share_among",
    "target_number",
    "unknown_names",
    "usable_target",
    "with_target",
]

"""评分标准 and 指标值: the prose of a score table read as rules, formulas over data items, and the points they give.

    criterion = read_criterion("≤100%，计5分；每超过一个百分点扣0.5分，扣完为止。", Decimal(5))   # never raises
    criterion.rule / .shape / .canonical / .not_understood / .problem / .understood / .candidates / .standing
    render(rule, weight) -> str                                   canonical text; reads back to an equal rule
    read_words(text, weight) -> Rule                              back from it; ValueError where it isn't one
    preview(rule, weight) -> str                                  89.99%→8分，90%→10分
    score(criterion_or_rule, weight, Answer(value=Decimal("103.9")), over_target=Decimal(120)) -> Outcome
    Outcome.points / .deduction / .deduction_reason / .process / .status (Status) / .messages
    answer_from_text(rule, "103.9%") -> Answer                    for a command line; ValueError in Chinese

    formula = read_formula("在职人员数 / 编制数")                    FormulaError (a ValueError) in Chinese
    formula.names(); str(formula); evaluate(formula, lookup) -> Result; unknown_names(formula, lookup)
    Quantity(value, unit), the Lookup protocol, Result.value / .unit / .trace / .status / .missing

    rescale(weights, earned), share_among(weights, applies)       不适用: 折算 and 分摊
    apply_caps(total, rate, caps_rule), add_bonus(total, bonus)   the total

Rates are in percent points everywhere (103.9 means 103.9 %); points are half-up with 2 decimals. The shapes are the
dataclasses of `shapes`. This package knows no workbook, sheet or framework.
"""

from jixiao.criteria.answer import Answer, Outcome, Status
from jixiao.criteria.answers import answer_from_text, answer_typed, difference_asked, usable_target, with_target
from jixiao.criteria.preview import preview
from jixiao.criteria.reading import Criterion, Reading, Standing, numbers_left, read_criterion, read_words
from jixiao.criteria.scoring import other_points, score
from jixiao.criteria.shapes import (
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
    render,
)
from jixiao.criteria.totals import Total, add_bonus, apply_caps, rescale, share_among
from jixiao.criteria.typed import target_number
from jixiao.criteria.value.compute import evaluate, unknown_names
from jixiao.criteria.value.formula import Formula, read_formula, render_formula
from jixiao.criteria.value.quantity import FormulaError, Lookup, Quantity, Result, ResultStatus
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
    "Reading",
    "Result",
    "ResultStatus",
    "Rule",
    "ShareOfItems",
    "Standing",
    "Status",
    "StepDeduction",
    "Tiers",
    "Total",
    "TotalCaps",
    "Window",
    "YearOnYear",
    "add_bonus",
    "answer_from_text",
    "answer_typed",
    "apply_caps",
    "difference_asked",
    "evaluate",
    "numbers_left",
    "other_points",
    "preview",
    "read_criterion",
    "read_formula",
    "read_words",
    "render",
    "render_formula",
    "rescale",
    "score",
    "share_among",
    "target_number",
    "unknown_names",
    "usable_target",
    "with_target",
]

"""The shapes a 评分标准 can have (财预〔2020〕10号 and the published score tables of provinces), one family a file."""

from jixiao.criteria.shapes.bands import Band, Bands
from jixiao.criteria.shapes.base import (
    HUNDRED,
    ZERO,
    Input,
    NotApplicable,
    Range,
    Rounding,
    Rule,
    Steps,
    ValueRule,
    render,
)
from jixiao.criteria.shapes.best_of import Alternative, BestOf
from jixiao.criteria.shapes.cases import Case, Cases
from jixiao.criteria.shapes.checklist import CheckItem, Checklist
from jixiao.criteria.shapes.counted import Counted
from jixiao.criteria.shapes.deductions import Deductions, Event
from jixiao.criteria.shapes.gains import StepGain
from jixiao.criteria.shapes.grades import Choices, Option, Tier, Tiers
from jixiao.criteria.shapes.interpolated import Interpolated, Knot
from jixiao.criteria.shapes.less import Less
from jixiao.criteria.shapes.manual import Manual, NotApplicableOnly
from jixiao.criteria.shapes.milestones import Milestone, Milestones
from jixiao.criteria.shapes.occurrences import PerOccurrence
from jixiao.criteria.shapes.on_total import Bonus, Cap, TotalCaps
from jixiao.criteria.shapes.proportional import AmplifiedLinear, LessIsBetter, Proportional, ShareOfItems
from jixiao.criteria.shapes.steps import Direction, StepDeduction, Window
from jixiao.criteria.shapes.sum import Part, Sum
from jixiao.criteria.shapes.tally import CaseKind, Tally
from jixiao.criteria.shapes.target import EqualsTarget
from jixiao.criteria.shapes.veto import Vetoed
from jixiao.criteria.shapes.year_on_year import YearOnYear

__all__ = [
    "HUNDRED",
    "ZERO",
    "Alternative",
    "AmplifiedLinear",
    "Band",
    "Bands",
    "BestOf",
    "Bonus",
    "Cap",
    "Case",
    "CaseKind",
    "Cases",
    "CheckItem",
    "Checklist",
    "Choices",
    "Counted",
    "Deductions",
    "Direction",
    "EqualsTarget",
    "Event",
    "Input",
    "Interpolated",
    "Knot",
    "Less",
    "LessIsBetter",
    "Manual",
    "Milestone",
    "Milestones",
    "NotApplicable",
    "NotApplicableOnly",
    "Option",
    "Part",
    "PerOccurrence",
    "Proportional",
    "Range",
    "Rounding",
    "Rule",
    "ShareOfItems",
    "StepDeduction",
    "StepGain",
    "Steps",
    "Sum",
    "Tally",
    "Tier",
    "Tiers",
    "TotalCaps",
    "ValueRule",
    "Vetoed",
    "Window",
    "YearOnYear",
    "render",
]

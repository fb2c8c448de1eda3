"""The short Chinese label of each shape, for 识别结果."""

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

SHAPES: dict[type[Rule], str] = {
    StepDeduction: "阶梯扣分",
    Bands: "分档",
    Proportional: "按比例",
    LessIsBetter: "越低越好",
    EqualsTarget: "等于目标",
    Window: "区间",
    ShareOfItems: "达标项占比",
    AmplifiedLinear: "放大线性",
    Checklist: "清单",
    PerOccurrence: "按次扣分",
    YearOnYear: "与上年比",
    BestOf: "二者择一",
    Tiers: "等次",
    Choices: "等次",
    TotalCaps: "总分封顶",
    NotApplicableOnly: "不适用处理",
    Milestones: "时间节点",
    Manual: "手工",
    Bonus: "加减分",
}


def shape_of(rule: Rule) -> str:
    """The short Chinese label of a rule's shape, for 识别结果."""
    return SHAPES[type(rule)]

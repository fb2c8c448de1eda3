"""The functions with their help texts: one list for Excel's 插入函数, the VBA wrappers and xlwings Lite."""

from collections.abc import Callable
from dataclasses import dataclass

from jixiao.forms.load import usual
from jixiao.functions.formulas import execution_rate, grade, points
from jixiao.values.rounding import plain


@dataclass(frozen=True)
class Argument:
    """`name` and help text as Excel's 插入函数 shows them."""

    name: str
    what: str
    optional: bool = False


@dataclass(frozen=True)
class Function:
    """`name` is what a formula says after JX., `call` the Python function."""

    name: str
    call: Callable[..., object]
    what: str
    arguments: tuple[Argument, ...]


CATEGORY = "绩效自评"
"""Under which 插入函数 lists them."""

_LINES = [plain(usual(line)) for line in ("优线", "良线", "中线")]

FUNCTIONS = (
    Function(
        "执行率",
        execution_rate,
        "预算执行率：全年执行数除以调整后预算数，与《汇总》同一算法。预算数是 0 的，得 不适用。单元格格式请设为百分比、两位小数。",
        (
            Argument("执行数", "全年执行数，万元，按两位小数计算。"),
            Argument("预算数", "调整后预算数，万元，按两位小数计算。"),
        ),
    ),
    Function(
        "得分",
        points,
        "按评分标准的文字给指标值打分，与【计算评分】同一算法。看不懂的评分标准得 手工，并写出哪几个字看不懂。",
        (
            Argument("评分标准", "评分标准的文字，如：≤100%，计5分；每超过一个百分点扣0.5分，扣完为止。"),
            Argument("指标值", "完成值，如 95%、12/10、是,是,否、不适用；有目标值的写成 完成值/目标值。"),
            Argument("分值", "该指标的满分，大于 0。"),
        ),
    ),
    Function(
        "等次",
        grade,
        f"自评总分的等次：{_LINES[0]} 分以上优，{_LINES[1]} 分以上良，{_LINES[2]} 分以上中，其余差。另有规定的可给出优线、良线、中线。",
        (
            Argument("总分", "自评总分，满分 100。"),
            Argument("优线", f"得优的最低分，不填按 {_LINES[0]}。", optional=True),
            Argument("良线", f"得良的最低分，不填按 {_LINES[1]}。", optional=True),
            Argument("中线", f"得中的最低分，不填按 {_LINES[2]}。", optional=True),
        ),
    ),
)

"""User functions: =JX.执行率(执行数, 预算数), =JX.得分(评分标准, 指标值, 分值), =JX.等次(总分)."""

from jixiao.functions.catalog import CATEGORY, FUNCTIONS, Argument, Function
from jixiao.functions.formulas import execution_rate, grade, points

__all__ = ["CATEGORY", "FUNCTIONS", "Argument", "Function", "execution_rate", "grade", "points"]

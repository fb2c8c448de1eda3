"""Computations as spreadsheet formulas; `snapshot.compute` is their twin in Python and a test holds them equal."""

from jixiao.forms import Computation
from jixiao.values.words import NOT_APPLICABLE


def excel_formula(computation: Computation, operands: tuple[str, ...]) -> str:
    """The formula over operand addresses. Nothing filled gives '', a denominator of 0 gives 不适用."""
    if computation.operation == "sum":
        together = ",".join(operands)
        return f'=IF(COUNT({together})=0,"",ROUND(SUM({together}),2))'
    part, whole = operands
    return f'=IF(COUNT({part},{whole})=0,"",IF(N({whole})=0,"{NOT_APPLICABLE}",IF(COUNT({part})=0,"",ROUND({part}/{whole},4))))'

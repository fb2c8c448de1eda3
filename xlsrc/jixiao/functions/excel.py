"""The user functions as xlwings UDFs: what the VBA module JX calls (Excel on Windows; elsewhere plain functions)."""

import inspect
from collections.abc import Callable

import xlwings as xw

from jixiao.functions.catalog import CATEGORY, FUNCTIONS, Function
from jixiao.log import LOG_FILE, log_failure

FAILED = f"没有算出来。请把 {LOG_FILE} 发给安装人员。"

__all__ = ["execution_rate", "grade", "points"]


def _dressed(function: Function) -> Callable[..., object]:
    """With help texts for 插入函数; cells come as rows of cells, error values as text, types as Excel has them."""

    def run(*cells: object) -> object:
        try:
            return function.call(*cells)
        except Exception:  # the last line of defence: a cell must never show a traceback
            log_failure(function.name)
            return FAILED

    signature = inspect.signature(function.call)
    run.__name__, run.__doc__ = function.call.__name__, function.what
    run.__signature__ = signature  # type: ignore[attr-defined]  # xlwings reads the arguments' names from it
    run.__annotations__ = {}  # xlwings would take the types for converters
    dressed: Callable[..., object] = run
    for name, argument in zip(signature.parameters, function.arguments, strict=True):
        dressed = xw.arg(name, doc=argument.what, ndim=2, err_to_str=True)(dressed)
    in_excel: Callable[..., object] = xw.func(category=CATEGORY)(dressed)
    return in_excel


execution_rate, points, grade = map(_dressed, FUNCTIONS)

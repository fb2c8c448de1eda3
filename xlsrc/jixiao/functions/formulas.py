"""Formulas for people who like them: =JX.执行率(…), =JX.得分(…), =JX.等次(…). The buttons' own code, cell by cell.

Arguments are what a cell can hold (None, str, bool, int, float, date, an error value such as "#DIV/0!") or ranges of
such (rows of cells); ranges of one size are worked through side by side, single cells go with each of them. Results
are numbers, or Chinese text that says why there is none; blank gives "". Nothing raises, whatever a cell holds.
No xlwings here: `excel` and xlwings Lite dress these functions up.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from decimal import Decimal

from jixiao.criteria import AmplifiedLinear, Rule, answer_typed, read_criterion, score
from jixiao.forms import Computation
from jixiao.frameworks import Settings
from jixiao.frameworks.guide import how_understood
from jixiao.snapshot.compute import compute
from jixiao.values.rounding import half_up
from jixiao.values.typed import Typed, read_amount, read_answer, read_number, read_percent, read_text
from jixiao.values.words import NOT_APPLICABLE

Result = float | str
OTHER_SIZES = "引用的几个区域大小不同，请选同样大小的区域。"


def execution_rate(executed: object, budget: object) -> object:
    """执行率 = 全年执行数 ÷ 调整后预算数 (财预〔2020〕10号), as a fraction of 4 decimals: 0.934 is 93.40 %.

    Amounts in 万元, rounded to 2 decimals as the entry sheets do. A budget of 0 is 不适用, never 100 %.
    """
    return _each(_execution_rate, executed, budget)


def points(criterion: object, value: object, weight: object) -> object:
    """得分 of a 指标值 by the text of its 评分标准, worth `weight` points; 2 decimals half-up.

    A value is what 完成值 takes: 95%, 12/10, 是,是,否, 不适用. A number in a cell is a fraction where the criterion is
    about a rate (0.95 is 95 %), as a cell in percent format holds it. Over the target nobody asks for a reason here.
    """
    return _each(_points, criterion, value, weight)


def grade(total: object, excellent: object = None, good: object = None, fair: object = None) -> object:
    """等次 of a total out of 100: 优 ≥ 90, 良 ≥ 80, 中 ≥ 60 (财预〔2020〕10号) unless other lines are given."""
    return _each(_grade, total, excellent, good, fair)


def _execution_rate(executed: object, budget: object) -> Result:
    given = {"执行数": read_amount(executed), "预算数": read_amount(budget)}
    if fault := _fault(given):
        return fault
    rate = compute(Computation("ratio", tuple(given)), lambda name: _number(given[name]))
    if rate.not_applicable:
        return NOT_APPLICABLE
    return "" if rate.value is None else float(rate.value / 100)


def _points(criterion: object, value: object, weight: object) -> Result:
    given = {"评分标准": read_text(criterion), "分值": read_number(weight, "分")}
    if fault := _fault(given):
        return fault
    text, worth = given["评分标准"].value, _number(given["分值"])
    if not isinstance(text, str) or worth is None:
        return "" if text is None and worth is None else f"请填{'分值' if text else '评分标准'}。"
    if worth <= 0:
        return "分值：应大于 0。"
    return _scored(text, worth, value)


def _scored(text: str, weight: Decimal, raw: object) -> Result:
    criterion = read_criterion(text, weight)
    if not criterion.understood:
        return f"{how_understood(criterion)}，请评价小组打分。"
    given = _as_typed(criterion.rule, raw)
    if given.fault or not given.value:
        return _fault({"指标值": given})
    try:
        answer = answer_typed(text, criterion.rule, str(given.value))
    except ValueError as error:
        return f"指标值：{error}"
    outcome = score(criterion, weight, replace(answer, reason=" "))
    if outcome.points is not None:
        return float(outcome.points)
    return "；".join(outcome.messages) or NOT_APPLICABLE


def _as_typed(rule: Rule, raw: object) -> Typed:
    """A number in a cell as a clerk would have typed it: with % where the rule is about a rate."""
    is_rate = isinstance(rule, AmplifiedLinear) or getattr(rule, "unit", "") == "%"
    if not is_rate or isinstance(raw, (bool, str)) or not isinstance(raw, (int, float, Decimal)):
        return read_answer(raw)
    rate = read_percent(raw)
    return rate if rate.fault else Typed(f"{rate.value}%")


def _grade(total: object, *lines: object) -> Result:
    names = ("总分", "优线", "良线", "中线")
    given = {name: read_number(cell, "分") for name, cell in zip(names, (total, *lines), strict=True)}
    if fault := _fault(given):
        return fault
    number, *bounds = map(_number, given.values())
    if number is None:
        return ""
    if number < 0:
        return "总分：不能小于 0。"
    usual = Settings()
    excellent, good, fair = (
        own if bound is None else bound
        for own, bound in zip((usual.excellent, usual.good, usual.fair), bounds, strict=True)
    )
    if not excellent > good > fair:
        return "优线、良线、中线应从大到小。"
    return Settings(excellent, good, fair).grade(half_up(number))


def _fault(given: dict[str, Typed]) -> str:
    return "；".join(f"{name}：{typed.fault}" for name, typed in given.items() if typed.fault)


def _number(typed: Typed) -> Decimal | None:
    return typed.value if isinstance(typed.value, Decimal) else None


def _each(function: Callable[..., Result], *arguments: object) -> object:
    """The result for single cells; for ranges a result per cell, row by row."""
    blocks = [_block(argument) for argument in arguments]
    sizes = {(len(block), len(block[0])) for block in blocks} - {(1, 1)}
    if len(sizes) > 1 or any(len(row) != len(block[0]) for block in blocks for row in block):
        return OTHER_SIZES
    rows, columns = sizes.pop() if sizes else (1, 1)
    results = [[function(*(_at(block, r, c) for block in blocks)) for c in range(columns)] for r in range(rows)]
    return results if (rows, columns) != (1, 1) else results[0][0]


def _block(argument: object) -> Sequence[Sequence[object]]:
    """A cell, a row of cells or rows of cells as rows of cells; nothing at all is a blank cell."""
    if not isinstance(argument, (list, tuple)):
        return [[argument]]
    rows = argument if argument and isinstance(argument[0], (list, tuple)) else [argument]
    return [row if isinstance(row, (list, tuple)) and row else [None] for row in rows]


def _at(block: Sequence[Sequence[object]], row: int, column: int) -> object:
    single = len(block) == 1 and len(block[0]) == 1
    return block[0][0] if single else block[row][column]

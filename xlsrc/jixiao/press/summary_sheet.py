"""汇总: facts, execution rates and structure by source and by use, scores by level 1, projects."""

from collections.abc import Iterator, Sequence

from jixiao.evaluation import Evaluation, Rate
from jixiao.evaluation.history import Year
from jixiao.evaluation.scoring.model import ProjectScore
from jixiao.findings import Severity
from jixiao.forms.names import SUMMARY
from jixiao.forms.outputs import (
    EXPENDITURE_RATES,
    INCOME_RATES,
    LEVEL_SCORES,
    NO_PROJECTS,
    NO_YEARS,
    PROJECT_SCORES,
    SUMMARY_HEAD,
    YEAR_RATES,
    Table,
)
from jixiao.forms.project_sheet import EXECUTION_ROW
from jixiao.press.blocks import Block, Canvas, Cell, as_fraction
from jixiao.press.score_sheet import INCOMPLETE
from jixiao.values.rounding import percent


def summary_block(evaluation: Evaluation) -> Block:
    """The rectangle from the facts to the last project."""
    canvas = Canvas(SUMMARY)
    canvas.put(*SUMMARY_HEAD, list(_facts(evaluation)))
    for table, group in ((INCOME_RATES, "收入"), (EXPENDITURE_RATES, "支出")):
        _put_rows(canvas, table, [_rate_row(rate) for rate in evaluation.rates if rate.group == group])
    levels = [(lv.name, lv.weight, lv.points, lv.weight - lv.points, as_fraction(lv.share)) for lv in evaluation.levels]
    _put_rows(canvas, LEVEL_SCORES, levels)
    _put_rows(canvas, PROJECT_SCORES, _project_rows(evaluation))
    _put_rows(canvas, YEAR_RATES, _year_rows(evaluation))
    canvas.fit(YEAR_RATES)
    return canvas.block()


def _put_rows(canvas: Canvas, table: Table, rows: Sequence[Sequence[Cell]]) -> None:
    for n, row in enumerate(rows[: table.rows]):
        canvas.put(table.first + n, table.left, row)


def _year_rows(evaluation: Evaluation) -> list[Sequence[Cell]]:
    """The latest years with this one at the end; nothing to compare where there is this one alone."""
    if len(evaluation.years) < 2:
        return [(NO_YEARS,)]
    return [_year_row(one) for one in evaluation.years[-YEAR_RATES.rows :]]


def _year_row(one: Year) -> Sequence[Cell]:
    levels = "；".join(f"{level.name} {percent(level.rate)}" for level in one.levels if level.rate is not None)
    rates = [None if rate is None else rate / 100 for rate in (one.rate, one.total)]
    return (f"{one.year}年", one.adjusted, one.spent, *rates, levels)


def _project_rows(evaluation: Evaluation) -> list[Sequence[Cell]]:
    """A row per filled project sheet; the last one says how many more there are."""
    rows = [_project_row(one) for one in evaluation.projects]
    if not rows:
        return [(NO_PROJECTS,)]
    most = PROJECT_SCORES.rows
    return rows if len(rows) <= most else [*rows[: most - 1], (f"另有 {len(rows) - most + 1} 个，见各自评表",)]


def _project_row(one: ProjectScore) -> Sequence[Cell]:
    budget, executed = (one.project.number(f"{EXECUTION_ROW}{column}") for column in ("全年预算数", "全年执行数"))
    total: Cell = INCOMPLETE if one.total is None else one.total
    return (one.project.called, budget, executed, as_fraction(one.rate), total, one.grade)


def _facts(evaluation: Evaluation) -> Iterator[Cell]:
    yield evaluation.total if evaluation.complete else INCOMPLETE
    yield evaluation.grade
    for name in ("支出执行率", "收入执行率", "在职人员控制率"):
        yield as_fraction(evaluation.facts[name])
    errors = evaluation.lines_of(Severity.ERROR)
    yield f"还有 {errors} 个错误，不能报送" if errors else "没有错误，可以报送"


def _rate_row(rate: Rate) -> Sequence[Cell]:
    remark = ""
    if rate.budget is None and rate.executed is None:
        remark = "未填金额"
    elif rate.rate is None and not rate.budget:
        remark = "预算数为 0，不计算执行率"
    return (rate.name, rate.budget, rate.executed, as_fraction(rate.rate), as_fraction(rate.share), remark)

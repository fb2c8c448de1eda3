"""The comparison with the year before: a paragraph and a table, both blank where nothing is known of that year."""

from collections.abc import Iterator
from decimal import Decimal

from jixiao.documents.report.words import NO_FIGURE
from jixiao.evaluation import Evaluation
from jixiao.evaluation.history import Year, levels_beside, same_weights
from jixiao.values.rounding import money, percent, percent_of, plain

OTHER_LEVELS = "两年的一级指标不同，不逐项比较。"
OTHER_WEIGHTS = "两年的指标体系分值不同，各一级指标按得分率比较。"
Row = tuple[str, Decimal | None, Decimal | None]
"""What, last year's, this year's."""


def pair(evaluation: Evaluation) -> tuple[Year, Year] | None:
    """(last year, this year); None where the year before is not in 历年情况."""
    *before, now = evaluation.years
    last = next((one for one in before if one.year == now.year - 1), None)
    return (last, now) if last else None


def compared(evaluation: Evaluation) -> str:
    """与2023年相比，年初预算…: only what is known of both years."""
    years = pair(evaluation)
    if years is None:
        return ""
    last, now = years
    told = [_amount(*row) for row in _amounts(last, now) if None not in row[1:]]
    told += [_points(*row) for row in _rates(last, now) if None not in row[1:]]
    if last.total is not None and now.total is not None:
        told.append(f"自评总分{plain(now.total)}分，{_change(now.total - last.total, '提高', '降低')}分")
    head = f"与{last.year}年相比：{'；'.join(told)}。" if told else ""
    levels = [_points(f"{name}得分率", a.rate, b.rate) for name, a, b in levels_beside(last, now)]
    if not levels:
        return head + (OTHER_LEVELS if last.levels and now.levels else "")
    note = "" if same_weights(last, now) else OTHER_WEIGHTS
    return f"{head}{note}{'；'.join(levels)}。"


def rows(evaluation: Evaluation) -> list[dict[str, str]]:
    """项目, 上年, 本年, 增减."""
    years = pair(evaluation)
    return [
        {"项目": name, "上年": before, "本年": after, "增减": change}
        for name, before, after, change in (_rows(*years) if years else ())
    ]


def last_year(evaluation: Evaluation) -> str:
    """2023, '' where there is none."""
    years = pair(evaluation)
    return str(years[0].year) if years else ""


def _rows(last: Year, now: Year) -> Iterator[tuple[str, str, str, str]]:
    for name, a, b in _amounts(last, now):
        yield f"{name}（万元）", *_cells(a, b, money)
    for name, a, b in _rates(last, now):
        yield name, *_cells(a, b, percent)
    yield "自评总分（分）", *_cells(last.total, now.total, money)
    for name, before, after in levels_beside(last, now):
        yield f"{name}得分率", *_cells(before.rate, after.rate, percent)


def _cells(before: Decimal | None, after: Decimal | None, shown: object) -> tuple[str, str, str]:
    assert callable(shown)
    change = after - before if before is not None and after is not None else None
    return tuple(NO_FIGURE if one is None else str(shown(one)) for one in (before, after, change))  # type: ignore[return-value]


def _amounts(last: Year, now: Year) -> Iterator[Row]:
    yield "年初预算", last.initial, now.initial
    yield "调整后预算", last.adjusted, now.adjusted
    yield "全年支出", last.spent, now.spent


def _rates(last: Year, now: Year) -> Iterator[Row]:
    yield "支出执行率", last.rate, now.rate


def _amount(name: str, before: Decimal | None, after: Decimal | None) -> str:
    assert before is not None
    assert after is not None
    rate = percent_of(abs(after - before), before)
    share = f"（{percent(rate)}）" if rate else ""
    changed = _change(after - before, "增加", "减少")
    return (
        f"{name}{money(after)}万元，{changed}万元{share}"
        if after != before
        else f"{name}{money(after)}万元，与上年相同"
    )


def _points(name: str, before: Decimal | None, after: Decimal | None) -> str:
    assert before is not None
    assert after is not None
    if before == after:
        return f"{name}{percent(after)}，与上年相同"
    return f"{name}{percent(after)}，{_change(after - before, '提高', '降低')}个百分点"


def _change(by: Decimal, more: str, less: str) -> str:
    return f"比上年{more if by >= 0 else less}{money(abs(by))}"

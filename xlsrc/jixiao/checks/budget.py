"""C. Budget and execution (checks 21, 23, 30, 31, 39)."""

from collections.abc import Iterator
from decimal import Decimal

from jixiao.findings import Finding, Kind, Severity
from jixiao.forms import Row
from jixiao.snapshot import Snapshot
from jixiao.values.rounding import money, percent

CENT = Decimal("0.01")
TOTAL = {
    "expenditure": Kind(
        "C21", Severity.ERROR, "支出合计不等于分项之和", "{column}：报表支出合计 {printed} 万元，各用途相加是 {parts} 万元，相差 {gap} 万元。",
        "请核对批复和决算报表，改正分项或合计。", "支出合计＝各用途之和",
    ),
    "income": Kind(
        "C23", Severity.ERROR, "收入合计不等于分项之和", "{column}：报表收入合计 {printed} 万元，各来源相加是 {parts} 万元，相差 {gap} 万元。",
        "请核对批复和决算报表，改正分项或合计。", "收入合计＝各来源之和",
    ),
}  # fmt: skip
TYPED_RATE = Kind(
    "C30", Severity.ERROR, "填报执行率算错", "{name}填报执行率 {typed}，全年执行数÷调整后预算数＝{rate}。",
    "请核对金额，或改正填报执行率。", "执行率＝全年执行数÷调整后预算数（财预〔2020〕10号）",
)  # fmt: skip
CLAIM_WITHOUT_FIGURES = Kind(
    "C31", Severity.ERROR, "没有金额却填了执行率", "{name}填报执行率 {typed}，但没有{missing}，执行率应为“不适用”。",
    "没有此类预算的，清空填报执行率，报告中写“不适用”；有的，补填金额。", "0 除以 0 是不适用，不是 100%",
)  # fmt: skip
SHARES = Kind(
    "C39", Severity.ERROR, "占比之和不是 100%", "{title}各行占比相加是 {total}。", "请核对各行金额。", "占比＝分项÷合计"
)
SECTIONS = ("income", "expenditure")
TOLERANCE_POINTS = Decimal("0.01")


def tolerance(items: int) -> Decimal:
    """±0.01 万元, 0.005 per summed item where there are more than two."""
    return max(CENT, Decimal("0.005") * items)


def totals_equal_printed_totals(snapshot: Snapshot) -> Iterator[Finding]:
    """C21, C23: the printed total of each column against the sum of its parts."""
    for section_id, kind in TOTAL.items():
        section = snapshot.forms.section(section_id)
        control = next(row for row in section.rows if row.control)
        parts = next(row for row in section.rows if row.item == control.control)
        for column in ("年初预算数", "预算调整数", "调整后预算数", "全年执行数"):
            printed, total = snapshot.number(control.item + column), snapshot.number(parts.item + column)
            if printed is not None and total is not None and abs(printed - total) > tolerance(len(parts.parts)):
                words = {"printed": money(printed), "parts": money(total), "gap": money(abs(printed - total))}
                yield kind.at(control.item + column, column=column, **words)


def _rows(snapshot: Snapshot) -> Iterator[Row]:
    for section_id in SECTIONS:
        for row in snapshot.forms.section(section_id).rows:
            if not row.control:
                yield row


def typed_rates_equal_executed_over_budget(snapshot: Snapshot) -> Iterator[Finding]:
    """C30: a typed rate differs from 执行 ÷ 调整后 by more than 0.01 percentage points."""
    for row in _rows(snapshot):
        typed, rate = snapshot.number(row.item + "填报执行率"), snapshot.computed[row.item + "执行率"].value
        if typed is not None and rate is not None and abs(typed - rate) > TOLERANCE_POINTS:
            yield TYPED_RATE.at(row.item + "填报执行率", name=row.label, typed=percent(typed), rate=percent(rate))


def claimed_rates_have_figures(snapshot: Snapshot) -> Iterator[Finding]:
    """C31: a rate is claimed where the denominator is 0 or nothing was filled (real: 政府性基金 100 %)."""
    for row in _rows(snapshot):
        typed, rate = snapshot.number(row.item + "填报执行率"), snapshot.computed[row.item + "执行率"].value
        if typed is not None and rate is None:
            budget, executed = snapshot.number(row.item + "调整后预算数"), snapshot.number(row.item + "全年执行数")
            missing = _missing(budget, executed)
            yield CLAIM_WITHOUT_FIGURES.at(
                row.item + "填报执行率", name=row.label, typed=percent(typed), missing=missing
            )


def _missing(budget: Decimal | None, executed: Decimal | None) -> str:
    if budget:
        return "执行数"
    return "预算数和执行数" if executed is None else "预算数"


def shares_add_to_100(snapshot: Snapshot) -> Iterator[Finding]:
    """C39: shares add to 100 ± 0.02."""
    for section_id in SECTIONS:
        section = snapshot.forms.section(section_id)
        shares = [snapshot.computed[row.item + "占比"].value for row in section.rows if not (row.parts or row.control)]
        known = [share for share in shares if share is not None]
        if known and abs(sum(known, Decimal(0)) - 100) > Decimal("0.02"):
            total = next(row for row in section.rows if row.parts)
            yield SHARES.at(total.item + "占比", title=section.title, total=percent(sum(known, Decimal(0))))

"""D. 三公经费, 公用经费, 政府采购, 固定资产 (checks 42 to 50)."""

from collections.abc import Iterator
from decimal import Decimal

from jixiao.evaluation.checks.common import Amounts, amount, change, explained, tolerance
from jixiao.findings import Finding, kind_of
from jixiao.snapshot import Snapshot
from jixiao.snapshot.budget_rows import control, lines, total
from jixiao.values.rounding import half_up, money, percent, plain
from jixiao.values.words import NOT_APPLICABLE

THREE_PUBLIC_TOTAL = kind_of("D42")
CHANGE = kind_of("D43")
CHANGE_RATE = kind_of("D44")
OVER_BUDGET = kind_of("D45")
MORE_THAN_LAST_YEAR = kind_of("D46")
COST_WITHOUT_COUNT = kind_of("D47")
COUNT_WITHOUT_COST = kind_of("D51")
OPERATING = kind_of("D48")
PROCUREMENT = kind_of("D49")
ASSETS = kind_of("D50")
COLUMNS = ("上年决算数", "本年预算数", "本年决算数")
COUNTS = {"公务接待批次": "接待费", "公务接待人次": "接待费", "公务用车购置数": "用车购置费"}


def three_public_total_equals_printed_total(snapshot: Snapshot) -> Iterator[Finding]:
    """D42: 三公 = 出国 + 购置 + 运行 + 接待, for last year's accounts, this year's budget and accounts."""
    printed_row, parts = control(snapshot, "three_public"), total(snapshot, "three_public")
    for column in COLUMNS:
        printed, found = snapshot.number(f"{printed_row.item}{column}"), snapshot.number(f"{parts.item}{column}")
        if printed is None or found is None:
            continue
        words = {"printed": money(printed), "parts": money(found)}
        sums = Amounts(printed, found, tolerance(snapshot, len(parts.parts)))
        about = (f"{parts.item}{column}",)
        yield from sums.told(THREE_PUBLIC_TOTAL, f"{printed_row.item}{column}", about, column=column, **words)


def three_public_changes_add_up(snapshot: Snapshot) -> Iterator[Finding]:
    """D43 (real): each change = this year − last year; the changes of the parts add to the total's."""
    for row in lines(snapshot, "three_public"):
        typed, expected = snapshot.number(f"{row.item}填报增减额"), _change(snapshot, row.item)
        if typed is not None:
            words = {"typed": money(typed), "what": "本年决算－上年决算", "expected": money(expected)}
            changes = Amounts(typed, expected, tolerance(snapshot, 2))
            about = _both_years(row.item)
            yield from changes.told(CHANGE, f"{row.item}填报增减额", about, label=row.label, **words)
    printed_row, whole = control(snapshot, "three_public"), total(snapshot, "three_public")
    printed = snapshot.number(f"{printed_row.item}填报增减额")
    expected = _change(snapshot, whole.item)
    if printed is not None:
        words = {"typed": money(printed), "what": "各项增减之和", "expected": money(expected)}
        changes = Amounts(printed, expected, tolerance(snapshot, len(whole.parts)))
        about = _both_years(whole.item)
        yield from changes.told(CHANGE, f"{printed_row.item}填报增减额", about, label="三公经费合计", **words)


def _both_years(item: str) -> tuple[str, str]:
    return f"{item}本年决算数", f"{item}上年决算数"


def _change(snapshot: Snapshot, item: str) -> Decimal:
    return amount(snapshot, f"{item}本年决算数") - amount(snapshot, f"{item}上年决算数")


def three_public_rates_of_change_are_right(snapshot: Snapshot) -> Iterator[Finding]:
    """D44: the base is last year's accounts (财预〔2013〕53号, 三公经费变动率)."""
    for row in (*lines(snapshot, "three_public"), total(snapshot, "three_public")):
        typed = snapshot.number(f"{row.item}填报变动率")
        rate = change(snapshot.number(f"{row.item}本年决算数"), snapshot.number(f"{row.item}上年决算数"))
        if typed is None or (rate is not None and abs(typed - half_up(rate)) <= snapshot.setting("比率容差")):
            continue
        shown = NOT_APPLICABLE if rate is None else percent(half_up(rate))
        words = {"label": row.label, "typed": percent(typed), "rate": shown}
        yield CHANGE_RATE.at(f"{row.item}填报变动率", _both_years(row.item), **words)


def three_public_is_within_budget(snapshot: Snapshot) -> Iterator[Finding]:
    """D45: 决算 > 预算, without a reason."""
    for row in lines(snapshot, "three_public"):
        spent, budget = snapshot.number(f"{row.item}本年决算数"), snapshot.number(f"{row.item}本年预算数")
        if spent is not None and budget is not None and spent > budget and not explained(snapshot, row):
            words = {"spent": money(spent), "budget": money(budget)}
            yield OVER_BUDGET.at(f"{row.item}本年决算数", (f"{row.item}本年预算数",), label=row.label, **words)


def three_public_does_not_grow(snapshot: Snapshot) -> Iterator[Finding]:
    """D46: 只减不增, without a reason in any row."""
    rows = [*lines(snapshot, "three_public"), total(snapshot, "three_public")]
    now, before = snapshot.number("三公本年决算数"), snapshot.number("三公上年决算数")
    if now is not None and before is not None and now > before and not any(explained(snapshot, row) for row in rows):
        words = {"now": money(now), "before": money(before), "gap": money(now - before)}
        yield MORE_THAN_LAST_YEAR.at("三公本年决算数", ("三公上年决算数",), **words)


def costs_and_counts_go_together(snapshot: Snapshot) -> Iterator[Finding]:
    """D47: 接待费 with 批次 and 人次, 购置费 with vehicles. D51: the reverse."""
    names = {row.item: row.label for row in snapshot.forms.section("three_public").rows}
    for count, cost in COUNTS.items():
        number, spent = snapshot.number(count), snapshot.number(f"{cost}本年决算数")
        if spent and not number:
            shown = "没有填" if number is None else f"是 {plain(number)}"
            yield COST_WITHOUT_COUNT.at(count, cost=names[cost], amount=money(spent), count=count, number=shown)
        elif number and not spent:
            shown = "没有填" if spent is None else f"是 {money(spent)}"
            words = {"cost": names[cost], "amount": shown}
            yield COUNT_WITHOUT_COST.at(f"{cost}本年决算数", count=count, number=plain(number), **words)


def operating_expenses_are_within_goods_and_services(snapshot: Snapshot) -> Iterator[Finding]:
    """D48."""
    part, whole = snapshot.number("公用经费实际支出数"), snapshot.number("商品和服务支出全年执行数")
    if part is not None and whole is not None and part > whole:
        words = {"part": money(part), "whole": money(whole)}
        yield from Amounts(part, whole, tolerance(snapshot, 1)).told(
            OPERATING, "公用经费实际支出数", ("商品和服务支出全年执行数",), **words
        )


def procurement_is_within_budget(snapshot: Snapshot) -> Iterator[Finding]:
    """D49."""
    spent, budget = snapshot.number("政府采购实际支出数"), snapshot.number("政府采购预算安排数")
    if spent is not None and budget is not None and spent > budget:
        yield PROCUREMENT.at("政府采购实际支出数", spent=money(spent), budget=money(budget))


def assets_in_use_are_within_all_assets(snapshot: Snapshot) -> Iterator[Finding]:
    """D50."""
    part, whole = snapshot.number("在用固定资产总额"), snapshot.number("固定资产总额")
    if part is not None and whole is not None and part > whole:
        yield ASSETS.at("在用固定资产总额", part=money(part), whole=money(whole))

"""D. 三公经费, 公用经费, 政府采购, 固定资产 (checks 42 to 50)."""

from collections.abc import Iterator
from decimal import Decimal

from jixiao.evaluation.checks.common import amount, change, explained, tolerance
from jixiao.findings import Finding, Kind, Severity
from jixiao.snapshot import Snapshot
from jixiao.snapshot.budget_rows import control, lines, total
from jixiao.values.rounding import half_up, money, percent, plain

THREE_PUBLIC_TOTAL = Kind(
    "D42", Severity.ERROR, "三公经费合计不等于分项之和", "{column}：报表三公经费合计 {printed} 万元，分项相加是 {parts} 万元，相差 {gap} 万元。",
    "请核对决算报表，改正分项或合计。", "三公经费＝因公出国（境）＋公务用车购置＋运行维护＋公务接待",
)  # fmt: skip
CHANGE = Kind(
    "D43", Severity.ERROR, "三公经费增减额对不上", "{label}填报增减额 {typed} 万元，{what}是 {expected} 万元。",
    "请核对增减额。", "增减额＝本年决算－上年决算；各项增减之和＝合计增减",
)  # fmt: skip
CHANGE_RATE = Kind(
    "D44", Severity.ERROR, "三公经费变动率对不上", "{label}填报变动率 {typed}，（本年决算－上年决算）÷上年决算＝{rate}。",
    "请核对变动率；上年为 0 的不填变动率。", "变动率以上年决算数为基数（财预〔2013〕53号）",
)  # fmt: skip
OVER_BUDGET = Kind(
    "D45", Severity.WARNING, "三公经费决算大于预算", "{label}本年决算数 {spent} 万元，大于本年预算数 {budget} 万元。",
    "请核对；属实的在“说明”列写明原因。", "三公经费不得超预算",
)  # fmt: skip
MORE_THAN_LAST_YEAR = Kind(
    "D46", Severity.WARNING, "三公经费比上年增加", "三公经费本年决算 {now} 万元，上年决算 {before} 万元，增加 {gap} 万元。",
    "请核对；属实的在“说明”列写明原因。", "三公经费只减不增",
)  # fmt: skip
COST_WITHOUT_COUNT = Kind(
    "D47", Severity.WARNING, "有费用没有数量", "{cost} {amount} 万元，{count}是 {number}。", "请核对费用和数量。", "费用与实物量对应"
)  # fmt: skip
COUNT_WITHOUT_COST = Kind(
    "D47", Severity.WARNING, "有数量没有费用", "{count} {number}，{cost}是 {amount}。",
    "请核对费用和数量；没有开支的在处理说明里写明。", "费用与实物量对应",
)  # fmt: skip
OPERATING = Kind(
    "D48", Severity.ERROR, "公用经费大于商品和服务支出", "公用经费实际支出 {part} 万元，大于商品和服务支出全年执行数 {whole} 万元。",
    "请核对公用经费口径。", "公用经费在商品和服务支出中列支",
)  # fmt: skip
PROCUREMENT = Kind(
    "D49", Severity.WARNING, "采购实际数大于采购预算", "政府采购实际支出 {spent} 万元，大于预算安排 {budget} 万元。",
    "请核对；属实的在处理说明里写明。", "政府采购不超预算",
)  # fmt: skip
ASSETS = Kind(
    "D50", Severity.ERROR, "在用资产大于总额", "在用固定资产 {part} 万元，大于固定资产总额 {whole} 万元。", "请核对资产年报。", "在用≤总额"
)  # fmt: skip
COLUMNS = ("上年决算数", "本年预算数", "本年决算数")
COUNTS = {"公务接待批次": "接待费", "公务接待人次": "接待费", "公务用车购置数": "用车购置费"}


def three_public_total_equals_printed_total(snapshot: Snapshot) -> Iterator[Finding]:
    """D42: 三公 = 出国 + 购置 + 运行 + 接待, for last year's accounts, this year's budget and accounts."""
    printed_row, parts = control(snapshot, "three_public"), total(snapshot, "three_public")
    for column in COLUMNS:
        printed, found = snapshot.number(f"{printed_row.item}{column}"), snapshot.number(f"{parts.item}{column}")
        if printed is None or found is None or abs(printed - found) <= tolerance(snapshot, len(parts.parts)):
            continue
        words = {"printed": money(printed), "parts": money(found), "gap": money(abs(printed - found))}
        yield THREE_PUBLIC_TOTAL.at(f"{printed_row.item}{column}", column=column, **words)


def three_public_changes_add_up(snapshot: Snapshot) -> Iterator[Finding]:
    """D43 (real): each change = this year − last year; the changes of the parts add to the total's."""
    for row in lines(snapshot, "three_public"):
        typed, expected = snapshot.number(f"{row.item}填报增减额"), _change(snapshot, row.item)
        if typed is not None and abs(typed - expected) > tolerance(snapshot, 2):
            words = {"typed": money(typed), "what": "本年决算－上年决算", "expected": money(expected)}
            yield CHANGE.at(f"{row.item}填报增减额", label=row.label, **words)
    printed_row, whole = control(snapshot, "three_public"), total(snapshot, "three_public")
    printed = snapshot.number(f"{printed_row.item}填报增减额")
    expected = _change(snapshot, whole.item)
    if printed is not None and abs(printed - expected) > tolerance(snapshot, len(whole.parts)):
        words = {"typed": money(printed), "what": "各项增减之和", "expected": money(expected)}
        yield CHANGE.at(f"{printed_row.item}填报增减额", label="三公经费合计", **words)


def _change(snapshot: Snapshot, item: str) -> Decimal:
    return amount(snapshot, f"{item}本年决算数") - amount(snapshot, f"{item}上年决算数")


def three_public_rates_of_change_are_right(snapshot: Snapshot) -> Iterator[Finding]:
    """D44: the base is last year's accounts (财预〔2013〕53号, 三公经费变动率)."""
    for row in (*lines(snapshot, "three_public"), total(snapshot, "three_public")):
        typed = snapshot.number(f"{row.item}填报变动率")
        rate = change(snapshot.number(f"{row.item}本年决算数"), snapshot.number(f"{row.item}上年决算数"))
        if typed is None or (rate is not None and abs(typed - half_up(rate)) <= snapshot.setting("比率容差")):
            continue
        shown = "不适用" if rate is None else percent(half_up(rate))
        yield CHANGE_RATE.at(f"{row.item}填报变动率", label=row.label, typed=percent(typed), rate=shown)


def three_public_is_within_budget(snapshot: Snapshot) -> Iterator[Finding]:
    """D45: 决算 > 预算, without a reason."""
    for row in lines(snapshot, "three_public"):
        spent, budget = snapshot.number(f"{row.item}本年决算数"), snapshot.number(f"{row.item}本年预算数")
        if spent is not None and budget is not None and spent > budget and not explained(snapshot, row):
            words = {"spent": money(spent), "budget": money(budget)}
            yield OVER_BUDGET.at(f"{row.item}本年决算数", label=row.label, **words)


def three_public_does_not_grow(snapshot: Snapshot) -> Iterator[Finding]:
    """D46: 只减不增, without a reason in any row."""
    rows = [*lines(snapshot, "three_public"), total(snapshot, "three_public")]
    now, before = snapshot.number("三公本年决算数"), snapshot.number("三公上年决算数")
    if now is not None and before is not None and now > before and not any(explained(snapshot, row) for row in rows):
        yield MORE_THAN_LAST_YEAR.at("三公本年决算数", now=money(now), before=money(before), gap=money(now - before))


def costs_and_counts_go_together(snapshot: Snapshot) -> Iterator[Finding]:
    """D47: 接待费 with 批次 and 人次, 购置费 with vehicles, and the reverse."""
    names = {row.item: row.label for row in snapshot.forms.section("three_public").rows}
    for count, cost in COUNTS.items():
        number, spent = snapshot.number(count), snapshot.number(f"{cost}本年决算数")
        if spent and not number:
            shown = "未填" if number is None else plain(number)
            yield COST_WITHOUT_COUNT.at(count, cost=names[cost], amount=money(spent), count=count, number=shown)
        elif number and not spent:
            shown = "未填" if spent is None else money(spent)
            words = {"cost": names[cost], "amount": shown}
            yield COUNT_WITHOUT_COST.at(f"{cost}本年决算数", count=count, number=plain(number), **words)


def operating_expenses_are_within_goods_and_services(snapshot: Snapshot) -> Iterator[Finding]:
    """D48."""
    part, whole = snapshot.number("公用经费实际支出数"), snapshot.number("商品和服务支出全年执行数")
    if part is not None and whole is not None and part > whole + tolerance(snapshot, 1):
        yield OPERATING.at("公用经费实际支出数", part=money(part), whole=money(whole))


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

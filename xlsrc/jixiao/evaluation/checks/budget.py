"""C. Budget: totals and their parts (checks 21 to 25, 27 to 29, 37 to 40)."""

import re
from collections.abc import Iterator
from decimal import Decimal

from jixiao.evaluation.checks.common import Amounts, amount, change, explained, tolerance
from jixiao.findings import Finding, kind_of
from jixiao.snapshot import Record, Snapshot
from jixiao.snapshot.budget_rows import BUDGETS, control, lines, total
from jixiao.snapshot.model import total_key
from jixiao.values.rounding import half_up, money, percent, plain

TOTAL = {
    "expenditure": kind_of("C21"),
    "income": kind_of("C23"),
}  # fmt: skip
BY_FUNCTION = kind_of("C22")
BASIC = kind_of("C24")
ADJUSTED = kind_of("C25")
BALANCE = kind_of("C27")
CARRIED = kind_of("C28")
ACCOUNTS = kind_of("C29")
PARENT = kind_of("C37")
PRINTED = kind_of("C42")
NO_CARRY_OVER = kind_of("C38")
SHARES = kind_of("C39")
YEAR_CHANGE = kind_of("C40")
COLUMNS = ("年初预算数", "预算调整数", "调整后预算数", "全年执行数")
CHECKED = ("调整后预算数", "全年执行数")
SIDES = (("收入", "income"), ("支出", "expenditure"))
FUNCTIONS = "功能分类"
_CODE = re.compile(r"^(\d{3}(?:\d\d){0,2})(?!\d)")


def totals_equal_printed_totals(snapshot: Snapshot) -> Iterator[Finding]:
    """C21, C23: the printed total of each column against the sum of its parts."""
    for section, kind in TOTAL.items():
        printed_row, parts = control(snapshot, section), total(snapshot, section)
        for column in COLUMNS:
            printed, found = snapshot.number(printed_row.item + column), snapshot.number(parts.item + column)
            if printed is None or found is None:
                continue
            words = {"printed": money(printed), "parts": money(found)}
            sums = Amounts(printed, found, tolerance(snapshot, len(parts.parts)))
            about = (parts.item + column,)
            yield from sums.told(kind, printed_row.item + column, about, column=column, **words)


def functions_add_to_total(snapshot: Snapshot) -> Iterator[Finding]:
    """C22: where spending by function is filled; a parent with its children counts once."""
    records = snapshot.tables[FUNCTIONS]
    tops = [record for record in records if not any(_is_child(record, other) for other in records)]
    for column in CHECKED:
        filled = [number for record in tops if (number := record.number(column)) is not None]
        whole = snapshot.number(f"支出合计{column}")
        parts = sum(filled, Decimal(0))
        if filled and whole is not None:
            words = {"parts": money(parts), "total": money(whole)}
            sums = Amounts(parts, whole, tolerance(snapshot, len(filled)))
            about = (f"支出合计{column}",)
            yield from sums.told(BY_FUNCTION, total_key(FUNCTIONS, column), about, column=column, **words)


def parents_equal_their_children(snapshot: Snapshot) -> Iterator[Finding]:
    """C37 (real): 201 = 20101 + 20102 …"""
    records = snapshot.tables[FUNCTIONS]
    for parent in records:
        children = [r for r in records if _is_child(r, parent) and len(_code(r)) == len(_code(parent)) + 2]
        for column in CHECKED:
            own = parent.number(column)
            filled = [number for record in children if (number := record.number(column)) is not None]
            parts = sum(filled, Decimal(0))
            if own is not None and filled:
                words = {"own": money(own), "parts": money(parts)}
                sums = Amounts(own, parts, tolerance(snapshot, len(filled)))
                yield from sums.told(PARENT, parent.key.at(column), name=parent.label, column=column, **words)


def printed_list_totals_are_the_sums_of_their_rows(snapshot: Snapshot) -> Iterator[Finding]:
    """C42 (real: a printed total row of 0 over filled rows): a list's closing row, where its formula was typed over."""
    for _, section in snapshot.forms.sections():
        for column in (column.label for column in section.columns if section.total and column.total):
            printed = snapshot.printed.get(total_key(section.item, column))
            records = snapshot.tables[section.item]
            parts = sum((record.number(column) or Decimal(0) for record in records), Decimal(0))
            if printed is not None and printed != parts:
                words = {"printed": money(printed), "parts": money(parts)}
                yield PRINTED.at(total_key(section.item, column), table=section.item, column=column, **words)


def _code(record: Record) -> str:
    match = _CODE.match(record.label)
    return match[1] if match else ""


def _is_child(record: Record, parent: Record) -> bool:
    own, above = _code(record), _code(parent)
    return bool(above) and own.startswith(above) and own != above


def basic_and_project_spending_add_up(snapshot: Snapshot) -> Iterator[Finding]:
    """C24: 人员+公用 = 基本; 基本+项目 = 支出合计, on the figures of the approval and the accounts."""
    for column in CHECKED:
        staff, running, basic, project = (
            snapshot.number(f"核对{name}{column}") for name in ("人员经费", "公用经费", "基本支出", "项目支出")
        )
        whole = snapshot.number(f"支出合计{column}")
        for item, left, parts, right, expected in (
            ("核对基本支出", "人员经费＋公用经费", (staff, running), "基本支出", basic),
            ("核对项目支出", "基本支出＋项目支出", (basic, project), "支出合计", whole),
        ):
            known = [part for part in parts if part is not None]
            if len(known) == len(parts) and expected is not None:
                found = sum(known, Decimal(0))
                words = {"left": left, "sum": money(found), "right": right, "total": money(expected)}
                sums = Amounts(found, expected, tolerance(snapshot, len(parts)))
                about = (f"支出合计{column}",) if right == "支出合计" else ()
                yield from sums.told(BASIC, f"{item}{column}", about, column=column, **words)


def printed_adjusted_budget_adds_up(snapshot: Snapshot) -> Iterator[Finding]:
    """C25: 年初 + 调整 = 调整后 in the printed totals; in all other rows 调整后 is computed."""
    for section in BUDGETS:
        row = control(snapshot, section)
        initial, printed = snapshot.number(f"{row.item}年初预算数"), snapshot.number(f"{row.item}调整后预算数")
        if initial is None or printed is None:
            continue
        adjustment = amount(snapshot, f"{row.item}预算调整数")
        words = {"initial": money(initial), "adjustment": money(adjustment), "sum": money(initial + adjustment)}
        sums = Amounts(initial + adjustment, printed, tolerance(snapshot, 2))
        yield from sums.told(ADJUSTED, f"{row.item}调整后预算数", label=row.label, printed=money(printed), **words)


def income_and_spending_balance(snapshot: Snapshot) -> Iterator[Finding]:
    """C27: 上年结转 + 本年收入 = 本年支出 + 年末结转结余, where all four are filled."""
    items = ("上年结转结余", "收入合计全年执行数", "支出合计全年执行数", "年末结转结余")
    before, income, spent, after = (snapshot.number(item) for item in items)
    if before is None or income is None or spent is None or after is None:
        return
    left, right = before + income, spent + after
    words = {"before": money(before), "income": money(income), "spent": money(spent), "after": money(after)}
    sums = Amounts(left, right, tolerance(snapshot, len(items)))
    yield from sums.told(BALANCE, "年末结转结余", items, left=money(left), right=money(right), **words)


def carry_over_equals_last_years(snapshot: Snapshot) -> Iterator[Finding]:
    """C28: against last year's figure as typed here; last year's workbook itself is not read."""
    now, before = snapshot.number("上年结转结余"), snapshot.number("上年年末结转结余")
    if now is not None and before is not None:
        words = {"now": money(now), "before": money(before)}
        sides, about = Amounts(now, before, tolerance(snapshot, 1)), ("上年年末结转结余",)
        yield from sides.told(CARRIED, "上年结转结余", about, **words)


def executed_equals_accounts(snapshot: Snapshot) -> Iterator[Finding]:
    """C29: 执行数 against the department's accounts."""
    for label, section in SIDES:
        parts = len(total(snapshot, section).parts)
        executed, accounts = snapshot.number(f"{label}合计全年执行数"), snapshot.number(f"{label}决算数")
        if executed is not None and accounts is not None:
            words = {"executed": money(executed), "accounts": money(accounts)}
            sums = Amounts(executed, accounts, tolerance(snapshot, parts))
            about = (f"{label}合计全年执行数",)
            yield from sums.told(ACCOUNTS, f"{label}决算数", about, label=label, **words)


def income_and_spending_rarely_meet(snapshot: Snapshot) -> Iterator[Finding]:
    """C38: income = spending exactly, and nothing carried over."""
    income, spent = snapshot.number("收入合计全年执行数"), snapshot.number("支出合计全年执行数")
    if income and income == spent and not amount(snapshot, "上年结转结余") and not amount(snapshot, "年末结转结余"):
        about = ("收入合计全年执行数", "支出合计全年执行数", "上年结转结余")
        yield NO_CARRY_OVER.at("年末结转结余", about, amount=money(income))


def shares_add_to_100(snapshot: Snapshot) -> Iterator[Finding]:
    """C39: shares add to 100 ± 0.02."""
    for section in BUDGETS:
        shares = [snapshot.computed[f"{row.item}占比"].value for row in lines(snapshot, section)]
        known = [share for share in shares if share is not None]
        whole = sum(known, Decimal(0))
        if known and abs(whole - 100) > snapshot.setting("占比合计容差"):
            title = snapshot.forms.section(section).title
            yield SHARES.at(f"{total(snapshot, section).item}占比", title=title, total=percent(whole))


def totals_are_near_last_years(snapshot: Snapshot) -> Iterator[Finding]:
    """C40: more than 30 % up or down on last year's accounts, without a reason in the total's 说明."""
    limit = snapshot.setting("收支增减提醒线")
    for label, section in SIDES:
        now, before = snapshot.number(f"{label}合计全年执行数"), snapshot.number(f"上年{label}决算数")
        rate = change(now, before)
        if now is None or before is None or rate is None or abs(rate) <= limit:
            continue
        if not explained(snapshot, total(snapshot, section)):
            words = {"rate": percent(half_up(rate)), "limit": f"{plain(limit)}%"}
            yield YEAR_CHANGE.at(f"{label}合计全年执行数", label=label, now=money(now), before=money(before), **words)

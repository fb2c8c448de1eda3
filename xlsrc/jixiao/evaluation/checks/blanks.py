"""R. What may not be blank: a self-evaluation of spending has income and spending (财预〔2020〕10号); zero is typed as 0."""

from collections.abc import Iterator
from decimal import Decimal

from jixiao.findings import Finding, kind_of
from jixiao.snapshot import Snapshot
from jixiao.snapshot.budget_rows import BUDGETS, is_blank, lines, total
from jixiao.values.rounding import money

NOTHING_EXECUTED = kind_of("R27")
NOTHING_BUDGETED = kind_of("R28")
HALF_A_ROW = kind_of("R29")
EXECUTED = "全年执行数"
INITIAL, ADJUSTMENT, BUDGET = "年初预算数", "预算调整数", "调整后预算数"


def income_and_spending_are_filled(snapshot: Snapshot) -> Iterator[Finding]:
    """R27: no line of a budget table has 全年执行数. R28: none has a budget."""
    for section in BUDGETS:
        for kind, column, typed in (
            (NOTHING_EXECUTED, EXECUTED, (EXECUTED,)),
            (NOTHING_BUDGETED, BUDGET, (INITIAL, ADJUSTMENT)),
        ):
            if is_blank(snapshot, section, *typed) and _found(snapshot, section, *typed):
                title = snapshot.forms.section(section).title
                first = f"{next(lines(snapshot, section)).item}{typed[0]}"
                yield kind.at(first, (f"{total(snapshot, section).item}{column}",), title=title)


def _found(snapshot: Snapshot, section: str, *columns: str) -> bool:
    """Whether the sheet has these columns: cells that aren't there all stand where their section does (R05, R06)."""
    places = {snapshot.place(f"{row.item}{column}") for row in lines(snapshot, section) for column in columns}
    return len(places) > 1


def rows_are_filled_on_both_sides(snapshot: Snapshot) -> Iterator[Finding]:
    """R29: a line has a budget and its 全年执行数 is blank, or has that or 预算调整数 and its 年初预算数 is blank; a table
    blank throughout is R27, R28."""
    for section in BUDGETS:
        if not is_blank(snapshot, section, EXECUTED) and not is_blank(snapshot, section, INITIAL, ADJUSTMENT):
            for row in lines(snapshot, section):
                yield from _half(snapshot, row.item, row.label)


def _half(snapshot: Snapshot, item: str, label: str) -> Iterator[Finding]:
    budget, executed = snapshot.number(f"{item}{BUDGET}"), snapshot.number(f"{item}{EXECUTED}")
    if budget and executed is None and not snapshot.entries[f"{item}{EXECUTED}"].faulty:
        yield _told(f"{item}{EXECUTED}", label, BUDGET, budget, EXECUTED)
    initial, changed = snapshot.entries[f"{item}{INITIAL}"], snapshot.number(f"{item}{ADJUSTMENT}")
    filled = next(((name, n) for name, n in ((EXECUTED, executed), (ADJUSTMENT, changed)) if n), None)
    if filled and initial.value is None and not initial.faulty:
        yield _told(f"{item}{INITIAL}", label, *filled, INITIAL)


def _told(key: str, label: str, filled: str, number: Decimal, blank: str) -> Finding:
    return HALF_A_ROW.at(key, label=label, filled=filled, amount=money(number), blank=blank)

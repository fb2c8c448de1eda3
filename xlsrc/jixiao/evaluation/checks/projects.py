"""E. Projects (check 52; 51 is among the texts)."""

from collections.abc import Iterator
from decimal import Decimal

from jixiao.evaluation.checks.common import tolerance
from jixiao.findings import Finding, Kind, Severity
from jixiao.snapshot import Snapshot
from jixiao.snapshot.model import total_key
from jixiao.values.rounding import money

MORE_THAN_PROJECTS = Kind(
    "E52", Severity.ERROR, "重点项目之和大于项目支出", "{column}：重点项目相加是 {parts} 万元，大于支出预算表的项目支出 {whole} 万元。",
    "请核对项目金额有没有重填，或改正项目支出。", "重点项目是项目支出的一部分",
)  # fmt: skip
PRINTED = Kind(
    "E52", Severity.ERROR, "重点项目合计行不对", "{column}合计填的是 {printed} 万元，各项目相加是 {parts} 万元。",
    "请恢复合计行的公式。", "合计＝各项目之和",
)  # fmt: skip
TABLE, WHOLE = "重点项目", "项目支出"
COLUMNS = ("年初预算数", "调整后预算数", "全年执行数")


def projects_fit_project_spending(snapshot: Snapshot) -> Iterator[Finding]:
    """E52: key projects are part of 项目支出, so their sum may be less, never more."""
    records = snapshot.tables[TABLE]
    for column in COLUMNS:
        parts = sum((record.number(column) or Decimal(0) for record in records), Decimal(0))
        whole = snapshot.number(f"{WHOLE}{column}")
        if whole is not None and parts > whole + tolerance(snapshot, len(records)):
            yield MORE_THAN_PROJECTS.at(total_key(TABLE, column), column=column, parts=money(parts), whole=money(whole))


def printed_project_totals_are_their_sums(snapshot: Snapshot) -> Iterator[Finding]:
    """E52 (real: a printed total row of 0 over filled rows)."""
    for column in (*COLUMNS, "预算调整数"):
        printed = snapshot.printed.get(total_key(TABLE, column))
        parts = sum((record.number(column) or Decimal(0) for record in snapshot.tables[TABLE]), Decimal(0))
        if printed is not None and printed != parts:
            words = {"printed": money(printed), "parts": money(parts)}
            yield PRINTED.at(total_key(TABLE, column), column=column, **words)

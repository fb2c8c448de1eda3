"""E. Projects (check 52; 51 is among the texts)."""

from collections.abc import Iterator
from decimal import Decimal

from jixiao.evaluation.checks.common import Amounts, tolerance
from jixiao.findings import Finding, kind_of
from jixiao.forms.names import PROJECTS
from jixiao.snapshot import Snapshot
from jixiao.snapshot.model import total_key
from jixiao.values.rounding import money

MORE_THAN_PROJECTS = kind_of("E52")
WHOLE = "项目支出"
COLUMNS = ("年初预算数", "调整后预算数", "全年执行数")


def projects_fit_project_spending(snapshot: Snapshot) -> Iterator[Finding]:
    """E52: key projects are part of 项目支出, so their sum may be less, never more."""
    records = snapshot.tables[PROJECTS]
    for column in COLUMNS:
        parts = sum((record.number(column) or Decimal(0) for record in records), Decimal(0))
        whole = snapshot.number(f"{WHOLE}{column}")
        if whole is not None and parts > whole:
            words = {"parts": money(parts), "whole": money(whole)}
            sums = Amounts(parts, whole, tolerance(snapshot, len(records)))
            about = (f"{WHOLE}{column}",)
            yield from sums.told(MORE_THAN_PROJECTS, total_key(PROJECTS, column), about, column=column, **words)

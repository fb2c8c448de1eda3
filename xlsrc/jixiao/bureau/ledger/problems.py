"""问题汇总, 问题明细, 差异: what the checks find in the files that count, and where files show something else than they hold."""

import re
from collections.abc import Iterator

import pandas as pd

from jixiao.bureau.ledger import names
from jixiao.bureau.ledger.plan import Cell, Column, LedgerSheet
from jixiao.bureau.ledger.view import View
from jixiao.findings import Severity

_PLACE = re.compile(r"《(.+?)》([A-Z]{1,3}[1-9]\d*)?")
LISTED = 12  # differences of a file that are listed
_SEVERITIES = {severity.label: int(severity) for severity in Severity}
PROBLEMS = (
    Column("级别", 7, "choice"),
    Column("编号", 8, "code"),
    Column("问题种类", 34),
    Column("条数", 7, "count"),
    Column("单位数", 7, "count"),
    Column("已说明", 7, "count"),
    Column("怎么办", 50),
    Column("依据", 44),
)
FINDINGS = (
    Column("级别", 6, "choice"),
    Column("编号", 7, "code"),
    Column(names.UNIT, 24),
    Column("位置", 18, "link"),
    Column("问题", 56),
    Column("怎么办", 34),
    Column("处理说明", 22),
    Column("依据", 26),
)
DIFFERENCES = (
    Column(names.UNIT, 30),
    Column("位置", 46, "link"),
    Column("文件里是", 34),
    Column("重算是", 34),
)


def problems_sheet(view: View) -> LedgerSheet:
    """A row a kind of finding: how many, of how many units."""
    kinds = view.findings.groupby("code", sort=False)
    made = [_kind_row(code, group) for code, group in kinds]
    made.sort(key=lambda row: (_SEVERITIES[str(row[0])], -int(str(row[4])), str(row[1])))
    return LedgerSheet(
        names.PROBLEMS,
        "问题汇总",
        f"采用的文件里查出的问题，一种一行。逐条见《{names.FINDINGS}》。",
        PROBLEMS,
        made,
        "没有查出问题。" if len(view.filings) else "没有采用的文件。",
        sorted_by="级别、单位数",
    )


def _kind_row(code: str, group: pd.DataFrame) -> tuple[Cell, ...]:
    one = group.iloc[0]
    counts = len(group), int(group["digest"].nunique()), int(group["answered"].sum())
    return one["severity"], code, one["title"], *counts, one["remedy"], one["basis"]


def findings_sheet(view: View) -> LedgerSheet:
    """A row a finding of a unit."""
    made = view.findings.assign(rank=view.findings["severity"].map(_SEVERITIES))
    made = made.sort_values(["rank", "code"], kind="stable")
    return LedgerSheet(
        names.FINDINGS,
        "问题明细",
        "采用的文件里查出的每个问题。点位置打开文件里的那一格。处理说明是单位写的。",
        FINDINGS,
        [_finding_row(view, one) for one in made.to_dict("records")],
        "没有查出问题。" if len(view.filings) else "没有采用的文件。",
        sorted_by="级别、编号、名册顺序",
    )


def _finding_row(view: View, one: dict[str, str]) -> tuple[Cell, ...]:
    place = f"《{one['sheet']}》{one['cell']}" if one["sheet"] else "整个文件"
    where = view.link(one["digest"], place, one["sheet"], one["cell"])
    told = one["severity"], one["code"], one["unit"], where, one["wrong"], one["remedy"], one["answer"]
    return *told, one["basis"]


def differences_sheet(view: View) -> LedgerSheet:
    """Where a file shows something else than its entries come to."""
    made = view.frame("differences")
    return LedgerSheet(
        names.DIFFERENCES,
        "显示与重算的差异",
        f"文件里显示的，和按填报内容重算的不同：可能手工改过，或填报后没有重新计算。点位置打开文件。一个文件最多列 {LISTED} 处。",
        DIFFERENCES,
        [row for _, group in made.groupby("digest", sort=False) for row in _of_file(view, group)],
        "没有差异。" if len(view.filings) else "没有采用的文件。",
        sorted_by="名册顺序",
    )


def _of_file(view: View, group: pd.DataFrame) -> Iterator[tuple[Cell, ...]]:
    """The first ones, and how many more there are: a file that was filled after calculating differs in every result."""
    yield from (_difference_row(view, one) for one in group.head(LISTED).to_dict("records"))
    if len(group) > LISTED:
        yield group["unit"].iloc[0], f"另有 {len(group) - LISTED} 处", None, None


def _difference_row(view: View, one: dict[str, str]) -> tuple[Cell, ...]:
    match = _PLACE.match(one["place"])
    sheet, cell = (match[1], match[2] or "") if match else ("", "")
    return one["unit"], view.link(one["digest"], one["place"], sheet, cell), one["printed"], one["recomputed"]

"""Projects that stand both in 重点项目 and on a sheet of their own."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from jixiao.evaluation.scoring.model import ProjectScore
from jixiao.forms.names import PROJECTS
from jixiao.snapshot import Record, Snapshot
from jixiao.values.key import Key
from jixiao.values.typed import folded

TYPED_SCORE, SHEET_SCORE = "项目自评得分", "自评表得分"


def listed_projects(snapshot: Snapshot, projects: Sequence[ProjectScore]) -> Iterator[tuple[Record, ProjectScore]]:
    """(row of 重点项目, sheet of the same project); the first sheet where a name stands twice."""
    by_name = {folded(one.project.name): one for one in reversed(projects) if one.project.name}
    for record in snapshot.tables[PROJECTS]:
        if folded(record.label) in by_name:
            yield record, by_name[folded(record.label)]


def sheet_scores(snapshot: Snapshot, projects: Sequence[ProjectScore]) -> dict[Key, Decimal]:
    """自评表得分 by row of 重点项目, for the rows that have a scored sheet; what stands in those cells doesn't matter."""
    return {record.key: one.total for record, one in listed_projects(snapshot, projects) if one.total is not None}

"""Checks on project sheets (项目支出绩效自评表): weights, reasons, agreement with 重点项目. 财预〔2020〕10号."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal

from jixiao.evaluation.scoring.listed import TYPED_SCORE, listed_projects
from jixiao.evaluation.scoring.model import ProjectScore
from jixiao.findings import Finding, kind_of
from jixiao.forms.names import PROJECTS
from jixiao.snapshot import Snapshot
from jixiao.values.rounding import money, plain
from jixiao.values.typed import folded

FIGURES = (  # column of 重点项目, item of the project sheet
    ("年初预算数", "年度资金总额年初预算数"),
    ("调整后预算数", "年度资金总额全年预算数"),
    ("全年执行数", "年度资金总额全年执行数"),
)

WEIGHTS = kind_of("P01")
LEVEL_WEIGHT = kind_of("P02")
NO_REASON = kind_of("P07")
SCORE_DIFFERS = kind_of("P10")
NOT_LISTED = kind_of("P11")
FIGURE_DIFFERS = kind_of("P12")
NAME_TWICE = kind_of("P13")


def run_project_checks(snapshot: Snapshot, projects: Sequence[ProjectScore]) -> tuple[Finding, ...]:
    """Every finding about filled project sheets."""
    alone = [finding for project in projects for check in SHEET_CHECKS for finding in check(project)]
    listed = [finding for check in LIST_CHECKS for finding in check(snapshot, projects)] if projects else []
    return (*alone, *listed)


def weights_add_to_100(scored: ProjectScore) -> Iterator[Finding]:
    """P01: never rescaled."""
    if scored.full != 100:
        execution = scored.lines[0].weight or Decimal(0)
        parts = {"full": scored.full, "execution": execution, "rest": scored.full - execution}
        words = {name: plain(value) for name, value in parts.items()}
        yield WEIGHTS.at(scored.project.key("分值合计"), name=scored.project.called, **words)


def levels_have_their_weight(scored: ProjectScore) -> Iterator[Finding]:
    """P02: 产出指标（50分） is the sum of its indicators."""
    for level in scored.project.levels:
        weights = [line.weight or Decimal(0) for line in scored.lines[1:] if line.level1 == level.name]
        parts = sum(weights, Decimal(0))
        if level.weight is not None and parts != level.weight:
            words = {"level": level.name, "weight": plain(level.weight), "parts": plain(parts)}
            yield LEVEL_WEIGHT.at(level.key, name=scored.project.called, **words)


def lost_points_have_a_reason(scored: ProjectScore) -> Iterator[Finding]:
    """P07, as E55 for the department's own indicators."""
    for line in scored.lines:
        if line.points is not None and line.weight is not None and line.points < line.weight and not line.reason:
            words = {"indicator": line.name, "weight": plain(line.weight), "points": plain(line.points)}
            yield NO_REASON.at(line.reason_key, name=scored.project.called, **words)


def one_sheet_per_project(snapshot: Snapshot, projects: Sequence[ProjectScore]) -> Iterator[Finding]:
    """P13: a copied sheet whose name was not changed."""
    first: dict[str, str] = {}
    for one in projects:
        name, sheet = folded(one.project.name), one.project.sheet
        if name and first.setdefault(name, sheet) != sheet:
            yield NAME_TWICE.at(one.project.key("项目名称"), name=one.project.name, first=first[name], sheet=sheet)


def projects_are_listed(snapshot: Snapshot, projects: Sequence[ProjectScore]) -> Iterator[Finding]:
    """P11."""
    listed = {folded(record.label) for record in snapshot.tables[PROJECTS]}
    for one in projects:
        if one.project.name and folded(one.project.name) not in listed:
            yield NOT_LISTED.at(one.project.key("项目名称"), name=one.project.name, sheet=one.project.sheet)


def typed_scores_equal_sheet_totals(snapshot: Snapshot, projects: Sequence[ProjectScore]) -> Iterator[Finding]:
    """P10: what was typed in 重点项目 against the sheet's own total."""
    for record, one in listed_projects(snapshot, projects):
        typed = record.number(TYPED_SCORE)
        if typed is not None and one.total is not None and typed != one.total:
            words = {"typed": plain(typed), "sheet": one.project.sheet, "total": plain(one.total)}
            yield SCORE_DIFFERS.at(record.key.at(TYPED_SCORE), name=record.label, **words)


def figures_equal_the_list(snapshot: Snapshot, projects: Sequence[ProjectScore]) -> Iterator[Finding]:
    """P12: 年初预算数, 全年预算数, 全年执行数 in both places; what neither place has is no difference."""
    for record, one in listed_projects(snapshot, projects):
        for column, item in FIGURES:
            here, there = one.project.number(item), record.number(column)
            if here != there:
                words = {"column": column, "here": _amount(here), "there": _amount(there)}
                about = (record.key.at(column),)
                yield FIGURE_DIFFERS.at(one.project.key(item), about, name=one.project.called, **words)


def _amount(value: Decimal | None) -> str:
    return "空" if value is None else f"{money(value)} 万元"


SHEET_CHECKS: tuple[Callable[[ProjectScore], Iterator[Finding]], ...] = (
    weights_add_to_100,
    levels_have_their_weight,
    lost_points_have_a_reason,
)
LIST_CHECKS: tuple[Callable[[Snapshot, Sequence[ProjectScore]], Iterator[Finding]], ...] = (
    one_sheet_per_project,
    projects_are_listed,
    typed_scores_equal_sheet_totals,
    figures_equal_the_list,
)

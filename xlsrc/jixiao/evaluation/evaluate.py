"""The one function that everything else is about."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from jixiao.evaluation.answering import with_answers
from jixiao.evaluation.checks import run_entry_checks, run_score_checks
from jixiao.evaluation.checks.evidence import evidence_findings
from jixiao.evaluation.checks.project_sheets import run_project_checks
from jixiao.evaluation.evidence import Seen, Sight, materials
from jixiao.evaluation.history import past_years, this_year
from jixiao.evaluation.listing import Line, count, listed
from jixiao.evaluation.model import Evaluation, Progress
from jixiao.evaluation.scoring.framework import framework_of
from jixiao.evaluation.scoring.indicators import score_all
from jixiao.evaluation.scoring.listed import sheet_scores
from jixiao.evaluation.scoring.lookup import SnapshotLookup
from jixiao.evaluation.scoring.model import LevelScore, Scored, ScoreLine
from jixiao.evaluation.scoring.project_sheets import project_title, score_projects
from jixiao.evaluation.scoring.rates import execution_rates, total_rate
from jixiao.evaluation.scoring.totals import totalled
from jixiao.findings import Severity, located
from jixiao.forms.names import PROJECT_SHEETS
from jixiao.forms.outputs import NO_PROJECTS, NOTHING_YET
from jixiao.frameworks import Framework
from jixiao.snapshot import Entry, Snapshot
from jixiao.snapshot.budget_rows import has_accounts
from jixiao.values.rounding import percent_of


def evaluate(snapshot: Snapshot, named: Framework | None = None, seen: Seen = Sight.UNSEEN) -> Evaluation:
    """Checks, rates, scores, total and grade of a Snapshot. Pure: the same Snapshot gives the same Evaluation.

    A total is the sum of rounded points. There is a grade only where every indicator has points and the weights
    add up to 100, and income and spending were typed at all. Rules: 财预〔2020〕10号; the workbook's own framework sheet, or one that somebody else
    named: its rows must have keys that the Snapshot has places for. `seen`: what lies beside the workbook.
    """
    framework = named or framework_of(snapshot)
    projects, told_of_projects = score_projects(snapshot, framework.settings)
    of_sheets = sheet_scores(snapshot, projects)
    scored_lines, told = score_all(framework, snapshot, SnapshotLookup(snapshot, of_sheets))
    rates = execution_rates(snapshot)
    sums = totalled(framework, scored_lines, total_rate(rates, "支出"))
    lines, total, complete = sums.lines, sums.total, sums.complete and has_accounts(snapshot)
    grade = framework.settings.grade(total) if complete else ""
    scored = Scored(snapshot, framework, lines, total, complete, grade)
    raised = (*snapshot.notes, *run_entry_checks(snapshot), *told, *run_score_checks(scored))
    levels = _levels(framework, lines)
    evidence = materials(snapshot, framework, seen)
    raised = (*raised, *evidence_findings(evidence, framework, seen))
    raised = (*raised, *told_of_projects, *run_project_checks(snapshot, projects))
    titles = {snapshot.place(f"《{form.sheet}》").sheet: form.sheet for form in snapshot.forms.forms}
    titles |= {one.project.sheet: project_title(one.project) for one in projects}
    joined = with_answers(located(dict.fromkeys(raised), snapshot.places), snapshot, titles)
    findings = joined.findings
    lines_told = listed(findings, snapshot, each=snapshot.each)
    return Evaluation(
        unit=snapshot.unit,
        year=snapshot.year,
        framework=framework,
        rates=rates,
        lines=lines,
        levels=levels,
        total=total,
        complete=complete,
        grade=grade,
        findings=findings,
        listing=lines_told,
        total_process=sums.process,
        projects=projects,
        sheet_scores=of_sheets,
        evidence=evidence,
        years=(
            *past_years(snapshot),
            this_year(snapshot, total_rate(rates, "支出"), levels, total if complete else None),
        ),
        gone=joined.gone,
        titles=titles,
        progress=(*_progress(snapshot, lines_told, titles), *_project_progress(snapshot, lines_told)),
        facts={
            "支出执行率": total_rate(rates, "支出"),
            "收入执行率": total_rate(rates, "收入"),
            "在职人员控制率": _in_post_rate(snapshot),
        },
    )


def _in_post_rate(snapshot: Snapshot) -> Decimal | None:
    in_post, posts = snapshot.number("在职人员数"), snapshot.number("编制数")
    return percent_of(in_post, posts) if in_post is not None and posts else None


def _levels(framework: Framework, lines: tuple[ScoreLine, ...]) -> tuple[LevelScore, ...]:
    return tuple(_level(name, [line for line in lines if line.indicator.level1 == name]) for name in framework.levels)


def _level(name: str, lines: list[ScoreLine]) -> LevelScore:
    weight = sum((line.weight for line in lines if not line.dropped), Decimal(0))
    points = sum((line.points for line in lines if line.points is not None), Decimal(0))
    return LevelScore(name, weight, points, percent_of(points, weight))


def _progress(snapshot: Snapshot, told: tuple[Line, ...], titles: dict[str, str]) -> Iterator[Progress]:
    """Per entry sheet: required cells, filled ones, errors, warnings that nobody has answered."""
    sheets: dict[str, list[Entry]] = {form.sheet: [] for form in snapshot.forms.forms}
    for entry in (
        *snapshot.entries.values(),
        *(e for t in snapshot.tables.values() for r in t for e in r.entries.values()),
    ):
        sheets[titles[snapshot.places[entry.key].sheet]].append(entry)
    for sheet, entries in sheets.items():
        blank = all(entry.value is None and not entry.faulty for entry in entries if entry.spec.is_entry)
        words = NOTHING_YET if blank else ""
        yield _counted(sheet, entries, [one for one in told if titles.get(one.finding.place.sheet) == sheet], words)


def _project_progress(snapshot: Snapshot, told: tuple[Line, ...]) -> Iterator[Progress]:
    """All project sheets as one row; a sheet that nobody filled asks for nothing."""
    names = {project.sheet for project in snapshot.projects}
    filled = snapshot.filled_projects
    if names:
        entries = [entry for project in filled for _, entry in project.labelled_entries()]
        words = f"填了 {len(filled)} 个项目" if filled else NO_PROJECTS
        yield _counted(PROJECT_SHEETS, entries, [one for one in told if one.finding.place.sheet in names], words)


def _counted(name: str, entries: Iterable[Entry], told: Sequence[Line], words: str) -> Progress:
    required = [entry.value is not None for entry in entries if entry.spec.required]
    errors, warnings = count(told, Severity.ERROR), count(told, Severity.WARNING)
    return Progress(name, len(required), sum(required), errors, warnings, words)

"""The one function that everything else is about."""

from decimal import Decimal

from jixiao.checks import run_entry_checks, run_score_checks
from jixiao.checks.context import Scored
from jixiao.evaluation.framework_of import framework_of
from jixiao.evaluation.lookup import SnapshotLookup
from jixiao.evaluation.model import Evaluation, LevelScore, Progress, ScoreLine
from jixiao.evaluation.rates import execution_rates, total_rate
from jixiao.evaluation.scoring import score_all
from jixiao.findings import Finding, Severity, located
from jixiao.frameworks import Framework
from jixiao.snapshot import Snapshot
from jixiao.values.rounding import percent_of


def evaluate(snapshot: Snapshot) -> Evaluation:
    """Checks, rates, scores, total and grade of a Snapshot. Pure: the same Snapshot gives the same Evaluation.

    A total is the sum of rounded points. There is a grade only where every indicator has points and the weights
    add up to 100. Rules: 财预〔2020〕10号; the workbook's own framework sheet.
    """
    framework = framework_of(snapshot)
    lines, told = score_all(framework, snapshot, SnapshotLookup(snapshot))
    total = sum((line.points for line in lines if line.points is not None), Decimal(0))
    complete = bool(lines) and framework.full == 100 and all(line.points is not None for line in lines)
    grade = framework.settings.grade(total) if complete else ""
    scored = Scored(snapshot, framework, lines, total, complete, grade)
    raised = (*snapshot.notes, *run_entry_checks(snapshot), *told, *run_score_checks(scored))
    findings = located(dict.fromkeys(raised), snapshot.places)
    rates = execution_rates(snapshot)
    return Evaluation(
        unit=snapshot.unit,
        year=snapshot.year,
        framework=framework,
        rates=rates,
        lines=lines,
        levels=_levels(framework, lines),
        total=total,
        complete=complete,
        grade=grade,
        findings=findings,
        progress=_progress(snapshot, findings),
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
    weight = sum((line.indicator.weight for line in lines), Decimal(0))
    points = sum((line.points for line in lines if line.points is not None), Decimal(0))
    return LevelScore(name, weight, points, percent_of(points, weight))


def _progress(snapshot: Snapshot, findings: tuple[Finding, ...]) -> tuple[Progress, ...]:
    """Per entry sheet: required cells, filled ones, findings."""
    sheets = {form.sheet: [0, 0] for form in snapshot.forms.forms}
    titles = {snapshot.places[f"《{form.sheet}》"].sheet: form.sheet for form in snapshot.forms.forms}
    cells = [*snapshot.entries.values(), *(e for t in snapshot.tables.values() for r in t for e in r.entries.values())]
    for entry in cells:
        if entry.spec.required:
            counts = sheets[titles[snapshot.places[entry.key].sheet]]
            counts[0] += 1
            counts[1] += entry.value is not None

    def found(sheet: str, severity: Severity) -> int:
        return sum(titles.get(f.place.sheet) == sheet and f.kind.severity is severity for f in findings)

    return tuple(
        Progress(sheet, required, filled, found(sheet, Severity.ERROR), found(sheet, Severity.WARNING))
        for sheet, (required, filled) in sheets.items()
    )

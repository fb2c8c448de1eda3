"""An Evaluation as plain data, for --json. Numbers are strings of exact decimals or null: nothing is rounded twice."""

from decimal import Decimal
from typing import Any

from jixiao.evaluation.model import Evaluation
from jixiao.evaluation.scoring.model import ProjectLine, ProjectScore, Rate, ScoreLine
from jixiao.findings import Finding


def as_data(evaluation: Evaluation) -> dict[str, Any]:
    """{"unit", "year", "total", "complete", "grade", "rates", "scores", "projects", "findings"}; total is null until complete."""
    return {
        "unit": evaluation.unit,
        "year": evaluation.year,
        "total": _number(evaluation.total) if evaluation.complete else None,
        "complete": evaluation.complete,
        "grade": evaluation.grade,
        "rates": [_rate(rate) for rate in evaluation.rates],
        "scores": [_score(line) for line in evaluation.lines],
        "projects": [_project(one) for one in evaluation.projects],
        "findings": [finding_data(finding) for finding in evaluation.findings],
    }


def _number(value: Decimal | None) -> str | None:
    return None if value is None else str(value)


def _rate(rate: Rate) -> dict[str, Any]:
    numbers = {"budget": rate.budget, "executed": rate.executed, "rate": rate.rate, "share": rate.share}
    return {"group": rate.group, "name": rate.name, **{key: _number(value) for key, value in numbers.items()}}


def _score(line: ScoreLine) -> dict[str, Any]:
    indicator = line.indicator
    return {
        "code": indicator.code,
        "level1": indicator.level1,
        "level2": indicator.level2,
        "name": indicator.name,
        "weight": _number(indicator.weight),
        "shape": indicator.criterion.shape,
        "target": line.target,
        "value": line.value,
        "score": _number(line.points),
        "deduction": _number(line.deduction),
        "reason": line.reason,
        "process": line.process,
        "by_hand": line.by_hand,
    }


def finding_data(finding: Finding) -> dict[str, Any]:
    kind, place = finding.kind, finding.place
    return {
        "code": kind.code,
        "severity": kind.severity.name.lower(),
        "title": kind.title,
        "sheet": place.sheet,
        "cell": place.cell,
        "message": finding.message,
        "what": finding.wrong,
        "remedy": kind.remedy,
        "basis": kind.basis,
        "answer": finding.answer,
        "answered": finding.is_answered,
    }


def _project(one: ProjectScore) -> dict[str, Any]:
    """A project sheet; total is null until every line has points and the weights add up to 100."""
    return {
        "name": one.project.name,
        "sheet": one.project.sheet,
        "total": _number(one.total),
        "grade": one.grade,
        "rate": _number(one.rate),
        "scores": [_project_line(line) for line in one.lines],
    }


def _project_line(line: ProjectLine) -> dict[str, Any]:
    texts = ("level1", "level2", "name", "target", "value", "reason", "process")
    numbers = {"weight": _number(line.weight), "score": _number(line.points)}
    return {**{text: getattr(line, text) for text in texts}, **numbers}

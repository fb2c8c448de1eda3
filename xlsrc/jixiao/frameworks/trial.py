"""Trying a criterion out: how it was understood, and what a value scores; for the button and the command line."""

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from jixiao.criteria import (
    Answer,
    Criterion,
    Outcome,
    Rule,
    Standing,
    answer_typed,
    read_criterion,
    render,
    score,
)
from jixiao.frameworks.model import Settings
from jixiao.values.rounding import plain


@dataclass(frozen=True)
class Candidate:
    """A rule that the text may mean: its words, what is uncertain about it, what the value gives by it."""

    rule: Rule
    uncertain: tuple[str, ...]
    answer: Answer | None = None
    outcome: Outcome | None = None
    problem: str = ""


@dataclass(frozen=True)
class Trial:
    """A criterion with its candidates, the best first. `standing` counts the value: where all that is open gives the
    same points for it, they are sure."""

    criterion: Criterion
    candidates: tuple[Candidate, ...]
    standing: Standing
    outcome: Outcome | None = None
    problem: str = ""


def try_criterion(text: str, weight: Decimal, value: str = "", target: str = "") -> Trial:
    """The criterion read for `weight` points, and what `value` (with its 目标值) gives by each candidate."""
    criterion = read_criterion(text, weight)
    offered = (Candidate(one.rule, one.uncertain) for one in criterion.candidates)
    candidates = tuple(_tried(text, one, weight, value, target) for one in offered)
    if not value or not candidates:
        return Trial(criterion, candidates, criterion.standing, problem=criterion.problem)
    best = candidates[0]
    if best.answer is None or not criterion.settled:
        standing = criterion.standing if best.outcome is None else Standing.PROPOSED
        return Trial(criterion, candidates, _not_sure(standing), problem=criterion.problem or best.problem)
    outcome = score(criterion, weight, best.answer, over_target=Settings().over_target)
    if outcome.points is not None:
        return Trial(criterion, candidates[:1], Standing.SCORED, outcome)
    return Trial(criterion, candidates, _not_sure(criterion.standing), outcome, problem="；".join(outcome.messages))


def _not_sure(standing: Standing) -> Standing:
    return Standing.PROPOSED if standing is Standing.SCORED else standing


def _tried(text: str, candidate: Candidate, weight: Decimal, value: str, target: str) -> Candidate:
    if not value:
        return candidate
    try:
        answer = answer_typed(text, candidate.rule, value, target)
    except ValueError as error:
        return replace(candidate, problem=str(error))
    if answer.not_applicable:
        return replace(candidate, answer=answer, outcome=score(candidate.rule, weight, answer))
    outcome = candidate.rule.provisional(weight, answer)
    sure = candidate.rule.points(weight, answer)
    asked = sure.messages if outcome.points is not None and sure.points is None else ()
    return Candidate(candidate.rule, (*candidate.uncertain, *asked), answer, outcome)


def as_data(trial: Trial) -> dict[str, Any]:
    """`jixiao score --json`: points as exact decimal strings."""
    criterion = trial.criterion
    best = trial.outcome or (trial.candidates[0].outcome if trial.candidates else None)
    sure = trial.standing is Standing.SCORED and best is not None
    unused = [word for reading in criterion.readings[:1] for word in reading.unused]
    return {
        "status": str(trial.standing),
        "points": _number(best.points) if sure and best else None,
        "canonical": criterion.canonical if criterion.settled else "",
        "candidates": [_candidate_data(one, criterion.weight) for one in trial.candidates],
        "unread": [*criterion.not_understood, *unused],
        "problem": trial.problem or None,
        "process": best.process if sure and best else "",
        "deduction_reason": best.deduction_reason if sure and best else "",
    }


def _candidate_data(candidate: Candidate, weight: Decimal) -> dict[str, Any]:
    points = candidate.outcome.points if candidate.outcome else None
    told = (*candidate.uncertain, *((candidate.problem,) if candidate.problem else ()))
    return {"canonical": render(candidate.rule, weight), "points": _number(points), "uncertain": list(told)}


def _number(points: Decimal | None) -> int | float | None:
    """A JSON number: points have at most 2 decimals, which a float keeps exactly as printed."""
    if points is None:
        return None
    return int(points) if points == points.to_integral_value() else float(points)


STANDINGS = {Standing.SCORED: "自动评分", Standing.PROPOSED: "待确认", Standing.MANUAL: "手工"}


def told(trial: Trial) -> list[str]:
    """What a person reads, line by line."""
    criterion = trial.criterion
    lines = [f"识别结果：{STANDINGS[trial.standing]}（{_shape(trial)}）"]
    for number, one in enumerate(trial.candidates, 1):
        head = "规范写法" if len(trial.candidates) == 1 else f"读法{number}"
        points = one.outcome.points if one.outcome else None
        lines.append(
            f"{head}：{render(one.rule, criterion.weight)}{'' if points is None else f'　得{plain(points)}分'}"
        )
        lines += [f"　　请确认：{text}" for text in one.uncertain]
    if criterion.not_understood:
        lines.append(f"看不懂的：{'、'.join(criterion.not_understood)}")
    if trial.problem:
        lines.append(f"{'自相矛盾' if trial.problem == criterion.problem else '不能计分'}：{trial.problem}")
    outcome = trial.outcome
    if outcome is None or outcome.points is None:
        return lines
    lines.append(f"得分：{plain(outcome.points)}")
    named = (("计算过程", outcome.process), ("扣分原因", outcome.deduction_reason))
    return [*lines, *(f"{title}：{text}" for title, text in named if text), *outcome.messages]


def _shape(trial: Trial) -> str:
    return trial.candidates[0].rule.label if trial.candidates else trial.criterion.shape

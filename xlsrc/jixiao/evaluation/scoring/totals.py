"""From scored lines to the total: what does not apply is shared or rescaled, caps and bonus points come last."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from jixiao.criteria import Bonus, NotApplicable, TotalCaps, add_bonus, apply_caps, rescale, share_among
from jixiao.evaluation.scoring.model import ScoreLine
from jixiao.frameworks import Framework
from jixiao.values.rounding import half_up, plain

ZERO = Decimal(0)


@dataclass(frozen=True)
class Totalled:
    """The lines as they count, the total, whether everything has points, and how the total came about ('': a sum)."""

    lines: tuple[ScoreLine, ...]
    total: Decimal
    complete: bool
    process: str


def totalled(framework: Framework, lines: Sequence[ScoreLine], execution_rate: Decimal | None) -> Totalled:
    """Sum of rounded points; 不参评 rescaled to the full marks; 加减分 only where the framework says so; caps last."""
    lines = _shared(lines)
    counted = [line for line in lines if not line.rule.outside]
    kept = [line for line in counted if not line.dropped]
    complete = bool(kept) and framework.full == 100 and all(line.points is not None for line in kept)
    total = sum((line.points for line in kept if line.points is not None), ZERO)
    steps: list[str] = []
    if complete and len(kept) < len(counted) and sum((line.weight for line in kept), ZERO) != framework.full:
        scaled = rescale([line.weight for line in counted], [line.points for line in counted], framework.full)
        if scaled:
            total = scaled.points
            steps.append(scaled.process)
    total = _with_bonus(framework, lines, total, steps)
    return Totalled(lines, _capped(lines, total, execution_rate, steps), complete, "；".join(steps))


def _with_bonus(framework: Framework, lines: Sequence[ScoreLine], total: Decimal, steps: list[str]) -> Decimal:
    points = [line.points for line in lines if isinstance(line.rule, Bonus) and line.points is not None]
    added = add_bonus(total, points, framework.full, framework.settings.bonus)
    if added.process:
        steps.append(added.process)
    return added.points


def _capped(lines: Sequence[ScoreLine], total: Decimal, rate: Decimal | None, steps: list[str]) -> Decimal:
    for line in lines:
        if isinstance(line.rule, TotalCaps):
            capped = apply_caps(total, rate, line.rule)
            total = capped.points
            if capped.process:
                steps.append(capped.process)
    return total


def _shared(lines: Sequence[ScoreLine]) -> tuple[ScoreLine, ...]:
    """分值分摊到同级指标: the points of siblings grow with their weights."""
    out = list(lines)
    groups: dict[tuple[str, str], list[int]] = {}
    for n, line in enumerate(out):
        groups.setdefault((line.indicator.level1, line.indicator.level2), []).append(n)
    for rows in groups.values():
        if any(_gives_away(out[n]) for n in rows):
            weights = share_among([out[n].weight for n in rows], [not _gives_away(out[n]) for n in rows])
            for n, weight in zip(rows, weights, strict=True):
                out[n] = _with_weight(out[n], weight)
    return tuple(out)


def _gives_away(line: ScoreLine) -> bool:
    return line.dropped and line.rule.not_applicable is NotApplicable.SHARE


def _with_weight(line: ScoreLine, weight: Decimal) -> ScoreLine:
    if line.points is None or weight == line.weight:
        return replace(line, weight_now=weight)
    points = half_up(line.points * weight / line.weight) if line.weight else line.points
    told = f"{line.process}；同级分摊后分值{plain(weight)}分，得{plain(points)}分"
    return replace(line, weight_now=weight, points=points, process=told)

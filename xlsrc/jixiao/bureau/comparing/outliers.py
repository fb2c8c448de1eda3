"""K19, K22: numbers far from everyone's, by median and median absolute deviation (MAD).

z = |x − median| ÷ max(1.4826 MAD, FLOOR); of ratios by their logarithm. Where most units have the same value, MAD is 0 and
says nothing of how far is far: the floor is what a difference must be to mean anything. Where many are nearly as far off
(离群单位占比), there is a long tail, and its end is no outlier: 在职人员控制率 of 0 among many of 40, 60, 80 %.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from statistics import median

from jixiao.bureau.comparing import measures
from jixiao.bureau.comparing.filings import Filings
from jixiao.bureau.comparing.measures import Measured
from jixiao.bureau.comparing.model import Suspicion
from jixiao.bureau.comparing.telling import suspicion
from jixiao.findings import kind_of
from jixiao.values.rounding import half_up, money, percent, plain

FAR = kind_of("K19")
COST = kind_of("K22")
AS_SIGMA = 1.4826  # of a normal distribution
RATIO_FLOOR = math.log(1.15)
TENTH = 1
TIMES = "倍"
NEARLY = Decimal("0.8")  # of the limit: who is nearly as far off is of the same tail
MEASURES: tuple[Callable[[Filings], Iterator[Measured]], ...] = (
    measures.execution_rates,
    measures.per_head,
    measures.score_shares,
)


def figures_are_near_everyones(filings: Filings) -> Iterator[Suspicion]:
    """K19: rates, money per head, shares of points."""
    for measure in MEASURES:
        for group in measures.same_group(list(measure(filings))).values():
            middle = median(one.value for one in group)
            shown = f"{money(middle)} 万元" if group[0].ratio else percent(middle)
            for one, far in outliers(filings, group):
                words = {"what": one.what, "value": one.shown, "count": len(group), "median": shown}
                yield suspicion(
                    FAR, (one.unit, *one.group), one.sides, (far, TIMES), unit=one.unit, z=plain(far), **words
                )


def costs_are_near_everyones(filings: Filings) -> Iterator[Suspicion]:
    """K22: what one piece of output cost."""
    costs = dict(enumerate(measures.unit_costs(filings)))
    found = {id(one): cost for one, cost in costs.values()}
    for group in measures.same_group([one for one, _ in costs.values()]).values():
        middle = money(median(one.value for one in group))
        for one, far in outliers(filings, group):
            cost = found[id(one)]
            words = {
                "unit": one.unit, "project": cost.project.name, "quantity": cost.counted, "cost": one.shown,
                "executed": plain(cost.project.executed), "value": cost.line.value,
                "count": len({other.unit for other in group}), "indicator": cost.line.name, "median": middle,
            }  # fmt: skip
            yield suspicion(COST, (one.unit, *one.about), one.sides, (far, TIMES), **words)


def outliers(filings: Filings, group: Sequence[Measured]) -> Iterator[tuple[Measured, Decimal]]:
    """(what is far off, how far: z to one decimal); nothing where too few units are comparable or too many are far off."""
    units = len({one.unit for one in group})
    if units < filings.limit("离群最少单位数"):
        return
    limit, nearly = float(filings.limit("离群倍数")), float(filings.limit("离群倍数") * NEARLY)
    measured = list(zip(group, distances(group), strict=True))
    tail = {one.unit for one, z in measured if z >= nearly}
    if len(tail) <= max(Decimal(1), units * filings.limit("离群单位占比") / 100):
        yield from ((one, half_up(Decimal(z), TENTH)) for one, z in measured if z >= limit)


def distances(group: Sequence[Measured]) -> list[float]:
    """z of each."""
    ratio = group[0].ratio
    values = [math.log(one.value) if ratio else float(one.value) for one in group]
    middle = median(values)
    deviations = [abs(value - middle) for value in values]
    scale = max(AS_SIGMA * median(deviations), RATIO_FLOOR if ratio else group[0].floor)
    return [deviation / scale for deviation in deviations]

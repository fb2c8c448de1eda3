"""Points of rules over checks, counts, grades and dates as spreadsheet formulas: the twin of score_listed."""

from collections.abc import Callable, Sequence
from decimal import Decimal

from jixiao.criteria.as_formula_measured import MEASURED, NONE, Measured
from jixiao.criteria.as_formula_parts import NoFormulaError, Work, capped, half_up, is_number, number, text, when
from jixiao.criteria.as_formula_text import DROPPED, Read
from jixiao.criteria.rules import HUNDRED, BestOf, Bonus, Checklist, Choices, Milestones, PerOccurrence, Tiers
from jixiao.criteria.typed import takes_target
from jixiao.values.words import NO


def checklist_formula(rule: Checklist, weight: Decimal, read: Read, work: Work) -> str:
    """Points for each 是; a point marked 不适用 drops out and the others are scaled to the weight."""
    if read.checks == NONE:
        return NONE
    count = len(rule.items)

    def points_of(test: str) -> str:
        return "+".join(
            f"(MID({read.checks},{2 * n + 1},1){test})*{number(item.points)}" for n, item in enumerate(rule.items)
        )

    whole = number(weight) if rule.by_deduction else work.put(points_of(f"<>{text(DROPPED)}"))
    lost = work.put(points_of(f"={text(NO)}"))
    none_kept = f'SUBSTITUTE(SUBSTITUTE({read.checks},{text(DROPPED)},"")," ","")=""'
    return when(
        (f"LEN({read.checks})<>{2 * count - 1}", NONE),
        (none_kept, NONE),
        (f"{whole}<=0", NONE),
        otherwise=capped(f"({whole}-{lost})*{number(weight)}/{whole}", weight),
    )


def occurrence_formula(rule: PerOccurrence, weight: Decimal, read: Read) -> str:
    """Points lost per case, never below 0."""
    count = read.values[0]
    limits = [number(weight)] + ([] if rule.most is None else [number(rule.most)])
    lost = f"MIN({half_up(f'INT({count}/{number(rule.per)})*{number(rule.points)}')},{','.join(limits)})"
    return when(
        (f"NOT({is_number(count)})", NONE),
        (f"OR({count}<0,{count}<>INT({count}))", NONE),
        (f"{count}=0", number(weight)),
        otherwise=f"ROUND({number(weight)}-{lost},2)",
    )


def bonus_formula(rule: Bonus, read: Read) -> str:
    """Points outside the 100, negative for 减分, capped."""
    count = read.values[0]
    points = half_up(f"MIN({count}*{number(rule.points)},{number(rule.most)})")
    return when((is_number(count), f"{rule.sign}*{points}"), otherwise=NONE)


def choices_formula(rule: Choices, read: Read, work: Work) -> str:
    """The points of the grade picked."""
    if read.word == NONE:
        return NONE
    index = work.put(_index(read.word, [option.name for option in rule.options]))
    return when(*_each(index, [number(option.points) for option in rule.options]), otherwise=NONE)


def tiers_formula(rule: Tiers, weight: Decimal, read: Read, typed: str, work: Work) -> str:
    """The score typed, where it lies in its tier; the upper bound belongs to the tier above."""
    lows = [number(tier.low * weight / HUNDRED) for tier in rule.tiers]
    highs = [number(tier.high * weight / HUNDRED) for tier in rule.tiers]
    by_score = when(*[(f"{typed}>={low}", str(n + 1)) for n, low in enumerate(lows)], otherwise="0")
    index = by_score
    if read.word != NONE:
        index = f'IF({read.word}="",{by_score},{_index(read.word, [tier.name for tier in rule.tiers])})'
    cell = work.put(f"IF({is_number(typed)},{index},0)")
    fits = []
    for n, (low, high) in enumerate(zip(lows, highs, strict=True)):
        fits.append(f"AND({typed}>={low},{typed}<{'=' if n == 0 else ''}{high})")
    inside = when(*_each(cell, fits), otherwise="FALSE")
    return when((f"NOT({is_number(typed)})", NONE), (_outside(typed, weight), NONE), (inside, typed), otherwise=NONE)


def typed_formula(weight: Decimal, typed: str) -> str:
    """The score typed, within 0 and the weight."""
    return when((f"NOT({is_number(typed)})", NONE), otherwise=within(weight, typed))


def within(weight: Decimal, typed: str) -> str:
    """A number between 0 and the weight, else nothing."""
    return when((_outside(typed, weight), NONE), otherwise=typed)


def milestones_formula(rule: Milestones, read: Read) -> str:
    """Points for each date whose share was reached; all of them must be given."""
    if len(read.values) != len(rule.milestones):
        return NONE
    pairs = list(zip(rule.milestones, read.values, strict=True))
    points = "+".join(f"({value}>={number(date.share)})*{number(date.points)}" for date, value in pairs)
    fits = [] if read.checks == NONE else [(f"NOT({read.checks})", NONE)]
    return when(*fits, (f"NOT({is_number(*read.values)})", NONE), otherwise=f"ROUND({points},2)")


def best_formula(rule: BestOf, weight: Decimal, read: Read, target: Callable[[], str], work: Work) -> str:
    """Each alternative over its own value; the best counts."""
    parts = [alternative.rule for alternative in rule.alternatives]
    if any(type(part) not in MEASURED for part in parts):
        raise NoFormulaError
    unit = work.put(read.unit)
    aim = target() if any(map(takes_target, parts)) else NONE
    points = [
        work.put(MEASURED[type(part)](part, weight, Measured(value, unit, aim, NONE, work)))
        for part, value in zip(parts, read.values, strict=False)
    ]
    best = when((f"COUNT({','.join(points)})>0", f"MAX({','.join(points)})"), otherwise=NONE)
    return best if read.checks == NONE else when((f"NOT({read.checks})", NONE), otherwise=best)


def _outside(typed: str, weight: Decimal) -> str:
    return f"OR({typed}<0,{typed}>{number(weight)})"


def _each(index: str, results: Sequence[str]) -> list[tuple[str, str]]:
    return [(f"{index}={n + 1}", result) for n, result in enumerate(results)]


def _index(word: str, names: Sequence[str]) -> str:
    """The number of the one grade of that name, 0 for none; 部分达成 is enough for 部分达成并具有一定效果."""
    same = [(f"EXACT({word},{text(name)})", str(n + 1)) for n, name in enumerate(names)]
    near = [_near(word, name) for name in names]
    count = "+".join(f"N({test})" for test in near)
    which = "+".join(f"N({test})*{n + 1}" for n, test in enumerate(near))
    return when((f'{word}=""', "0"), *same, (f"{count}=1", which), otherwise="0")


def _near(word: str, name: str) -> str:
    starts = f"EXACT(LEFT({text(name)},LEN({word})),{word})"
    if not name.startswith("达到"):
        return starts
    return f"OR({starts},EXACT({text(name.removeprefix('达到'))},{word}))"

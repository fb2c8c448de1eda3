"""Points that rise with a value: 插值 between stated points, 每满10万元得1分."""

import re
from decimal import Decimal
from itertools import pairwise

from jixiao.criteria.reading import statements as atoms
from jixiao.criteria.reading.picking import Deck, check_full, common_unit
from jixiao.criteria.reading.statements import Condition, ContradictionError, NotUnderstoodError
from jixiao.criteria.reading.steps import rounding_of
from jixiao.criteria.shapes.base import ZERO, Rule, Steps
from jixiao.criteria.shapes.gains import StepGain
from jixiao.criteria.shapes.interpolated import Interpolated, Knot
from jixiao.values.rounding import plain


def interpolated_rule(deck: Deck) -> Rule:
    """98%及以上得满分，80%及以下得0分，其间插值: the points at the bounds, level beyond them."""
    deck.take(atoms.Between)
    given = [(atom, points) for atom, points in deck.take_all(Condition)]
    told = [(atom, points) for atom, points in given if points is not None]
    deck.finish()
    unit = common_unit(*(edge for atom, _ in given for edge in (atom.low, atom.high)))
    top = [(atom.low, points) for atom, points in told if atom.low and not atom.high]
    bottom = [(atom.high, points) for atom, points in told if atom.high and not atom.low]
    inner = [(atom.low, points) for atom, points in told if atom.low and atom.low == atom.high]
    if len(top) != 1 or len(bottom) != 1 or len(told) != 2 + len(inner):
        raise NotUnderstoodError("插值的起点和终点")
    knots = tuple(sorted((Knot(edge.value, points) for edge, points in (*bottom, *inner, *top)), key=lambda k: k.value))
    if knots[0].value != bottom[0][0].value or len({knot.value for knot in knots}) < len(knots):
        raise ContradictionError("插值的起点和终点前后矛盾。")
    check_full(max(knot.points for knot in knots), deck.weight)
    for again in (atom for atom, points in given if points is None):
        ends = (again.low and again.low.value, again.high and again.high.value)
        if ends not in [(one.value, two.value) for one, two in pairwise(knots)]:
            raise NotUnderstoodError("插值的区间")
    return Interpolated(knots, unit)


def gain_rule(deck: Deck) -> Rule:
    """每满10万元得1分，最多5分; ≥95%得3分，每超过1个百分点加0.4分；<95%不得分."""
    gains = [gain for gain, _ in deck.take_all(atoms.Gain)]
    deck.take(atoms.Ceiling)
    most = deck.take(atoms.Most)
    if len(gains) != 1 or gains[0].size <= 0 or gains[0].points <= 0:
        raise NotUnderstoodError("每一步得几分")
    gain = gains[0]
    rounding = rounding_of(deck, [gain.size], gain.whole)
    years = [f"{atom.subject}比上年{_YEARS[atom.relation]}" for atom, _ in _bare_years(deck)]
    start, base, unit = _start(deck, gain)
    if most and deck.weight not in (most.points, base + most.points):
        raise ContradictionError(f"最多得{plain(most.points)}分，与分值{plain(deck.weight)}分不一致。")
    if re.search(r"[\d且或除但若如仅未不]", gain.name):
        deck.doubts.append(f"“{gain.name}”当作指标值的名称")
    deck.finish()
    return StepGain(
        Steps(gain.size, gain.points, rounding),
        unit,
        start,
        base,
        "，".join([*years, *([gain.name] if gain.name else [])]),
    )


_YEARS = {">": "提高", "<": "下降"}


def _bare_years(deck: Deck) -> list[tuple[atoms.VersusLastYear, Decimal | None]]:
    """执行率比上年提高的，每提高1个百分点…: what the steps are counted of."""
    given = [
        c
        for c in deck.cards
        if isinstance(c.atom, atoms.VersusLastYear) and c.award is None and c.atom.relation in _YEARS
    ]
    deck.cards = [card for card in deck.cards if card not in given]
    return [(card.atom, card.award) for card in given if isinstance(card.atom, atoms.VersusLastYear)]


def _start(deck: Deck, gain: atoms.Gain) -> tuple[Decimal, Decimal, str]:
    """Where the steps begin, and the points there."""
    told = [(atom, points) for atom, points in deck.take_all(Condition)]
    reached = [(atom.low, points) for atom, points in told if atom.low and not atom.high and points is not None]
    below = [atom.high for atom, points in told if atom.high and not atom.low and points == ZERO]
    if not told:
        return ZERO, ZERO, gain.unit
    if len(reached) != 1 or len(told) != 1 + len(below) or len(below) > 1 or reached[0][0].included is False:
        raise NotUnderstoodError("从多少起加分")
    edge, base = reached[0]
    unit = common_unit(edge, *below, extra=gain.unit)
    if (below and (below[0].value != edge.value or below[0].included)) or base >= deck.weight:
        raise ContradictionError("加分的起点前后矛盾。")
    if not below:
        deck.doubts.append(f"没有写明不到{plain(edge.value)}{unit}得几分，当作不得分")
    return edge.value, base, unit

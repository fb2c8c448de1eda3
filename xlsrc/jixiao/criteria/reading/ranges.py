"""Shapes over a measured value in words: 分档, 等于目标, 按比例, 越低越好."""

from decimal import Decimal

from jixiao.criteria.reading import statements as atoms
from jixiao.criteria.reading.formulas import full_cases
from jixiao.criteria.reading.intervals import (
    apart,
    check_cover,
    close_whole_gaps,
    fill_gaps,
    plain_range,
    ranges_of,
    with_ends,
)
from jixiao.criteria.reading.picking import Deck, check_full, common_unit
from jixiao.criteria.reading.statements import Condition, ContradictionError, Edge
from jixiao.criteria.shapes.bands import Band, Bands
from jixiao.criteria.shapes.base import ZERO, Rounding, Rule
from jixiao.criteria.shapes.proportional import LessIsBetter, Proportional
from jixiao.criteria.shapes.steps import Window
from jixiao.criteria.shapes.target import EqualsTarget


def bands_rule(deck: Deck) -> Rule:
    """Conditions with points: bands, or a window where only the middle one earns."""
    _check_bare(deck)
    outer = deck.take_awarded(atoms.Outside, ZERO)
    _doubt_strangers(deck)
    pairs = [(part, points) for part, points in deck.take_all(Condition) if points is not None]
    rest = [points for _, points in deck.take_all(atoms.Otherwise)]
    if len(rest) > 1:
        raise atoms.NotUnderstoodError("否则")
    deck.finish()
    if outer:
        pairs += [(outer.first, ZERO), (outer.second, ZERO)]
    unit = common_unit(*(edge for part, _ in pairs for edge in (part.low, part.high)))
    rule, other = (_bands(deck, pairs, rest, unit, better) for better in (True, False))
    deck.other_bounds = None if other == rule else other
    return rule


def _doubt_strangers(deck: Deck) -> None:
    """其中专项占60% beside bands: of another name, and without points."""
    conditions = [card for card in deck.cards if isinstance(card.atom, Condition)]
    names = {getattr(card.atom, "subject", "") for card in conditions if card.award is not None}
    for card in conditions:
        name = getattr(card.atom, "subject", "")
        if card.award is None and name and name not in names:
            deck.doubts.append(f"没有用上“{card.words}”，请确认它不影响得分")


def _bands(
    deck: Deck, pairs: list[tuple[Condition, Decimal]], rest: list[Decimal | None], unit: str, better: bool
) -> Rule:
    bands = ranges_of(apart(pairs), unit, better)
    if rest and rest[0] is not None:
        bands = fill_gaps(bands, rest[0])
    check_full(max(band.points for band in bands), deck.weight)
    closed = close_whole_gaps(bands, unit)
    if closed != bands and better:
        deck.doubts.append("各档只写了整数，两档之间的小数当作归较低一档")
    bands = closed
    ended = with_ends(bands)
    if ended != bands and better:
        deck.doubts.append("没有写明最低一档以外得几分，当作不得分")
    bands = ended
    check_cover(bands, unit)
    absolute = any("绝对值" in part.subject for part, _ in pairs)
    return _as_window(bands, unit, absolute) or Bands(bands, unit, absolute)


def _check_bare(deck: Deck) -> None:
    """在100%-130%之间得分 means full marks only where it is the one case that earns any."""
    earning = [card for card in deck.cards if card.award]
    for card in earning:
        if card.bare and len(earning) > 1:
            raise atoms.NotUnderstoodError(card.words)


def _as_window(bands: tuple[Band, ...], unit: str, absolute: bool) -> Rule | None:
    inner = [band.range for band in bands if band.points != ZERO]
    if absolute or len(bands) != 3 or len(inner) != 1:
        return None
    low, high = inner[0].low, inner[0].high
    if low is None or high is None or not (inner[0].low_in and inner[0].high_in):
        return None
    return Window(low, high, unit)


def target_rule(deck: Deck) -> Rule:
    """=目标值得满分, with or without what happens otherwise."""
    for card in list(deck.cards):
        if isinstance(card.atom, atoms.AgainstTarget) and card.award not in (None, ZERO):
            check_full(card.award or ZERO, deck.weight)
    full = deck.take_awarded(atoms.AgainstTarget)
    if full is None or full.relation not in ("=", "≥", "≤"):
        raise atoms.NotUnderstoodError("与目标值比较的结果")
    if full.relation == "≤" and any(
        isinstance(card.atom, atoms.Part) and card.atom.rounding is Rounding.LINEAR for card in deck.cards
    ):
        return _excess(deck)
    deck.take_awarded(atoms.Otherwise, ZERO)
    opposite = {"=": "<", "≥": "<", "≤": ">"}[full.relation]
    for card in list(deck.cards):
        if card.award == ZERO and isinstance(card.atom, atoms.AgainstTarget) and card.atom.relation == opposite:
            deck.cards.remove(card)
    deck.finish()
    return EqualsTarget(full.relation)


def _excess(deck: Deck) -> Rule:
    """≤目标值得满分，超过的按比例扣分."""
    deck.take_all(atoms.Part)
    beyond = deck.take(atoms.AgainstTarget)
    deck.take(atoms.Floor)
    deck.finish()
    if beyond and beyond.relation != ">":
        raise ContradictionError("得满分的一侧与扣分的一侧相同，前后矛盾。")
    return LessIsBetter(by_excess=True)


def proportional_rule(deck: Deck) -> Rule:
    """按完成比例得分, with the value that earns full marks and the one below which nothing is earned."""
    full_cases(deck)
    deck.take(atoms.InProportion)
    deck.take(atoms.Ceiling)
    target = _proportional_target(deck)
    zero = None
    for card in list(deck.cards):
        if isinstance(card.atom, Condition) and card.award == ZERO and card.atom.low is None:
            zero = plain_range(card.atom)
            common_unit(card.atom.high, target, extra="" if target else "%")
            deck.cards.remove(card)
    deck.finish()
    unit = common_unit(target) if target else "%"
    if target and target.value <= 0:
        raise ContradictionError("按比例得分的目标值应大于0。")
    if zero and target and zero.high is not None and zero.high > target.value:
        raise ContradictionError("不得分的界限落在得满分的范围内。")
    return Proportional(target.value if target else None, unit, zero)


def _proportional_target(deck: Deck) -> Edge | None:
    """≥95%得满分 with its repetition <95%的; ≥目标值 and 未达到的 name the 目标值."""
    for relation, award in deck.take_all(atoms.AgainstTarget):
        if award is not None:
            check_full(award, deck.weight)
        if relation.relation not in (("≥", "=") if award is not None else ("<",)):
            raise atoms.NotUnderstoodError("与目标值比较的结果")
    target: Edge | None = None
    for card in list(deck.cards):
        edge = card.atom.low if isinstance(card.atom, Condition) else None
        exact = isinstance(card.atom, Condition) and card.atom.high in (None, edge)
        if edge and exact and card.award is not None:
            check_full(card.award, deck.weight)
            target = edge
            deck.cards.remove(card)
    for card in list(deck.cards):
        if isinstance(card.atom, Condition) and card.award is None and card.atom.low is None and target:
            high = card.atom.high
            if high and high.value == target.value:
                deck.cards.remove(card)
    return target

"""Conditions of which some earn points by a formula: ≥95%得满分；<95%，得分=执行率×分值；<60%不得分."""

from decimal import Decimal

from jixiao.criteria.reading import statements as atoms
from jixiao.criteria.reading.formulas import linear_target
from jixiao.criteria.reading.intervals import apart, check_cover, fill_gaps, ranges_of
from jixiao.criteria.reading.picking import Card, Deck, check_full, common_unit
from jixiao.criteria.reading.statements import Condition, NotUnderstoodError
from jixiao.criteria.shapes.bands import Band
from jixiao.criteria.shapes.base import Rule
from jixiao.criteria.shapes.cases import Case, Cases

_HALF = Decimal("0.5")  # a formula's rank between full marks and nothing, where a bound has no owner


def cases_rule(deck: Deck) -> Rule:
    """The cases in the order of their ranges; a narrower one that comes later takes its part of a wider one."""
    deck.take(atoms.Ceiling)
    deck.take(atoms.Floor)
    cards = [
        card for card in deck.cards if isinstance(card.atom, Condition) and (card.award is not None or card.formula)
    ]
    rest = [card for card in deck.cards if isinstance(card.atom, atoms.Otherwise)]
    deck.cards = [card for card in deck.cards if card not in (*cards, *rest)]
    deck.finish()
    if not cards or len(rest) > 1:
        raise NotUnderstoodError(*(card.words for card in rest))
    told = apart([(card.atom, card) for card in cards if isinstance(card.atom, Condition)])
    pairs = [(part, _rank(card, deck)) for part, card in told]
    unit = common_unit(*(edge for part, _ in pairs for edge in (part.low, part.high)))
    bands = list(ranges_of(pairs, unit))
    earned = [_earned(card, deck) for _, card in told]
    made = [Case(band.range, *each) for band, each in zip(bands, earned, strict=True)]
    if rest:
        marked = fill_gaps(tuple(Band(band.range, Decimal(n)) for n, band in enumerate(bands)), Decimal(-1))
        made = [
            made[int(band.points)] if band.points >= 0 else Case(band.range, *_earned(rest[0], deck)) for band in marked
        ]
    if any(case.points is not None for case in made):
        check_full(max(case.points for case in made if case.points is not None), deck.weight)
    check_cover(tuple(Band(case.range, Decimal(0)) for case in made), unit)
    return Cases(tuple(made), unit)


def _rank(card: Card, deck: Deck) -> Decimal:
    return deck.weight * _HALF if card.award is None else card.award


def _earned(card: Card, deck: Deck) -> tuple[Decimal | None, Decimal | None]:
    """(points, None) or (None, the target of the formula in percent)."""
    if card.formula:
        return None, linear_target(card.formula, deck.weight, card.words)
    if card.award is None:
        raise NotUnderstoodError(card.words)
    return card.award, None

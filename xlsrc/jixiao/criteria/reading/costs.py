"""Cases that cost points without a 每次 of their own: 被点名批评的扣1分, 甲的扣1分；乙的扣2分."""

import re
from dataclasses import replace
from decimal import Decimal
from itertools import combinations

from jixiao.criteria.reading import statements as atoms
from jixiao.criteria.reading.grades import check_words, exclusive
from jixiao.criteria.reading.picking import Card, Deck
from jixiao.criteria.reading.spelling import one_spelling
from jixiao.criteria.reading.statements import Atom, Condition, NotUnderstoodError

_COMPARED = re.compile(r"[≤≥<>=⩾⩽~]|\d")
_BESIDE = (atoms.Unknown, atoms.Named, atoms.Total, atoms.Floor, atoms.Most, atoms.Described)


def only_costs(found: list[Atom]) -> bool:
    """Whether all that is told in words costs points, with nothing beside it that gives any."""
    told = [atom for atom in found if isinstance(atom, atoms.Described)]
    return bool(told) and all(each.award.minus for each in told) and all(isinstance(each, _BESIDE) for each in found)


def costs_as_cases(deck: Deck) -> None:
    """The cases without 每次 as cases, with a doubt; what costs everything beside counted cases stays a veto."""
    counted = any(isinstance(card.atom, atoms.Occurrence) for card in deck.cards)
    costs = [card.atom for card in deck.cards if _costs(card, deck, counted)]
    told = [each.text for each in costs if isinstance(each, atoms.Described)]
    if any(_COMPARED.search(one_spelling(text)) for text in told):  # of 迟报3天以内, 迟报3天以上 only one can hold
        raise NotUnderstoodError(*told)
    check_words([(text, Decimal(1)) for text in told])
    if told:
        deck.doubts.append(f"{'、'.join(f'“{text}”' for text in told)}没有写每次，当作每发生1次扣1次分")
    for one, two in combinations(told, 2):
        if exclusive(one, two):
            deck.doubts.append(f"“{one}”和“{two}”看来只能有一个成立，当作各自扣分")
    deck.cards = [_as_case(card) if _costs(card, deck, counted) else card for card in deck.cards]


def _costs(card: Card, deck: Deck, counted: bool) -> bool:
    if not isinstance(card.atom, atoms.Described) or not card.atom.award.minus:
        return False
    award = card.atom.award
    return award.points is not None and (award.further or not counted or award.points < deck.weight)


def _as_case(card: Card) -> Card:
    told = card.atom
    assert isinstance(told, atoms.Described)
    return replace(card, atom=atoms.Occurrence(told.text, Decimal(1), told.award.points or Decimal(0), False))


def required(deck: Deck) -> list[str]:
    """每月不低于40条。before the cases: what is asked for, in a sentence of its own; 超过3次的，每次… is none."""
    found = [card for n, card in enumerate(deck.cards) if _requires(n, deck)]
    for card in found:
        deck.cards.remove(card)
        deck.doubts.append(f"“{card.words}”当作要求，扣分只按写明的次数")
    return [card.words for card in found]


def _requires(at: int, deck: Deck) -> bool:
    card, others = deck.cards[at], [*deck.cards[:at], *deck.cards[at + 1 :]]
    if not isinstance(card.atom, Condition) or card.award is not None or card.formula:
        return False
    edges = [edge for edge in (card.atom.low, card.atom.high) if edge]
    alone = all(other.sentence != card.sentence for other in others)
    return alone and len(edges) == 1 and bool(edges[0].included) and edges[0].firm

"""加减计分 in words: 基础分3分；每次加1分，最多加2分；每次扣1分."""

from dataclasses import dataclass
from decimal import Decimal

from jixiao.criteria.reading import statements as atoms
from jixiao.criteria.reading.events import case_event
from jixiao.criteria.reading.picking import Card, Deck
from jixiao.criteria.reading.statements import Atom, ContradictionError, NotUnderstoodError
from jixiao.criteria.shapes.base import ZERO, Rule
from jixiao.criteria.shapes.tally import CaseKind, Tally
from jixiao.values.rounding import plain


@dataclass(frozen=True)
class _Found:
    """A kind of case, with its place among the statements."""

    kind: CaseKind
    at: int


def is_tally(found: list[Atom]) -> bool:
    """Whether cases earn points from a base, of several kinds, or beside cases that cost some."""
    gains = [atom for atom in found if isinstance(atom, atoms.BonusAtom) and atom.sign > 0]
    costs = any(isinstance(atom, atoms.Occurrence) for atom in found)
    base = any(isinstance(atom, atoms.Base) for atom in found)
    return (base and bool(gains or costs)) or len(gains) > 1 or bool(gains and costs)


def tally_rule(deck: Deck) -> Rule:
    """A base, kinds that earn and kinds that cost, each with a limit behind its last kind or before all."""
    cards = [card for card in deck.cards if not isinstance(card.atom, atoms.Floor | atoms.Ceiling)]
    found = [_Found(kind, n) for n, card in enumerate(cards) if (kind := _kind(card.atom))]
    bases = [card.atom.points for card in cards if isinstance(card.atom, atoms.Base)]
    headed = any(isinstance(card.atom, atoms.Heading) for card in cards)
    gained, lost = _limits(cards, found)
    known = (atoms.Base, atoms.Heading, atoms.BonusAtom, atoms.Occurrence, atoms.Most)
    deck.cards = [card for card in cards if not isinstance(card.atom, known)]
    deck.finish()
    base = bases[0] if bases else ZERO
    if len(bases) > 1 or base > deck.weight or any(each.kind.points <= 0 or not each.kind.name for each in found):
        raise NotUnderstoodError("基础分和加减分的写法")
    if not any(each.kind.sign > 0 for each in found) and base != deck.weight:
        raise ContradictionError(f"基础分{plain(base)}分，又没有加分，达不到分值{plain(deck.weight)}分。")
    if gained is not None and base + gained != deck.weight:
        raise ContradictionError(f"基础分加最多加的分为{plain(base + gained)}分，与分值{plain(deck.weight)}分不一致。")
    if gained is None and any(each.kind.sign > 0 for each in found):
        deck.doubts.append("没有写明最多加几分，当作加到满分为止")
        gained = deck.weight - base
    if headed:
        deck.doubts.append("加分项有几种情形，当作在本指标的分值以内计分")
    return Tally(base, tuple(each.kind for each in found), gained, lost)


def _kind(atom: Atom) -> CaseKind | None:
    if isinstance(atom, atoms.BonusAtom):
        return CaseKind(case_event(atom.event), atom.sign, atom.points, atom.per)
    if isinstance(atom, atoms.Occurrence):
        return CaseKind(case_event(atom.event), -1, atom.points, atom.per)
    return None


def _limits(cards: list[Card], found: list[_Found]) -> tuple[Decimal | None, Decimal | None]:
    """The most that is earned and lost; a limit among several kinds of its own sign bounds one of them only."""
    limits: dict[int, Decimal] = {}
    for n, card in enumerate(cards):
        if not isinstance(card.atom, atoms.Most):
            continue
        sign = {"扣": -1, "减": -1, "加": 1, "得": 1}.get(card.atom.doing) or _only_sign(found)
        own = [each.at for each in found if each.kind.sign == sign]
        among = len(own) > 1 and min(own) < n < max(own)
        if not own or among or sign in limits or card.atom.partly:
            raise NotUnderstoodError(card.words)
        limits[sign] = card.atom.points
    return limits.get(1), limits.get(-1)


def _only_sign(found: list[_Found]) -> int:
    """Of a limit without a verb (加分项，最高3分): the one sign there is, 0 where there are both."""
    signs = {each.kind.sign for each in found}
    return signs.pop() if len(signs) == 1 else 0

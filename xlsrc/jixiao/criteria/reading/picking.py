"""The statements of a criterion laid out for the shapes to pick from: nothing may be left over."""

from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from jixiao.criteria.reading import statements as atoms
from jixiao.criteria.reading.clauses import Piece
from jixiao.criteria.reading.statements import Atom, Award, Condition, ContradictionError, Edge, NotUnderstoodError
from jixiao.criteria.shapes.base import HUNDRED, ZERO, Rule
from jixiao.values.rounding import plain

A = TypeVar("A", bound=Atom)
_PAIRED = (
    Condition,
    atoms.Outside,
    atoms.AgainstTarget,
    atoms.HasNone,
    atoms.VersusLastYear,
    atoms.Otherwise,
    atoms.MilestoneAtom,
    atoms.Inapplicable,
)


_WITH_FORMULA = (Condition, atoms.Otherwise)


@dataclass
class Card:
    """A statement with the points that follow it, if any."""

    atom: Atom
    award: Decimal | None
    words: str
    marked: bool
    bare: bool = False
    formula: str = ""
    sentence: int = 0


def _may_earn(atom: Atom, award: Award) -> bool:
    """Points belong to a condition; a 得分 without a number only to a window (在100%-130%之间得分)."""
    if award.bare:
        return isinstance(atom, Condition) and atom.low is not None and atom.high is not None
    return isinstance(atom, _PAIRED)


class Deck:
    """Cards to be taken by a shape; finish() says what it could not use."""

    def __init__(self, pieces: list[Piece], weight: Decimal) -> None:
        self.weight = weight
        self.cards: list[Card] = []
        self.rounding_said = True
        self.doubts: list[str] = []
        self.other_bounds: Rule | None = None
        self.by_formula = any(isinstance(piece.atom, atoms.Score) for piece in pieces)
        for piece in pieces:
            self._lay(piece)

    def _lay(self, piece: Piece) -> None:
        last = self.cards[-1] if self.cards else None
        if isinstance(piece.atom, Award) and last and last.award is None and _may_earn(last.atom, piece.atom):
            last.award, last.bare = self.points(piece.atom), piece.atom.bare
            last.words += "" if piece.words == last.words else f"，{piece.words}"
        elif (
            isinstance(piece.atom, atoms.Score) and last and last.award is None and isinstance(last.atom, _WITH_FORMULA)
        ):
            last.formula = piece.atom.expression
            last.words += f"，{piece.words}"
        else:
            self.cards.append(Card(piece.atom, None, piece.words, piece.marked, sentence=piece.sentence))

    def points(self, award: Award) -> Decimal:
        """The points of an award; a share is a share of the weight, points lost are lost from it."""
        if award.further:  # on top of what was lost before: no points by itself
            raise NotUnderstoodError(f"再扣{plain(award.points or ZERO)}分")
        if award.minus and award.points is not None:
            return max(self.weight - award.points, ZERO)
        if award.share is not None:
            return self.weight * award.share / HUNDRED
        return award.points if award.points is not None else self.weight

    def has(self, kind: type[Atom]) -> bool:
        """Whether a statement of that kind is left."""
        return any(isinstance(card.atom, kind) for card in self.cards)

    def take_all(self, kind: type[A]) -> list[tuple[A, Decimal | None]]:
        """Take all statements of a kind with their points."""
        taken = [(card.atom, card.award) for card in self.cards if isinstance(card.atom, kind)]
        self.cards = [card for card in self.cards if not isinstance(card.atom, kind)]
        return taken

    def take(self, kind: type[A], awarded: bool = False) -> A | None:
        """Take the first bare statement of a kind (with points where `awarded`)."""
        for card in self.cards:
            if isinstance(card.atom, kind) and (card.award is not None) == awarded:
                self.cards.remove(card)
                return card.atom
        return None

    def take_awarded(self, kind: type[A], points: Decimal | None = None) -> A | None:
        """Take the first statement of a kind that gives just these points (None: the weight)."""
        wanted = self.weight if points is None else points
        for card in self.cards:
            if isinstance(card.atom, kind) and card.award == wanted:
                self.cards.remove(card)
                return card.atom
        return None

    def finish(self) -> None:
        """NotUnderstoodError with the words of all cards left over."""
        if self.cards:
            raise NotUnderstoodError(*dict.fromkeys(card.words for card in self.cards))


def common_unit(*edges: Edge | None, extra: str = "") -> str:
    """The one unit of all edges (a bare 0 shares it); ContradictionError where there are two, or a bare number."""
    units = {edge.unit for edge in edges if edge and edge.unit} | ({extra} - {""})
    if len(units) > 1:
        raise ContradictionError(f"界限的单位不一致：{'、'.join(sorted(units))}。")
    bare = next((edge for edge in edges if units and edge and not edge.unit and edge.value), None)
    if bare:
        raise ContradictionError(f"界限{plain(bare.value)}没有写单位。")
    return units.pop() if units else ""


def check_full(points: Decimal, weight: Decimal) -> None:
    """The full mark of the text must be the weight: 计8分 while the weight is 5 is a trap of real tables."""
    if points != weight:
        raise ContradictionError(f"文字中的满分为{plain(points)}分，与分值{plain(weight)}分不一致。")

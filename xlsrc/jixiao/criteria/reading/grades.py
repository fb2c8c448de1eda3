"""Cases told in words: alternatives of which one holds, or points of a list that hold or don't."""

import re
from decimal import Decimal
from itertools import combinations

from jixiao.criteria.reading import statements as atoms
from jixiao.criteria.reading.counting import zero_case
from jixiao.criteria.reading.picking import Deck, check_full
from jixiao.criteria.reading.statements import ContradictionError, NotUnderstoodError
from jixiao.criteria.shapes.base import ZERO, Rule
from jixiao.criteria.shapes.checklist import CheckItem, Checklist
from jixiao.criteria.shapes.grades import Choices, Option
from jixiao.criteria.shapes.occurrences import PerOccurrence
from jixiao.values.rounding import plain

_SCORING = re.compile(r"扣\d|得\d|加\d|扣分|加分|得分|计分|酌情")
_GRADE = r"(?:比较|非常|很|较|不|基本)?(?:好|差|优秀|优良|优|良好|良|中等|中|合格|达标|满意|及格|一般)"
MOST_ITEMS = 20
OTHERWISE = "其他"
_SHORT = 3  # what stands before the shared end of two names: 部分|公开, 一|等奖


def described_rule(deck: Deck) -> Rule:
    """Descriptions with points: alternatives where the best is the weight, a checklist where they add up to it."""
    cards = [card for card in deck.cards if isinstance(card.atom, atoms.Described)]
    given = [(each.text, deck.points(each.award)) for each, _ in deck.take_all(atoms.Described)]
    context = [card for card in deck.cards if isinstance(card.atom, atoms.Unknown)]
    deck.cards = [card for card in deck.cards if card not in context]
    others = [points for _, points in deck.take_all(atoms.Otherwise) if points is not None]
    deck.take(atoms.Floor)
    bare = deck.take(atoms.Award)
    deck.finish()
    check_words(given)
    steps = [
        each.words
        for each in cards
        if "每" in each.words and isinstance(each.atom, atoms.Described) and each.atom.award.minus
    ]
    if steps:  # each time, and so no case of its own
        raise NotUnderstoodError(*steps)
    if bare and deck.points(bare) != deck.weight:
        raise NotUnderstoodError(*(text for text, _ in given))
    for card in context:
        deck.doubts.append(f"没有用上“{card.words}”，请确认它不影响得分")
    best = max(points for _, points in given)
    if len(given) == 1 and best == ZERO and not others and not bare:
        return _too_many(given[0][0], deck)
    total = sum((points for _, points in given), ZERO)
    if best == deck.weight:
        return _alternatives(deck, given, others)
    marked = sum(1 for card in cards if card.marked) > 1
    if others or len(given) < 2 or any(points <= 0 for _, points in given):
        raise NotUnderstoodError(*(text for text, _ in given))
    if total != deck.weight:
        if not marked:
            raise ContradictionError(f"文字中的满分为{plain(best)}分，与分值{plain(deck.weight)}分不一致。")
        raise ContradictionError(f"各要点分值合计{plain(total)}分，与分值{plain(deck.weight)}分不一致。")
    question_list(deck, [text for text, _ in given], marked)
    return checklist(given)


def _too_many(text: str, deck: Deck) -> Rule:
    """1台不符合要求不得分, standing alone: full marks without such a case."""
    number = zero_case(text)
    if number is None:
        deck.doubts.append(f"只写了“{text}”不得分，当作没有这种情形得满分")
        number = Decimal(1)
    return PerOccurrence(text, deck.weight, number)


def question_list(deck: Deck, names: list[str], marked: bool) -> None:
    """A doubt where it may be no list. Alternatives that happen to add up to the weight look like a list: 全部公开得3分，部分公开得2分."""
    alike = next(((one, two) for one, two in combinations(names, 2) if exclusive(one, two)), None)
    if alike:
        deck.doubts.append(f"“{alike[0]}”和“{alike[1]}”看来只能有一个成立，各分相加才等于分值，请确认是不是要点清单")
    elif not marked:
        deck.doubts.append("各分相加等于分值，当作可以同时得分的要点清单")


def exclusive(one: str, two: str) -> bool:
    """Whether two names differ only in a short beginning."""
    shared = 0
    while shared < min(len(one), len(two)) and one[-1 - shared] == two[-1 - shared]:
        shared += 1
    return shared > 0 and max(len(one), len(two)) - shared <= _SHORT


def _alternatives(deck: Deck, given: list[tuple[str, Decimal]], others: list[Decimal]) -> Rule:
    """Cases of which one holds; 缺1项不得分 beside full marks counts cases."""
    if len({text for text, _ in given}) < len(given) or sum(points == deck.weight for _, points in given) > 1:
        raise NotUnderstoodError(*(text for text, _ in given))
    zeros = [text for text, points in given if points == ZERO]
    if len(given) == 2 and len(zeros) == 1 and not others:
        number = zero_case(zeros[0])
        if number is not None:
            full = next(text for text, points in given if points)
            return PerOccurrence(zeros[0], deck.weight, number, None, full)
    options = [Option(text, points) for text, points in grades_alone(given)] + [
        Option(OTHERWISE, points) for points in others
    ]
    if len(options) == 1:
        deck.doubts.append("没有写明达不到时得几分，当作不得分")
        options.append(Option(OTHERWISE, ZERO))
    return Choices(tuple(options))


def grades_alone(given: list[tuple[str, Decimal]]) -> list[tuple[str, Decimal]]:
    """档案管理情况好, 较好, 一般, 差: what is graded stands before the first grade only, and is no part of its name."""
    (first, best), rest = given[0], given[1:]
    head = re.fullmatch(rf"([^,，、;\d且或]*[^不])({_GRADE})|(.*)“({_GRADE})”", first)
    tails = [re.fullmatch(rf"“?({_GRADE})”?(?:或(\w+))?", text) for text, _ in rest]
    if head is None or not rest or not all(tails):
        return given
    found = [(head[2] or head[4], best)]
    for tail, (_, points) in zip(tails, rest, strict=True):
        found += [(name, points) for name in (tail.groups() if tail else ()) if name]
    return found if len({name for name, _ in found}) == len(found) else given


def check_words(given: list[tuple[str, Decimal]]) -> None:
    """A description says what holds; scoring words in it were not understood."""
    for text, _ in given:
        if not text or _SCORING.search(text):
            raise NotUnderstoodError(text)


def checklist(given: list[tuple[str, Decimal]]) -> Checklist:
    """A list of at most 20 points."""
    if len(given) > MOST_ITEMS:
        raise ContradictionError(f"要点超过{MOST_ITEMS}个。")
    check_words(given)
    return Checklist(tuple(CheckItem(text, points) for text, points in given))


def take_full(deck: Deck) -> str:
    """The faultless case with full marks (制度健全的，得3分), or a bare 得3分; its words."""
    for card in list(deck.cards):
        award = card.atom.award if isinstance(card.atom, atoms.Described) else card.atom
        if isinstance(award, atoms.Award) and not award.minus and deck.points(award) != ZERO:
            check_full(deck.points(award), deck.weight)
            deck.cards.remove(card)
            return card.atom.text if isinstance(card.atom, atoms.Described) else ""
    return ""

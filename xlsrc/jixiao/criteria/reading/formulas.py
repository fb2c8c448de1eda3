"""得分=…×分值: proportional, less-is-better, amplified linear and share-of-items rules written as a formula."""

import re
from dataclasses import dataclass
from decimal import Decimal

from jixiao.criteria.reading import statements as atoms
from jixiao.criteria.reading.intervals import plain_range
from jixiao.criteria.reading.picking import Deck, check_full, common_unit
from jixiao.criteria.reading.statements import Condition, ContradictionError
from jixiao.criteria.shapes.base import HUNDRED, ZERO, Range, Rule
from jixiao.criteria.shapes.proportional import AmplifiedLinear, LessIsBetter, Proportional, ShareOfItems
from jixiao.criteria.value.formula import Binary, Formula, Item, Node, Number, read_formula
from jixiao.criteria.value.quantity import FormulaError

_WEIGHT = {"分值", "权重", "满分", "得满分", "标准分"}
_RATE = re.compile(r"[^\W\d]+(?:率|比例|比重|占比|度)|指标值")
_COUNT = re.compile(r"[^\W\d]*(?:个数|项数|指标数|项目数|件数|条数|户数|数量|人数|次数)")
_WHOLE = re.compile(r"目标|计划|预算|预期|应|总|全部|下达|全年|年初|安排|批复")


# a name holding one of these counts the opposite, or two things
_STRANGE = re.compile(r"[或且除不未每得非无超逾\d]")


@dataclass(frozen=True)
class _Product:
    """A product taken apart: numbers multiplied together, other factors above and below the line."""

    number: Decimal
    above: tuple[Node, ...]
    below: tuple[Node, ...]
    numbers: int = 0


def formula_rule(deck: Deck) -> Rule:
    """The rule a 得分=… stands for; NotUnderstoodError where the formula is of no known shape."""
    card = next(card for card in deck.cards if isinstance(card.atom, atoms.Score))
    score = deck.take(atoms.Score)
    deck.take(atoms.Ceiling)
    full_cases(deck)
    product = _without_weight(_read(score.expression if score else "", card.words), deck.weight, card.words)
    rule = _against_named(product, deck) or _shape(product, deck)
    if rule is None:
        raise atoms.NotUnderstoodError(card.words)
    deck.take(atoms.Floor)
    deck.finish()
    return rule


def formula_subject(atom: atoms.Atom) -> str:
    """The value of 得分=执行率×分值; "" where there are several, or it is no formula."""
    if not isinstance(atom, atoms.Score):
        return ""
    try:
        names = [name for name in read_formula(atom.expression.removesuffix("分")).names() if name not in _WEIGHT]
    except FormulaError:
        return ""
    return names[0] if len(names) == 1 else ""


def full_cases(deck: Deck) -> None:
    """Words that say when full marks are due beside a formula that gives them there anyway: for a person to see."""
    for card in list(deck.cards):
        if isinstance(card.atom, atoms.Described) and deck.points(card.atom.award) == deck.weight:
            deck.doubts.append(f"“{card.atom.text}”得满分，当作公式算到满分的情形")
            deck.cards.remove(card)


def linear_target(expression: str, weight: Decimal, words: str) -> Decimal:
    """What the value is divided by in 得分=满意度/90%×分值, in percent points; 100 in 得分=执行率×分值."""
    product = _without_weight(_read(expression, words), weight, words)
    if len(product.above) != 1 or not isinstance(product.above[0], Item) or _STRANGE.search(product.above[0].name):
        raise atoms.NotUnderstoodError(words)
    if not product.below:
        return HUNDRED
    if len(product.below) == 1 and isinstance(product.below[0], Number) and product.below[0].percent:
        return product.below[0].value
    raise atoms.NotUnderstoodError(words)


def _read(expression: str, words: str) -> Node:
    prepared = expression.removesuffix("分") if re.search(r"\d分$", expression) else expression
    try:
        return read_formula(prepared).root
    except FormulaError as error:
        raise atoms.NotUnderstoodError(words) from error


def _factors(node: Node) -> _Product:
    match node:
        case Number(value, is_percent):
            return _Product(value / HUNDRED if is_percent else value, (), (), 0 if is_percent else 1)
        case Binary("×", left, right):
            one, two = _factors(left), _factors(right)
            return _Product(
                one.number * two.number, one.above + two.above, one.below + two.below, one.numbers + two.numbers
            )
        case Binary("/", left, right) if isinstance(right, Item | Binary) or (
            isinstance(right, Number) and right.percent
        ):
            one = _factors(left)
            return _Product(one.number, one.above, (*one.below, right), one.numbers)
    return _Product(Decimal(1), (node,), ())


def _without_weight(node: Node, weight: Decimal, words: str) -> _Product:
    """The product less its weight, which is 分值 or a number equal to the weight."""
    product = _factors(node)
    named = [each for each in product.above if isinstance(each, Item) and each.name in _WEIGHT]
    if len(named) == 1 and product.number == 1 and not product.numbers:
        return _Product(Decimal(1), tuple(each for each in product.above if each is not named[0]), product.below)
    if named or product.numbers != 1:
        raise atoms.NotUnderstoodError(words)
    check_full(product.number, weight)
    return _Product(Decimal(1), product.above, product.below)


def _shape(product: _Product, deck: Deck) -> Rule | None:
    if len(product.above) != 1 or len(product.below) > 1:
        return None
    above = product.above[0]
    nodes = (*product.above, *product.below)
    if any(_STRANGE.search(name) for node in nodes for name in Formula(node).names()):
        return None
    below = product.below[0] if product.below else None
    if isinstance(above, Item) and below is None:
        return _of_rate(above.name, deck)
    if isinstance(above, Item) and isinstance(below, Number) and below.value > 0:
        return Proportional(below.value, "%", _cut_below(deck), "")
    if isinstance(above, Item) and isinstance(below, Item):
        return _of_ratio(above.name, below.name, deck)
    if isinstance(above, Binary) and above.operator == "-" and below is None:
        return _one_minus(above, deck)
    return None


def _against_named(product: _Product, deck: Deck) -> Rule | None:
    """≥承诺额得满分；<承诺额，到位额/承诺额×分值: the figure that full marks ask for is what the formula divides by, or, where less is better, what
    it divides."""
    below = product.below[0] if len(product.below) == 1 else None
    above = product.above[0] if len(product.above) == 1 else None
    compared = [(c.atom, c.award, c) for c in deck.cards if isinstance(c.atom, atoms.AgainstTarget)]
    others = [each for each in compared if each[0].other] or compared
    names = {atom.other or "目标值" for atom, _, _ in others}
    beyond = {atom.relation for atom, award, _ in others if award is None}
    full = {atom.relation for atom, award, _ in others if award == deck.weight}
    if not isinstance(above, Item) or not isinstance(below, Item) or len(names) != 1:
        return None
    more = full == {"≥"} and beyond <= {"<"} and names == {below.name}
    less = full == {"≤"} and beyond <= {">"} and names == {above.name}
    subjects = {atom.subject.removeprefix("实际") for atom, _, _ in others}
    more = more and (names != {"目标值"} or subjects <= {"", above.name.removeprefix("实际")})
    less = less and subjects == {below.name.removeprefix("实际")}
    if (not more and not less) or any(award not in (None, deck.weight) for _, award, _ in others):
        return None
    deck.cards = [card for card in deck.cards if card not in [each for _, _, each in others]]
    return LessIsBetter() if less else Proportional(None)


def _of_rate(name: str, deck: Deck) -> Rule | None:
    if not _RATE.fullmatch(name) or name.startswith(("未", "超")):
        return None
    return Proportional(HUNDRED, "%", _cut_below(deck), name)


def _of_ratio(above: str, below: str, deck: Deck) -> Rule | None:
    if above == "目标值":
        return LessIsBetter() if re.match(r"实际|完成", below) else None
    if below == "目标值":
        return Proportional(None, "%", _cut_below(deck), f"{above}/{below}")
    if _WHOLE.match(above) or not _WHOLE.search(below):
        return None
    if _COUNT.fullmatch(above) and _COUNT.fullmatch(below):
        return ShareOfItems(above, below)
    return Proportional(HUNDRED, "%", _cut_below(deck), f"{above}/{below}")


def _cut_below(deck: Deck) -> Range | None:
    for card in list(deck.cards):
        if isinstance(card.atom, Condition) and card.award == ZERO and card.atom.low is None:
            common_unit(card.atom.high, extra="%")
            deck.cards.remove(card)
            return plain_range(card.atom)
    return None


def _one_minus(node: Binary, deck: Deck) -> Rule | None:
    if not isinstance(node.left, Number) or node.left not in (Number(Decimal(1)), Number(HUNDRED, True)):
        return None
    inner = _factors(node.right)
    if len(inner.above) != 1 or len(inner.below) > 1:
        return None
    above, below = inner.above[0], inner.below[0] if inner.below else None
    if isinstance(above, Binary):
        over_target = isinstance(above.right, Item) and above.operator == "-" and above.right == below
        is_target = isinstance(below, Item) and re.search(r"目标|计划|预算|定额|标准", below.name)
        return LessIsBetter(by_excess=True) if over_target and is_target and inner.number == 1 else None
    if not isinstance(above, Item) or not (below is None or isinstance(below, Item)):
        return None
    if not (_RATE.fullmatch(above.name) if below is None else _WHOLE.search(below.name)):
        return None
    if inner.number <= 0:
        raise ContradictionError("放大倍数应大于0。")
    return AmplifiedLinear(inner.number, _cut_off(deck))


def _cut_off(deck: Deck) -> Decimal | None:
    """调剂率>10%不得分."""
    for card in list(deck.cards):
        atom = card.atom
        if isinstance(atom, Condition) and card.award == ZERO and atom.low and not atom.high and not atom.low.included:
            common_unit(atom.low, extra="%")
            deck.cards.remove(card)
            return atom.low.value
    return None

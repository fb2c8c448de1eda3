"""阶梯扣分 and 区间: 每超过N扣M, on one side of a threshold or on both sides of a window."""

import re
from dataclasses import replace
from decimal import Decimal

from jixiao.criteria.reading import statements as atoms
from jixiao.criteria.reading.intervals import plain_range
from jixiao.criteria.reading.picking import Card, Deck, check_full, common_unit
from jixiao.criteria.reading.statements import Condition, ContradictionError, Edge
from jixiao.criteria.shapes.base import HUNDRED, ZERO, Range, Rounding, Rule, Steps
from jixiao.criteria.shapes.steps import Direction, StepDeduction, Window
from jixiao.values.rounding import plain


def steps_rule(deck: Deck) -> Rule:
    """每超过N扣M: a window where both sides are scored, else a step deduction beyond one threshold."""
    given = [step for step, _ in deck.take_all(atoms.Step)]
    rounding = rounding_of(deck, [step.size for step in given])
    deck.take(atoms.Floor)
    for step in given:
        if step.size <= 0 or step.points <= 0:
            raise ContradictionError("每一步的幅度和扣分都应大于0。")
    both_ways = len(given) > 1 or (given[0].direction is None and not given[0].unsigned)
    window = _window_edges(deck, both_ways)
    if (
        both_ways
        and window is None
        and not any(isinstance(c.atom, Condition | atoms.AgainstTarget) for c in deck.cards)
    ):
        deck.doubts.append("没有写以多少为标准，当作100%，高于、低于都扣分")
        window = Edge(HUNDRED, "%", True), Edge(HUNDRED, "%", True)
    if window:
        return _window(deck, window, given, rounding)
    if len(given) != 1:
        raise atoms.NotUnderstoodError("扣分方向不止一个，又没有写明区间")
    return _one_sided(deck, given[0], rounding)


def rounding_of(deck: Deck, given: list[Decimal], said: bool = False) -> Rounding:
    """How parts of steps of these sizes count; 不足1个百分点的，按1个百分点计 may come in two clauses. `said`: they don't."""
    parts = [part for part, _ in deck.take_all(atoms.Part)]
    opened, closed = deck.take(atoms.PartOpens), deck.take(atoms.PartAs)
    if opened and closed and opened.size == closed.size:
        parts.append(atoms.Part(Rounding.CEIL, opened.size))
    elif opened or closed:
        raise atoms.NotUnderstoodError("不足一步怎样计")
    sizes = set(given)
    if any(part.size is not None and part.size not in sizes for part in parts):
        raise ContradictionError("“不足”后面的幅度与“每”后面的幅度不一致。")
    if len({part.rounding for part in parts}) > 1:
        raise ContradictionError("不足一步的计法写了两种。")
    deck.rounding_said = said or bool(parts)
    return parts[0].rounding if parts else Rounding.FLOOR


def _window_edges(deck: Deck, both_ways: bool) -> tuple[Edge, Edge] | None:
    """The two edges of a window with full marks inside, taken from the deck."""
    for card in list(deck.cards):
        if isinstance(card.atom, Condition) and card.award == deck.weight and card.atom.low and card.atom.high:
            low, high = card.atom.low, card.atom.high
            if low == high and not both_ways:
                continue
            deck.cards.remove(card)
            return low, high
    standard = deck.take(atoms.Standard) if both_ways else None
    if standard:
        edge = Edge(standard.value, standard.unit, True)
        return edge, edge
    return None


def _window(deck: Deck, edges: tuple[Edge, Edge], given: list[atoms.Step], rounding: Rounding) -> Rule:
    low, high = edges
    unit = common_unit(low, high, extra=given[0].unit)
    most = deck.take(atoms.Most)
    if most and most.points != deck.weight:
        raise atoms.NotUnderstoodError(f"最多扣{plain(most.points)}分")
    below = above = None
    for step in given:
        if step.unit != given[0].unit:
            raise ContradictionError("两侧扣分的单位不一致。")
        part = Steps(step.size, step.points, rounding)
        below = part if step.direction != Direction.OVER and not step.unsigned else below
        above = part if step.direction != Direction.UNDER and not step.unsigned else above
    _take_outside(deck, low, high)
    if below is None or above is None:
        side = Range(None, low.value, True, False) if below is None else Range(high.value, None, False, True)
        if not _take_zero(deck, side):
            raise ContradictionError(f"区间{'以下' if below is None else '以上'}怎样计分没有写明。")
    if low.value > high.value:
        raise ContradictionError("区间的下限大于上限。")
    deck.finish()
    return Window(low.value, high.value, unit, below, above)


def _take_outside(deck: Deck, low: Edge, high: Edge) -> None:
    """低于100%或高于130%的，每…: repeats the window's edges, or contradicts them."""
    again = (Condition(replace(high, included=False), None), Condition(None, replace(low, included=False)))
    deck.cards = [c for c in deck.cards if c.award is not None or _bare_bounds(c.atom) not in map(_bare_bounds, again)]
    outside = deck.take(atoms.Outside)
    if outside is None:
        return
    edges = {edge.value for part in (outside.first, outside.second) for edge in (part.low, part.high) if edge}
    if edges != {low.value, high.value}:
        raise ContradictionError("区间的界限与区间外的界限不一致。")


def _bare_bounds(atom: atoms.Atom) -> tuple[Decimal | None, Decimal | None] | None:
    """The numbers of a comparison: 高于5%，每… says again where the steps begin."""
    if not isinstance(atom, Condition):
        return None
    return atom.low.value if atom.low else None, atom.high.value if atom.high else None


def _take_zero(deck: Deck, side: Range) -> bool:
    for card in deck.cards:
        if isinstance(card.atom, Condition) and card.award == ZERO and plain_range(card.atom) == side:
            deck.cards.remove(card)
            return True
    return False


def _one_sided(deck: Deck, step: atoms.Step, rounding: Rounding) -> Rule:
    direction = step.direction
    deviates = any(re.search(r"偏|差|变动|调整", getattr(card.atom, "subject", "")) for card in deck.cards)
    thresholds: list[tuple[Edge, Direction | None]] = []
    of_target = any(isinstance(card.atom, atoms.AgainstTarget) and card.award is not None for card in deck.cards)
    for card in list(deck.cards):
        if of_target and card.award is None and not re.search(r"目标|标准|计划|要求", card.words):
            continue  # 其中专项占60%: the 目标值 is where the steps begin, and this is none
        if edge := _asked_for(card, direction):
            deck.doubts.append(f"“{card.words}”当作得满分的标准")
            thresholds.append((edge, direction))
            deck.cards.remove(card)
        elif isinstance(card.atom, Condition) and card.award != ZERO:
            if direction and _asked_for(card, _OTHER_WAY[direction]):
                deck.doubts.append(f"“{card.words}”当作开始扣分的界限")
            thresholds.append(_threshold(deck, card.atom, card.award))
            deck.cards.remove(card)
    for standard, _ in deck.take_all(atoms.Standard):
        thresholds.append((Edge(standard.value, standard.unit), None))
    thresholds += _target_direction(deck)
    said = {way for _, way in thresholds if way}
    if direction is None and len(said) == 1 and (step.unsigned or deviates):
        direction = next(iter(said))
    if direction is None:
        raise atoms.NotUnderstoodError("扣分的方向")
    if said - {direction}:
        raise ContradictionError("得满分的一侧与扣分的一侧相同，前后矛盾。")
    edges = [edge for edge, _ in thresholds if edge.value.is_finite()]
    unit = common_unit(*edges, extra=step.unit)
    if len({edge.value for edge in edges}) > 1:
        raise ContradictionError(f"标准写了不止一个：{'、'.join(plain(edge.value) + unit for edge in edges)}。")
    threshold = edges[0].value if edges else None
    _full_in_words(deck)
    relative = deck.take(atoms.OfTarget) is not None
    zero, most = _zero_side(deck, direction, threshold, unit), deck.take(atoms.Most)
    deck.finish()
    if most and most.points > deck.weight:
        raise ContradictionError(f"最多扣{plain(most.points)}分，大于分值{plain(deck.weight)}分。")
    steps = Steps(step.size, step.points, rounding)
    return StepDeduction(threshold, direction, steps, unit, zero, most.points if most else None, relative=relative)


_OTHER_WAY = {Direction.UNDER: Direction.OVER, Direction.OVER: Direction.UNDER}


def _asked_for(card: Card, direction: Direction | None) -> Edge | None:
    """应达到40%，每低1个百分点扣0.1分: the bound that is to be kept, on the side that loses nothing."""
    atom = card.atom
    if not isinstance(atom, Condition) or card.award is not None or (atom.low and atom.high):
        return None
    edge = {Direction.UNDER: atom.low, Direction.OVER: atom.high}.get(direction) if direction else None
    return edge if edge and edge.included and edge.firm else None


def _full_in_words(deck: Deck) -> None:
    """完成任务得满分 beside steps below it: the 目标值 is reached."""
    for card in list(deck.cards):
        if isinstance(card.atom, atoms.Described) and deck.points(card.atom.award) == deck.weight:
            deck.doubts.append(f"“{card.atom.text}”当作达到目标值（没有目标值的按100%）")
            deck.cards.remove(card)


_NO_NUMBER = Edge(Decimal("NaN"))


def _target_direction(deck: Deck) -> list[tuple[Edge, Direction | None]]:
    """≥目标值，得满分: the threshold is the 目标值."""
    found: list[tuple[Edge, Direction | None]] = []
    for target, award in deck.take_all(atoms.AgainstTarget):
        full = award is not None
        if full:
            check_full(award or ZERO, deck.weight)
        ways = {"≤": Direction.OVER, "≥": Direction.UNDER, "=": None}
        beyond: dict[str, Direction | None] = {">": Direction.OVER, "<": Direction.UNDER}
        found.append((_NO_NUMBER, ways.get(target.relation) if full else beyond.get(target.relation)))
    return found


def _threshold(deck: Deck, condition: Condition, award: Decimal | None) -> tuple[Edge, Direction | None]:
    """The edge of a condition that gives full marks (with points) or that opens the deduction (without)."""
    if award is not None:
        check_full(award, deck.weight)
    if condition.low and condition.low == condition.high:
        return condition.low, None
    edge = condition.low or condition.high
    if edge is None or (condition.low and condition.high):
        raise atoms.NotUnderstoodError("扣分的起点")
    is_upper = edge is condition.high
    way = Direction.OVER if is_upper == (award is not None) else Direction.UNDER
    return edge, way


def _zero_side(deck: Deck, direction: Direction, threshold: Decimal | None, unit: str) -> Range | None:
    """超过110%不得分: a cut-off on the side that loses points."""
    for card in deck.cards:
        if isinstance(card.atom, Condition) and card.award == ZERO:
            common_unit(card.atom.low, card.atom.high, extra=unit)
            part = plain_range(card.atom)
            bound = part.low if direction is Direction.OVER else part.high
            other = part.high if direction is Direction.OVER else part.low
            if bound is None or other is not None:
                raise ContradictionError("不得分的一侧与扣分的一侧不同，前后矛盾。")
            if threshold is not None and (bound < threshold) == (direction is Direction.OVER) and bound != threshold:
                raise ContradictionError("不得分的界限落在得满分的范围内。")
            deck.cards.remove(card)
            return part
    return None

"""Shapes over points, cases and grades: 清单, 按次扣分, 等次, 加减分, 与上年比, 时间节点, 总分封顶."""

from decimal import Decimal
from itertools import pairwise

from jixiao.criteria.reading import statements as atoms
from jixiao.criteria.reading.picking import Card, Deck, check_full
from jixiao.criteria.reading.statements import Condition, ContradictionError
from jixiao.criteria.shapes.base import HUNDRED, ZERO, Range, Rule
from jixiao.criteria.shapes.grades import Tier, Tiers
from jixiao.criteria.shapes.milestones import Milestone, Milestones
from jixiao.criteria.shapes.on_total import Bonus, Cap, TotalCaps
from jixiao.criteria.shapes.year_on_year import YearOnYear


def bonus_rule(deck: Deck) -> Rule:
    """加分项 and 减分项, outside the 100; a cap is needed."""
    signs = {each.sign for each, _ in deck.take_all(atoms.Heading)}
    bonuses = [each for each, _ in deck.take_all(atoms.BonusAtom)]
    given = [(each.sign, each.points, each.event) for each in bonuses]
    given += [(-1, each.points, each.event) for each, _ in deck.take_all(atoms.Occurrence)]
    most = deck.take(atoms.Most)
    texts = [each.text for each, _ in deck.take_all(atoms.Unknown)]
    deck.finish()
    if len(given) != 1 or len(texts) > 1 or (texts and given[0][2]) or any(each.per != 1 for each in bonuses):
        raise atoms.NotUnderstoodError(*texts or ("加分或减分的写法",))
    sign, points, event = given[0]
    if signs - {sign}:
        raise ContradictionError("标明是加分项，文字却是减分（或相反）。")
    if most is None:
        raise ContradictionError(f"没有写明最多{'加' if sign > 0 else '减'}多少分。")
    if points <= 0 or points > most.points:
        raise ContradictionError("每次加减分应大于0，且不大于最多加减的分数。")
    return Bonus(texts[0] if texts else event, points, most.points, sign)


def tiers_rule(deck: Deck) -> Rule:
    """达成年度指标 100%-80%(含)，…: each tier owns its lower bound, so the upper one belongs to the tier above."""
    tiers = []
    for tier, _ in deck.take_all(atoms.TierAtom):
        low, high = sorted((tier.first, tier.second), key=lambda edge: edge.value)
        if (high.included and high.value != HUNDRED) or low.included is False:
            raise ContradictionError(f"“{tier.name}”的上限属于上一等次，不应写“含”。")
        if {low.unit, high.unit} - {"%", ""} or not {low.unit, high.unit} & {"%"}:
            raise atoms.NotUnderstoodError(tier.name)
        tiers.append(Tier(tier.name, low.value, high.value))
    deck.finish()
    _check_tiers(tiers)
    return Tiers(tuple(tiers))


def _check_tiers(tiers: list[Tier]) -> None:
    if len(tiers) < 2 or tiers[0].high != HUNDRED or tiers[-1].low != ZERO:
        raise ContradictionError("等次应从100%写到0%，且不少于两档。")
    if len({tier.name for tier in tiers}) != len(tiers):
        raise ContradictionError("等次名称重复。")
    for above, below in pairwise(tiers):
        if above.low != below.high:
            kind = "空档" if above.low > below.high else "重叠"
            raise ContradictionError(f"等次“{above.name}”与“{below.name}”之间有{kind}。")
    if any(tier.low >= tier.high for tier in tiers):
        raise ContradictionError("等次的下限应小于上限。")


def caps_rule(deck: Deck) -> Rule:
    """执行率70%-80%的总分不超过89分；60%-70%不超过79分: conditions, each followed by its cap."""
    caps: list[Cap] = []
    waiting: Condition | None = None
    while deck.cards:
        card = deck.cards.pop(0)
        most = _cap(card)
        if most is None and waiting is None and isinstance(card.atom, Condition) and card.award is None:
            waiting = card.atom
        elif most is not None and waiting is not None:
            caps.append(Cap(_half_open(waiting), most))
            waiting = None
        else:
            raise atoms.NotUnderstoodError(card.words)
    if waiting or not caps or any(cap.most > HUNDRED or cap.most < ZERO for cap in caps):
        raise atoms.NotUnderstoodError("总分封顶的写法")
    return TotalCaps(tuple(caps))


def _cap(card: Card) -> Decimal | None:
    if isinstance(card.atom, atoms.CapAtom):
        return card.atom.points if card.atom.relation in "≤⩽" else None
    if isinstance(card.atom, Condition) and card.atom.high and not card.atom.low and card.atom.high.unit == "分":
        return card.atom.high.value
    return None


def _half_open(condition: Condition) -> Range:
    """Bounds not marked: the lower one is in, the upper one belongs to the band above."""
    low, high = condition.low, condition.high
    low_in = low is None or low.included is not False
    high_in = high is None or bool(high.included)
    return Range(low.value if low else None, high.value if high else None, low_in, high_in)


def milestones_rule(deck: Deck) -> Rule:
    """6月底前下达100%得3分: a date, a share and its points."""
    given = deck.take_all(atoms.MilestoneAtom)
    deck.take_awarded(atoms.Otherwise, ZERO)
    deck.take_awarded(atoms.AgainstTarget, ZERO)
    deck.finish()
    verbs = {each.verb for each, _ in given}
    if len(verbs) > 1 or any(each.share.unit != "%" or not 1 <= each.month <= 12 for each, _ in given):
        raise atoms.NotUnderstoodError("时间节点的写法")
    if len(given) > 1 and any(points is None for _, points in given):
        raise ContradictionError("各时间节点没有写明分值。")
    dates = [Milestone(each.month, each.share.value, deck.weight if p is None else p) for each, p in given]
    check_full(sum((date.points for date in dates), ZERO), deck.weight)
    return Milestones(tuple(dates), verbs.pop())


_SPREAD = {"≤": "ds", "<": "d", "=": "s", ">": "u", "≥": "su"}


def year_rule(deck: Deck) -> Rule:
    """无结余，3分；有结余，但不超过上年结转，2分；结余超过上年结转，不得分."""
    none = [(each.subject, points) for each, points in deck.take_all(atoms.HasNone)]
    cases = deck.take_all(atoms.VersusLastYear)
    rest = [points for _, points in deck.take_all(atoms.Otherwise)]
    deck.take_all(atoms.HasSome)
    deck.finish()
    points: dict[str, Decimal] = {}
    for case, award in cases:
        for key in _SPREAD.get(case.relation, ""):
            if award is None or key in points:
                raise ContradictionError("与上年比较的各种情形有重复或没有写明分数。")
            points[key] = award
    if rest and rest[0] is not None:
        points = {"d": rest[0], "s": rest[0], "u": rest[0], **points}
    if set(points) != set("dsu") or len(none) > 1 or len(rest) > 1:
        raise ContradictionError("与上年比较的各种情形（低于、等于、高于）没有写全。")
    first = none[0][1] if none else None
    check_full(max([*points.values(), *([first] if first is not None else [])]), deck.weight)
    named = [each.subject for each, _ in cases if each.subject] + [name for name, _ in none]
    return YearOnYear(named[0] if named else "", points["d"], points["s"], points["u"], first)

"""Shapes over points, cases and grades: 清单, 按次扣分, 等次, 加减分, 与上年比, 时间节点, 总分封顶."""

import re
from decimal import Decimal
from itertools import pairwise

from jixiao.criteria import atoms
from jixiao.criteria.atoms import Condition, ContradictionError
from jixiao.criteria.deck import Card, Deck, check_full
from jixiao.criteria.shapes import (
    HUNDRED,
    ZERO,
    Bonus,
    Cap,
    CheckItem,
    Checklist,
    Choices,
    Milestone,
    Milestones,
    Option,
    PerOccurrence,
    Range,
    Rule,
    Tier,
    Tiers,
    TotalCaps,
    YearOnYear,
)
from jixiao.values.rounding import plain

# words that open another condition: a description holding one is more than a description
_UNSAFE = re.compile(
    r"\d|且|或者?(?=[^、]*(?:率|额))|除[^、，]{1,12}外|否则|如果|若|但|扣|加分|每|得分|满分|计分|率|比例|上年|目标值|不适用|其中|分值"
)
_GRADE = re.compile(
    r"优秀?|良好?|好|中等?|较好|一般|合格|不合格|较差|差|是|否|达标|不达标"
    r"|(?:已|能够?|均|全部|完全|全面|基本|部分|大部分|较为?|按时|按期|按规定|及时|逾期|超时|未|没有|不|尚未|有|达到|完成|健全|真实|无)"
    r"[\u4e00-\u9fff、，]*"
)
_MOST_ITEMS = 20


def _plain_words(text: str) -> str:
    """A description that says nothing but itself; NotUnderstoodError where it holds a further condition."""
    if _UNSAFE.search(text) or not text:
        raise atoms.NotUnderstoodError(text)
    return text


def described_rule(deck: Deck) -> Rule:
    """Descriptions with points: alternatives where the best is the weight, a checklist where they add up to it."""
    cards = [card for card in deck.cards if isinstance(card.atom, atoms.Described)]
    given = [(each.text, deck.points(each.award)) for each, _ in deck.take_all(atoms.Described)]
    others = [points for _, points in deck.take_all(atoms.Otherwise) if points is not None]
    deck.finish()
    for text, _ in given:
        _plain_words(text)
    total = sum((points for _, points in given), ZERO)
    if _are_grades(given, others, deck.weight):
        options = tuple(Option(text, points) for text, points in given)
        return Choices(options + tuple(Option("其他", points) for points in others))
    marked = sum(1 for card in cards if card.marked) > 1
    if others or len(given) < 2 or any(points <= 0 for _, points in given):
        raise atoms.NotUnderstoodError(*(text for text, _ in given))
    if total != deck.weight:
        if not marked:
            raise atoms.NotUnderstoodError(*(text for text, _ in given))
        raise ContradictionError(f"各要点分值合计{plain(total)}分，与分值{plain(deck.weight)}分不一致。")
    return _checklist(given, False)


def _are_grades(given: list[tuple[str, Decimal]], others: list[Decimal], weight: Decimal) -> bool:
    points = [each for _, each in given] + others
    falling = all(before > after >= 0 for before, after in pairwise(points))
    # the best case may be told in any words, the others tell how far it was missed
    named = all(_GRADE.fullmatch(text) for text, _ in given[1:])
    distinct = len({text for text, _ in given}) == len(given)
    return len(points) > 1 and points[0] == weight and falling and named and distinct


def _checklist(given: list[tuple[str, Decimal]], by_deduction: bool) -> Checklist:
    if len(given) > _MOST_ITEMS:
        raise ContradictionError(f"要点超过{_MOST_ITEMS}个。")
    return Checklist(tuple(CheckItem(text, points) for text, points in given), by_deduction)


def each_rule(deck: Deck) -> Rule:
    """①…②…③…，每项得1分 and ①…②…，每少一项扣1分: a checklist with equal points."""
    points = [each.points for each, _ in deck.take_all(atoms.Each)]
    lacking = [each.points for each, _ in deck.take_all(atoms.Occurrence)]
    deck.take(atoms.Floor)
    deck.take(atoms.Ceiling)
    texts = [_plain_words(each.text) for each, _ in deck.take_all(atoms.Unknown)]
    _take_full(deck)
    deck.finish()
    if len(points + lacking) != 1 or len(texts) < 2:
        raise atoms.NotUnderstoodError(*texts)
    one = (points + lacking)[0]
    total = one * len(texts)
    if points and total != deck.weight:
        raise ContradictionError(f"各要点分值合计{plain(total)}分，与分值{plain(deck.weight)}分不一致。")
    by_deduction = bool(lacking) and total != deck.weight
    return _checklist([(text, one) for text in texts], by_deduction)


def _take_full(deck: Deck) -> str:
    """The faultless case with full marks (制度健全的，得3分), or a bare 得3分; its words."""
    for card in list(deck.cards):
        award = card.atom.award if isinstance(card.atom, atoms.Described) else card.atom
        if isinstance(award, atoms.Award):
            check_full(deck.points(award), deck.weight)
            deck.cards.remove(card)
            return _faultless(card.atom.text) if isinstance(card.atom, atoms.Described) else ""
    return ""


def _faultless(text: str) -> str:
    """Words for the case without a fault; words on indicators that don't apply are another thing."""
    if re.search(r"此|该|本项|涉及|无.*(?:项目|预算|支出|任务|事项|非)", text) or len(text) < 3:
        raise atoms.NotUnderstoodError(text)
    return _plain_words(text)


def occurrence_rule(deck: Deck) -> Rule:
    """每发现一起违规扣1分; with ①②③ and 每少一项, a checklist."""
    marked = [card for card in deck.cards if isinstance(card.atom, atoms.Unknown)]
    lacking = any(isinstance(card.atom, atoms.Occurrence) and card.atom.lacking for card in deck.cards)
    if lacking and len(marked) > 1 and all(card.marked for card in marked):
        return each_rule(deck)
    case = deck.take(atoms.Occurrence)
    deck.take(atoms.Floor)
    most = deck.take(atoms.Most)
    full = _take_full(deck)
    deck.finish()
    if case is None or case.points <= 0 or case.per <= 0:
        raise ContradictionError("每次扣分应大于0。")
    if most and most.points > deck.weight:
        raise ContradictionError(f"最多扣{plain(most.points)}分，大于分值{plain(deck.weight)}分。")
    return PerOccurrence(case.event, case.points, case.per, most.points if most else None, full)


def bonus_rule(deck: Deck) -> Rule:
    """加分项 and 减分项, outside the 100; a cap is needed."""
    signs = {each.sign for each, _ in deck.take_all(atoms.Heading)}
    given = [(each.sign, each.points, "") for each, _ in deck.take_all(atoms.BonusAtom)]
    given += [(-1, each.points, each.event) for each, _ in deck.take_all(atoms.Occurrence)]
    most = deck.take(atoms.Most)
    texts = [_plain_words(each.text) for each, _ in deck.take_all(atoms.Unknown)]
    deck.finish()
    if len(given) != 1 or len(texts) > 1:
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

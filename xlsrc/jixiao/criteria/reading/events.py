"""Points lost per case: 每发现1起扣1分, several kinds of cases, cases among the points of a list."""

import re
from dataclasses import replace

from jixiao.criteria.reading import statements as atoms
from jixiao.criteria.reading.costs import costs_as_cases, required
from jixiao.criteria.reading.counting import FROM
from jixiao.criteria.reading.grades import checklist, question_list, take_full
from jixiao.criteria.reading.measures import MEASURES
from jixiao.criteria.reading.picking import Deck
from jixiao.criteria.reading.spelling import one_spelling
from jixiao.criteria.reading.statements import ContradictionError, NotUnderstoodError
from jixiao.criteria.shapes.base import HUNDRED, ZERO, Rule
from jixiao.criteria.shapes.counted import Counted
from jixiao.criteria.shapes.deductions import Deductions, Event
from jixiao.criteria.shapes.less import Less
from jixiao.criteria.shapes.occurrences import PerOccurrence
from jixiao.criteria.shapes.veto import Vetoed
from jixiao.values.rounding import plain

_NOT_APPLICABLE = re.compile(r"此类|该类|本项|涉及|无.*(?:项目|预算|支出|任务|事项)")

_CHANGES = re.compile(r"除外|除[^以]|不[计含包扣]|剔|折半|减半|加倍|[但若]")


def each_rule(deck: Deck) -> Rule:
    """①…②…③…，每项得1分 and ①1分②1分，每少一项扣1分: a checklist with equal points."""
    end = next((n for n, card in enumerate(deck.cards) if isinstance(card.atom, atoms.Each | atoms.Occurrence)), 0)
    given = [each for each, _ in deck.take_all(atoms.Each)]
    points = [each.points for each in given]
    lacking = [each.points for each, _ in deck.take_all(atoms.Occurrence)]
    deck.take(atoms.Floor)
    deck.take(atoms.Ceiling)
    texts = _listed(deck, end)
    if points and not texts and len(points) == 1 and not lacking:
        return _counted(deck, given[0])
    if full := take_full(deck):
        deck.doubts.append(f"“{full}”得满分，当作全部要点都做到的情形")
    deck.finish()
    if len(points + lacking) != 1 or len(texts) < 2:
        raise NotUnderstoodError(*texts)
    one = (points + lacking)[0]
    if one * len(texts) != deck.weight:
        told = f"各要点分值合计{plain(one * len(texts))}分，与分值{plain(deck.weight)}分不一致。"
        raise ContradictionError(told)
    return checklist([(text, one) for text in texts])


def _counted(deck: Deck, each: atoms.Each) -> Rule:
    """每完成一项得1分，最高5分: up to the weight; 未完成的不得分 says again what none of them gives."""
    most = deck.take(atoms.Most)
    deck.cards = [card for card in deck.cards if not _none_of(card.atom, each.thing, deck)]
    deck.finish()
    if most and most.points != deck.weight:
        raise ContradictionError(f"最多得{plain(most.points)}分，与分值{plain(deck.weight)}分不一致。")
    quoted = re.search(r"[\ue000-\uf8ff]", each.thing)
    return Counted(quoted[0] if quoted else each.thing or "1项", each.points)


def _none_of(atom: atoms.Atom, thing: str, deck: Deck) -> bool:
    """未举办的不得分 beside 举办培训每期得1分."""
    if not isinstance(atom, atoms.Described) or deck.points(atom.award) != ZERO:
        return False
    found = re.fullmatch(r"(?:未|没有|无)(\w+?)的?", atom.text)
    return found is not None and found[1] in thing


def _listed(deck: Deck, end: int) -> list[str]:
    """The points of the list; texts before it are its heading."""
    given = [
        card for n, card in enumerate(deck.cards) if isinstance(card.atom, atoms.Unknown) and (card.marked or n < end)
    ]
    items = [card for card in given if card.marked] or given
    deck.cards = [card for card in deck.cards if card not in given]
    return [card.atom.text for card in items if isinstance(card.atom, atoms.Unknown)]


def case_event(text: str) -> str:
    """The words of a case; of 发生1次【…】 the quotation alone."""
    quoted = re.fullmatch(r"发生\d+次([\ue000-\uf8ff])", text)
    return quoted[1] if quoted else text


def _before(deck: Deck) -> list[str]:
    """What the text says of the cases before it counts them."""
    given = [card.atom.text for card in deck.cards if isinstance(card.atom, atoms.Unknown)]
    deck.cards = [card for card in deck.cards if not isinstance(card.atom, atoms.Unknown)]
    return given


def occurrence_rule(deck: Deck) -> Rule:
    """每发现一起违规扣1分; with points listed before it they are what the cases are counted among."""
    costs_as_cases(deck)
    items = _awarded_items(deck)
    if items:
        return items
    start = next(n for n, card in enumerate(deck.cards) if isinstance(card.atom, atoms.Occurrence))
    behind = [card for card in deck.cards[start:] if isinstance(card.atom, atoms.Unknown)]
    later = [card.words for card in behind if not card.marked or _CHANGES.search(card.words)]
    if behind and not later:
        deck.doubts.append("扣分办法后面列的当作计数的要点")
    if later:  # what comes behind a deduction changes it more often than it explains it
        raise NotUnderstoodError(*later)
    last = max(n for n, card in enumerate(deck.cards) if isinstance(card.atom, atoms.Occurrence))
    if any(isinstance(card.atom, atoms.Most) for card in deck.cards[start:last]):
        deck.doubts.append("“最多扣几分”写在几种情形中间，当作各种情形合计的上限")
    cases = [replace(case, event=case_event(case.event)) for case, _ in deck.take_all(atoms.Occurrence)]
    deck.take(atoms.Floor)
    most = _most(deck, len(cases))
    zero_from = _zero_from(deck)
    context = [*required(deck), *_before(deck)]
    vetoes = _vetoes(deck)
    listed = _list_on_top(deck)
    full = "" if listed else _full(deck)
    if _NOT_APPLICABLE.search(full):
        deck.doubts.append(f"“{full}”当作没有应扣分的情形")
    deck.finish()
    for case in cases:
        if len(re.findall(r"\d+", one_spelling(case.event))) > 1:
            deck.doubts.append(f"“{case.event}”里有几个数，当作每{plain(case.per)}次扣{plain(case.points)}分")
    if any(case.points <= 0 or case.per <= 0 for case in cases):
        raise ContradictionError("每次扣分应大于0。")
    if most and most.points > deck.weight:
        raise ContradictionError(f"最多扣{plain(most.points)}分，大于分值{plain(deck.weight)}分。")
    limit = None if most is None or most.points == deck.weight else most.points
    events = tuple(Event(case.event, case.points, case.per) for case in cases)
    if len(cases) > 1 or listed:
        if zero_from is not None:
            raise NotUnderstoodError("几种情形")
        rule: Rule = Deductions(events, limit, full, () if listed else tuple(context))
        rule = Less(listed, rule) if listed and isinstance(rule, Deductions) else rule
    else:
        case = cases[0]
        rule = PerOccurrence(case.event, case.points, case.per, limit, full, tuple(context), zero_from)
    for event in vetoes:
        rule = Vetoed(rule, event)
    return rule


def _most(deck: Deck, kinds: int) -> atoms.Most | None:
    """最多扣3分; of several kinds of cases it must be plain that it bounds them all."""
    most = deck.take(atoms.Most)
    if most and most.partly and kinds > 1:
        raise NotUnderstoodError(f"{most.partly}最多扣{plain(most.points)}分")
    return most


def _awarded_items(deck: Deck) -> Rule | None:
    """①…1分；②…1分；每少一项扣1分: the rule behind the list says again what the points say."""
    given = [each for each, _ in [(c.atom, c.award) for c in deck.cards if isinstance(c.atom, atoms.Described)]]
    cases = [card.atom for card in deck.cards if isinstance(card.atom, atoms.Occurrence)]
    points = [deck.points(each.award) for each in given]
    if len(given) < 2 or len(cases) != 1 or sum(points, ZERO) != deck.weight or set(points) != {cases[0].points}:
        return None
    deck.take(atoms.Floor)
    deck.cards = [card for card in deck.cards if not isinstance(card.atom, atoms.Described | atoms.Occurrence)]
    deck.finish()
    return checklist([(each.text, each_points) for each, each_points in zip(given, points, strict=True)])


def _vetoes(deck: Deck) -> list[str]:
    """发生资产流失的，不得分 beside cases that are counted: it takes everything, however often."""
    found = []
    for card in list(deck.cards):
        if isinstance(card.atom, atoms.Described) and deck.points(card.atom.award) == ZERO:
            deck.cards.remove(card)
            found.append(veto_event(card.atom.text))
    return found


def veto_event(text: str) -> str:
    """What takes everything: of 一旦发生【…】，全部 the quotation alone."""
    quoted = re.fullmatch(r"一旦发生([\ue000-\uf8ff])，全部", text)
    bare = re.sub(r"^(?:如果|如|若|凡)|，?(?:本项指标|本项|该项|此项|全部)?$", "", text)
    return quoted[1] if quoted else bare


def _list_on_top(deck: Deck) -> Rule | None:
    """甲得2分；乙得2分；每发现一处扣0.5分: a list that adds up to the weight, and cases that cost on top of it."""
    given = [(c.atom.text, deck.points(c.atom.award)) for c in deck.cards if isinstance(c.atom, atoms.Described)]
    if len(given) < 2 or sum((points for _, points in given), ZERO) != deck.weight:
        return None
    deck.cards = [card for card in deck.cards if not isinstance(card.atom, atoms.Described)]
    question_list(deck, [text for text, _ in given], False)
    return checklist(given)


def _zero_from(deck: Deck) -> int | None:
    """发现两次及以上不得分; 缺1项不得分."""
    for card in list(deck.cards):
        low = card.atom.low if isinstance(card.atom, atoms.Condition) and not card.atom.high else None
        if low and card.award == ZERO and low.included and low.unit in MEASURES.split("|"):
            deck.cards.remove(card)
            return int(low.value)
        if not isinstance(card.atom, atoms.Described) or deck.points(card.atom.award) != ZERO:
            continue
        spelled = one_spelling(card.atom.text)
        found = FROM.search(spelled)
        if found:
            deck.cards.remove(card)
            return int(found[1] or found[2] or found[3])
    return None


def _full(deck: Deck) -> str:
    """Words for the faultless case; a rate of 100 % says the same as no case at all."""
    for card in list(deck.cards):
        if isinstance(card.atom, atoms.Condition) and card.award == deck.weight:
            bound = card.atom.low
            if bound is None or bound.value != HUNDRED or bound.unit != "%":
                deck.doubts.append(f"“{card.words}”和按次扣分同时写了，按次数计分")
            deck.cards.remove(card)
            return re.split(r"，?得", card.words)[0]
    return take_full(deck)

"""A flat run of statements to a rule, with what is doubtful about it and what the text leaves open."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from jixiao.criteria.reading import statements as atoms
from jixiao.criteria.reading.attempts import attempts, is_silent
from jixiao.criteria.reading.cases import cases_rule
from jixiao.criteria.reading.clauses import Piece, text_of
from jixiao.criteria.reading.costs import only_costs
from jixiao.criteria.reading.defaults import open_choices
from jixiao.criteria.reading.events import each_rule, occurrence_rule
from jixiao.criteria.reading.fallbacks import in_words, rest_in_words
from jixiao.criteria.reading.formulas import formula_rule, formula_subject
from jixiao.criteria.reading.grades import described_rule, question_list
from jixiao.criteria.reading.joining import joined, same_measure
from jixiao.criteria.reading.lines import gain_rule, interpolated_rule
from jixiao.criteria.reading.lists import bonus_rule, caps_rule, milestones_rule, tiers_rule, year_rule
from jixiao.criteria.reading.picking import Deck
from jixiao.criteria.reading.ranges import bands_rule, proportional_rule, target_rule
from jixiao.criteria.reading.statements import Atom, Condition, ContradictionError, NotUnderstoodError
from jixiao.criteria.reading.steps import steps_rule
from jixiao.criteria.reading.tallies import is_tally, tally_rule
from jixiao.criteria.shapes.base import NotApplicable, Rule
from jixiao.criteria.shapes.manual import Manual, NotApplicableOnly
from jixiao.criteria.shapes.sum import Part, Sum
from jixiao.values.rounding import plain

_GENERIC = re.compile(
    r"(?:该|此|本|其|实际)?(?:指标值?|完成值|完成情况|比率|比例|比重|占比|数值|结果|得分|值|偏差度|程度)?"
)


@dataclass(frozen=True)
class Draft:
    """A rule; `doubts` are sentences for the person who decides, `others` (what is left open, the rule otherwise),
    `unused` the words that the rule does without."""

    rule: Rule
    doubts: tuple[str, ...] = ()
    others: tuple[tuple[str, Rule], ...] = ()
    unused: tuple[str, ...] = field(default=())

    @property
    def sure(self) -> bool:
        """Whether only defaults are left open, and something is computed."""
        return not self.doubts and not isinstance(self.rule, Manual)


_BY_ATOM: list[tuple[tuple[type[Atom], ...], Callable[[Deck], Rule]]] = [
    ((atoms.CapAtom,), caps_rule),
    ((atoms.TierAtom,), tiers_rule),
    ((atoms.MilestoneAtom,), milestones_rule),
    ((atoms.Gain,), gain_rule),
    ((atoms.VersusLastYear, atoms.HasNone), year_rule),
    ((atoms.Heading, atoms.BonusAtom), bonus_rule),
    ((atoms.Occurrence,), occurrence_rule),
    ((atoms.Each,), each_rule),
    ((atoms.Between,), interpolated_rule),
    ((atoms.Step,), steps_rule),
    ((atoms.Score,), formula_rule),
    ((atoms.InProportion,), proportional_rule),
    ((atoms.AgainstTarget,), target_rule),
]
_NAMELESS = (occurrence_rule, each_rule, described_rule)  # what they score, a person reads and answers


def flat_draft(pieces: Sequence[Piece], weight: Decimal) -> Draft:
    """The best draft of a run of statements; the error of the plainest attempt where there is none."""
    first_error: Exception | None = None
    by_hand: Draft | None = None
    pieces = joined(pieces)
    for tried, unused in attempts(pieces, weight):
        try:
            draft = _draft(tried, weight)
        except (NotUnderstoodError, ContradictionError) as error:
            first_error = first_error or error
            continue
        if isinstance(draft.rule, Manual):
            by_hand = by_hand or draft
            continue
        if by_hand and isinstance(draft.rule, NotApplicableOnly):
            continue  # 不适用处理 alone is no more than by hand with it
        return _without(draft, unused)
    if by_hand:
        return by_hand
    for fallback in (_rest, _in_words, _measures, _each_in_proportion):
        other = fallback(pieces, weight)
        if other:
            return other
    assert first_error is not None
    strange = [piece.words for piece in pieces if isinstance(piece.atom, atoms.Unknown)]
    raise NotUnderstoodError(*strange) if strange and isinstance(first_error, NotUnderstoodError) else first_error


def _in_words(pieces: list[Piece], weight: Decimal) -> Draft | None:
    """Cases of which some compare numbers and some are told in words: a person says which one holds."""
    told = in_words(pieces)
    try:
        return _draft(told, weight) if told else None
    except (NotUnderstoodError, ContradictionError):
        return None


def _rest(pieces: list[Piece], weight: Decimal) -> Draft | None:
    """Bands of numbers, and one case in words that takes the one range they leave."""
    found = rest_in_words(pieces)
    if not found:
        return None
    told, words = found
    try:
        draft = _draft(told, weight)
    except (NotUnderstoodError, ContradictionError):
        return None
    ranges = getattr(draft.rule, "bands", ()) or getattr(draft.rule, "cases", ())
    if len(ranges) != 1 + sum(isinstance(piece.atom, Condition) for piece in told):
        return None
    return replace(draft, doubts=(*draft.doubts, f"“{words}”当作其余的指标值"))


def _measures(pieces: list[Piece], weight: Decimal) -> Draft | None:
    """第一季度达到25%得2分，第二季度达到50%得3分: several values, each with points of its own, together the weight."""
    loud = [piece for piece in pieces if not is_silent(piece)]
    cards = Deck(loud, weight).cards
    parts = [(card.atom, card.award) for card in cards if isinstance(card.atom, Condition) and card.award]
    rest = [card for card in cards if not (isinstance(card.atom, Condition) and card.award)]
    names = [part.subject for part, _ in parts]
    failed = all(card.award == 0 and isinstance(card.atom, atoms.AgainstTarget | atoms.Otherwise) for card in rest)
    total = sum((points for _, points in parts if points), Decimal(0))
    if len(parts) < 2 or len(set(names)) < len(names) or "" in names or not failed or total != weight:
        return None
    made = []
    for part, points in parts:
        pair = [Piece(part, "", 0, False), Piece(atoms.Award(points=points), "", 0, False)]
        otherwise = [Piece(atoms.Otherwise(), "", 0, False), Piece(atoms.Award(points=Decimal(0)), "", 0, False)]
        made.append(Part(part.subject, points or Decimal(0), _draft([*pair, *otherwise], points or Decimal(0)).rule))
    unused = [piece for piece in pieces if is_silent(piece)]
    return _without(Draft(Sum(tuple(made))), unused)


_SHARED = (atoms.InProportion, atoms.Ceiling, atoms.AgainstTarget)


def _each_in_proportion(pieces: list[Piece], weight: Decimal) -> Draft | None:
    """完成甲任务的得2分，完成乙任务的得3分，没有完成的按比例得分: the last is said of each, together they are the weight."""
    loud = [piece for piece in pieces if not is_silent(piece)]
    told = [piece.atom for piece in loud if isinstance(piece.atom, atoms.Described)]
    shared = [piece for piece in loud if not isinstance(piece.atom, atoms.Described)]
    points = [each.award.points or Decimal(0) for each in told if not (each.award.minus or each.award.further)]
    if len(told) < 2 or len(points) < len(told) or not all(points) or sum(points) != weight:
        return None
    if not any(isinstance(piece.atom, atoms.InProportion) for piece in shared):
        return None
    if loud[len(told) :] != shared or not all(isinstance(piece.atom, _SHARED) for piece in shared):
        return None
    try:
        drafts = [_draft([each, *shared], own) for each, own in zip(loud, points, strict=False)]
    except (NotUnderstoodError, ContradictionError):
        return None
    parts = tuple(Part(each.text, own, draft.rule) for each, own, draft in zip(told, points, drafts, strict=True))
    asked = Deck([], weight)
    question_list(asked, [each.text for each in told], True)
    doubts = dict.fromkeys([doubt for draft in drafts for doubt in draft.doubts] + asked.doubts)
    return _without(Draft(Sum(parts), tuple(doubts)), [piece for piece in pieces if is_silent(piece)])


def _without(draft: Draft, unused: Sequence[Piece]) -> Draft:
    if not unused:
        return draft
    words = tuple(dict.fromkeys(piece.words for piece in unused))
    told = tuple(f"没有用上“{text}”，请确认它不影响得分" for text in words)
    return replace(draft, doubts=(*draft.doubts, *told), unused=words)


def _draft(pieces: list[Piece], weight: Decimal) -> Draft:
    pieces = _named_points(same_measure(pieces))
    clause, rest = _not_applicable(pieces, weight)
    totals = [piece.atom.points for piece in rest if isinstance(piece.atom, atoms.Total)]
    if any(points != weight for points in totals):
        raise ContradictionError(f"文字中的满分为{plain(totals[0])}分，与分值{plain(weight)}分不一致。")
    rest = [piece for piece in rest if not isinstance(piece.atom, atoms.Total)]
    doubts = [*_subjects(rest), *_what_to_type(rest)]
    absolute = any("绝对值" in _subject(p.atom) or isinstance(p.atom, atoms.Absolute) for p in rest)
    rest = [piece for piece in rest if not isinstance(piece.atom, atoms.Named | atoms.Absolute)]
    if not rest and clause:
        return Draft(NotApplicableOnly(not_applicable=clause))
    if any(isinstance(piece.atom, atoms.ByJudgement) for piece in rest):
        return Draft(Manual(not_applicable=clause))
    deck = Deck(rest, weight)
    builder = _builder(rest)
    rule = builder(deck)
    if absolute and not getattr(rule, "absolute", False):
        if not hasattr(rule, "absolute"):
            raise NotUnderstoodError("绝对值")
        rule = replace(rule, absolute=True)  # type: ignore[call-arg]
    others = tuple((what, replace(other, not_applicable=clause)) for what, other in open_choices(rule, deck, weight))
    return Draft(replace(rule, not_applicable=clause), (*deck.doubts, *doubts), others)


def _what_to_type(pieces: list[Piece]) -> list[str]:
    """达到目标值的80%, 变动率=(本年-上年)/上年: what a pair of numbers (8/10) would not be."""
    if any(re.search(r"(?:目标值?|计划数?|指标值)的\d", piece.words) for piece in pieces):
        return ["界限是目标值的百分之几，完成值要填完成数占目标值的百分比"]
    if any(isinstance(piece.atom, atoms.Named) and re.search(r"=.*(?:-|\|).*[÷/]", piece.words) for piece in pieces):
        return ["指标值是两个数相减再相除，完成值要填算好的百分数，不能填成两个数相除"]
    return []


def _named_points(pieces: list[Piece]) -> list[Piece]:
    """Where points are listed, 会计制度 is one of them and not the name of the value."""
    if not {atoms.Each, atoms.Occurrence} & {type(piece.atom) for piece in pieces}:
        return pieces
    return [
        replace(piece, atom=atoms.Unknown(piece.atom.subject)) if isinstance(piece.atom, atoms.Named) else piece
        for piece in pieces
    ]


def _builder(pieces: list[Piece]) -> Callable[[Deck], Rule]:
    """The shape is told by its most telling statement; that shape must then use up all others."""
    if is_tally([piece.atom for piece in pieces]):
        return tally_rule
    kinds = {type(piece.atom) for piece in pieces}
    cards = Deck(pieces, Decimal(0)).cards
    conditions = any(isinstance(card.atom, Condition) and (card.award is not None or card.formula) for card in cards)
    if any(card.formula for card in cards):
        return cases_rule
    for telling, builder in _BY_ATOM:
        if kinds & set(telling):
            return builder
    if conditions:
        return bands_rule
    if only_costs([piece.atom for piece in pieces]):
        return occurrence_rule
    return described_rule if atoms.Described in kinds else _nothing


def _nothing(deck: Deck) -> Rule:
    deck.finish()
    raise NotUnderstoodError


def _subject(atom: Atom) -> str:
    if isinstance(atom, atoms.Outside):
        return atom.first.subject or atom.second.subject
    return "" if isinstance(atom, atoms.Unknown) else str(getattr(atom, "subject", ""))


def _subjects(pieces: list[Piece]) -> list[str]:
    """One criterion scores one value: names that differ are a doubt, be one the end of the other or not."""
    names: dict[str, str] = {}
    for piece in pieces:
        if isinstance(piece.atom, atoms.HasNone | atoms.Described | atoms.Occurrence):
            continue
        name = re.sub(r"的?绝对值|[()“”\"]|的$|达到?$|完成$", "", _subject(piece.atom) or formula_subject(piece.atom))
        if not _GENERIC.fullmatch(name):
            names.setdefault(name, piece.words)
    if len(names) < 2:
        return []
    return [f"把{'、'.join(f'“{name}”' for name in names)}当作同一个指标值"]


def _not_applicable(pieces: list[Piece], weight: Decimal) -> tuple[NotApplicable | None, list[Piece]]:
    """Take the clause 无此类项目的，… out of the pieces."""
    rest: list[Piece] = []
    found: set[NotApplicable] = set()
    waiting: Piece | None = None
    for piece in pieces:
        if isinstance(piece.atom, atoms.Inapplicable):
            waiting = piece
        elif isinstance(piece.atom, atoms.Instead):
            found.add(piece.atom.how)
            waiting = None
        elif waiting and isinstance(piece.atom, atoms.Award):
            if Deck([], weight).points(piece.atom) != weight:
                raise NotUnderstoodError(f"{waiting.words}，{piece.words}")
            found.add(NotApplicable.FULL)
            waiting = None
        else:
            rest.append(piece)
    if waiting:
        raise NotUnderstoodError(waiting.words)
    if len(found) > 1:
        raise ContradictionError("不适用时的处理写了不止一种。")
    return (found.pop() if found else None), rest


def silent_text(pieces: Sequence[Piece]) -> list[str]:
    """The texts that score nothing."""
    return [text_of(piece.atom) for piece in pieces if is_silent(piece)]

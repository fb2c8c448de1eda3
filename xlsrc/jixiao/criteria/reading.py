"""read_criterion: the text of 评分标准 to a rule, or to 手工 with the words that were not understood."""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal

from jixiao.criteria import atoms
from jixiao.criteria.atoms import Atom, Condition, ContradictionError, NotUnderstoodError
from jixiao.criteria.deck import Deck
from jixiao.criteria.normal import MARK, widths
from jixiao.criteria.sentences import Piece, pieces_of, unmatched_bracket
from jixiao.criteria.shape_formula import formula_rule
from jixiao.criteria.shape_lists import (
    bonus_rule,
    caps_rule,
    described_rule,
    each_rule,
    milestones_rule,
    occurrence_rule,
    tiers_rule,
    year_rule,
)
from jixiao.criteria.shape_ranges import bands_rule, proportional_rule, target_rule
from jixiao.criteria.shape_steps import steps_rule
from jixiao.criteria.shapes import (
    ZERO,
    Alternative,
    BestOf,
    Bonus,
    Checklist,
    Choices,
    Manual,
    Milestones,
    NotApplicable,
    NotApplicableOnly,
    PerOccurrence,
    Proportional,
    Rule,
    ShareOfItems,
    Tiers,
    YearOnYear,
    render,
)


@dataclass(frozen=True)
class Criterion:
    """How a 评分标准 was understood.

    rule: the rule, or Manual where the text is explicitly by judgement, isn't understood, or contradicts itself.
    shape: its short Chinese label. canonical: the rule in canonical words. not_understood: the words outside the
    vocabulary. problem: one Chinese sentence where the text contradicts itself or the weight.
    """

    text: str
    weight: Decimal
    rule: Rule
    shape: str
    canonical: str
    not_understood: tuple[str, ...] = ()
    problem: str = ""

    @property
    def understood(self) -> bool:
        """Whether the text was read as a whole, an explicit 酌情 included."""
        return not self.not_understood and not self.problem


def read_criterion(text: str, weight: Decimal) -> Criterion:
    """Read a 评分标准 for an indicator worth `weight` points. Never raises for any text; never half-applies one."""
    try:
        rule = _said_back(text, _read(text, weight), weight)
    except NotUnderstoodError as error:
        return _by_hand(text, weight, words=tuple(str(word) for word in error.args if word) or (text.strip(),))
    except ContradictionError as error:
        return _by_hand(text, weight, problem=str(error))
    return Criterion(text, weight, rule, rule.label, render(rule, weight))


# their canonical words hold words of the text, which could read differently there
_FREE_WORDS = (
    BestOf,
    Bonus,
    Checklist,
    Choices,
    Milestones,
    PerOccurrence,
    Proportional,
    ShareOfItems,
    Tiers,
    YearOnYear,
)


def _said_back(text: str, rule: Rule, weight: Decimal) -> Rule:
    """The rule, if its canonical words read back to it; a rule that can't be said back isn't understood."""
    if isinstance(rule, _FREE_WORDS):
        try:
            again: Rule | None = _read(render(rule, weight), weight)
        except (NotUnderstoodError, ContradictionError):
            again = None
        if again != rule:
            raise NotUnderstoodError(text.strip())
    return rule


def _by_hand(text: str, weight: Decimal, words: tuple[str, ...] = (), problem: str = "") -> Criterion:
    rule = Manual()
    return Criterion(text, weight, rule, rule.label, render(rule, weight), words, problem)


def _read(text: str, weight: Decimal) -> Rule:
    if not text.strip():
        raise ContradictionError("评分标准为空。")
    bracket = unmatched_bracket(text)
    if bracket:
        raise ContradictionError(f"括号“{bracket}”没有配对。")
    best = _best_of(text, weight)
    return best or _rule(pieces_of(text), weight)


def _rule(pieces: list[Piece], weight: Decimal) -> Rule:
    pieces = _named_points(pieces)
    _check_subjects(pieces)
    clause, rest = _not_applicable(pieces, weight)
    rest = [piece for piece in rest if not isinstance(piece.atom, atoms.Named)]
    if not rest and clause:
        return NotApplicableOnly(not_applicable=clause)
    deck = Deck(rest, weight)
    rule = _builder(rest)(deck)
    if "绝对值" in "".join(_subject(piece.atom) for piece in rest) and not getattr(rule, "absolute", False):
        raise NotUnderstoodError("绝对值")
    return replace(rule, not_applicable=clause)


def _named_points(pieces: list[Piece]) -> list[Piece]:
    """Where points are listed, 会计制度 is one of them and not the name of the value."""
    if not {atoms.Each, atoms.Occurrence} & {type(piece.atom) for piece in pieces}:
        return pieces
    return [
        replace(piece, atom=atoms.Unknown(piece.atom.subject)) if isinstance(piece.atom, atoms.Named) else piece
        for piece in pieces
    ]


_BY_ATOM: list[tuple[tuple[type[Atom], ...], Callable[[Deck], Rule]]] = [
    ((atoms.CapAtom,), caps_rule),
    ((atoms.TierAtom,), tiers_rule),
    ((atoms.MilestoneAtom,), milestones_rule),
    ((atoms.VersusLastYear, atoms.HasNone), year_rule),
    ((atoms.Heading, atoms.BonusAtom), bonus_rule),
    ((atoms.Score,), formula_rule),
    ((atoms.Occurrence,), occurrence_rule),
    ((atoms.Each,), each_rule),
    ((atoms.Step,), steps_rule),
    ((atoms.InProportion,), proportional_rule),
    ((atoms.AgainstTarget,), target_rule),
]


def _builder(pieces: list[Piece]) -> Callable[[Deck], Rule]:
    """The shape is told by its most telling statement; that shape must then use up all others."""
    kinds = {type(piece.atom) for piece in pieces}
    if atoms.ByJudgement in kinds:
        return lambda _: Manual()
    for telling, builder in _BY_ATOM:
        if kinds & set(telling):
            return builder
    if any(isinstance(card.atom, Condition) and card.award is not None for card in Deck(pieces, ZERO).cards):
        return bands_rule
    return described_rule if atoms.Described in kinds else _nothing


def _nothing(deck: Deck) -> Rule:
    deck.finish()
    raise NotUnderstoodError


def _subject(atom: Atom) -> str:
    if isinstance(atom, atoms.Outside):
        return atom.first.subject or atom.second.subject
    return str(getattr(atom, "subject", ""))


def _check_subjects(pieces: list[Piece]) -> None:
    """One criterion scores one value; a condition on another value isn't understood."""
    first = ""
    for piece in pieces:
        name = re.sub(r"的?绝对值|[()]", "", _subject(piece.atom))
        if name in ("", "指标值") or isinstance(piece.atom, atoms.HasNone):
            continue
        if first and not first.endswith(name) and not name.endswith(first):
            raise NotUnderstoodError(piece.words)
        first = first if len(first) >= len(name) else name


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


_BEST = re.compile(
    r"(?:二者|两者|以上两项|上述两项)(?:择其一|取其一|择优|取(?:得分)?(?:最|较)?高(?:者|分)?|按?孰高)"
    r"(?:者|得分高者)?(?:计分|得分)?"
)


def _best_of(text: str, weight: Decimal) -> Rule | None:
    """二者择其一(甲 或 乙): each alternative is a criterion of its own."""
    whole = widths(text)
    marker = _BEST.search(whole)
    if not marker:
        return None
    rest = (whole[: marker.start()] + MARK + whole[marker.end() :]).strip(f",;。:{MARK}")
    if rest.startswith("(") and rest.endswith(")"):
        rest = rest[1:-1]
    parts = [part.strip(",;。:") for part in re.split(rf"{MARK}|(?<=[%\d分])或(?=[^\d])", rest)]
    parts = [part for part in parts if part and part not in ("取得分高者", "得分高者")]
    if len(parts) < 2:
        raise NotUnderstoodError(text.strip())
    return BestOf(tuple(_alternative(part, weight) for part in parts))


def _alternative(part: str, weight: Decimal) -> Alternative:
    pieces = pieces_of(part)
    name = next((_subject(piece.atom) for piece in pieces if _subject(piece.atom)), "")
    if not name:
        raise NotUnderstoodError(part)
    only = pieces[-1].atom
    if len(pieces) == 1 and isinstance(only, Condition):
        pieces = [*pieces, _made(atoms.Award(share=Decimal(100))), _made(atoms.Otherwise()), _made(atoms.Award(ZERO))]
    rule = _rule(pieces, weight)
    if isinstance(rule, Manual | NotApplicableOnly) or rule.not_applicable or getattr(rule, "absolute", False):
        raise NotUnderstoodError(part)
    return Alternative(name, rule)


def _made(atom: Atom) -> Piece:
    return Piece(atom, "", 0, False)

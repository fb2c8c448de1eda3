"""A text with a list: its items read as one rule, as the points of a list, or as parts with rules of their own."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from jixiao.criteria.reading import statements as atoms
from jixiao.criteria.reading.clauses import pieces_of, text_of
from jixiao.criteria.reading.drafts import Draft, flat_draft
from jixiao.criteria.reading.events import case_event, veto_event
from jixiao.criteria.reading.grades import check_words, checklist
from jixiao.criteria.reading.outline import Outline, outline, sentences
from jixiao.criteria.reading.picking import Deck
from jixiao.criteria.reading.sections import grouped, headed, most_points
from jixiao.criteria.reading.statements import Award, ContradictionError, NotUnderstoodError
from jixiao.criteria.shapes.base import ZERO, Rule
from jixiao.criteria.shapes.deductions import Deductions, Event
from jixiao.criteria.shapes.less import Less
from jixiao.criteria.shapes.manual import Manual
from jixiao.criteria.shapes.sum import Part, Sum
from jixiao.criteria.shapes.veto import Vetoed
from jixiao.values.rounding import plain

_NUM = r"\d+(?:\.\d+)?"
_AT_END = re.compile(rf"\((?:满分|计|得|记|共)?({_NUM})分?\)[;。,.]*$")
_AT_HEAD = re.compile(rf"^([^()\d]*?)\((?:满分|计|得|记|共)?({_NUM})分\)[:,。;]?")
_HEADING = re.compile(
    r"[^\d,;()除但若如仅]*(?:要点|要素|内容|标准|方面|条件|要求|事项|如下|下列|以下|情形|包括|情况|指标|依据|工作|得分|计分|评分|考核|评价)[:;]?"
)
_TAIL = re.compile(r"^(?:一旦|另外|另|以上|上述|每|有|凡|如|若|发现|出现|发生|缺|少|一项|全部|其中|均|符合|共)")
MOST_DEPTH = 3
BY_HAND = "人工评分"


def drafts(text: Outline, weight: Decimal, depth: int = 0) -> list[Draft]:
    """The drafts of a text, the best first; an error of the plainest attempt where there is none."""
    if not text.items:
        return _flat(text.lead, weight, depth)
    made: list[Draft] = []
    first_error: Exception | None = None
    numbered = (f"“{text.style}”等当作要点的编号，不是数",) if text.is_decimal else ()
    for attempt in (_as_one, _as_parts):
        for lead, items, tail, doubt in _tails(text):
            try:
                draft = attempt(lead, items, tail, weight, depth)
                more = (doubt,) if doubt and attempt is _as_parts else ()
                made.append(replace(draft, doubts=(*draft.doubts, *numbered, *more)))
                break
            except (NotUnderstoodError, ContradictionError) as error:
                first_error = first_error or error
        if made and made[-1].sure:
            return made[-1:]
    if not made:
        assert first_error is not None
        raise first_error
    return sorted(made, key=lambda draft: (isinstance(draft.rule, Manual), len(draft.doubts)))


def _flat(text: str, weight: Decimal, depth: int) -> list[Draft]:
    """A text without a list; where it is no one rule, its sentences as parts that add up to the weight."""
    try:
        return [flat_draft(pieces_of(text), weight)]
    except (NotUnderstoodError, ContradictionError):
        parts = headed(text) or grouped(text)
        if len(parts) < 2 or depth:
            raise
        found = _in_parts(parts, weight, depth)
        if found is None:
            raise
        return [found]


def _in_parts(parts: Sequence[str], weight: Decimal, depth: int) -> Draft | None:
    try:
        draft = _as_parts("", [Outline(part) for part in parts], "", weight, depth)
    except (NotUnderstoodError, ContradictionError):
        return None
    if all(isinstance(part.rule, Manual) for part in getattr(draft.rule, "parts", ())):
        return None
    return replace(draft, doubts=(*draft.doubts, "各句的分值相加等于分值，当作分项计分"))


def _tails(text: Outline) -> Iterator[tuple[str, tuple[Outline, ...], str, str]]:
    """(lead, items, tail, doubt): the later sentences of the last item said of the whole list, then of that item."""
    last = text.items[-1]
    own = _AT_HEAD.match(last.lead)  # 制度执行（6分）：… is followed by its own rule, up to the end of its line
    parts = [] if last.items else last.flat.split("\n") if own else list(sentences(last.flat))
    several = len(parts) > 1
    simple = all(len(list(sentences(item.flat))) == 1 for item in text.items[:-1])
    if len(parts) > 1 and (simple or _TAIL.match(parts[1])):
        head = replace(last, lead=parts[0])
        yield text.lead, (*text.items[:-1], head), ";".join(parts[1:]), ""
    doubt = f"“{'；'.join(parts[1:])}”只用在最后一项" if several and simple else ""
    yield text.lead, text.items, "", doubt


def _as_one(lead: str, items: Sequence[Outline], tail: str, weight: Decimal, depth: int) -> Draft:
    """All items say one rule together: bands one by one, a list with one deduction for all."""
    pieces = pieces_of(lead)
    first = len(pieces)
    for item in items:
        if item.items:
            raise NotUnderstoodError(item.flat)
        pieces += pieces_of(item.lead, True, first)
        first += 10
    draft = flat_draft([*pieces, *pieces_of(tail, first=first)], weight)
    return replace(draft, doubts=(*draft.doubts, *_lost_lead(lead, draft, weight)))


def _lost_lead(lead: str, draft: Draft, weight: Decimal) -> list[str]:
    """Doubts for words before a list that the rule doesn't hold, but for a heading (评价要点:, 考核以下内容:)."""
    parts = [part for part in sentences(lead) if not _HEADING.fullmatch(part)]
    words = draft.rule.words(weight)
    silent = [piece for part in parts for piece in pieces_of(part) if isinstance(piece.atom, atoms.Unknown)]
    lost = [piece for piece in silent if text_of(piece.atom) not in words and piece.words not in draft.unused]
    return [f"没有用上“{piece.words}”，请确认它不影响得分" for piece in lost]


@dataclass(frozen=True)
class _Item:
    """An item with the points it is worth; `rest` is None where it only holds or doesn't."""

    name: str
    weight: Decimal
    rest: Outline | None


def _as_parts(lead: str, items: Sequence[Outline], tail: str, weight: Decimal, depth: int) -> Draft:
    """Each item has points of its own, together the weight; what is read of each stands for itself."""
    if depth >= MOST_DEPTH:
        raise NotUnderstoodError(lead)
    listed = [_item(item) for item in items]
    found = [item for item in listed if item.weight]
    vetoes = [_veto(item) for item in listed if not item.weight]
    total = sum((item.weight for item in found), ZERO)
    if total != weight:
        raise ContradictionError(f"各要点分值合计{plain(total)}分，与分值{plain(weight)}分不一致。")
    doubts = _of_lead(lead, weight)
    parts: list[Part] = []
    open_ones: list[tuple[int, str, Rule]] = []
    for item in found:
        draft = _part_draft(item, depth)
        parts.append(Part(item.name, item.weight, draft.rule))
        open_ones += [(len(parts) - 1, what, other) for what, other in draft.others]
        doubts += draft.doubts
    whole, more = _with_tail(_list_or_sum(parts), tail, weight)
    whole = _vetoed(whole, vetoes)
    others = []
    for n, what, other in open_ones:
        changed = _list_or_sum([*parts[:n], replace(parts[n], rule=other), *parts[n + 1 :]])
        others.append((f"“{parts[n].name}”{what}", _vetoed(_with_tail(changed, tail, weight)[0], vetoes)))
    return Draft(whole, (*doubts, *more), tuple(others))


def _veto(item: _Item) -> str:
    """What takes everything: an item that says so in words and nothing else."""
    if item.rest is not None:
        raise NotUnderstoodError(item.rest.flat)
    return veto_event(item.name)


def _list_or_sum(parts: Sequence[Part]) -> Rule:
    from jixiao.criteria.shapes.checklist import Checklist

    checks = [part.rule for part in parts]
    if all(isinstance(rule, Checklist) and len(rule.items) == 1 for rule in checks):
        return checklist([(part.name, part.weight) for part in parts])
    return Sum(tuple(parts))


def _item(item: Outline) -> _Item:
    """The item's own points: in brackets at its end or behind its heading, else the most it says it gives."""
    text = item.flat
    if not item.items and (end := _AT_END.search(text)):
        body = text[: end.start()].rstrip(",;。")
        return _Item(_short(body), Decimal(end[1]), _scoring(body))
    head = _AT_HEAD.match(item.lead)
    if head:
        rest = replace(item, lead=item.lead[head.end() :]) if item.items else outline(text[head.end() :])
        scoring = rest if item.items or _scores(rest.flat) else None
        name = head[1] if scoring else f"{head[1]}，{rest.flat}" if rest.flat else head[1]
        return _Item(name.strip("，"), Decimal(head[2]), scoring)
    best = most_points(text)
    if best is None:
        raise NotUnderstoodError(text)
    pieces = pieces_of(text)
    if len(pieces) == 1 and isinstance(pieces[0].atom, atoms.Described) and not pieces[0].atom.award.minus:
        check_words([(pieces[0].atom.text, best)])
        return _Item(pieces[0].atom.text, best, None)
    return _Item(_short(text), best, item)


def _short(text: str) -> str:
    """The words of a part that are no rule."""
    first = re.split(r"[,;。:≤≥<>=≦≧]|得?\d", text)[0].removesuffix("的")
    return first if len(first) > 3 else text


def _scoring(text: str) -> Outline | None:
    return outline(text) if _scores(text) else None


def _scores(text: str) -> bool:
    """Whether a text gives or takes points."""
    silent = (atoms.Unknown, atoms.Named)
    return any(not isinstance(piece.atom, silent) for piece in pieces_of(text)) or any(
        not isinstance(piece.atom, silent) for item in outline(text).items for piece in pieces_of(item.flat)
    )


def _part_draft(item: _Item, depth: int) -> Draft:
    """The draft of a part; by hand, and said, where it can't be read."""
    if item.rest is None:
        return Draft(checklist([(item.name, item.weight)]))
    try:
        best = drafts(item.rest, item.weight, depth + 1)[0]
    except (NotUnderstoodError, ContradictionError):
        return Draft(Manual(), (f"“{item.rest.flat}”看不懂，这一项由人工评分",))
    if isinstance(best.rule, Manual) and item.rest.flat.strip(";。") != BY_HAND:
        return replace(best, doubts=(f"“{item.name}”这一项由人工评分", *best.doubts))
    return best


def _of_lead(lead: str, weight: Decimal) -> list[str]:
    """Text before the parts: a heading, or the total again; anything else is for a person to see."""
    doubts: list[str] = []
    for piece in pieces_of(lead):
        award = piece.atom.award if isinstance(piece.atom, atoms.Described) else piece.atom
        if isinstance(award, Award):
            if Deck([], weight).points(award) != weight:
                raise NotUnderstoodError(piece.words)
        elif isinstance(piece.atom, atoms.Unknown | atoms.Named):
            doubts.append(f"没有用上“{piece.words}”，请确认它不影响得分")
        else:
            raise NotUnderstoodError(piece.words)
    return doubts


def _with_tail(rule: Rule, tail: str, weight: Decimal) -> tuple[Rule, list[str]]:
    """What is said of all parts: a case in which nothing is left, the deduction that the points say already."""
    doubts: list[str] = []
    cases: list[Event] = []
    for piece in pieces_of(tail):
        atom = piece.atom
        if isinstance(atom, atoms.Floor | atoms.Ceiling) or _says_again(rule, atom, weight):
            continue
        if isinstance(atom, atoms.Described) and Deck([], weight).points(atom.award) == ZERO:
            rule = Vetoed(rule, veto_event(atom.text))
        elif isinstance(atom, atoms.Occurrence):
            cases.append(Event(case_event(atom.event), atom.points, atom.per))
        elif isinstance(atom, atoms.Unknown | atoms.Named):
            doubts.append(f"没有用上“{text_of(atom)}”，请确认它不影响得分")
        else:
            raise NotUnderstoodError(piece.words)
    return (Less(rule, Deductions(tuple(cases))) if cases else rule), doubts


def _vetoed(rule: Rule, events: Sequence[str]) -> Rule:
    for event in events:
        rule = Vetoed(rule, event)
    return rule


def _says_again(rule: Rule, atom: atoms.Atom, weight: Decimal) -> bool:
    """①…1分；②…1分；每少一项扣1分, or 共2分: nothing new."""
    if isinstance(atom, Award):
        return Deck([], weight).points(atom) == weight
    items = getattr(rule, "items", ())
    return isinstance(atom, atoms.Occurrence) and bool(items) and {item.points for item in items} == {atom.points}

"""二者择其一(甲 或 乙): the better of several rules, each over its own value."""

import re
from dataclasses import replace
from decimal import Decimal

from jixiao.criteria.reading import statements as atoms
from jixiao.criteria.reading.clauses import Piece, pieces_of
from jixiao.criteria.reading.drafts import Draft, flat_draft
from jixiao.criteria.reading.formulas import formula_subject
from jixiao.criteria.reading.outline import outline
from jixiao.criteria.reading.statements import Atom, Condition, NotUnderstoodError
from jixiao.criteria.shapes.base import ZERO, Rule
from jixiao.criteria.shapes.best_of import Alternative, BestOf
from jixiao.criteria.shapes.gains import StepGain
from jixiao.criteria.shapes.manual import Manual, NotApplicableOnly

_BEST = re.compile(
    r"(?:二者|两者|以上两项|上述两项|(?:以[上下]|上述|下列)?[两二2](?:种|个|项)(?:算法|方式|办法|方法|情形|标准|条件)?,?)(?:择其一|取其一|择优|取(?:得分)?(?:最|较)?高(?:者|分)?|按?孰高)"
    r"(?:者|得分高者)?(?:计分|得分)?"
)
_ANY = re.compile(
    r"(?:满足|符合|达到|具备)(?:下列|以下|上述)?(?:条件|情形|要求)?之一的?,?(?:即|可|即可|均)?得满分[:,;]?"
)
_NONE = re.compile(r"[;。,](?:均|都|全)[不未](?:满足|符合|达到|具备)的?,?不得分")


def best_of(text: str, weight: Decimal) -> list[Draft]:
    """The one draft where the text says that the better counts; else none."""
    marker = _BEST.search(text) or _ANY.search(text)
    if not marker:
        return []
    text = _NONE.sub("", text) if marker.re is _ANY else text
    rest = f"{text[: marker.start()]};{text[marker.end() :]}".strip(",;。:\n")
    listed = outline(rest).items
    if listed:
        parts = [item.flat for item in listed]
    else:
        bare = rest[1:-1] if rest.startswith("(") and rest.endswith(")") else rest
        parts = re.split(r";|(?<=[%\d分])或(?=[^\d])", bare)
    parts = [part.strip(",;。:") for part in parts]
    drafts = [_alternative(part, weight) for part in parts if part and part not in ("取得分高者", "得分高者")]
    if len(drafts) < 2:
        raise NotUnderstoodError(text)
    chosen = tuple(alternative for alternative, _ in drafts)
    others = []
    for n, (alternative, draft) in enumerate(drafts):
        for what, rule in draft.others:
            others.append(
                (f"{alternative.name}{what}", BestOf((*chosen[:n], replace(alternative, rule=rule), *chosen[n + 1 :])))
            )
    return [Draft(BestOf(chosen), tuple(doubt for _, draft in drafts for doubt in draft.doubts), tuple(others))]


def _alternative(part: str, weight: Decimal) -> tuple[Alternative, Draft]:
    name, colon, rest = part.partition(":")
    pieces = pieces_of(rest if colon and "%" not in name else part)
    told = next((str(getattr(piece.atom, "subject", "")) for piece in pieces if getattr(piece.atom, "subject", "")), "")
    told = told or next(filter(None, (formula_subject(piece.atom) for piece in pieces)), "")
    name = name if colon and "%" not in name else told
    only = pieces[-1].atom
    if len(pieces) == 1 and isinstance(only, Condition):
        pieces = [*pieces, _made(atoms.Award(share=Decimal(100))), _made(atoms.Otherwise()), _made(atoms.Award(ZERO))]
    draft = flat_draft(pieces, weight)
    rule = draft.rule
    if isinstance(rule, Manual | NotApplicableOnly) or rule.not_applicable:
        raise NotUnderstoodError(part)
    if isinstance(rule, StepGain) and not colon:
        name, rule = rule.name or name, replace(rule, name="")
    if not name:
        raise NotUnderstoodError(part)
    return Alternative(name, rule), replace(draft, others=_nameless(draft.others))


def _nameless(others: tuple[tuple[str, Rule], ...]) -> tuple[tuple[str, Rule], ...]:
    """The alternatives say what is measured; the rules in them don't say it again."""
    return tuple((what, replace(rule, name="") if isinstance(rule, StepGain) else rule) for what, rule in others)


def _made(atom: Atom) -> Piece:
    return Piece(atom, "", 0, False)

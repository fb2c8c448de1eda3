"""Each column of a table gets one role: what its heading allows, weighed with what it holds. Doubts are told."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from jixiao.findings import Finding
from jixiao.frameworks.importing import messages
from jixiao.frameworks.importing.cells import Sheet
from jixiao.frameworks.importing.contents import LONG, Content
from jixiao.frameworks.importing.layout import Column
from jixiao.frameworks.importing.model import Role

_BY_HEADING = "表头"
CLOSE = 0.4  # two roles nearer than this can't be told apart
MANY = {Role.LEVEL, Role.NAME, Role.WEIGHT, Role.SCORE, Role.REASON, Role.ACTUAL, Role.OWNER, Role.UNKNOWN,
        Role.DEFINITION, Role.ELEMENTS, Role.REMARK, Role.EVIDENCE, Role.SERIAL}  # fmt: skip
"""Roles that several columns may have."""

_ALIKE = (
    {Role.LEVEL, Role.NAME},
    {Role.DEFINITION, Role.ELEMENTS, Role.REMARK, Role.EVIDENCE},
    {Role.SERIAL, Role.CODE},
)
"""Between these nothing is lost whichever is taken: both are imported the same way."""


@dataclass(frozen=True)
class Decided:
    """A column with its role and the reason in words."""

    column: Column
    content: Content
    role: Role
    reason: str
    scores: Mapping[Role, float]


def decide(
    sheet: Sheet, columns: Sequence[Column], contents: Mapping[int, Content]
) -> tuple[list[Decided], list[Finding]]:
    """The role of every column, and what could not be told for certain."""
    alone = [_alone(column, contents[column.number]) for column in columns]
    decided, competing = _without_rivals(sheet, list(alone))
    return _promoted(decided), competing


def doubts(sheet: Sheet, decided: Sequence[Decided]) -> list[Finding]:
    """Columns that could as well be something else, by heading and content; what the other columns leave no choice for
    is in no doubt."""
    return [found for one in decided if one.reason.startswith(_BY_HEADING) for found in _doubt(sheet, one)]


def _alone(column: Column, content: Content) -> Decided:
    scores = {role: strength + _fits(role, content) for role, strength in column.heading.roles.items()}
    best = max(scores, key=lambda role: scores[role], default=Role.UNKNOWN)
    if not scores or scores[best] <= 0:
        return Decided(column, content, Role.UNKNOWN, "看不出用途", scores)
    return Decided(column, content, best, f"{_BY_HEADING}“{column.title}”" + _told(best, content), scores)


def _fits(role: Role, content: Content) -> float:
    """How much the content speaks for (or against) a role."""
    if not content.count:
        return {Role.WEIGHT: -3.0, Role.NAME: -1.0}.get(role, 0)
    numbers = content.numbers >= 0.8
    match role:
        case Role.WEIGHT:
            return 1.5 if numbers else -3 if content.numbers < 0.3 else 0
        case Role.CRITERION:
            return -3 if numbers else 1.5 * content.scoring - (content.length < 6)
        case Role.DEFINITION:
            return -3 if numbers else 0.5 * content.formulas
        case Role.NAME | Role.LEVEL:
            return -3 if numbers else -2 * (content.length > LONG) + 0.5 * (content.length <= LONG)
        case Role.KIND:
            return 2 * content.kinds - 1
        case Role.ELEMENTS:
            return -3 if numbers else 0.5 * (content.length > LONG)
    return 0


def _told(role: Role, content: Content) -> str:
    if role is Role.WEIGHT and content.count:
        return "，内容是数字"
    if role is Role.CRITERION and content.scoring >= 0.5:
        return "，内容写得分、扣分"
    if role is Role.DEFINITION and content.formulas >= 0.5:
        return "，内容是计算公式"
    return ""


def _doubt(sheet: Sheet, one: Decided) -> list[Finding]:
    others = [role for role in one.scores if role is not one.role and one.scores[one.role] - one.scores[role] < CLOSE]
    if one.role is Role.UNKNOWN or not others or not one.content.count:
        return []
    if any({one.role, *others} <= group for group in _ALIKE):
        return []
    found = messages.UNDECIDED.at("", title=one.column.title, role=one.role, other="、".join(others))
    return [replace(found, place=sheet.place(one.column.spot))]


def _without_rivals(sheet: Sheet, decided: list[Decided]) -> tuple[list[Decided], list[Finding]]:
    """Of several columns with a role that only one can have, the best keeps it; another takes its next role."""
    found = []
    for role in [role for role in Role if role not in MANY]:
        rivals = [one for one in decided if one.role is role]
        if len(rivals) < 2 or _one_heading(rivals):
            continue
        best = max(rivals, key=lambda one: (one.scores[role], one.content.count, one.content.length))
        for one in rivals:
            if one is not best:
                loser = _next(one, role)
                decided[decided.index(one)] = loser
                found += _competing(sheet, best, loser, role)
    return decided, found


def _one_heading(rivals: list[Decided]) -> bool:
    """A heading merged over several columns: they are one column cut in pieces."""
    numbers = [one.column.number for one in rivals]
    beside = numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    return beside and len({(one.column.spot[0], one.column.path) for one in rivals}) == 1


def _next(one: Decided, role: Role) -> Decided:
    rest = {other: score for other, score in one.scores.items() if other is not role and score > 0}
    if role is Role.CRITERION and not rest.keys() & {Role.ELEMENTS, Role.DEFINITION}:
        rest = {Role.ELEMENTS: 1.0}  # its words may matter to the criterion: kept beside it
    best = max(rest, key=lambda other: rest[other], default=Role.UNKNOWN)
    return replace(one, role=best, reason=f"另一列更像{role}")


def _competing(sheet: Sheet, best: Decided, loser: Decided, role: Role) -> list[Finding]:
    if not loser.content.count or max(loser.scores.values()) > loser.scores[role]:
        return []
    became = "没有导入" if loser.role is Role.UNKNOWN else f"作为{loser.role}导入"
    words = {"first": best.column.title, "second": loser.column.title, "role": role, "became": became}
    return [replace(messages.COMPETING.at("", **words), place=sheet.place(loser.column.spot))]


def _promoted(decided: list[Decided]) -> list[Decided]:
    """Where no column is the criterion or the name by its heading, the one whose content is."""
    roles = {one.role for one in decided}
    if Role.CRITERION not in roles:
        beside = (Role.ELEMENTS, Role.DEFINITION, Role.REMARK, Role.EVIDENCE, Role.UNKNOWN, Role.REFERENCE, Role.NAME)
        giving = [
            one for one in decided if one.role in beside and one.content.scoring >= 0.5 and one.content.length > 8
        ]
        decided = _become(
            decided, max(giving, key=lambda one: one.content.scoring, default=None), Role.CRITERION, "内容写得分、扣分"
        )
    if not roles & {Role.LEVEL, Role.NAME}:
        short = [one for one in decided if one.role is Role.ELEMENTS]
        decided = _become(decided, short[0] if short else None, Role.NAME, "没有别的列是指标名称")
    return decided


def _become(decided: list[Decided], one: Decided | None, role: Role, reason: str) -> list[Decided]:
    return [replace(other, role=role, reason=reason) if other is one else other for other in decided]

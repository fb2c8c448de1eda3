"""The columns of a table put in order: levels from the top down to the name, which 分值 belongs to which level."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

from jixiao.findings import Finding
from jixiao.frameworks.importing import messages
from jixiao.frameworks.importing.cells import Sheet
from jixiao.frameworks.importing.contents import LONG, content_of, counted_rows
from jixiao.frameworks.importing.deciding import Decided, decide, doubts
from jixiao.frameworks.importing.layout import Column, Table
from jixiao.frameworks.importing.model import ColumnRole, Role
from jixiao.frameworks.importing.texts import points, stated_points

DETAILS = (Role.DEFINITION, Role.ELEMENTS, Role.REMARK, Role.EVIDENCE)
"""What is kept beside an indicator as 口径, each under its heading."""

_NOT_IMPORTED = {
    Role.SERIAL: "序号，导入后按级次另编", Role.SCORE: "已填的得分不属于指标体系", Role.REASON: "已填的扣分原因不属于指标体系",
    Role.ACTUAL: "已填的完成情况不属于指标体系", Role.OWNER: "责任单位不属于指标体系", Role.UNKNOWN: "看不出这一列的用途",
    Role.CODE: "编码，导入后按级次另编", Role.WEIGHT: "另一列分值已导入",
}  # fmt: skip


@dataclass(frozen=True)
class Layout:
    """`levels` from the top to the name; `weights` of the same length, None where a level has no 分值 column."""

    levels: tuple[Column, ...]
    weights: tuple[Column | None, ...]
    criteria: tuple[Column, ...]
    details: tuple[tuple[Column, Role], ...]
    single: dict[Role, Column]
    serial: Column | None
    why_not: dict[int, str]
    roles: tuple[ColumnRole, ...]
    findings: tuple[Finding, ...] = field(default=())

    @property
    def weight(self) -> Column | None:
        """The indicator's own 分值."""
        return self.weights[-1]

    @property
    def name(self) -> Column:
        """The indicator's own column."""
        return self.levels[-1]


def layout_of(table: Table) -> Layout | None:
    """The table's columns; None where it has no name column or no points anywhere: then it is no score table."""
    sheet, rows = table.sheet, counted_rows(table.sheet, table.rows)
    contents = {column.number: content_of(sheet, column.number, rows) for column in table.block.columns}
    decided, found = decide(sheet, table.block.columns, contents)
    weights = [one for one in decided if one.role is Role.WEIGHT and one.content.count]
    levels = _levels(decided, weights)
    decided = [next((level for level in levels if level.column is one.column), one) for one in decided]
    found += doubts(sheet, decided)
    if not levels or not (weights or _points_in_names(sheet, levels[-1].column, rows)):
        return None
    placed, spare = _weights(table, rows, levels, weights)
    found += [_spare(sheet, placed[-1], one) for one in spare]
    return Layout(
        tuple(one.column for one in levels),
        tuple(one.column if one else None for one in placed),
        tuple(one.column for one in decided if one.role is Role.CRITERION),
        tuple((one.column, one.role) for one in decided if one.role in DETAILS),
        {one.role: one.column for one in decided if one.role in (Role.TARGET, Role.UNIT, Role.KIND, Role.REFERENCE)},
        next((one.column for one in decided if one.role is Role.SERIAL), None),
        _why_not(decided, levels, placed),
        tuple(_told(sheet, one, levels, placed) for one in decided),
        (*found, *_unknown(sheet, decided)),
    )


def _levels(decided: Sequence[Decided], weights: Sequence[Decided]) -> list[Decided]:
    """Numbered ones by their number, a column of names below them, others above by how few groups they make."""
    order = {one.column.number: place for place, one in enumerate(decided)}
    filled = [one for one in decided if one.role in (Role.LEVEL, Role.NAME) and one.content.count]
    numbered = sorted((one for one in filled if one.column.heading.level), key=lambda one: one.column.heading.level)
    loose = [one for one in filled if not one.column.heading.level]
    loose.sort(key=lambda one: (one.role is Role.NAME, one.content.count, order[one.column.number]))
    above = [one for one in loose if one.role is Role.LEVEL] if numbered else []
    below = [one for one in loose if one not in above]
    levels = [*above, *numbered, *below]
    finer = _finer(decided, levels, weights)
    return [*levels, finer] if finer else levels


def _finer(decided: Sequence[Decided], levels: Sequence[Decided], weights: Sequence[Decided]) -> Decided | None:
    """考核内容 with short texts, one per 分值, where the last level has fewer: these are the names."""
    if not levels or not weights:
        return None
    own = max(one.content.count for one in weights)
    fits = [
        one for one in decided
        if one.role is Role.ELEMENTS and Role.NAME in one.scores and own <= one.content.count <= own + 1 and one.content.length <= LONG * 2 / 3
    ]  # fmt: skip
    return (
        replace(fits[0], role=Role.NAME, reason="每个分值对着一个，是最细的一级")
        if fits and levels[-1].content.count < own
        else None
    )


def _points_in_names(sheet: Sheet, column: Column, rows: Sequence[int]) -> bool:
    texts = [text for row in rows if (text := sheet.own(row, column.number))]
    return len(texts) > 1 and sum(stated_points(text) is not None for text in texts) > len(texts) / 2


def _weights(
    table: Table, rows: Sequence[int], levels: Sequence[Decided], weights: Sequence[Decided]
) -> tuple[list[Decided | None], list[Decided]]:
    """(the 分值 column of each level, those left over)."""
    placed: list[Decided | None] = [None] * len(levels)
    spare: list[Decided] = []
    if len(weights) == 1:
        placed[-1] = weights[0]
        return placed, spare
    in_order = len(weights) == len(levels) and len({_nearest(levels, one) for one in weights}) == 1
    for number, one in enumerate(weights):
        level = number if in_order else _level_of(levels, one)
        before = placed[level]
        if before is None:
            placed[level] = one
        else:
            placed[level], other = _better(table, rows, before, one)
            spare.append(other)
    if weights and placed[-1] is None:  # the finest 分值 is the indicators', whatever its heading says
        finest = max((one for one in placed if one), key=lambda one: one.content.count)
        placed = [None if one is finest else one for one in placed]
        placed[-1] = finest
    return placed, spare


def _level_of(levels: Sequence[Decided], weight: Decided) -> int:
    named = weight.column.heading.level
    for place, one in enumerate(levels):
        if named and one.column.heading.level == named:
            return place
    return len(levels) - 1 if named else _nearest(levels, weight)


def _nearest(levels: Sequence[Decided], weight: Decided) -> int:
    """The level whose column is the nearest on the left; the last one where none is."""
    left = [(one.column.number, place) for place, one in enumerate(levels) if one.column.number < weight.column.number]
    return max(left)[1] if left else len(levels) - 1


def _better(table: Table, rows: Sequence[int], one: Decided, other: Decided) -> tuple[Decided, Decided]:
    """Of two 分值 columns of one level, the one that adds up to 100; else the first."""
    sums = {}
    for each in (one, other):
        found = [points(table.sheet.value((row, each.column.number))) for row in rows]
        sums[each.column.number] = sum((p.value for p in found if p), Decimal(0))
    if sums[other.column.number] == 100 != sums[one.column.number]:
        return other, one
    return one, other


def _spare(sheet: Sheet, kept: Decided | None, spare: Decided) -> Finding:
    words = {"first": kept.column.title if kept else "", "second": spare.column.title, "role": Role.WEIGHT}
    found = messages.COMPETING.at("", **words, became="没有导入")
    return replace(found, place=sheet.place(spare.column.spot))


def _why_not(decided: Sequence[Decided], levels: Sequence[Decided], placed: Sequence[Decided | None]) -> dict[int, str]:
    imported = {one.column.number for one in (*levels, *placed) if one}
    return {
        one.column.number: _NOT_IMPORTED[one.role]
        for one in decided
        if one.role in _NOT_IMPORTED and one.column.number not in imported
    }


def _told(sheet: Sheet, one: Decided, levels: Sequence[Decided], placed: Sequence[Decided | None]) -> ColumnRole:
    at = [level.column.number for level in levels]
    owners = [weight.column.number if weight else 0 for weight in placed]
    number = one.column.number
    level = at.index(number) + 1 if number in at else owners.index(number) + 1 if number in owners else 0
    role = (Role.NAME if level == len(levels) else Role.LEVEL) if number in at else one.role
    return ColumnRole(sheet.place(one.column.spot), one.column.title, role, level, one.reason)


def _unknown(sheet: Sheet, decided: Sequence[Decided]) -> list[Finding]:
    return [
        replace(messages.UNKNOWN_COLUMN.at("", title=one.column.title), place=sheet.place(one.column.spot))
        for one in decided
        if one.role is Role.UNKNOWN and one.content.count
    ]

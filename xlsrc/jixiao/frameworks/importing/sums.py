"""Do the 分值 add up to what the table prints: its 合计 and 小计, each level's points, a total in heading or title."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from jixiao.findings import Finding, Kind
from jixiao.frameworks.importing import messages
from jixiao.frameworks.importing.entries import Entry, Group, TableRead, Total
from jixiao.frameworks.importing.texts import stated_points
from jixiao.values.rounding import plain
from jixiao.values.sheets import Spot

HUNDRED = Decimal(100)


def in_points(read: TableRead) -> list[Finding]:
    """Shares of 1 (0.1 for 10 %) become points, in place; percent signs are only told. Points stay as they are."""
    if not read.entries:
        return []
    percent = any(entry.percent for entry in read.entries)
    if _are_shares(read):
        percent = True
        for entry in read.entries:
            entry.weight = Decimal(plain(entry.weight * HUNDRED))
        for group in read.groups:
            group.printed = (
                group.printed * HUNDRED if group.printed is not None and group.printed <= 1 else group.printed
            )
        for total in read.totals:
            total.printed = [(spot, value * HUNDRED if value <= 1 else value) for spot, value in total.printed]
    if not percent:
        return []
    first = read.entries[0]
    shown = read.table.sheet.texts[first.weight_spot]
    return [_at(read, messages.PERCENT_WEIGHTS, first.weight_spot, first=shown, weight=plain(first.weight))]


def _are_shares(read: TableRead) -> bool:
    """Fractions that add up to 1 or to a printed 1 are shares of the whole: no table is worth one point."""
    weights = [entry.weight for entry in read.entries]
    if any(entry.percent for entry in read.entries) or max(weights) > 1 or len(weights) < 2:
        return False
    return sum(weights) == 1 or any(value == 1 for total in read.totals for _, value in total.printed)


def differences(reads: Sequence[TableRead]) -> list[Finding]:
    """What is printed and doesn't agree, with the cell that prints it."""
    found: list[Finding] = []
    before = Decimal(0)
    whole = sum((_sum(read.entries) for read in reads), Decimal(0))
    for read in reads:
        found += [f for group in read.groups if (f := _level(read, group))]
        found += [f for total in read.totals for f in _total(read, total, before)]
        found += _stated(read, whole)
        before += _sum(read.entries)
    return found


def printed_total(reads: Sequence[TableRead]) -> Decimal | None:
    """The total that the tables print together: the last one's 合计 where it is of all, else their 合计 added up."""
    printed = [_last(read) for read in reads]
    known = [value for value in printed if value is not None]
    if not known:
        stated = [value for read in reads for value, _ in _headings(read)]
        return stated[0] if stated else None
    whole = sum((_sum(read.entries) for read in reads), Decimal(0))
    if printed[-1] is not None and (len(known) == 1 or printed[-1] == whole):
        return printed[-1]
    return sum(known, Decimal(0))


def _last(read: TableRead) -> Decimal | None:
    found = [total.printed[-1][1] for total in read.totals if total.printed and not total.partial]
    return found[-1] if found else None


def _sum(entries: Sequence[Entry]) -> Decimal:
    """Without points on top of the 100."""
    return sum((entry.weight for entry in entries if not entry.is_bonus), Decimal(0))


def _all(entries: Sequence[Entry]) -> Decimal:
    return sum((entry.weight for entry in entries), Decimal(0))


def _level(read: TableRead, group: Group) -> Finding | None:
    if group.printed is None or group.printed_at is None or not group.entries:
        return None
    if group.printed == _all(group.entries) or group.printed == group.entries[0].weight == _all(group.entries):
        return None
    shown = {"level": group.text, "printed": plain(group.printed), "sum": plain(_all(group.entries))}
    return _at(read, messages.LEVEL_DIFFERS, group.printed_at, **shown)


def _total(read: TableRead, total: Total, before: Decimal) -> Iterator[Finding]:
    above = read.entries[: total.above]
    sums = {_sum(above), _all(above), _sum(above) + before, _all(above) + before}
    if total.partial:
        sums |= set(_tails(read, total))
    for spot, printed in total.printed:
        if printed not in sums:
            shown = _sum(above) if not total.partial else next(_tails(read, total), Decimal(0))
            words = {"label": total.label, "printed": plain(printed), "sum": plain(shown)}
            yield _at(read, messages.TOTAL_DIFFERS, spot, **words)


def _tails(read: TableRead, total: Total) -> Iterator[Decimal]:
    """What a 小计 can be of: since the 小计 before it, or of a group that ends here."""
    before = max((one.above for one in read.totals if one.partial and one.row < total.row), default=0)
    yield _all(read.entries[before : total.above])
    if total.above:
        last = read.entries[total.above - 1]
        yield from (_all(group.entries) for group in last.groups if group)


def _headings(read: TableRead) -> Iterator[tuple[Decimal, Spot]]:
    """Totals in the heading of the 分值 or 评分标准 column, and in the table's title."""
    sheet, layout = read.table.sheet, read.layout
    for column in (layout.weight, *layout.criteria):
        stated = stated_points(sheet.texts.get(column.spot, ""), bare=True) if column else None
        if column and stated is not None:
            yield stated, column.spot
    for spot in read.table.titles:
        stated = stated_points(sheet.texts[spot])
        if stated is not None:
            yield stated, spot


def _stated(read: TableRead, whole: Decimal) -> Iterator[Finding]:
    sums = {_sum(read.entries), _all(read.entries), whole}
    for stated, spot in _headings(read):
        if stated not in sums:
            words = {"label": read.table.sheet.texts[spot], "printed": plain(stated), "sum": plain(_sum(read.entries))}
            yield _at(read, messages.TOTAL_DIFFERS, spot, **words)


def _at(read: TableRead, kind: Kind, spot: Spot, **given: object) -> Finding:
    return replace(kind.at("", **given), place=read.table.sheet.place(spot))

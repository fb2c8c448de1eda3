"""Every non-empty cell of the source ends as one thing: heading, indicator, total, note, or not imported with a reason."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from jixiao.findings import Finding, Place
from jixiao.frameworks.importing import messages
from jixiao.frameworks.importing.cells import Sheet
from jixiao.frameworks.importing.entries import TableRead
from jixiao.frameworks.importing.model import Left, Note, Use
from jixiao.frameworks.importing.rows import SIGNED
from jixiao.values.key import Key
from jixiao.values.sheets import Spot

NO_TABLE, ABOVE, AFTER = "这张工作表里没有评分表", "表头上方的文字", "表格下方，不属于评分表"
SIGNATURE, NO_HEADING, TOTAL_ROW, IN_BODY = "填表落款", "这一列没有表头", "合计行里分值以外的内容", "看不出属于哪个指标"


def settle(reads: Sequence[TableRead], sources: Mapping[Key, Mapping[str, tuple[Place, ...]]]) -> None:
    """Write down what every imported cell became."""
    sheets = {read.table.sheet.name: read.table.sheet for read in reads}
    for fields in sources.values():
        for place in (place for places in fields.values() for place in places):
            sheets[place.sheet].use((place.row, place.column), Use.FIELD)
    for read in reads:
        _headings(read)
        _groups(read)
        for total in read.totals:
            for spot in (*_label(read, total.row, total.label), *(spot for spot, _ in total.printed)):
                read.table.sheet.use(spot, Use.TOTAL)
        for spot in read.notes:
            read.table.sheet.use(spot, Use.NOTE)


def _label(read: TableRead, row: int, label: str) -> list[Spot]:
    from jixiao.frameworks.importing.texts import words

    return [(row, column) for column, text in read.table.sheet.row(row) if words(text) == label][:1]


def _headings(read: TableRead) -> None:
    sheet, table = read.table.sheet, read.table
    for block in (table.block, *table.repeats):
        for row in range(block.first, block.last + 1):
            for column, _ in sheet.row(row):
                sheet.use((row, column), Use.HEADING)
    for spot in table.titles:
        sheet.use(spot, Use.HEADING)


def _groups(read: TableRead) -> None:
    """Level cells, the same name written again, and points printed beside a level that repeat what is known."""
    sheet = read.table.sheet
    for group in read.groups:
        if not group.entries:
            continue
        for spot in (group.spot, group.printed_at):
            if spot and spot not in sheet.uses:
                sheet.use(spot, Use.NOTE if group.level < 0 else Use.FIELD)
    for entry in read.entries:
        for row in entry.rows:
            _repeated(read, entry.groups[1:], row)


def _repeated(read: TableRead, groups: Sequence[object], row: int) -> None:
    from jixiao.frameworks.importing.entries import Group
    from jixiao.frameworks.importing.texts import named, points

    sheet, layout = read.table.sheet, read.layout
    for group, column, weight in zip(groups, layout.levels, layout.weights, strict=False):
        if not isinstance(group, Group):
            continue
        spot = (row, column.number)
        if spot not in sheet.uses and named(sheet.texts.get(spot, "")) == group.text:
            sheet.use(spot, Use.FIELD)
        at = (row, weight.number) if weight else spot
        found = points(sheet.value(at))
        if weight and at not in sheet.uses and found and found.value == group.printed:
            sheet.use(at, Use.FIELD)


def notes_of(reads: Sequence[TableRead]) -> tuple[Note, ...]:
    """The notes of all tables, sections above complete levels included, in reading order."""
    sheets = {read.table.sheet.name: read.table.sheet for read in reads}
    spots = [(sheet, spot) for sheet in sheets.values() for spot in sorted(sheet.uses) if sheet.uses[spot] is Use.NOTE]
    return tuple(Note(sheet.place(spot), sheet.texts[spot]) for sheet, spot in spots)


def leftovers(sheets: Sequence[Sheet], reads: Sequence[TableRead], why_sheets: Mapping[str, str]) -> tuple[Left, ...]:
    """Every cell that became nothing else, with the reason; they are accounted for by this."""
    left = []
    for sheet in sheets:
        own = [read for read in reads if read.table.sheet is sheet]
        for spot in list(sheet.unused()):
            why = why_sheets.get(sheet.name) or _why(own, spot, sheet.texts[spot])
            sheet.use(spot, Use.LEFT)
            left.append(Left(sheet.place(spot), sheet.texts[spot], why))
    return tuple(left)


def _why(reads: Sequence[TableRead], spot: Spot, text: str) -> str:
    row, column = spot
    above = [read for read in reads if read.table.block.first <= row]
    if not reads:
        return NO_TABLE
    if SIGNED.search(text):
        return SIGNATURE
    if not above:
        return ABOVE
    read = above[-1]
    if row in read.why_rows:
        return read.why_rows[row]
    if row in {total.row for total in read.totals}:
        return TOTAL_ROW
    if column in read.layout.why_not:
        return read.layout.why_not[column]
    if row > max((entry.rows[-1] for entry in read.entries), default=0):
        return AFTER
    if column not in {one.number for one in read.table.block.columns}:
        return NO_HEADING
    return IN_BODY


def without_heading(reads: Sequence[TableRead], left: Sequence[Left]) -> list[Finding]:
    """One finding for each column that has content and no heading, and for each cell inside the table that fits nowhere."""
    found: dict[tuple[str, int], Finding] = {}
    for one in left:
        if one.why == NO_HEADING:
            kind = messages.UNKNOWN_COLUMN.at("", title="（无表头）")
            found.setdefault((one.place.sheet, one.place.column), replace(kind, place=one.place))
    held = {(read.table.sheet.name, one.number) for read in reads for one in (read.layout.name, *read.layout.criteria)}
    lost = [
        one for one in left if one.why == IN_BODY or (one.why == AFTER and (one.place.sheet, one.place.column) in held)
    ]
    loose = [replace(messages.LOOSE_CELL.at("", text=one.text[:30]), place=one.place) for one in lost]
    return [*found.values(), *loose]


def account(sheets: Sequence[Sheet]) -> dict[Place, Use]:
    """Place → what it became. AssertionError where a non-empty cell is missing: nothing may be lost silently."""
    for sheet in sheets:
        missing = sheet.texts.keys() ^ sheet.uses.keys()
        if missing:
            raise AssertionError(f"{sheet.name}: not accounted for: {sorted(missing)}")
    return {sheet.place(spot): use for sheet in sheets for spot, use in sheet.uses.items()}

"""import_sheets: the score tables on some sheets as one framework."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from jixiao.findings import Finding, Place
from jixiao.forms import load_forms
from jixiao.frameworks.importing import messages
from jixiao.frameworks.importing.accounting import account, leftovers, notes_of, settle, without_heading
from jixiao.frameworks.importing.building import Built, build
from jixiao.frameworks.importing.cells import Sheet
from jixiao.frameworks.importing.columns import layout_of
from jixiao.frameworks.importing.entries import TableRead
from jixiao.frameworks.importing.layout import Table, headless, tables_of
from jixiao.frameworks.importing.model import Imported
from jixiao.frameworks.importing.rows import read_rows
from jixiao.frameworks.importing.sums import differences, in_points, printed_total
from jixiao.frameworks.load import FrameworkError
from jixiao.frameworks.model import Framework
from jixiao.frameworks.names import FormsLookup
from jixiao.values.key import Key
from jixiao.values.sheets import RawSheet
from jixiao.values.typed import folded

LABELS = {
    "编码": "name", "一级指标": "level1", "二级指标": "level2", "三级指标": "name", "分值": "weight", "指标值": "definition",
    "评分标准": "criterion", "口径": "definition", "依据": "reference", "目标值": "target",
}  # fmt: skip
"""Columns of 指标体系, and the field whose cell a finding about them names."""

HIDDEN, TWICE = "工作表是隐藏的", "与另一张表完全相同，只导入一次"


def import_sheets(raw: Sequence[RawSheet], source: str) -> Imported:
    """The framework of the score tables on these sheets, all together. FrameworkError where there is none.

    `source` is what the table is called (its file's name): title and 依据 of the indicators.
    """
    sheets = [Sheet(one) for one in raw]
    hidden = {one.name: HIDDEN for one in raw if not one.visible}
    reads, found = _read([sheet for sheet in sheets if sheet.name not in hidden])
    reads, twice, again = _once(reads)
    if not reads:
        raise FrameworkError(_no_table(sheets))
    found += [f for read in reads for f in (*in_points(read), *read.layout.findings, *read.findings)]
    built = build(reads, source, FormsLookup(load_forms()))
    settle(reads, built.sources)
    total = printed_total(reads)
    notes = notes_of(reads)
    left = leftovers(sheets, reads, {**hidden, **twice})
    found += [*again, *_hidden(sheets, hidden), *_no_criteria(reads), *differences(reads), *built.findings]
    found += without_heading(reads, left)
    framework = Framework(f"导入自 {source}", tuple(built.indicators), title=_title(reads) or source, basis=source)
    columns = tuple(column for read in reads for column in read.layout.roles)
    places = _places(built)
    return Imported(framework, places, total, notes, columns, built.sources, account(sheets), left, tuple(found))


def _read(sheets: Sequence[Sheet]) -> tuple[list[TableRead], list[Finding]]:
    reads: list[TableRead] = []
    found: list[Finding] = []
    above: Table | None = None
    for sheet in sheets:
        tables = tables_of(sheet)
        more = headless(sheet, above) if above and not tables else None
        for table in tables or ([more] if more else []):
            layout = layout_of(table)
            read = read_rows(table, layout) if layout else None
            if read and read.entries:
                reads.append(read)
                above = table
                if table is more:
                    found.append(replace(messages.WITHOUT_HEADING.at(""), place=Place(sheet.name)))
    return reads, found


def _once(reads: Sequence[TableRead]) -> tuple[list[TableRead], dict[str, str], list[Finding]]:
    """Without tables that another sheet holds already, cell for cell; (tables, sheets left out, findings)."""
    kept: dict[tuple[object, ...], TableRead] = {}
    left: dict[str, str] = {}
    found = []
    for read in reads:
        same = kept.setdefault(_mark(read), read)
        if same is not read and same.table.sheet is not read.table.sheet:
            left[read.table.sheet.name] = TWICE
            told = messages.SAME_TABLE.at("", sheet=same.table.sheet.name)
            found.append(replace(told, place=Place(read.table.sheet.name)))
    return [read for read in reads if read.table.sheet.name not in left], left, found


def _mark(read: TableRead) -> tuple[object, ...]:
    texts = read.table.sheet.texts
    return tuple(
        (folded(entry.name), entry.weight, *(folded(texts[spot]) for spot in entry.criteria)) for entry in read.entries
    )


def _hidden(sheets: Sequence[Sheet], hidden: Mapping[str, str]) -> list[Finding]:
    return [
        replace(messages.HIDDEN_SHEET.at(""), place=Place(sheet.name))
        for sheet in sheets
        if sheet.name in hidden and sheet.texts
    ]


def _no_criteria(reads: Sequence[TableRead]) -> list[Finding]:
    return [
        replace(
            messages.NO_CRITERION_COLUMN.at("", count=len(read.entries)),
            place=read.table.sheet.place((read.table.block.first, read.layout.name.number)),
        )
        for read in reads
        if not read.layout.criteria
    ]


def _title(reads: Sequence[TableRead]) -> str:
    titles = [read.table.sheet.texts[spot] for read in reads for spot in read.table.titles]
    return max(titles, key=len, default="")


def _places(built: Built) -> dict[Key, Place]:
    """key → the name's cell, the key of each column → the cell a finding about that column names."""
    places: dict[Key, Place] = {}
    for key, fields in built.sources.items():
        places[key] = fields["name"][0]
        for label, name in LABELS.items():
            places[key.at(label)] = fields.get(name, fields["name"])[0]
    return places


def _no_table(sheets: Sequence[Sheet]) -> str:
    names = "、".join(sheet.name for sheet in sheets[:5])
    return f"【{names}】找不到评分表：需要有指标名称（如“三级指标”）、分值（如“分值”“权重”）和评分标准的表头，表头下面有带分值的指标。"

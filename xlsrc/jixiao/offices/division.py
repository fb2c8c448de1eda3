"""Who fills what (分工): prefilled from `who` of the forms, changed by people, asked by cell."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from types import MappingProxyType

from jixiao.forms import CellSpec, Form, Forms, Section
from jixiao.forms.names import ANSWERS, BUREAU_SHEETS, PARTS, PROJECTS
from jixiao.forms.spec import ABOVE
from jixiao.offices.contents import NAME, is_coded
from jixiao.offices.merging.model import LABEL, Contents

BUSINESS = "业务部门"
USUAL_OFFICES = ("财务", "人事", "办公室", BUSINESS)
"""Who parts are written for where nobody says otherwise; 评价小组 and 填报人 work in the main workbook."""
NEW_ROWS = "新加的行归它；已有的行看下面"
PART, TEXT, ROW, SHEET = "part", "text", "row", "sheet"
Id = tuple[str, ...]


@dataclass(frozen=True)
class Share:
    """A line of 谁填什么. `id`: what it is about, () for one that a person added: then `told` is the label of a cell or
    column of `sheet`. `office`: who fills it, '' where it stays in the main workbook."""

    id: Id
    sheet: str
    who: str
    told: str
    office: str
    row: str = ""
    part: str = ""
    note: str = ""


def usual_shares(
    forms: Forms, contents: Contents, projects: Sequence[str], titles: Mapping[str, str] = MappingProxyType({})
) -> Iterator[Share]:
    """The lines as `who` of the forms says. `projects`: the project sheets that are in use; `titles` of indicators by code."""
    for form in forms.forms:
        if form.sheet in BUREAU_SHEETS:
            continue
        for section in form.sections:
            yield from _of_section(form, section)
            if _has_rows(section):
                yield from _of_rows(form, section, contents, titles)
        if form.sheet == PROJECTS:
            for sheet in projects:
                name = contents.items.get(f"{sheet}.{NAME}")
                yield _share((SHEET, sheet), sheet, BUSINESS, "整张表", row=str(name or ""))


def _has_rows(section: Section) -> bool:
    """Whether a list's rows are given out one by one."""
    return section.kind == "list" and bool(_row_wise(section)) and section.item != PARTS and not section.row_from


def _share(id_: Id, sheet: str, who: str, told: str, **more: str) -> Share:
    return Share(id_, sheet, who, told, who if who in USUAL_OFFICES else "", **more)


def _of_section(form: Form, section: Section) -> Iterator[Share]:
    if section.kind == "fields" and section.hints == ABOVE:
        for spec, item in section.field_cells():
            if spec.is_entry:
                yield _share((TEXT, item), form.sheet, _who(section, spec), spec.label, part=section.title)
        return
    groups: dict[str, list[str]] = {}
    for spec in _specs(section):
        groups.setdefault(_who(section, spec), []).append(spec.label)
    for who, labels in groups.items():
        note = NEW_ROWS if who == BUSINESS and _has_rows(section) and not is_coded(section) else ""
        yield _share((PART, section.id, who), form.sheet, who, "、".join(labels), part=section.title, note=note)


def _of_rows(form: Form, section: Section, contents: Contents, titles: Mapping[str, str]) -> Iterator[Share]:
    table = contents.tables.get(section.item)
    labels = dict.fromkeys(row.label for row in table.rows if row.label) if table else {}
    told = "、".join(_row_wise(section))
    for label in labels:
        row = f"{label}　{titles[label]}" if is_coded(section) and label in titles else label
        yield _share((ROW, section.item, label), form.sheet, BUSINESS, told, row=row, part=section.title)


def _specs(section: Section) -> list[CellSpec]:
    """What people type into a section: fields or columns; of a list also the names of its rows, unless they are the bureau's."""
    if section.kind == "fields":
        return [spec for spec in section.fields if spec.is_entry]
    named = [section.row_spec] if section.kind == "list" and not is_coded(section) else []
    return [*named, *(column for column in section.columns if column.is_entry)]


def _who(section: Section, spec: CellSpec) -> str:
    """Who knows it; where the form says nothing, who knows the first thing of the section that it says."""
    known = [spec.who, section.row_who, *(one.who for one in (*section.fields, *section.columns))]
    return next((who for who in known if who), "填报人")


def _row_wise(section: Section) -> list[str]:
    """The columns of a list that may be another office's in each row: those that 业务部门 know."""
    return [spec.label for spec in _specs(section) if _who(section, spec) == BUSINESS]


def renewed(old: Sequence[Share], new: Sequence[Share]) -> tuple[list[Share], list[Share]]:
    """(the lines of today with who was chosen for them before, those that are new among them). What people added stays."""
    chosen = {share.id: share.office for share in old if share.id}
    lines = [replace(share, office=chosen.get(share.id, share.office)) for share in new]
    return [*lines, *(share for share in old if not share.id)], [share for share in new if share.id not in chosen]


@dataclass(frozen=True)
class Division:
    """Whose every cell is; '' stays in the main workbook."""

    forms: Forms
    shares: Sequence[Share]
    codes: Sequence[str] = field(default_factory=list)  # of the indicators, whose lines in 逐项填报 go with them

    @cached_property
    def _offices(self) -> Mapping[Id, str]:
        return {share.id: share.office for share in self.shares if share.id}

    @cached_property
    def _single(self) -> Mapping[tuple[str, str], str]:
        return {(share.sheet, share.told): share.office for share in self.shares if not share.id}

    @cached_property
    def _items(self) -> Mapping[str, str]:
        return dict(self._owned_items())

    def _owned_items(self) -> Iterator[tuple[str, str]]:
        for form, section in self.forms.sections():
            for spec, item in section.entry_cells():
                if spec.is_entry:
                    own = self._offices.get(
                        (TEXT, item), self._offices.get((PART, section.id, _who(section, spec)), "")
                    )
                    yield item, self._single.get((form.sheet, spec.label), own)

    def of_item(self, item: str) -> str:
        """Who fills an item: of the forms, or of a project sheet (项目自评1.项目名称)."""
        if item in self._items:
            return self._items[item]
        sheet, dot, _ = item.partition(".")
        return self.of_sheet(sheet) if dot else ""

    def of_sheet(self, sheet: str) -> str:
        """Who fills a project sheet."""
        return self._offices.get((SHEET, sheet), "")

    def of_cell(self, table: str, label: str | None, column: str) -> str:
        """Who fills a cell of a list in the row of that name; None: in a new row. LABEL is the name itself."""
        section = self.forms.lists.get(table)
        if section is None:
            return self.of_sheet(table)
        if column == LABEL and is_coded(section):
            return ""
        spec = section.row_spec if column == LABEL else section.column(column)
        if label is not None and spec.label in _row_wise(section):
            row = self._row(section, label)
            if row is not None:
                return row
        return self._of_column(section, spec)

    def _row(self, section: Section, label: str) -> str | None:
        if section.item == PARTS:
            code = max((code for code in self.codes if label.startswith(f"{code}-")), key=len, default="")
            return self._offices.get((ROW, ANSWERS, code))
        return self._offices.get((ROW, section.item, label))

    def _of_column(self, section: Section, spec: CellSpec) -> str:
        sheet = next(form.sheet for form, one in self.forms.sections() if one is section)
        return self._single.get((sheet, spec.label), self._offices.get((PART, section.id, _who(section, spec)), ""))

    def shows_all_rows(self, office: str, table: str) -> bool:
        """Whether an office sees every row of a list: it fills a column that is nobody's by rows."""
        section = self.forms.lists.get(table)
        if section is None:
            return self.of_sheet(table) == office
        by_rows = _row_wise(section)
        return any(self._of_column(section, spec) == office for spec in _specs(section) if spec.label not in by_rows)

    def new_columns(self, office: str, table: str) -> frozenset[str]:
        """The columns that an office fills in rows it adds, the name among them; none where it may add none."""
        section = self.forms.lists.get(table)
        if section is None:
            return frozenset()
        shared = [share.office for share in self.shares if share.id[:2] == (ROW, table)]
        by_rows = set(_row_wise(section)) if office in shared else set()
        own = {s.label for s in _specs(section) if s.label in by_rows or self._of_column(section, s) == office}
        if not own or is_coded(section):
            return frozenset()
        return frozenset(own - {section.row_header} | {LABEL})

    @property
    def offices(self) -> list[str]:
        """Those that fill anything, in the order of the lines."""
        return list(dict.fromkeys(share.office for share in self.shares if share.office))

    def unknown(self) -> Iterator[Share]:
        """Lines that a person added and that name no cell of the sheet."""
        known = {(form.sheet, spec.label) for form, section in self.forms.sections() for spec in _specs(section)}
        yield from (share for share in self.shares if not share.id and (share.sheet, share.told) not in known)

"""The Snapshot: entries by data item, list tables by name, computed items recomputed in Python."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from jixiao.findings import Finding, Place
from jixiao.forms import CellSpec, Forms
from jixiao.snapshot.answers import Answered
from jixiao.values.key import Key
from jixiao.values.typed import Value, visible


@dataclass(frozen=True)
class Entry:
    """One typed cell: its normalised value (None: blank or unusable), what was typed, its definition. `implied`: nobody
    typed the value, it is what the blank cell stands for (see snapshot.implied)."""

    key: Key
    value: Value
    raw: object
    spec: CellSpec
    faulty: bool = False
    implied: bool = False

    @property
    def shown(self) -> str:
        """What the clerk sees in the cell."""
        return visible(self.raw)

    @property
    def number(self) -> Decimal | None:
        """Its value if it is a number."""
        return self.value if isinstance(self.value, Decimal) else None

    @property
    def text(self) -> str:
        """Its value in words, '' where blank."""
        return visible(self.value)


@dataclass(frozen=True)
class Computed:
    """A recomputed item: a value, 不适用 (denominator 0), or neither (nothing filled yet)."""

    value: Decimal | None = None
    not_applicable: bool = False


@dataclass(frozen=True)
class Record:
    """A row of a list table: its label (first column) and entries by column label."""

    key: Key
    label: str
    entries: Mapping[str, Entry]
    computed: Mapping[str, Computed] = field(default_factory=dict)

    def number(self, column: str) -> Decimal | None:
        """The number in a column, typed or computed; None where blank."""
        if column in self.computed:
            return self.computed[column].value
        return self.entries[column].number

    def text(self, column: str) -> str:
        """The text in a column, '' where blank."""
        return self.entries[column].text if column in self.entries else ""

    def is_typed(self, but: str = "") -> bool:
        """Whether a person typed something into the row, its label and the column `but` aside."""
        return any(entry.shown for label, entry in self.entries.items() if entry.spec.is_entry and label != but)


@dataclass(frozen=True)
class Carried:
    """A line of 上年带入: `item` (an entry, or a list for the name of one of its rows) began with `content`.

    `texts`: the whole line by column label.
    """

    key: Key
    item: str
    texts: Mapping[str, str]
    content: str
    confirmed: bool


@dataclass(frozen=True)
class UnitSum:
    """A line of 下属单位汇总: an item, or a cell of a list by the name of its row, and what each unit gave (None: blank).
    `unusable`: the units that have something there that is no number."""

    path: tuple[str, ...]
    values: Mapping[str, Decimal | None]
    unusable: frozenset[str] = frozenset()

    @property
    def total(self) -> Decimal | None:
        """What the units come to; None where nobody gave anything, or somebody something that is no number."""
        given = [value for value in self.values.values() if value is not None]
        return sum(given, Decimal(0)) if given and not self.unusable else None


def total_key(table: str, column: str) -> Key:
    """The key of a list's closing total."""
    return Key.of(f"{table}合计").at(column)


@dataclass(frozen=True)
class Body:
    """Where a list table stands in its sheet: first and last row, column by heading."""

    sheet: str
    first: int
    last: int
    columns: Mapping[str, int]


@dataclass(frozen=True)
class Snapshot:
    """Everything that was typed. `notes` are findings of the reading itself (unusable or normalised cells).

    `printed`: totals of lists that were typed over their formula; `answers`: rows of 校验结果 with 处理说明;
    `heads`: the line under the title of each output sheet; `projects`: the sheets 项目自评1, 项目自评2 …;
    `carried`: what a workbook made from last year's began with; `version`: 模板版本 as 首页 gives it, '' where it doesn't;
    `units`: what the department's figures were summed from; `each`: somebody asked 校验结果 to list every blank cell on its own.
    """

    forms: Forms
    entries: Mapping[str, Entry]
    computed: Mapping[str, Computed]
    tables: Mapping[str, tuple[Record, ...]]
    places: Mapping[Key, Place]
    notes: tuple[Finding, ...] = ()
    bodies: Mapping[str, Body] = field(default_factory=dict)
    printed: Mapping[Key, Decimal] = field(default_factory=dict)
    answers: tuple[Answered, ...] = ()
    heads: Mapping[str, str] = field(default_factory=dict)
    projects: "tuple[Project, ...]" = ()
    carried: tuple[Carried, ...] = ()
    version: str = ""
    each: bool = False
    units: tuple[UnitSum, ...] = ()

    def place(self, key: Key | str) -> Place:
        """Where a cell stands; a text is the name of an item. KeyError for an unknown one."""
        return self.places[Key.of(key)]

    def number(self, item: str) -> Decimal | None:
        """The number of an item, typed or computed; None where blank. KeyError for an unknown item."""
        if item in self.computed:
            return self.computed[item].value
        return self.entries[item].number

    def text(self, item: str) -> str:
        """The text of an item, '' where blank."""
        return self.entries[item].text

    def day(self, item: str) -> date | None:
        """The date of an item."""
        value = self.entries[item].value
        return value if isinstance(value, date) else None

    def setting(self, item: str) -> Decimal:
        """A threshold: as typed, else the default that its form gives. KeyError where the form gives none."""
        typed, default = self.number(item), self.entries[item].spec.default
        if typed is not None:
            return typed
        if default is None:
            raise KeyError(item)
        return default

    @property
    def year(self) -> int | None:
        """评价年度."""
        number = self.number("评价年度")
        return None if number is None else int(number)

    @property
    def unit(self) -> str:
        """单位名称."""
        return self.text("单位名称")

    @property
    def filled_projects(self) -> "tuple[Project, ...]":
        """The project sheets that count: blank ones don't."""
        return tuple(project for project in self.projects if not project.blank)


@dataclass(frozen=True)
class ProjectRow:
    """An indicator with the names of its levels, filled down as merged cells show them."""

    record: Record
    level1: str
    level2: str


@dataclass(frozen=True)
class ProjectLevel:
    """A level-1 indicator: the weight that its name says (产出指标（50分）), None where it says none."""

    key: Key
    name: str
    weight: Decimal | None


@dataclass(frozen=True)
class Project:
    """One project sheet. `blank`: nobody filled it, it doesn't count. `criteria`: nature → 评分标准 of this sheet.

    Keys are the sheet's name and the item: 项目自评1.项目名称, 项目自评1[2].分值. `body`: where its indicators stand
    (None where they were not found); 总分 and 等次 are the two rows below.
    """

    sheet: str
    blank: bool = True
    entries: Mapping[str, Entry] = field(default_factory=dict)
    computed: Mapping[str, Computed] = field(default_factory=dict)
    rows: tuple[ProjectRow, ...] = ()
    levels: tuple[ProjectLevel, ...] = ()
    criteria: Mapping[str, str] = field(default_factory=dict)
    body: Body | None = None

    @property
    def name(self) -> str:
        """项目名称."""
        return self.text("项目名称")

    @property
    def called(self) -> str:
        """What a message calls it: its name, else its sheet."""
        return self.name or self.sheet

    def key(self, item: str) -> Key:
        """The key of an item."""
        return Key(self.sheet, 0, item)

    def text(self, item: str) -> str:
        """The text of an item, '' where blank."""
        return self.entries[item].text if item in self.entries else ""

    def number(self, item: str) -> Decimal | None:
        """The number of an item, typed or computed; None where blank."""
        if item in self.computed:
            return self.computed[item].value
        return self.entries[item].number

    def labelled_entries(self) -> Iterator[tuple[str, Entry]]:
        """(what the clerk calls it, entry) of every typed cell."""
        for item, entry in self.entries.items():
            yield f"{self.called}的{item}", entry
        for row in self.rows:
            for label, entry in row.record.entries.items():
                yield f"{self.called}的“{row.record.label or '本行'}”{label}", entry

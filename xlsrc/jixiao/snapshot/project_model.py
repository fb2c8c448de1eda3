"""What one 项目支出绩效自评表 holds: the same entries, computed items and records as the forms."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from jixiao.snapshot.model import Body, Computed, Entry, Record
from jixiao.values.typed import visible


@dataclass(frozen=True)
class ProjectRow:
    """An indicator with the names of its levels, filled down as merged cells show them."""

    record: Record
    level1: str
    level2: str


@dataclass(frozen=True)
class ProjectLevel:
    """A level-1 indicator: the weight that its name says (产出指标（50分）), None where it says none."""

    key: str
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

    def key(self, item: str) -> str:
        """The key of an item."""
        return f"{self.sheet}.{item}"

    def text(self, item: str) -> str:
        """The text of an item, '' where blank."""
        value = self.entries[item].value if item in self.entries else None
        return "" if value is None else visible(value)

    def number(self, item: str) -> Decimal | None:
        """The number of an item, typed or computed; None where blank."""
        if item in self.computed:
            return self.computed[item].value
        value = self.entries[item].value
        return value if isinstance(value, Decimal) else None

    def labelled_entries(self) -> Iterator[tuple[str, Entry]]:
        """(what the clerk calls it, entry) of every typed cell."""
        for item, entry in self.entries.items():
            yield f"{self.called}的{item}", entry
        for row in self.rows:
            for label, entry in row.record.entries.items():
                yield f"{self.called}的“{row.record.label or '本行'}”{label}", entry

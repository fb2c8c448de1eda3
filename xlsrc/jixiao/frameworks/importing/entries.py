"""What the rows of a table give before they are indicators: entries, the groups above them, printed totals."""

from dataclasses import dataclass, field
from decimal import Decimal

from jixiao.findings import Finding
from jixiao.frameworks.importing.columns import Layout
from jixiao.frameworks.importing.layout import Table
from jixiao.values.sheets import Spot


@dataclass
class Group:
    """A level's name over the entries below it, with the points printed beside or in it."""

    level: int
    text: str
    spot: Spot
    printed: Decimal | None = None
    printed_at: Spot | None = None
    entries: list["Entry"] = field(default_factory=list)


@dataclass
class Entry:
    """One indicator: the row of its 分值, the rows it reaches over, its groups from the top down."""

    row: int
    groups: list[Group | None]
    name: str
    name_spot: Spot
    weight: Decimal
    weight_spot: Spot
    percent: bool = False
    rows: list[int] = field(default_factory=list)
    more_names: list[tuple[Spot, str]] = field(default_factory=list)
    criteria: list[Spot] = field(default_factory=list)
    details: dict[int, list[Spot]] = field(default_factory=dict)

    @property
    def is_bonus(self) -> bool:
        """Points on top of the 100 (加分项), by the name or a group's."""
        texts = [self.name, *(group.text for group in self.groups if group)]
        return any(word in text for text in texts for word in ("加分", "附加分", "减分", "加减分", "扣分项", "倒扣"))


@dataclass
class Total:
    """A 合计 or 小计 row: what it prints in which column, over which entries."""

    row: int
    label: str
    partial: bool
    printed: list[tuple[Spot, Decimal]]
    above: int


@dataclass
class TableRead:
    """A table's rows read."""

    table: Table
    layout: Layout
    entries: list[Entry] = field(default_factory=list)
    groups: list[Group] = field(default_factory=list)
    totals: list[Total] = field(default_factory=list)
    sections: list[Spot] = field(default_factory=list)
    notes: list[Spot] = field(default_factory=list)
    why_rows: dict[int, str] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

"""What a made unit is: its spec, and everything that was typed into its workbook."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from jixiao.frameworks import load_framework
from jixiao.frameworks.load import DEFAULT

Row = Mapping[str, object]
GENERAL, COMMON = "默认", "53号"
FRAMEWORKS = {GENERAL: DEFAULT, COMMON: "部门整体支出-53号"}


@dataclass(frozen=True)
class UnitSpec:
    """A unit of a county: everything else about it follows from `seed` and these words.

    `field`: its work, a row of county_fields.toml; `towns`: places that its texts name; `faults`: names of single faults
    (county_faults) planted into its workbook.
    """

    unit: str
    field: str
    county: str
    seed: int
    year: int = 2024
    framework: str = GENERAL
    towns: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()

    @property
    def framework_name(self) -> str:
        """体系名称, as the roster says it."""
        return load_framework(FRAMEWORKS[self.framework]).name


@dataclass(frozen=True)
class ProjectTyped:
    """A project sheet: items, and rows of indicators by row number."""

    items: Row
    rows: Mapping[int, Row]


@dataclass(frozen=True)
class Typed:
    """Everything typed: by item, by list, by code of an indicator, and the project sheets."""

    items: Row
    lists: Mapping[str, tuple[Row, ...]]
    answers: Mapping[str, Row]
    parts: Mapping[str, Row]
    projects: tuple[ProjectTyped, ...] = ()

    def with_items(self, **items: object) -> "Typed":
        """With these items typed instead."""
        return replace(self, items={**self.items, **items})

    def text(self, item: str) -> str:
        """An item's text."""
        return str(self.items.get(item) or "")


@dataclass(frozen=True)
class Expected:
    """What a collection must say of a unit's figures: 万元."""

    initial: Decimal
    adjusted: Decimal
    executed: Decimal
    income: Decimal
    three_public: Decimal
    in_post: int
    posts: int
    projects: int


@dataclass
class Planted:
    """A fault across units: its kind, the units it concerns (the copy first), where it stands."""

    fault: str
    units: tuple[str, ...]
    where: tuple[str, ...] = ()
    words: str = ""
    more: Mapping[str, object] = field(default_factory=dict)

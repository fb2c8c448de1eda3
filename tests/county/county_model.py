"""What a made unit is: its spec, and everything that was typed into its workbook."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from enum import StrEnum

from jixiao.frameworks import load_framework
from jixiao.frameworks.load import DEFAULT

Row = Mapping[str, object]
GENERAL, COMMON = "默认", "53号"
FRAMEWORKS = {GENERAL: DEFAULT, COMMON: "部门整体支出-53号"}


@dataclass(frozen=True)
class UnitSpec:
    """A unit of a county: everything else about it follows from `seed` and these words.

    `field`: its work, a row of county_fields.toml; `towns`: places that its texts name.
    """

    unit: str
    field: str
    county: str
    seed: int
    year: int = 2024
    framework: str = GENERAL
    towns: tuple[str, ...] = ()

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


class Fault(StrEnum):
    """What is planted across units."""

    COPIED = "copied"  # a narrative, word for word
    RENAMED = "copied, names and headcount replaced"
    REWORDED = "copied, renamed, 20 % of the words changed"
    OTHER_NAME = "kept another unit's name"
    OTHER_WORDS = "kept a sentence of another unit's work"
    SAME_BUDGET = "all budget figures of an unrelated unit"
    SAME_RESULTS = "all results by hand of an unrelated unit"
    FULL_MARKS = "full marks on every project"
    AHEAD = "score far above execution"
    OUTLIER = "an indicator far from everybody's"
    NO_OUTPUT = "money without output"
    NO_MONEY = "output without money"
    SAME_CONTACT = "one person and telephone for several units"
    AS_LAST_YEAR = "a narrative of last year, only the year changed"


@dataclass(frozen=True)
class Planted:
    """A fault across units: the units it concerns (of a copy, the copying one first), the items or keys where it stands.

    `words`: what was kept or copied there, or the value.
    """

    fault: Fault
    units: tuple[str, ...]
    where: tuple[str, ...]
    words: str = ""

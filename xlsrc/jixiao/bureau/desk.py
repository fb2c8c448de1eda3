"""What lies on the bureau's desk after a collection: every file with what became of it, every unit with its standing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

from jixiao.filing.memory import Arrival, Choice, Memory, Registered

if TYPE_CHECKING:
    from jixiao.bureau.comparing import Suspicion

FILED, LATE, MISSING, UNUSABLE = "已报", "逾期", "缺报", "不能用"


@dataclass(frozen=True)
class Line:
    """A file of the register (登记): as it arrived, what became of it, what a person chose."""

    arrival: Arrival
    registered: Registered
    choice: Choice


@dataclass(frozen=True)
class Obliged:
    """A unit of the roster (名册), as its row gives it; `place`: sheet and cell, '' for a unit that isn't on it."""

    unit: str
    contact: str = ""
    phone: str = ""
    mail: str = ""
    due: date | None = None
    framework: str = ""
    note: str = ""
    place: str = ""


@dataclass(frozen=True)
class UnitLine:
    """A unit and its standing: FILED, LATE (filed after its due date), MISSING, UNUSABLE (nothing it sent can be used).

    `listed`: it is on the roster. `digest`: the file that counts, '' where none does; `received` its time. `due`: its own
    due date or the general one; `perhaps`: a sentence where a
    file may be this unit's: one that nobody could read, or one under a name like it.
    """

    obliged: Obliged
    standing: str
    listed: bool = True
    digest: str = ""
    received: str = ""
    due: date | None = None
    perhaps: str = ""


@dataclass(frozen=True)
class Desk:
    """`memory` holds the rows of every file, and which count. `units` by roster, then those not on it by name.

    `settings`: thresholds by item, as on the sheet 设置; `told`: what else to say, one line each (roster rows that could
    not be read, the year that was taken); `today`: what 逾期 and 缺报 are held against.
    """

    memory: Memory
    lines: Sequence[Line]
    units: Sequence[UnitLine]
    year: int | None
    today: date
    settings: Mapping[str, Decimal] = field(default_factory=dict)
    suspicions: "Sequence[Suspicion]" = ()
    told: Sequence[str] = ()

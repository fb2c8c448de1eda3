"""What scoring comes to, for checks and results: rates, lines with their points, levels, project sheets."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from jixiao.criteria import Rule
from jixiao.forms.names import ANSWERS
from jixiao.frameworks import Framework, Indicator
from jixiao.snapshot import Project, Record, Snapshot
from jixiao.values.key import NO_KEY, Key


@dataclass(frozen=True)
class ProjectLine:
    """One indicator of a project, or its budget execution. `points` None: not scored yet."""

    key: Key
    reason_key: Key
    level1: str
    level2: str
    name: str
    weight: Decimal | None
    points: Decimal | None
    reason: str
    target: str = ""
    value: str = ""
    process: str = ""


@dataclass(frozen=True)
class ProjectScore:
    """A project sheet scored. The first line is 预算执行率. `total` is the sum of rounded points; there is one, and a
    grade, only where every line has points and the weights add up to 100 (财预〔2020〕10号)."""

    project: Project
    lines: tuple[ProjectLine, ...]
    rate: Decimal | None
    total: Decimal | None
    grade: str

    @property
    def full(self) -> Decimal:
        """The sum of the weights."""
        return sum((line.weight or Decimal(0) for line in self.lines), Decimal(0))


@dataclass(frozen=True)
class Rate:
    """A line of execution: `rate` and `share` are None where 不适用 (nothing budgeted)."""

    group: str
    name: str
    budget: Decimal | None
    executed: Decimal | None
    rate: Decimal | None
    share: Decimal | None
    is_total: bool = False


@dataclass(frozen=True)
class ScoreLine:
    """One indicator scored. `points` None: not scored yet. `by_hand`: the score is the clerk's, kept as typed.

    `dropped`: it does not apply, and its criterion says to rescale or to share its weight.
    """

    indicator: Indicator
    target: str
    value: str
    points: Decimal | None
    reason: str
    process: str
    by_hand: bool = False
    key: Key = NO_KEY
    dropped: bool = False
    weight_now: Decimal | None = None

    @property
    def rule(self) -> Rule:
        """The rule that its criterion was read as."""
        return self.indicator.criterion.rule

    @property
    def weight(self) -> Decimal:
        """The weight that counts: the framework's, or what sharing among siblings made of it."""
        return self.indicator.weight if self.weight_now is None else self.weight_now

    @property
    def deduction(self) -> Decimal | None:
        """Points lost; None where not scored."""
        return None if self.points is None else self.weight - self.points


@dataclass(frozen=True)
class LevelScore:
    """A level-1 indicator: weights and points of its rows."""

    name: str
    weight: Decimal
    points: Decimal
    share: Decimal | None


def answer_cell(key: Key, column: str) -> Key:
    """A cell of the row of 绩效指标 that an indicator was scored from; the indicator itself where it has no row."""
    return key.at(column) if key.table == ANSWERS else key


@dataclass(frozen=True)
class Scored:
    """The framework of the workbook, its scored lines and the total."""

    snapshot: Snapshot
    framework: Framework
    lines: Sequence[ScoreLine]
    total: Decimal
    complete: bool
    grade: str

    @cached_property
    def read(self) -> tuple[Key, ...]:
        """What the automatic indicators, and so the total, take their values from."""
        return tuple(dict.fromkeys(key for line in self.lines for key in line.indicator.operands))

    def answer(self, line: ScoreLine) -> Record | None:
        """The row of 绩效指标 that a line was scored from."""
        return next((record for record in self.snapshot.tables[ANSWERS] if record.key == line.key), None)

    def lost(self, line: ScoreLine) -> Decimal:
        """Points lost; 0 where not scored."""
        return line.deduction or Decimal(0)

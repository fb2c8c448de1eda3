"""What an evaluation says; frozen. Money in 万元, rates and shares in percent points, points with 2 decimals."""

from dataclasses import dataclass, field
from decimal import Decimal

from jixiao.checks.project_context import ProjectScore
from jixiao.criteria import Rule
from jixiao.findings import Finding, Severity
from jixiao.frameworks import Framework, Indicator
from jixiao.snapshot import Answered


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
    key: str = ""
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


@dataclass(frozen=True)
class Progress:
    """How far a sheet is filled; `told`: what else to say of it."""

    sheet: str
    required: int
    filled: int
    errors: int
    warnings: int
    told: str = ""


@dataclass(frozen=True)
class Evaluation:
    """The result. `total` is the sum of the rounded points; `complete` only if every indicator has points.

    `gone`: answers whose finding is no more; `titles`: sheet name → the name of the form it carries.
    """

    unit: str
    year: int | None
    framework: Framework
    rates: tuple[Rate, ...]
    lines: tuple[ScoreLine, ...]
    levels: tuple[LevelScore, ...]
    total: Decimal
    complete: bool
    grade: str
    findings: tuple[Finding, ...]
    progress: tuple[Progress, ...]
    facts: dict[str, Decimal | None]
    total_process: str = ""
    gone: tuple[Answered, ...] = ()
    titles: dict[str, str] = field(default_factory=dict)
    projects: tuple[ProjectScore, ...] = ()
    sheet_scores: dict[str, Decimal] = field(default_factory=dict)

    def count(self, severity: Severity) -> int:
        """How many open findings of that severity: those that were answered don't count."""
        return sum(finding.kind.severity is severity and not finding.is_answered for finding in self.findings)

    @property
    def answered(self) -> int:
        """How many findings were answered in 处理说明."""
        return sum(finding.is_answered for finding in self.findings)

    @property
    def blocked(self) -> bool:
        """Whether an error keeps the workbook from being sent."""
        return self.count(Severity.ERROR) > 0

"""What an evaluation says; frozen. Money in 万元, rates and shares in percent points, points with 2 decimals."""

from dataclasses import dataclass
from decimal import Decimal

from jixiao.findings import Finding, Severity
from jixiao.frameworks import Framework, Indicator


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
    """One indicator scored. `points` None: not scored yet. `by_hand`: the score is the clerk's, kept as typed."""

    indicator: Indicator
    target: str
    value: str
    points: Decimal | None
    reason: str
    process: str
    by_hand: bool = False
    key: str = ""

    @property
    def deduction(self) -> Decimal | None:
        """Points lost; None where not scored."""
        return None if self.points is None else self.indicator.weight - self.points


@dataclass(frozen=True)
class LevelScore:
    """A level-1 indicator: weights and points of its rows."""

    name: str
    weight: Decimal
    points: Decimal
    share: Decimal | None


@dataclass(frozen=True)
class Progress:
    """How far a sheet is filled."""

    sheet: str
    required: int
    filled: int
    errors: int
    warnings: int


@dataclass(frozen=True)
class Evaluation:
    """The result. `total` is the sum of the rounded points; `complete` only if every indicator has points."""

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

    def count(self, severity: Severity) -> int:
        """How many findings of that severity."""
        return sum(finding.kind.severity is severity for finding in self.findings)

    @property
    def blocked(self) -> bool:
        """Whether an error keeps the workbook from being sent."""
        return self.count(Severity.ERROR) > 0

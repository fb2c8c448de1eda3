"""What an evaluation says; frozen. Money in 万元, rates and shares in percent points, points with 2 decimals."""

from dataclasses import dataclass, field
from decimal import Decimal

from jixiao.evaluation.evidence import Material
from jixiao.evaluation.history import Year
from jixiao.evaluation.listing import Line, count
from jixiao.evaluation.scoring.model import LevelScore, ProjectScore, Rate, ScoreLine
from jixiao.findings import Finding, Severity
from jixiao.frameworks import Framework
from jixiao.snapshot import Answered
from jixiao.values.key import Key


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

    `listing`: the findings as lines of 校验结果; `gone`: answers whose finding is no more; `titles`: sheet name → the name of the form it carries;
    `sheet_scores`: row of 重点项目 → total of the project's own sheet; `evidence`: the rows of 佐证材料清单;
    `years`: those before this one and this one last.
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
    listing: tuple[Line, ...] = ()
    total_process: str = ""
    gone: tuple[Answered, ...] = ()
    titles: dict[str, str] = field(default_factory=dict)
    projects: tuple[ProjectScore, ...] = ()
    sheet_scores: dict[Key, Decimal] = field(default_factory=dict)
    evidence: tuple[Material, ...] = ()
    years: tuple[Year, ...] = ()

    def count(self, severity: Severity) -> int:
        """How many open findings of that severity: those that were answered don't count."""
        return sum(finding.kind.severity is severity and not finding.is_answered for finding in self.findings)

    def lines_of(self, severity: Severity) -> int:
        """How many open lines of that severity 校验结果 has."""
        return count(self.listing, severity)

    @property
    def answered(self) -> int:
        """How many findings were answered in 处理说明."""
        return sum(finding.is_answered for finding in self.findings)

    @property
    def blocked(self) -> bool:
        """Whether an error keeps the workbook from being sent."""
        return self.count(Severity.ERROR) > 0

"""What the checks on project sheets look at: the sheets with their points, without knowing how scoring is done."""

from dataclasses import dataclass
from decimal import Decimal

from jixiao.snapshot import Project


@dataclass(frozen=True)
class ProjectLine:
    """One indicator of a project, or its budget execution. `points` None: not scored yet."""

    key: str
    reason_key: str
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

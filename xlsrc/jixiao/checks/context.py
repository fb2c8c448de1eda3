"""What the checks on scores look at, without knowing how scoring is done."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from jixiao.frameworks import Framework, Indicator
from jixiao.snapshot import Record, Snapshot

ANSWERS = "绩效指标"


class Line(Protocol):
    """One scored indicator."""

    @property
    def indicator(self) -> Indicator: ...
    @property
    def target(self) -> str: ...
    @property
    def value(self) -> str: ...
    @property
    def points(self) -> Decimal | None: ...
    @property
    def reason(self) -> str: ...
    @property
    def key(self) -> str: ...


@dataclass(frozen=True)
class Scored:
    """The framework of the workbook, its scored lines and the total."""

    snapshot: Snapshot
    framework: Framework
    lines: Sequence[Line]
    total: Decimal
    complete: bool
    grade: str

    def answer(self, line: Line) -> Record | None:
        """The row of 绩效指标 that a line was scored from."""
        return next((record for record in self.snapshot.tables[ANSWERS] if record.key == line.key), None)

    def lost(self, line: Line) -> Decimal:
        """Points lost; 0 where not scored."""
        return Decimal(0) if line.points is None else line.indicator.weight - line.points

"""What the checks on scores look at, without knowing how scoring is done."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Protocol

from jixiao.frameworks import Framework, Indicator
from jixiao.snapshot import Snapshot


class Line(Protocol):
    """One scored indicator."""

    @property
    def indicator(self) -> Indicator: ...
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

"""What the suite is made of: trials, documented differences between engines, verdicts."""

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import TypeVar

from jixiao.selftest.desk import Desk

Check = Callable[[Desk], None]


@dataclass(frozen=True)
class Trial:
    """One row of the table. `title`: what is tested, in Chinese; `check` raises whatever tells that it doesn't hold."""

    title: str
    check: Check


def trial(title: str) -> Callable[[Check], Trial]:
    """Make a function a Trial."""
    return lambda check: Trial(title, check)


def system() -> str:
    """As sys.platform; some differences exist on one system only."""
    return sys.platform


@dataclass(frozen=True)
class Difference:
    """An engine does otherwise, on purpose or by nature; `instead` checks that it does just that. `system`: only there."""

    engine: str
    trial: Trial
    why: str
    instead: Check
    system: str = ""


@dataclass(frozen=True)
class LeftOut:
    """A trial that can't be run on an engine."""

    engine: str
    trial: Trial
    why: str
    system: str = ""


Noted = TypeVar("Noted", Difference, LeftOut)


def noted(among: Sequence[Noted], engine: str, trial: Trial) -> Noted | None:
    """What is documented about a trial on an engine, on this system."""
    for one in among:
        if (one.engine, one.trial) == (engine, trial) and one.system in ("", system()):
            return one
    return None


class Outcome(Enum):
    """How a trial ended on an engine."""

    PASSED = "通过"
    FAILED = "不通过"
    DIFFERS = "差异"
    NOT_RUN = "未运行"


@dataclass(frozen=True)
class Verdict:
    """A cell of the table."""

    outcome: Outcome
    why: str = ""

    def __str__(self) -> str:
        return f"{self.outcome.value}（{self.why}）" if self.why else self.outcome.value

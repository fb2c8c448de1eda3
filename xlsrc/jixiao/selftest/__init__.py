"""One suite of what every engine owes the buttons: run by pytest on engines of ours, by hand on Excel (`jixiao selftest`).

No pytest in here: somebody at a Windows or macOS machine has only the installed package.
"""

from jixiao.selftest.differences import DIFFERENCES, LEFT_OUT
from jixiao.selftest.engines import ENGINES, NotHere, Session, session
from jixiao.selftest.model import Difference, LeftOut, Outcome, Trial, Verdict
from jixiao.selftest.run import judge, run
from jixiao.selftest.suite import SUITE

__all__ = [
    "DIFFERENCES",
    "ENGINES",
    "LEFT_OUT",
    "SUITE",
    "Difference",
    "LeftOut",
    "NotHere",
    "Outcome",
    "Session",
    "Trial",
    "Verdict",
    "judge",
    "run",
    "session",
]

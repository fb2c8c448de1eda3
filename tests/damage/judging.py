"""What a damaged workbook may come to: one clear refusal, or an evaluation whose score is right or explained."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from jixiao.engines import UnusableWorkbook
from jixiao.evaluation import Evaluation
from jixiao.findings import Severity

SECONDS = 20  # for one case; a slow machine needs a tenth of a second


class Verdict:
    """Counts of what came out."""

    def __init__(self, good: Evaluation) -> None:
        self.good = good
        self.cases = self.refused = self.same = self.explained = 0

    def judge(self, case: str, evaluate: Callable[[], Evaluation]) -> None:
        """Run one case. AssertionError where a score differs and nothing says why; any other error is a bug too."""
        self.cases += 1
        try:
            with limited(case):
                evaluation = evaluate()
        except UnusableWorkbook as error:
            self.refused += 1
            told = error.message_zh
            if not told.strip() or "\n" in told:
                raise AssertionError(f"{case}: not one clear line: {told!r}") from error
            return
        if scores(evaluation) == scores(self.good) and self.knows_projects(evaluation):
            self.same += 1
            return
        told = [f for f in evaluation.findings if f.kind.severity is not Severity.HINT]
        assert told, f"{case}: {self.good.total} became {evaluation.total} and nothing says why"
        self.explained += 1

    def knows_projects(self, evaluation: Evaluation) -> bool:
        """No project has another total; one whose sheet is gone has none (a project sheet is optional)."""
        return set(evaluation.sheet_scores.values()) <= set(self.good.sheet_scores.values())

    def summary(self) -> str:
        """One line for the log."""
        return (
            f"{self.cases} cases: {self.refused} refused, {self.same} same score, {self.explained} differ with findings"
        )


def scores(evaluation: Evaluation) -> tuple[object, ...]:
    """What must not change in silence."""
    lines = tuple((line.indicator.code, line.points) for line in evaluation.lines)
    return evaluation.total, evaluation.complete, evaluation.grade, tuple(sorted(lines, key=str))


@contextmanager
def limited(case: str) -> Iterator[None]:
    """TimeoutError after SECONDS."""

    def stop(*_: object) -> None:
        raise TimeoutError(f"{case}: more than {SECONDS} s")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)

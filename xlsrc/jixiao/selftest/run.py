"""From trials to verdicts."""

from collections.abc import Callable, Sequence

from jixiao.selftest.desk import desk
from jixiao.selftest.differences import DIFFERENCES, LEFT_OUT
from jixiao.selftest.engines import Session
from jixiao.selftest.model import Check, Difference, Outcome, Trial, Verdict, noted
from jixiao.selftest.suite import SUITE

LONGEST = 160
NO_LONGER = "登记了差异，却没有差异：{why}"
OTHERWISE = "与登记的差异也不同：{found}"


def run(
    session: Session, trials: Sequence[Trial] = SUITE, tell: Callable[[Trial], None] = lambda trial: None
) -> list[Verdict]:
    """A verdict per trial; `tell` is called before each."""
    verdicts = []
    for trial in trials:
        tell(trial)
        verdicts.append(judge(session, trial))
    return verdicts


def judge(session: Session, trial: Trial) -> Verdict:
    """How one trial ends. A documented difference must be there, and be as documented."""
    left_out = noted(LEFT_OUT, session.engine, trial)
    if left_out:
        return Verdict(Outcome.NOT_RUN, left_out.why)
    failure = _failure(session, trial.check)
    difference = noted(DIFFERENCES, session.engine, trial)
    if difference:
        return _judged(difference, failure, session)
    return Verdict(Outcome.FAILED, failure) if failure else Verdict(Outcome.PASSED)


def _judged(difference: Difference, failure: str, session: Session) -> Verdict:
    if not failure:
        return Verdict(Outcome.FAILED, NO_LONGER.format(why=difference.why))
    other = _failure(session, difference.instead)
    if other:
        return Verdict(Outcome.FAILED, OTHERWISE.format(found=other))
    return Verdict(Outcome.DIFFERS, difference.why)


def _failure(session: Session, check: Check) -> str:
    """Why the check doesn't hold on a desk of its own; '' if it holds."""
    try:
        with desk(session.open_book, session.place) as set_up:
            check(set_up)
    except AssertionError as error:
        return _line(str(error) or repr(error))
    except Exception as error:  # whatever an engine throws is a row of the table, not the end of it
        return _line(f"{type(error).__name__}：{error}")
    return ""


def _line(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"

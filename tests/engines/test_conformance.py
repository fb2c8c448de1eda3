"""The suite of `jixiao selftest` on the engines that run here; on Excel it is run by hand."""

import os
from collections.abc import Iterator

import pytest

from jixiao.engines.libreoffice.application import ADDRESS
from jixiao.selftest import DIFFERENCES, SUITE, Outcome, Session, Trial, judge, session
from office import needs_office, shared_office


@pytest.fixture(scope="module", params=["file", pytest.param("libreoffice", marks=needs_office)])
def engine(request: pytest.FixtureRequest) -> Iterator[Session]:
    with pytest.MonkeyPatch.context() as patch:
        if request.param == "libreoffice":
            patch.setitem(os.environ, ADDRESS, shared_office())
        with session(request.param) as ready:
            yield ready


def name_of(trial: Trial) -> str:
    check = trial.check
    return getattr(check, "__name__", "") or "-".join(map(repr, check.keywords.values()))


@pytest.mark.parametrize("trial", SUITE, ids=name_of)
def test_conformance(engine: Session, trial: Trial) -> None:
    documented = [one.why for one in DIFFERENCES if (one.engine, one.trial) == (engine.engine, trial)]
    verdict = judge(engine, trial)
    assert (verdict.outcome, [verdict.why]) == ((Outcome.DIFFERS, documented) if documented else (Outcome.PASSED, [""]))


def test_titles_tell_the_rows_apart() -> None:
    assert len({trial.title for trial in SUITE}) == len(SUITE)


def test_differences_are_of_known_rows_and_each_is_told_once() -> None:
    places = [(one.engine, one.trial.title, one.system) for one in DIFFERENCES]
    assert len(set(places)) == len(places)
    assert all(one.trial in SUITE for one in DIFFERENCES)

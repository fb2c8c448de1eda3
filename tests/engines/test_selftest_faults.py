"""No row of the suite is empty talk: broken engines fail in exactly their rows, and documented differences must be there."""

from pathlib import Path

import pytest
from engine_faults import FAULTS, like_excel

from jixiao.engines import open_book
from jixiao.selftest import (
    DIFFERENCES,
    LEFT_OUT,
    SUITE,
    Difference,
    Outcome,
    Session,
    Trial,
    Verdict,
    judge,
    model,
    pressing,
    run,
    session,
)
from jixiao.selftest.expect import Mismatch, equal, refused

WITHOUT_PRESSES = [trial for trial in SUITE if trial not in pressing.TRIALS]
EXCEL = Session("excel", open_book)
OF_EXCEL = [one for one in DIFFERENCES if one.engine == "excel"]


def failing(trials: list[Trial]) -> set[str]:
    with session("file") as ready:
        verdicts = run(ready, trials)
    return {t.title for t, verdict in zip(trials, verdicts, strict=True) if verdict.outcome is Outcome.FAILED}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_fails_in_its_rows_only(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    FAULTS[name].plant(monkeypatch)
    assert failing(WITHOUT_PRESSES) == FAULTS[name].rows


def test_presses_fail_where_nothing_can_be_written(monkeypatch: pytest.MonkeyPatch) -> None:
    FAULTS["never unlocks"].plant(monkeypatch)
    assert failing(list(pressing.TRIALS)) == {trial.title for trial in pressing.TRIALS}


@pytest.mark.parametrize("one", OF_EXCEL, ids=lambda one: f"{one.trial.check.__name__}-{one.system}")
def test_a_difference_of_excel_must_be_there(one: Difference, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model, "system", lambda: one.system or "win32")
    assert judge(EXCEL, one.trial) == Verdict(Outcome.FAILED, f"登记了差异，却没有差异：{one.why}")
    like_excel(monkeypatch, one.system)
    assert judge(EXCEL, one.trial) == Verdict(Outcome.DIFFERS, one.why)


def test_a_difference_of_another_kind_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("jixiao.engines.file.backend.FileWorkbook.used_block", lambda *_: 1 / 0)
    (one,) = [one for one in OF_EXCEL if one.trial.title == "只有格式、没有内容的单元格不算已用"]
    verdict = judge(EXCEL, one.trial)
    assert verdict == Verdict(Outcome.FAILED, "与登记的差异也不同：ZeroDivisionError：division by zero")


@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_what_would_wait_for_a_click_is_left_out(system: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model, "system", lambda: system)

    def opens_nothing(path: Path) -> None:
        raise AssertionError("left out means not touched")

    for one in LEFT_OUT:
        expected = Verdict(Outcome.NOT_RUN, one.why) if one.system in ("", system) else None
        verdict = judge(Session("excel", opens_nothing), one.trial)
        assert (verdict == expected) == (expected is not None), one


def test_what_expect_accepts() -> None:
    equal([1.0], [1])
    with refused(ValueError, "某"):
        raise ValueError("某事")


@pytest.mark.parametrize(
    ("kind", "raised", "told"),
    [
        (ValueError, None, "应报 ValueError，却没有报错"),
        (ValueError, ValueError("别的"), "报错应含 '某'，实为 别的"),
        (Exception, Mismatch("应为 1，实为 2"), "应为 1，实为 2"),
    ],
)
def test_what_expect_refuses(kind: type[Exception], raised: Exception | None, told: str) -> None:
    with pytest.raises(Mismatch, match=told):
        meets(kind, raised)


def meets(kind: type[Exception], raised: Exception | None) -> None:
    with refused(kind, "某"):
        if raised:
            raise raised


def test_equal_says_both() -> None:
    with pytest.raises(Mismatch, match="应为 2，实为 1"):
        equal(1, 2)

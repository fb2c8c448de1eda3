"""Faults planted across units stand where the account says, and nowhere else."""

from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

import pytest

from counties import Account, Counts, Fault, Planted, looked_into, make_county, taken_out
from jixiao.findings import Severity
from jixiao.press.run import Result

QUIET = Counts(
    missing=2,
    bad=0,
    only_bad=0,
    duplicates=0,
    older=0,
    damaged_newer=0,
    newer_with_errors=0,
    other_year=0,
    old_template=0,
    finished=0,
)
UNITS = 96
SHINGLE = 5
Read = tuple[Account, dict[str, Result]]


@pytest.fixture(scope="module")
def read(tmp_path_factory) -> Read:
    """A county with every fault; each workbook read and evaluated."""
    account = make_county(tmp_path_factory.mktemp("县"), 21, UNITS, QUIET)
    results = {unit: looked_into(taken_out(account, account.units[unit].file)) for unit in account.counted}
    return account, results


def planted(read: Read, *faults: Fault) -> Iterator[Planted]:
    found = [one for one in read[0].planted if one.fault in faults]
    assert {one.fault for one in found} == set(faults)
    return iter(found)


def test_every_fault_is_planted_each_unit_in_one_at_most(read):
    account, _ = read
    assert {one.fault for one in account.planted} == set(Fault)
    units = [unit for one in account.planted for unit in one.units]
    assert len(units) == len(set(units)) < UNITS / 2


def test_no_planted_fault_is_an_error_within_its_unit(read):
    errors = [
        (unit, finding.kind.code, finding.message)
        for unit, result in read[1].items()
        for finding in result.evaluation.findings
        if finding.kind.severity is Severity.ERROR
    ]
    assert errors == []


def test_copied_texts_are_alike_as_no_honest_ones_are(read):
    _, results = read
    shingles = {unit: _shingles(result.snapshot.text("年度总体工作")) for unit, result in results.items()}
    copies = {one.units: one.fault for one in planted(read, Fault.COPIED, Fault.RENAMED, Fault.REWORDED)}
    honest = max(
        _alike(shingles[one], shingles[two])
        for one, two in combinations(results, 2)
        if (one, two) not in copies and (two, one) not in copies
    )
    least = {Fault.COPIED: 1.0, Fault.RENAMED: 0.85, Fault.REWORDED: honest}
    assert honest < 0.4
    assert all(_alike(*(shingles[unit] for unit in units)) >= least[fault] for units, fault in copies.items())


def test_all_units_share_what_all_units_write(read):
    """Or finding copies would be too easy: the phrases about 财政局's notice and the guiding thought."""
    changed = {one.units[0] for one in planted(read, Fault.REWORDED)}
    snapshots = [result.snapshot for unit, result in read[1].items() if unit not in changed]
    texts = [one.text("自评工作过程") + one.text("年度总体工作") for one in snapshots]
    assert all("财政局" in text and "习近平新时代中国特色社会主义思想" in text for text in texts)


def _shingles(text: str) -> set[str]:
    return {text[n : n + SHINGLE] for n in range(len(text) - SHINGLE + 1)}


def _alike(one: set[str], two: set[str]) -> float:
    return len(one & two) / len(one | two)


def test_kept_names_and_sentences_are_the_other_units(read):
    _, results = read
    for one in planted(read, Fault.OTHER_NAME, Fault.OTHER_WORDS):
        thief, owner = (results[unit].snapshot for unit in one.units)
        assert one.words in thief.text(one.where[0])
        assert one.words in (owner.unit, *owner.text("年度总体工作").splitlines()) or one.words in owner.text(
            "年度总体工作"
        )


def test_same_figures_are_the_same_to_the_cent(read):
    _, results = read
    for one in planted(read, Fault.SAME_BUDGET):
        thief, owner = (results[unit].snapshot for unit in one.units)
        amounts = [item for item, entry in owner.entries.items() if entry.spec.unit == "万元" and entry.number]
        assert len(amounts) > 30
        assert all(thief.number(item) == owner.number(item) for item in amounts)
    for one in planted(read, Fault.SAME_RESULTS):
        thief, owner = (_answers(results[unit]) for unit in one.units)
        assert all(thief[code] == owner[code] for code in one.where)


def _answers(result: Result) -> dict[str, tuple[str, str]]:
    return {row.label: (row.text("完成值"), row.text("手工得分")) for row in result.snapshot.tables["绩效指标"]}


def test_full_marks_are_full(read):
    _, results = read
    full = {unit for unit, result in results.items() if _project_scores(result) == {100}}
    assert full >= {unit for one in planted(read, Fault.FULL_MARKS) for unit in one.units}
    assert len(full) <= 4


def _project_scores(result: Result) -> set[int]:
    typed = [row.number("项目自评得分") for row in result.snapshot.tables["重点项目"]]
    return {*(score for score in typed if score is not None), *(one.total for one in result.evaluation.projects)}


def test_scores_far_ahead_of_execution_are_the_planted_ones(read):
    _, results = read
    gaps = {unit: one.evaluation.total - one.evaluation.facts["支出执行率"] for unit, one in results.items()}
    far = {unit for one in planted(read, Fault.AHEAD) for unit in one.units}
    assert {unit for unit, gap in gaps.items() if gap > 15} == far


def test_outliers_stand_at_their_indicator(read):
    for one in planted(read, Fault.OUTLIER):
        assert _answers(read[1][one.units[0]])[one.where[0]][0] == one.words


def test_money_and_output_do_not_fit(read):
    for one in planted(read, Fault.NO_OUTPUT, Fault.NO_MONEY):
        snapshot = read[1][one.units[0]].snapshot
        executed = snapshot.tables["重点项目"][0].number("全年执行数")
        done = snapshot.filled_projects[0].rows[0].record.text("实际完成值")
        assert (executed == 0) is (one.fault is Fault.NO_MONEY)
        assert done.startswith("0") is (one.fault is Fault.NO_OUTPUT)


def test_one_person_filled_several(read):
    for one in planted(read, Fault.SAME_CONTACT):
        assert len(one.units) == 4
        assert len({tuple(read[1][unit].snapshot.text(item) for item in one.where) for unit in one.units}) == 1


def test_texts_of_last_year_stand_again(read):
    account, results = read
    again = {unit: one for one in planted(read, Fault.AS_LAST_YEAR) for unit in one.units}
    for unit, path in account.last_year.items():
        before, now = (
            one.snapshot.text("主要做法和经验") for one in (looked_into(Path(path).read_bytes()), results[unit])
        )
        assert (before == now) is (unit in again)
    assert set(again) < set(account.last_year)

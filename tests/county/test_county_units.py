"""The made units: sound, different, the same every time, and quickly made."""

import hashlib
import os
import subprocess
import sys
import time
from decimal import Decimal
from pathlib import Path
from random import Random
from statistics import median

import pytest

from counties import Typed, UnitSpec, expected_of, looked_into, make_unit, many_specs, specs_of, typed_of
from jixiao.findings import Severity
from jixiao.press.run import Result

SEED, SAMPLED, LOOKED_FOR_SPEED = 20250601, 60, 8
NATURAL = {"A07", "B19", "C33", "C40", "E59", "E65", "E67", "F77"}  # warnings that a real county has too


@pytest.fixture(scope="module")
def sampled() -> list[tuple[UnitSpec, Typed, Result]]:
    """Sixty random units of a county, evaluated."""
    specs = Random(SEED).sample(specs_of(3, SEED), SAMPLED)
    return [(spec, typed_of(spec), looked_into(make_unit(spec))) for spec in specs]


def test_sixty_random_units_have_no_errors(sampled):
    errors = [
        (spec.unit, finding.kind.code, finding.message)
        for spec, _, result in sampled
        for finding in result.evaluation.findings
        if finding.kind.severity is Severity.ERROR
    ]
    assert errors == []
    assert all(result.evaluation.complete for _, _, result in sampled)


def test_warnings_are_few_and_natural(sampled):
    told = [finding for _, _, result in sampled for finding in result.evaluation.findings]
    assert {finding.kind.code for finding in told} <= NATURAL
    assert len(told) <= SAMPLED // 4


def test_expected_figures_are_what_is_read(sampled):
    for spec, typed, result in sampled:
        expected, snapshot = expected_of(typed), result.snapshot
        items = {
            "支出合计年初预算数": expected.initial,
            "支出合计调整后预算数": expected.adjusted,
            "支出合计全年执行数": expected.executed,
            "收入合计全年执行数": expected.income,
            "三公本年决算数": expected.three_public,
            "在职人员数": Decimal(expected.in_post),
            "编制数": Decimal(expected.posts),
        }
        assert {item: snapshot.number(item) for item in items} == items, spec.unit
        assert len(snapshot.tables["重点项目"]) == expected.projects
        assert (snapshot.unit, snapshot.year) == (spec.unit, spec.year)


def test_rates_scores_and_grades_vary(sampled):
    evaluations = [result.evaluation for _, _, result in sampled]
    assert {evaluation.grade for evaluation in evaluations} >= {"优", "良"}
    assert len({evaluation.total for evaluation in evaluations}) > SAMPLED * 3 // 4
    rates = [evaluation.facts["支出执行率"] for evaluation in evaluations]
    assert min(rates) < 90 < 97 < max(rates)
    assert all(line.reason for one in evaluations for line in one.lines if line.deduction)


def test_ten_thousand_units_have_names_of_their_own():
    assert len({spec.unit for spec in many_specs(10_000, SEED)}) == 10_000


def test_a_county_has_three_hundred_units_of_many_fields():
    specs = specs_of(0, SEED, units=300)
    assert len({spec.unit for spec in specs}) == 300
    assert len({spec.field for spec in specs}) > 15
    assert all(spec.unit.startswith("清江县") for spec in specs)


def test_the_same_spec_gives_the_same_bytes():
    first, second = specs_of(0, SEED, units=2)
    assert make_unit(first) == make_unit(first)
    assert make_unit(first) != make_unit(second)


@pytest.mark.parametrize("hash_seed", ["1", "2"])
def test_another_process_makes_the_same_bytes(hash_seed):
    specs = specs_of(0, SEED, units=6)
    said = _in_another_process(specs, hash_seed)
    assert said == [hashlib.sha256(make_unit(spec)).hexdigest() for spec in specs]


def _in_another_process(specs: list[UnitSpec], hash_seed: str) -> list[str]:
    code = (
        "import hashlib; from counties import make_unit, specs_of\n"
        f"for spec in specs_of(0, {SEED}, units={len(specs)}): print(hashlib.sha256(make_unit(spec)).hexdigest())"
    )
    run = subprocess.run(
        [sys.executable, "-c", code],
        cwd=Path(__file__).parents[1],
        env={**os.environ, "PYTHONHASHSEED": hash_seed},
        capture_output=True,
        text=True,
        check=True,
    )
    return run.stdout.split()


def test_making_a_unit_takes_less_than_half_of_looking_into_it():
    specs = specs_of(1, SEED, units=LOOKED_FOR_SPEED)
    made = [make_unit(spec) for spec in specs]  # and the masters
    ratios = []
    for spec, workbook in zip(specs, made, strict=True):
        began = time.perf_counter()
        make_unit(spec)
        between = time.perf_counter()
        looked_into(workbook)
        ratios.append((between - began) / (time.perf_counter() - between))
    assert median(ratios) < 0.5

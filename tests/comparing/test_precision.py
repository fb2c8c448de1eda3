"""A made county with faults planted across its units: each is found by its code, and few honest units are accused."""

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from counties import Counts, Fault, make_county, taken_out
from jixiao.bureau.comparing import compare
from jixiao.filing import evaluate_file
from jixiao.filing.memory import COUNTS, Memory, Registered

SEED, UNITS = 77, 150
MOST_PER_100 = 2  # suspicions that concern no unit with a planted fault, on a hundred units
QUIET = Counts(
    missing=2, bad=0, only_bad=0, duplicates=0, older=0, damaged_newer=0, newer_with_errors=0, other_year=0, old_template=0,
    finished=0, last_years=12,
)  # fmt: skip
CODES = {
    Fault.COPIED: "K11", Fault.RENAMED: "K11", Fault.REWORDED: "K11", Fault.OTHER_NAME: "K13", Fault.OTHER_WORDS: "K25",
    Fault.SAME_BUDGET: "K14", Fault.SAME_RESULTS: "K26", Fault.FULL_MARKS: "K15", Fault.AHEAD: "K17", Fault.OUTLIER: "K19",
    Fault.NO_OUTPUT: "K20", Fault.NO_MONEY: "K21", Fault.SAME_CONTACT: "K23", Fault.AS_LAST_YEAR: "K12",
}  # fmt: skip
ALONE = {Fault.OTHER_NAME}  # the unit that was named has done nothing: it is no side


def remembered(files, folder, year):
    """The memory of evaluated workbooks: unit → bytes."""
    memory, counted = Memory(Path(":memory:")), []
    for unit, content in files:
        path = folder / "一份.xlsm"
        path.write_bytes(content)
        filed = evaluate_file(path)
        assert filed.refused == ""
        filed = replace(filed, digest=f"{filed.digest} {year}")
        memory.keep([(filed, "")])
        counted.append(Registered(filed.digest, filed.digest, unit, COUNTS))
    memory.register(counted)
    return memory


@pytest.fixture(scope="module")
def compared(tmp_path_factory):
    """(account, suspicions) of a county."""
    folder = tmp_path_factory.mktemp("县")
    account = make_county(folder, SEED, UNITS, QUIET)
    now = remembered(((unit, taken_out(account, account.units[unit].file)) for unit in account.counted), folder, "今年")
    before = remembered(((unit, path.read_bytes()) for unit, path in account.last_year.items()), folder, "上年")
    return account, compare(now, {}, before, list(account.units))


def units_of(suspicion):
    return {side.unit.removesuffix("（上年）") for side in suspicion.sides}


def test_every_planted_fault_is_found_by_its_code(compared):
    account, found = compared
    assert {planted.fault for planted in account.planted} == set(CODES) == set(Fault)
    missed = [
        (planted.fault.value, planted.units)
        for planted in account.planted
        for concerned in [set(planted.units[:1] if planted.fault in ALONE else planted.units)]
        if not any(one.kind.code == CODES[planted.fault] and concerned <= units_of(one) for one in found)
    ]
    assert missed == []


def test_few_honest_units_are_accused(compared, capsys):
    account, found = compared
    planted = {unit for one in account.planted for unit in one.units}
    false = [one for one in found if not units_of(one) & planted]
    per_100 = len(false) * 100 / len(account.counted)
    with capsys.disabled():
        codes = ", ".join(f"{code} {count}" for code, count in sorted(Counter(one.kind.code for one in false).items()))
        print(
            f"\n{len(found)} suspicions in {len(account.counted)} units; false alarms per 100 units: {per_100:.1f} ({codes})"
        )
    assert per_100 <= MOST_PER_100
    assert [one.wrong for one in false if one.kind.code in ("K11", "K12", "K13", "K14", "K26")] == []


def test_every_suspicion_shows_where_it_stands(compared):
    _, found = compared
    bare = [
        (one.kind.code, side.unit, side.item) for one in found for side in one.sides if not (side.sheet and side.item)
    ]
    assert bare == []
    assert [one.kind.code for one in found if (one.measure is None) is not (one.unit == "")] == []
    assert {one.kind.code for one in found if one.measure is None} <= {"K13"}
    assert len({one.mark for one in found}) == len(found)
    assert [one.kind.code for one in found] == sorted(one.kind.code for one in found)

"""A made county: the account adds up, and is true of the files that lie there."""

import hashlib
from collections import Counter
from pathlib import Path

import openpyxl
import pytest

from counties import BAD, Account, Counts, Verdict, looked_into, make_county, taken_out
from jixiao.engines import UnusableWorkbook
from jixiao.findings import Severity

SMALL = Counts(missing=3, bad=12, only_bad=2, duplicates=3, older=2, finished=2)
UNITS = 48


@pytest.fixture(scope="module")
def county(tmp_path_factory) -> Account:
    """Forty-eight units."""
    return make_county(tmp_path_factory.mktemp("县"), 5, UNITS, SMALL, planted=False)


def test_the_account_adds_up(county):
    counted = Counter(one.verdict for one in county.files)
    assert counted == {
        Verdict.COUNTS: UNITS - SMALL.none_counts,
        Verdict.REFUSED: SMALL.bad + SMALL.damaged_newer,
        Verdict.DUPLICATE: 3,
        Verdict.SUPERSEDED: 2,
        Verdict.WITH_ERRORS: 2,
        Verdict.OTHER_YEAR: 2,
        Verdict.OLD_TEMPLATE: 2,
        Verdict.IGNORED: 4,
    }
    assert (len(county.missing), len(county.unusable), len(county.counted)) == (3, 6, UNITS - 9)
    assert {one.unit for one in county.said(Verdict.COUNTS)} == set(county.counted)
    assert not any(True for unit in county.missing for _ in county.of_unit(unit))


def test_no_file_lies_there_that_nothing_is_said_of(county):
    lying = {path.relative_to(county.folder).as_posix() for path in county.folder.rglob("*") if path.is_file()}
    assert lying == {one.outer for one in county.files}
    assert len({one.at for one in county.files}) == len(county.files)


def test_every_file_is_what_is_said_of_it(county, tmp_path):
    for one in county.files:
        content = taken_out(county, one.at)
        if one.form == "finished" or one.verdict in (Verdict.IGNORED, Verdict.REFUSED):
            continue
        result = looked_into(content)
        errors = {f.kind.code for f in result.evaluation.findings if f.kind.severity is Severity.ERROR}
        due = {Verdict.WITH_ERRORS: {"C21"}, Verdict.OLD_TEMPLATE: {"R19"}}.get(one.verdict, set())
        year = county.year - (one.verdict is Verdict.OTHER_YEAR)
        assert (result.snapshot.unit, result.snapshot.year, errors) == (one.unit, year, due), one.at


def test_later_versions_are_later_and_repeats_are_the_same_bytes(county):
    standing = {one.unit: one for one in county.said(Verdict.COUNTS)}
    for one in county.said(Verdict.DUPLICATE):
        assert one.of == standing[one.unit].at
        assert _digest(county, one.at) == _digest(county, one.of)
    for one in county.said(Verdict.SUPERSEDED):
        assert one.when < standing[one.unit].when
        assert _digest(county, one.at) != _digest(county, one.of)
    for one in county.said(Verdict.WITH_ERRORS):
        assert one.when > standing[one.unit].when


def _digest(account: Account, at: tuple[str, ...]) -> str:
    return hashlib.sha256(taken_out(account, at)).hexdigest()


def test_the_roster_lists_every_unit(county):
    sheet = openpyxl.load_workbook(county.roster).active
    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    assert rows[0] == ("单位名称", "联系人", "电话", "邮箱", "截止日期", "指标体系", "备注")
    assert [row[0] for row in rows[1:]] == list(county.units)
    assert {bool(row[5]) for row in rows[1:]} == {True, False}


@pytest.mark.parametrize("bad", BAD, ids=lambda bad: bad.name)
def test_bad_files_are_refused_for_what_is_wrong_with_them(bad, county):
    spec = next(iter(county.units.values())).spec
    assert bad.says in _answer(bad.make(spec))


def _answer(content: bytes) -> str:
    """What is said of a file that can't be used: the refusal, or what its evaluation found."""
    try:
        return "".join(finding.message for finding in looked_into(content).evaluation.findings)
    except UnusableWorkbook as error:
        return str(error)


def test_the_same_seed_gives_the_same_files(tmp_path):
    counts = Counts(0, 6, 1, 1, 1, 1, 1, 1, 1, 1, 1)
    one, two = (make_county(tmp_path / name, 8, 20, counts, planted=False) for name in ("一", "二"))
    assert one.files == two.files
    assert _all_bytes(one.folder.parent) == _all_bytes(two.folder.parent)


def _all_bytes(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }

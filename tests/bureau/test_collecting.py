"""A collection of a few made units: what is remembered, what is evaluated again, what is told."""

import shutil
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest

from counties import make_unit, many_specs
from jixiao.bureau.collecting import NO_ROSTER, Collection, collect
from jixiao.bureau.desk import Obliged
from jixiao.bureau.naming import naming_of
from jixiao.bureau.running.here import Here
from jixiao.engines import UnusableWorkbook
from jixiao.filing import Naming
from jixiao.filing.memory import Choice

TODAY = date(2025, 7, 1)
SPECS = list(many_specs(4, 11, 2024))


class Counting:
    """The runner of this process; which files it was given."""

    def __init__(self):
        self.given = []

    def evaluated(self, paths, naming):
        for path in paths:
            self.given.append(path.name)
            yield from Here().evaluated([path], naming)


@pytest.fixture(scope="module")
def received(tmp_path_factory):
    folder = tmp_path_factory.mktemp("收件")
    for n, spec in enumerate(SPECS, 1):
        (folder / f"{n}.xlsm").write_bytes(make_unit(spec))
    return folder


@pytest.fixture
def home(received, tmp_path):
    shutil.copytree(received, tmp_path / "收件")
    return tmp_path


def collected(home, *, runner=None, look=lambda desk: None, sources=("收件",), **more):
    """(status by file, what is told, what `look` found, the names that were evaluated)."""
    runner = runner or Counting()
    wanted = Collection(home, "台账", tuple(home / one for one in sources), TODAY, **more)
    with collect(wanted, runner) as desk:
        lines = {line.arrival.where: (line.registered.status, line.registered.why) for line in desk.lines}
        return lines, desk.told, look(desk), runner.given


def test_a_second_collection_evaluates_only_what_is_new(home):
    (home / "收件" / "4.xlsm").rename(home / "4.xlsm")
    assert collected(home)[3] == ["1.xlsm", "2.xlsm", "3.xlsm"]
    (home / "4.xlsm").rename(home / "收件" / "4.xlsm")
    lines, _, _, given = collected(home)
    assert given == ["4.xlsm"]
    assert Counter(status for status, _ in lines.values()) == {"采用": 4}


def test_without_sources_nothing_is_looked_for(home):
    collected(home)
    (home / "收件" / "5.xlsm").write_bytes(b"x")
    lines, _, _, given = collected(home, sources=())
    assert (len(lines), given) == (4, [])


def test_another_framework_evaluates_again_and_the_old_one_too(home):
    collected(home)
    named = naming_of("部门整体支出-53号", (), home)
    assert len(collected(home, naming=named)[3]) == 4
    assert collected(home, naming=named)[3] == []
    assert len(collected(home)[3]) == 4


def test_a_framework_for_one_unit_evaluates_that_unit_alone_again(home):
    collected(home)
    one = Obliged(SPECS[1].unit, framework="部门整体支出-53号", place="名册!A2")
    assert collected(home, naming=naming_of("", [one], home))[3] == ["2.xlsm"]


def test_a_framework_is_named_by_its_file_or_by_what_workbooks_call_it(home):
    by_file = naming_of("部门整体支出-53号", (), home)
    assert by_file.usual is not None
    assert naming_of(by_file.usual.name, (), home) == by_file
    assert naming_of("", (), home) == Naming()


def test_a_framework_that_is_none_is_told_with_its_cell(home):
    one = Obliged("教育局", framework="没有的", place="名册!A7")
    with pytest.raises(UnusableWorkbook, match="《名册》A7 的指标体系“没有的”用不了："):
        naming_of("", [one], home)


def test_a_file_that_moved_is_one_file(home):
    collected(home)
    (home / "收件" / "已看").mkdir()
    (home / "收件" / "1.xlsm").rename(home / "收件" / "已看" / "1.xlsm")
    lines, _, _, given = collected(home)
    assert sorted(lines) == ["收件/2.xlsm", "收件/3.xlsm", "收件/4.xlsm", "收件/已看/1.xlsm"]
    assert given == []


def test_a_file_that_is_gone_counts_as_it_was_received(home):
    collected(home)
    (home / "收件" / "1.xlsm").unlink()
    lines, *_ = collected(home)
    assert lines["收件/1.xlsm"] == ("采用", "这个单位只有这一份。文件已不在原处，按收到时的内容。")


def test_a_lost_memory_comes_from_the_files_again(home):
    before = collected(home, look=lambda desk: list(desk.memory.rows("scores")))
    (home / "台账.db").unlink()
    again = collected(home, look=lambda desk: list(desk.memory.rows("scores")))
    assert again == before


def test_a_spoiled_memory_is_put_aside_and_told(home):
    before, *_ = collected(home)
    (home / "台账.db").write_bytes(b"no database" * 1000)
    lines, told, _, given = collected(home)
    assert (lines, len(given)) == (before, 4)
    assert [line for line in told if line.startswith("旁边的 台账.db 已损坏")]
    assert (home / "台账.db.已损坏").read_bytes().startswith(b"no database")


def test_a_choice_stays_until_another_is_made(home):
    (home / "收件" / "旧").mkdir()
    (home / "收件" / "旧" / "1.xlsm").write_bytes(make_unit(replace(SPECS[0], seed=SPECS[0].seed + 1)))
    digests = collected(home, look=lambda desk: {line.arrival.where: line.arrival.digest for line in desk.lines})[2]
    old = Choice(digests["收件/旧/1.xlsm"], "采用", "按原件")
    lines, *_ = collected(home, choices=(old,))
    assert lines["收件/旧/1.xlsm"] == ("采用", "人工选用。")
    assert collected(home)[0]["收件/旧/1.xlsm"][0] == "采用"
    lines, *_ = collected(home, choices=(Choice(old.digest),))
    assert "人工" not in lines["收件/旧/1.xlsm"][1]


@pytest.mark.parametrize(
    ("year", "told"), [(None, ("没有指定评价年度，按多数文件取 2024 年度。", NO_ROSTER)), (2024, (NO_ROSTER,))]
)
def test_the_year_of_most_files_is_taken_and_told(home, year, told):
    assert collected(home, year=year)[1] == told


def test_another_year_is_used_by_nobody(home):
    lines, *_ = collected(home, year=2023)
    assert {status for status, _ in lines.values()} == {"不能用"}


def test_the_program_s_own_files_are_not_received(home):
    collected(home, sources=(".",))
    lines, *_ = collected(home, sources=(".",))
    assert sorted(lines) == [f"收件/{n}.xlsm" for n in range(1, 5)]

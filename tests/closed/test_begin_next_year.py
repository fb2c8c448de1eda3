"""新建 without Excel (发送到, the desktop icon): this year's workbook beside last year's, and what was not carried."""

from types import SimpleNamespace

import pytest
from click.testing import CliRunner

from books import run, snapshot_of
from jixiao.cli.press import press
from jixiao.setup import places

NEW = "2025_廉江市总工会_绩效自评.xlsm"


@pytest.fixture
def last(sample, tmp_path):
    path = tmp_path / "上年.xlsm"
    path.write_bytes(sample.read_bytes())
    return path


@pytest.mark.parametrize("word", ["new", "新建"])
def test_this_years_workbook_lies_beside_last_years(last, word):
    before = last.read_bytes()
    done = run("press", word, last)
    assert done.returncode == 0, done.stderr
    assert last.read_bytes() == before
    assert sorted(path.name for path in last.parent.iterdir()) == sorted([NEW, last.name])
    snapshot = snapshot_of(last.with_name(NEW))
    assert (snapshot.unit, snapshot.year) == ("廉江市总工会", 2025)
    told = done.stdout.splitlines()
    assert told[0].startswith("已新建 2025 年度的工作簿：")
    assert "放在旁边：上年的" in told[1]
    assert told[2] == f"没有带过来的有 {len(told) - 3} 处，今年重新填："
    assert any("【支出预算】" in line for line in told[3:])


def test_a_second_time_nothing_is_overwritten(last):
    run("press", "new", last)
    made = last.with_name(NEW).read_bytes()
    done = run("press", "new", last)
    assert done.returncode == 2
    assert "不会覆盖它" in done.stderr
    assert last.with_name(NEW).read_bytes() == made


def test_what_is_no_workbook_of_ours_is_one_line(tmp_path):
    other = tmp_path / "工资.xlsm"
    other.write_bytes(b"PK")
    done = run("press", "new", other)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert list(tmp_path.iterdir()) == [other]


def test_the_icon_offers_it_last(last):
    done = CliRunner().invoke(press, ["ask", str(last)], input="10\n")
    assert "  10  新建　" in done.output
    assert last.with_name(NEW).exists()


@pytest.mark.parametrize(("answers", "made"), [("某县农业农村局\n2025\n", True), ("某县农业农村局\n25\n2025\n", True)])
def test_the_icon_without_a_file_makes_a_blank_one(tmp_path, monkeypatch, answers, made):
    folder = tmp_path / "文档"
    folder.mkdir()
    monkeypatch.setattr(places, "here", lambda: SimpleNamespace(documents=folder))
    done = CliRunner().invoke(press, ["ask"], input=answers)
    assert done.exit_code == 0, done.output
    assert "没有拖工作簿上来" in done.output
    (path,) = folder.iterdir()
    assert path.name == "2025_某县农业农村局_绩效自评.xlsm"
    assert snapshot_of(path).unit == "某县农业农村局"

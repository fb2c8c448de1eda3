"""评分表 of a workbook that nobody pressed a button in: what will be scored, no scores; the first press takes it over."""

import pytest

from books import filled, run
from jixiao.engines import open_port
from jixiao.engines.port import Area
from jixiao.forms.outputs import SCORE_TABLE
from jixiao.frameworks import load_framework

KNOWN = ("编码", "一级指标", "二级指标", "三级指标", "分值", "评分标准")


def rows(path, labels):
    """The rows of 评分表 as tuples, blank ones left out."""
    area = Area(SCORE_TABLE.first, SCORE_TABLE.left, SCORE_TABLE.rows, len(SCORE_TABLE.columns))
    names = [column.label for column in SCORE_TABLE.columns]
    read = [tuple(row[names.index(label)] for label in labels) for row in open_port(path).read_values("评分表", area)]
    return [row for row in read if any(cell is not None for cell in row)]


@pytest.mark.parametrize("name", ["部门整体支出-默认", "部门整体支出-53号"])
def test_the_indicators_stand_there_without_scores(tmp_path, name):
    assert run("new", "某某局", 2024, "-f", name, "-o", tmp_path / "新.xlsm").returncode == 0
    shown = [
        (i.code, i.level1, i.level2 or None, i.name, float(i.weight), i.criterion_text)
        for i in load_framework(name).indicators
    ]
    assert rows(tmp_path / "新.xlsm", KNOWN) == shown
    rest = [column.label for column in SCORE_TABLE.columns if column.label not in KNOWN]
    assert rows(tmp_path / "新.xlsm", rest) == []


def test_the_first_press_writes_over_them(blank, tmp_path):
    filled(blank, tmp_path / "填好.xlsm")
    names = [row[0] for row in rows(tmp_path / "填好.xlsm", ("三级指标",))]
    assert names.count("小计") == len(load_framework().levels)
    assert names[-1] == "合计"
    assert sorted(set(names) - {"小计", "合计"}) == sorted({i.name for i in load_framework().indicators})


def test_sheets_that_were_never_filled_are_not_compared(sample, tmp_path):
    """verify: what stands there before the first press is no wrong result."""
    assert run("submit", sample, "-o", tmp_path / "件", "--draft").returncode == 1
    (finished,) = (tmp_path / "件").glob("*.xlsx")
    told = run("verify", sample, finished)
    assert (told.returncode, told.stdout.count("一致")) == (0, 2)

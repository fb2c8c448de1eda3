"""历年情况: what a new year's workbook knows of the years before, and how the report and 汇总 compare them."""

import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from books import evaluated, run, snapshot_of, type_into
from good import NAME, good_bytes
from jixiao.documents.report import years
from jixiao.engines import open_port
from jixiao.evaluation.history import Level, Year, levels_of, levels_told
from jixiao.new_workbooks.from_last_year import roll_over
from jixiao.values.address import column_letters

COLUMNS = ("年度", "年初预算数", "调整后预算数", "全年支出数", "自评总分", "各一级指标得分")


def typed(folder: Path, *rows: tuple[object, ...]) -> Path:
    """The good workbook (2024) with these rows of 历年情况, by COLUMNS."""
    path = folder / NAME
    path.write_bytes(good_bytes())
    body = snapshot_of(path).bodies["历年情况"]
    cells = {
        ("历年情况", f"{column_letters(body.columns[label])}{body.first + n}"): value
        for n, row in enumerate(rows)
        for label, value in zip(COLUMNS, row, strict=False)
        if value != ""
    }
    type_into(path, cells, path)
    return path


def codes(path: Path) -> list[str]:
    return [f"{f.kind.code} {f.place.cell}" for f in evaluated(path).findings if f.kind.code[0] == "N"]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([], []),
        ([(2023, 800)], []),
        ([("2023年", 800)], []),
        ([(2024, 800)], ["N01 B6"]),
        ([("去年", 800)], ["N01 B6"]),
        ([(2023, 800), (2023, 810)], ["N01 B7"]),
        ([(2023, "", "", "", "", "投入 14.5/15；过程 28/30")], []),
        ([(2023, "", "", "", "", "投入得了 14 分")], ["N02 H6"]),
        ([(2023, "", "", "", "", "投入 16/15")], ["N02 H6"]),
    ],
)
def test_rows_that_cannot_be_compared_are_told(
    tmp_path: Path, rows: list[tuple[object, ...]], expected: list[str]
) -> None:
    """A year before this one, once; scores by level as the prompt says."""
    assert codes(typed(tmp_path, *rows)) == expected


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("投入 14.5/15；过程 28/30", ("投入 14.5/15", "过程 28/30")),
        ("投入：14.5分/15分;过程28／30", ("投入 14.5/15", "过程 28/30")),
        ("", ()),
        ("投入 14.5", None),
        ("投入 1/0", None),
    ],
)
def test_scores_by_level_are_read(text: str, levels: tuple[str, ...] | None) -> None:
    """Half-width and full-width signs; what isn't understood whole isn't used."""
    found = levels_of(text)
    assert (None if found is None else tuple(levels_told([one]) for one in found)) == levels


def test_a_new_year_knows_the_year_before_and_grows(tmp_path: Path) -> None:
    """Budget, spending, score and levels of 2024 stand in the workbook of 2025; in that of 2026 both."""
    (tmp_path / NAME).write_bytes(good_bytes())
    then = evaluated(tmp_path / NAME)
    roll_over(tmp_path / NAME, tmp_path / "2025.xlsm")
    (last, now) = evaluated(tmp_path / "2025.xlsm").years
    assert (last.year, now.year) == (2024, 2025)
    assert last == replace(then.years[-1], rate=last.rate)
    assert (last.total, last.spent) == (Decimal("96.34"), Decimal("878.05"))
    assert [one.name for one in last.levels] == [one.name for one in then.levels]
    assert (now.total, now.levels) == (None, ())
    roll_over(tmp_path / "2025.xlsm", tmp_path / "2026.xlsm")
    assert [one.year for one in evaluated(tmp_path / "2026.xlsm").years] == [2024, 2025, 2026]


def test_the_summary_shows_the_years(tmp_path: Path) -> None:
    """After a press a row for each year, this one last; the chart is a line."""
    path = typed(tmp_path, (2023, 800, 850, 800, 95, "投入 14/15"))
    assert run("press", "calculate", path).returncode == 0
    port = open_port(path)
    block = port.used_block("汇总")
    port.close()
    rows = {row[2 - block.column]: row for row in block.values if str(row[2 - block.column]).endswith("年")}
    assert list(rows["2023年"][5 - block.column : 8 - block.column]) == [0.9412, 0.95, "投入 93.33%"]
    assert "2024年" in rows
    with zipfile.ZipFile(path) as package:
        charts = [package.read(name) for name in package.namelist() if name.startswith("xl/charts/chart")]
    assert sum(b"<c:lineChart>" in chart for chart in charts) == 1


def test_the_report_compares_and_everything_agrees(tmp_path: Path) -> None:
    """Only with a row of the year before; finished workbook and report are what would be written again."""
    path = typed(tmp_path, (2023, 800, 850, 800, 95, "投入 14/15"))
    assert run("submit", path).returncode == 0
    files = [path, *(tmp_path / "报送件").iterdir()]
    ran = run("verify", *files)
    assert ran.returncode == 0, ran.stdout
    ran = run("verify", *files[1:])
    assert ran.returncode == 0, ran.stdout
    (report,) = (tmp_path / "报送件").glob("*.docx")
    text = zipfile.ZipFile(report).read("word/document.xml").decode()
    assert "与2023年相比：年初预算870.00万元，比上年增加70.00万元（8.75%）" in text
    assert "5．与上年比较" in text


@pytest.mark.parametrize("rows", [[], [(2022, 800, 850, 800, 95)]])
def test_without_the_year_before_the_report_says_nothing(tmp_path: Path, rows: list[tuple[object, ...]]) -> None:
    """An older year alone is no last year."""
    evaluation = evaluated(typed(tmp_path, *rows))
    assert (years.compared(evaluation), years.rows(evaluation), years.last_year(evaluation)) == ("", [], "")


def test_other_weights_are_compared_by_rate_and_said(tmp_path: Path) -> None:
    """投入 14/15 and 18/20: 93.33 % and 90 %."""
    (tmp_path / NAME).write_bytes(good_bytes())
    blank = dict.fromkeys(("initial", "adjusted", "spent", "rate", "total"))
    last = Year(2023, **blank, levels=(Level("投入", Decimal(14), Decimal(15)),))
    for full, points, said in ((20, 18, True), (15, 14, False)):
        now = Year(2024, **blank, levels=(Level("投入", Decimal(points), Decimal(full)),))
        told = years.compared(replace(evaluated(tmp_path / NAME), years=(last, now)))
        assert (years.OTHER_WEIGHTS in told) == said
        assert ("比上年降低3.33个百分点" in told) == said
    other = Year(2024, **blank, levels=(Level("产出", Decimal(14), Decimal(15)),))
    assert years.compared(replace(evaluated(tmp_path / NAME), years=(last, other))) == years.OTHER_LEVELS

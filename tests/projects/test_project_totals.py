"""Where a clerk looks for project totals: 首页, 汇总, the terminal, --json, the finished workbook."""

import json

import pytest
from project_books import listed, project, workbook

from books import filled, run, snapshot_of
from jixiao.documents.finished.submission import Submission
from jixiao.engines import open_port
from jixiao.engines.port import Area
from jixiao.evaluation import evaluate
from jixiao.forms.names import PROJECT_SHEETS, SUMMARY
from jixiao.forms.outputs import NO_PROJECTS, PROGRESS, PROJECT_SCORES
from jixiao.press.summary_sheet import summary_block

ROWS = listed(("河道清淤", 80, 20, 93.4), ("校舍维修", 200, 0, 150))
UNDONE = "| 行 | 三级指标 | 性质 | 指标值 | 完成值 | 分值 |\n| 17 | 清淤长度 | 定量正向 | 12公里 | | 50 |"


@pytest.fixture(scope="module")
def pressed(tmp_path_factory):
    """Two project sheets filled, one of them not to the end; a third one blank."""
    folder = tmp_path_factory.mktemp("项目")
    unfinished = project("项目自评2", "校舍维修", UNDONE, figures=(200, 200, 150))
    filled(workbook(folder / "空.xlsm", project("项目自评1", "河道清淤"), unfinished, ROWS), folder / "填好.xlsm")
    return folder / "填好.xlsm"


def rows(path, table):
    area = Area(table.first, table.left, table.rows, len(table.columns))
    return [row for row in open_port(path).read_values(table.sheet, area) if any(cell is not None for cell in row)]


def test_home_counts_all_project_sheets_as_one_row(pressed):
    (row,) = [row for row in rows(pressed, PROGRESS) if row[0] == PROJECT_SHEETS]
    required, done, errors = row[1:4]
    assert 0 < done < required
    assert errors > 0
    assert row[5] == f"填了 2 个项目，必填项完成 {int(done * 100 // required)}%，有错误，请改正"


def test_home_jumps_to_the_first_of_them(pressed):
    import zipfile

    with zipfile.ZipFile(pressed) as package:
        home = package.read("xl/worksheets/sheet1.xml").decode()
    assert f'ref="B{PROGRESS.last}" location="\'项目自评1\'!A1"' in home


def test_a_workbook_without_projects_says_so(blank, tmp_path):
    filled(blank, tmp_path / "填好.xlsm")
    (row,) = [row for row in rows(tmp_path / "填好.xlsm", PROGRESS) if row[0] == PROJECT_SHEETS]
    assert row[1:] == ["—", "—", 0, 0, NO_PROJECTS]
    assert rows(tmp_path / "填好.xlsm", PROJECT_SCORES) == [[NO_PROJECTS, *[None] * 5]]


def test_summary_lists_the_projects(pressed):
    assert rows(pressed, PROJECT_SCORES) == [
        ["河道清淤", 100, 93.4, 0.934, 99.34, "优"],
        ["校舍维修", 200, 150, 0.75, "未评完", None],
    ]


def test_more_projects_than_rows_are_counted(pressed):
    evaluation = evaluate(snapshot_of(pressed))
    many = type(evaluation)(**{**vars(evaluation), "projects": evaluation.projects[:1] * 12})
    block = summary_block(many)
    shown = [row[0] for row in block.rows[PROJECT_SCORES.first - block.top :][: PROJECT_SCORES.rows]]
    assert shown == [*["河道清淤"] * (PROJECT_SCORES.rows - 1), "另有 5 个，见各自评表"]


def test_the_finished_workbook_has_them_on_the_same_rows(pressed):
    submission = Submission(*[(s := snapshot_of(pressed)), evaluate(s)], draft=True)
    plan = next(sheet for sheet in submission.sheets if sheet.name == SUMMARY)
    cells = {(row, column): slot.value for row, column, slot in plan.cells()}
    assert [str(cells.get((PROJECT_SCORES.first, column), "")) for column in (2, 3, 6, 7)] == [
        "河道清淤",
        "100.00",
        "99.34",
        "优",
    ]


def test_the_command_line_shows_them(pressed):
    shown = run("evaluate", pressed).stdout
    lines = [line for line in shown.splitlines() if line.startswith("│ 项目自评")]
    assert [line.split("│")[2].strip() for line in lines if "99.34" in line or "未评完" in line] == [
        "河道清淤",
        "校舍维修",
    ]
    told = json.loads(run("evaluate", pressed, "--json").stdout)["projects"]
    assert [(one["name"], one["total"], one["grade"]) for one in told] == [
        ("河道清淤", "99.34", "优"),
        ("校舍维修", None, ""),
    ]

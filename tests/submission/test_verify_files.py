"""Which file is held against which, and what is told of a working workbook: its shown results, another one's entries."""

import shutil

import pytest

from books import filled, type_into
from good import good_bytes
from jixiao.documents.finished.submission import Submission
from jixiao.documents.finished.workbook import finished_workbook
from jixiao.documents.report import make_report, template_path
from jixiao.documents.verifying.verify import verify
from jixiao.engines import UnusableWorkbook
from jixiao.resources import OWN_TEMPLATE
from submission.submissions import good

PRESSED, UNPRESSED, FILED, REPORT = "填报.xlsm", "没按过.xlsm", "报送件.xlsx", "报告.docx"


@pytest.fixture(scope="module")
def files(tmp_path_factory):
    """The good unit's documents; the working workbook once as it was pressed, once before the first press."""
    folder = tmp_path_factory.mktemp("文件")
    (folder / UNPRESSED).write_bytes(good_bytes())
    filled(folder / UNPRESSED, folder / PRESSED)
    (folder / FILED).write_bytes(finished_workbook(good()))
    (folder / REPORT).write_bytes(make_report(good().snapshot, good().evaluation))
    return {name: folder / name for name in (PRESSED, UNPRESSED, FILED, REPORT)}


def told(*paths):
    """File → what is told of it, its mark ※ where the others were held against it."""
    return {
        one.path.name + "※" * one.reference: [each.told.partition("　")[2] for each in one.differences]
        for one in verify(list(paths))
    }


CHOSEN = [
    ((PRESSED,), PRESSED),
    ((FILED,), FILED),
    ((REPORT, FILED, PRESSED), PRESSED),
    ((FILED, UNPRESSED, PRESSED), UNPRESSED),
]


@pytest.mark.parametrize(("names", "reference"), CHOSEN)
def test_the_working_workbook_is_the_reference_else_the_finished_one(files, names, reference):
    assert told(*(files[name] for name in names)) == {
        name + "※" * (name == reference): [] for name in names
    }  # the two agree: a press changes no entry


def changed(files, folder, name, changes):
    target = folder / f"改过的{name}"
    type_into(files[name], changes, target)
    return target


def test_what_a_working_workbook_shows_is_held_against_what_it_comes_to(files, tmp_path):
    path = changed(files, tmp_path, PRESSED, {("评分表", "D4"): 99.5})
    assert told(path) == {f"{path.name}※": ["《评分表》D4：现为 99.5，应为 96.34"]}
    path = changed(files, tmp_path, PRESSED, {("评分表", "J7"): 3, ("汇总", "B5"): 95, ("汇总", "C5"): "良"})
    assert told(path) == {
        f"{path.name}※": [
            "《评分表》J7：现为 3，应为 4",
            "《汇总》B5：现为 95，应为 96.34",
            "《汇总》C5：现为 良，应为 优",
        ]
    }


def test_another_working_workbook_is_held_against_the_first_by_data_item(files, tmp_path):
    path = changed(files, tmp_path, UNPRESSED, {("三公及资产", "C26"): 650, ("基本信息", "C33"): None})
    assert told(files[UNPRESSED], path) == {
        f"{UNPRESSED}※": [],
        path.name: ["牵头部门：现为 （空），应为 财务部", "固定资产总额：现为 650，应为 620.3"],
    }
    path = changed(files, tmp_path, UNPRESSED, {("支出预算", "F10"): 318.25})
    lines = told(files[UNPRESSED], path)[path.name]
    assert "项目支出全年执行数：现为 318.25，应为 318.75" in lines
    assert "支出执行率：现为 97.51，应为 97.56" in lines


def test_a_draft_with_findings_is_held_against_the_workbook_as_what_it_is(files, tmp_path):
    path = tmp_path / "草稿.xlsx"
    path.write_bytes(finished_workbook(Submission(good().snapshot, good().evaluation, draft=True, with_findings=True)))
    assert told(files[PRESSED], path) == {f"{PRESSED}※": [], path.name: []}
    assert told(path) == {f"{path.name}※": []}


def test_a_template_of_the_units_own_is_told(files, tmp_path):
    for name in (UNPRESSED, REPORT):
        shutil.copy(files[name], tmp_path / name)
    paths = [tmp_path / UNPRESSED, tmp_path / REPORT]
    assert [one.note for one in verify(paths)] == ["", ""]
    shutil.copy(template_path(), tmp_path / OWN_TEMPLATE)
    notes = [one.note for one in verify(paths)]
    assert notes[0] == ""
    assert (OWN_TEMPLATE in notes[1], UNPRESSED in notes[1]) == (True, True)
    assert [one.note for one in verify([files[FILED], tmp_path / REPORT])] == ["", ""]


UNUSABLE = [
    ((REPORT,), "没有可以对照的工作簿"),
    ((PRESSED, "没有.pdf"), "找不到这个文件"),
    ((PRESSED, "说明.txt"), "不会核对这种文件"),
]


@pytest.mark.parametrize(("names", "why"), UNUSABLE)
def test_what_can_not_be_compared_is_said(files, names, why):
    folder = files[PRESSED].parent
    (folder / "说明.txt").write_text("x", encoding="utf-8")
    with pytest.raises(UnusableWorkbook, match=why):
        verify([folder / name for name in names])

"""The finished workbook: valid, values only, locked, nothing hidden or personal, marked, the same bytes every time."""

import re
import zipfile

import pytest

from books import snapshot_of
from jixiao.documents.finished.submission import Submission
from jixiao.documents.finished.workbook import finished_workbook
from jixiao.documents.verifying.reading import read_finished
from jixiao.engines import open_port
from package_lint import lint
from projects.project_books import listed, project, workbook
from report.report_text import names, part
from submission.submissions import HOSTILE, good, hostile, sample, submission_of
from validator import errors_in, needs_validator

MADE = {"good": good, "sample": sample, "hostile": hostile}


@pytest.fixture(params=MADE)
def made(request, tmp_path):
    submission = MADE[request.param]()
    path = tmp_path / f"{submission.name}.xlsx"
    path.write_bytes(finished_workbook(submission))
    return submission, path


def parts(path):
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name).decode() for name in package.namelist()}


@needs_validator
def test_it_is_valid(made):
    assert errors_in(made[1]) == []


def test_its_package_is_whole(made):
    assert lint(made[1]) == []


def test_values_only_locked_nothing_hidden_no_macros_no_person(made):
    submission, path = made
    found = parts(path)
    assert not [name for name in found if "vba" in name.lower() or "external" in name.lower()]
    sheets = [text for name, text in found.items() if name.startswith("xl/worksheets/sheet")]
    assert len(sheets) == len(submission.sheets)
    for text in sheets:
        assert "<f>" not in text
        assert '<sheetProtection sheet="1"' in text
        assert 'paperSize="9"' in text
    assert "hidden" not in found["xl/workbook.xml"]
    assert 'locked="0"' not in found["xl/styles.xml"]
    assert re.findall(r"<(?:dc:creator|cp:lastModifiedBy)>([^<]+)<", found["docProps/core.xml"]) == []
    assert "/home" not in "".join(found.values())


def test_the_fingerprint_is_on_every_sheet_and_whole_in_the_properties(made):
    submission, path = made
    read = read_finished(path)
    assert read.properties["核对码"] == submission.fingerprint
    assert read.footers == (submission.short,) * len(submission.sheets)


def test_a_draft_says_so_on_every_page_and_in_its_name(made):
    submission, path = made
    headers = [
        text.count("草稿</oddHeader>") for name, text in parts(path).items() if name.startswith("xl/worksheets/s")
    ]
    assert headers == [int(submission.draft)] * len(submission.sheets)
    assert path.stem.endswith("_草稿") == submission.draft


def test_same_inputs_same_bytes(made):
    submission, path = made
    again = Submission(submission.snapshot, submission.evaluation, submission.draft, submission.with_findings)
    assert finished_workbook(again) == path.read_bytes()


def test_reading_it_back_gives_the_same_entries_and_results(made):
    submission, path = made
    assert read_finished(path).submission.fingerprint == submission.fingerprint


def test_hostile_texts_are_intact(tmp_path):
    path = tmp_path / "x.xlsx"
    path.write_bytes(finished_workbook(hostile()))
    port = open_port(path)
    texts = {value for row in port.used_block("数据表").values for value in row if isinstance(value, str)}
    assert {text.strip() for text in HOSTILE.values()} <= texts


def test_names_are_safe():
    assert hostile().name.endswith("_某_县_&_局__部门整体支出绩效自评") or "<" not in hostile().name
    assert good().name.startswith("20")
    assert sample().name == "2024_廉江市总工会_部门整体支出绩效自评_草稿"


@needs_validator
def test_project_sheets_go_along_and_come_back(tmp_path):
    typed = (project("项目自评1", "河道清淤"), project("项目自评3", "堤防加固"), listed(("河道清淤", 80, 20, 93.4)))
    path = workbook(tmp_path / "项目.xlsm", *typed)
    submission = submission_of(path, draft=True)
    assert len(submission.evaluation.projects) == 2
    out = tmp_path / "项目.xlsx"
    out.write_bytes(finished_workbook(submission))
    assert (errors_in(out), lint(out)) == ([], [])
    read = read_finished(out)
    assert [one.total for one in read.submission.evaluation.projects] == [
        one.total for one in submission.evaluation.projects
    ]
    assert read.submission.fingerprint == submission.fingerprint


def test_the_real_narrative_is_there_whole(tmp_path, sample):
    path = tmp_path / "x.xlsx"
    path.write_bytes(finished_workbook(submission_of(sample, draft=True)))
    goal = snapshot_of(sample).text("整体支出绩效目标")
    assert len(goal) > 4000
    assert read_finished(path).submission.snapshot.text("整体支出绩效目标") == goal


def test_the_report_beside_a_draft_is_marked_too():
    """Also where the workbook has no error and could be filed."""
    from jixiao.documents.outbox import documents

    one = good()
    for draft, marks in ((True, 2), (False, 0)):
        _, report = documents(Submission(one.snapshot, one.evaluation, draft=draft))
        headers = [part(report.content, name) for name in names(report.content) if name.startswith("word/header")]
        assert sum("草　稿" in text for text in headers) == marks

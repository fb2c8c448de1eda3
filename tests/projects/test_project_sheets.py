"""Project sheets in a workbook: how many, blank ones, copies, what a press writes, agreement with 重点项目."""

import json
from decimal import Decimal

import pytest
from project_books import COLUMNS, FIRST, GRADE, TOTAL, codes, listed, project, rename_sheet, workbook

from books import evaluated, filled, found, run, type_into
from jixiao import resources
from jixiao.engines import open_book, open_port
from jixiao.engines.port import Area, CountingPort
from jixiao.frameworks.load import FrameworkError
from jixiao.frameworks.project_profile import read_profile, shipped_profiles
from jixiao.press.run import press
from packages import insert_rows
from validator import errors_in, needs_printer, needs_validator, pictures_of

NAMES = ("河道清淤", "校舍维修", "数字档案")
SHEETS = ("项目自评1", "项目自评2", "项目自评3")
ROWS = listed(*((name, 80, 20, 93.4) for name in NAMES))


@pytest.fixture
def three(tmp_path):
    """A workbook with three filled project sheets, all of them in 重点项目."""
    return workbook(tmp_path / "三个项目.xlsm", *(project(s, n) for s, n in zip(SHEETS, NAMES, strict=True)), ROWS)


def column(path, sheet, letter, first, last):
    return [row[0] for row in open_port(path).read_values(sheet, Area(first, ord(letter) - 64, last - first + 1, 1))]


def test_a_blank_sheet_does_not_count(blank, tmp_path):
    evaluation = filled(blank, tmp_path / "填好.xlsm")
    assert evaluation.projects == ()
    assert codes(found(evaluation), *SHEETS) == set()
    port = open_port(blank)
    changed = [
        name
        for name in ("项目自评1", "项目自评2", "重点项目")
        if parts(blank, port, name) != parts(tmp_path / "填好.xlsm", port, name)
    ]
    assert changed == []


def parts(path, port, sheet):
    import zipfile

    with zipfile.ZipFile(path) as package:
        return package.read(f"xl/worksheets/sheet{port.sheet_names().index(sheet) + 1}.xml")


def test_scores_total_and_grade_are_written_in_the_sheet(three, tmp_path):
    filled(three, tmp_path / "填好.xlsm")
    for sheet in SHEETS:
        scores = column(tmp_path / "填好.xlsm", sheet, "J", FIRST, GRADE)
        assert [value for value in scores if value is not None] == [15, 15, 10, 10, 15, 15, 10, 99.34, "优"]
        assert scores[TOTAL - FIRST] == 99.34


def test_totals_flow_into_the_list_of_key_projects(three, tmp_path):
    evaluation = filled(three, tmp_path / "填好.xlsm")
    assert column(tmp_path / "填好.xlsm", "重点项目", "I", 6, 9) == [99.34, 99.34, 99.34, None]
    assert {code for code, _, _ in codes(found(evaluation), *SHEETS)} == set()


def test_filling_twice_gives_the_same_bytes(three, tmp_path):
    filled(three, tmp_path / "一.xlsm")
    filled(tmp_path / "一.xlsm", tmp_path / "二.xlsm")
    assert (tmp_path / "一.xlsm").read_bytes() == (tmp_path / "二.xlsm").read_bytes()


def test_a_second_press_doesnt_write_project_sheets(three, tmp_path):
    """Read twice (values, formulas); written, a third call, only where a result changed."""
    filled(three, tmp_path / "一.xlsm")
    for path, calls in ((three, 3), (tmp_path / "一.xlsm", 2)):
        book = open_book(path)
        book.impl.port = CountingPort(book.impl.port)
        press(book)
        per_sheet = {
            name: sum(n for (_, s), n in book.impl.port.calls.items() if s == name) for name in (*SHEETS, "重点项目")
        }
        book.close()
        assert set(per_sheet.values()) == {calls}


def test_an_emptied_sheet_is_cleared(three, tmp_path):
    filled(three, tmp_path / "一.xlsm")
    letters = [*COLUMNS.values()]
    emptied = {("项目自评1", f"{letter}{row}"): None for letter in letters for row in range(FIRST, TOTAL)}
    emptied |= {("项目自评1", cell): None for cell in ("D3", "D4", "H4", "E7", "F7", "G7", "K6", "C11", "H11")}
    type_into(tmp_path / "一.xlsm", emptied, tmp_path / "一.xlsm")
    evaluation = filled(tmp_path / "一.xlsm", tmp_path / "二.xlsm")
    assert [one.project.sheet for one in evaluation.projects] == ["项目自评2", "项目自评3"]
    assert set(column(tmp_path / "二.xlsm", "项目自评1", "J", FIRST, GRADE)) == {None}
    assert column(tmp_path / "二.xlsm", "重点项目", "I", 6, 8) == [None, 99.34, 99.34]


def test_an_unfinished_sheet_says_so(three, tmp_path):
    type_into(three, {("项目自评1", "H17"): None}, three)
    evaluation = filled(three, tmp_path / "填好.xlsm")
    assert evaluation.projects[0].total is None
    assert column(tmp_path / "填好.xlsm", "项目自评1", "J", TOTAL, GRADE) == ["未评完", None]
    assert codes(found(evaluation), "项目自评1") == {("R20", "项目自评1", "H17")}


def test_a_copied_sheet_is_one_more_project(three, tmp_path):
    rename_sheet(three, "项目自评3", "项目自评1 (2)")
    evaluation = filled(three, tmp_path / "填好.xlsm")
    assert [(one.project.sheet, one.project.name) for one in evaluation.projects] == [
        ("项目自评1", "河道清淤"), ("项目自评2", "校舍维修"), ("项目自评1 (2)", "数字档案")
    ]  # fmt: skip
    assert column(tmp_path / "填好.xlsm", "项目自评1 (2)", "J", TOTAL, GRADE) == [99.34, "优"]


def test_a_copy_whose_name_was_not_changed_is_told(three):
    rename_sheet(three, "项目自评3", "项目自评1 (2)")
    type_into(three, {("项目自评1 (2)", "D3"): "河道清淤"}, three)
    evaluation = evaluated(three)
    assert codes(found(evaluation), "项目自评1 (2)") == {("P13", "项目自评1 (2)", "D3")}


def test_inserted_rows_are_read(three, tmp_path):
    insert_rows(three, "项目自评1", at=18, count=2)
    row = {
        "E19": "管涵疏通",
        "F19": "定量正向",
        "G19": "4处",
        "H19": "3处",
        "I19": 4,
        "I17": 11,
        "K19": "1处改为次年实施",
    }
    type_into(three, {("项目自评1", cell): value for cell, value in row.items()}, three)
    evaluation = filled(three, tmp_path / "填好.xlsm")
    one = evaluation.projects[0]
    assert (one.lines[2].name, one.lines[2].level1, one.lines[2].level2) == ("管涵疏通", "产出指标", "数量指标")
    assert (one.lines[2].points, one.total) == (Decimal("3.00"), Decimal("98.34"))
    assert column(tmp_path / "填好.xlsm", "项目自评1", "J", TOTAL + 2, GRADE + 2) == [98.34, "优"]


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({("重点项目", "H6"): 99.34}, set()),
        ({("重点项目", "H6"): 99}, {("P10", "重点项目", "H6")}),
        ({("重点项目", "B6"): "河道整治"}, {("P11", "项目自评1", "D3")}),
        ({("重点项目", "B6"): " 河道 清淤"}, set()),
        ({("重点项目", "C6"): 81}, {("P12", "项目自评1", "E6"), ("P12", "项目自评1", "F6")}),
        ({("重点项目", "F6"): 93}, {("P12", "项目自评1", "G6")}),
        ({("重点项目", "F6"): None}, {("P12", "项目自评1", "G6")}),
        ({("项目自评1", "G8"): 1}, {("P12", "项目自评1", "G6")}),
    ],
)
def test_sheet_and_list_agree(three, changes, told):
    type_into(three, changes, three)
    found_here = {one for one in found(evaluated(three)) if one[0][0] == "P"}
    assert found_here == told


def test_a_damaged_form_is_told_not_guessed(three, tmp_path):
    """总分 and 实施单位 renamed: what stood there can't be found, nothing is written in that sheet."""
    type_into(three, {("项目自评1", f"B{TOTAL}"): "小计", ("项目自评1", "G4"): "承办"}, three)
    evaluation = filled(three, tmp_path / "填好.xlsm")
    messages = [f.wrong for f in evaluation.findings if f.kind.code == "R06" and f.place.sheet == "项目自评1"]
    assert messages == [f"“项目支出绩效自评表”中找不到“{label}”。" for label in ("实施单位", "总分")]
    assert evaluation.projects[0].total is None
    assert set(column(tmp_path / "填好.xlsm", "项目自评1", "J", FIRST, GRADE)) == {None}


MEAN = "合计(重点项目.自评表得分) / 计数(重点项目)"


@pytest.mark.parametrize(("actual", "value", "points"), [("12公里", "99.34分", Decimal("4.97")), (None, "", None)])
def test_a_department_indicator_takes_the_mean_of_the_sheets(three, actual, value, points):
    """What stands in 自评表得分 (here a stale 1) is never used; a project without a total leaves the mean blank."""
    row = column(three, "指标体系", "E", 1, 60).index("重点项目支出绩效") + 1
    framework = {("指标体系", f"G{row}"): MEAN, ("指标体系", f"H{row}"): "≥100分，得满分；未达到的按比例得分。"}
    type_into(three, {**framework, ("重点项目", "I6"): 1, ("项目自评3", "H17"): actual}, three)
    line = next(line for line in evaluated(three).lines if line.indicator.value == MEAN)
    assert (line.value, line.points) == (value, points)


def test_findings_of_a_sheet_light_its_cell_up(three, tmp_path):
    """The hidden key of 校验结果 is what the sheet's conditional format looks up: 项目：{name}!{cell}."""
    type_into(three, {("项目自评2", "H17"): "11公里"}, three)
    filled(three, tmp_path / "填好.xlsm")
    text = parts(tmp_path / "填好.xlsm", open_port(three), "项目自评2").decode()
    assert 'COUNTIFS(校验键,"项目："&amp;$D$3&amp;"!"&amp;ADDRESS(ROW(),COLUMN(),4),校验级别,"错误")' in text
    keys = column(tmp_path / "填好.xlsm", "校验结果", "H", 7, 200)
    assert "项目：校舍维修!K17" in keys


def test_every_tint_of_a_finding_is_known_to_every_sheet_it_may_be_on(three, tmp_path):
    """A blank cell of a project sheet and of a form: what 着色 says must be what the sheets look for."""
    type_into(three, {("项目自评2", "D4"): None, ("人员情况", "C20"): None}, three)
    filled(three, tmp_path / "填好.xlsm")
    tints = column(tmp_path / "填好.xlsm", "校验结果", "J", 7, 200)
    keys = column(tmp_path / "填好.xlsm", "校验结果", "H", 7, 200)
    told = dict(zip(keys, tints, strict=True))
    assert told["项目：校舍维修!D4"] == told["人员情况!C20"] == "待填"
    for sheet in ("项目自评2", "人员情况"):
        text = parts(tmp_path / "填好.xlsm", open_port(three), sheet).decode()
        assert [tint for tint in set(tints) - {None, "", "已说明"} if f'校验级别,"{tint}")' not in text] == []


def test_json_lists_the_projects(three):
    data = json.loads(run("evaluate", three, "--json").stdout)
    first = data["projects"][0]
    assert (first["name"], first["total"], first["grade"], first["rate"]) == ("河道清淤", "99.34", "优", "93.40")
    assert (first["scores"][0]["name"], first["scores"][0]["score"], first["scores"][0]["weight"]) == (
        "预算执行率",
        "9.34",
        "10.00",
    )
    assert len(first["scores"]) == 8


@needs_validator
@pytest.mark.parametrize(("count", "names"), [(0, ()), (3, SHEETS)])
def test_new_gives_as_many_sheets_as_asked(tmp_path, count, names):
    ran = run("new", "某局", 2024, "-p", count, "-o", tmp_path / "新.xlsm")
    assert (ran.returncode, ran.stderr) == (0, "")
    assert tuple(name for name in open_port(tmp_path / "新.xlsm").sheet_names() if "项目自评" in name) == names
    assert errors_in(tmp_path / "新.xlsm") == []


@needs_validator
@needs_printer
def test_three_filled_sheets_are_valid_and_print_on_a_page_each(three, tmp_path):
    filled(three, tmp_path / "填好.xlsm")
    assert errors_in(tmp_path / "填好.xlsm") == []
    import subprocess

    pictures_of(tmp_path / "填好.xlsm", tmp_path / "页")
    text = subprocess.run(
        ["pdftotext", tmp_path / "页" / "填好.pdf", "-"], capture_output=True, text=True, check=True
    ).stdout
    pages = [page for page in text.split("\f") if "项目支出绩效自评表" in page and "填报说明" not in page]
    assert [name in page for name, page in zip(NAMES, pages, strict=True)] == [True] * 3
    assert all("99.34" in page and "93.40%" in page and "9.34" in page and "评分用" not in page for page in pages)


def test_defined_names_are_legal_and_point_at_their_cells(three):
    names = open_port(three).names()
    assert names["项目自评1_年度资金总额全年执行数"].replace("'", "") == "=项目自评1!$G$6"
    assert names["项目自评3_总分"].replace("'", "") == f"=项目自评3!$J${TOTAL}"


def test_every_profile_adds_up_and_has_its_reference():
    assert shipped_profiles() == ("项目支出-101号", "项目支出-10号")


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("weight = 50", "weight = 40", "90, not 100"),
        ('reference = "财预〔2020〕10号：产出指标50%"\n', "", "产出指标: missing ['reference']"),
        ("[execution]", "[execution]\nkind = 1", "unknown keys ['kind']"),
    ],
)
def test_a_wrong_profile_is_refused_with_its_place(tmp_path, old, new, told):
    text = resources.templates("frameworks", "projects", "项目支出-10号.toml").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "坏.toml").write_text(text.replace(old, new), encoding="utf-8")
    with pytest.raises(FrameworkError) as caught:
        read_profile(tmp_path / "坏.toml")
    assert told in str(caught.value)

"""The catalogue of findings: one kind per code, refused where it is wrong, each kind named once and raised by a test."""

import ast
import re
from pathlib import Path

import pytest
from test_faults import FAULTS

import jixiao
from faults import expected
from jixiao.bureau.settings import usual
from jixiao.findings import CatalogError, Finding, Severity, catalog, current_code, kind_of
from jixiao.findings.catalog import load_catalog
from jixiao.forms import load_forms
from jixiao.forms.names import SHEETS
from jixiao.values.key import Key

KINDS = {kind.code: kind for group in catalog() for kind in group.kinds}
ELSEWHERE = {  # codes that need more than one change in one sheet, or no workbook
    "checks/test_blanks.py": "R27 R28 R29",
    "checks/test_listing.py": "S10 S11",
    "checks/test_answered_no.py": "A16",
    "comparing/test_contacts.py": "K23 K24",
    "comparing/test_copied_texts.py": "K11 K12 K25",
    "comparing/test_other_names.py": "K13",
    "comparing/test_outliers.py": "K19 K22",
    "comparing/test_outputs.py": "K20 K21",
    "comparing/test_same_figures.py": "K14 K26",
    "comparing/test_scores_and_others.py": "K15 K16 K17 K18",
    "checks/test_faults_together.py": "C32 C38 C39 E66 E67 F75 F77",
    "rollover/test_years.py": "N01 N02",
    "submission/test_evidence.py": "M01 M02 M03 M04 M05 M06",
    "damage/test_reading.py": "R09 R10 R13 R18 R23 R25",
    "evaluation/test_targets.py": "S02",
    "filing/test_evaluate_file.py": "K01 K02",
    "frameworks/test_score_table_faults.py": "I01 I02 I03 I04 I05 I06 I07 I08 I09 I10 I11 I12 I13 I15 I16 I17 I18 I19 I20 I21 I22 I23",
    "frameworks/test_score_tables.py": "I14",
    "frameworks/test_binding.py": "T08",
    "frameworks/test_readings_confirmed.py": "S08 T07 T09",
    "frameworks/test_lint.py": "E68 T01 T02 T04 T05 T06",
    "projects/test_project_scores.py": "P01 P02 P03 P04 P05 P06 P07 P08 P09 P11 P14 P15",
    "projects/test_project_sheets.py": "P10 P13",
    "report_lint/test_lint_report.py": "L01 L02 L03",
    "report_lint/test_other_forms.py": "L04 L05 L06 L07 L08",
    "rollover/test_confirming.py": "G01 G02 R22",
    "offices/test_units.py": "U01 U02",
}
NODE = {
    "severity": '"提醒"', "title": '"执行率偏低"', "wording": '"{label}执行率 {rate}。"', "remedy": '"请写明原因。"',
    "basis": '"须说明原因"', "example": '{ label = "项目", rate = "80%" }',
}  # fmt: skip


def node(code="C33", **changes):
    lines = {**NODE, **changes}
    return f"[{code}]\n" + "".join(f"{key} = {value}\n" for key, value in lines.items() if value is not None)


def loaded(folder, *nodes, file="C-预算执行", title='title = "预算"\n'):
    (folder / f"{file}.toml").write_text(title + "\n".join(nodes), encoding="utf-8")
    return load_catalog(folder)


def test_a_node_becomes_a_kind(tmp_path):
    (group,) = loaded(tmp_path, node(settings='["执行率下限"]'))
    (kind,) = group.kinds
    assert (group.letter, group.title, kind.code, kind.severity) == ("C", "预算", "C33", Severity.WARNING)
    assert (kind.said, kind.settings) == ("项目执行率 80%。", ("执行率下限",))
    assert kind.at("键", label="甲", rate="70%") == Finding(kind, Key.of("键"), "甲执行率 70%。")
    for words in ({"label": "甲"}, {"label": "甲", "rate": "70%", "limit": "90%"}):
        with pytest.raises(TypeError, match=r"C33: wording takes \['label', 'rate'\]"):
            kind.at("键", **words)


@pytest.mark.parametrize(
    ("nodes", "says"),
    [
        ([node(), node(title='"另一条"')], r"C-预算执行.toml: Cannot declare \('C33',\) twice"),
        ([node(), node("C34")], "title twice: .'执行率偏低'"),
        ([node("D33")], "C-预算执行.toml: D33 is no node of this file"),
        ([node("C3")], "C3 is no node"),
        (["other = 1"], "other is no node"),
        ([node(basis=None)], r"C33: missing \['basis'\]"),
        ([node(basis='""')], r"C33: missing \['basis'\]"),
        ([node(why='"因为"')], r"C33: .*unknown keys \['why'\]"),
        ([node(severity='"警告"')], "C33: severity '警告' is none of"),
        ([node(wording='"{label}执行率 {rates}。"')], r"C33: the wording has places \['label', 'rates'\], the example"),
        ([node(example=None)], r"the wording has places \['label', 'rate'\], the example \[\]"),
        ([node(example='{ label = "项目", rate = 80 }')], "C33: the wording has places"),
        ([node(wording='"{label.key}执行率 {rate}。"')], "C33: a place in the wording is a plain name"),
        ([node(wording='"{label}执行率 {rate:>5}。"')], "C33: a place in the wording is a plain name"),
        ([node(wording='"{label}执行率 {}。"')], "C33: a place in the wording is a plain name"),
        ([node(wording='"{label}执行率 {rate。"')], "C33: wording: "),
        ([node(remedy='"请写明{label}的原因。"')], "C33: only the wording has places"),
        ([node(remedy='"请写明原因"')], "C33: .*the remedy ends in 。"),
        ([node(formerly='"C01"')], "C33: formerly C01, which nothing is called"),
    ],
)
def test_a_wrong_catalogue_is_refused_with_its_place(tmp_path, nodes, says):
    with pytest.raises(CatalogError, match=says):
        loaded(tmp_path, *nodes)


def test_a_file_has_a_letter_and_a_title_and_a_letter_one_file(tmp_path):
    with pytest.raises(CatalogError, match="needs a letter in its name and a title"):
        loaded(tmp_path, node(), title="")
    loaded(tmp_path, node())
    with pytest.raises(CatalogError, match=r"预算\.toml: needs a letter"):
        loaded(tmp_path, node(), file="预算")
    (tmp_path / "预算.toml").unlink()
    with pytest.raises(CatalogError, match=r"letter twice: \['C'\]"):
        loaded(tmp_path, node("C34", title='"另一条"'), file="C-收支")


def test_an_unknown_code_fails_where_it_is_named():
    with pytest.raises(CatalogError, match="has no code B99"):
        kind_of("B99")


def calls_of(name):
    """(file, arguments) of every call of `name` in the program."""
    for path in Path(jixiao.__file__).parent.rglob("*.py"):
        for found in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(found, ast.Call) and getattr(found.func, "id", "") == name:
                yield path.name, found.args


def test_every_kind_is_named_once_and_nothing_else_makes_kinds():
    named = [ast.literal_eval(code) for _, (code,) in calls_of("kind_of")]
    assert sorted(named) == sorted(KINDS)
    assert [file for file, _ in calls_of("Kind")] == ["catalog.py"]
    assert [file for file, _ in calls_of("Finding")] == ["model.py"]


def test_every_kind_is_raised_by_a_test():
    """In the fault table, or in the file that ELSEWHERE names; no code is excepted."""
    due = {code for _, sheet, cells, _, told in FAULTS for code, *_ in expected(sheet, cells, told)}
    elsewhere = {code: file for file, codes in ELSEWHERE.items() for code in codes.split()}
    assert due & set(elsewhere) == set()
    assert sorted(due | set(elsewhere)) == sorted(KINDS)
    tests = Path(__file__).parents[1]
    unsaid = [
        code for code, file in elsewhere.items() if not re.search(rf'["| ]{code}["| ]', (tests / file).read_text())
    ]
    assert unsaid == []


def test_sheets_and_settings_that_kinds_speak_of_exist():
    """A threshold is a field of 校验设置, or of 设置 in the bureau's ledger; each of them is some kind's."""
    told = {name for kind in KINDS.values() for name in re.findall("《([^{}》]+)》", kind.wording + kind.remedy)}
    assert told <= set(SHEETS)
    bureau = set(usual())
    items = {item for item, _ in load_forms().items()}
    assert items & bureau == set()
    named = {item for kind in KINDS.values() for item in kind.settings}
    assert named <= items | bureau
    sections = (section for _, section in load_forms().sections() if section.id == "check_settings")
    limits = {item for section in sections for item in section.items}
    assert limits | bureau <= named


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("甲执行率 80%。", True),
        ("执行率 。", True),
        ("甲的执行率\n执行率 80%。。", True),
        ("甲执行率 80%", False),
        ("甲执行。率 80%。", False),
        ("执行率。", False),
        ("", False),
        ("执行率 " * 20000, False),
    ],
)
def test_what_a_kind_could_have_said(tmp_path, wrong, said):
    (group,) = loaded(tmp_path, node())
    assert group.kinds[0].says(wrong) is said


def test_a_wording_without_places_is_said_as_it_stands(tmp_path):
    (group,) = loaded(tmp_path, node(wording='"没有写原因。"', example=None))
    assert (group.kinds[0].says("没有写原因。"), group.kinds[0].says("没有写原因。。")) == (True, False)


@pytest.mark.parametrize(
    ("code", "level", "wrong", "now"),
    [
        ("A10", "提醒", "自评结论里出现 2019年，评价年度是 2024。", "A10"),
        ("A10", "已说明", "自评结论里写“拟开展”，自评报告写的是已经过去的 2024 年。", "A15"),
        ("A15", "已说明", "自评结论里写“拟开展”，自评报告写的是已经过去的 2024 年。", "A15"),
        ("R12", "提醒", "“年度重点工作”末行以下的“备注”没有计入。", "R12"),
        ("R12", "错误", "“年度重点工作”末行以下的“备注”没有计入。", "R24"),
        ("F71", "提示", "自评结论里写“市级\n财政”，本单位预算级次是县级。", "F76"),
        ("A10", "提醒", "改过的一句话", "A10"),
        ("Z01", "提醒", "不认识的编号", "Z01"),
    ],
)
def test_under_which_code_an_older_row_goes_today(code, level, wrong, now):
    assert current_code(code, level, wrong) == now

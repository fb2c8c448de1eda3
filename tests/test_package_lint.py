"""Our lint of packages: clean on what we build and fill, and each planted fault is found."""

import re

import pytest

from books import filled
from jixiao import resources
from jixiao.resources import ADDIN_NAME, FUNCTIONS_NAME
from package_lint import lint
from packages import rewrite, sheet_part


def test_what_we_build_and_fill_is_clean(blank, sample, tmp_path):
    filled(sample, tmp_path / "填好.xlsm")
    addins = [resources.workbook(name) for name in (ADDIN_NAME, FUNCTIONS_NAME)]
    assert [lint(path) for path in (blank, sample, tmp_path / "填好.xlsm", *addins)] == [[]] * 5


WORKBOOK, TYPES = "xl/workbook.xml", "[Content_Types].xml"
FAULTS = [
    (WORKBOOK, lambda t: t.replace('name="单位名称"', 'name="单位 名称"'), "defined name '单位 名称'"),
    (WORKBOOK, lambda t: t.replace('name="填报人"', 'name="单位名称"'), "defined name '单位名称' 2 times"),
    (WORKBOOK, lambda t: t.replace('name="填报人"', 'name="AB12"'), "defined name 'AB12'"),
    (TYPES, lambda t: t.replace("sheet.macroEnabled.main", "sheet.main"), "main content type"),
    ("支出预算", lambda t: t.replace('<row r="7"', '<row r="6"', 1), "row 6 twice"),
    ("支出预算", lambda t: re.sub(r"<v>\d+</v>", "<v>99999</v>", t, count=1), "no shared string 99999"),
    ("支出预算", lambda t: t.replace("<f>IF(", "<f>IF((", 1), "formula"),
    ("基本信息", lambda t: t.replace('"省级,市级,县级,乡级"', '"' + "长" * 256 + '"'), "list validation of 256"),
    ("支出预算", lambda t: t.replace("<f>IF(", "<f>IF(" + "(" * 70 + "1" + ")" * 70 + "+", 1), "levels deep"),
    (
        "支出预算",
        lambda t: t.replace("<f>IF(", '<f>IF("' + "长" * 256 + '"="",0,', 1),
        "text of 256 characters in a formula",
    ),
    ("支出预算", lambda t: t.replace("<f>IF(", "<f>IF(" + "1+" * 4100, 1), "formula of 8"),
    (
        "支出预算",
        lambda t: re.sub(r'promptTitle="[^"]*"', f'promptTitle="{"长" * 33}"', t, count=1),
        "promptTitle of 33",
    ),
    ("支出预算", lambda t: re.sub(r'prompt="[^"]*"', f'prompt="{"长" * 256}"', t, count=1), "prompt of 256"),
    (
        "支出预算",
        lambda t: re.sub(r"(<mergeCells.*?</mergeCells>)(.*?)(<pageMargins)", r"\2\1\3", t, flags=re.S),
        "mergeCells after",
    ),
    ("支出预算", lambda t: t.replace('<row r="9"', '<row r="900"', 1), "rows out of order"),
    ("支出预算", lambda t: re.sub(r'error="[^"]*"', f'error="{"长" * 256}"', t, count=1), "error of 256"),
    ("支出预算", lambda t: re.sub(r'errorTitle="[^"]*"', f'errorTitle="{"长" * 33}"', t, count=1), "errorTitle of 33"),
    ("支出预算", lambda t: t.replace("<pageMargins", "<nonsense/><pageMargins", 1), "unknown element nonsense"),
    ("支出预算", lambda t: re.sub(r"(<formula>)", r"\1(", t, count=1), "B4:J234: formula"),
    ("支出预算", lambda t: re.sub(r"<formula1>[^<]*<", f"<formula1>{'1+' * 4100}1<", t, count=1), "formula of 8201"),
    (
        "支出预算",
        lambda t: re.sub(r'(<c r="B9")[^>]*>.*?</c>', rf'\1 t="inlineStr"><is><t>{"长" * 32768}</t></is></c>', t),
        "B9: text of 32768 characters",
    ),
    (
        "xl/sharedStrings.xml",
        lambda t: re.sub(r"<t>[^<]*<", f"<t>{'长' * 32768}<", t, count=1),
        "text 0: text of 32768",
    ),
    (
        WORKBOOK,
        lambda t: re.sub(r'(<definedName name="单位名称"[^>]*>)[^<]*', rf'\1LEN("{"长" * 256}")', t),
        "单位名称: text of 256",
    ),
    (WORKBOOK, lambda t: t.replace('name="重点工作"', 'name="重点/工作"', 1), "sheet name '重点/工作'"),
    (
        "xl/drawings/vmlDrawing1.vml",
        lambda t: re.sub(r'<v:shape id="[^"]+"', '<v:shape id="_x0000_s1025"', t),
        "shape id",
    ),
    ("首页", lambda t: t.replace('<mergeCell ref="B2:G2"/>', '<mergeCell ref="B1:G2"/>'), "merges overlap"),
]


@pytest.mark.parametrize(("part", "change", "says"), FAULTS, ids=[fault[2] for fault in FAULTS])
def test_a_planted_fault_is_found(sample, tmp_path, part, change, says):
    path = tmp_path / "坏.xlsm"
    path.write_bytes(sample.read_bytes())
    rewrite(path, change, part if "." in part or "[" in part else sheet_part(path, part))
    assert any(says in fault for fault in lint(path)), lint(path)


RIBBON = "customUI/customUI14.xml"
RIBBON_FAULTS = [
    (RIBBON, lambda t: t.replace('id="Jx_mail"', 'id="Jx_help"'), "id Jx_help 2 times"),
    (RIBBON, lambda t: t.replace('keytip="M"', 'keytip="H"'), "keytip H 2 times"),
    (RIBBON, lambda t: t.replace('"JxAddinPress"', '"JxGone"', 1), "macro JxGone is no Public Sub"),
    (RIBBON, lambda t: t.replace("office/2009/07/customui", "office/2006/01/customui"), "related by"),
    (
        "_rels/.rels",
        lambda t: t.replace("customUI14.xml", "customUI15.xml"),
        "ribbon customUI/customUI15.xml is not there",
    ),
    (TYPES, lambda t: t.replace("addin.macroEnabled", "sheet.macroEnabled"), "main content type"),
]


@pytest.mark.parametrize(("part", "change", "says"), RIBBON_FAULTS, ids=[fault[2] for fault in RIBBON_FAULTS])
def test_a_planted_fault_of_an_addin_is_found(tmp_path, part, change, says):
    path = tmp_path / "坏.xlam"
    path.write_bytes(resources.workbook(ADDIN_NAME).read_bytes())
    rewrite(path, change, part)
    assert any(says in fault for fault in lint(path)), lint(path)


def test_a_button_without_its_macro_is_found(sample, tmp_path):
    path = tmp_path / "坏.xlsm"
    path.write_bytes(sample.read_bytes())
    rewrite(path, lambda t: t.replace("JxValidate", "JxGone"), "xl/drawings/vmlDrawing1.vml")
    assert lint(path) == ["macro JxGone is no Public Sub"]

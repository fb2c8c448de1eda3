"""The built workbook: reproducible, as committed, protected, named, validated, with buttons that call real macros."""

import re
import zipfile

import pytest
from oletools.olevba import VBA_Parser

from jixiao import resources
from jixiao.build.making import (
    BLANK_NAME,
    SAMPLE_NAME,
    new_workbook,
    project_as_shipped,
    project_from_source,
    sample_workbook,
)
from jixiao.build.vba import xlwings_module
from jixiao.engines import open_port
from jixiao.forms import load_forms
from jixiao.forms.project_sheet import SHIPPED_SHEETS
from jixiao.frameworks import load_framework


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """Blank and sample, built now from the text sources."""
    folder = tmp_path_factory.mktemp("built")
    vba, framework = project_from_source(), load_framework()
    sample = resources.workbook("samples", SAMPLE_NAME).with_suffix(".toml")
    (folder / BLANK_NAME).write_bytes(new_workbook(framework, {}, vba))
    (folder / SAMPLE_NAME).write_bytes(sample_workbook(framework, sample, vba))
    return folder


def parts(path):
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def macros(path):
    parser = VBA_Parser(str(path))
    return {name: code.replace("\r\n", "\n") for _, _, name, code in parser.extract_macros()}


def test_same_input_same_bytes(built):
    vba = project_from_source()
    assert new_workbook(load_framework(), {}, vba) == (built / BLANK_NAME).read_bytes()


@pytest.mark.parametrize("name", [BLANK_NAME, f"samples/{SAMPLE_NAME}"])
def test_what_is_committed_is_what_the_sources_give(built, name):
    """Part by part; the VBA project by its sources (it holds xlwings' own module, whose version may be newer)."""
    fresh, committed = parts(built / name.split("/")[-1]), parts(resources.workbook(*name.split("/")))
    assert fresh.keys() == committed.keys()
    stale = [part for part in fresh if fresh[part] != committed[part] and not part.endswith("vbaProject.bin")]
    assert stale == [], "run `jixiao build` and commit"
    ours = [
        {n: c for n, c in macros(p).items() if n != "xlwings.bas"}
        for p in (built / BLANK_NAME, resources.workbook(BLANK_NAME))
    ]
    assert ours[0] == ours[1]


def test_vba_source_is_the_text_in_the_repository(built):
    code = macros(built / BLANK_NAME)
    folder = resources.workbook("vba")
    for path in folder.iterdir():
        text = path.read_text(encoding="ascii")
        assert text.strip() in code[path.name], path.name
    assert code["xlwings.bas"].strip() == xlwings_module().read_text(encoding="utf-8").strip()


def test_every_button_calls_a_public_sub(built):
    code = macros(built / BLANK_NAME)["JxButtons.bas"]
    subs = set(re.findall(r"^Public Sub (\w+)\(\)", code, re.MULTILINE))
    held = parts(built / BLANK_NAME)
    drawings = "".join(held[name].decode() for name in sorted(held) if name.endswith(".vml"))
    called = re.findall(r"<x:FmlaMacro>\[0\]!(\w+)</x:FmlaMacro>", drawings)
    assert called == ["JxValidate", "JxCalculate", "JxReport", "JxSubmit", "JxMail", "JxTryOut"]
    assert set(called) <= subs
    assert all(word in drawings for word in ("校验", "计算评分", "生成报告", "导出报送件", "发送邮件", "识别并试算"))


def test_every_button_calls_a_python_function_that_exists(built):
    import jixiao.buttons

    code = macros(built / BLANK_NAME)["JxButtons.bas"]
    actions = re.findall(r'Press "(\w+)"', code)
    assert actions == ["validate", "calculate", "try_out", "report", "submit", "mail"]
    assert all(callable(getattr(jixiao.buttons, action)) for action in actions)


def test_vba_is_ascii_and_locked_cells_are_opened_for_macros():
    code = resources.workbook("vba", "JxButtons.bas").read_text(encoding="ascii")
    assert "UserInterfaceOnly:=True" in code
    assert "UnlockForMacros" in resources.workbook("vba", "ThisWorkbook.cls").read_text(encoding="ascii")


def test_every_sheet_is_protected_and_entries_are_unlocked(built):
    port = open_port(built / BLANK_NAME)
    assert [name for name in port.sheet_names() if not port.protected(name)] == []
    port.write_values("支出预算", 7, 3, [[1]])
    with pytest.raises(ValueError, match="锁定单元格"):
        port.write_values("支出预算", 7, 2, [["改行名"]])


def test_sheets_are_in_the_order_of_work(built):
    forms = [form.sheet for form in load_forms().forms]
    after = forms.index("重点项目") + 1
    assert open_port(built / BLANK_NAME).sheet_names() == [
        "首页", *forms[:after], "项目自评1", "项目自评2", *forms[after:], "评分表", "汇总", "校验结果"
    ]  # fmt: skip


def test_every_data_item_has_a_name_that_points_at_its_cell(built):
    names = open_port(built / BLANK_NAME).names()
    assert {item for item, _ in load_forms().items()} <= names.keys()
    assert names["工资福利支出年初预算数"].replace("'", "") == "=支出预算!$C$6"


def test_validations_prompts_and_charts_are_there(built):
    held = parts(built / BLANK_NAME)
    sheets = [text.decode() for name, text in sorted(held.items()) if name.startswith("xl/worksheets/sheet")]
    rules = [rule for text in sheets for rule in re.findall(r"<dataValidation [^>]*>", text)]
    assert len(rules) > 150
    assert all("promptTitle" in rule for rule in rules)
    assert sum('type="list"' in rule for rule in rules) >= 5
    assert len([name for name in held if name.startswith("xl/charts/chart")]) == 3
    entry_sheets = [text for text in sheets if "校验键" in text]
    assert len(entry_sheets) == len(load_forms().forms) + SHIPPED_SHEETS


def test_no_list_validation_is_longer_than_excel_takes(built):
    for name, content in parts(built / BLANK_NAME).items():
        if name.startswith("xl/worksheets/sheet"):
            for source in re.findall(r'<formula1>"([^"]*)"</formula1>', content.decode()):
                assert len(source) <= 255


def test_every_sheet_prints_on_a4_one_page_wide(built):
    for name, content in parts(built / BLANK_NAME).items():
        if name.startswith("xl/worksheets/sheet"):
            text = content.decode()
            assert 'paperSize="9"' in text, name
            assert "<pageSetUpPr fitToPage" in text, name


def test_a_new_workbook_needs_no_vba_tools(built):
    assert project_as_shipped()[:8] == bytes.fromhex("D0CF11E0A1B11AE1")


def test_rows_grow_with_their_text(built):
    for name, content in parts(built / BLANK_NAME).items():
        if name.startswith("xl/worksheets/sheet"):
            assert not re.search(r"<row [^>]*customHeight", content.decode()), name

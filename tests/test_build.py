"""The built workbook: reproducible, as committed, protected, named, validated, with buttons that call real macros."""

import re
import zipfile

import pytest
from oletools.olevba import VBA_Parser
from pyopenvba import ExcelFile

from jixiao import resources
from jixiao.actions import LEDGER, UNIT, actions_of
from jixiao.bureau.book import workbook as ledger
from jixiao.engines import open_port
from jixiao.forms import load_forms
from jixiao.forms.project_sheet import SHIPPED_SHEETS
from jixiao.frameworks import SAMPLE, load_framework
from jixiao.macros import vba as project
from jixiao.macros import xlwings_module
from jixiao.macros.addin import functions_addin, ribbon_addin
from jixiao.new_workbooks.blank import new_workbook, project_as_shipped, project_from_source, sample_workbook
from jixiao.resources import ADDIN_NAME, BLANK_NAME, FUNCTIONS_NAME, LEDGER_NAME, SAMPLE_NAME


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """Blank, sample, ledger and add-ins, built now from the text sources."""
    folder = tmp_path_factory.mktemp("built")
    vba = project_from_source()
    sample = resources.workbook("samples", SAMPLE_NAME).with_suffix(".toml")
    (folder / BLANK_NAME).write_bytes(new_workbook(load_framework(), {}, vba))
    (folder / SAMPLE_NAME).write_bytes(sample_workbook(load_framework(SAMPLE), sample, vba))
    (folder / LEDGER_NAME).write_bytes(ledger.blank_ledger(ledger.project_from_source()))
    (folder / ADDIN_NAME).write_bytes(ribbon_addin())
    (folder / FUNCTIONS_NAME).write_bytes(functions_addin())
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
    assert ledger.blank_ledger(ledger.project_from_source()) == (built / LEDGER_NAME).read_bytes()
    assert ribbon_addin() == (built / ADDIN_NAME).read_bytes()
    assert functions_addin() == (built / FUNCTIONS_NAME).read_bytes()


@pytest.mark.parametrize("name", [BLANK_NAME, f"samples/{SAMPLE_NAME}", LEDGER_NAME, ADDIN_NAME, FUNCTIONS_NAME])
def test_what_is_committed_is_what_the_sources_give(built, name):
    """Part by part; the VBA project by its sources (it holds xlwings' own module, whose version may be newer)."""
    fresh, committed = parts(built / name.split("/")[-1]), parts(resources.workbook(*name.split("/")))
    assert fresh.keys() == committed.keys()
    stale = [part for part in fresh if fresh[part] != committed[part] and not part.endswith("vbaProject.bin")]
    assert stale == [], "run `jixiao build` and commit"
    ours = [
        {n: c for n, c in macros(p).items() if n != "xlwings.bas"}
        for p in (built / name.split("/")[-1], resources.workbook(*name.split("/")))
    ]
    assert ours[0] == ours[1]


PROJECTS = {
    BLANK_NAME: project.WORKBOOK,
    LEDGER_NAME: project.LEDGER,
    ADDIN_NAME: project.ADDIN,
    FUNCTIONS_NAME: project.FUNCTIONS,
}


@pytest.mark.parametrize("name", PROJECTS)
def test_vba_source_is_the_text_in_the_repository(built, name):
    """olevba's source of every standard module, and of ThisWorkbook below its attributes; nothing else is in it."""
    made, code = PROJECTS[name], macros(built / name)
    standard = {f"{module}.bas": text for module, text in project.modules(made).items()}
    assert {module: code[module] for module in standard} == standard
    assert code["ThisWorkbook.cls"].endswith(project.document(made))
    others = {source for module, source in code.items() if module not in standard and module != "ThisWorkbook.cls"}
    assert all(line.startswith("Attribute ") for source in others for line in source.splitlines())


@pytest.mark.parametrize("made", PROJECTS.values(), ids=PROJECTS)
def test_every_vba_text_of_the_repository_is_in_its_project(made):
    texts = {path.stem: path.read_text(encoding="ascii") for folder in made.folders for path in folder.glob("*.bas")}
    assert texts.items() <= project.modules(made).items()
    generated = {"JxMessages"} if made.shared else {"JX"}
    assert project.modules(made).keys() == texts.keys() | generated | {"xlwings"}


@pytest.mark.parametrize("made", PROJECTS.values(), ids=PROJECTS)
def test_xlwings_module_is_xlwings_own_but_for_the_listed_changes(made):
    text = project.modules(made)["xlwings"]
    for change in reversed(made.changes):
        assert text.count(change.new) == 1, change.new
        text = text.replace(change.new, change.old)
    assert text == xlwings_module.shipped(made.xlwings).read_text(encoding="utf-8")


def test_another_xlwings_fails_the_build_loudly():
    text = xlwings_module.shipped(xlwings_module.STANDALONE).read_text(encoding="utf-8")
    with pytest.raises(ValueError, match="0 times there"):
        xlwings_module.changed(text.replace("Could not find Interpreter!", "No interpreter"), xlwings_module.MESSAGES)
    with pytest.raises(ValueError, match="2 times there"):
        xlwings_module.changed(text + xlwings_module.MESSAGES[0].old, xlwings_module.MESSAGES)


def test_no_english_box_of_xlwings_is_left_on_the_way_of_a_press():
    """What is left can't be reached: sheets named .py, conda settings, RunFrozenPython."""
    for made in (project.WORKBOOK, project.ADDIN, project.LEDGER):
        boxes = re.findall(r'(?m)^ *(?:MsgBox|WScript.Popup) "?([^",]+)', project.modules(made)["xlwings"])
        unreachable = ("LICENSE_KEY", "not yet supported on Mac", "Conda version", "Content")
        assert [box for box in boxes if not any(known in box for known in unreachable)] == []
        shows = project.modules(made)["xlwings"].partition("Sub ShowError")[2].splitlines()
        assert [line.strip() for line in shows[1:3]] == ["JxPythonFailed FileName, Message", "Exit Sub"]


def test_every_button_calls_a_public_sub(built):
    assert button_macros(built / BLANK_NAME) == [
        "JxValidate", "JxCalculate", "JxReport", "JxSubmit", "JxMail", "JxImportTable", "JxImportTable", "JxTryOut",
        "JxSplit", "JxMerge", "JxUndoMerge", "JxMerge",
    ]  # fmt: skip
    assert button_macros(built / LEDGER_NAME) == ["JxCollect", "JxRefresh", "JxMissing", "JxHelp"]
    captions = ("校验", "计算评分", "生成报告", "导出报送件", "发送邮件", "导入评分表", "识别并试算")
    assert all(word in drawings(built / BLANK_NAME) for word in captions)
    assert all(word in drawings(built / LEDGER_NAME) for word in ("收集", "刷新", "缺报名单", "帮助"))


def drawings(path):
    held = parts(path)
    return "".join(held[name].decode() for name in sorted(held) if name.endswith(".vml"))


def button_macros(path):
    """The macros that its form buttons call, each a Public Sub of the file."""
    code = macros(path)["JxButtons.bas"]
    subs = set(re.findall(r"^Public Sub (\w+)\(\)", code, re.MULTILINE))
    called = re.findall(r"<x:FmlaMacro>\[0\]!(\w+)</x:FmlaMacro>", drawings(path))
    assert set(called) <= subs
    return called


@pytest.mark.parametrize(("name", "book"), [(BLANK_NAME, UNIT), (LEDGER_NAME, LEDGER)])
def test_every_button_calls_a_python_function_that_exists(built, name, book):
    import jixiao.buttons

    code = macros(built / name)["JxButtons.bas"]
    actions = re.findall(r'Press "(\w+)"', code)
    on_sheets = [action for action in actions_of(book) if any(of == book for of, _ in action.home)]
    assert actions == [action.name for action in on_sheets]
    assert re.findall(r"Sub (Jx\w+)", code) == [action.macro for action in on_sheets]
    assert all(callable(getattr(jixiao.buttons, action)) for action in actions)


BUTTONS = [project.WORKBOOK, project.ADDIN, project.LEDGER]


@pytest.mark.parametrize("made", BUTTONS, ids=["workbook", "add-in", "ledger"])
def test_the_vba_that_buttons_need_is_ascii(made):
    """Code pages differ between machines: Chinese is ChrW."""
    assert all(text.isascii() for text in (*project.modules(made).values(), project.document(made)))


def test_the_functions_are_in_a_project_of_their_own_in_code_page_936(built):
    code = macros(built / FUNCTIONS_NAME)
    assert "Public Function 执行率(" in code["JX.bas"]
    assert "JX.bas" not in {**macros(built / BLANK_NAME), **macros(built / ADDIN_NAME)}
    with ExcelFile(built / FUNCTIONS_NAME) as file:
        assert file.vba_project().code_page == 936


def test_every_sheet_is_protected_and_entries_are_unlocked(built):
    """But 粘贴评分表: Excel pastes no merged cells into a protected sheet."""
    port = open_port(built / BLANK_NAME)
    assert [name for name in port.sheet_names() if not port.protected(name)] == ["粘贴评分表"]
    port.write_values("支出预算", 7, 3, [[1]])
    with pytest.raises(ValueError, match="锁定单元格"):
        port.write_values("支出预算", 7, 2, [["改行名"]])


def test_sheets_are_in_the_order_of_work(built):
    forms = [form.sheet for form in load_forms().forms]
    after, bureaus = forms.index("重点项目") + 1, forms.index("指标体系")
    assert open_port(built / BLANK_NAME).sheet_names() == [
        "首页", "填报说明", *forms[:after], "项目自评1", "项目自评2", *forms[after:bureaus],
        "粘贴评分表", "导入结果", *forms[bureaus:], "评分表", "汇总", "校验结果",
        "分工", "合并冲突", "来源", "下属单位汇总", "下属单位文字",
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
    assert len([name for name in held if name.startswith("xl/charts/chart")]) == 4
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
            nobody_types = name == "xl/worksheets/sheet1.xml"  # 首页
            assert bool(re.search(r"<row [^>]*customHeight", content.decode())) is nobody_types, name

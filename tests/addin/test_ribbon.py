"""The ribbon tab 绩效自评: one definition, in the workbook and in the add-in; every callback is a macro of that very file."""

import re
import zipfile
from dataclasses import astuple

import pytest
from lxml import etree
from oletools.olevba import VBA_Parser

import jixiao.buttons
from jixiao import resources
from jixiao.actions import ACTIONS, IN_LITE, LEDGER, ON_FILES, UNIT, action_named, actions_of, in_ribbon
from jixiao.drawing.form_buttons import BUTTONS
from jixiao.engines import open_port
from jixiao.forms import load_forms
from jixiao.macros import addin
from jixiao.macros.ribbon import KIND, PART, UI
from jixiao.resources import ADDIN_NAME, BLANK_NAME, FUNCTIONS_NAME, LEDGER_NAME, SAMPLE_NAME

UNITS = [BLANK_NAME, f"samples/{SAMPLE_NAME}", ADDIN_NAME]
FILES = [*UNITS, LEDGER_NAME]
CALLBACK = re.compile(r"(on|get)[A-Z]")


def part(name, of):
    with zipfile.ZipFile(resources.workbook(*name.split("/"))) as package:
        return package.read(of)


def ribbon(name):
    return etree.fromstring(part(name, PART))


def callbacks(name):
    """Attribute → macro, of every callback."""
    pairs = (pair for element in ribbon(name).iter() for pair in element.items())
    return {(attribute, macro) for attribute, macro in pairs if CALLBACK.match(attribute)}


@pytest.mark.parametrize("name", FILES)
def test_the_tab_holds_every_action_in_order(name):
    (tab,) = ribbon(name).iter(f"{UI}tab")
    book = UNIT if name in UNITS else LEDGER
    assert (tab.get("label"), tab.get("keytip")) == {UNIT: ("绩效自评", "JX"), LEDGER: ("绩效台账", "JT")}[book]
    shown = [
        (*(button.get(key) for key in ("tag", "label", "supertip", "imageMso", "keytip")), group.get("label"))
        for group in tab
        for button in group
    ]
    assert shown == [astuple(action)[:6] for action in in_ribbon(book)]
    assert all(button.get("screentip") == button.get("label") for button in tab.iter(f"{UI}button"))


@pytest.mark.parametrize("book", [UNIT, LEDGER])
def test_keytips_are_one_letter_each_and_groups_are_not_split(book):
    actions = in_ribbon(book)
    assert len({action.keytip for action in actions}) == len(actions)
    assert all(re.fullmatch("[A-Z]", action.keytip) for action in actions)
    groups = [action.group for action in actions]
    assert groups == sorted(groups, key=groups.index)


SIGNATURES = {
    "onAction": "(control As IRibbonControl)",
    "getVisible": "(control As IRibbonControl, ByRef visible As Variant)",
}


@pytest.mark.parametrize("name", FILES)
def test_every_callback_is_a_public_sub_of_the_built_file(name):
    code = "\n".join(source for *_, source in VBA_Parser(str(resources.workbook(*name.split("/")))).extract_macros())
    found = callbacks(name)
    assert {attribute for attribute, _ in found} >= {"onAction"}
    for attribute, macro in found:
        assert f"\nPublic Sub {macro}{SIGNATURES[attribute]}\r\n" in code, macro


def test_the_addin_and_the_workbooks_share_no_callback_name():
    """Excel looks a callback up by its name, in the active workbook first."""
    names = [{macro for _, macro in callbacks(name)} for name in (BLANK_NAME, ADDIN_NAME, LEDGER_NAME)]
    assert names == [{"JxBookPress", "JxBookTab"}, {"JxAddinPress"}, {"JxLedgerPress"}]


def test_only_the_units_workbook_s_tab_asks_whether_it_is_wanted():
    tabs = [next(ribbon(name).iter(f"{UI}tab")).get("getVisible") for name in FILES]
    assert tabs == ["JxBookTab", "JxBookTab", None, None]


@pytest.mark.parametrize("name", FILES)
def test_the_part_is_related_as_its_namespace_wants(name):
    related = {item.get("Type"): item.get("Target") for item in etree.fromstring(part(name, "_rels/.rels"))}
    assert related[KIND] == PART
    assert etree.QName(ribbon(name)).namespace == "http://schemas.microsoft.com/office/2009/07/customui"


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.name)
def test_every_action_is_a_function_of_buttons(action):
    assert callable(getattr(jixiao.buttons, action.name))
    assert action_named(action.label) is action_named(action.name) is action
    assert action.what.endswith("。")


def test_form_buttons_are_the_actions_on_the_workbook():
    assert BUTTONS[UNIT, "首页"] == tuple((one.label, one.macro) for one in ON_FILES if one.group != "科室分工")
    assert BUTTONS[UNIT, "分工"] == (("分发", "JxSplit"), ("收回合并", "JxMerge"), ("撤销合并", "JxUndoMerge"))
    assert BUTTONS[UNIT, "合并冲突"] == (("收回合并", "JxMerge"),)
    assert BUTTONS[UNIT, "粘贴评分表"] == (("导入评分表", "JxImportTable"),)
    assert BUTTONS[UNIT, "指标体系"] == (("识别并试算", "JxTryOut"),)
    assert BUTTONS[LEDGER, "首页"] == tuple((one.label, one.macro) for one in actions_of(LEDGER))


def test_each_workbook_has_its_own_actions_and_both_the_manual():
    assert [one.label for one in actions_of(LEDGER)] == ["收集", "刷新", "缺报名单", "帮助"]
    assert set(actions_of(UNIT)) & set(actions_of(LEDGER)) == {action_named("help")}
    assert set(actions_of(UNIT)) | set(actions_of(LEDGER)) == set(ACTIONS)
    assert {book for one in (*ON_FILES, *IN_LITE) for book in one.books} == {UNIT}
    assert {book for one in ACTIONS for book, _ in one.home if book not in one.books} == set()


@pytest.mark.parametrize("name", [ADDIN_NAME, FUNCTIONS_NAME])
def test_excel_takes_the_file_as_an_addin(name):
    """By the content type of its main part, as Excel itself writes it; its one sheet is never shown."""
    listed = etree.fromstring(part(name, addin.TYPES))
    types = {item.get("PartName") or item.get("Extension"): item.get("ContentType") for item in listed}
    assert types["/xl/workbook.xml"] == "application/vnd.ms-excel.addin.macroEnabled.main+xml"
    assert types["bin"] == "application/vnd.ms-office.vbaProject"
    assert b'<workbookPr codeName="ThisWorkbook"' in part(name, "xl/workbook.xml")
    assert b'<sheetPr codeName="Sheet1"' in part(name, "xl/worksheets/sheet1.xml")
    assert open_port(resources.workbook(name)).sheet_names() == [name.removesuffix(".xlam")]


def test_the_functions_addin_has_no_ribbon():
    with zipfile.ZipFile(resources.workbook(FUNCTIONS_NAME)) as package:
        assert PART not in package.namelist()


def test_a_workbook_without_macros_has_no_ribbon_of_its_own(tmp_path):
    import io

    from jixiao.drawing.workbook import build_workbook

    with zipfile.ZipFile(io.BytesIO(build_workbook(load_forms(), {}, {}, 4, None))) as package:
        assert PART not in package.namelist()
        assert "xl/vbaProject.bin" not in package.namelist()

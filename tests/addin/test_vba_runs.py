"""The macros, run in a model of Excel: what a press does, what a clerk is told, what is put back. No real Excel here."""

import re
import tomllib

import pytest
from excel_model import STAND_INS, commands, parsed, running, shown, status
from pyopenvba.exceptions import VBARuntimeError

from jixiao import resources
from jixiao.buttons.beginning import Wanted, wanted
from jixiao.forms.outputs import NOTICE_HEIGHT, NOTICE_ROW
from jixiao.macros import vba
from jixiao.macros.messages import messages
from jixiao.resources import ADDIN_NAME

PROJECTS = [vba.WORKBOOK, vba.ADDIN, vba.LEDGER, vba.FUNCTIONS]
DIALOG = {"yes": 6, "no": 7, "cancel": 2}


@pytest.mark.parametrize("project", PROJECTS, ids=lambda project: project.folder)
def test_every_module_is_vba(blank, project):
    """xlwings' own module with our changes among them."""
    parsed(project, blank)


def test_the_stand_ins_of_the_model_stand_for_something():
    text = "".join(vba.modules(vba.WORKBOOK).values())
    assert {real: text.count(real) for real in STAND_INS} == dict.fromkeys(STAND_INS, 1)


@pytest.mark.parametrize("key", messages())
def test_chinese_comes_out_as_it_was_written(blank, key):
    assert running(blank).run("JxText", key, "{}") == messages()[key]


def test_every_text_is_used_and_every_one_used_is_there():
    code = "".join("".join(vba.modules(project).values()) for project in (vba.WORKBOOK, vba.ADDIN))
    used = set(re.findall(r'(?:JxText\(|Tell |Answer\(|NotSetUp = )"(\w+)"', code))
    assert used == messages().keys()
    read = tomllib.loads(resources.workbook("vba", "消息.toml").read_text(encoding="utf-8"))
    assert not set(read) & {"home", "notice", "addin"}


def test_a_press_runs_python_once_and_says_so(blank):
    app = running(blank, python='Application.StatusBar = "done"')
    app.run("JxCalculate")
    assert commands(app) == ["import jixiao.buttons; jixiao.buttons.calculate()"]
    assert (status(app), shown(app)) == ("done", [])


def test_what_python_said_stays_until_something_is_typed(blank):
    app = running(blank, python='Application.StatusBar = "done"')
    app.run("JxValidate")
    assert status(app) == "done"
    app.sheet("支出预算").set_value("C7", 5)
    assert status(app) is False


def test_python_that_says_nothing_leaves_no_starting_behind(blank):
    app = running(blank, python='If Application.StatusBar <> JxText("starting") Then Err.Raise 5')
    app.run("JxValidate")
    assert (status(app), shown(app)) == (False, [])


MISSING = [
    ({}, ["还没有安装计算程序", r"C:\Users\clerk\.xlwings\xlwings.conf", "双击“安装.cmd”", "请联系安装人员"]),
    ({"INTERPRETER_WIN": r"C:\gone\python.exe"}, ["不在原来的地方了", r"C:\gone\python.exe", "双击“安装.cmd”"]),
    ({"INTERPRETER": r"C:\gone\pythonw.exe"}, ["不在原来的地方了", r"C:\gone\pythonw.exe"]),
]


@pytest.mark.parametrize(("settings", "says"), MISSING, ids=["no settings", "interpreter gone", "old setting, gone"])
def test_without_python_one_message_says_where_and_what_to_do(blank, settings, says):
    app = running(blank, settings=settings)
    app.run("JxValidate")
    assert len(shown(app)) == 1
    assert [word for word in says if word not in shown(app)[0]] == []
    assert (commands(app), status(app)) == ([], False)


@pytest.mark.parametrize("settings", [{"INTERPRETER_WIN": r"C:\there\python.exe"}, {"INTERPRETER": "python"}])
def test_with_python_nothing_is_said(blank, settings):
    app = running(blank, settings=settings)
    app.run("JxValidate")
    assert (len(commands(app)), shown(app)) == (1, [])


FAILURES = [
    ('JxPythonFailed "ModuleNotFoundError: No module named jixiao", ""', ["计算程序不完整", "No module named jixiao"]),
    ('JxPythonFailed "MemoryError", ""', ["没有完成，表里填的内容没有丢", "MemoryError", "重新打开本工作簿"]),
    ('JxPythonFailed "", "one" & vbLf & "last" & vbLf', ["没有完成", "\nlast\n"]),
    (
        'Err.Raise 1000, Description:="Could not load xlwings64.dll"',
        ["没有完成", "(1000) Could not load xlwings64.dll"],
    ),
    ('JxNoInterpreter "C:\\x\\python.exe"', ["不在原来的地方了", "C:\\x\\python.exe"]),
    ("JxNoAppleScript", ["Excel 还不能启动计算程序", "jixiao install"]),
]


@pytest.mark.parametrize(("python", "says"), FAILURES, ids=[says[0] for _, says in FAILURES])
def test_a_failure_is_one_chinese_message_and_no_stale_status(blank, python, says):
    app = running(blank, python=f"Application.EnableEvents = False\n    {python}")
    app.run("JxValidate")
    assert len(shown(app)) == 1
    assert [word for word in says if word not in shown(app)[0]] == []
    assert (status(app), app.evaluate("Application.EnableEvents")) == (False, True)


ALLOWED = ("InsertingRows", "DeletingRows", "FormattingRows", "FormattingCells", "Sorting", "Filtering")


def permissions(app):
    return {
        view.name: [app.evaluate(f'Worksheets("{view.name}").Protection.Allow{what}') for what in ALLOWED]
        for view in app.sheets()
    }


def test_locked_cells_are_open_to_macros_and_each_sheet_keeps_its_permissions(blank):
    app = running(blank)
    poke = 'Public Sub Poke()\n    Worksheets("评分表").Range("C4").Value = 5\nEnd Sub'
    app.add_module(poke, name="Test")
    before = permissions(app)
    assert before["首页"] != before["支出预算"]
    with pytest.raises(VBARuntimeError, match="1004"):
        app.run("Poke")
    app.run("ThisWorkbook.Workbook_Open")
    app.run("Poke")
    assert app.sheet("评分表").value("C4") == 5
    assert permissions(app) == before


def test_the_addin_works_on_the_active_workbook_and_leaves_others_alone(blank):
    app = running(blank, vba.ADDIN)
    other = app.add_workbook()
    app.activate_workbook(other)
    app.add_module("Public Sub Lock()\n    ActiveSheet.Protect\nEnd Sub", name="Test")
    app.run("Lock")
    app.run("Press", "validate")
    assert app.evaluate("ActiveSheet.ProtectionMode") is False, "UserInterfaceOnly"
    assert commands(app) == ["import jixiao.buttons; jixiao.buttons.validate()"], "Python says that it is not ours"


@pytest.mark.parametrize(("action", "runs"), [("validate", 0), ("mail", 0), ("new", 1), ("help", 1)])
def test_without_any_workbook(blank, action, runs):
    app = running(blank, vba.ADDIN, changes={"Set JxBook = ActiveWorkbook": "Set JxBook = Nothing"})
    app.run("RunAction", action, "")
    assert len(commands(app)) == runs
    assert shown(app) == ([] if runs else [messages()["no_book"]])
    assert [book.name for book in app.workbooks()] == [blank.name], "the empty one that xlwings needed is closed again"


def notice(app):
    row = f'ThisWorkbook.Worksheets("首页").Rows({NOTICE_ROW})'
    return app.evaluate(f"{row}.Hidden"), app.evaluate(f"{row}.RowHeight"), app.evaluate("ThisWorkbook.Saved")


def test_the_notice_is_hidden_while_macros_run_and_stands_in_every_saved_file(blank):
    app = running(blank)
    assert notice(app) == (False, NOTICE_HEIGHT, True)
    app.run("ThisWorkbook.Workbook_Open")
    assert notice(app) == (True, 0, True), "and opening leaves nothing to save"
    app.run("ThisWorkbook.Workbook_BeforeSave", False, False)
    assert notice(app) == (False, NOTICE_HEIGHT, True)
    app.run("ThisWorkbook.Workbook_AfterSave", True)
    assert notice(app) == (True, 0, True)


def test_after_a_save_that_was_given_up_the_notice_goes_away_with_the_next_click(blank):
    app = running(blank)
    app.run("ThisWorkbook.Workbook_Open")
    app.run("ThisWorkbook.Workbook_BeforeSave", True, False)
    app.add_module('Public Sub Choose()\n    Worksheets("首页").Range("B5").Select\nEnd Sub', name="Test")
    app.run("Choose")
    assert notice(app)[0] is True


def test_the_workbooks_own_tab_stays_away_where_the_addin_is_loaded(blank):
    app = running(blank)
    seen = (
        "Public Function Seen() As Boolean\n    Dim v As Variant\n    JxBookTab Nothing, v\n    Seen = v\nEnd Function"
    )
    app.add_module(seen, name="Test")
    assert app.run("Seen") is True
    app.open_workbook(resources.workbook(ADDIN_NAME))
    assert app.run("Seen") is False


TARGET = r"D:\资料\2025 “县”_绩效自评.xlsm"
NEW = [
    (["no", "县财政局", "2025", TARGET], Wanted(TARGET, "县财政局", 2025)),
    (["yes", r"D:\去年's & 50%.xlsm", "2025", TARGET], Wanted(TARGET, "", 2025, r"D:\去年's & 50%.xlsm")),
    (["no", "县财政局", "25", "2025", TARGET], Wanted(TARGET, "县财政局", 2025)),
    (["no", "县财政局", "2025", r"D:\there.xlsm", TARGET], Wanted(TARGET, "县财政局", 2025)),
]


@pytest.mark.parametrize(
    ("answers", "asked"), NEW, ids=["blank", "from last year", "bad year first", "taken name first"]
)
def test_what_the_clerk_answered_reaches_python(blank, answers, asked):
    app = running(blank)
    app.answer_dialogs(*flat(answers))
    app.run("AskOrPress", "new")
    (command,) = commands(app)
    coded = re.fullmatch(r"import jixiao\.buttons; jixiao\.buttons\.new\('([0-9A-F]+)'\)", command)
    assert coded
    got = wanted(coded[1])
    assert (str(got.target), got.unit, got.year, got.last and str(got.last)) == (
        asked.target, asked.unit, asked.year, asked.last,
    )  # fmt: skip


def flat(answers):
    """As the model takes them: numbers for MsgBox (also the one that tells of a bad year or a taken name)."""
    for answer in answers:
        yield DIALOG.get(answer, answer)
        if answer == "25" or "there" in answer:
            yield 1


@pytest.mark.parametrize("answers", [["cancel"], ["no", ""], ["yes", ""], ["no", "局", ""], ["no", "局", "2025", ""]])
def test_giving_up_does_nothing(blank, answers):
    app = running(blank)
    app.answer_dialogs(*flat(answers))
    app.run("AskOrPress", "new")
    assert (commands(app), status(app)) == ([], False)

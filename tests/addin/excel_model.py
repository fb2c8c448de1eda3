"""Our VBA running in pyOpenVBA's model of Excel: the text of the built project, with xlwings' module replaced by a stand-in.

The model knows no Windows API, so MessageBoxW becomes MsgBox there; what was shown is in `app.dialogs`. It knows neither
AutoSave nor WithEvents, nor comments behind #If.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType

from pyopenvba.apps.excel import ExcelApplication

from jixiao.macros import vba

XLWINGS = """
Public Ran As String
Public Function RunPython(PythonCommand As String)
    Ran = Ran & PythonCommand & vbLf
    {python}
End Function
Function GetConfig(configKey As String, Optional default As String = "", Optional source As String = "") As Variant
    GetConfig = default
    {settings}
End Function
Function GetConfigFilePath() As String
    GetConfigFilePath = "C:\\Users\\clerk\\.xlwings\\xlwings.conf"
End Function
Function ReadFile(ByVal FileName As String)
    ReadFile = "Traceback" & vbCrLf & FileName & vbCrLf
End Function
"""
STAND_INS = {
    "MessageBoxW(Application.Hwnd, StrPtr(text), StrPtr(caption), kind)": "MsgBox(text, kind, caption)",
    'CreateObject("Scripting.FileSystemObject").FileExists(path)': 'InStr(path, "there") > 0',
    'CallByName(book, "AutoSaveOn", VbGet)': "False",
    'Application.InputBox(Prompt:=JxText(key), Title:=JxText("title"), Default:=proposed, Type:=2)': "InputBox(JxText(key))",
    'Application.GetOpenFilename(FileFilter:=JxText("new_kinds_last"), Title:=JxText("new_pick_last"))': 'InputBox("last")',
    'Application.GetSaveAsFilename(InitialFileName:=JxText("new_file_name", named), _\n'
    '                FileFilter:=JxText("new_kinds_target"), Title:=JxText("new_pick_target"))': "InputBox(named)",
}
_DIRECTIVE = re.compile(r"(?m)^(\s*#.*?) *'.*$")


def parsed(project: vba.Project, workbook: Path) -> ExcelApplication:
    """Every module of a project, xlwings' own among them, as built. VBACompileError where one isn't VBA."""
    app = ExcelApplication.open(workbook, with_vba=False)
    for name, text in vba.modules(project).items():
        app.add_module(_DIRECTIVE.sub(r"\1", text), name=name)
    _add_document(app, project)
    return app


def running(
    workbook: Path,
    project: vba.Project = vba.WORKBOOK,
    settings: Mapping[str, str] | None = None,
    python: str = "",
    changes: Mapping[str, str] = MappingProxyType({}),
) -> ExcelApplication:
    """The project over a workbook; `settings` of xlwings, `python` VBA that stands for what Python does."""
    found = {"INTERPRETER_WIN": r"C:\there\python.exe"} if settings is None else settings
    lines = "\n    ".join(f'If configKey = "{key}" Then GetConfig = "{value}"' for key, value in found.items())
    app = ExcelApplication.open(workbook, with_vba=False)
    app.add_module(XLWINGS.format(settings=lines, python=python), name="xlwings")
    for name, text in vba.modules(project).items():
        if name != "xlwings":
            app.add_module(_changed(text, {**STAND_INS, **changes}), name=name)
    _add_document(app, project)
    return app


def _add_document(app: ExcelApplication, project: vba.Project) -> None:
    text = vba.document(project).replace("WithEvents ", "")
    app.add_module(text, name=vba.DOCUMENT, kind="document")


def _changed(text: str, changes: Mapping[str, str]) -> str:
    for real, model in changes.items():
        text = text.replace(real, model)
    return text


def shown(app: ExcelApplication) -> list[str]:
    """The texts of the message boxes."""
    return [text for kind, text, *_ in app.dialogs if kind == "MsgBox"]


def commands(app: ExcelApplication) -> list[str]:
    """What Python was told to run."""
    return [line for line in str(app.evaluate("Ran")).split("\n") if line]


def status(app: ExcelApplication) -> object:
    """The status bar: a text, or False where Excel's own is shown."""
    return app.evaluate("Application.StatusBar")

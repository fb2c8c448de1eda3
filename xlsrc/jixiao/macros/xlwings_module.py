"""xlwings' own VBA module (BSD) from the installed xlwings, with its English boxes replaced by our messages.

Each change must find its place exactly once: another xlwings that reads otherwise fails the build.
"""

from dataclasses import dataclass
from pathlib import Path

STANDALONE, ADDIN = "xlwings.bas", "xlwings_custom_addin.bas"


@dataclass(frozen=True)
class Change:
    """`old`, which occurs once, becomes `new`."""

    old: str
    new: str


MESSAGES = (
    Change(
        'Sub ShowError(FileName As String, Optional Message As String = "")\n',
        'Sub ShowError(FileName As String, Optional Message As String = "")\n'
        "    JxPythonFailed FileName, Message\n    Exit Sub\n",
    ),
    Change('MsgBox "Could not find Interpreter!", vbCritical', "JxNoInterpreter PYTHON_WIN"),
    Change(
        "MsgBox \"To enable RunPython, please run 'xlwings runpython install' in a terminal once and try again.\", vbCritical",
        "JxNoAppleScript",
    ),
    Change('Application.StatusBar = "Running..."', 'Application.StatusBar = JxText("starting")'),
    # on macOS Python has just written there what came of the press
    Change(
        "    'Clean up\n    Application.StatusBar = False\n",
        "    'Clean up\n    JxForgetStarting\n",
    ),
)
SETTINGS = Change('PROJECT_NAME As String = "myaddin"', 'PROJECT_NAME As String = "xlwings"')
"""Add-ins read the same settings file as workbooks: ~/.xlwings/xlwings.conf."""


def shipped(name: str) -> Path:
    """The module in the installed xlwings: its version always equals the package's."""
    import xlwings

    return Path(xlwings.__file__).with_name(name)


def changed(text: str, changes: tuple[Change, ...]) -> str:
    """The text with every change made. ValueError where one doesn't occur exactly once."""
    for change in changes:
        if text.count(change.old) != 1:
            raise ValueError(f"xlwings' VBA has changed, {text.count(change.old)} times there: {change.old!r}")
        text = text.replace(change.old, change.new)
    return text

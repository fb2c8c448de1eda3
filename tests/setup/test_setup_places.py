"""Where things go, and how their paths are named in settings."""

import pytest
from profiles import profile, variables

from jixiao.setup import SetupError
from jixiao.setup.places import OWN_PYTHON, expanded, macos, windows, with_variables

USER = {
    "USERPROFILE": r"C:\Users\张 三",
    "APPDATA": r"C:\Users\张 三\AppData\Roaming",
    "LOCALAPPDATA": r"C:\Users\张 三\AppData\Local",
}
PATHS = [
    # real path, as settings name it
    (r"C:\Users\张 三\AppData\Local\jixiao\venv\Scripts\python.exe", OWN_PYTHON),
    (r"c:\users\张 三\appdata\local\x\python.exe", r"%LOCALAPPDATA%\x\python.exe"),
    (r"C:\Users\张 三\AppData\Roaming\x", r"%APPDATA%\x"),
    (r"C:\Users\张 三\py\python.exe", r"%USERPROFILE%\py\python.exe"),
    (r"C:\Users\张 三丰\py\python.exe", r"C:\Users\张 三丰\py\python.exe"),
    (r"C:\Python312\python.exe", r"C:\Python312\python.exe"),
]


@pytest.mark.parametrize(("path", "named"), PATHS)
def test_paths_are_named_by_variables(path, named):
    assert with_variables(path, USER) == named
    assert expanded(named, USER).casefold() == path.casefold()


def test_windows_places(tmp_path):
    places = profile(tmp_path)
    home = tmp_path / "Users" / "张 三"
    assert places.program == home / "AppData" / "Local" / "jixiao"
    assert places.settings == home / ".xlwings" / "xlwings.conf"
    assert places.startup == home / "AppData" / "Roaming" / "Microsoft" / "Excel" / "XLSTART"
    assert places.sendto == home / "AppData" / "Roaming" / "Microsoft" / "Windows" / "SendTo"
    assert places.desktop == home / "Desktop"
    assert places.documents == tmp_path / "D 盘" / "我的文档" / "绩效自评"
    assert places.python == r"%LOCALAPPDATA%\jixiao\venv\Scripts\python.exe"


def test_the_registry_may_name_a_folder_by_a_variable(tmp_path):
    environ = variables(tmp_path)
    places = windows(environ, lambda key, value: "%USERPROFILE%/OneDrive/桌面" if value == "Desktop" else None)
    assert places.desktop == tmp_path / "Users" / "张 三" / "OneDrive" / "桌面"
    assert places.documents == tmp_path / "Users" / "张 三" / "Documents" / "绩效自评"


@pytest.mark.parametrize("name", ["USERPROFILE", "APPDATA", "LOCALAPPDATA"])
def test_a_missing_variable_is_told(tmp_path, name):
    environ = variables(tmp_path) | {name: ""}
    with pytest.raises(SetupError, match=f"没有给出 {name}"):
        windows(environ, lambda *_: None)


def test_the_private_python_is_ascii():
    """VBA reads its path in the machine's code page."""
    assert OWN_PYTHON.isascii()


def test_macos_places(tmp_path):
    places = macos(tmp_path, "/usr/local/bin/python3")
    assert places.settings == tmp_path / "Library/Containers/com.microsoft.Excel/Data/xlwings.conf"
    assert places.script == tmp_path / "Library/Application Scripts/com.microsoft.Excel"
    assert (places.desktop, places.sendto) == (None, None)

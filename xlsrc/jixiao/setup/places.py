"""Where things go on Windows and macOS: all inside the user's own folders, so that nobody needs to be administrator."""

import os
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from jixiao.setup import SetupError

WINDOWS, MACOS = "windows", "macos"
NAME = "绩效自评"
PROGRAM, ENVIRONMENT = "jixiao", "venv"  # ASCII: these stand in settings that VBA reads in the machine's code page
OWN_PYTHON = rf"%LOCALAPPDATA%\{PROGRAM}\{ENVIRONMENT}\Scripts\python.exe"
SHELL_FOLDERS = r"Software\Microsoft\Windows\CurrentVersion\Explorer\User Shell Folders"
VARIABLES = ("LOCALAPPDATA", "APPDATA", "USERPROFILE")
NOT_HERE = "这里不是 Windows，也不是 macOS。Linux 请用 jixiao install 设置 LibreOffice。"
NO_VARIABLE = "Windows 没有给出 {name}，找不到您的个人文件夹。请注销后重新登录，再安装一次。"
Registry = Callable[[str, str], str | None]


@dataclass(frozen=True)
class Places:
    """Folders and files of one user.

    program: ours alone; settings: xlwings.conf; startup: whence Excel loads add-ins; script: the AppleScript that VBA
    needs on macOS; python: the interpreter as scripts and settings name it, with variables on Windows.
    """

    platform: str
    program: Path
    settings: Path
    startup: Path
    documents: Path
    python: str
    desktop: Path | None = None
    sendto: Path | None = None
    script: Path | None = None

    @property
    def manifest(self) -> Path:
        """What was installed, for taking it out again."""
        return self.program / "installed.json"

    @property
    def environment(self) -> Path:
        """The private Python environment."""
        return self.program / ENVIRONMENT


def here(python: str | None = None) -> Places:
    """The places of this user on this machine. `python`: another interpreter than the private environment's."""
    if sys.platform == "win32":
        return windows(os.environ, _registry, python)
    if sys.platform == "darwin":
        return macos(Path.home(), python or sys.executable)
    raise SetupError(NOT_HERE)


def windows(environ: Mapping[str, str], registry: Registry, python: str | None = None) -> Places:
    """From the environment's variables, and from the registry where people have moved 文档 and 桌面 (often to D: or
    OneDrive)."""
    home, roaming, local = (Path(_variable(environ, name)) for name in ("USERPROFILE", "APPDATA", "LOCALAPPDATA"))
    return Places(
        WINDOWS,
        program=local / PROGRAM,
        settings=home / ".xlwings" / "xlwings.conf",
        startup=roaming / "Microsoft" / "Excel" / "XLSTART",
        documents=_shell_folder(environ, registry, "Personal", home / "Documents") / NAME,
        python=with_variables(python, environ) if python else OWN_PYTHON,
        desktop=_shell_folder(environ, registry, "Desktop", home / "Desktop"),
        sendto=roaming / "Microsoft" / "Windows" / "SendTo",
    )


def macos(home: Path, python: str) -> Places:
    """Excel for Mac reads xlwings.conf and add-ins from its own containers only."""
    library = home / "Library"
    office = library / "Group Containers" / "UBF8T346G9.Office" / "User Content.localized" / "Startup.localized"
    return Places(
        MACOS,
        program=library / "Application Support" / PROGRAM,
        settings=library / "Containers" / "com.microsoft.Excel" / "Data" / "xlwings.conf",
        startup=office / "Excel",
        documents=home / "Documents" / NAME,
        python=python,
        script=library / "Application Scripts" / "com.microsoft.Excel",
    )


def with_variables(path: str, environ: Mapping[str, str]) -> str:
    """The path with its beginning as a variable where one fits: C:\\Users\\张三\\AppData\\Local\\x → %LOCALAPPDATA%\\x.

    VBA and xlwings expand it; so the settings file stays ASCII whatever the user is called.
    """
    for name in VARIABLES:
        folder = environ.get(name, "").rstrip("\\/")
        if folder and path.casefold().startswith((f"{folder}\\".casefold(), f"{folder}/".casefold())):
            return f"%{name}%{path[len(folder) :]}"
    return path


def expanded(path: str, environ: Mapping[str, str]) -> str:
    """The opposite of with_variables."""
    for name in VARIABLES:
        path = path.replace(f"%{name}%", environ.get(name, f"%{name}%"))
    return path


def _variable(environ: Mapping[str, str], name: str) -> str:
    if not environ.get(name):
        raise SetupError(NO_VARIABLE.format(name=name))
    return environ[name]


def _shell_folder(environ: Mapping[str, str], registry: Registry, value: str, usual: Path) -> Path:
    found = registry(SHELL_FOLDERS, value)
    return Path(expanded(found, environ)) if found else usual


def _registry(key: str, value: str) -> str | None:
    """A text of the current user's registry; None where there is none."""
    import winreg

    try:
        with winreg.OpenKey(winreg.HKEY_CURRENT_USER, key) as opened:  # type: ignore[attr-defined,unused-ignore]
            return str(winreg.QueryValueEx(opened, value)[0])  # type: ignore[attr-defined,unused-ignore]
    except OSError:
        return None

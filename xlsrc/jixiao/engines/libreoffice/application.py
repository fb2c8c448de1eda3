"""Find LibreOffice, start one of our own, find a Python that knows uno."""

import itertools
import os
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from jixiao.engines.errors import UnusableWorkbook

PROGRAM = "JIXIAO_SOFFICE"
PYTHON = "JIXIAO_OFFICE_PYTHON"
ADDRESS = "JIXIAO_LIBREOFFICE"
PLACES = (
    "/usr/lib/libreoffice/program/soffice",
    "/usr/lib64/libreoffice/program/soffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
)
MISSING = "没有找到 LibreOffice。请先安装 LibreOffice（需要其中的 Calc），再试一次。"
NO_UNO = "找到了 LibreOffice，但没有能连接它的 Python。请安装 python3-uno（或完整版 LibreOffice）后再试。"
NOT_READY = "LibreOffice 第一次启动没有成功。请手工启动一次 LibreOffice 再关闭，然后重新安装。"
SYSTEM_FOLDERS = ("/usr/bin", "/bin")
INITIAL_SECONDS = 60.0
SETTINGS = (
    ("org.openoffice.Office.Common/Misc", "UseLocking", "false"),
    ("org.openoffice.Office.Common/Misc", "FirstRun", "false"),
    ("org.openoffice.Office.Calc/Formula/Load", "OOXMLRecalcMode", "0"),
)
_counter = itertools.count(1)


@dataclass(frozen=True)
class OwnApplication:
    """A headless soffice with a profile of its own, the leader of its process group."""

    process: "subprocess.Popen[bytes]"
    address: str
    profile: Path


def soffice() -> Path:
    """The soffice program: $JIXIAO_SOFFICE, on the PATH, or in the usual places. UnusableWorkbook if there is none."""
    named = os.environ.get(PROGRAM)
    found = named if named is not None else shutil.which("soffice") or shutil.which("libreoffice")
    for place in [found] if found else PLACES:
        if place and Path(place).exists():
            return Path(place)
    raise UnusableWorkbook(MISSING)


def pythons() -> Iterator[str]:
    """Pythons that may know uno, likely ones first; whether they do shows when the bridge starts."""
    named = os.environ.get(PYTHON)
    if named is not None:
        yield named
        return
    beside = [soffice().resolve().parent / name for name in ("python", "python.exe", "../Resources/python")]
    usual = [Path("/usr/bin/python3"), Path("/usr/bin/python")]
    yield from (str(place) for place in (*beside, *usual) if place.exists())


def start_own() -> OwnApplication:
    """Start a headless soffice that accepts connections of this user only. UnusableWorkbook if it can't be run."""
    program = soffice()
    profile = Path(tempfile.mkdtemp(prefix="jixiao-office-"))
    _write_settings(profile)
    name = f"jixiao-{os.getpid()}-{next(_counter)}"
    command = [
        str(program),
        "--headless",
        "--norestore",
        "--nologo",
        "--nodefault",
        f"-env:UserInstallation={profile.as_uri()}",
        f"--accept=pipe,name={name};urp;",
    ]
    try:
        process = subprocess.Popen(
            command,
            start_new_session=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=clean_environment(),
        )
    except OSError as error:
        shutil.rmtree(profile)
        raise UnusableWorkbook(MISSING) from error
    return OwnApplication(process, f"pipe,name={name}", profile)


def clean_environment() -> dict[str, str]:
    """The environment without other Pythons: the one inside LibreOffice takes the first python3 on the PATH for its
    own home, and with a virtual environment's it crashes the application."""
    kept = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "PYTHONHOME", "VIRTUAL_ENV")}
    folders = kept.get("PATH", os.defpath).split(os.pathsep)
    usable = [f for f in folders if f in SYSTEM_FOLDERS or not Path(f, "python3").exists()]
    return kept | {"PATH": os.pathsep.join(usable)}


def bridge_command(python: str) -> list[str]:
    """How to run the bridge under a foreign Python: its folder first on the path, nothing else of ours."""
    here = str(Path(__file__).parent)
    code = f"import sys; sys.path.insert(0, {here!r}); from office.bridge import main; main()"
    return [python, "-B", "-c", code]


def _write_settings(profile: Path) -> None:
    items = "".join(
        f'<item oor:path="/{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in SETTINGS
    )
    (profile / "user").mkdir()
    (profile / "user" / "registrymodifications.xcu").write_text(
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>\n',
        encoding="utf-8",
    )


def end(own: OwnApplication) -> None:
    """Kill our own application and remove its profile; again does no harm."""
    if own.process.returncode is None:  # not waited for yet, so the id is still its own
        with suppress(ProcessLookupError):  # ended already
            os.killpg(own.process.pid, signal.SIGKILL)
        own.process.wait()
    shutil.rmtree(own.profile, ignore_errors=True)


def initialise(profile: Path) -> None:
    """Let LibreOffice set a new profile up, as its first start does. UnusableWorkbook if it doesn't in time."""
    command = [str(soffice()), "--headless", "--norestore", "--terminate_after_init"]
    try:
        subprocess.run(
            [*command, f"-env:UserInstallation={profile.absolute().as_uri()}"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env=clean_environment(),
            timeout=INITIAL_SECONDS,
            check=True,
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise UnusableWorkbook(NOT_READY) from error

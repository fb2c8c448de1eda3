"""Is a file open in somebody's LibreOffice? Its lock file `.~lock.name#` says so, unless it was left by a crash."""

import os
import socket
from pathlib import Path
from urllib.parse import unquote, urlparse

from jixiao.engines.errors import UnusableWorkbook

OPEN = "该文件正在 LibreOffice 中打开{who}。请先在那里保存并关闭，再试一次。"


def refuse_if_open_elsewhere(path: Path) -> None:
    """UnusableWorkbook if somebody has the file open. A lock left behind by a crash on this machine is passed over."""
    lock = path.with_name(f".~lock.{path.name}#")
    try:
        fields = lock.read_text(encoding="utf-8", errors="replace").split(",")
    except FileNotFoundError:
        return
    except OSError as error:
        raise UnusableWorkbook(OPEN.format(who="")) from error
    if len(fields) < 5 or not _is_stale(fields[2], fields[4].strip().rstrip(";")):
        who = fields[0] or fields[1] if len(fields) > 1 else ""
        raise UnusableWorkbook(OPEN.format(who=f"（{who}）" if who else ""))


def _is_stale(host: str, profile_url: str) -> bool:
    """Whether it is of this machine and nobody runs that profile any more."""
    return host == socket.gethostname() and not in_use(unquote(urlparse(profile_url).path))


def in_use(profile: str) -> bool:
    """Whether a LibreOffice runs on that profile, or may: one that doesn't say which counts. True where it can't be
    told."""
    if not Path("/proc").is_dir():
        return True
    return any(_runs(process, profile) for process in Path("/proc").iterdir() if process.name.isdigit())


def _runs(process: Path, profile: str) -> bool:
    try:
        command = (process / "cmdline").read_bytes().decode(errors="replace")
    except OSError:  # ended meanwhile, or somebody else's
        return False
    if "soffice.bin" not in command:
        return False
    named = [part for part in command.split("\0") if part.startswith("-env:UserInstallation=")]
    paths = [os.path.realpath(unquote(urlparse(part.partition("=")[2]).path)) for part in named]
    return not paths or Path(paths[0]) in (Path(os.path.realpath(profile)), *Path(os.path.realpath(profile)).parents)

"""The .cmd files of the release zip, 发送到 and the desktop, from their templates in windows/.

Encoded in code page 936 and opened by `chcp 936`: cmd.exe takes batch files apart byte by byte in the console's code page,
and on Chinese Windows a UTF-8 file under `chcp 65001` loses line ends, because a UTF-8 byte before CR counts as half of a
double-byte character. Only GB2312 characters are used: their bytes are all above 0xA0, so that even a console that refused
936 sees the commands as they are and only the messages garbled.
"""

from collections.abc import Sequence
from importlib.resources import files

from jixiao.setup import SetupError

CODE_PAGE = "cp936"
MINORS = ("3.11", "3.12", "3.13", "3.14", "3.15")  # CPython versions that a clerk's machine may have
_SCRIPTS = files("jixiao.setup") / "windows"
NO_LETTER = "{name}：“{text}”含有批处理文件写不出的字。"


def python_check(minors: tuple[str, ...]) -> str:
    """Python that exits with 0 where it is one the wheels are for: 64 bit, a version among `minors`, and not the one of
    the Microsoft Store, whose writes into AppData end in a private copy that Excel doesn't see."""
    versions = ", ".join(f"({minor.replace('.', ', ')})" for minor in minors)
    return (
        "import sys, sysconfig; sys.exit(not (sysconfig.get_platform() == 'win-amd64' "
        f"and sys.version_info[:2] in [{versions}] and 'WindowsApps' not in sys.base_prefix))"
    )


def install_cmd(minors: tuple[str, ...] = MINORS) -> bytes:
    """安装.cmd: finds a Python and runs the rest of the set-up in it."""
    wanted = minors[0] if len(minors) == 1 else f"{minors[0]} 到 {minors[-1]}"
    return _batch("install.cmd", FIND=_find(minors), WANTED=wanted, NEWEST=minors[-1])


def uninstall_cmd(minors: tuple[str, ...] = MINORS) -> bytes:
    """卸载.cmd."""
    return _batch("uninstall.cmd", FIND=_find(minors))


def sendto_cmd(python: str, action: str) -> bytes:
    """An entry of 发送到, or the desktop icon: runs `jixiao press` on what is dropped on it."""
    return _batch("sendto.cmd", PYTHON=python, ACTION=action)


def readme(version: str, workbooks: Sequence[str], addins: Sequence[str]) -> bytes:
    """请先看我.txt, with a mark by which every Notepad knows UTF-8."""
    text = _filled("readme.txt", VERSION=version, WORKBOOKS="　".join(workbooks), ADDINS="　".join(addins))
    return _crlf(text).encode("utf-8-sig")


def _find(minors: tuple[str, ...]) -> str:
    newest_first = " ".join(reversed(minors))
    digits = newest_first.replace(".", "")  # as in the folder name Python312
    return _filled("find.cmd", MINORS=newest_first, DIGITS=digits, CHECK=python_check(minors)).rstrip("\n")


def _filled(name: str, **values: str) -> str:
    text = (_SCRIPTS / name).read_text(encoding="utf-8")
    for key, value in values.items():
        text = text.replace(f"@{key}@", value)
    return text


def _batch(name: str, **values: str) -> bytes:
    text = _crlf(_filled(name, **values))
    try:
        return text.encode(CODE_PAGE)
    except UnicodeEncodeError as error:
        raise SetupError(NO_LETTER.format(name=name, text=error.object[error.start : error.end])) from error


def _crlf(text: str) -> str:
    return "\r\n".join(text.splitlines()) + "\r\n"

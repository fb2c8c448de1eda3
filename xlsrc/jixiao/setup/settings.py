"""xlwings.conf: our settings put in and taken out, every other line left byte for byte.

Lines are "KEY","VALUE" as VBA's Write # makes them; keys in any case. VBA reads the file in the machine's ANSI code page
and Python in its own: ours are ASCII, and others' lines are carried as bytes.
"""

import locale
import re
from collections.abc import Mapping
from typing import Final

from jixiao.setup import SetupError
from jixiao.setup.places import WINDOWS, Places

_KEY = re.compile(rb'\s*"([^"]*)"\s*,')
INTERPRETER: Final = {WINDOWS: "INTERPRETER_WIN", "macos": "INTERPRETER_MAC"}
UDF_SERVER = "USE UDF SERVER"  # Windows: one Python process stays alive, so that a press doesn't start one
NOT_ASCII = "Python 装在含中文的文件夹里（{path}），Excel 的设置写不进去。请用安装包里的“安装.cmd”安装，或把 Python 装到英文路径。"
Before = Mapping[str, tuple[str, ...]]
"""Key → the lines that stood there before ours, as latin-1 text (which carries any bytes)."""


def wanted(places: Places) -> dict[str, str]:
    """What xlwings must know so that VBA finds our Python."""
    if not places.python.isascii():
        raise SetupError(NOT_ASCII.format(path=places.python))
    found = {INTERPRETER[places.platform]: places.python}
    return found | ({UDF_SERVER: "True"} if places.platform == WINDOWS else {})


def with_settings(content: bytes, ours: Mapping[str, str]) -> tuple[bytes, dict[str, tuple[str, ...]]]:
    """The file with our settings in it, and the lines they replaced (none where ours stood there already)."""
    before: dict[str, tuple[str, ...]] = dict.fromkeys(ours, ())
    lines, placed = [], set()
    for line in content.splitlines(keepends=True):
        key = _key(line)
        if key not in ours:
            lines.append(line)
            continue
        if not _is_ours(line, ours):
            before[key] += (line.decode("latin-1"),)
        if key not in placed:
            lines.append(_line(key, ours[key]))
            placed.add(key)
    missing = b"".join(_line(key, value) for key, value in ours.items() if key not in placed)
    return (_ended(b"".join(lines)) if missing else b"".join(lines)) + missing, before


def without_settings(content: bytes, ours: Mapping[str, str], before: Before) -> bytes:
    """The file with our lines taken out and the former ones in their place. A line that was changed since is left."""
    lines = []
    for line in content.splitlines(keepends=True):
        former = before.get(_key(line), ()) if _is_ours(line, ours) else (line.decode("latin-1"),)
        lines += [one.encode("latin-1") for one in former]
    return b"".join(lines)


def value_of(content: bytes, key: str) -> str | None:
    """A setting's value as xlwings reads it; None where it is not set."""
    for line in content.splitlines():
        parts = re.findall(rb'"([^"]*)"', line)
        if _key(line) == key and len(parts) > 1:
            return str(parts[1].decode(locale.getencoding(), errors="replace"))
    return None


def _key(line: bytes) -> str:
    found = _KEY.match(line)
    return found[1].decode("latin-1").upper() if found else ""


def _is_ours(line: bytes, ours: Mapping[str, str]) -> bool:
    key = _key(line)
    return key in ours and line.strip() == _line(key, ours[key]).strip()


def _line(key: str, value: str) -> bytes:
    return f'"{key}","{value}"\r\n'.encode("ascii")


def _ended(content: bytes) -> bytes:
    """A last line that lacks its end would swallow ours."""
    return content if not content or content.endswith((b"\n", b"\r")) else content + b"\r\n"

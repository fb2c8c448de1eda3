"""A thing that the set-up looks at, and what to do where it is not good."""

import tempfile
from dataclasses import dataclass
from pathlib import Path

from jixiao.setup import SetupError

REINSTALL = "重新运行安装（Windows：双击解压出来的文件夹里的“安装.cmd”）。"


@dataclass(frozen=True)
class Point:
    """One thing that was looked at. `remedy` is what to do where it is not `good`."""

    what: str
    found: str
    good: bool
    remedy: str = ""


def writable_point(folder: Path) -> Point:
    """Whether the user may write into a folder."""
    try:
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError as error:
        return Point("写文件", f"{folder}：{error.strerror}", False, "请检查磁盘是否已满、文件夹是否允许写入。")
    return Point("写文件", str(folder), True)


def told(error: SetupError) -> Point:
    """A place that can't be found."""
    return Point("个人文件夹", error.message_zh, False, REINSTALL)

"""What 安装.cmd and 卸载.cmd run, under whatever Python was found: straight from the wheel, with nothing installed."""

import os
import subprocess
import traceback
from pathlib import Path

from jixiao import __version__
from jixiao.setup import SetupError
from jixiao.setup.applying import apply, read_manifest, refuse_in_use, undo
from jixiao.setup.environment import make_environment, remove_environment
from jixiao.setup.places import Places, here
from jixiao.setup.plan import plan
from jixiao.setup.release import from_folder

DONE, FAILED = 0, 1
WHEELS = Path("files", "wheels")
INSTALLED = """
安装完成。
  工作簿和手册在：{documents}
  用 Excel 的：打开工作簿，点【启用内容】，按首页的按钮。
  用 WPS 的，或不能用宏的：保存并关闭工作簿，右键点它，选“发送到”，再选“绩效自评”开头的一项。"""
REPLACED = "Excel 原来用的 Python（{former}）已换成绩效自评的，卸载时换回来。"
REMOVED, LEFT = "\n已卸载。", "您填过的工作簿没有删除：{path}"
BROKEN = "出了没有预料到的问题。请把这个文件发给安装人员：{log}"


def main(bundle: Path, command: str) -> int:
    """`install` or `uninstall` from the unpacked zip; the exit status. Whatever goes wrong is one Chinese line."""
    try:
        _install(bundle, here()) if command == "install" else _uninstall(here())
    except SetupError as error:
        print(error.message_zh)
        return FAILED
    except Exception:  # the last line of defence: nobody here can read a traceback
        log = Path.home() / "jixiao.log"
        log.write_text(traceback.format_exc(), encoding="utf-8")
        print(BROKEN.format(log=log))
        return FAILED
    return DONE


def _install(bundle: Path, places: Places) -> None:
    release, former = from_folder(bundle), read_manifest(places.manifest)
    steps = plan(places, release, __version__, former.placed)
    refuse_in_use(steps.files)
    print("第一步：建立程序要用的环境，大约一两分钟，请不要关这个窗口……")
    python = make_environment(places.environment, bundle / WHEELS, f"jixiao=={__version__}")
    print("第二步：放好工作簿、手册、加载项和右键菜单……")
    done = apply(places, steps)
    print("第三步：检查……")
    subprocess.run([str(python), "-I", "-m", "jixiao", "doctor"], check=False)
    for lines in done.before.values():
        for line in lines:
            print(REPLACED.format(former=line.strip()))
    print(INSTALLED.format(documents=places.documents))


def _uninstall(places: Places) -> None:
    """Files first: while Excel runs they can't go, and then nothing has been done yet."""
    left = undo(places)
    remove_environment(places.environment)
    if places.program.is_dir() and not any(places.program.iterdir()):
        os.rmdir(places.program)
    print(REMOVED)
    for path in left:
        print(LEFT.format(path=path))

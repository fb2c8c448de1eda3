"""Commands that set a machine up, look whether it works, and make the release zip for Windows."""

import sys
from pathlib import Path

import click

from jixiao.cli.common import DONE, HAS_ERRORS, echo
from jixiao.cli.press import press

COLUMNS = ("", "检查什么", "结果", "怎么办")  # of doctor
ONLY_LINUX = "--profile 只用于 Linux 上的 LibreOffice。"


@click.command()
@click.option(
    "--profile", type=click.Path(path_type=Path), help="Linux：LibreOffice 的用户配置文件夹，默认当前用户的。"
)
def install(profile: Path | None) -> None:
    """设置这台电脑，使工作簿里的按钮能用。先关闭 Excel、WPS、LibreOffice。

    Linux：LibreOffice 里的按钮。Windows、macOS：加载项、Excel 的 Python 设置、“发送到”菜单、文档里的工作簿和手册。
    """
    if _on_linux(profile):
        _install_libreoffice(profile)
    else:
        _install_excel()


@click.command()
@click.option(
    "--profile", type=click.Path(path_type=Path), help="Linux：LibreOffice 的用户配置文件夹，默认当前用户的。"
)
def uninstall(profile: Path | None) -> None:
    """撤销 install 的设置。填过的工作簿不会删除。先关闭 Excel、WPS、LibreOffice。"""
    if _on_linux(profile):
        _uninstall_libreoffice(profile)
    else:
        _uninstall_excel()


@click.command()
def doctor() -> None:
    """检查这台电脑：哪些有了，哪些还缺，怎么补。退出码：0 都有；1 有缺的。"""
    from jixiao.cli.screen import table
    from jixiao.setup.doctor import examine

    points = examine()
    rows = [
        ("√" if point.good else "×", point.what, point.found, "" if point.good else point.remedy) for point in points
    ]
    table("检查结果", COLUMNS, rows)
    sys.exit(DONE if all(point.good for point in points) else HAS_ERRORS)


@click.command()
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, file_okay=False), default=Path("dist"), show_default=True
)
@click.option("--python", "minors", multiple=True, help="支持的 Python 版本（如 3.12，可写多次），默认 3.11 以上各版。")
@click.option(
    "--python-installer",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="python.org 的 Windows 安装程序，一起放进去，给没有 Python 又不能上网的电脑用。",
)
def bundle(output: Path, minors: tuple[str, ...], python_installer: Path | None) -> None:
    """制作 Windows 安装包（zip）：安装.cmd、工作簿、加载项、手册，以及不联网安装要用的全部组件。"""
    from jixiao.setup.bundle import make_bundle
    from jixiao.setup.scripts import MINORS

    echo(_sized(make_bundle(output, minors or MINORS, python_installer)))


def _sized(path: Path) -> str:
    return f"{path}（{path.stat().st_size / 2**20:.0f} MB）"


def _on_linux(profile: Path | None) -> bool:
    from jixiao.setup import SetupError

    linux = sys.platform.startswith("linux")
    if profile and not linux:
        raise SetupError(ONLY_LINUX)
    return linux


def _install_libreoffice(profile: Path | None) -> None:
    from jixiao.actions import menus
    from jixiao.engines.libreoffice.install import default_profile, install_libreoffice

    done = install_libreoffice(profile or default_profile(), sys.executable, menus())
    named = "".join(f"【{title}】" for title in menus())
    ready = f"工作簿和台账里的 {len(done.buttons)} 个按钮就能用了，上方还有菜单{named}。"
    echo(f"已设置好：{done.profile}。重新打开 LibreOffice，{ready}")


def _uninstall_libreoffice(profile: Path | None) -> None:
    from jixiao.engines.libreoffice.install import default_profile, uninstall_libreoffice

    uninstall_libreoffice(profile or default_profile())
    echo("已撤销。")


def _install_excel() -> None:
    from jixiao import __version__
    from jixiao.setup.applying import apply, read_manifest
    from jixiao.setup.places import here
    from jixiao.setup.plan import plan
    from jixiao.setup.release import from_package

    places = here(sys.executable)
    apply(places, plan(places, from_package(), __version__, read_manifest(places.manifest).placed))
    echo(f"已设置好。工作簿和手册在：{places.documents}。重新打开 Excel，按钮和“绩效自评”选项卡就能用了。")


def _uninstall_excel() -> None:
    from jixiao.setup.applying import undo
    from jixiao.setup.places import here

    for path in undo(here(sys.executable)):
        echo(f"您填过的工作簿没有删除：{path}")
    echo("已撤销。程序本身请用安装包里的“卸载.cmd”删除。")


COMMANDS = (install, uninstall, doctor, bundle, press)

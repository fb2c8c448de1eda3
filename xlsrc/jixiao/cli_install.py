"""Commands that set this machine up: on Linux, the buttons in LibreOffice."""

import sys
from pathlib import Path

import click

UNUSABLE = 2
NOT_HERE = "这个命令现在只用于 Linux 上的 LibreOffice；Windows 和 macOS 的 Excel 请按手册设置。"


@click.command()
@click.option("--profile", type=click.Path(path_type=Path), help="LibreOffice 的用户配置文件夹，默认当前用户的。")
def install(profile: Path | None) -> None:
    """Linux：设置 LibreOffice，使工作簿里的按钮能用。先关闭 LibreOffice。"""
    from jixiao.engines import UnusableWorkbook
    from jixiao.engines.libreoffice.install import default_profile, install_libreoffice

    _linux_only()
    try:
        done = install_libreoffice(profile or default_profile(), sys.executable)
    except UnusableWorkbook as error:
        click.echo(error.message_zh, err=True)
        sys.exit(UNUSABLE)
    click.echo(f"已设置好：{done.profile}。重新打开 LibreOffice，工作簿里的 {len(done.buttons)} 个按钮就能用了。")


@click.command()
@click.option("--profile", type=click.Path(path_type=Path), help="LibreOffice 的用户配置文件夹，默认当前用户的。")
def uninstall(profile: Path | None) -> None:
    """Linux：撤销 install 的设置。先关闭 LibreOffice。"""
    from jixiao.engines import UnusableWorkbook
    from jixiao.engines.libreoffice.install import default_profile, uninstall_libreoffice

    _linux_only()
    try:
        uninstall_libreoffice(profile or default_profile())
    except UnusableWorkbook as error:
        click.echo(error.message_zh, err=True)
        sys.exit(UNUSABLE)
    click.echo("已撤销。")


def _linux_only() -> None:
    if not sys.platform.startswith("linux"):
        click.echo(NOT_HERE, err=True)
        sys.exit(UNUSABLE)


COMMANDS = (install, uninstall)

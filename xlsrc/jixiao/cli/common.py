"""What the commands share: exit statuses, Stop, the one guard that stands around every command."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import click

from jixiao import log
from jixiao.values.shown import printable

DONE, HAS_ERRORS, UNUSABLE = 0, 1, 2
CANT_ACCESS = "不能读写 {where}：{why}。请检查路径、权限和磁盘空间。"
BROKEN = "没有完成：程序出了没有预料到的问题。请把 {log} 发给安装人员。"


def echo(text: str, *, err: bool = False) -> None:
    """A line for people, on stdout or stderr: what can't be shown is shown as a sign, and no terminal obeys it."""
    click.echo(printable(text), err=err)


class Stop(click.ClickException):
    """One clear line, exit status 2."""

    exit_code = UNUSABLE

    def show(self, file: Any = None) -> None:
        """The line on stderr, without click's 'Error:'."""
        echo(self.message, err=True)


class Commands(click.Group):
    """A group whose every command is guarded."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command that was asked for."""
        with one_line():
            return super().invoke(ctx)


@contextmanager
def one_line() -> Iterator[None]:
    """What can't be done becomes one line instead of a traceback; what nobody foresaw goes to the log."""
    try:
        yield
    except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):  # click knows what to do
        raise
    except OSError as error:
        raise Stop(CANT_ACCESS.format(where=error.filename or "", why=error.strerror or error)) from error
    except Exception as error:
        if isinstance(error, refusals()):
            raise Stop(str(error)) from error
        log.log_failure("jixiao")
        raise Stop(BROKEN.format(log=log.LOG_FILE)) from error


def refusals() -> tuple[type[Exception], ...]:
    """The errors that say in Chinese what to do."""
    from jixiao.bureau.running.model import NoWorkers
    from jixiao.engines import FormulaInTheWay, LockedCells, UnusableWorkbook
    from jixiao.extras import MissingExtra
    from jixiao.frameworks import FrameworkError
    from jixiao.setup import SetupError

    return UnusableWorkbook, LockedCells, FormulaInTheWay, FrameworkError, SetupError, MissingExtra, NoWorkers

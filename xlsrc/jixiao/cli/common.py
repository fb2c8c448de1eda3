"""What the commands share: exit statuses, Stop, one line instead of a traceback."""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, TypeVar

import click

P = ParamSpec("P")


R = TypeVar("R")


DONE, HAS_ERRORS, UNUSABLE = 0, 1, 2


class Stop(click.ClickException):
    """One clear line, exit status 2."""

    exit_code = UNUSABLE

    def show(self, file: Any = None) -> None:
        """The line on stderr, without click's 'Error:'."""
        click.echo(self.message, err=True)


def one_line(command: Callable[P, R]) -> Callable[P, R]:
    """What a command can't do becomes one line instead of a traceback."""

    @wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        from jixiao.engines import FormulaInTheWay, LockedCells, UnusableWorkbook
        from jixiao.frameworks import FrameworkError

        try:
            return command(*args, **kwargs)
        except (UnusableWorkbook, LockedCells, FormulaInTheWay, FrameworkError) as error:
            raise Stop(str(error)) from error
        except OSError as error:
            raise Stop(
                f"不能读写 {error.filename or ''}：{error.strerror or error}。请检查路径、权限和磁盘空间。"
            ) from error

    return run

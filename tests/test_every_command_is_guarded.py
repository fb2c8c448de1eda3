"""One guard around every command: what goes wrong is one line and exit status 2, never a traceback."""

import click
import pytest
from click.testing import CliRunner

from jixiao import log
from jixiao.cli.main import main
from jixiao.engines import FormulaInTheWay, LockedCells, UnusableWorkbook
from jixiao.frameworks import FrameworkError
from jixiao.setup import SetupError

TOLD = "【表】不能用。请另选一个。"
FAILURES = [
    (UnusableWorkbook(TOLD), TOLD),
    (LockedCells(TOLD), TOLD),
    (FormulaInTheWay(TOLD), TOLD),
    (FrameworkError(TOLD), TOLD),
    (SetupError(TOLD), TOLD),
    (PermissionError(13, "Permission denied", "/表.xlsm"), "不能读写 /表.xlsm：Permission denied。"),
    (ZeroDivisionError("boom"), "没有完成：程序出了没有预料到的问题。请把 "),
]


def commands(group=main, before=()):
    """(words, command): those of a group that does nothing by itself, too."""
    for name, command in group.commands.items():
        words = (*before, name)
        if isinstance(command, click.Group):
            yield from commands(command, words)
        if not isinstance(command, click.Group) or command.invoke_without_command:
            yield words, command


COMMANDS = list(commands())


@pytest.mark.parametrize(("words", "command"), COMMANDS, ids=[" ".join(words) for words, _ in COMMANDS])
@pytest.mark.parametrize(("failure", "told"), FAILURES, ids=[type(failure).__name__ for failure, _ in FAILURES])
def test_what_goes_wrong_is_one_line(words, command, failure, told, monkeypatch, tmp_path):
    def fail():
        raise failure

    monkeypatch.setattr(log, "LOG_FILE", tmp_path / "jixiao.log")
    monkeypatch.setattr(command, "params", [])
    monkeypatch.setattr(command, "callback", fail)
    done = CliRunner().invoke(main, list(words))
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith(told)
    assert len(done.stderr.splitlines()) == 1
    logged = (tmp_path / "jixiao.log").read_text(encoding="utf-8") if (tmp_path / "jixiao.log").exists() else ""
    assert ("Traceback" in logged) == isinstance(failure, ZeroDivisionError)

"""The documents of one export: the old set or the new one, whole, wherever the program is stopped or can't go on."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from jixiao import files
from jixiao.files import Document, together
from jixiao.files.locks import BusyFolder, locked
from jixiao.files.scratch import OLD, PREFIX, clear_old

NAMES = ("表.xlsx", "报告.docx", "邮件.eml", "包.zip")
OLD_SET = {name: f"旧{name}".encode() for name in NAMES[:3]}  # the fourth was not there before
NEW_SET = {name: f"新{name}".encode() for name in NAMES}
DOCUMENTS = [Document(name, content) for name, content in NEW_SET.items()]
CHILD = """
import os, sys
from pathlib import Path
from jixiao.files import Document, write_together
step, real = int(sys.argv[2]), os.replace
count = 0
def counted(*given, **named):
    global count
    if count == step:
        os._exit(9)
    count += 1
    real(*given, **named)
os.replace = counted
names = sys.argv[3:]
write_together(Path(sys.argv[1]), [Document(name, f"新{name}".encode()) for name in names])
"""
STEPS = 8  # the journal, then 7 moves


def there(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.fixture
def folder(tmp_path):
    for name, content in OLD_SET.items():
        (tmp_path / name).write_bytes(content)
    return tmp_path


def killed(folder, step):
    ran = subprocess.run([sys.executable, "-c", CHILD, folder, str(step), *NAMES], capture_output=True, check=False)
    return ran.returncode


@pytest.mark.parametrize("step", range(STEPS))
def test_killed_at_any_step_the_next_one_in_the_folder_finds_one_whole_set(folder, step):
    assert killed(folder, step) == 9
    with locked(folder / together.LOCK):
        together.finish(folder)
    assert there(folder) == (OLD_SET if step < 1 else NEW_SET)


def test_not_killed_all_of_them_are_there_and_nothing_else(folder):
    assert killed(folder, STEPS) == 0
    assert there(folder) == NEW_SET


@pytest.mark.parametrize("step", range(STEPS))
def test_killed_and_exported_again(folder, step):
    killed(folder, step)
    files.write_together(folder, DOCUMENTS)
    assert there(folder) == NEW_SET


@pytest.mark.parametrize("step", range(STEPS))
def test_what_can_not_be_written_leaves_the_folder_as_it_was(folder, monkeypatch, step):
    """As where one of the documents is open in Excel."""
    real, count = os.replace, 0

    def counted(*given, **named):
        nonlocal count
        count += 1
        if count == step + 1:
            raise PermissionError(13, "正被占用", str(given[0]))
        real(*given, **named)

    monkeypatch.setattr(os, "replace", counted)
    with pytest.raises(PermissionError):
        files.write_together(folder, DOCUMENTS)
    assert there(folder) == OLD_SET


@pytest.mark.parametrize("step", range(7))
def test_killed_while_going_back_the_old_set_is_found(folder, step):
    """The journal says which way: going back can be done again from any place."""
    moves = [together.Move(f"{together.NEW}{n}", name, f"{together.OLD}{n}") for n, name in enumerate(NAMES)]
    for move, one in zip(moves, DOCUMENTS, strict=True):
        (folder / move.new).write_bytes(one.content)
    together._forward(folder, moves)
    together._note(folder, moves, back=True)
    real, count = os.replace, 0

    def counted(*given, **named):
        nonlocal count
        if count == step:
            raise KeyboardInterrupt
        count += 1
        real(*given, **named)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "replace", counted)
        with pytest.raises(KeyboardInterrupt):
            together._back(folder, moves)
    together.finish(folder)
    assert there(folder) == OLD_SET


def test_two_at_once_wait_for_each_other(folder, monkeypatch):
    monkeypatch.setattr("jixiao.files.locks.SECONDS", 0.2)
    with locked(folder / together.LOCK), pytest.raises(BusyFolder, match="另一个程序正在"):
        files.write_together(folder, DOCUMENTS)
    files.write_together(folder, DOCUMENTS)
    assert there(folder) == NEW_SET


def test_old_scratch_folders_are_cleared_and_new_ones_are_not(tmp_path):
    old, new, other = (tmp_path / name for name in (f"{PREFIX}a", f"{PREFIX}b", "别的"))
    for one in (old, new, other):
        one.mkdir()
        (one / "x").write_text("x")
    past = new.stat().st_mtime - OLD - 60
    for one in (old, other):
        os.utime(one, (past, past))
    clear_old(Path(tmp_path))
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted((new.name, other.name))

"""Processes: the same as in this one, each file once, whoever is killed on the way. Children are killed for real."""

import os
import signal
import subprocess
import sys
import textwrap
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from multiprocessing import active_children
from pathlib import Path
from threading import Thread

import pytest

from jixiao.bureau.running import runner_for
from jixiao.bureau.running.processes import Processes
from jixiao.filing import OWN, Filed, Naming
from jixiao.frameworks import SAMPLE, load_framework

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="kills processes and looks into /proc")


def each_once(done: list[Filed], expected: dict[str, Filed]) -> None:
    assert Counter(one.digest for one in done) == Counter(expected.keys())
    assert all(one == expected[one.digest] for one in done)


def reading(path: Path) -> list[int]:
    """The children that have the file open."""
    return [
        child.pid
        for child in active_children()
        if any(os.path.realpath(one) == str(path) for one in Path(f"/proc/{child.pid}/fd").iterdir())
    ]


class Trap(Thread):
    """A file (a named pipe) in whose reading a process is killed, as often as `times`; then it is like any other."""

    def __init__(self, path: Path, times: int) -> None:
        super().__init__(daemon=True)
        self.path, self.times, self.killed = path, times, list[int]()
        os.mkfifo(path)

    def run(self) -> None:
        """Each time somebody opens it for reading."""
        for left in reversed(range(self.times)):
            with self.path.open("wb"):
                pids = reading(self.path)
                self._next(left)
                for pid in pids:
                    os.kill(pid, signal.SIGKILL)
                self.killed += pids

    def _next(self, left: int) -> None:
        self.path.unlink()
        if left:
            os.mkfifo(self.path)
        else:
            self.path.write_bytes(b"quiet at last")


@pytest.fixture
def trap(tmp_path: Path) -> Iterator[Callable[[int], Trap]]:
    made = []

    def set_trap(times: int) -> Trap:
        made.append(Trap(tmp_path / f"{len(made)}-陷阱.xlsm", times))
        made[-1].start()
        return made[-1]

    yield set_trap
    for one in made:
        one.join(60)
        assert not one.is_alive()


@pytest.mark.parametrize("count", [1, 3])
def test_the_same_as_in_this_process(files, expected, count):
    each_once(list(Processes(count).evaluated(files, OWN)), expected)
    assert active_children() == []


def test_a_framework_goes_along(files, expected):
    other = replace(load_framework(SAMPLE), name="本市统一指标体系", indicators=load_framework(SAMPLE).indicators[:5])
    naming = Naming(other)
    done = {one.digest: one for one in Processes(2).evaluated(files, naming)}
    assert done == {one.digest: one for one in runner_for(None, 1).evaluated(files, naming)}
    assert done != expected
    assert {one.unit_value("framework") for one in done.values() if not one.refused} == {"本市统一指标体系"}


@pytest.mark.parametrize("after", [1, 29])
def test_a_killed_process_costs_no_file(files, expected, after):
    running = Processes(2).evaluated(files, OWN)
    done = [next(running) for _ in range(after)]
    os.kill(active_children()[0].pid, signal.SIGKILL)
    each_once([*done, *running], expected)


def test_all_killed_again_and_again_cost_no_file(files, expected):
    done = []
    for one in Processes(2).evaluated(files, OWN):
        done.append(one)
        if len(done) % 10 == 0:
            for child in active_children():
                os.kill(child.pid, signal.SIGKILL)
    each_once(done, expected)


@pytest.mark.parametrize(("times", "refused"), [(1, False), (2, True)])
def test_a_file_in_whose_reading_two_die_is_refused_alone(files, expected, trap, times, refused):
    bad = trap(times)
    done = list(Processes(2).evaluated([*files[:9], bad.path, *files[9:]], OWN))
    (own,) = [one for one in done if one.digest not in expected]
    each_once([one for one in done if one is not own], expected)
    assert len(bad.killed) == times
    assert ("两次意外中断" in own.refused) == refused
    assert own.refused.startswith("【0-陷阱.xlsm】")
    assert own.rows == {}


def test_two_such_files_are_told_apart_from_their_neighbours(files, expected, trap):
    bad = [trap(2), trap(2)]
    done = list(Processes(2).evaluated([bad[0].path, *files, bad[1].path], OWN))
    refused = [one.refused for one in done if "两次意外中断" in one.refused]
    assert sorted(line[:12] for line in refused) == ["【0-陷阱.xlsm】读", "【1-陷阱.xlsm】读"]
    each_once([one for one in done if one.refused not in refused], expected)


def test_never_more_than_a_few_files_are_on_their_way(files):
    taken = []
    running = Processes(2).evaluated((taken.append(path) or path for path in files), OWN)
    for count, _ in enumerate(running):
        assert len(taken) <= count + 4


def run_python(code: str, *arguments: object, file: Path | None = None) -> subprocess.CompletedProcess[str]:
    text = textwrap.dedent(code)
    if file:
        file.write_text(text, encoding="utf-8")
    command = [sys.executable, *([str(file)] if file else ["-c", text]), *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)


ONE_RUN = """
import sys
from pathlib import Path
from jixiao.bureau.running import runner_for
from jixiao.cli.common import one_line
from jixiao.filing import OWN
{guard}
    with one_line():
        print(len(list(runner_for(None, 2).evaluated(map(Path, sys.argv[1:]), OWN))))
"""


def test_processes_start_from_a_command_line_and_from_a_script(files, tmp_path):
    unguarded, guarded = ONE_RUN.format(guard="if True:"), ONE_RUN.format(guard="if __name__ == '__main__':")
    assert run_python(unguarded, *files[:3]).stdout == "3\n"
    assert run_python(guarded, *files[:3], file=tmp_path / "脚本.py").stdout == "3\n"


def test_processes_that_cant_start_are_one_line(files, tmp_path):
    """A script without a guard runs itself again in each of them, which Python refuses."""
    ran = run_python(ONE_RUN.format(guard="if True:"), *files[:3], file=tmp_path / "没有防护.py")
    assert ran.stdout == ""
    assert [line for line in ran.stderr.splitlines() if "读文件的进程启动不了（试了 3 次）" in line]


def test_what_is_killed_takes_its_processes_along(files, tmp_path):
    """kill -9 says nothing to children; they notice by themselves."""
    code = """
        import sys
        from multiprocessing import active_children
        from pathlib import Path
        from jixiao.bureau.running.processes import Processes
        from jixiao.filing import OWN
        running = Processes(2).evaluated(map(Path, sys.argv[1:]), OWN)
        next(running)
        print(*(child.pid for child in active_children()), flush=True)
        input()
        """
    command = [sys.executable, "-c", textwrap.dedent(code), *map(str, files)]
    parent = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert parent.stdout
    children = [Path("/proc") / pid for pid in parent.stdout.readline().split()]
    assert children
    assert all(one.exists() for one in children)
    parent.kill()
    parent.wait()
    ends = time.monotonic() + 60
    while any(map(alive, children)):
        assert time.monotonic() < ends
        time.sleep(0.1)


def alive(process: Path) -> bool:
    """A zombie has ended; whoever adopted it may be slow to notice."""
    try:
        return ") Z" not in (process / "stat").read_text()
    except OSError:
        return False


def test_one_is_this_process(files, expected):
    before = os.getpid()
    done = list(runner_for(None, 1).evaluated(files, OWN))
    each_once(done, expected)
    assert (active_children(), os.getpid()) == ([], before)
    assert isinstance(runner_for(None, 3), Processes)
    assert runner_for(None, None).count == os.cpu_count()


def test_no_files_no_processes():
    """Nothing new is the usual case: nobody waits for processes to start."""
    code = """
        import sys
        from jixiao.bureau.running.processes import Processes
        from jixiao.filing import OWN
        assert list(Processes(2).evaluated([], OWN)) == []
        print("multiprocessing.popen_spawn_posix" in sys.modules)
        """
    assert run_python(code).stdout == "False\n"

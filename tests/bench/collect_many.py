"""What does a collection of 10,000 workbooks cost, and does it survive being killed? By hand, outside CI, on Linux:

    uv run python tests/county/county_bench.py /tmp/county 10000
    uv run python tests/bench/collect_many.py /tmp/county/报送 --roster /tmp/county/名册.xlsx

The whole way of `jixiao collect` runs in a process of its own: find, evaluate, compare, draw. Printed are seconds, workbooks
a second and core, and the memory in use of the parent and of its workers at 10, 50 and 100 %, so that one sees whether
it is flat. At 30 % a worker is killed (kill -9), at 60 % the whole collection with its workers; then it is run again and must
go on behind what it had. Exit status 1 where a file is missing, was evaluated without need, or memory grew by more than
`--most` percent from 10 to 100 %.
"""

import argparse
import multiprocessing
import os
import signal
import subprocess
import sys
import tempfile
import time
from datetime import date, datetime
from pathlib import Path

# no import of jixiao here: workers load this file again, and would be larger than those of `jixiao collect`
MARKS = 10, 50, 100
WORKER_DIES, ALL_DIE = 30, 60  # percent
KILLED = -signal.SIGKILL


def main() -> int:
    """Collect, killed in the middle; collect again; hold against each other."""
    asked = _asked()
    if asked.home:
        return _collect(asked)
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        if _in_a_process(home, "--die") != KILLED:
            return 1
        kept = len(_receipts(home))
        print(f"killed with {kept} files kept; again:", flush=True)
        return _in_a_process(home, "--kept", str(kept))


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sources", type=Path, nargs="+", help="folders of workbooks, as for jixiao collect")
    parser.add_argument("--roster", type=Path)
    parser.add_argument("--jobs", type=int, default=os.cpu_count())
    parser.add_argument("--most", type=float, default=10, help="percent that a process may grow from 10 to 100 %%")
    parser.add_argument("--home", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--die", action="store_true", help=argparse.SUPPRESS)
    parser.add_argument("--kept", type=int, default=0, help=argparse.SUPPRESS)
    return parser.parse_args()


def _in_a_process(home: Path, *more: str) -> int:
    return subprocess.run([sys.executable, __file__, *sys.argv[1:], "--home", str(home), *more], check=False).returncode


def _receipts(home: Path) -> dict[str, tuple[str, str]]:
    from jixiao.filing.memory import Memory

    with Memory.reading(home / "台账.db") as memory:
        return memory.receipts()


class Watch:
    """Progress of one run: prints at the marks, kills at its time."""

    def __init__(self, asked: argparse.Namespace, evaluating: str) -> None:
        self.evaluating = evaluating
        self.asked, self.marks, self.began, self.total, self.victim = asked, list(MARKS), 0.0, 0, 0
        self.parent: list[int] = []
        self.workers: list[int] = []

    def __call__(self, done: int, total: int, what: str) -> None:
        if what != self.evaluating:
            return
        if not self.began:
            self.began, self.total = time.perf_counter(), total
        share = 100 * (done + self.asked.kept) / ((total + self.asked.kept) or 1)
        while self.marks and share >= self.marks[0]:
            mark = self.marks.pop(0)
            if done:  # a second run begins behind it
                self._tell(mark, done)
        if self.asked.die and share >= WORKER_DIES and not self.victim:
            self.victim = _children()[0]
            print(f"  kill -9 of worker {self.victim}", flush=True)
            os.kill(self.victim, signal.SIGKILL)
        if self.asked.die and share >= ALL_DIE:
            print("  kill -9 of the collection", flush=True)
            os.kill(os.getpid(), signal.SIGKILL)

    def _tell(self, mark: int, done: int) -> None:
        seconds = time.perf_counter() - self.began
        parent, workers = megabytes(os.getpid()), [megabytes(pid) for pid in _children()]
        rate = done / seconds / self.asked.jobs if seconds else 0
        print(f"  {mark:3} %: {done} files in {seconds:.0f} s, {rate:.2f} a second and core;", end=" ")
        print(f"parent {parent} MB, workers {' '.join(map(str, workers))} MB", flush=True)
        spent = processor_seconds(os.getpid()) + sum(map(processor_seconds, _children()))
        print(f"        processor time of all that run: {1000 * spent / done:.0f} ms a file", flush=True)
        self.parent.append(parent)
        self.workers += [max(workers)] if workers else []

    def grown(self) -> float:
        """By how many percent the memory of parent and workers grew between the first and the last mark."""
        pairs = [(all_[0], all_[-1]) for all_ in (self.parent, self.workers) if len(all_) > 1]
        return max((100 * (last - first) / first for first, last in pairs), default=0)


def _children() -> list[int]:
    return sorted(child.pid for child in multiprocessing.active_children() if child.pid)


def megabytes(pid: int, what: str = "VmRSS") -> int:
    """Memory in use (VmRSS) or the most there was (VmHWM)."""
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(int(line.split()[1]) // 1024 for line in lines if line.startswith(what))


def processor_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _collect(asked: argparse.Namespace) -> int:
    from jixiao.bureau import writing
    from jixiao.bureau.collecting import BATCH, EVALUATING, collect
    from jixiao.bureau.running.processes import AHEAD, Processes

    output = asked.home / "台账.xlsx"
    terms = writing.Terms("", None, None, date.today())
    collection = writing.collection_for(output, tuple(asked.sources), asked.roster, terms, writing.typed_before(output))
    watch, began = Watch(asked, EVALUATING), time.perf_counter()
    with collect(collection, Processes(asked.jobs), watch) as desk:
        compared = time.perf_counter()
        writing.write_ledger(output, desk, writing.typed_before(output), datetime.now())
        drawn = time.perf_counter()
        arrived = {line.arrival.digest for line in desk.lines if line.arrival.digest and not line.arrival.sort}
        unread = {line.arrival.digest for line in desk.lines if line.arrival.refused}
        missing = arrived - unread - set(desk.memory.receipts())
    print(f"  find, evaluate, compare {compared - began:.0f} s, draw the ledger {drawn - compared:.0f} s;", end=" ")
    print(f"parent at most {megabytes(os.getpid(), 'VmHWM')} MB; memory file", end=" ")
    print(f"{collection.memory.stat().st_size // 2**20} MB, ledger {output.stat().st_size / 2**20:.1f} MB")
    count = len(arrived - unread)
    again = watch.total + asked.kept - count
    print(
        f"  {count} files, {len(missing)} missing, {again} evaluated again without need; grown by {watch.grown():.0f} %"
    )
    print(f"  (a killed run may lose {BATCH} files and those on their way, {AHEAD * asked.jobs})")
    return int(bool(missing) or again > 0 or watch.grown() > asked.most)


if __name__ == "__main__":
    sys.exit(main())

"""This machine's cores: processes that evaluate one file each at a time. One that dies (killed, out of memory) costs no file.

Processes are spawned, as on Windows, everywhere: nothing of the parent comes along, so it doesn't matter what it holds.
When one dies, concurrent.futures ends them all and can't tell who was at what. So whatever was on its way is evaluated
again, each file alone in a process of its own: the one in whose reading that dies too is refused.
"""

import os
import signal
import sys
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing import get_context, parent_process
from pathlib import Path
from threading import Thread

from jixiao.bureau.running.model import NoWorkers, died
from jixiao.bureau.running.waiting import Waiting
from jixiao.filing import OWN, Filed, Naming, evaluate_file

AHEAD = 2  # files on their way per process: the next one lies ready when one is done
MOST_ON_WINDOWS = 61  # as many as Windows waits for at once
TRIES = 3
NO_START = "读文件的进程启动不了（试了 {tries} 次）。请关掉一些程序、腾出内存再试；或者加 --jobs 1，不另开进程。"


class Processes:
    """`count` processes, one a core where None."""

    def __init__(self, count: int | None = None) -> None:
        wanted = count or os.cpu_count() or 1
        self.count = min(wanted, MOST_ON_WINDOWS) if sys.platform == "win32" else wanted

    def evaluated(self, paths: Iterable[Path], naming: Naming) -> Iterator[Filed]:
        """Each file once, as they are done. NoWorkers where no process comes up."""
        waiting = Waiting(paths)
        while waiting.first():
            alone = Waiting((yield from _run(waiting, naming, self.count, self.count * AHEAD)))
            while alone.first():
                yield from map(died, (yield from _run(alone, naming, 1, 1)))


def _run(waiting: Waiting, naming: Naming, count: int, most: int) -> Generator[Filed, None, list[Path]]:
    """Until nothing waits, or a process died at work: then what was on its way."""
    failures = 0
    while failures < TRIES:
        with _pool(count, naming) as pool:
            flight = _Flight(pool, waiting, most)
            yield from flight.results()
        if not flight.broken:
            return []
        if flight.started and flight.lost:
            return flight.lost
        for path in flight.lost:
            waiting.put_back(path)
        failures += not flight.started
    raise NoWorkers(NO_START.format(tries=TRIES))


class _Flight:
    """At most so many files on their way in a pool. `lost`: those on their way when it broke; `broken`: it did."""

    def __init__(self, pool: ProcessPoolExecutor, waiting: Waiting, most: int) -> None:
        self._pool, self._waiting, self._most = pool, waiting, most
        self._ready = pool.submit(os.getpid)
        self._flying: dict[Future[Filed], Path] = {}
        self.lost: list[Path] = []
        self.broken = False

    @property
    def started(self) -> bool:
        """A process has come up: what broke afterwards broke at work."""
        return self._ready.done() and not self._ready.exception()

    def results(self) -> Iterator[Filed]:
        """Until nothing waits or flies."""
        while self._filled():
            done, _ = wait(self._flying, return_when=FIRST_COMPLETED)
            for future in done:
                path = self._flying.pop(future)
                try:
                    filed = future.result()
                except BrokenProcessPool:
                    self.broken = True
                    self.lost.append(path)
                else:
                    yield filed

    def _filled(self) -> bool:
        while not self.broken and len(self._flying) < self._most and (path := self._waiting.take()):
            try:
                self._flying[self._pool.submit(_evaluate, path)] = path
            except BrokenProcessPool:
                self._waiting.put_back(path)
                self.broken = True
        return bool(self._flying)


@contextmanager
def _pool(count: int, naming: Naming) -> Iterator[ProcessPoolExecutor]:
    """Ended, with what nobody has begun, when the block ends."""
    pool = ProcessPoolExecutor(count, get_context("spawn"), _begin, (naming,))
    try:
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


_naming = OWN


def _begin(naming: Naming) -> None:
    """In each process, once: the frameworks, and what ends it."""
    global _naming
    _naming = naming
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C goes to all of them; the parent ends its own
    Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A parent that is killed says nothing, and its processes would wait for ever."""
    parent = parent_process()
    if parent:
        parent.join()
        os._exit(1)


def _evaluate(path: Path) -> Filed:
    return evaluate_file(path, _naming)

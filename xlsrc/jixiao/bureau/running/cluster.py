"""A Dask cluster that is there already: its workers evaluate, files lie where all of them can read.

The frameworks go to each worker once, also to one that joins later; a worker reads one file at a time, whatever its
threads. What a lost worker had, the scheduler gives to others; a file at which it gives up (distributed's allowed-failures)
is tried once more alone, because a worker that dies takes its neighbours' blame along.
"""

import logging
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import uuid4

from jixiao import __version__
from jixiao.bureau.running.model import NoWorkers, died
from jixiao.bureau.running.waiting import Waiting
from jixiao.extras import extra
from jixiao.filing import Filed, Naming

if TYPE_CHECKING:
    from distributed import Client, as_completed

AHEAD = 2  # files on their way per worker
PATIENCE = 30  # seconds for the scheduler to answer, and for a first worker
NO_ANSWER = "集群 {address} 没有应答。请核对地址（如 tcp://10.0.0.5:8786）、集群是否在运行、防火墙是否放行。"
NO_WORKER = "集群 {address} 上没有工作进程（等了 {seconds} 秒）。请先启动（dask worker {address}）。"
OTHER_VERSION = "集群 {address} 的工作进程上没有装 jixiao {version}：{found}。请在每台机器上装同一个版本。"
LOST = "集群 {address} 断开了。已经读好的都记下了，集群恢复后再收集一次，就从断的地方接着做。"
NOT_SHARED = "集群 {address} 的工作进程 {worker} 看不到 {path}。报送材料和台账要放在各台机器路径都相同的共享文件夹。"


class Cluster:
    """The scheduler at `address`. MissingExtra without the extra."""

    def __init__(self, address: str) -> None:
        self.address = address
        extra("distributed", "cluster", "用集群（--scheduler）")

    def evaluated(self, paths: Iterable[Path], naming: Naming) -> Iterator[Filed]:
        """Each file once, as they are done. NoWorkers where the cluster can't be used."""
        waiting = Waiting(path.absolute() for path in paths)
        first = waiting.first()
        if first is None:
            return
        with self._client() as client:
            self._look(client, first)
            with self._connected(), _prepared(client, naming) as name:
                for suspect in (yield from self._run(client, waiting, name)):
                    yield from map(died, (yield from self._run(client, Waiting([suspect]), name)))

    @contextmanager
    def _connected(self) -> Iterator[None]:
        """What a lost scheduler raises, in one line; no file raises these."""
        try:
            yield
        except (CancelledError, OSError, TimeoutError) as error:
            raise NoWorkers(LOST.format(address=self.address)) from error

    @contextmanager
    def _client(self) -> "Iterator[Client]":
        from distributed import Client

        logging.getLogger("distributed").setLevel(logging.CRITICAL)  # who runs the cluster reads its warnings there
        try:
            client = Client(self.address, timeout=PATIENCE, set_as_default=False)
        except (OSError, ValueError, TypeError) as error:
            raise NoWorkers(NO_ANSWER.format(address=self.address)) from error
        with client:
            yield client

    def _look(self, client: "Client", first: Path) -> None:
        """Is there a worker, and does every one have this program and see the files?"""
        from jixiao.bureau.running.on_worker import version

        try:
            client.wait_for_workers(1, timeout=PATIENCE)
        except TimeoutError as error:
            raise NoWorkers(NO_WORKER.format(address=self.address, seconds=PATIENCE)) from error
        for worker, found in client.run(version, on_error="return").items():
            if found != __version__:
                told = f"{worker} {found!r}"
                raise NoWorkers(OTHER_VERSION.format(address=self.address, version=__version__, found=told))
        for worker, seen in client.run(first.is_file).items():
            if not seen:
                raise NoWorkers(NOT_SHARED.format(address=self.address, worker=worker, path=first))

    def _run(self, client: "Client", waiting: Waiting, frameworks: str) -> Generator[Filed, None, list[Path]]:
        """Until nothing waits; gives the files that workers died of, as far as the scheduler can tell."""
        from distributed import KilledWorker, as_completed

        flying: dict[str, Path] = {}
        lost = []
        done = as_completed([], loop=client.loop)
        while _filled(client, waiting, frameworks, flying, done):
            future = next(done)
            path = flying.pop(future.key)
            try:
                filed = future.result()
            except KilledWorker:
                lost.append(path)
            else:
                yield filed
        return lost


def _filled(client: "Client", waiting: Waiting, frameworks: str, flying: dict[str, Path], done: "as_completed") -> bool:
    """So many files on their way as the workers there now can take."""
    from jixiao.bureau.running.on_worker import evaluate

    most = AHEAD * max(1, len(client.nthreads()))
    while len(flying) < most and (path := waiting.take()):
        future = client.submit(evaluate, path, frameworks, pure=False)
        flying[future.key] = path
        done.add(future)
    return bool(flying)


@contextmanager
def _prepared(client: "Client", naming: Naming) -> Iterator[str]:
    """Every worker, also one that joins later, has the frameworks under this name until the block ends."""
    from jixiao.bureau.running.on_worker import Frameworks

    name = f"jixiao-{uuid4()}"
    client.register_plugin(Frameworks(naming), name=name)
    try:
        yield name
    finally:
        client.unregister_worker_plugin(name)

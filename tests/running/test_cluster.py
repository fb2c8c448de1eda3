"""A real Dask cluster on this machine: two worker processes, loopback only, no dashboard; workers are killed for real."""

import os
import signal
import socket
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

import pytest
from distributed import Client, LocalCluster

from jixiao.bureau.running import NoWorkers, cluster, runner_for
from jixiao.filing import OWN, Filed, Naming
from jixiao.frameworks import SAMPLE, load_framework

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="kills processes and looks into /proc")
ON_THIS_MACHINE = {"host": "127.0.0.1", "dashboard_address": "127.0.0.1:0", "processes": True, "memory_limit": 0}


@pytest.fixture
def patient(monkeypatch):
    """A worker that was killed may take long to be there again where other tests keep both cores busy."""
    monkeypatch.setattr(cluster, "PATIENCE", 120)


@pytest.fixture(scope="module")
def dask() -> Iterator[str]:
    """Its address. Two threads a worker, so that what a worker does at a time is seen."""
    with LocalCluster(n_workers=2, threads_per_worker=2, **ON_THIS_MACHINE) as made:
        yield made.scheduler_address


def pids(address: str) -> list[int]:
    with Client(address, set_as_default=False) as client:
        return list(client.run(os.getpid).values())


def each_once(done: list[Filed], expected: dict[str, Filed]) -> None:
    assert Counter(one.digest for one in done) == Counter(expected.keys())
    assert all(one == expected[one.digest] for one in done)


def test_the_same_as_in_this_process(dask, files, expected):
    each_once(list(runner_for(dask, None).evaluated(files, OWN)), expected)


def test_a_framework_goes_to_every_worker(dask, files):
    other = replace(load_framework(SAMPLE), name="本市统一指标体系", indicators=load_framework(SAMPLE).indicators[:5])
    done = {one.digest: one for one in runner_for(dask).evaluated(files, Naming(other))}
    assert done == {one.digest: one for one in runner_for(None, 1).evaluated(files, Naming(other))}
    assert {one.unit_value("framework") for one in done.values() if not one.refused} == {"本市统一指标体系"}


@pytest.mark.parametrize("after", [1, 15])
def test_a_killed_worker_costs_no_file(patient, dask, files, expected, after):
    before = pids(dask)
    running = runner_for(dask).evaluated(files, OWN)
    done = [next(running) for _ in range(after)]
    os.kill(before[0], signal.SIGKILL)
    each_once([*done, *running], expected)


def test_never_more_than_a_few_files_are_on_their_way(patient, dask, files):
    taken = []
    running = runner_for(dask).evaluated((taken.append(path) or path for path in files), OWN)
    for count, _ in enumerate(running):
        assert len(taken) <= count + 2 * cluster.AHEAD


def test_nobody_at_the_address_is_one_line(files, monkeypatch):
    monkeypatch.setattr(cluster, "PATIENCE", 1)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        nobody = f"tcp://127.0.0.1:{free.getsockname()[1]}"
        with pytest.raises(NoWorkers, match=f"集群 {nobody} 没有应答"):
            list(runner_for(nobody).evaluated(files, OWN))


def test_no_worker_is_one_line(files, monkeypatch):
    monkeypatch.setattr(cluster, "PATIENCE", 1)
    with LocalCluster(n_workers=0, **ON_THIS_MACHINE) as empty, pytest.raises(NoWorkers, match="上没有工作进程"):
        list(runner_for(empty.scheduler_address).evaluated(files, OWN))


@pytest.mark.parametrize("address", ["不是地址", ""])
def test_what_is_no_address_is_one_line_too(files, monkeypatch, address):
    monkeypatch.setattr(cluster, "PATIENCE", 1)
    with pytest.raises(NoWorkers, match="没有应答"):
        list(cluster.Cluster(address).evaluated(files, OWN))


def test_without_the_extra_one_line_says_what_to_install(files):
    code = """
import sys
sys.modules["distributed"] = None  # how Python marks what isn't there
from jixiao.bureau.running import runner_for
from jixiao.cli.common import one_line
with one_line():
    runner_for("tcp://127.0.0.1:8786")
"""
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert (
        ran.stderr.strip()
        .splitlines()[-1]
        .endswith("用集群（--scheduler）要另装：pip install 'jixiao[cluster]'（现在没有 distributed）。")
    )

"""Whole-process `evaluate` on the sample as a ratio to a process that loads the same file with openpyxl."""

import resource
import statistics
import subprocess
import sys

MOST = 1.2
ROUNDS = 5
LOAD = "import openpyxl, sys; openpyxl.load_workbook(sys.argv[1])"
EVALUATE = "from jixiao.cli.main import main; main()"


def spent() -> float:
    """Processor time of all processes that ended, in seconds: what else the machine does isn't in it."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def seconds(code: str, *arguments: object) -> float:
    before = spent()
    subprocess.run([sys.executable, "-c", code, *map(str, arguments)], capture_output=True, check=False)
    return spent() - before


def test_evaluate_costs_little_more_than_a_load(sample, capsys):
    """Alternating runs in one test, their medians compared."""
    seconds(LOAD, sample)
    pairs = [(seconds(LOAD, sample), seconds(EVALUATE, "evaluate", sample, "--json")) for _ in range(ROUNDS)]
    load, ours = (statistics.median(times) for times in zip(*pairs, strict=True))
    with capsys.disabled():
        print(f"\nopenpyxl's load {load:.2f} s, evaluate {ours:.2f} s, ratio {ours / load:.2f} (at most {MOST})")
    assert ours / load <= MOST

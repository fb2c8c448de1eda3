"""Whole-process `evaluate` on the sample as a ratio to bare imports and one openpyxl load of the same file."""

import resource
import statistics
import subprocess
import sys

MOST = 1.0
ROUNDS = 5
BARE = "import xlwings, openpyxl, sys; openpyxl.load_workbook(sys.argv[1])"
EVALUATE = "from jixiao.cli.main import main; main()"


def spent() -> float:
    """Processor time of all processes that ended, in seconds: what else the machine does isn't in it."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def seconds(code: str, *arguments: object) -> float:
    before = spent()
    subprocess.run([sys.executable, "-c", code, *map(str, arguments)], capture_output=True, check=False)
    return spent() - before


def test_evaluate_costs_no_more_than_bare_imports_and_a_load(sample, capsys):
    """Alternating runs in one test, their medians compared. The bare imports have pandas with them, evaluate hasn't."""
    seconds(BARE, sample)
    pairs = [(seconds(BARE, sample), seconds(EVALUATE, "evaluate", sample, "--json")) for _ in range(ROUNDS)]
    bare, ours = (statistics.median(times) for times in zip(*pairs, strict=True))
    with capsys.disabled():
        print(f"\nbare {bare:.2f} s, evaluate {ours:.2f} s, ratio {ours / bare:.2f} (at most {MOST})")
    assert ours / bare <= MOST

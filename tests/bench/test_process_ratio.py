"""Whole-process `evaluate` on the sample as a ratio to bare imports and one openpyxl load of the same file."""

import statistics
import subprocess
import sys
import time

MOST = 1.5
ROUNDS = 7
BARE = "import xlwings, openpyxl, sys; openpyxl.load_workbook(sys.argv[1])"
EVALUATE = "from jixiao.cli.main import main; main()"


def seconds(code, *arguments):
    start = time.perf_counter()
    subprocess.run([sys.executable, "-c", code, *map(str, arguments)], capture_output=True, check=False)
    return time.perf_counter() - start


def test_evaluate_costs_at_most_half_more_than_bare_imports(sample, capsys):
    """Alternating runs in one test, their medians compared: what else the machine does hits both."""
    seconds(BARE, sample)
    pairs = [(seconds(BARE, sample), seconds(EVALUATE, "evaluate", sample, "--json")) for _ in range(ROUNDS)]
    bare, ours = (statistics.median(times) for times in zip(*pairs, strict=True))
    with capsys.disabled():
        print(f"\nbare {bare:.2f} s, evaluate {ours:.2f} s, ratio {ours / bare:.2f} (at most {MOST})")
    assert ours / bare <= MOST

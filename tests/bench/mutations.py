"""How many small faults in scoring, checks, totals and verifying would the tests let through? By hand, outside CI:

    uv run --group mutation python tests/bench/mutations.py --seed 1 --sample 200

Cosmic Ray makes the mutants; a random sample of them (the same for the same seed) is tested, each in a copy of the
repository, by the tests that its module answers to (TESTS, none of which needs LibreOffice). Mutants that can only
crash (`<<` for `+`, `is` for `==`, `|` in an annotation) are left out: they would flatter the figure. A survivor is
printed with its change; the script fails if more than `--most` percent survive.
"""

import argparse
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor, as_completed
from pathlib import Path

from cosmic_ray.commands.init import init
from cosmic_ray.mutating import mutate_and_test
from cosmic_ray.work_db import WorkDB, use_db
from cosmic_ray.work_item import MutationSpec, TestOutcome, WorkResult

ROOT = Path(__file__).parents[2]
COPIED = ("xlsrc", "templates", "workbook", "tests", "pyproject.toml")
SECONDS = 1200  # of the clock, on a machine with other work; a mutant that loops for ever is rare
SLOW = "every_changed_figure or the_command or valid or new_gives or json"  # never asked; they start processes
NAMES = "-o disable_test_id_escaping_and_forfeit_all_rights_to_community_support=1"  # or -k B1 finds \u4eb1 too
OPERATORS = re.compile(
    r"core/(ReplaceBinaryOperator_(Add|Sub|Mul|Div)_(Add|Sub|Mul|Div)"
    r"|ReplaceComparisonOperator_(Eq|NotEq|Lt|LtE|Gt|GtE)_(Eq|NotEq|Lt|LtE|Gt|GtE)"
    r"|ReplaceComparisonOperator_(Is_IsNot|IsNot_Is)|ReplaceUnaryOperator_(Delete_Not|USub_UAdd|UAdd_USub)"
    r"|NumberReplacer|ReplaceTrueWithFalse|ReplaceFalseWithTrue|ReplaceAndWithOr|ReplaceOrWithAnd|AddNot"
    r"|ReplaceBreakWithContinue|ReplaceContinueWithBreak|ZeroIterationForLoop|ExceptionReplacer)"
)

ROWS = " ".join(
    f"tests/checks/test_{of}.py"
    for of in ("boundaries", "boundaries_scores", "told_figures", "conditions", "faults", "faults_together")
)
TOTALS = "tests/frameworks/test_totals.py"
PROJECTS = "tests/projects/test_project_scores.py"
SHEETS = (
    f"{ROWS} {PROJECTS} tests/projects/test_project_sheets.py -k 'P0 or P1 or scores or agree or copy or department'"
)
SCORING = f"tests/evaluation {TOTALS} tests/checks/test_boundaries_scores.py tests/checks/test_told_figures.py"
VERIFY = " ".join(f"tests/submission/test_verify{of}.py" for of in ("_cells", "_texts", "_files", ""))
VERIFYING = f"{VERIFY} -k 'not ({SLOW})'"
TESTS = {  # module → what pytest is given; where several keys match, the longest counts
    "evaluation/checks": f"{ROWS} -k 'F71 or A07 or B19 or C2 or C35 or C40 or D4 or E52'",
    "evaluation/checks/amounts.py": f"{ROWS} -k 'A06 or A07'",
    "evaluation/checks/budget.py": f"{ROWS} -k 'C2 or C3 or C40 or meet or shares or equal'",
    "evaluation/checks/carried.py": "tests/rollover/test_confirming.py -k 'asked or confirm or carried'",
    "evaluation/checks/definitions.py": f"{ROWS} -k 'B20 or C41 or R2'",
    "evaluation/checks/execution.py": f"{ROWS} -k 'C26 or C3 or every'",
    "evaluation/checks/framework.py": f"tests/frameworks/test_lint.py {ROWS} -k 'lint or E53 or E6'",
    "evaluation/checks/identity.py": f"{ROWS} -k 'A0'",
    "evaluation/checks/indicators.py": f"{ROWS} -k 'E6 or S0'",
    "evaluation/checks/project_sheets.py": SHEETS,
    "evaluation/checks/projects.py": f"{ROWS} -k 'E52'",
    "evaluation/checks/scores.py": f"{ROWS} -k 'E5 or E6 or F6 or F7 or score or full or low'",
    "evaluation/checks/spending.py": f"{ROWS} -k 'D4 or D5'",
    "evaluation/checks/staffing.py": f"{ROWS} -k 'B1'",
    "evaluation/checks/texts.py": f"{ROWS} tests/checks/test_numbers_in_texts.py -k 'A10 or E51 or F6 or F7 or words or low or numbers'",
    "evaluation/checks/wording.py": "tests/checks/test_wording.py tests/checks/test_numbers_in_texts.py",
    "evaluation/scoring": SCORING,
    "evaluation/scoring/totals.py": TOTALS,
    "evaluation/scoring/measured.py": PROJECTS,
    "evaluation/scoring/listed.py": SHEETS,
    "evaluation/scoring/projects.py": SHEETS,
    "documents/verifying": VERIFYING,
}


def main() -> int:
    """Test the sample and print what survived."""
    asked = _asked()
    with tempfile.TemporaryDirectory() as folder:
        first = _copy(Path(folder) / "0")
        sample = _sample(first, asked)
        if not asked.unchecked:
            _must_be_green(first, asked.only)
        copies = [first, *(Path(shutil.copytree(first, Path(folder) / str(n))) for n in range(1, asked.jobs))]
        results = list(_tested(sample, copies))
    return _told(results, asked)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seed", type=int, default=1, help="which mutants are drawn")
    parser.add_argument("--sample", type=int, default=200, help="how many")
    parser.add_argument("--jobs", type=int, default=2, help="how many at a time, each in a copy of its own")
    parser.add_argument("--only", default="", help="only modules whose path contains this")
    parser.add_argument(
        "--unchecked", action="store_true", help="the tests were just run: they are green without a mutant"
    )
    parser.add_argument("--most", type=float, default=10, help="percent that may survive")
    return parser.parse_args()


def _copy(target: Path) -> Path:
    target.mkdir(parents=True)
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, target / name, ignore=shutil.ignore_patterns("__pycache__", ".hypothesis"))
        else:
            shutil.copy(source, target / name)
    compiled = [sys.executable, "-m", "compileall", "-q", "--invalidation-mode", "checked-hash", "xlsrc"]
    subprocess.run(compiled, cwd=target, check=True)  # else every mutant's run would compile every module
    return target


def tests_of(module: str) -> str:
    """What pytest is given for a module, '' outside the scope."""
    keys = [key for key in TESTS if f"/{key}" in module]
    return TESTS[max(keys, key=len)] if keys else ""


def _command(tests: str) -> str:
    return f"{sys.executable} -m pytest -q -x -n 0 -p no:cacheprovider {NAMES} {tests}"


def _modules(copy: Path) -> list[Path]:
    found = (path.relative_to(copy) for path in sorted((copy / "xlsrc").rglob("*.py")))
    return [path for path in found if tests_of(path.as_posix())]


def _enter(copy: Path) -> None:
    """Work in a copy: its sources are imported, not the installed ones."""
    os.chdir(copy)
    os.environ["PYTHONPATH"] = str(copy / "xlsrc")
    where = subprocess.run(
        [sys.executable, "-c", "import jixiao; print(jixiao.__file__)"], capture_output=True, text=True, check=True
    )
    assert where.stdout.startswith(str(copy)), "the tests would not see the mutants"


def _must_be_green(copy: Path, only: str) -> None:
    """A test that fails without any mutant would count as killing every one."""
    _enter(copy)
    given = [tests_of(path.as_posix()) for path in _modules(copy) if only in path.as_posix()]
    files = dict.fromkeys(word for tests in given for word in tests.split() if word.startswith("tests/"))
    ran = subprocess.run([sys.executable, "-m", "pytest", "-q", "-n", "2", "-k", f"not ({SLOW})", *files], check=False)
    if ran.returncode:
        sys.exit("the tests are not green without a mutant")


def _sample(copy: Path, asked: argparse.Namespace) -> list[MutationSpec]:
    _enter(copy)
    with use_db("mutants.sqlite", WorkDB.Mode.create) as database:
        init([path for path in _modules(copy) if asked.only in path.as_posix()], database, {})
        made = [item.mutations[0] for item in database.work_items]
    made = [one for one in made if OPERATORS.fullmatch(one.operator_name)]
    made.sort(key=lambda one: (one.module_path.as_posix(), one.start_pos, one.operator_name, one.occurrence))
    print(f"{len(made)} mutants in scope, {min(asked.sample, len(made))} drawn with seed {asked.seed}", flush=True)
    return random.Random(asked.seed).sample(made, min(asked.sample, len(made)))


def _tested(sample: list[MutationSpec], copies: list[Path]) -> Iterator[tuple[MutationSpec, WorkResult]]:
    """Each worker keeps to one copy: a mutant is a changed file."""
    pools = [ProcessPoolExecutor(1, initializer=_enter, initargs=(copy,)) for copy in copies]
    try:
        waiting = {pools[n % len(pools)].submit(_test, one): one for n, one in enumerate(sample)}
        for done in as_completed(waiting):
            _show(waiting[done], done.result())
            yield waiting[done], done.result()
    finally:
        for pool in pools:
            pool.shutdown(cancel_futures=True)


def _test(mutant: MutationSpec) -> WorkResult:
    return mutate_and_test([mutant], _command(tests_of(mutant.module_path.as_posix())), SECONDS)


def _outcome(result: WorkResult) -> str:
    if result.test_outcome is TestOutcome.KILLED:
        return "timeout" if result.output == "timeout" else "killed"
    return "survived" if result.test_outcome is TestOutcome.SURVIVED else "not run"


def _show(mutant: MutationSpec, result: WorkResult) -> None:
    """A dot for a killed one; for others the change that nobody noticed."""
    if _outcome(result) == "killed":
        print(".", end="", flush=True)
        return
    lines = [line for line in (result.diff or result.output or "").splitlines() if line[:1] in ("+", "-")][3:]
    place = f"{mutant.module_path}:{mutant.start_pos[0]} {mutant.operator_name}"
    print(f"\n{_outcome(result)}: {place}", *lines, sep="\n", flush=True)


def _told(results: list[tuple[MutationSpec, WorkResult]], asked: argparse.Namespace) -> int:
    outcomes = ("killed", "timeout", "survived", "not run")
    counts: dict[str, Counter[str]] = {}
    print()
    for mutant, result in results:
        counts.setdefault(mutant.module_path.as_posix(), Counter())[_outcome(result)] += 1
    whole = sum(counts.values(), Counter())
    for name, count in [*sorted(counts.items()), ("all", whole)]:
        print(f"{name:60}", *(f"{count[outcome]:4} {outcome}" for outcome in outcomes))
    share = 100 * (whole["survived"] + whole["not run"]) / max(len(results), 1)
    print(f"survived: {share:.1f} % of {len(results)} (at most {asked.most:g} %), seed {asked.seed}")
    return int(share > asked.most)


if __name__ == "__main__":
    sys.exit(main())

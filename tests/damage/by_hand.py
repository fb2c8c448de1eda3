"""Damage at random, many more cases than CI has time for: `uv run python tests/damage/by_hand.py KIND FIRST COUNT`.

KIND: sheets, files, docx, zip, eml. Prints what came out, and every case that failed, and goes on. A damaged file that
can be pressed is pressed twice: the second press must leave the same bytes.
"""

import sys
import tempfile
from collections import Counter
from pathlib import Path

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE), str(HERE.parent)]

import test_damaged_cells  # noqa: E402
import test_damaged_documents  # noqa: E402
import test_damaged_files  # noqa: E402
from judging import Verdict, limited  # noqa: E402

from books import evaluated  # noqa: E402
from faults import good_grids  # noqa: E402
from good import NAME, good_bytes  # noqa: E402
from jixiao.engines import FormulaInTheWay, LockedCells, UnusableWorkbook, open_book  # noqa: E402
from jixiao.evaluation import evaluate  # noqa: E402
from jixiao.press.reading import take_snapshot  # noqa: E402
from jixiao.press.run import press  # noqa: E402


def sheets(seeds, folder):
    """Grids: a refusal, the same score, or findings that say why."""
    verdict = Verdict(evaluate(take_snapshot(good_grids())))
    for seed in seeds:
        grids, names = test_damaged_cells.damaged(seed)
        yield (
            f"sheets {seed} ({names})",
            lambda grids=grids, names=names: verdict.judge(
                names, lambda: test_damaged_cells.evaluated_maybe_filled(grids, True)
            ),
        )
    print(verdict.summary())


def files(seeds, folder):
    """Whole files: judged as above, then pressed twice."""
    path = folder / NAME
    path.write_bytes(good_bytes())
    verdict, twice = Verdict(evaluated(path)), Counter()

    def judged(content, names):
        path.write_bytes(content)
        (folder / "一.xlsm").unlink(missing_ok=True)
        verdict.judge(names, lambda: test_damaged_files.evaluated_maybe_pressed(path, folder / "一.xlsm", True))
        assert path.read_bytes() == content, "the input was changed"
        twice[pressed_again(folder / "一.xlsm", folder / "二.xlsm")] += 1

    for seed in seeds:
        content, names = test_damaged_files.damaged(seed)
        yield f"files {seed} ({names})", lambda content=content, names=names: judged(content, names)
    print(verdict.summary(), dict(twice))


def pressed_again(first, second):
    """What a second press of a pressed file comes to."""
    if not first.is_file():
        return "not pressed"
    try:
        book = open_book(first)
    except UnusableWorkbook:
        return "refused"
    try:
        press(book)
        book.save(second)
    finally:
        book.close()
    assert second.read_bytes() == first.read_bytes(), "a second press differs"
    return "same bytes"


def documents(kind):
    """Documents: read or refused in one line."""

    def cases(seeds, folder):
        counts = Counter()

        def gone_through(seed, case, content):
            path, inside = folder / f"收到.{kind}", folder / str(seed)
            path.write_bytes(content)
            inside.mkdir()
            refused, read = test_damaged_documents.go_through(kind, path, inside, case)
            counts["refused"] += refused
            counts["read"] += read

        for seed in seeds:
            content, done = test_damaged_documents.damaged(kind, seed)
            case = f"{kind} {seed} ({done})"
            yield case, lambda seed=seed, case=case, content=content: gone_through(seed, case, content)
        print(dict(counts))

    return cases


KINDS = {"sheets": sheets, "files": files, **{kind: documents(kind) for kind in test_damaged_documents.CASES}}


def main():
    """Every case, whatever the ones before it came to."""
    kind, first, count = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    failed = refused = 0
    with tempfile.TemporaryDirectory() as folder:
        for case, run in KINDS[kind](range(first, first + count), Path(folder)):
            try:
                with limited(case):
                    run()
            except (FormulaInTheWay, LockedCells):
                refused += 1
            except Exception as error:
                failed += 1
                print(f"FAILED {case}: {type(error).__name__} {str(error)[:300]}", flush=True)
    print(f"{kind}: {count} cases from {first}, {refused} refused by the press, {failed} failed")


if __name__ == "__main__":
    main()

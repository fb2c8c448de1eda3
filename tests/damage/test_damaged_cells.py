"""Good workbooks whose sheets were damaged at random: a refusal, the same score, or findings that say why."""

from random import Random

from damage_cells import DAMAGES, as_book, as_grids
from judging import Verdict

from faults import good_grids
from jixiao.evaluation import evaluate
from jixiao.press.reading import take_snapshot
from jixiao.press.writing import blocks

CASES = 1700
FILLED_EVERY = 10  # every tenth case goes on to what a press would write
MOST_DAMAGES = 4


def damaged(seed):
    """The sheets of case `seed`, with one to four damages, and their names."""
    random = Random(seed)
    book = as_book(good_grids())
    done = [random.choice(DAMAGES) for _ in range(random.choice((1, 1, 2, MOST_DAMAGES)))]
    for damage in done:
        damage(random, book)
    return as_grids(book), "+".join(damage.__name__ for damage in done)


def evaluated_maybe_filled(grids, filled):
    """What a press computes; blocks included if `filled`."""
    snapshot = take_snapshot(grids)
    evaluation = evaluate(snapshot)
    if filled:
        blocks(snapshot, evaluation, grids)
    return evaluation


def test_damaged_sheets_never_give_a_wrong_score_in_silence(capsys):
    verdict = Verdict(evaluate(take_snapshot(good_grids())))
    for seed in range(CASES):
        grids, names = damaged(seed)
        filled = seed % FILLED_EVERY == 0
        verdict.judge(
            f"seed {seed} ({names})", lambda filled=filled, grids=grids: evaluated_maybe_filled(grids, filled)
        )
    with capsys.disabled():
        print(f"\ndamaged sheets: {verdict.summary()}")
    assert verdict.cases == CASES
    assert min(verdict.same, verdict.explained) > 0

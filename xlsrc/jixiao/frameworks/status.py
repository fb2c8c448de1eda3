"""How far a criterion gives points by itself, and the words it is understood by."""

from jixiao.criteria import Criterion, Standing, render
from jixiao.frameworks.model import Indicator


def status_of(criterion: Criterion) -> str:
    """`scored`, `proposed` (a person confirms) or `manual`."""
    return str(criterion.standing)


def canonical_of(criterion: Criterion) -> str:
    """The rule that scores, where it is settled, else the best reading's; '' where there is none."""
    if criterion.settled:
        return criterion.canonical
    return render(criterion.readings[0].rule, criterion.weight) if criterion.readings else ""


def why_open(indicator: Indicator) -> str:
    """Why a person has to confirm first, '' where nobody has to: 可以读成“…”，但没有写明… ."""
    criterion = indicator.criterion
    if indicator.decided.problem or criterion.standing is not Standing.PROPOSED:
        return indicator.decided.problem
    best = criterion.candidates[0]
    return f"可以读成“{render(best.rule, indicator.weight)}”，但{'；'.join(best.uncertain)}"

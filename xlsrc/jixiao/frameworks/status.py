"""How far a criterion gives points by itself, and the words it is understood by."""

from jixiao.criteria import Criterion, render


def status_of(criterion: Criterion) -> str:
    """`scored`, `proposed` (a person confirms) or `manual`."""
    return str(criterion.standing)


def canonical_of(criterion: Criterion) -> str:
    """The rule that scores, where it is settled, else the best reading's; '' where there is none."""
    if criterion.settled:
        return criterion.canonical
    return render(criterion.readings[0].rule, criterion.weight) if criterion.readings else ""

"""Whether a criterion gives points by itself."""

from jixiao.criteria import Criterion, Manual

SCORED, MANUAL = "scored", "manual"


def status_of(criterion: Criterion) -> str:
    """`scored` where the criterion was understood and is no 手工; `manual` otherwise."""
    return SCORED if criterion.understood and not isinstance(criterion.rule, Manual) else MANUAL

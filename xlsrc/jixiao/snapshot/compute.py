"""Computed cells recomputed from typed ones: the Python twin of build.formulas. Cached values are never read."""

from collections.abc import Callable, Mapping
from decimal import Decimal

from jixiao.forms import CellSpec, Computation
from jixiao.snapshot.model import Computed
from jixiao.values.rounding import half_up, percent_of

Operand = Callable[[str], Decimal | None]


def compute(computation: Computation, operand: Operand) -> Computed:
    """sum in the operands' unit; ratio and share in percent points, 2 decimals; 0 below the line is 不适用."""
    values = [operand(name) for name in computation.operands]
    if computation.operation == "sum":
        known = [value for value in values if value is not None]
        return Computed(half_up(sum(known, Decimal(0)))) if known else Computed()
    part, whole = values
    if part is None and whole is None:
        return Computed()
    if not whole:
        return Computed(not_applicable=True)
    return Computed(percent_of(part, whole)) if part is not None else Computed()


def compute_all(specs: Mapping[str, CellSpec], typed: Operand) -> dict[str, Computed]:
    """Every computed item of `specs`; `typed` gives the typed ones. Forms have no cycles (the loader saw to it)."""
    done: dict[str, Computed] = {}

    def operand(item: str) -> Decimal | None:
        computation = specs[item].computed
        if computation is None:
            return typed(item)
        if item not in done:
            done[item] = compute(computation, operand)
        return done[item].value

    for item, spec in specs.items():
        if spec.computed is not None:
            operand(item)
    return done

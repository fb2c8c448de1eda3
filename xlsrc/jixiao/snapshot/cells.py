"""Read one cell as its definition says, and tell what is wrong with it."""

from collections.abc import Callable

from jixiao.findings import Place
from jixiao.forms import CellSpec
from jixiao.snapshot import kinds
from jixiao.snapshot.collected import Collected
from jixiao.snapshot.grid import Grid
from jixiao.snapshot.model import Entry
from jixiao.values import typed
from jixiao.values.key import Key
from jixiao.values.typed import Typed, visible

FORMULA_HEAD = "=IF(COUNT("  # how every formula of the template begins (build.formulas)
LOST = "#REF!"


_READERS: dict[str, Callable[[object, CellSpec], Typed]] = {
    "year": lambda raw, spec: typed.read_year(raw),
    "date": lambda raw, spec: typed.read_date(raw),
    "percent": lambda raw, spec: typed.read_percent(raw),
    "integer": lambda raw, spec: typed.read_integer(raw, spec.unit),
    "amount": lambda raw, spec: typed.read_amount(raw, spec.unit),
    "choice": lambda raw, spec: typed.read_choice(raw, spec.choices),
    "answer": lambda raw, spec: typed.read_answer(raw),
}


def read_typed(raw: object, spec: CellSpec) -> Typed:
    """Normalise a raw cell as its definition says."""
    reader = _READERS.get(spec.type)
    return reader(raw, spec) if reader else typed.read_text(raw)


def read_entry(out: Collected, grid: Grid | None, key: Key, spec: CellSpec, place: Place) -> Entry:
    """The entry at a place; blank where the place is not a cell. What is wrong with it goes to `out`."""
    known = grid is not None and place.row and place.column
    raw = grid.value(place.row, place.column) if grid and known else None
    formula = grid.formula(place.row, place.column) if grid and known else ""
    read = Typed(None) if formula else read_typed(raw, spec)
    if formula:
        out.note(kinds.FORMULA_TYPED.at(key, label=key.label, formula=formula))
    elif read.fault:
        out.note(kinds.UNUSABLE.at(key, label=key.label, fault=read.fault))
    elif read.note:
        out.note(kinds.NORMALISED.at(key, label=key.label, note=read.note))
    return Entry(key, read.value, formula or raw, spec, bool(read.fault or formula))


def overwritten(grid: Grid, row: int, column: int) -> str:
    """What stands where a formula of the template should: a constant, or somebody's own formula; '' if all is well."""
    formula = grid.formula(row, column)
    if formula:
        return "" if formula.startswith(FORMULA_HEAD) and LOST not in formula else formula
    return visible(grid.value(row, column)) if grid.formulas else ""

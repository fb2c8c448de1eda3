"""A made unit's working workbook. The same spec gives the same bytes."""

from county_masters import master
from county_model import Typed, UnitSpec
from county_typed import typed_of


def make_unit(spec: UnitSpec, macros: bool = True) -> bytes:
    """The filled working workbook: .xlsm, or without macros .xlsx."""
    return written(typed_of(spec), spec.framework, macros)


def written(typed: Typed, framework: str, macros: bool = True) -> bytes:
    """What was typed, in a workbook."""
    return master(framework, macros).copy(typed)

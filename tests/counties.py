"""Made counties for tests and benches: units with filled workbooks, sources, a roster, an account; parts in tests/county."""

import sys
from pathlib import Path

sys.path.append(str(Path(__file__).parent / "county"))

from county_account import Account, Said, UnitAccount, Verdict
from county_bad import BAD, Bad
from county_files import content_of, finished, looked_into, pressed
from county_making import Counts, make_county
from county_model import Expected, Fault, Planted, Typed, UnitSpec
from county_opening import taken_out
from county_packing import Packed, mail, zipped
from county_roster import write_roster
from county_stock import many_specs, specs_of
from county_typed import expected_of, typed_of
from county_units import make_unit, written

__all__ = [
    "BAD",
    "Account",
    "Bad",
    "Counts",
    "Expected",
    "Fault",
    "Packed",
    "Planted",
    "Said",
    "Typed",
    "UnitAccount",
    "UnitSpec",
    "Verdict",
    "content_of",
    "expected_of",
    "finished",
    "looked_into",
    "mail",
    "make_county",
    "make_unit",
    "many_specs",
    "pressed",
    "specs_of",
    "taken_out",
    "typed_of",
    "write_roster",
    "written",
    "zipped",
]

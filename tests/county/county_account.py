"""What a collection must say of a made county: of each file, of each unit, of the roster, and the planted faults."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from county_model import Expected, Planted, UnitSpec


class Verdict(StrEnum):
    """What must be said of a file."""

    COUNTS = "counts"  # the one that stands for its unit
    DUPLICATE = "duplicate"  # the same bytes as a file that counts
    SUPERSEDED = "superseded"  # an older sound version of the same unit
    REFUSED = "refused"  # can't be used: `fault` says why
    WITH_ERRORS = "with errors"  # newer than the sound one, but its entries have errors: it must not replace silently
    OTHER_YEAR = "other year"
    OLD_TEMPLATE = "old template"
    IGNORED = "ignored"  # no workbook: lock files, texts


@dataclass(frozen=True)
class Said:
    """A file: where it lies (each step into a container is one more of `at`), and what must be said of it.

    `form`: working, macro-free or finished; `of`: where the file lies that it repeats or gives way to.
    """

    at: tuple[str, ...]
    unit: str
    verdict: Verdict
    when: datetime
    fault: str = ""
    form: str = "working"
    of: tuple[str, ...] = ()

    @property
    def outer(self) -> str:
        """The file on the disk, relative to the county's folder."""
        return self.at[0]


@dataclass(frozen=True)
class UnitAccount:
    """A unit on the roster. `file`: the one that counts; None: `missing` (nothing filed) or nothing usable filed."""

    spec: UnitSpec
    expected: Expected
    file: tuple[str, ...] | None
    missing: bool = False


@dataclass(frozen=True)
class Account:
    """The whole county; `folder` holds the sources, `roster` lies beside it; `last_year`: workbooks of some units of the year before."""

    folder: Path
    roster: Path
    year: int
    files: tuple[Said, ...]
    units: dict[str, UnitAccount]
    planted: tuple[Planted, ...] = ()
    last_year: Mapping[str, Path] = field(default_factory=dict)

    def said(self, verdict: Verdict) -> list[Said]:
        """The files of which this must be said."""
        return [one for one in self.files if one.verdict is verdict]

    @property
    def missing(self) -> list[str]:
        """Units on the roster that filed nothing at all, in its order."""
        return [unit for unit, one in self.units.items() if one.missing]

    @property
    def unusable(self) -> list[str]:
        """Units that filed something, but nothing that counts."""
        return [unit for unit, one in self.units.items() if not one.missing and one.file is None]

    @property
    def counted(self) -> list[str]:
        """Units of which a file counts."""
        return [unit for unit, one in self.units.items() if one.file is not None]

    def of_unit(self, unit: str) -> Iterator[Said]:
        """Every file of a unit."""
        return (one for one in self.files if one.unit == unit)

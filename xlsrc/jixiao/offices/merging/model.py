"""What was typed, without places: items, and tables of rows; a return with what it was handed out as."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from jixiao.offices.raws import Raw, decoded, encoded, shown

LABEL = ""
"""The column of a row's own name."""
Cells = Mapping[str, Raw]


@dataclass(frozen=True)
class Row:
    """A row of a table: its typed cells by column, LABEL among them, only those that hold something.

    `group` keeps rows apart that may not be mixed (the levels of a project sheet). `own`: the columns that the office
    fills, where the row belongs to a part. `place`: where it stands, for whoever made it.
    """

    cells: Cells
    group: tuple[str, ...] = ()
    own: frozenset[str] = frozenset()
    place: int = 0

    @property
    def label(self) -> str:
        """Its name as typed, '' without one."""
        return shown(self.cells.get(LABEL))

    @property
    def content(self) -> tuple[object, ...]:
        """All of it as people read it, for comparing whole rows."""
        return (self.group, *sorted((column, shown(raw)) for column, raw in self.cells.items()))


@dataclass(frozen=True)
class Table:
    """The rows of a list. `columns`: those that were found there; `coded`: rows are the framework's, none comes or goes;
    `whole`: no row was left out when it was handed out; `named`: a name belongs to one row."""

    rows: tuple[Row, ...] = ()
    columns: frozenset[str] = frozenset()
    coded: bool = False
    whole: bool = False
    named: bool = True


@dataclass(frozen=True)
class Contents:
    """Items by name (None: blank) and tables by name; what could not be found is missing."""

    items: Mapping[str, Raw] = field(default_factory=dict)
    tables: Mapping[str, Table] = field(default_factory=dict)


@dataclass(frozen=True)
class Return:
    """A part that came back: `base` as handed out, `now` as it is. `own_items`: what the office fills; `own_columns`: of
    new rows, by table. `stray`: what stands where nothing is asked, (where, what).
    `both`: what is said where both sides changed, if not the usual."""

    office: str
    file: str
    saved: str
    base: Contents
    now: Contents
    own_items: frozenset[str] = frozenset()
    own_columns: Mapping[str, frozenset[str]] = field(default_factory=dict)
    stray: tuple[tuple[str, Raw], ...] = ()
    both: str = ""


@dataclass(frozen=True)
class Spot:
    """A typed cell by meaning: `name` an item, or a table with the row's label, which of those labelled so (from 0), and
    the column; a column "*" is the whole row. `group`: where in the table, of a project sheet."""

    name: str
    label: str | None = None
    nth: int = 0
    column: str = LABEL
    group: tuple[str, ...] = ()

    @property
    def is_item(self) -> bool:
        return self.label is None

    @property
    def kept(self) -> list[object]:
        """As JSON keeps it."""
        return [self.name] if self.is_item else [self.name, self.label, self.nth, self.column, *self.group]

    @classmethod
    def of(cls, kept: list[object]) -> "Spot":
        """ValueError where it is not what `kept` gives."""
        if len(kept) == 1:
            return cls(str(kept[0]))
        name, label, nth, column, *group = kept
        return cls(str(name), str(label), int(str(nth)), str(column), tuple(map(str, group)))


WHOLE = "*"


@dataclass(frozen=True)
class Taken:
    """A cell (or a whole row) that went into the main workbook. Before and after are raw values; of whole rows, cells."""

    spot: Spot
    before: Raw
    after: Raw
    office: str
    file: str
    saved: str


@dataclass(frozen=True)
class Conflict:
    """What nobody but a person can decide. `choosable`: 交回 may be picked; else it is only to be read."""

    spot: Spot
    base: Raw
    main: Raw
    returned: Raw
    why: str
    office: str
    file: str
    saved: str
    choosable: bool = True

    @property
    def identity(self) -> tuple[object, ...]:
        """The same question from the same office is asked once."""
        return identity(self.spot, self.office, self.returned)


def identity(spot: Spot, office: str, returned: Raw) -> tuple[object, ...]:
    """What an office said of a cell or row; of whole rows, which of those named so doesn't matter."""
    kept = replace(spot, nth=0) if spot.column == WHOLE else spot
    return (kept, office, digest(returned))


def digest(raw: Raw) -> str:
    """What stands for a cell's value, or a row's cells."""
    return hashlib.sha256(repr(frozen(raw)).encode()).hexdigest()[:16]


def frozen(raw: Raw) -> object:
    """A cell's value, or a row's cells, as something that can be compared and kept in a set."""
    if isinstance(raw, Mapping):
        return tuple(sorted((column, frozen(value)) for column, value in raw.items()))
    kept = encoded(raw)
    return tuple(kept) if kept else None


def kept_raw(raw: Raw) -> object:
    """A cell's value, or a row's cells, as JSON keeps them."""
    if isinstance(raw, Mapping):
        return {column: encoded(value) for column, value in sorted(raw.items())}
    return encoded(raw)


def raw_of(kept: Any) -> Raw:
    """The other way round. ValueError where it is not what `kept_raw` gives."""
    if isinstance(kept, dict):
        return {column: decoded(value) for column, value in kept.items()}
    return decoded(kept)

"""What the sections give while a workbook is read; becomes the Snapshot."""

from collections.abc import Mapping
from decimal import Decimal

from jixiao.findings import Finding, Place
from jixiao.forms import Forms
from jixiao.snapshot import kinds
from jixiao.snapshot.answers import Answered
from jixiao.snapshot.compute import compute_all
from jixiao.snapshot.implied import contradictions, with_free_rows, with_implied
from jixiao.snapshot.model import Body, Carried, Computed, Entry, Project, Record, Snapshot
from jixiao.values.key import Key
from jixiao.values.rounding import plain
from jixiao.values.words import NOT_APPLICABLE


class Collected:
    """Entries, tables, places and notes, in the order in which they are found."""

    """`filed`: what is read is a finished workbook, which leaves scratch pads, guiding columns and ends of lists out."""

    def __init__(self, forms: Forms, *, filed: bool = False) -> None:
        self.forms, self.filed = forms, filed
        self.entries: dict[str, Entry] = {}
        self.tables: dict[str, tuple[Record, ...]] = {}
        self.places: dict[Key, Place] = {}
        self.bodies: dict[str, Body] = {}
        self.notes: list[Finding] = []
        self.overwritten: list[tuple[Key, str]] = []
        self.printed: dict[Key, Decimal] = {}
        self.projects: tuple[Project, ...] = ()
        self.carried: tuple[Carried, ...] = ()
        self.version = ""
        self.usual: dict[str, dict[str, str]] = {}

    def place(self, key: Key | str, place: Place) -> None:
        """Remember where an entry stands; a text is the name of an item."""
        self.places[Key.of(key)] = place

    def note(self, finding: Finding) -> None:
        """Add a finding of the reading."""
        self.notes.append(finding)

    def snapshot(self, answers: tuple[Answered, ...], heads: Mapping[str, str]) -> Snapshot:
        """The Snapshot, computed items recomputed; overwritten formulas are told with the right value."""
        specs = dict(self.forms.items())
        self.notes += contradictions(self.entries, self.tables)
        entries = with_free_rows(with_implied(self.entries, self.usual), self.forms)
        computed = compute_all(specs, lambda item: entries[item].number)
        for key, shown in self.overwritten:
            value = computed[key.item] if key.item else self._list_value(key)
            words = {"label": key.label, "shown": shown, "value": computed_text(value)}
            self.note(kinds.FORMULA_LOST.at(key, **words))
        return Snapshot(
            self.forms, entries, computed, self.tables, self.places, tuple(self.notes), self.bodies,
            self.printed, answers, heads, self.projects, self.carried, self.version,
        )  # fmt: skip

    def _list_value(self, key: Key) -> Computed:
        records = (record for record in self.tables.get(key.table, ()) if record.key == key.whole)
        return next((record.computed[key.column] for record in records), Computed())


def computed_text(value: Computed) -> str:
    """How a computed value is told in a sentence."""
    if value.not_applicable:
        return NOT_APPLICABLE
    return "空" if value.value is None else plain(value.value)

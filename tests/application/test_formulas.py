"""Every live formula of the template, calculated by LibreOffice, equals what Python recomputes from the entries."""

import random
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from desktop import Hand

from jixiao.engines import open_book
from jixiao.engines.libreoffice.application import ADDRESS
from jixiao.forms import CellSpec, Section, load_forms
from jixiao.press.reading import read_grids
from jixiao.snapshot import Snapshot, read_snapshot
from jixiao.snapshot.compute import compute
from jixiao.snapshot.grid import Grid
from jixiao.snapshot.model import Computed
from office import needs_office, shared_office

pytestmark = needs_office
WORKBOOKS = 24
LISTS = [section for _, section in load_forms().sections() if section.kind == "list"]


@pytest.fixture(scope="module")
def hand() -> Iterator[Hand]:
    made = Hand(shared_office())
    yield made
    made.end()


@pytest.fixture
def generated(request, hand: Hand, blank: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """The blank workbook open in LibreOffice with generated entries, list rows inserted and deleted."""
    path = tmp_path / "自评.xlsm"
    path.write_bytes(blank.read_bytes())
    hand("open", str(path), True)
    monkeypatch.setenv(ADDRESS, hand.address)
    book = open_book(path, "libreoffice")
    chance = random.Random(request.param)
    _change_rows(hand, snapshot_of(read_grids(book)), chance)
    hand("type_all", list(_typed(snapshot_of(read_grids(book)), chance)))
    yield read_grids(book)
    book.close()
    hand("close")


def snapshot_of(grids: list[Grid]) -> Snapshot:
    return read_snapshot(load_forms(), grids)


def _change_rows(hand: Hand, snapshot: Snapshot, chance: random.Random) -> None:
    """From the last list of a sheet to the first, so that the rows above stay where they are."""
    for section in reversed(LISTS):
        body = snapshot.bodies.get(section.item)
        if body is not None and section.total:
            where = chance.randint(body.first, body.last + 1)
            count = chance.choice((0, 1, 3) if where > body.last else (-1, 0, 1, 3))
            if count:
                hand("rows", body.sheet, where, count)


def _typed(snapshot: Snapshot, chance: random.Random) -> Iterator[tuple[str, int, int, object]]:
    """(sheet, row, column, value) of every number a clerk may type; now and then a cell stays blank."""
    for key, entry in snapshot.entries.items():
        if entry.spec.is_number and entry.spec.is_entry and entry.spec.type != "year":
            place = snapshot.place(key)
            yield place.sheet, place.row, place.column, _number(entry.spec, chance)
    for section in LISTS:
        body = snapshot.bodies.get(section.item)
        if body is None or not section.total:
            continue
        columns = [c for c in section.columns if c.is_number and c.is_entry]
        for row in range(body.first, body.last + 1):
            if chance.random() < 0.7:
                yield body.sheet, row, body.columns[section.row_header], f"第{row}项"
                yield from ((body.sheet, row, body.columns[c.label], _number(c, chance)) for c in columns)


def _number(spec: CellSpec, chance: random.Random) -> object:
    """A usable number: Python leaves others out and says so, a formula can't."""
    if spec.type == "amount":
        below = [-1.25] if spec.negative else []
        return chance.choice([None, 0, chance.randint(1, 99), round(chance.uniform(0.01, 5000), 2), *below])
    return chance.choice((None, 0, chance.randint(1, 99)))


@pytest.mark.parametrize("generated", range(WORKBOOKS), indirect=True)
def test_formulas_equal_python(generated: list[Grid]) -> None:
    snapshot = snapshot_of(generated)
    by_name = {grid.sheet: grid for grid in generated}
    wrong, compared = [], 0
    for sheet, row, column, expected in (*_items(snapshot), *_records(snapshot), *_totals(snapshot)):
        if by_name[sheet].formula(row, column):  # an inserted row has none
            compared += 1
            live = by_name[sheet].value(row, column)
            if not _equal(live, expected):
                wrong.append((sheet, row, column, live, expected))
    assert not wrong
    assert compared > 60


def test_every_formula_of_the_entry_sheets_is_compared(sample: Path) -> None:
    """Nothing live is left out: on the sample, which has all its rows."""
    book = open_book(sample)
    grids = read_grids(book)
    book.close()
    snapshot = snapshot_of(grids)
    places = {(s, r, c) for s, r, c, _ in (*_items(snapshot), *_records(snapshot), *_totals(snapshot))}
    blanks = _blank_rows(snapshot)
    for grid in grids:
        if grid.sheet in {form.sheet for form in load_forms().forms}:
            for row in range(grid.top, grid.last_row + 1):
                for column in range(grid.left, grid.left + len(grid.values[0])):
                    if grid.formula(row, column) and (grid.sheet, row) not in blanks:
                        assert (grid.sheet, row, column) in places, grid.formula(row, column)


def _blank_rows(snapshot: Snapshot) -> set[tuple[str, int]]:
    """Rows of lists without a record: their formulas give ''."""
    filled = {(snapshot.places[r.key].sheet, snapshot.places[r.key].row) for t in snapshot.tables.values() for r in t}
    rows = {(body.sheet, row) for body in snapshot.bodies.values() for row in range(body.first, body.last + 1)}
    return rows - filled


def _items(snapshot: Snapshot):
    specs = dict(load_forms().items())
    for item, computed in snapshot.computed.items():
        place, spec = snapshot.place(item), specs[item]
        yield place.sheet, place.row, place.column, shown(computed, spec.computed.operation)


def _records(snapshot: Snapshot):
    for section in LISTS:
        for record in snapshot.tables.get(section.item, ()):
            for label, computed in record.computed.items():
                place = snapshot.places[record.key.at(label)]
                operation = section.column(label).computed.operation
                yield place.sheet, place.row, place.column, shown(computed, operation)


def _totals(snapshot: Snapshot):
    for section in LISTS:
        body = snapshot.bodies.get(section.item)
        if body is None or not section.total:
            continue
        sums = {c.label: _sum(snapshot, section, c.label) for c in section.columns if c.total and not c.computed}
        for spec in section.columns:
            if spec.computed and spec.total:
                sums[spec.label] = compute(spec.computed, lambda label, sums=sums: sums[label].value)
            if spec.label in sums:
                operation = spec.computed.operation if spec.computed else "sum"
                yield body.sheet, body.last + 1, body.columns[spec.label], shown(sums[spec.label], operation)


def _sum(snapshot: Snapshot, section: Section, label: str) -> Computed:
    values = [record.number(label) for record in snapshot.tables[section.item]]
    known = [value for value in values if value is not None]
    return Computed(sum(known, Decimal(0))) if known else Computed()


def shown(computed: Computed, operation: str) -> object:
    """What the cell should show: rates are fractions there, percent points in Python."""
    if computed.not_applicable:
        return "不适用"
    if computed.value is None:
        return None
    return float(computed.value if operation == "sum" else computed.value / 100)


def _equal(live: object, expected: object) -> bool:
    if isinstance(live, float) and isinstance(expected, float):
        return abs(live - expected) < 1e-9
    return live == expected

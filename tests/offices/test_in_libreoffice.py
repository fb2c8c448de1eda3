"""Parts that are opened, filled and saved by LibreOffice as .xlsx: nothing is lost, and nothing changes by being saved."""

from pathlib import Path

import pytest
from by_script import Desk, blanked, fill_part, marker_of, typed_in

from jixiao.engines.libreoffice import application
from jixiao.offices.contents import Typed
from jixiao.offices.raws import is_same
from jixiao.resources import SAMPLE_NAME, workbook
from office import needs_office, saved_again, shared_office

pytestmark = needs_office
SAMPLE = workbook("samples", SAMPLE_NAME)


@pytest.fixture
def office(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(application.ADDRESS, shared_office())


def own_cells(typed: Typed, part: Path) -> dict[object, object]:
    """What the office filled, cell by cell."""
    marker = marker_of(part)
    cells: dict[object, object] = {item: typed.contents.items[item] for item in marker.own_items}
    for name, columns in marker.own_columns.items():
        for row in typed.contents.tables[name].rows:
            cells |= {(name, row.label, column): raw for column, raw in row.cells.items() if column in columns}
    return cells


def test_filled_in_libreoffice(tmp_path: Path, office: None) -> None:
    desk, wanted = Desk(blanked(SAMPLE, tmp_path / "总表.xlsm")), typed_in(SAMPLE)
    parts, back = desk.split(), []
    for who, part in parts.items():
        back.append(tmp_path / f"{who}交回.xlsx")
        assert fill_part(wanted, part, back[-1], "libreoffice") > 5
    done = desk.merge(*back)
    assert (done.open, done.refused) == (0, ())
    merged = typed_in(desk.main)
    for part in parts.values():
        here = own_cells(merged, part)
        there = own_cells(wanted, part)
        assert all(is_same(here[at], raw) for at, raw in there.items()), part.name


def test_saved_unedited(tmp_path: Path) -> None:
    """Nothing is a change that nobody made: every part of the filled sample comes back as it went."""
    desk = Desk(tmp_path / "总表.xlsm")
    desk.main.write_bytes(SAMPLE.read_bytes())
    before = typed_in(desk.main)
    (tmp_path / "回").mkdir()
    back = [saved_again(part, tmp_path / "回") for part in desk.split().values()]
    done = desk.merge(*back)
    assert (done.taken, done.open, done.refused) == (0, 0, ())
    assert typed_in(desk.main).contents == before.contents

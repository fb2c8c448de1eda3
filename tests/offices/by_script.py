"""A script in the place of people: the sample with nothing typed in it, parts and main workbook filled as the sample is."""

import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path

from good import good_bytes
from jixiao.buttons.closed_files import rewrite
from jixiao.engines import open_port
from jixiao.engines.port import WorkbookPort
from jixiao.forms import load_forms
from jixiao.forms.names import BUREAU_SHEETS
from jixiao.offices.contents import Typed, typed_of
from jixiao.offices.handing.marker import SHEET, Marker, read_marker
from jixiao.offices.handing_out import HandedOut, hand_out
from jixiao.offices.main_book import open_main
from jixiao.offices.merging.model import LABEL
from jixiao.offices.raws import Raw, encoded
from jixiao.offices.taking_back import TakenBack, take_back
from jixiao.offices.undoing import Undone, undo_last
from jixiao.press.reading import port_grids, read_grids
from jixiao.snapshot import read_snapshot

NOW = datetime(2025, 3, 1, 9, 30)
KEPT = ("单位名称", "评价年度")
Owns = Callable[[str, str | None, str], bool]


def typed_in(path: Path) -> Typed:
    """What is typed into a main workbook."""
    return _typed(path, None)


def typed_in_part(path: Path) -> Typed:
    """What is typed into a part."""
    return _typed(path, marker_of(path).sheets)


def _typed(path: Path, sheets: tuple[str, ...] | None) -> Typed:
    port = open_port(path)
    try:
        grids = [grid for grid in port_grids(port) if grid.sheet != SHEET]
    finally:
        port.close()
    return typed_of(read_snapshot(load_forms(), grids, sheets=sheets), grids)


def marker_of(path: Path) -> Marker:
    """What a part says of itself."""
    port = open_port(path)
    try:
        return read_marker(next(grid for grid in port_grids(port) if grid.sheet == SHEET))
    finally:
        port.close()


def put(port: WorkbookPort, sheet: str, row: int, column: int, raw: Raw) -> None:
    """Type into a cell, locked or not."""
    port.unlock(sheet)
    port.write_values(sheet, row, column, [[raw]])  # type: ignore[list-item]


def blanked(source: Path, target: Path) -> Path:
    """The workbook with nothing typed into it but unit, year, and what is the bureau's."""
    typed, port = typed_in(source), open_port(source)
    for item, place in typed.items.items():
        if place.sheet not in BUREAU_SHEETS and item not in KEPT:
            put(port, place.sheet, place.row, place.column, None)
    for name, table in typed.contents.tables.items():
        at = typed.tables[name]
        for row in table.rows if at.sheet not in BUREAU_SHEETS else ():
            for column in row.cells:
                if not (column == LABEL and table.coded):
                    put(port, at.sheet, row.place, at.columns[column], None)
    port.save(target)
    port.close()
    return target


def filled_as(
    wanted: Typed, path: Path, here: Typed, target: Path, items: Callable[[str], bool], owns: Owns, engine: str = "file"
) -> int:
    """Type into a workbook what `wanted` holds and `items` and `owns` allow; how many cells."""
    port, count = open_port(path, engine), 0
    for item, place in here.items.items():
        raw = wanted.contents.items.get(item)
        if items(item) and encoded(raw) is not None:
            put(port, place.sheet, place.row, place.column, raw)
            count += 1
    for name, table in here.contents.tables.items():
        at, free = here.tables[name], list(here.tables[name].free.get((), ()))
        places = {row.label: row.place for row in table.rows}
        for row in wanted.contents.tables[name].rows:
            known = row.label if row.label in places else None
            mine = {c: raw for c, raw in row.cells.items() if not (c == LABEL and table.coded) and owns(name, known, c)}
            if known is None and not owns(name, None, LABEL):
                continue
            for column, raw in mine.items():
                if known is None and row.label not in places:
                    places[row.label] = free.pop(0)
                put(port, at.sheet, places[row.label], at.columns[column], raw)
                count += 1
    port.save(target)
    port.close()
    return count


def fill_part(wanted: Typed, part: Path, target: Path, engine: str = "file") -> int:
    """An office at work: everything of the sample that is its to fill."""
    marker = marker_of(part)
    own = {(name, row.label): row.own for name, table in marker.base.tables.items() for row in table.rows}

    def owns(name: str, label: str | None, column: str) -> bool:
        mine = (
            own.get((name, label or ""), frozenset())
            if label is not None
            else marker.own_columns.get(name, frozenset())
        )
        return column in mine

    return filled_as(wanted, part, typed_in_part(part), target, marker.own_items.__contains__, owns, engine)


@dataclass(frozen=True)
class Desk:
    """A folder with a main workbook in it, worked on as the command line does."""

    main: Path

    def split(self) -> dict[str, Path]:
        """Hand out; the parts by office."""
        folder = self.main.with_name("分册")

        def work(book: object) -> HandedOut:
            main = open_main(book, read_grids(book))  # type: ignore[arg-type]
            done = hand_out(main, folder, NOW, at_once=True)
            main.save()
            return done

        done, _ = rewrite(self.main, NOW, work)
        return {marker_of(path).office: path for path in done.parts if path.suffix == ".xlsx"}

    def merge(self, *files: Path, units: tuple[Path, ...] = ()) -> TakenBack:
        """Take back into the main workbook itself."""

        def work(book: object) -> TakenBack:
            main = open_main(book, read_grids(book))  # type: ignore[arg-type]
            done = take_back(main, files, units=units)
            main.save()
            return done

        return rewrite(self.main, NOW, work)[0]

    def undo(self) -> Undone:
        """Take the last merge back."""

        def work(book: object) -> Undone:
            main = open_main(book, read_grids(book))  # type: ignore[arg-type]
            done = undo_last(main)
            main.save()
            return done

        return rewrite(self.main, NOW, work)[0]


@cache
def _handed_out() -> tuple[bytes, dict[str, tuple[str, bytes]]]:
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(Path(folder) / "总表.xlsm")
        desk.main.write_bytes(good_bytes())
        parts = desk.split()
        return desk.main.read_bytes(), {office: (path.name, path.read_bytes()) for office, path in parts.items()}


def handed_out(folder: Path) -> tuple[Desk, dict[str, Path]]:
    """The good workbook and its parts, handed out once per test process, laid into a folder."""
    content, parts = _handed_out()
    desk = Desk(folder / "总表.xlsm")
    desk.main.write_bytes(content)
    (folder / "分册").mkdir(exist_ok=True)
    paths = {office: folder / "分册" / name for office, (name, _) in parts.items()}
    for office, (_, part) in parts.items():
        paths[office].write_bytes(part)
    return desk, paths


def inputs_of(typed: Typed) -> Mapping[str, object]:
    """Everything typed, byte by byte: items and rows in their order, with types."""
    tables = {
        name: [[(column, encoded(raw)) for column, raw in sorted(row.cells.items())] for row in table.rows]
        for name, table in typed.contents.tables.items()
    }
    return {**{item: encoded(raw) for item, raw in typed.contents.items.items()}, **tables}

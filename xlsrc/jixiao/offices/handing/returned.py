"""Read a part that came back. What can't be used is one clear line: foreign, of another year, an older hand-out, damaged."""

import hashlib
import re
import zipfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path

from jixiao.drawing.workbook import CREATED
from jixiao.engines import UnusableWorkbook, open_port
from jixiao.engines.foreign.archives import in_archive, in_mail
from jixiao.engines.foreign.kinds import OTHER_ARCHIVES, Sort, sort_of
from jixiao.files import safe_name, scratch
from jixiao.forms import Forms
from jixiao.forms.names import FINDINGS
from jixiao.forms.outputs import FINDING_TABLE
from jixiao.offices.contents import typed_of
from jixiao.offices.handing.marker import SHEET, Marker, NoMarker, other_texts, read_marker, text_digest
from jixiao.offices.merging.model import Contents, Return, Row, digest
from jixiao.offices.raws import Raw, encoded
from jixiao.press.reading import port_grids
from jixiao.snapshot import NotOurs, read_snapshot
from jixiao.snapshot.grid import Grid
from jixiao.values.address import a1
from jixiao.values.typed import visible

NOT_A_PART = (
    "【{file}】不是分发出去的分册（里面没有分册标记），没有并。要并下属单位整本工作簿的，放进“下属单位”文件夹。"
)
DAMAGED = "【{file}】的分册标记被删改过，认不出是哪一次分发的，没有并。请用最近一次分发的分册重填。"
OTHER_YEAR = "【{file}】是 {year} 年度的分册，本工作簿是 {own} 年度，没有并。"
OTHER_UNIT = "【{file}】是“{unit}”的分册，不是本单位的，没有并。"
OTHER_BOOK = "【{file}】不是从这份工作簿分发的（单位、年度相同，是另一份文件分发的），没有并。"
OLDER = "【{file}】是给{office}的第 {number} 次分发，后来又分发了第 {last} 次，没有并。请把内容填进新的分册再交回。"
NEWER = "【{file}】是给{office}的第 {number} 次分发，本工作簿只记着第 {last} 次：本工作簿可能是旧的备份。没有并。"
NO_OFFICE = "【{file}】是{office}的分册，《分工》里已经没有这个科室，没有并。请在《分工》补上科室名，重新分发。"
NOT_A_BOOK = "【{file}】不是工作簿，没有并。"
TOO_DEEP = "【{file}】压缩包里又套压缩包，没有往里解。请解开后再放进来。"
CANT = "【{file}】没有并：{why}"
ADDED = "分册里没有的工作表，里面 {count} 格"
DEEPEST = 3
INSIDE = " › "
_MODIFIED = re.compile(rb"<dcterms:modified[^>]*>([^<]+)<")
CHINA = timezone(timedelta(hours=8))


@dataclass(frozen=True)
class Came:
    """A part that can be merged, and what stands for all that it holds."""

    returned: Return
    digest: str


@dataclass(frozen=True)
class Known:
    """The main workbook, as parts know it: its name, its unit and year, how often each office was handed a part."""

    book: str
    unit: str
    year: int | None
    numbers: Mapping[str, int]


def found_in(path: Path, content: bytes, depth: int = 0) -> Iterator[tuple[str, bytes | str]]:
    """(name, its bytes, or why it can't be used) of a file, or of what is in a .zip or .eml."""
    yield from _found(path.name, path.name, content, depth)


def _found(told: str, name: str, content: bytes, depth: int) -> Iterator[tuple[str, bytes | str]]:
    sort = sort_of(name, content)
    if sort is Sort.WORKBOOK:
        yield told, content
    elif sort in (Sort.ARCHIVE, Sort.MAIL) and depth >= DEEPEST:
        yield told, TOO_DEEP.format(file=told)
    elif sort in (Sort.ARCHIVE, Sort.MAIL):
        for one in (in_archive if sort is Sort.ARCHIVE else in_mail)(content):
            inner = f"{told}{INSIDE}{one.name}" if one.name else told
            if one.refused:
                yield inner, CANT.format(file=inner, why=one.refused)
            else:
                yield from _found(inner, one.name, one.content, depth + 1)
    elif sort is Sort.CLOSED:
        yield told, CANT.format(file=told, why=OTHER_ARCHIVES[Path(name).suffix.lower()])
    elif sort is not Sort.NOTHING:
        yield told, NOT_A_BOOK.format(file=told)


def read_return(told: str, content: bytes, known: Known, forms: Forms) -> Came:
    """UnusableWorkbook, with one line, where it isn't a part of the latest hand-out of this workbook."""
    with scratch() as folder:
        path = folder / (safe_name(Path(told.rpartition(INSIDE)[2]).stem) + _suffix(told))
        path.write_bytes(content)
        try:
            port = open_port(path)
        except UnusableWorkbook as error:
            raise UnusableWorkbook(CANT.format(file=told, why=error)) from error
        try:
            grids = port_grids(port)
        except UnusableWorkbook as error:
            raise UnusableWorkbook(CANT.format(file=told, why=error)) from error
        finally:
            port.close()
        saved = _saved(path)
    marker = _marker(told, grids)
    _refuse(told, marker, known)
    return _came(told, saved, marker, [grid for grid in grids if grid.sheet != SHEET], forms)


def _suffix(told: str) -> str:
    return ".xlsm" if told.lower().endswith(".xlsm") else ".xlsx"


def _marker(told: str, grids: list[Grid]) -> Marker:
    grid = next((one for one in grids if one.sheet == SHEET), None)
    if grid is None:
        raise UnusableWorkbook(NOT_A_PART.format(file=told))
    try:
        return read_marker(grid)
    except NoMarker as error:
        raise UnusableWorkbook(DAMAGED.format(file=told)) from error


def _refuse(told: str, marker: Marker, known: Known) -> None:
    last = known.numbers.get(marker.office, 0)
    words = {"file": told, "office": marker.office, "number": marker.number, "last": last}
    if marker.book != known.book:
        if marker.unit != known.unit:
            raise UnusableWorkbook(OTHER_UNIT.format(unit=marker.unit, **words))
        if marker.year != known.year:
            raise UnusableWorkbook(OTHER_YEAR.format(year=marker.year, own=known.year or "（没有填）", **words))
        raise UnusableWorkbook(OTHER_BOOK.format(**words))
    if not last:
        raise UnusableWorkbook(NO_OFFICE.format(**words))
    if marker.number != last:
        raise UnusableWorkbook((OLDER if marker.number < last else NEWER).format(**words))


def _came(told: str, saved: str, marker: Marker, grids: list[Grid], forms: Forms) -> Came:
    try:
        snapshot = read_snapshot(forms, grids, sheets=marker.sheets)
    except NotOurs:
        raise UnusableWorkbook(
            CANT.format(file=told, why="里面的表被删掉或改了名，读不出来。请用原来的分册重填。")
        ) from None
    typed = typed_of(snapshot, grids)
    items = {item: typed.contents.items[item] for item in marker.base.items if item in typed.contents.items}
    tables = {name: typed.contents.tables[name] for name in marker.base.tables if name in typed.contents.tables}
    now = Contents(items, tables)
    stray = tuple(_stray(grids, set(typed.taken()), marker))
    returned = Return(marker.office, told, saved, marker.base, now, marker.own_items, marker.own_columns, stray)
    return Came(returned, _digest(now, stray))


def _stray(grids: list[Grid], taken: set[tuple[str, int, int]], marker: Marker) -> Iterator[tuple[str, Raw]]:
    """What stands where nothing is asked and didn't stand there when the part was handed out."""
    left = {sheet: Counter(texts) for sheet, texts in marker.texts.items()}
    ours = {*left, *(sheet for sheet, _, _ in taken), FINDINGS}
    answers = FINDING_TABLE.column("处理说明")
    for sheet, row, column, value in other_texts([grid for grid in grids if grid.sheet in ours], taken):
        if sheet == FINDINGS and (column != answers or row < FINDING_TABLE.first):
            continue
        mark, known = text_digest(value), left.setdefault(sheet, Counter())
        if known[mark] > 0:
            known[mark] -= 1
        elif visible(value):
            yield f"《{sheet}》{a1(row, column)}", value
    for grid in grids:
        count = sum(bool(visible(value)) for row in grid.values for value in row)
        if grid.sheet not in ours and count:
            yield f"《{grid.sheet}》整张表", ADDED.format(count=count)


def _digest(now: Contents, stray: tuple[tuple[str, Raw], ...]) -> str:
    items = sorted((item, tuple(encoded(raw) or ())) for item, raw in now.items.items())
    rows = [(name, [_row(row) for row in table.rows]) for name, table in sorted(now.tables.items())]
    return hashlib.sha256(repr((items, rows, [(at, digest(raw)) for at, raw in stray])).encode()).hexdigest()[:16]


def _row(row: Row) -> object:
    return (row.group, digest(dict(row.cells)))


def _saved(path: Path) -> str:
    """When an application saved it last, by what it wrote into the file; '' where none did."""
    try:
        with zipfile.ZipFile(path) as package:
            found = _MODIFIED.search(package.read("docProps/core.xml"))
        told = datetime.fromisoformat(found[1].decode("ascii").strip().replace("Z", "+00:00")) if found else None
    except (KeyError, ValueError, OSError, zipfile.BadZipFile):
        return ""
    if told is None or told.replace(tzinfo=None) == CREATED:
        return ""
    return told.astimezone(CHINA).strftime("%Y-%m-%d %H:%M") if told.tzinfo else told.strftime("%Y-%m-%d %H:%M")

"""What 分工, 合并冲突 and 来源 hold: read from the sheets, written back as blocks. Everything that a merge must remember stands
there, so that it goes wherever the workbook goes."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from jixiao.findings import Place
from jixiao.forms import office_sheets as at
from jixiao.forms.names import CONFLICTS, OFFICES, SOURCES
from jixiao.forms.outputs import Table
from jixiao.offices.division import Share
from jixiao.offices.merging.model import WHOLE, Conflict, Spot, Taken, digest, raw_of
from jixiao.offices.raws import Raw, shown
from jixiao.snapshot.grid import Grid
from jixiao.snapshot.office_tables import tops
from jixiao.values.typed import visible

FindPlace = Callable[[Spot], Place]


@dataclass
class Office:
    """A line of 科室. `number`: how often parts were handed out, the last time after so many merges (`since`); `returned`:
    file, when saved, digest, and in which merge."""

    name: str
    contact: str = ""
    mail: str = ""
    due: Raw = None
    number: int = 0
    handed: str = ""
    state: str = ""
    part: str = ""
    returned: list[list[Any]] = field(default_factory=list)
    since: int = 0


@dataclass
class Listed:
    """A line of 合并冲突: what is asked, what was chosen ('' yet), in which merge it was asked and decided (0: not yet)."""

    conflict: Conflict
    told: str
    choice: str = ""
    asked_in: int = 0
    done_in: int = 0
    place: Place | None = None


@dataclass
class Said:
    """A line of 来源: what was taken in which merge; `after` is the digest of what was written. 抽查 is the finance office's.
    `lost`: what stood there before was too long to be kept here; it can't be undone."""

    merge: int
    spot: Spot
    before: Raw
    after: str
    content: str
    office: str
    file: str
    saved: str
    checked: str = ""
    remark: str = ""
    lost: bool = False

    @property
    def as_taken(self) -> Taken:
        """What was taken, as far as it is known: its value only by digest."""
        return Taken(self.spot, self.before, None, self.office, self.file, self.saved)

    @classmethod
    def of(cls, merge: int, one: Taken) -> "Said":
        told = (one.office, one.file, one.saved)
        return cls(merge, one.spot, one.before, digest(one.after), words_of(one.after), *told)


@dataclass
class Record:
    """All of it. `book`: the name by which parts know the workbook, '' before the first hand-out; `merges`: how many there were."""

    book: str = ""
    merges: int = 0
    offices: list[Office] = field(default_factory=list)
    shares: list[Share] = field(default_factory=list)
    conflicts: list[Listed] = field(default_factory=list)
    said: list[Said] = field(default_factory=list)


def words_of(raw: Raw) -> str:
    """A cell's value, or a row's cells, as people read it."""
    if isinstance(raw, Mapping):
        return "；".join(
            f"{column}：{shown(value)}" if column else shown(value) for column, value in sorted(raw.items())
        )
    return shown(raw)


def spot_words(spot: Spot, sheet: str) -> str:
    """《重点项目》“危房改造”全年执行数."""
    if spot.is_item:
        own = spot.name.partition(".")[2] or spot.name
        return f"《{sheet}》{own}" if sheet else own
    column = "整行" if spot.column == WHOLE else spot.column or "名称"
    return f"《{sheet or spot.name}》“{spot.label or '（无名称）'}”{column}"


def read_record(grids: Mapping[str, Grid]) -> Record:
    """What the sheets hold now; lines that nobody can make sense of are passed over."""
    record = Record()
    _read_offices(grids[OFFICES], record)
    record.conflicts = [_listed(*row) for row in _rows(grids[CONFLICTS], at.CONFLICT_TABLE)]
    record.said = [_said(*row) for row in _rows(grids[SOURCES], at.SOURCE_TABLE)]
    return record


def _read_offices(grid: Grid, record: Record) -> None:
    heads = tops(grid)
    upper, lower = heads[at.OFFICE_TABLE], heads[at.DIVISION]
    book = _json(grid.value(upper - 1, at.OFFICE_TABLE.right)) or {}
    record.book, record.merges = str(book.get("book", "")), int(book.get("merges", 0))
    for row in range(upper + 1, lower - 1):
        texts = _texts(grid, row, at.OFFICE_TABLE)
        if texts["科室"]:
            kept = _json(texts["键"]) or {}
            due = grid.value(row, at.OFFICE_TABLE.column("交回期限"))
            first = (texts["联系人"], texts["邮箱"], due, int(kept.get("number", 0)), texts["分发"], texts["交回"])
            more = (texts["分册文件"], list(kept.get("returned", ())), int(kept.get("since", 0)))
            record.offices.append(Office(texts["科室"], *first, *more))
    for row in range(lower + 1, grid.last_row + 1):
        texts = _texts(grid, row, at.DIVISION)
        if texts["工作表"] or texts["内容"]:
            told = (
                texts["工作表"],
                texts["一般由谁填"],
                texts["内容"],
                texts["交给"],
                texts["行"],
                texts["部分"],
                texts["说明"],
            )
            record.shares.append(Share(tuple(_json(texts["键"]) or ()), *told))


def _texts(grid: Grid, row: int, table: Table) -> dict[str, str]:
    return {column.label: visible(grid.value(row, table.left + n)) for n, column in enumerate(table.columns)}


def _json(text: object) -> Any:
    try:
        return json.loads(str(text)) if text else None
    except ValueError:
        return None


def _rows(grid: Grid, table: Table) -> Iterator[tuple[dict[str, str], dict[str, Any]]]:
    for row in range(table.first, grid.last_row + 1):
        texts = _texts(grid, row, table)
        kept = _json(texts["键"])
        if kept:
            yield texts, kept


def _listed(texts: Mapping[str, str], kept: Mapping[str, Any]) -> Listed:
    told = (texts["科室"], texts["文件"], texts["保存时间"])
    base, main = texts["分发时"] or None, texts["主表现在"] or None
    conflict = Conflict(
        Spot.of(kept["s"]), base, main, raw_of(kept["r"]), texts["怎么回事"], *told, choosable=kept["c"]
    )
    return Listed(conflict, kept["m"], texts["取哪一个"], kept["n"], kept["d"])


def _said(texts: Mapping[str, str], kept: Mapping[str, Any]) -> Said:
    told = (texts["写进来的内容"], texts["科室"], texts["文件"], texts["保存时间"], texts["抽查"], texts["抽查情况"])
    return Said(kept["n"], Spot.of(kept["s"]), raw_of(kept["b"]), kept["a"], *told, lost=kept.get("x", False))

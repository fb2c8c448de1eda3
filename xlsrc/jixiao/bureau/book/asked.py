"""What 首页 asks above its list: what to collect. Cells that a person types into; no press ever writes them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

from jixiao.engines import UnusableWorkbook
from jixiao.values.address import a1
from jixiao.values.sheets import RawSheet
from jixiao.values.typed import folded, read_date, read_year, visible

FOLDERS, YEAR, FRAMEWORK, DUE, EARLIER = "收件文件夹", "评价年度", "指标体系", "截止日期", "上年台账"
USUAL_FOLDER = "收件"
SEPARATORS = "；;\n"
FIRST_YEAR, LAST_YEAR = 2000, 2100
TITLE_ROW, BUTTON_ROW, NOTICE_ROW = 5, 4, 3
"""Rows of 首页 above what is asked: the notice that macros are off, the buttons, the title."""


@dataclass(frozen=True)
class Asked:
    """A cell right of its label: `kind` as in the palette, `hint` what to type."""

    label: str
    kind: str
    hint: str


ASKED = (
    Asked(
        FOLDERS, "text",
        "放各单位报来的文件的文件夹；几个的用“；”隔开。不写完整路径的，从台账所在的文件夹找；空着就是“收件”。",
    ),
    Asked(YEAR, "year", "四位数字，如 2024；空着按多数文件的年度。"),
    Asked(FRAMEWORK, "text", "统一用的指标体系：名称或文件；空着用各工作簿自己的。《名册》里写了的以名册为准。"),
    Asked(DUE, "date", "如 2025-04-30；《名册》里写了的以名册为准。空着不算逾期。"),
    Asked(
        EARLIER, "text",
        "上年的台账文件（它旁边的 .db 要在），如 ..\\2023\\绩效自评台账.xlsm；有它才比对有没有照抄上年的文字。空着不比对。",
    ),
)  # fmt: skip
USUAL: Mapping[str, object] = {FOLDERS: USUAL_FOLDER}
"""What a new ledger begins with, by label."""
ROWS = {one.label: TITLE_ROW + n for n, one in enumerate(ASKED, 1)}
HEAD = TITLE_ROW + len(ASKED) - 1
"""How many rows of 首页 this takes below its title and note; the last of them stays free."""
NO_CELL = "《首页》找不到“{label}”一栏，是不是删掉了？请按 Ctrl＋Z，或用备份。"
BAD_YEAR = "《首页》{cell} 的评价年度“{shown}”看不懂。请写四位数字，如 2024；不确定的空着。"
BAD_DAY = "《首页》{cell} 的截止日期“{shown}”看不懂。请写成 2025-04-30 这样；没有的空着。"
NO_FOLDER = "找不到收件文件夹“{shown}”（在 {path}）。请建好这个文件夹，把各单位报来的文件放进去；或者在《首页》{cell} 改成实际的文件夹。"
NO_LEDGER = "找不到上年台账“{shown}”（在 {path}）。请在《首页》{cell} 写对它在哪里；没有的空着。"


@dataclass(frozen=True)
class Terms:
    """What is to be collected. Folders and `last_year` as typed, with the cells they are typed in."""

    folders: tuple[str, ...] = (USUAL_FOLDER,)
    year: int | None = None
    framework: str = ""
    due: date | None = None
    folder_cell: str = ""
    last_year: str = ""
    last_year_cell: str = ""

    def sources(self, home: Path) -> tuple[Path, ...]:
        """The folders, from the ledger's own. UnusableWorkbook with the cell where one isn't there."""
        paths = tuple(home / folder for folder in self.folders)
        for shown, path in zip(self.folders, paths, strict=True):
            if not path.exists():
                raise UnusableWorkbook(NO_FOLDER.format(shown=shown, path=path, cell=self.folder_cell))
        return paths

    def earlier(self, home: Path) -> Path | None:
        """Last year's ledger, from the ledger's own folder. UnusableWorkbook with the cell where it isn't there."""
        path = home / self.last_year
        if self.last_year and not path.is_file():
            raise UnusableWorkbook(NO_LEDGER.format(shown=self.last_year, path=path, cell=self.last_year_cell))
        return path if self.last_year else None


def typed_on_home(sheet: RawSheet) -> dict[str, object]:
    """What stands on 首页 in the cells to type in, as it stands there; nothing of a ledger without buttons."""
    return {label: sheet.values.get(spot) for label, spot in _cells(sheet).items()}


def read_terms(sheet: RawSheet) -> Terms:
    """From 首页. UnusableWorkbook with the cell where something typed isn't understood, or a label is gone."""
    cells, typed = _cells(sheet), typed_on_home(sheet)
    for one in ASKED:
        if one.label not in cells:
            raise UnusableWorkbook(NO_CELL.format(label=one.label))
    folders = visible(typed[FOLDERS])
    for separator in SEPARATORS:
        folders = folders.replace(separator, "\0")
    return Terms(
        tuple(_unquoted(part) for part in folders.split("\0") if part.strip()) or (USUAL_FOLDER,),
        _year(typed[YEAR], a1(*cells[YEAR])),
        visible(typed[FRAMEWORK]),
        _day(typed[DUE], a1(*cells[DUE])),
        a1(*cells[FOLDERS]),
        _unquoted(visible(typed[EARLIER])),
        a1(*cells[EARLIER]),
    )


def _unquoted(path: str) -> str:
    """As Explorer copies a path, or as people quote it."""
    return path.strip().strip('"“”')


def _cells(sheet: RawSheet) -> Mapping[str, tuple[int, int]]:
    """Label → the cell right of it, in the rows above the list."""
    found = {
        folded(value): (row, column + 1) for (row, column), value in sorted(sheet.values.items(), reverse=True)
        if isinstance(value, str) and row <= HEAD + TITLE_ROW
    }  # fmt: skip
    return {one.label: found[one.label] for one in ASKED if one.label in found}


def _year(raw: object, cell: str) -> int | None:
    read = read_year(raw)
    year = int(read.value) if isinstance(read.value, Decimal) else None
    if read.fault or (year is not None and not FIRST_YEAR <= year <= LAST_YEAR):
        raise UnusableWorkbook(BAD_YEAR.format(cell=cell, shown=visible(raw)))
    return year


def _day(raw: object, cell: str) -> date | None:
    read = read_date(raw)
    if read.fault:
        raise UnusableWorkbook(BAD_DAY.format(cell=cell, shown=visible(raw)))
    return read.value if isinstance(read.value, date) else None

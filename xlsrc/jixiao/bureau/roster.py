"""名册: which units must file, with whom to reach there and until when. Read by the words of its headings, from any table."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from jixiao.bureau.desk import Obliged
from jixiao.engines import UnusableWorkbook
from jixiao.engines.foreign import read_sheets
from jixiao.values.address import a1
from jixiao.values.sheets import RawSheet
from jixiao.values.typed import folded, read_date, visible

SHEET = "名册"
HEADINGS: Mapping[str, tuple[str, ...]] = {
    "unit": ("单位名称", "部门名称", "预算单位", "预算单位名称", "单位", "部门"),
    "contact": ("联系人", "经办人", "姓名"),
    "phone": ("电话", "联系电话", "手机", "手机号", "联系方式"),
    "mail": ("邮箱", "电子邮箱", "邮箱地址", "电子邮件"),
    "due": ("截止日期", "报送截止日期", "截止时间", "报送时限"),
    "framework": ("指标体系",),
    "note": ("备注",),
}
TITLE_ROWS = 20
NO_UNITS = (
    "【{name}】里找不到“单位名称”一列。名册的第一行请写列名：单位名称、联系人、电话、邮箱、截止日期、指标体系、备注。"
)
NO_NAME = "《{sheet}》第 {row} 行没有单位名称，没有算进去。"
TWICE = "《{sheet}》{cell} “{unit}”在名册上不止一次，只算一次，以前面那行为准。"
BAD_DATE = "《{sheet}》{cell} 的截止日期“{shown}”看不懂，没有采用。请写成 2025-04-30 这样。"


@dataclass(frozen=True)
class Roster:
    """The units in their order; `told`: rows and cells that could not be used, one line each."""

    units: tuple[Obliged, ...] = ()
    told: tuple[str, ...] = ()


def read_roster(path: Path) -> Roster:
    """From a file. UnusableWorkbook with one line where it can't be read or has no units."""
    sheets = read_sheets(path)
    for sheet in sheets:
        roster = roster_of(sheet)
        if roster is not None:
            return roster
    raise UnusableWorkbook(NO_UNITS.format(name=path.name))


def roster_of(sheet: RawSheet) -> Roster | None:
    """From a sheet; None where it has no heading 单位名称."""
    head = _heading(sheet)
    if head is None:
        return None
    told: list[str] = []
    units = tuple(_distinct(_rows(sheet, *head, told), sheet.name, told))
    return Roster(units, tuple(told))


def _heading(sheet: RawSheet) -> tuple[int, dict[str, int]] | None:
    """(row of the headings, column by what it holds); a heading that stands twice is the first one."""
    for row in sorted({row for row, _ in sheet.values if row <= TITLE_ROWS}):
        texts = [(column, folded(value).rstrip("*")) for (r, column), value in sorted(sheet.values.items()) if r == row]
        columns: dict[str, int] = {}
        for name, words in HEADINGS.items():
            found = [column for word in words for column, text in texts if text == word]
            columns |= {name: found[0]} if found else {}
        if "unit" in columns:
            return row, columns
    return None


def _rows(sheet: RawSheet, head: int, columns: Mapping[str, int], told: list[str]) -> Iterator[Obliged]:
    for row in sorted({row for row, _ in sheet.values if row > head}):
        texts = {name: visible(sheet.values.get((row, column))) for name, column in columns.items()}
        if texts["unit"]:
            due = _due(sheet, row, columns.get("due", 0), told)
            place = f"{sheet.name}!{a1(row, columns['unit'])}"
            yield Obliged(**{**texts, "due": due}, place=place)  # type: ignore[arg-type]
        elif any(texts.values()):
            told.append(NO_NAME.format(sheet=sheet.name, row=row))


def _due(sheet: RawSheet, row: int, column: int, told: list[str]) -> date | None:
    raw = sheet.values.get((row, column))
    value = read_date(raw).value
    if isinstance(value, date):
        return value
    if visible(raw):
        told.append(BAD_DATE.format(sheet=sheet.name, cell=a1(row, column), shown=visible(raw)))
    return None


def _distinct(units: Iterator[Obliged], sheet: str, told: list[str]) -> Iterator[Obliged]:
    seen: set[str] = set()
    for one in units:
        if folded(one.unit) in seen:
            told.append(TWICE.format(sheet=sheet, cell=one.place.partition("!")[2], unit=one.unit))
        else:
            seen.add(folded(one.unit))
            yield one

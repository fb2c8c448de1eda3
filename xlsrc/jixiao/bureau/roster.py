"""名册: which units must file, with whom to reach there and until when. Read by the words of its headings, from any table."""

from collections.abc import Collection, Iterable, Iterator, Mapping
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
    "unit": ("单位名称", "部门名称", "预算单位", "预算单位名称", "单位全称", "部门全称", "单位", "部门"),
    "phone": ("电话", "手机", "联系方式"),
    "mail": ("邮箱", "邮件"),
    "contact": ("联系人", "经办人", "姓名", "负责人"),
    "due": ("截止", "时限", "期限"),
    "framework": ("指标体系",),
    "note": ("备注",),
}
TITLE_ROWS = 20
NO_UNITS = "【{name}】里找不到“单位名称”一列。名册请写列名：单位名称、联系人、电话、邮箱、截止日期、指标体系、备注。"
SUMS = frozenset({"合计", "总计", "小计", "共计"})
NUMBERING = frozenset({"", "序号", "编号", "行号", "no."})
NO_UNIT = "《{sheet}》第 {row} 行是合计或分组标题，不当作单位。"
NOT_TAKEN = "《{sheet}》这些列没有用：“{others}”。"
NO_NAME = "《{sheet}》第 {row} 行没有单位名称，没有算进去。"
TWICE = "《{sheet}》{cell} “{unit}”在名册上不止一次，只算一次，以前面那行为准。"
BAD_DATE = "《{sheet}》{cell} 的截止日期“{shown}”看不懂，没有采用。请写成 2025-04-30 这样。"


@dataclass(frozen=True)
class Roster:
    """The units in their order; `told`: rows and cells that could not be used, one line each."""

    units: tuple[Obliged, ...] = ()
    told: tuple[str, ...] = ()


def read_roster(path: Path) -> Roster:
    """From a file, all of its sheets that have units. UnusableWorkbook with one line where it can't be read or has no units."""
    found = [roster for sheet in read_sheets(path) if (roster := roster_of(sheet)) is not None]
    if not found:
        raise UnusableWorkbook(NO_UNITS.format(name=path.name))
    told: list[str] = [line for one in found for line in one.told]
    units = tuple(_distinct((unit for one in found for unit in one.units), told))
    return Roster(units, tuple(told))


def roster_of(sheet: RawSheet, own: Collection[str] = ()) -> Roster | None:
    """From a sheet; None where it has no heading 单位名称. `own`: headings of the program's own, of which nothing is told."""
    head = _heading(sheet)
    if head is None:
        return None
    told: list[str] = []
    units = tuple(_distinct(_rows(sheet, *head, told), told))
    told += _not_taken(sheet, *head, {*NUMBERING, *own})
    return Roster(units, tuple(told))


def _heading(sheet: RawSheet) -> tuple[int, dict[str, int]] | None:
    """(row of the headings, column by what it holds); of headings that say the same the first; but for the unit a heading may say more (联系电话)."""
    for row in sorted({row for row, _ in sheet.values if row <= TITLE_ROWS}):
        texts = [(column, folded(value).rstrip("*")) for (r, column), value in sorted(sheet.values.items()) if r == row]
        columns: dict[str, int] = {}
        for name, words in HEADINGS.items():
            free = [(column, text) for column, text in texts if column not in columns.values()]
            same = [column for word in words for column, text in free if text == word]
            alike = [column for word in words for column, text in free if len(word) > 1 and word in text]
            columns |= {name: (same or alike)[0]} if same or (alike and name != "unit") else {}
        if "unit" in columns:
            return row, columns
    return None


def _rows(sheet: RawSheet, head: int, columns: Mapping[str, int], told: list[str]) -> Iterator[Obliged]:
    spread = {(span.row, span.column) for span in sheet.merged or () if span.last_column > span.column}
    for row in sorted({row for row, _ in sheet.values if row > head}):
        cells = {folded(value) for (r, _), value in sheet.values.items() if r == row}
        if cells & SUMS or (row, columns["unit"]) in spread:
            told.append(NO_UNIT.format(sheet=sheet.name, row=row))
            continue
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


def _not_taken(sheet: RawSheet, head: int, columns: Mapping[str, int], known: Collection[str]) -> Iterator[str]:
    """The headings that say nothing to us: better told than silently left out."""
    others = [
        visible(value)
        for (row, column), value in sorted(sheet.values.items())
        if row == head and column not in columns.values()
    ]
    others = [text for text in others if folded(text) not in known]
    if others:
        yield NOT_TAKEN.format(sheet=sheet.name, others="”“".join(others))


def _distinct(units: Iterable[Obliged], told: list[str]) -> Iterator[Obliged]:
    seen: set[str] = set()
    for one in units:
        if folded(one.unit) in seen:
            sheet, _, cell = one.place.partition("!")
            told.append(TWICE.format(sheet=sheet, cell=cell, unit=one.unit))
        else:
            seen.add(folded(one.unit))
            yield one

"""A. Identity, dates (checks 1, 2, 3, 4, 9). 5 and 8 are found while reading (snapshot.kinds: A05, R01, R02)."""

import re
from collections.abc import Iterator
from datetime import date

from jixiao.evaluation.checks.common import texts_of
from jixiao.findings import Finding, kind_of
from jixiao.snapshot import Snapshot
from jixiao.values.typed import folded

YEAR_ON_SHEET = kind_of("A01")
YEAR_IN_NAME = kind_of("A11")
FILED_TOO_EARLY = kind_of("A02")
UNIT_ON_SHEET = kind_of("A03")
NOTICE_NUMBER = kind_of("A04")
STAFFING_DATE = kind_of("A09")
TEXT_DATE = kind_of("A13")
_NOTICE = re.compile(r"^.+〔(\d{4})〕\s*\d+\s*号$")
_UNTIL = re.compile(r"截[至止]到?\s*(20\d\d)\s*年")
_YEAR = re.compile(r"(?<!\d)20\d\d(?=\s*年)")
HEAD_UNFILLED = "请先"


def sheets_carry_unit_and_year(snapshot: Snapshot) -> Iterator[Finding]:
    """A01, A03: the line under an output sheet's title, where it was typed over or came from another workbook."""
    unit, year = snapshot.unit, snapshot.year
    for sheet, head in snapshot.heads.items():
        if not head or head.startswith(HEAD_UNFILLED):
            continue
        if unit and folded(unit) not in folded(head):
            yield UNIT_ON_SHEET.at(f"《{sheet}》抬头", head=head, unit=unit)
        if year and str(year) not in folded(head):
            yield YEAR_ON_SHEET.at(f"《{sheet}》抬头", head=head, year=year)


def names_carry_the_year(snapshot: Snapshot) -> Iterator[Finding]:
    """A11: the year in the notice's title (this year or next) and in the framework's name."""
    year = snapshot.year
    for item, offsets in (("通知标题", (0, 1)), ("体系名称", (0, 1))):
        years = [int(found) for found in _YEAR.findall(snapshot.text(item))]
        if year and years and not any(found - year in offsets for found in years):
            words = {"text": snapshot.text(item), "found": "、".join(map(str, years))}
            yield YEAR_IN_NAME.at(item, label=item, year=year, **words)


def filing_date_is_after_the_year(snapshot: Snapshot) -> Iterator[Finding]:
    """A02: 填报日期 after 31 December of the year."""
    filed, year = snapshot.day("填报日期"), snapshot.year
    if filed and year and filed <= date(year, 12, 31):
        yield FILED_TOO_EARLY.at("填报日期", day=filed.isoformat(), year=year)


def notice_number_is_of_next_year(snapshot: Snapshot) -> Iterator[Finding]:
    """A04: 〔YYYY〕N号 with YYYY = 年度 + 1, and 〔〕 instead of []."""
    number, year = snapshot.text("通知文号"), snapshot.year
    if not number:
        return
    match = _NOTICE.match(number)
    if not match:
        yield NOTICE_NUMBER.at("通知文号", number=number, why="不是“机关代字〔年份〕序号号”的写法")
    elif year and int(match[1]) != year + 1:
        yield NOTICE_NUMBER.at("通知文号", number=number, why=f"的年份不是 {year + 1} 年（评价年度 {year} 年的次年）")


def staffing_date_is_year_end(snapshot: Snapshot) -> Iterator[Finding]:
    """A09: figures on staff are those of 31 December of the year."""
    day, year = snapshot.day("人员数据截止日期"), snapshot.year
    if day and year and day != date(year, 12, 31):
        yield STAFFING_DATE.at("人员数据截止日期", day=day.isoformat(), year=year)


def texts_speak_of_the_year(snapshot: Snapshot) -> Iterator[Finding]:
    """A13: 截至 of another year in a text (real: figures of 2023 in a report on 2024)."""
    year = snapshot.year
    for label, key, text in texts_of(snapshot):
        other = [match[0] for match in _UNTIL.finditer(text) if year and int(match[1]) != year]
        if other:
            yield TEXT_DATE.at(key, label=label, words="、".join(other), year=year)

"""A. Identity, dates (checks 2, 4, 9)."""

import re
from collections.abc import Iterator
from datetime import date

from jixiao.findings import Finding, Kind, Severity
from jixiao.snapshot import Snapshot

FILED_TOO_EARLY = Kind(
    "A02", Severity.ERROR, "填报日期早于年度结束", "填报日期 {day} 早于评价年度 {year} 年结束。",
    "请核对填报日期和评价年度。", "年度终了后开展自评",
)  # fmt: skip
NOTICE_NUMBER = Kind(
    "A04", Severity.WARNING, "通知文号不规范", "通知文号“{number}”{why}。",
    "请照通知原文核对，年份用六角括号，如 廉财绩〔2025〕4号。", "自评通知在评价年度的次年印发",
)  # fmt: skip
STAFFING_DATE = Kind(
    "A09", Severity.WARNING, "人员数据不是评价年度年末数", "人员数据截止日期是 {day}，应为 {year} 年 12 月 31 日。",
    "请换成评价年度年末的人数；确实只能用其他时点的，在处理说明里写明。", "人员情况按评价年度年末实有数填报",
)  # fmt: skip
_NOTICE = re.compile(r"^.+〔(\d{4})〕\s*\d+\s*号$")


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

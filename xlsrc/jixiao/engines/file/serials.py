"""Dates, times and durations as a file holds them: serial numbers of days, or ISO 8601 in cells of type d."""

import re
from datetime import date, datetime, time, timedelta

_DAY = 86400
_EPOCHS = {False: datetime(1899, 12, 30), True: datetime(1904, 1, 1)}
_LEAP = 60  # Excel's calendar of 1900 has a 29 February: serials below are a day off

_ISO = re.compile(
    r"(?P<date>(\d{4})-(\d{2})-(\d{2}))?T?(?P<time>(\d{2}):(\d{2})(?::(\d{2})(\.\d{1,3})?)?)?Z?", re.ASCII
)
_DURATION = re.compile(r"PT(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d{1,3})?)S)?", re.ASCII)


def from_serial(value: float, date1904: bool, duration: bool = False) -> datetime | time | timedelta:
    """What a serial number shows, to the millisecond; below 1 a time. ValueError, OverflowError where there is no such day."""
    if duration:
        length = timedelta(days=value)
        return timedelta(seconds=length.total_seconds() // 1, microseconds=round(length.microseconds, -3))
    day, fraction = divmod(value, 1)
    within = timedelta(milliseconds=round(fraction * _DAY * 1000))
    if 0 <= value < 1 and not within.days:
        return (datetime.min + within).time()
    if 0 < value < _LEAP and not date1904:
        day += 1
    return _EPOCHS[date1904] + timedelta(days=day) + within


def to_serial(value: date | time | timedelta, date1904: bool) -> float:
    """The serial number of a date (or datetime), time or duration; negative before the first day."""
    if isinstance(value, timedelta):
        return value.total_seconds() / _DAY
    if isinstance(value, time):
        return _share_of_day(value)
    moment = value if isinstance(value, datetime) else datetime(value.year, value.month, value.day)
    days = (moment - _EPOCHS[date1904]).days
    if 0 < days <= _LEAP and not date1904:
        days -= 1
    return days + _share_of_day(moment.time())


def from_iso(text: str) -> datetime | time | timedelta:
    """A cell of type d: a date is its midnight. ValueError for anything else."""
    found = _ISO.match(text)
    if found and (found["date"] or found["time"]):
        year, month, day, hour, minute, second = (int(found[n] or 0) for n in (2, 3, 4, 6, 7, 8))
        moment = time(hour, minute, second, int(float(found[9] or 0) * 1_000_000))
        return datetime.combine(date(year, month, day), moment) if found["date"] else moment
    found = _DURATION.match(text)
    if found and any(found.groups()):
        hours, minutes, seconds = (float(part or 0) for part in found.groups())
        return timedelta(hours=hours, minutes=minutes, seconds=seconds)
    raise ValueError(text)


def _share_of_day(moment: time) -> float:
    return (moment.hour * 3600 + moment.minute * 60 + moment.second + moment.microsecond / 10**6) / _DAY

"""What people really type into a cell, read once and in one place.

Every reader takes the raw cell content (None, str, bool, int, float, Decimal, date, datetime) and returns a
`Typed`: the value, a note where something was normalised (before → after), or a fault in plain Chinese.
Nothing typed is ever changed in the workbook: the note is shown as a hint.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from jixiao.values.rounding import half_up, plain
from jixiao.values.shown import printable, unshown
from jixiao.values.words import NOT_APPLICABLE

_SHORT = 400  # characters

Value = Decimal | str | date | None

_INVISIBLE = dict.fromkeys([0x200B, 0x200C, 0x2060, 0xFEFF, 0x00AD, 0x200E, 0x200F])
_PICTURES = "\u2190-\u2bff\U0001f000-\U0001faff"
_STRAY_JOINER = re.compile(f"(?<![{_PICTURES}\ufe0f])\u200d|\u200d(?![{_PICTURES}])")  # 👨‍👩‍👧 is one picture by U+200D
_BLANK_WORDS = frozenset({"-", "--", "—", "——", "/", "\\", "无", "没有", NOT_APPLICABLE, "n/a", "na", "无此项", "空"})
ERROR_VALUES = frozenset(
    {"#DIV/0!", "#N/A", "#NAME?", "#NULL!", "#NUM!", "#REF!", "#VALUE!", "#SPILL!", "#CALC!", "#GETTING_DATA"}
)
_NUMBER = re.compile(r"^[+-]?(\d+(,\d{3})+|\d+)(\.\d+)?$|^[+-]?\.\d+$")
_UNITS = "万元|亿元|万|亿|元|人次|个|人|批|辆|家|项|次|户|场|篇|分|岁|年|%|％"
_TAIL = re.compile(rf"({_UNITS})$")
_DATE = re.compile(r"^(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})日?(\s+\d{1,2}:\d{2}(:\d{2})?)?$")
_COMPACT_DATE = re.compile(r"^(\d{4})(\d{2})(\d{2})$")
_YEAR = re.compile(r"^(\d{4})年?(末|底)?$")
_EPOCH = date(1899, 12, 30)
LARGEST_SHARE = Decimal(5)  # a bare number up to it may be a fraction: 0.98, 1.03, 3 for 300 %
TOO_LARGE, NOT_USABLE = Decimal("1E+15"), "数字过大或无效，请重新填写"


@dataclass(frozen=True)
class Typed:
    """One cell read: `value` (None where blank or faulty), a hint `note`, a `fault` that makes it unusable."""

    value: Value
    note: str = ""
    fault: str = ""


BLANK = Typed(None)


def is_error_value(raw: object) -> bool:
    """Whether the cell holds a spreadsheet error such as #DIV/0!."""
    return isinstance(raw, str) and raw.strip().upper() in ERROR_VALUES


def visible(raw: object) -> str:
    """The text a person sees, trimmed of blanks of every kind and of zero-width characters."""
    if isinstance(raw, str):
        return _visible_once(raw) if len(raw) <= _SHORT else _visible_lately(raw)
    if raw is None:
        return ""
    if isinstance(raw, datetime):
        return raw.date().isoformat()
    if isinstance(raw, (float, Decimal)):
        return plain(_decimal(raw))
    return _visible(str(raw))


def folded(raw: object) -> str:
    """`visible` in half-width characters and without inner blanks: for comparing and for reading numbers."""
    text = raw if isinstance(raw, str) else visible(raw)
    return _folded_once(text) if len(text) <= _SHORT else _folded_lately(text)


def _visible(text: str) -> str:
    return printable(_STRAY_JOINER.sub("", text.translate(_INVISIBLE)).strip())


def _folded(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", _visible(text)).split())


# Headings, names and criteria are the same in every workbook; a long text is its own, but many checks look at it.
_visible_once, _folded_once = lru_cache(2**14)(_visible), lru_cache(2**14)(_folded)
_visible_lately, _folded_lately = lru_cache(64)(_visible), lru_cache(64)(_folded)


def read_text(raw: object) -> Typed:
    """Any text; trimmed. An error value is a fault; characters that nobody sees are dropped and noted."""
    return _text_once(raw) if isinstance(raw, str) and len(raw) <= _SHORT else _read_text(raw)


def _read_text(raw: object) -> Typed:
    if is_error_value(raw):
        return _error_value(raw)
    text = visible(raw)
    if not text:
        return BLANK
    signs = unshown(raw) if isinstance(raw, str) else []
    if signs:
        return Typed(text, f"“{_short(text)}”里有不能显示的字符 {'、'.join(signs)}，已用记号代替")
    hidden = isinstance(raw, str) and len(text) < len(raw.replace("\r\n", "\n").strip())
    return Typed(text, f"“{_short(text)}”里有看不见的字符，已略去" if hidden else "")


_text_once: Callable[[str], Typed] = lru_cache(2**13)(_read_text)


def read_answer(raw: object) -> Typed:
    """目标值, 完成值: a text that the criterion will read. What a spreadsheet made of 8/10 or 是 is a fault."""
    if isinstance(raw, (date, datetime)):
        return Typed(
            None, fault=f"应填数字或文字，现在是日期 {visible(raw)}（如 8/10 会被当成日期，请先把格子设为文本）"
        )
    if isinstance(raw, bool):
        return Typed(None, fault="应填数字或文字，现在是逻辑值")
    return read_text(raw)


def read_number(raw: object, unit: str = "") -> Typed:
    """A number in `unit`: thousands separators, full-width digits, （500）, units after the number (元 → 万元)."""
    if is_error_value(raw):
        return _error_value(raw)
    if isinstance(raw, bool):
        return Typed(None, fault="应填数字，现在是逻辑值")
    if isinstance(raw, (int, float, Decimal)):
        return _finite(_decimal(raw))
    if isinstance(raw, (date, datetime)):
        return Typed(None, fault="应填数字，现在是日期")
    text = folded(raw)
    if not text:
        return BLANK
    if text.lower() in _BLANK_WORDS:
        return Typed(None, note=f"“{visible(raw)}”按未填处理；如果是零，请填 0")
    return _number_text(visible(raw), text, unit)


def read_amount(raw: object, unit: str = "万元") -> Typed:
    """An amount with 2 decimals, half-up; more decimals are rounded and noted."""
    read = read_number(raw, unit)
    if not isinstance(read.value, Decimal):
        return read
    rounded = half_up(read.value)
    if abs(rounded - read.value) < Decimal("0.000001"):
        return Typed(rounded, read.note)
    return Typed(rounded, f"“{visible(raw)}”保留两位小数，按 {plain(rounded)} 计算")


def read_integer(raw: object, unit: str = "") -> Typed:
    """A whole number; 5.0 is 5, 5.5 is a fault."""
    read = read_number(raw, unit)
    if not isinstance(read.value, Decimal):
        return read
    if read.value != read.value.to_integral_value():
        return Typed(None, fault=f"应填整数，现在是“{visible(raw)}”")
    return Typed(read.value.to_integral_value(), read.note)


def read_percent(raw: object) -> Typed:
    """Percent points with 2 decimals. '93.4%' is 93.40; a cell number up to 5 is a fraction (1 = 100 %)."""
    text = folded(raw)
    if text.endswith("%"):
        read = read_number(text[:-1])
        return _points(raw, read.value, Decimal(1)) if not read.fault else Typed(None, fault=_not_a_number(raw))
    read = read_number(raw)
    if not isinstance(read.value, Decimal):
        return read
    return _points(raw, read.value, Decimal(100) if abs(read.value) <= LARGEST_SHARE else Decimal(1))


def read_year(raw: object) -> Typed:
    """A year from 2000 to 2100 as Decimal; '2024年' and full-width digits too."""
    if isinstance(raw, (date, datetime)):
        return Typed(Decimal(raw.year), f"“{visible(raw)}”只取年份 {raw.year}")
    text = folded(raw)
    read = read_number(text[:-1] if text.endswith("年") else raw)
    if not isinstance(read.value, Decimal):
        return read
    if read.value != read.value.to_integral_value() or not 2000 <= read.value <= 2100:
        return Typed(None, fault=f"应填四位年份（如 2024），现在是“{visible(raw)}”")
    return Typed(read.value, f"“{visible(raw)}”按 {plain(read.value)} 处理" if not _same(raw, read.value) else "")


def read_date(raw: object) -> Typed:
    """A date; 2025.07.08, 2025年7月8日, 20250708 and serials too. A year alone is its 31 December, noted."""
    if is_error_value(raw):
        return _error_value(raw)
    if isinstance(raw, datetime):
        return Typed(raw.date())
    if isinstance(raw, date):
        return Typed(raw)
    text = folded(raw)
    if not text:
        return BLANK
    if text.lower() in _BLANK_WORDS:
        return Typed(None, note=f"“{visible(raw)}”按未填处理")
    return _date_text(visible(raw), text)


def read_choice(raw: object, choices: tuple[str, ...]) -> Typed:
    """One of `choices`; blanks and width do not matter, 良好 is 良 where only one choice begins so."""
    if is_error_value(raw):
        return _error_value(raw)
    text = folded(raw)
    if not text:
        return BLANK
    for choice in choices:
        if folded(choice) == text:
            return Typed(choice, "" if visible(raw) == choice else f"“{visible(raw)}”按“{choice}”处理")
    near = [choice for choice in choices if text.startswith(folded(choice))]
    if len(near) == 1:
        return Typed(near[0], f"“{visible(raw)}”按“{near[0]}”处理")
    if text.lower() in _BLANK_WORDS:
        return Typed(None, note=f"“{visible(raw)}”按未填处理")
    return Typed(None, fault=f"应填 {'、'.join(choices)} 中的一个，现在是“{visible(raw)}”")


def _error_value(raw: object) -> Typed:
    return Typed(None, fault=f"单元格是错误值 {visible(raw)}，请重新填写")


def _not_a_number(raw: object) -> str:
    return f"应填数字，现在是“{visible(raw)}”"


def _decimal(number: int | float | Decimal) -> Decimal:
    return number if isinstance(number, Decimal) else Decimal(repr(number))


def _finite(number: Decimal) -> Typed:
    if not number.is_finite() or abs(number) >= TOO_LARGE:
        return Typed(None, fault=NOT_USABLE)
    return Typed(number)


def _number_text(shown: str, text: str, unit: str) -> Typed:
    body, scale = _without_unit(text.replace("，", ","), unit)
    if body.startswith("(") and body.endswith(")") and len(body) > 2:
        body = "-" + body[1:-1]
    body = body.lstrip("¥￥")
    if scale is None or not _NUMBER.match(body):
        return Typed(None, fault=f"应填数字，现在是“{shown}”")
    try:
        read = _finite(Decimal(body.replace(",", "")) * scale)
    except InvalidOperation:
        return Typed(None, fault=f"应填数字，现在是“{shown}”")
    if not isinstance(read.value, Decimal):
        return read
    return Typed(read.value, f"“{shown}”是文字，按数字 {plain(read.value)} 计算")


def _without_unit(text: str, unit: str) -> tuple[str, Decimal | None]:
    """The text without a unit behind it and what to multiply by; None where the unit is another one."""
    tail = _TAIL.search(text)
    if not tail:
        return text, Decimal(1)
    scales = {
        ("万元", "元"): Decimal("0.0001"),
        ("万元", "万"): Decimal(1),
        ("万元", "亿元"): Decimal(10000),
        ("万元", "亿"): Decimal(10000),
    }
    if tail[1] == unit:
        return text[: tail.start()], Decimal(1)
    return text[: tail.start()], scales.get((unit, tail[1]))


def _points(raw: object, value: Value, scale: Decimal) -> Typed:
    """Percent points; a cell that holds a fraction is how Excel stores a percentage, all else is noted."""
    if not isinstance(value, Decimal):
        return BLANK
    points = half_up(value * scale)
    stored = not isinstance(raw, str) and scale != 1
    return Typed(points, "" if stored else f"“{visible(raw)}”按 {plain(points)}% 计算")


def _short(text: str) -> str:
    return text if len(text) <= 12 else f"{text[:12]}…"


def _same(raw: object, value: Decimal) -> bool:
    return visible(raw) == plain(value)


def _date_text(shown: str, text: str) -> Typed:
    match = _DATE.match(text) or _COMPACT_DATE.match(text)
    if match:
        return _calendar_day(shown, int(match[1]), int(match[2]), int(match[3]))
    year = _YEAR.match(text)
    if year and 2000 <= int(year[1]) <= 2100:
        return Typed(date(int(year[1]), 12, 31), f"“{shown}”只有年份，按 {year[1]}-12-31 处理")
    if re.fullmatch(r"\d{5}(\.\d+)?", text) and 36526 <= float(text) <= 73415:
        day = _EPOCH + timedelta(days=int(float(text)))
        return Typed(day, f"“{shown}”按日期 {day.isoformat()} 处理")
    return Typed(None, fault=f"应填日期（如 2025-07-08），现在是“{shown}”")


def _calendar_day(shown: str, year: int, month: int, day: int) -> Typed:
    try:
        value = date(year, month, day)
    except ValueError:
        return Typed(None, fault=f"没有“{shown}”这一天，请核对日期")
    return Typed(value, "" if shown == value.isoformat() else f"“{shown}”按日期 {value.isoformat()} 处理")

"""Between Python values and the text of a cell's XML."""

import math
import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from xml.sax.saxutils import escape

from jixiao.engines.file.serials import to_serial
from jixiao.engines.port import CellError, Value, Writable

MAX_TEXT = 32767  # Excel's limit for one cell, in UTF-16 units

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_ESCAPED = re.compile("((?:_x[0-9A-Fa-f]{4}_)+)")
_LOOKS_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")
_LINK = re.compile(r'^=HYPERLINK\((?:"(?:[^"]|"")*"),"((?:[^"]|"")*)"\)$', re.IGNORECASE)


def clean(text: str) -> str:
    """The text as a cell can hold it: LF line ends, no control characters, no lone surrogates."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _ILLEGAL.sub("", text)
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def unescape(text: str) -> str:
    """Undo Excel's _xHHHH_ notation (ST_Xstring), as Excel does when it shows the cell."""

    def decode(match: re.Match[str]) -> str:
        units = bytes.fromhex("".join(code[3:5] + code[1:3] for code in match[1].split("_") if code))
        return units.decode("utf-16-le", "replace")

    return _ESCAPED.sub(decode, text) if "_x" in text else text


def text_xml(text: str) -> str:
    """Escaped for <t> or <f>; text that looks like _xHHHH_ stays what it is."""
    return escape(_LOOKS_ESCAPED.sub("_x005F_", text))


def normal(value: Writable) -> Writable:
    """The value as it will read back: "" is None, text cleaned, time zones dropped.

    ValueError for what no cell can hold (NaN, infinity, text beyond 32767 characters), TypeError for
    other types.
    """
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return _normal_text(str(value))
    if isinstance(value, int | float | Decimal):
        if not math.isfinite(value):
            raise ValueError(f"单元格不能存放 {value}，只能存放有限的数。")
        return value
    if isinstance(value, datetime):
        return value.replace(tzinfo=None)
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day)
    if isinstance(value, time | timedelta):
        return value
    raise TypeError(f"a cell can't hold {type(value).__name__}")


def _normal_text(text: str) -> str | None:
    text = clean(text)
    if len(text.encode("utf-16-le")) > 2 * MAX_TEXT:
        raise ValueError(f"文字共 {len(text)} 字，超过单元格上限 {MAX_TEXT} 字。请缩短后再写入。")
    return text or None


def as_read(value: Writable) -> Value:
    """A normal value as a read would give it back: every number a float."""
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return float(value)
    if isinstance(value, date) and not isinstance(value, datetime):
        return datetime(value.year, value.month, value.day)
    return value


def content(value: Writable, date1904: bool, prefix: str = "") -> tuple[str | None, str]:
    """(the cell's t attribute, XML inside <c> with the sheet's namespace prefix, "x:") of a normal value."""
    if value is None:
        return None, ""
    if isinstance(value, bool):
        return "b", f"<{prefix}v>{int(value)}</{prefix}v>"
    if isinstance(value, str):
        text = f"<{prefix}t{_space(value)}>{text_xml(value)}</{prefix}t>"
        return "inlineStr", f"<{prefix}is>{text}</{prefix}is>"
    return None, f"<{prefix}v>{number(value, date1904)}</{prefix}v>"


def formula_content(formula: str, prefix: str = "") -> tuple[str | None, str]:
    """Like content(), for "=…". A link gets its caption as cached result, for viewers that don't calculate."""
    link = _LINK.match(formula)
    inside = f"<{prefix}f>{escape(formula[1:])}</{prefix}f>"
    if not link:
        return None, inside
    caption = link[1].replace('""', '"')
    return "str", inside + f"<{prefix}v>{text_xml(caption)}</{prefix}v>"


def number(value: Writable, date1904: bool) -> str:
    """A number, date or time as the text of <v>; Decimals digit by digit. ValueError before the first day."""
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, int | float):
        return repr(value)
    assert isinstance(value, date | time | timedelta)
    serial = to_serial(value, date1904)
    if serial < 0:
        raise ValueError(f"日期 {value} 早于 Excel 能表示的最早日期。")
    return repr(int(serial) if serial == int(serial) else serial)


def _space(text: str) -> str:
    return ' xml:space="preserve"' if text != text.strip() or "\n" in text else ""


def same(kind: str | None, v: str | None, value: Writable, date1904: bool) -> bool:
    """Does a cell with t=`kind` and <v> text `v` hold this number, date or bool already?"""
    if not v or isinstance(value, str) or value is None:
        return False
    if isinstance(value, bool) or kind == "b":
        return kind == "b" and isinstance(value, bool) and (v in ("1", "true")) is value
    if kind not in (None, "n"):
        return False
    new = number(value, date1904)
    return float(v) == float(new) if isinstance(value, float) else Decimal(v) == Decimal(new)


def is_text(value: Value) -> bool:
    """Text proper, not an error value."""
    return isinstance(value, str) and not isinstance(value, CellError)

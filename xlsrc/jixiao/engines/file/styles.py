"""What of styles.xml matters here: which formats are locked, which show dates, which percentages."""

import re

from lxml import etree

from jixiao.engines.errors import UnusableWorkbook
from jixiao.engines.file import xml
from jixiao.engines.file.package import DAMAGED

_BUILT_IN = {**dict.fromkeys(range(14, 23), False), 45: False, 46: True, 47: False}  # number format → is a duration
_LITERAL = re.compile(r'".*?"|\[(?!hh?\]|mm?\]|ss?\])[^\]]*\]')  # quoted, or a colour, condition or language
_DATE = re.compile(r"(?<![_\\])[dmhys]", re.IGNORECASE)
_DURATION = re.compile(r"\[(?:hh?|mm?|ss?)\]", re.IGNORECASE)


def locked_styles(part: bytes | None) -> list[bool]:
    """By style index; a cell without style, or beyond the list, is locked as Excel has it."""
    if part is None:
        return []
    return [_locked(format_) for format_ in _grandchildren(xml.parse(part), "cellXfs", "xf")]


def percent_styles(part: bytes) -> frozenset[str]:
    """The style indexes, as cells give them, that show a number as a percentage (built in: 9 and 10)."""
    root = xml.parse(part)
    own = _grandchildren(root, "numFmts", "numFmt")
    percent = {"9", "10"} | {one.get("numFmtId", "") for one in own if "%" in one.get("formatCode", "")}
    formats = _grandchildren(root, "cellXfs", "xf")
    return frozenset(str(number) for number, one in enumerate(formats) if one.get("numFmtId", "0") in percent)


def date_styles(part: bytes | None) -> dict[int, bool]:
    """The style indexes that show a number as a date or time; True: as a duration ([h]:mm)."""
    if part is None:
        return {}
    root = xml.parse(part)
    try:
        own = {
            int(one.get("numFmtId", "")): one.get("formatCode", "") for one in _grandchildren(root, "numFmts", "numFmt")
        }
        numbers = [int(one.get("numFmtId", "0")) for one in _grandchildren(root, "cellXfs", "xf")]
    except ValueError as error:
        raise UnusableWorkbook(DAMAGED) from error
    shown = _BUILT_IN | {number: _is_duration(code) for number, code in own.items()}
    dates = {number for number in shown if number not in own or _is_date(own[number])}
    return {index: shown[number] for index, number in enumerate(numbers) if number in dates}


def _is_date(code: str) -> bool:
    return bool(_DATE.search(_LITERAL.sub("", code.partition(";")[0])))


def _is_duration(code: str) -> bool:
    return bool(_DURATION.search(code.partition(";")[0]))


def _grandchildren(root: "etree._Element", group: str, name: str) -> "list[etree._Element]":
    return [child for one in xml.children(root, group) for child in xml.children(one, name)]


def _locked(format_: "etree._Element") -> bool:
    protections = xml.children(format_, "protection")
    return not any(protection.get("locked") in ("0", "false", "off") for protection in protections)

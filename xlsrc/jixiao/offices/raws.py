"""What a cell holds, as it was typed: compared, and kept as text without losing its type."""

import json
from datetime import date, datetime
from decimal import Decimal

from jixiao.values.typed import is_error_value, visible

Raw = object
"""None (blank), str, bool, int, float, Decimal, date, datetime, or FormulaText."""


class FormulaText(str):
    """A formula that somebody typed into an entry cell: its result is nobody's statement."""


def encoded(raw: Raw) -> list[str] | None:
    """As JSON keeps it; None for a blank cell. TypeError for anything that no cell holds."""
    if raw is None or raw == "":
        return None
    if isinstance(raw, bool):
        return ["b", str(raw)]
    if isinstance(raw, FormulaText):
        return ["f", str(raw)]
    if isinstance(raw, str):
        return ["s", raw]
    if isinstance(raw, int | float | Decimal):
        return ["n", _number(raw)]
    if isinstance(raw, datetime):
        midnight = (raw.hour, raw.minute, raw.second, raw.microsecond) == (0, 0, 0, 0)
        return ["d", raw.date().isoformat() if midnight else raw.isoformat()]
    if isinstance(raw, date):
        return ["d", raw.isoformat()]
    return ["s", str(raw)]


def _number(raw: int | float | Decimal) -> str:
    number = Decimal(repr(raw)) if isinstance(raw, float) else Decimal(raw)
    return format(number.normalize() + 0, "f")


def decoded(kept: list[str] | None) -> Raw:
    """The other way round. ValueError where it is not what `encoded` gives."""
    if kept is None:
        return None
    kind, text = kept
    if kind == "n":
        return Decimal(text)
    if kind == "d":
        return date.fromisoformat(text) if len(text) == 10 else datetime.fromisoformat(text)
    if kind == "b":
        return text == "True"
    if kind == "f":
        return FormulaText(text)
    if kind != "s":
        raise ValueError(kind)
    return text


def is_same(one: Raw, other: Raw) -> bool:
    """Whether two cells hold the same: type and content; line ends don't count."""
    return _comparable(one) == _comparable(other)


def reads_alike(one: Raw, other: Raw) -> bool:
    """Whether a person sees the same in both: 12 and the text 12."""
    return is_same(one, other) or (visible(one) == visible(other) and not isinstance(one, FormulaText | bool))


def _comparable(raw: Raw) -> object:
    kept = encoded(raw)
    return (kept[0], kept[1].replace("\r\n", "\n").replace("\r", "\n")) if kept else None


def is_usable(raw: Raw) -> bool:
    """Whether it may be taken over: no formula, no error value."""
    return not isinstance(raw, FormulaText) and not is_error_value(raw)


def shown(raw: Raw) -> str:
    """As a person reads it in a list."""
    return str(raw) if isinstance(raw, FormulaText) else visible(raw)


def as_json(data: object) -> str:
    """Compact and always alike."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":"))

"""What a <c> holds, as value or formula: the one meaning behind both ways of reading a sheet."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from jixiao.engines.bare import without_tables
from jixiao.engines.errors import UnusableWorkbook
from jixiao.engines.file.areas import parse_range
from jixiao.engines.file.limits import MAX_CELLS, MAX_COLUMNS, TOO_MANY
from jixiao.engines.file.serials import from_iso, from_serial
from jixiao.engines.file.text import unescape
from jixiao.engines.port import Area, CellError, Value
from jixiao.values.address import a1

if TYPE_CHECKING:
    from openpyxl.formula.translate import Translator

Place = tuple[int, int]
LOST = "=#REF!"  # a shared formula whose references leave the sheet here, as Excel shows it
_BOOLEANS = {"true": True, "false": False}


@dataclass(frozen=True, slots=True)
class Lookups:
    """What cells refer to: shared strings (None: blank), styles that show dates (True: durations), the calendar."""

    strings: Sequence[str | None]
    dates: Mapping[int, bool]
    date1904: bool


@dataclass(slots=True)
class Cells:
    """The content of one sheet while it is read. ValueError, LookupError, ArithmeticError: a cell can't mean anything."""

    lookups: Lookups
    values: dict[Place, Value] = field(default_factory=dict)
    formulas: dict[Place, str] = field(default_factory=dict)
    spread: list[tuple[Area, str]] = field(default_factory=list)
    shared: "dict[str | None, Shared]" = field(default_factory=dict)

    def put_string(self, place: Place, text: str) -> None:
        """A shared string from the text of its <v>."""
        value = self.lookups.strings[int(text)]
        if value is not None and place[1] <= MAX_COLUMNS:
            self.values[place] = value

    def put_value(self, place: Place, style: str | None, kind: str | None, text: str) -> None:
        """A constant from its attributes s and t and the text of its <v> or <is>; blank text is a blank cell."""
        value = self._value(style, kind or "n", text) if text else None
        if value is not None and place[1] <= MAX_COLUMNS:
            self.values[place] = value

    def put_formula(self, place: Place, attributes: Mapping[str, str], text: str) -> None:
        """A formula from the attributes and text of its <f>."""
        kind, formula = attributes.get("t"), "=" + text
        if kind == "array":
            self.spread.append((parse_range(attributes.get("ref", "")), formula))
        elif kind == "dataTable":
            formula = "=TABLE()"
            self.spread.append((parse_range(attributes.get("ref", "")), formula))
        elif kind == "shared":
            formula = self._shared(place, attributes.get("si"), formula)
        if place[1] <= MAX_COLUMNS:
            self.formulas[place] = formula

    def check_count(self) -> None:
        """UnusableWorkbook where there are more than can be handled."""
        if len(self.values) + len(self.formulas) > MAX_CELLS:
            raise UnusableWorkbook(TOO_MANY)

    def _shared(self, place: Place, number: str | None, formula: str) -> str:
        if number in self.shared:
            return self.shared[number].at(place)
        if formula != "=":
            self.shared[number] = Shared(place, formula)
        return formula

    def _value(self, style: str | None, kind: str, text: str) -> Value:
        match kind:
            case "n":
                return self._number(style, text)
            case "s":
                return self.lookups.strings[natural(text)]
            case "b":
                return _BOOLEANS[text] if text in _BOOLEANS else bool(int(text))
            case "e":
                return CellError(text)
            case "d":
                return from_iso(text)
        return unescape(text) or None

    def _number(self, style: str | None, text: str) -> Value:
        number = float(text) if "." in text or "e" in text or "E" in text else int(text)
        duration = self.lookups.dates.get(int(style or 0))
        if duration is None:
            return float(number) if math.isfinite(number) else CellError("#NUM!")
        try:
            return from_serial(number, self.lookups.date1904, duration)
        except (OverflowError, ValueError):
            return CellError("#VALUE!")


def natural(text: str) -> int:
    """An index; ValueError below 0."""
    number = int(text)
    if number < 0:
        raise ValueError(text)
    return number


class Shared:
    """A formula that other cells take over, with its references moved."""

    def __init__(self, place: Place, formula: str) -> None:
        self._place, self._formula = place, formula
        self._translator: Translator | None = None

    def at(self, place: Place) -> str:
        """The formula of another cell; LOST where its references would leave the sheet, or it is no formula."""
        with without_tables():
            from openpyxl.formula.tokenizer import TokenizerError
            from openpyxl.formula.translate import Translator, TranslatorError

        try:
            self._translator = self._translator or Translator(self._formula, a1(*self._place))
            return str(self._translator.translate_formula(a1(*place)))
        except (TokenizerError, TranslatorError):
            return LOST

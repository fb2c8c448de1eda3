"""A text as copies are compared: the unit's own name and 我局 are one sign, a number is one sign, blanks are gone.

A copy whose numbers and name were changed stays a copy. `starts` leads back to what the text shows.
"""

import re
from dataclasses import dataclass

from jixiao.values.typed import folded

OWN, NUMBER = "\u25a1", "#"
_SELF = re.compile("[我本](?:单位|部门|机关|街道|中心|局|校|镇|乡|会|站|所|院|园|委|馆|处|队|社|厅|部|办)")
_NUMBER = re.compile(r"\d[\d,.]*")
_BREAK = re.compile(r"\s*\n\s*")


def named_own(text: str, unit: str) -> str:
    """The text, folded, with the sign for its own name."""
    own = folded(unit)
    flat = folded(text)
    return _SELF.sub(OWN, flat.replace(own, OWN) if own else flat)


def normal(text: str, unit: str) -> str:
    """The text, folded, with the signs in place."""
    return _NUMBER.sub(NUMBER, named_own(text, unit))


@dataclass(frozen=True)
class Mapped:
    """A text, folded, its normal form, and where each sign of that begins in the folded text."""

    text: str
    flat: str
    signs: str
    starts: tuple[int, ...]

    def shown(self, begin: int, end: int) -> str:
        """What stands in the text for the signs from `begin` up to `end`."""
        return _verbatim(self.text, self.flat, self.starts[begin], (*self.starts, len(self.flat))[end])


def _verbatim(text: str, flat: str, begin: int, end: int) -> str:
    """What was typed for a part of the folded text, in one line; that part itself where a sign isn't folded alone (e + ´)."""
    pieces = [folded(sign) for sign in text]
    if begin >= end or "".join(pieces) != flat:
        return flat[begin:end]
    typed = [at for at, piece in enumerate(pieces) for _ in piece]
    return _BREAK.sub(" ", text[typed[begin] : typed[end - 1] + 1])


def quoted(text: str, passage: str) -> str:
    """A passage of the folded text as it was typed; itself where the text doesn't have it."""
    flat = folded(text)
    at = flat.find(passage)
    return passage if at < 0 else _verbatim(text, flat, at, at + len(passage))


def mapped(text: str, unit: str) -> Mapped:
    """`normal`, with the way back."""
    flat = folded(text)
    signs, starts = flat, tuple(range(len(flat)))
    patterns = [(re.compile(re.escape(folded(unit))), OWN)] if folded(unit) else []
    for pattern, sign in (*patterns, (_SELF, OWN), (_NUMBER, NUMBER)):
        signs, starts = _replaced(signs, starts, pattern, sign)
    return Mapped(text, flat, signs, starts)


def _replaced(signs: str, starts: tuple[int, ...], pattern: re.Pattern[str], sign: str) -> tuple[str, tuple[int, ...]]:
    pieces, kept, at = [], list[int](), 0
    for match in pattern.finditer(signs):
        pieces += [signs[at : match.start()], sign]
        kept += (*starts[at : match.start()], starts[match.start()])
        at = match.end()
    return "".join(pieces) + signs[at:], (*kept, *starts[at:])

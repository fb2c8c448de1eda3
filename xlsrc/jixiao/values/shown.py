"""Text as it may be written anywhere: a character that can't be shown becomes a sign that can.

Control characters are no XML, and a terminal obeys them; non-characters and lone surrogates are no text; characters that
turn the direction make a reader see another order than is there (Unicode 15, 23.1, 23.7, 23.8; UAX #9).
"""

import re

_UNSHOWN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufdd0-\ufdef"
    + "".join(chr(plane << 16 | last) for plane in range(17) for last in (0xFFFE, 0xFFFF))
    + "]"
)
_PICTURES, _DELETE = 0x2400, 0x7F  # ␀ ␁ … ␟, ␡


def printable(text: str) -> str:
    """The text with line ends as LF and a sign, ␛ or ⟨U+202E⟩, for each character that can't be shown."""
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    return _UNSHOWN.sub(_sign, text)


def unshown(text: str) -> list[str]:
    """The characters that can't be shown, each once, as U+001B."""
    found = _UNSHOWN.findall(text.replace("\r", ""))
    return [f"U+{ord(one):04X}" for one in dict.fromkeys(found)]


def one_line(text: str) -> str:
    """`printable` for a place that has one line, such as the subject of a mail or a name."""
    return " ".join(printable(text).split())


def _sign(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(_PICTURES + code)
    return "␡" if code == _DELETE else f"⟨U+{code:04X}⟩"

"""Formulas as LibreOffice's API writes them, in Excel's grammar: `=$'基 本'.A1;2` -> `='基 本'!A1,2`."""

from __future__ import annotations  # LibreOffice may bring Python 3.8

import re
from typing import Any

_CELL = r"(?=\$?[A-Za-z]{1,3}(?:\$?\d|:)|\$?\d+:|\#REF!)"  # what follows a sheet's name
_THEIRS = re.compile(
    rf"""
    (?P<text>"(?:[^"]|"")*")
  | (?P<sheet>\$?(?:'(?:[^']|'')+'|\w+)\.){_CELL}
  | (?P<error>\#(?:REF!|DIV/0!|N/A|VALUE!|NAME\?|NUM!|NULL!))
  | (?P<word>[\w.]+)
  | (?P<mark>[{{}};|~!])
  | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_EXCELS = re.compile(
    r"""
    (?P<text>"(?:[^"]|"")*")
  | (?P<sheet>(?:'(?:[^']|'')+'|[\w.]+)!)
  | (?P<error>\#(?:REF!|DIV/0!|N/A|VALUE!|NAME\?|NUM!|NULL!))
  | (?P<word>[\w.]+)
  | (?P<mark>[{},;])
  | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_CONSTANT = re.compile(r"=(?:#(?:DIV/0!|N/A|VALUE!|REF!|NAME\?|NUM!|NULL!)|TRUE\(\)|FALSE\(\))")


def excel_formula(formula: str) -> str:
    """The formula of LibreOffice's API with Excel's separators, sheet references and inline arrays."""
    return _translated(
        formula, _THEIRS, {";": ",", "~": ",", "!": " "}, {";": ",", "|": ";"}, lambda name: quoted(name) + "!"
    )


def office_formula(formula: str) -> str:
    """An Excel formula as LibreOffice's API takes it: the other way round."""
    return _translated(formula, _EXCELS, {",": ";"}, {",": ";", ";": "|"}, lambda name: "$" + quoted(name) + ".")


def _translated(
    formula: str,
    tokens: re.Pattern[str],
    marks: dict[str, str],
    inline: dict[str, str],
    sheet: Any,
) -> str:
    parts, braces = [], 0
    for match in tokens.finditer(formula):
        kind, token = match.lastgroup, match.group()
        if kind == "sheet":
            token = sheet(_plain(token[:-1]))
        elif kind == "mark":
            braces += (token == "{") - (token == "}")
            token = (inline if braces else marks).get(token, token)
        parts.append(token)
    return "".join(parts)


def _plain(name: str) -> str:
    """A sheet's name without dollar and quotes."""
    name = name.lstrip("$")
    return name[1:-1].replace("''", "'") if name.startswith("'") else name


def is_constant(formula: str) -> bool:
    """LibreOffice holds an error or boolean of an .xlsx as a formula that is nothing but the value."""
    return _CONSTANT.fullmatch(formula) is not None


def quoted(sheet: str) -> str:
    """A sheet name as Excel's formulas write it."""
    return sheet if sheet.isidentifier() else "'" + sheet.replace("'", "''") + "'"

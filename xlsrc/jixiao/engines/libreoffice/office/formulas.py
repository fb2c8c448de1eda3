"""Formulas as LibreOffice's API writes them, in Excel's grammar: `=$'基 本'.A1;2` -> `='基 本'!A1,2`."""

import re

_TOKEN = re.compile(
    r"""
    (?P<text>"(?:[^"]|"")*")
  | (?P<sheet>\$?(?:'(?:[^']|'')+'|[^\W\d][\w]*|\w+)\.)(?=\$?[A-Za-z]{1,3}\$?\d|\#REF!)
  | (?P<word>[\w.]+)
  | (?P<mark>[{}();|~!\#])
  | (?P<other>.)
    """,
    re.VERBOSE | re.DOTALL,
)
_INLINE = {";": ",", "|": ";"}
_PLAIN = {";": ",", "~": ",", "!": " "}
_CONSTANT = re.compile(r"=(?:#(?:DIV/0!|N/A|VALUE!|REF!|NAME\?|NUM!|NULL!)|TRUE\(\)|FALSE\(\))")


def excel_formula(formula: str) -> str:
    """The formula with Excel's separators, sheet references and inline arrays."""
    parts, braces, after_hash = [], 0, False
    for match in _TOKEN.finditer(formula):
        kind, token = match.lastgroup, match.group()
        if kind == "sheet":
            token = _sheet(token)
        elif kind == "mark":
            braces += (token == "{") - (token == "}")
            if not (token == "!" and after_hash):
                token = (_INLINE if braces else _PLAIN).get(token, token)
        after_hash = token == "#" or (after_hash and kind == "word")
        parts.append(token)
    return "".join(parts)


def is_constant(formula: str) -> bool:
    """LibreOffice holds an error or boolean of an .xlsx as a formula that is nothing but the value."""
    return _CONSTANT.fullmatch(formula) is not None


def _sheet(token: str) -> str:
    name = token.lstrip("$")[:-1]
    if name.startswith("'"):
        name = name[1:-1].replace("''", "'")
    return quoted(name) + "!"


def quoted(sheet: str) -> str:
    """A sheet name as Excel's formulas write it."""
    return sheet if sheet.isidentifier() else "'" + sheet.replace("'", "''") + "'"

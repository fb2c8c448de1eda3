"""Cell addresses: (row, column), both from 1, to and from A1."""

import re

_A1 = re.compile(r"^\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})$")


def column_letters(column: int) -> str:
    """1 -> 'A', 27 -> 'AA'. ValueError below 1."""
    if column < 1:
        raise ValueError(f"no column {column}")
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """'A' -> 1, 'AA' -> 27; capital letters only."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number


def a1(row: int, column: int) -> str:
    """(12, 3) -> 'C12'."""
    return f"{column_letters(column)}{row}"


def row_column(address: str) -> tuple[int, int]:
    """'C12' or '$C$12' -> (12, 3). ValueError for anything else."""
    match = _A1.match(address)
    if not match:
        raise ValueError(f"not a cell address: {address!r}")
    return int(match[2]), column_number(match[1].upper())

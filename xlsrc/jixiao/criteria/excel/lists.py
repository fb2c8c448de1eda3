"""Several answers in one text, taken apart by the spreadsheet: checks, counts, numbers, answers of any kind."""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from jixiao.criteria.excel.parts import Given, Read, Work, all_in_cells, is_number, text, when
from jixiao.criteria.excel.typed_text import done, is_digit, number_cell, one_line, whole, with_unit
from jixiao.values.words import NO, NOT_APPLICABLE, YES

DROPPED = "⊘"  # 不适用 as one character, while a checklist is taken apart
_EDGE = "¦"  # keeps a blank first or last value
_CHECK_WORDS = (("y", YES), ("√", YES), ("n", NO), ("×", NO), (NOT_APPLICABLE, DROPPED))


def checks(given: Given, work: Work) -> tuple[str, str]:
    """(cell with "是 否 ⊘", whether each word is one of them)."""
    lowered = f"LOWER({_separated(one_line(given.actual))})"
    for word, sign in _CHECK_WORDS:
        lowered = f"SUBSTITUTE({lowered},{text(word)},{text(sign)})"
    cell = work.put(f"TRIM({lowered})")
    bare = f'SUBSTITUTE({cell}," ","")'
    left = bare
    for sign in (YES, NO, DROPPED):
        left = f'SUBSTITUTE({left},{text(sign)},"")'
    return cell, f'AND(2*LEN({bare})-1=LEN({cell}),{left}="")'


def _separated(expression: str) -> str:
    """Blanks for every sign that separates answers; half-width already (LibreOffice narrows 、 too)."""
    for sign in ("、", "､", ",", ";"):
        expression = f'SUBSTITUTE({expression},{text(sign)}," ")'
    return expression


def words_of(line: str, work: Work, count: int) -> tuple[list[str], str]:
    """(cells of the first `count` answers of a line's cell, how many there are): the twin of typed.words_of."""
    row = work.put(f"TRIM({_separated(line)})")
    spread = f'SUBSTITUTE({row}," ",REPT(" ",99))'
    cells = [work.put(f"TRIM(MID({spread},{n * 99 + 1},99))") for n in range(count)]
    return cells, f'LEN({row})-LEN(SUBSTITUTE({row}," ",""))+1'


def several(given: Given, work: Work, count: int, exactly: bool = False) -> Read:
    """Up to `count` numbers, of which the first and last may be blank; the unit is the first one given.

    checks: whether there are as many as there may be.
    """
    cell = work.put(one_line(given.actual))
    line = work.put(f"TRIM({_separated(f'{text(_EDGE)}&{cell}&{text(_EDGE)}')})")
    given_count = f'LEN({line})-LEN(SUBSTITUTE({line}," ",""))+1'
    values, units, tests = [], [], []
    for n in range(count):
        part = f'TRIM(MID(SUBSTITUTE({line}," ",REPT(" ",99)),{n * 99 + 1},99))'
        token = work.put(f'SUBSTITUTE({part},{text(_EDGE)},"")')
        value, unit = with_unit(token, work)
        values.append(value)
        units.append(unit)
        tests.append(f'OR({token}="",{is_number(value)})')
    first_unit = when(*[(f'{unit}<>""', unit) for unit in units], otherwise='""')
    fits = f"{given_count}{'=' if exactly else '<='}{count}"
    return replace(done(cell, f"AND({','.join(tests)})", tuple(values), first_unit), checks=fits)


def listed(given: Given, work: Work, amounts: Sequence[bool], last_open: bool = False) -> tuple[str, list[str], str]:
    """(the cell of the text, an expression per answer, whether there are as many): the twin of typed.listed.

    last_open: the last answer may be left off.
    """
    line, count = work.put(one_line(given.actual)), len(amounts)
    if count == 1:
        return line, [line], "TRUE"
    marked = line
    for sign, mark in ((", ", _EDGE), (" ,", _EDGE), ("、", _EDGE), ("､", _EDGE), (";", _EDGE), (",", f"{_EDGE},")):
        marked = f"SUBSTITUTE({marked},{text(sign)},{text(mark)})"
    spaced = f'SUBSTITUTE({line}," ",{text(_EDGE)})'
    row = work.put(f"IF(ISERROR(FIND({text(_EDGE)},{marked})),{spaced},{marked})")
    wide = f'SUBSTITUTE({row},{text(_EDGE)},REPT(" ",LEN({row})))'
    tokens = [f"TRIM(MID({wide},{n}*LEN({row})+1,LEN({row})))" for n in range(count)]
    doubtful = [n for n, is_amount in enumerate(amounts[:-1]) if is_amount]
    for at in sorted({*doubtful, *(n + 1 for n in doubtful)}):
        tokens[at] = work.put(tokens[at])
    clear = [f"NOT({_is_grouped(*tokens[n : n + 2])})" for n in doubtful]
    given_count = f'LEN({row})-LEN(SUBSTITUTE({row},{text(_EDGE)},""))+1'
    fits = f"AND({given_count}={count},{all_in_cells(clear, work)})"
    fits = f"OR({given_count}={count - 1},{fits})" if last_open else fits
    fits = f"AND(ISERROR(FIND({text(_EDGE)},{line})),{fits})"
    return line, [f'SUBSTITUTE({token},",","")' for token in tokens], fits


def _is_grouped(first: str, second: str) -> str:
    """The twin of typed._is_grouped; a comma without blanks stays with what follows it."""
    last, before = is_digit(f"RIGHT({text('#')}&{first})"), is_digit(f"MID({text('#')}&{first},LEN({first}),1)")
    three = ",".join(is_digit(f"MID({second}&{text('####')},{n},1)") for n in (2, 3, 4))
    more = is_digit(f"MID({second}&{text('#####')},5,1)")
    starts = f'{last},OR(RIGHT({first})<>"0",{before}),ISERROR(FIND(".",{first}))'
    return f'AND(LEFT({second})=",",{starts},{three},NOT({more}),RIGHT({second})<>"%")'


class Counts(NamedTuple):
    """Numbers of cases in one cell: its text, how many words it has, the words and their numbers, whether all fit."""

    line: str
    number: str
    words: Sequence[str]
    counts: tuple[str, ...]
    fit: str


def counts(given: Given, work: Work, wanted: int) -> Counts:
    """2,0,1 taken apart into `wanted` whole numbers."""
    line = work.put(one_line(given.actual))
    words, number = words_of(line, work, wanted)
    found = tuple(number_cell(word, work, grouped=False) for word in words)
    return Counts(line, number, words, found, f"AND({number}={wanted},{','.join(map(whole, found, words))})")

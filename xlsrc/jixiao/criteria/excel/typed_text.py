"""What a clerk typed, parsed by the spreadsheet: the twin of criteria.typed, from which the rules build their readers.

Each reader gives what the points are computed from; a text that criteria.typed refuses makes `readable` false.
"""

from dataclasses import replace
from typing import NamedTuple

from jixiao.criteria.excel.parts import (
    NONE,
    Given,
    Read,
    Work,
    exact,
    half_up,
    is_number,
    number,
    text,
)
from jixiao.criteria.typed import LARGEST_RATE, TARGET_WORDS, UNIT_PAIRS, UNIT_SIGNS
from jixiao.values.typed import LARGEST_SHARE
from jixiao.values.words import NOT_APPLICABLE

DIGITS = '"0123456789"'
_UNITS = text(UNIT_SIGNS)


def read_target(given: Given, work: Work) -> str:
    """The cell with 目标值 as a number: 95 of ≥95%, 10 of 10个; anything else is none (typed.target_number)."""
    return NONE if given.target == NONE else number_cell(_bare_target(given, work), work)


def target_readable(given: Given, number: str) -> str:
    """Whether 目标值 is blank or a number (answers.usable_target)."""
    return "TRUE" if given.target == NONE else f'OR({folded(given.target)}="",{is_number(number)})'


def _bare_target(given: Given, work: Work) -> str:
    expression = folded(given.target)
    for word in TARGET_WORDS:
        expression = f'SUBSTITUTE({expression},{text(word)},"")'
    return work.put(expression)


def _joined(given: Given, cell: str, bare: str, work: Work) -> str:
    """完成值 and 目标值 from their two cells as one text 12/10, as scoring joins them (answers.with_target)."""
    no_target = f'{folded(given.target)}=""'
    alone = f'OR({cell}="",{cell}={text(NOT_APPLICABLE)},ISNUMBER(FIND("/",{cell})),{no_target})'
    return work.put(f'IF({alone},{cell},{cell}&"/"&{bare})')


def folded(reference: str) -> str:
    """Half-width, without blanks; a number as it is written."""
    return f'SUBSTITUTE(CLEAN(ASC({reference}&""))," ","")'


def trimmed(reference: str) -> str:
    """Half-width, blanks between words kept."""
    return f'TRIM(CLEAN(ASC({reference}&"")))'


def one_line(reference: str) -> str:
    """Half-width, trimmed, line ends as blanks."""
    return f'TRIM(SUBSTITUTE(SUBSTITUTE(ASC({reference}&""),CHAR(10)," "),CHAR(9)," "))'


def decimal(body: str) -> str:
    """A plain decimal, else an error or "?"; "e0" behind it keeps 2-3 and 1/2 from becoming dates."""
    first = f'MID({body},1+(LEFT({body})="-"),1)'
    return f'IF(AND({is_digit(f"RIGHT({body})")},{is_digit(first)}),VALUE({body}&"e0"),"?")'


def is_digit(character: str) -> str:
    """Whether it is one of 0 to 9; a blank passes too."""
    return f"ISNUMBER(FIND({character},{DIGITS}))"


def _ungrouped(body: str) -> str:
    """1,200 → 1200; commas elsewhere spoil the text."""
    bare = f'SUBSTITUTE({body},",","")'
    whole = f'TEXT(TRUNC(VALUE({bare}&"e0")),"#,##0")'
    rest = f'MID({bare},LEN(SUBSTITUTE({whole},",",""))+1,99)'
    return f'IF(ISERROR(FIND(",",{body})),{body},IF({body}={whole}&{rest},{bare},"?"))'


def number_cell(token: str, work: Work, grouped: bool = True, start: int = 1) -> str:
    """The cell of the number in a token's cell, from its character `start` on, a unit behind it or not.

    grouped: whether it may be written 1,200.
    """
    pairs = "+".join(f"{'' if pair[1] in UNIT_SIGNS else '2*'}({_pair(token, pair)})" for pair in UNIT_PAIRS)
    unit = f"{pairs}+ISNUMBER(FIND(RIGHT({token}),{_UNITS}))"
    body = f"MID({token},{start},LEN({token})-({unit}){'' if start == 1 else f'-{start - 1}'})"
    return work.put(decimal(work.put(_ungrouped(body)) if grouped else body))


def _pair(token: str, pair: str) -> str:
    return f"RIGHT({token},2)={text(pair)}"


def with_unit(token: str, work: Work, grouped: bool = True) -> tuple[str, str]:
    """(cell of the number, cell of the unit) of a token's cell."""
    last = f'IF(ISERROR(FIND(RIGHT({token}),{_UNITS})),"",RIGHT({token}))'
    pairs = ",".join(_pair(token, pair) for pair in UNIT_PAIRS)
    unit = work.put(f"IF(OR({pairs}),RIGHT({token},2),{last})")
    return number_cell(token, work, grouped), unit


def done(cell: str, readable: str, values: tuple[str, ...] = (), unit: str = NONE) -> Read:
    """Blank and 不适用 are always readable."""
    not_applicable = f"{cell}={text(NOT_APPLICABLE)}"
    return Read(values, unit, readable=f'OR({cell}="",{not_applicable},{readable})', not_applicable=not_applicable)


class Halves(NamedTuple):
    """A text around "/": whether it has one, the cells of both numbers and of their units, the text of the second."""

    divided: str
    one: str
    unit: str
    two: str
    other: str
    second: str


def halves(cell: str, work: Work, grouped: bool = True) -> Halves:
    """A text taken apart at its "/"."""
    slash = f'FIND("/",{cell})'
    divided = f"ISNUMBER({slash})"
    first = work.put(f"IF({divided},LEFT({cell},{slash}-1),{cell})")
    second = work.put(f'IF({divided},MID({cell},{slash}+1,99),"")')
    return Halves(divided, *with_unit(first, work, grouped), *with_unit(second, work, grouped), second)


def measured(given: Given, work: Work) -> Read:
    """One number with its unit: 12.5万元."""
    cell = work.put(folded(given.actual))
    value, unit = with_unit(cell, work, given.grouped)
    return done(cell, is_number(value), (value,), unit)


def against_target(given: Given, work: Work, needs_target: bool) -> Read:
    """A number and, behind "/", its 目标值, which must be that of the column where both are there."""
    cell = work.put(folded(given.actual))
    column = NONE
    if given.target != NONE:
        bare = _bare_target(given, work)
        column = number_cell(bare, work)
        cell = _joined(given, cell, bare, work)
    at = halves(cell, work, given.grouped)
    same_unit = f"OR({at.unit}={at.other},{at.unit}={text('')},{at.other}={text('')})"
    same_target = "TRUE" if column == NONE else f"IF({is_number(column)},{column}={at.two},TRUE)"
    both = f"AND({is_number(at.one, at.two)},{same_unit},{same_target})"
    readable = both if needs_target else f"IF({at.divided},{both},{is_number(at.one)})"
    read = done(cell, readable, (at.one,), f"IF({at.unit}={text('')},{at.other},{at.unit})")
    return replace(read, target=work.put(f"IF({is_number(at.two)},{at.two},{column})"))


def rate(given: Given, work: Work) -> Read:
    """A rate in percent points: 98.5%, 8/10 (80 %), 98.5; a bare number that may be a share is none (typed.rate)."""
    typed = folded(given.actual)
    slash = f'FIND("/",{typed}&"/")'
    first, rest = work.put(f"LEFT({typed},{slash}-1)"), work.put(f"MID({typed},{slash},99)")  # 8 and /10
    one, two = number_cell(first, work, given.grouped), number_cell(rest, work, given.grouped, start=2)
    value = work.put(half_up(f'IF({rest}="",{one},{one}/{two}*100)'))
    bare = is_digit(f"RIGHT({first})")
    same = f'AND(RIGHT({first})=RIGHT({rest}),(RIGHT({first},2)="万元")=(RIGHT({rest},2)="万元"))'
    both = f"AND({is_number(value)},OR({bare},{is_digit(f'RIGHT({rest})')},{same}))"
    sure = f'OR(RIGHT({first})="%",AND({bare},OR({one}=0,ABS({one})>{number(LARGEST_SHARE)})))'
    single = f"IF({is_number(one)},AND({sure},ABS({one})<={number(LARGEST_RATE)}),FALSE)"
    return done(f"({first}&{rest})", f'IF({rest}="",{single},{both})', (value,), text("%"))


def whole(reference: str, token: str) -> str:
    """Whether it is a whole number, 0 or more, its token no rate or sum (IF, because AND would compare texts too)."""
    counted = f'ISERROR(FIND(RIGHT({token}),"%元"))'
    return f"IF({is_number(reference)},AND({reference}>=0,{reference}=INT({reference}),{counted}),FALSE)"


def read_score(given: Given, work: Work) -> str:
    """The cell with 手工得分, rounded to 2 decimals; '""' where there is none."""
    if given.typed == NONE:
        return given.typed
    return work.put(f'IF({is_number(given.typed)},ROUND({exact(given.typed)},2),"")')

"""What a clerk typed, parsed by the spreadsheet: the twin of criteria.typed, from which the rules build their readers.

Each reader gives what the points are computed from; a text that criteria.typed refuses makes `readable` false.
"""

from dataclasses import replace
from typing import NamedTuple

from jixiao.criteria.excel.parts import NONE, Given, Read, Work, exact, half_up, is_number, number, text, when
from jixiao.criteria.typed import LARGEST_RATE, LIKELY_SHARE, TARGET_WORDS
from jixiao.values.words import NO, NOT_APPLICABLE, YES

DROPPED = "⊘"  # 不适用 as one character, while a checklist is taken apart
DIGITS = '"0123456789"'
_EDGE = "¦"  # keeps a blank first or last value
_CHECK_WORDS = (("y", YES), ("√", YES), ("n", NO), ("×", NO), (NOT_APPLICABLE, DROPPED))


def read_target(given: Given, work: Work) -> str:
    """The cell with 目标值 as a number: 95 of ≥95%, 10 of 10个; anything else is none (typed.target_number)."""
    return NONE if given.target == NONE else with_unit(_bare_target(given, work), work)[0]


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


def decimal(body: str, work: Work) -> str:
    """A plain decimal, else an error or "?"; "e0" behind it keeps 2-3 and 1/2 from becoming dates."""
    cell = work.put(body)
    first = f'MID({cell},1+(LEFT({cell})="-"),1)'
    ends = f"ISNUMBER(FIND(RIGHT({cell}),{DIGITS})),ISNUMBER(FIND({first},{DIGITS}))"
    return f'IF(AND({ends}),VALUE({cell}&"e0"),"?")'


def _ungrouped(body: str) -> str:
    """1,200 → 1200; commas elsewhere spoil the text."""
    bare = f'SUBSTITUTE({body},",","")'
    whole = f'TEXT(TRUNC(VALUE({bare}&"e0")),"#,##0")'
    rest = f'MID({bare},LEN(SUBSTITUTE({whole},",",""))+1,99)'
    return f'IF(ISERROR(FIND(",",{body})),{body},IF({body}={whole}&{rest},{bare},"?"))'


def with_unit(token: str, work: Work) -> tuple[str, str]:
    """(cell of the number, cell of the unit) of a token's cell."""
    last = f'IF(ISERROR(FIND(RIGHT({token}),"%元个项件次人天分家倍例起处岁名户笔条宗篇期台")),"",RIGHT({token}))'
    unit = work.put(f'IF(RIGHT({token},2)="万元","万元",{last})')
    return work.put(decimal(_ungrouped(f"LEFT({token},LEN({token})-LEN({unit}))"), work)), unit


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


def halves(cell: str, work: Work) -> Halves:
    """A text taken apart at its "/"."""
    slash = f'FIND("/",{cell})'
    divided = f"ISNUMBER({slash})"
    first = work.put(f"IF({divided},LEFT({cell},{slash}-1),{cell})")
    second = work.put(f'IF({divided},MID({cell},{slash}+1,99),"")')
    return Halves(divided, *with_unit(first, work), *with_unit(second, work), second)


def measured(given: Given, work: Work) -> Read:
    """One number with its unit: 12.5万元."""
    cell = work.put(folded(given.actual))
    value, unit = with_unit(cell, work)
    return done(cell, is_number(value), (value,), unit)


def against_target(given: Given, work: Work, needs_target: bool) -> Read:
    """A number and, behind "/", its 目标值, which must be that of the column where both are there."""
    cell = work.put(folded(given.actual))
    column = NONE
    if given.target != NONE:
        bare = _bare_target(given, work)
        column = with_unit(bare, work)[0]
        cell = _joined(given, cell, bare, work)
    at = halves(cell, work)
    same_unit = f"OR({at.unit}={at.other},{at.unit}={text('')},{at.other}={text('')})"
    same_target = "TRUE" if column == NONE else f"IF({is_number(column)},{column}={at.two},TRUE)"
    both = f"AND({is_number(at.one, at.two)},{same_unit},{same_target})"
    readable = both if needs_target else f"IF({at.divided},{both},{is_number(at.one)})"
    read = done(cell, readable, (at.one,), f"IF({at.unit}={text('')},{at.other},{at.unit})")
    return replace(read, target=work.put(f"IF({is_number(at.two)},{at.two},{column})"))


def rate(given: Given, work: Work) -> Read:
    """A rate in percent points: 98.5%, 8/10 (80 %), 98.5; a bare number that may be a share is none (typed.rate)."""
    cell = work.put(folded(given.actual))
    at = halves(cell, work)
    quotient = work.put(half_up(f"{at.one}/{at.two}*100"))
    same_unit = f"OR({at.unit}={at.other},{at.unit}={text('')},{at.other}={text('')})"
    both = f"AND({is_number(at.one, at.two, quotient)},{same_unit})"
    likely = f"AND({at.unit}={text('')},{at.one}<>0,ABS({at.one})<={number(LIKELY_SHARE)})"
    single = f"IF({is_number(at.one)},AND(OR({at.unit}={text('')},{at.unit}={text('%')}),NOT({likely}),ABS({at.one})<={number(LARGEST_RATE)}),FALSE)"
    value = work.put(f"IF({at.divided},{quotient},{at.one})")
    return done(cell, f"IF({at.divided},{both},{single})", (value,), text("%"))


def whole(reference: str) -> str:
    """Whether it is a whole number, 0 or more (IF, because AND would compare texts too)."""
    return f"IF({is_number(reference)},AND({reference}>=0,{reference}=INT({reference})),FALSE)"


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


def read_score(given: Given, work: Work) -> str:
    """The cell with 手工得分, rounded to 2 decimals; '""' where there is none."""
    if given.typed == NONE:
        return given.typed
    return work.put(f'IF({is_number(given.typed)},ROUND({exact(given.typed)},2),"")')

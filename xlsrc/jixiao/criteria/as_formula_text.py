"""What a clerk typed as 完成值, parsed by the spreadsheet: the twin of criteria.typed, rule by rule.

`read_text` gives what the points are computed from; a text that criteria.typed refuses makes `readable` false.
"""

from dataclasses import dataclass, replace

from jixiao.criteria.as_formula_measured import NONE
from jixiao.criteria.as_formula_parts import Given, Work, exact, is_number, text, when
from jixiao.criteria.rules import (
    BestOf,
    Bonus,
    Checklist,
    Choices,
    Manual,
    Milestones,
    NotApplicableOnly,
    PerOccurrence,
    Rule,
    ShareOfItems,
    Tiers,
    YearOnYear,
)
from jixiao.criteria.typed import NEEDS_TARGET, TARGET_WORDS, takes_target
from jixiao.values.words import NO, NOT_APPLICABLE, YES

DROPPED = "⊘"  # 不适用 as one character, while a checklist is taken apart
_EDGE = "¦"  # keeps a blank first or last value
_DIGITS = '"0123456789"'
_CHECK_WORDS = (("y", YES), ("√", YES), ("n", NO), ("×", NO), (NOT_APPLICABLE, DROPPED))


@dataclass(frozen=True)
class Read:
    """`values`: cells with the numbers (anything else where there is none); `unit`, `word`, `checks`: expressions.

    checks: the answers, one character each, separated by blanks. target: the cell of the 目标值 that counts, that of
    12/10 or that of its own column.
    """

    values: tuple[str, ...] = ()
    unit: str = '""'
    target: str = '""'
    word: str = '""'
    checks: str = '""'
    readable: str = "TRUE"
    not_applicable: str = "FALSE"


def read_text(rule: Rule, given: Given, work: Work) -> Read:
    """The cells that take 完成值 apart for a rule; NoFormulaError where there are too few."""
    if given.actual == '""':
        return Read(values=('""', '""'), target=read_target(given, work) if takes_target(rule) else '""')
    if isinstance(rule, Tiers | Choices):
        return _graded(given, work, numbered=isinstance(rule, Tiers))
    if isinstance(rule, Manual | NotApplicableOnly):
        return _by_hand(given, work)
    if isinstance(rule, Checklist):
        return _only_checks(given, work)
    if isinstance(rule, BestOf):
        return _several(given, work, len(rule.alternatives))
    if isinstance(rule, Milestones):
        return _several(given, work, len(rule.milestones), exactly=True)
    cell = work.put(_folded(given.actual))
    if isinstance(rule, PerOccurrence):
        return _occurrences(given, cell, work)
    if isinstance(rule, Bonus):
        return _counted(cell, work)
    if isinstance(rule, YearOnYear | ShareOfItems):
        return _two_numbers(rule, cell, work)
    return _measured(rule, given, cell, work)


def read_target(given: Given, work: Work) -> str:
    """The cell with 目标值 as a number: 95 of ≥95%, 10 of 10个; anything else is none (typed.target_number)."""
    return NONE if given.target == NONE else _with_unit(_bare_target(given, work), work)[0]


def target_readable(given: Given, number: str) -> str:
    """Whether 目标值 is blank or a number (typed.usable_target)."""
    return "TRUE" if given.target == NONE else f'OR({_folded(given.target)}="",{is_number(number)})'


def _bare_target(given: Given, work: Work) -> str:
    expression = _folded(given.target)
    for word in TARGET_WORDS:
        expression = f'SUBSTITUTE({expression},{text(word)},"")'
    return work.put(expression)


def _joined(given: Given, cell: str, bare: str, work: Work) -> str:
    """完成值 and 目标值 from their two cells as one text 12/10, as scoring joins them (typed.with_target)."""
    no_target = f'{_folded(given.target)}=""'
    alone = f'OR({cell}="",{cell}={text(NOT_APPLICABLE)},ISNUMBER(FIND("/",{cell})),{no_target})'
    return work.put(f'IF({alone},{cell},{cell}&"/"&{bare})')


def _folded(reference: str) -> str:
    """Half-width, without blanks; a number as it is written."""
    return f'SUBSTITUTE(CLEAN(ASC({reference}&""))," ","")'


def _trimmed(reference: str) -> str:
    return f'TRIM(CLEAN(ASC({reference}&"")))'


def _number(body: str, work: Work) -> str:
    """A plain decimal, else an error or "?"; "e0" behind it keeps 2-3 and 1/2 from becoming dates."""
    cell = work.put(body)
    first = f'MID({cell},1+(LEFT({cell})="-"),1)'
    ends = f"ISNUMBER(FIND(RIGHT({cell}),{_DIGITS})),ISNUMBER(FIND({first},{_DIGITS}))"
    return f'IF(AND({ends}),VALUE({cell}&"e0"),"?")'


def _ungrouped(body: str) -> str:
    """1,200 → 1200; commas elsewhere spoil the text."""
    bare = f'SUBSTITUTE({body},",","")'
    whole = f'TEXT(TRUNC(VALUE({bare}&"e0")),"#,##0")'
    rest = f'MID({bare},LEN(SUBSTITUTE({whole},",",""))+1,99)'
    return f'IF(ISERROR(FIND(",",{body})),{body},IF({body}={whole}&{rest},{bare},"?"))'


def _with_unit(token: str, work: Work) -> tuple[str, str]:
    """(cell of the number, cell of the unit) of a token's cell."""
    last = f'IF(ISERROR(FIND(RIGHT({token}),"%元个项件次人天分家倍")),"",RIGHT({token}))'
    unit = work.put(f'IF(RIGHT({token},2)="万元","万元",{last})')
    return work.put(_number(_ungrouped(f"LEFT({token},LEN({token})-LEN({unit}))"), work)), unit


def _done(cell: str, readable: str, values: tuple[str, ...], unit: str = '""') -> Read:
    """Blank and 不适用 are always readable."""
    not_applicable = f"{cell}={text(NOT_APPLICABLE)}"
    return Read(values, unit, readable=f'OR({cell}="",{not_applicable},{readable})', not_applicable=not_applicable)


@dataclass(frozen=True)
class _Halves:
    """A text around "/": whether it has one, the cells of both numbers and of their units, the text of the second."""

    divided: str
    one: str
    unit: str
    two: str
    other: str
    second: str


def _halves(cell: str, work: Work) -> _Halves:
    slash = f'FIND("/",{cell})'
    divided = f"ISNUMBER({slash})"
    first = work.put(f"IF({divided},LEFT({cell},{slash}-1),{cell})")
    second = work.put(f'IF({divided},MID({cell},{slash}+1,99),"")')
    return _Halves(divided, *_with_unit(first, work), *_with_unit(second, work), second)


def _two_numbers(rule: Rule, cell: str, work: Work) -> Read:
    """This and last year (which may be left off), or the items reached and all of them."""
    at = _halves(cell, work)
    if isinstance(rule, YearOnYear):
        return _done(cell, f'AND({is_number(at.one)},OR({is_number(at.two)},{at.second}=""))', (at.one, at.two))
    return _done(cell, f"AND({_whole(at.one)},{_whole(at.two)})", (at.one, at.two))


def _measured(rule: Rule, given: Given, cell: str, work: Work) -> Read:
    """One number with its unit; with "/" behind it its 目标值, which must be that of the column where both are there."""
    column = NONE
    if given.target != NONE:
        bare = _bare_target(given, work)
        column = _with_unit(bare, work)[0]
        cell = _joined(given, cell, bare, work) if takes_target(rule) else cell
    at = _halves(cell, work)
    same_unit = f"OR({at.unit}={at.other},{at.unit}={text('')},{at.other}={text('')})"
    same_target = "TRUE" if column == NONE else f"IF({is_number(column)},{column}={at.two},TRUE)"
    both = f"AND({is_number(at.one, at.two)},{same_unit},{same_target})"
    readable = both if isinstance(rule, NEEDS_TARGET) else f"IF({at.divided},{both},{is_number(at.one)})"
    done = _done(cell, readable, (at.one,), f"IF({at.unit}={text('')},{at.other},{at.unit})")
    return replace(done, target=work.put(f"IF({is_number(at.two)},{at.two},{column})"))


def _whole(reference: str) -> str:
    """Whether it is a whole number, 0 or more (IF, because AND would compare texts too)."""
    return f"IF({is_number(reference)},AND({reference}>=0,{reference}=INT({reference})),FALSE)"


def _counted(cell: str, work: Work) -> Read:
    count, _ = _with_unit(cell, work)
    return _done(cell, _whole(count), (count,))


def _occurrences(given: Given, cell: str, work: Work) -> Read:
    """A count, or checks of which each 否 is a case."""
    checks, readable = _checks(given, work)
    count, _ = _with_unit(cell, work)
    is_checks = f'ISNUMBER(FIND(LEFT({cell}&" "),"是否不yn√×"))'
    cases = f'LEN({checks})-LEN(SUBSTITUTE({checks},{text(NO)},""))'
    value = work.put(f'IF({cell}="","",IF({is_checks},{cases},{count}))')
    return _done(cell, f"IF({is_checks},{readable},{_whole(count)})", (value,))


def _only_checks(given: Given, work: Work) -> Read:
    checks, readable = _checks(given, work)
    cell = f"IF({checks}={text(DROPPED)},{text(NOT_APPLICABLE)},{checks})"
    done = _done(work.put(cell), readable, ())
    return Read(checks=checks, readable=done.readable, not_applicable=done.not_applicable)


def _checks(given: Given, work: Work) -> tuple[str, str]:
    """(cell with "是 否 ⊘", whether each word is one of them)."""
    folded = f"LOWER({_separated(_one_line(given.actual))})"
    for word, sign in _CHECK_WORDS:
        folded = f"SUBSTITUTE({folded},{text(word)},{text(sign)})"
    cell = work.put(f"TRIM({folded})")
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


def _one_line(reference: str) -> str:
    """Half-width, trimmed, line ends as blanks."""
    return f'TRIM(SUBSTITUTE(SUBSTITUTE(ASC({reference}&""),CHAR(10)," "),CHAR(9)," "))'


def _several(given: Given, work: Work, count: int, exactly: bool = False) -> Read:
    """Up to `count` numbers, of which the first and last may be blank; the unit is the first one given."""
    cell = work.put(_one_line(given.actual))
    line = work.put(f"TRIM({_separated(f'{text(_EDGE)}&{cell}&{text(_EDGE)}')})")
    given_count = f'LEN({line})-LEN(SUBSTITUTE({line}," ",""))+1'
    values, units, tests = [], [], []
    for n in range(count):
        part = f'TRIM(MID(SUBSTITUTE({line}," ",REPT(" ",99)),{n * 99 + 1},99))'
        token = work.put(f'SUBSTITUTE({part},{text(_EDGE)},"")')
        value, unit = _with_unit(token, work)
        values.append(value)
        units.append(unit)
        tests.append(f'OR({token}="",{is_number(value)})')
    first_unit = when(*[(f'{unit}<>""', unit) for unit in units], otherwise='""')
    fits = f"{given_count}{'=' if exactly else '<='}{count}"
    read = _done(cell, f"AND({','.join(tests)})", tuple(values), first_unit)
    return Read(read.values, read.unit, checks=fits, readable=read.readable, not_applicable=read.not_applicable)


def _graded(given: Given, work: Work, numbered: bool) -> Read:
    """A grade; `numbered`: a score behind it is left off (it stands in 手工得分)."""
    cell = work.put(_trimmed(given.actual))
    word = cell
    if numbered:
        digits = ",".join(f'"{digit}"' for digit in range(10))
        start = work.put(f"SUMPRODUCT(MIN(FIND({{{digits}}},{cell}&{_DIGITS})))")
        tail = f'MID({cell},{start},LEN({cell})-{start}+1-(RIGHT({cell})="分"))'
        value = work.put(_number(f'SUBSTITUTE({tail},",","?")', work))
        name = f'TRIM(SUBSTITUTE(SUBSTITUTE(LEFT({cell},{start}-1),","," "),":"," "))'
        word = work.put(f"IF({is_number(value)},{name},{cell})")
    read = _done(cell, "TRUE", ())
    return Read(word=word, readable="TRUE", not_applicable=read.not_applicable)


def _by_hand(given: Given, work: Work) -> Read:
    """A score and, after a blank, the reason; the score itself stands in 手工得分."""
    cell = work.put(_trimmed(given.actual))
    token = f'LEFT({cell},FIND(" ",{cell}&" ")-1)'
    score = work.put(f'LEFT({token},LEN({token})-(RIGHT({token})="分"))')
    value, _ = _with_unit(score, work)
    return _done(cell, is_number(value), ())


def read_score(given: Given, work: Work) -> str:
    """The cell with 手工得分, rounded to 2 decimals; '""' where there is none."""
    if given.typed == '""':
        return given.typed
    return work.put(f'IF({is_number(given.typed)},ROUND({exact(given.typed)},2),"")')

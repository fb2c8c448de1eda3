"""Points per case, and the numbers of cases of several kinds in one answer: what the rules that count cases share."""

from collections.abc import Sequence
from decimal import Decimal

from jixiao.criteria.answer import Answer
from jixiao.criteria.excel import parts
from jixiao.criteria.shapes.inputs import Input
from jixiao.criteria.typed import whole
from jixiao.criteria.words import quoted
from jixiao.values.rounding import half_up, plain


def case_words(per: Decimal, name: str, verb: str, each: Decimal) -> str:
    """每发生1次【未按规定审核】扣0.1分."""
    return f"每发生{plain(per)}次{quoted(name)}{verb}{plain(each)}分"


def case_points(count: int, per: Decimal, each: Decimal) -> Decimal:
    """`each` for every full `per` of so many cases, before any limit."""
    return half_up(Decimal(count) // per * each)


def case_formula(count: str, per: Decimal, each: Decimal) -> str:
    """`case_points` by a spreadsheet."""
    return parts.half_up(f"INT({count}/{parts.number(per)})*{parts.number(each)}")


def case_inputs(names: Sequence[str]) -> tuple[Input, ...]:
    """The number of cases of each kind."""
    return tuple(Input(name, "count") for name in names)


def case_filling(names: Sequence[str]) -> str:
    """填法 of several kinds."""
    return f"完成值依次填各种情形的次数，没有填 0，用逗号分开：{'、'.join(names)}"


def case_counts(given: Sequence[str], wanted: int) -> Answer:
    """2,0,1 as the numbers of `wanted` kinds; ValueError where there are more or fewer."""
    if len(given) != wanted:
        told = f"评分标准有{wanted}种情形，填写了{len(given)}个次数，应依次填写"
        raise ValueError(f"{told}，如{','.join('0' * wanted)}。")
    return Answer(values=tuple(Decimal(whole(each, "2（次数）")) for each in given))

"""Reading one clause into statements with the LALR grammar criterion.lark."""

from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path

from lark import Lark, Token, Transformer, UnexpectedInput, v_args

from jixiao.criteria.reading import statements as atoms
from jixiao.criteria.reading.measures import MEASURES, UNITS
from jixiao.criteria.reading.statements import Atom, Condition, Edge
from jixiao.criteria.shapes.base import HUNDRED, ZERO, NotApplicable, Rounding
from jixiao.criteria.shapes.steps import Direction

_STEPS: dict[str, Direction | None] = {
    "每超": Direction.OVER,
    "每低": Direction.UNDER,
    "每偏": None,
}


def parse_clause(clause: str) -> tuple[Atom, ...] | None:
    """The statements of a clause in the one spelling; None where any of it isn't understood."""
    try:
        return _parser().parse(clause)  # type: ignore[return-value]  # the transformer gives a tuple
    except UnexpectedInput:
        return None


def _compare(sign: Token, edge: Edge, subject: Token | None) -> Condition:
    """A comparator and its number; <60%（含） is ≤60%."""
    name = str(subject or "")
    text = str(sign)
    firm = text not in "⩾⩽"
    if text == "=":
        exact = Edge(edge.value, edge.unit, True)
        return Condition(exact, exact, name)
    included = text not in "<>" if edge.included is None else edge.included
    bound = Edge(edge.value, edge.unit, included, firm or edge.included is not None)
    return Condition(bound, None, name) if text in "≥>⩾" else Condition(None, bound, name)


def _merge(low: Condition, high: Condition) -> Condition:
    """Two comparisons of one value as one condition, whichever comes first."""
    edges = [low.low or high.low, low.high or high.high]
    given = [each for part in (low, high) for each in (part.low, part.high) if each]
    if None in edges or len(given) != 2:
        raise atoms.ContradictionError("同一条件中的两个界限方向相同。")
    return Condition(edges[0], edges[1], low.subject or high.subject)


_FLIP = {"≤": "≥", "≥": "≤", "<": ">", ">": "<", "=": "=", "⩾": "⩽", "⩽": "⩾"}


@v_args(inline=True)
class _Build(Transformer[Token, object]):
    """Tree to statements; one method per alternative of the grammar."""

    def start(self, *parts: Atom) -> tuple[Atom, ...]:
        return parts

    def quantity(self, number: Token, unit: Token | None, han: Token | None) -> Edge:
        included = None if han is None else han == "含"
        return Edge(Decimal(number), str(unit or ""), included)

    def compared(self, subject: Token | None, sign: Token, edge: Edge) -> Atom:
        return _compare(sign, edge, subject)

    def both(self, subject: Token | None, one: Token, first: Edge, other: Token, second: Edge) -> Atom:
        return _merge(_compare(one, first, subject), _compare(other, second, None))

    def chained(self, first: Edge, one: Token, subject: Token | None, other: Token, second: Edge) -> Atom:
        flipped = Token("CMP", _FLIP[str(one)])
        return _merge(_compare(flipped, first, subject), _compare(other, second, None))

    def ranged(self, subject: Token | None, first: Edge, second: Edge) -> Atom:
        first, second = (replace(edge, unit=first.unit or second.unit) for edge in (first, second))
        low, high = sorted((first, second), key=lambda edge: edge.value)
        return Condition(low, high, str(subject or ""))

    def outside(self, first: Condition, second: Condition) -> Atom:
        return atoms.Outside(first, second)

    def target(self, subject: Token | None, sign: Token) -> Atom:
        relation = str(sign).replace("⩾", "≥").replace("⩽", "≤")
        return atoms.AgainstTarget(relation, str(subject or ""))

    def short_of_target(self) -> Atom:
        return atoms.AgainstTarget("<")

    def standard(self, subject: Token | None, edge: Edge) -> Atom:
        return atoms.Standard(edge.value, edge.unit, str(subject or ""))

    def points(self, number: Token) -> Atom:
        return atoms.Award(points=Decimal(number))

    def full(self) -> Atom:
        return atoms.Award(share=HUNDRED)

    def nothing_earned(self) -> Atom:
        return atoms.Award(points=ZERO)

    def share(self, number: Token) -> Atom:
        return atoms.Award(share=Decimal(number))

    def bare_award(self) -> Atom:
        return atoms.Award(share=HUNDRED, bare=True)

    def step(self, direction: Token, size: Edge, number: Token) -> Atom:
        return atoms.Step(_STEPS[str(direction)], size.value, size.unit, Decimal(number))

    def step_unsigned(self, size: Edge, number: Token) -> Atom:
        return atoms.Step(None, size.value, size.unit, Decimal(number), unsigned=True)

    def gain(self, way: Token, size: Edge, number: Token) -> Atom:
        if str(way) not in ("每超", "每满"):
            return atoms.Unknown(f"{way}{size.value}得{number}分")
        return atoms.Gain(size.value, size.unit, Decimal(number), str(way) == "每满")

    def between(self) -> Atom:
        return atoms.Between()

    def part_dropped(self, size: Edge) -> Atom:
        return atoms.Part(Rounding.FLOOR, size.value)

    def part_counted(self, size: Edge, counted: Edge | None) -> Atom:
        if counted is None:
            return atoms.PartOpens(size.value, size.unit)
        return atoms.Part(Rounding.CEIL, size.value) if counted.value == size.value else atoms.Unknown("零头")

    def part_as(self, size: Edge) -> Atom:
        return atoms.PartAs(size.value)

    def whole_only(self) -> Atom:
        return atoms.Part(Rounding.FLOOR)

    def linear(self) -> Atom:
        return atoms.Part(Rounding.LINEAR)

    def of_target(self) -> Atom:
        return atoms.OfTarget()

    def floor(self) -> Atom:
        return atoms.Floor()

    def most(self, doing: Token | None, number: Token) -> Atom:
        return atoms.Most(Decimal(number), str(doing or ""))

    def otherwise(self) -> Atom:
        return atoms.Otherwise()

    def proportional(self) -> Atom:
        return atoms.InProportion()

    def ceiling(self) -> Atom:
        return atoms.Ceiling()

    def occurrence(self, verb: Token, per: Token, measure: Token, event: Token | None, number: Token) -> Atom:
        name = str(verb).removeprefix("每")
        unit = "" if per == "1" else str(per)
        lacking = name.endswith(("少", "缺", "漏")) and event is None
        text = f"{name}{unit or '1'}{measure}{event or ''}"
        return atoms.Occurrence(text, Decimal(per), Decimal(number), lacking)

    def each(self, _: Token, number: Token) -> Atom:
        return atoms.Each(Decimal(number))

    def not_applicable(self) -> Atom:
        return atoms.Inapplicable()

    def rescale(self) -> Atom:
        return atoms.Instead(NotApplicable.RESCALE)

    def spread(self) -> Atom:
        return atoms.Instead(NotApplicable.SHARE)

    def cap(self, sign: Token, number: Token) -> Atom:
        return atoms.CapAtom(str(sign), Decimal(number))

    def tier(self, name: Token, first: Edge, second: Edge) -> Atom:
        return atoms.TierAtom(str(name), first, second)

    def milestone(self, month: Token, verb: Token, *rest: object) -> Atom:
        share = rest[-1]
        assert isinstance(share, Edge)
        return atoms.MilestoneAtom(int(str(month).removesuffix("月底前")), str(verb), share)

    def yoy(self, subject: Token | None, sign: Token) -> Atom:
        return atoms.VersusLastYear(str(sign), str(subject or ""))

    def none(self, word: Token) -> Atom:
        return atoms.HasNone(str(word).removeprefix("无"))

    def some(self, _: Token) -> Atom:
        return atoms.HasSome()

    def bonus(self, per: Token | None, _: Token | None, sign: Token, number: Token) -> Atom:
        return atoms.BonusAtom(1 if sign == "加" else -1, Decimal(number), Decimal(per or 1))

    def heading(self, word: Token) -> Atom:
        return atoms.Heading(-1 if str(word).startswith("减") else 1)

    def manual(self) -> Atom:
        return atoms.ByJudgement()


@cache
def _parser() -> Lark:
    grammar = Path(__file__).with_name("criterion.lark").read_text(encoding="utf-8")
    longest_first = "|".join(sorted(MEASURES.split("|"), key=len, reverse=True))
    grammar = grammar.replace("{UNITS}", UNITS).replace("{MEASURES}", longest_first)
    return Lark(grammar, parser="lalr", transformer=_Build())

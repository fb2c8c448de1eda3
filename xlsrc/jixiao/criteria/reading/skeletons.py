"""Skeletons of clauses: comparators, numbers and points in their places, with somebody's name in the slot between."""

import re
from dataclasses import replace
from decimal import Decimal

from jixiao.criteria.reading import statements as atoms
from jixiao.criteria.reading.grammar import parse_clause
from jixiao.criteria.reading.measures import MEASURES, UNITS
from jixiao.criteria.reading.statements import Atom, Award, Condition
from jixiao.criteria.shapes.steps import Direction

NUM = r"-?(?:0|[1-9]\d*)(?:\.\d+)?(?!\d)"
AWARD = rf"(?:不得分|得满分|得分值\d+(?:\.\d+)?%|得?{NUM}分|扣{NUM}分)"
_FREE = r"[^\d≤≥<>=⩾⩽~×/%]"
# a name of a value: no digit that counts (but 12345热线), may be a quotient of two (决算数/预算数)
_CODE = rf"(?<![\d.])\d{{3,}}(?=[\u4e00-\u9fff])(?!{UNITS}|[含以至到之及])"
_NAME = rf"(?:[^\d≤≥<>=⩾⩽~×%]|{_CODE})"
_MODIFIER = re.compile(r"[且或除但若仅]|如果|否则|酌情|视情")
_OTHER = re.compile(
    r"(?:率|数|额|值|量|比例|比重|年龄|经费|支出|收入|预算|决算|人数|平均|成本|费用|时间|天数|价格|单价)$"
)


def condition(spelled: str) -> list[Atom]:
    """Any name before comparators and numbers: 项目计划投资完成100%得10分."""
    chained = re.fullmatch(rf"({NUM}%?(?:不含|含)?[≤≥<>⩾⩽])({_FREE}+)([≤≥<>⩾⩽].*)", spelled)
    if chained:
        return _renamed(f"{chained[1]}指标值{chained[3]}", chained[2])
    match = re.match(rf"({_NAME}*?)((?:在)?[≤≥<>=⩾⩽]?(?!{_CODE}){NUM}.*)$", spelled)
    if match is None:
        return []
    name, rest = match[1].removesuffix("在"), match[2]
    if re.match(NUM, rest) and not re.match(rf"{NUM}%?(?:不含|含)?~", rest):
        if not re.match(rf"{NUM}%(?:不含|含)?的?(?:$|得|不得分|扣)", rest):
            return []
        rest = f"={rest}"
    return _renamed(rest, name)


def _renamed(body: str, name: str) -> list[Atom]:
    """The statements of a clause whose value is called `name`; none where the name could change the meaning."""
    known = parse_clause(body)
    if known is None or not isinstance(known[0], Condition | atoms.Outside) or _MODIFIER.search(name):
        return _lost(body, name)
    first = known[0]
    subject = name.removesuffix("的")
    if isinstance(first, Condition):
        return [replace(first, subject=subject), *known[1:]]
    return [replace(first, first=replace(first.first, subject=subject)), *known[1:]]


def _lost(body: str, name: str) -> list[Atom]:
    """A condition that costs points: <60%扣2分."""
    costs = re.fullmatch(rf"(.+?)的?扣({NUM})分", body)
    known = parse_clause(costs[1]) if costs else None
    if costs and known and len(known) == 1 and isinstance(known[0], Condition) and not _MODIFIER.search(name):
        return [replace(known[0], subject=name.removesuffix("的")), Award(points=Decimal(costs[2]), minus=True)]
    return []


def of_share(spelled: str) -> list[Atom]:
    """35岁及以下的≥总数的20%得1分: the name holds a number, and what the share is of stands before it."""
    match = re.fullmatch(rf"(.+?)([≤≥<>])({_FREE}{{0,8}}的)({NUM}%.*)", spelled)
    return _renamed(f"{match[2]}{match[4]}", f"{match[1]}（{match[3].removesuffix('的')}）") if match else []


def versus(spelled: str) -> list[Atom]:
    """实际支出数≤预算安排数得满分: another figure takes the place of the 目标值."""
    match = re.fullmatch(rf"({_FREE}*?)([≤≥<>=])({_FREE}+?)(?:的)?({AWARD})?", spelled)
    if match is None or _MODIFIER.search(match[1] + match[3]) or not (_OTHER.search(match[3]) or match[3] == "目标值"):
        return []
    award = parse_clause(match[4]) if match[4] else ()
    return [] if award is None else [atoms.AgainstTarget(match[2], match[1], match[3]), *award]


def step(spelled: str) -> list[Atom]:
    """每超平均年龄1岁的扣0.5分: a step beyond a figure that is named."""
    named = re.fullmatch(rf"({_FREE}+?)(每[超低偏满].*)", spelled)
    if named and (known := parse_clause(named[2])) and isinstance(known[0], atoms.Gain):
        return [replace(known[0], name=named[1]), *known[1:]]
    if named and not _MODIFIER.search(named[1]) and (known := parse_clause(named[2])):
        return list(known)
    match = re.fullmatch(
        rf"({_FREE}*?)每(超过?|超出|高于|低于|降低|低|少于|高出?)({_FREE}*?)({NUM})(%|岁|{MEASURES})的?扣({NUM})分",
        spelled,
    )
    if match is None or _MODIFIER.search(match[1] + match[3]):
        return []
    way = Direction.OVER if match[2][0] in "超高" else Direction.UNDER
    return [atoms.Step(way, Decimal(match[4]), match[5], Decimal(match[6]))]

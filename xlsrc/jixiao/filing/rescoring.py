"""A unit's entries under the framework that the bureau names: what was answered for the same question counts, nothing else.

An answer belongs to an indicator of the bureau's by its name, never its code, and counts only where the workbook asked for it by the same
評分标准 and 分值: an answer to another question would make a wrong score. What differs is told.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from jixiao.evaluation.scoring.framework import framework_of
from jixiao.findings import Finding, Place, kind_of
from jixiao.forms.names import ANSWERS, FRAMEWORK, PARTS
from jixiao.frameworks import Framework, Indicator
from jixiao.frameworks.confirming import rule_text, text_code
from jixiao.frameworks.parts import parts_of
from jixiao.frameworks.rows import CODE, CONFIRMATION, RULE
from jixiao.snapshot import Record, Snapshot
from jixiao.values.key import Key
from jixiao.values.typed import folded

OTHER_FRAMEWORK = kind_of("K01")
NAMED = "财政部门指标体系"
_CELLS = (CODE, "一级指标", "二级指标", "三级指标", "分值", "指标值", "评分标准", RULE, CONFIRMATION, "口径", "依据")
_MOST_TOLD = 5


@dataclass(frozen=True)
class Rescored:
    """What evaluate() is given instead of the workbook's own; `told` where the workbook's framework is another one."""

    snapshot: Snapshot
    framework: Framework
    told: tuple[Finding, ...]


def under(snapshot: Snapshot, named: Framework) -> Rescored:
    """The Snapshot as the named framework asks for it."""
    own = framework_of(snapshot)
    pairs = _pairs(own, named)
    keyed = tuple(_keyed(n, one, pairs[n]) for n, one in enumerate(named.indicators))
    answered = {n: pair for n, pair in pairs.items() if pair and _same_question(pair, named.indicators[n])}
    codes = {pair.code: named.indicators[n].code for n, pair in answered.items()}
    tables = {**snapshot.tables, ANSWERS: _renamed(snapshot.tables[ANSWERS], codes)}
    tables[PARTS] = _renamed(snapshot.tables[PARTS], _part_codes(answered, keyed))
    sheet = snapshot.places[Key.of(f"《{FRAMEWORK}》")]
    places = {**_missing_places(keyed, Place(sheet.sheet), snapshot.places), **snapshot.places}
    framework = replace(named, indicators=keyed)
    told = tuple(_told(own, named, pairs))
    return Rescored(replace(snapshot, tables=tables, places=places), framework, told)


def _pairs(own: Framework, named: Framework) -> dict[int, Indicator | None]:
    """Index of each named indicator → the workbook's own that it is.

    By all that names it and asks, else by what it asks, else by its name alone: each only where no other could be meant.
    """
    pairs: dict[int, Indicator | None] = dict.fromkeys(range(len(named.indicators)))
    free = list(own.indicators)
    for called in (_whole, _asked, _name):
        left = [n for n, pair in pairs.items() if pair is None]
        calls = [called(named.indicators[n]) for n in left]
        for n, call in zip(left, calls, strict=True):
            meant = [one for one in free if called(one) == call]
            if len(meant) == 1 and calls.count(call) == 1:
                pairs[n] = meant[0]
                free.remove(meant[0])
    return pairs


def _name(one: Indicator) -> tuple[str, ...]:
    return (folded(one.name),)


def _asked(one: Indicator) -> tuple[str, ...]:
    return *_name(one), text_code(one.criterion_text, one.weight)


def _whole(one: Indicator) -> tuple[str, ...]:
    return folded(one.level1), folded(one.level2), *_asked(one)


def _same_question(own: Indicator, named: Indicator) -> bool:
    return text_code(own.criterion_text, own.weight) == text_code(named.criterion_text, named.weight)


def _keyed(number: int, named: Indicator, own: Indicator | None) -> Indicator:
    return replace(named, key=own.key if own else Key(NAMED, number + 1))


def _renamed(records: tuple[Record, ...], codes: Mapping[str, str]) -> tuple[Record, ...]:
    """The rows that answer something there, under the codes of the named framework."""
    return tuple(replace(record, label=codes[record.label]) for record in records if record.label in codes)


def _part_codes(answered: Mapping[int, Indicator], keyed: tuple[Indicator, ...]) -> dict[str, str]:
    """Code of a line of 逐项填报 → its code under the named framework; the 要点 is held against the text when it is read."""
    pairs = [(parts_of(own), parts_of(keyed[n])) for n, own in answered.items()]
    return {a.code: b.code for own, named in pairs for a, b in zip(own, named, strict=False)}


def _missing_places(indicators: tuple[Indicator, ...], sheet: Place, known: Mapping[Key, Place]) -> dict[Key, Place]:
    keys = [one.key for one in indicators if one.key not in known]
    return {cell: sheet for key in keys for cell in (key, *(key.at(label) for label in _CELLS))}


def _told(own: Framework, named: Framework, pairs: Mapping[int, Indicator | None]) -> Iterator[Finding]:
    different = list(_differences(own, named, pairs))
    if different:
        more = f"等 {len(different)} 处" if len(different) > _MOST_TOLD else ""
        words = {
            "own": own.name or "（未填名称）",
            "named": named.name,
            "what": "；".join(different[:_MOST_TOLD]) + more,
        }
        yield OTHER_FRAMEWORK.at(f"《{FRAMEWORK}》", **words)


def _differences(own: Framework, named: Framework, pairs: Mapping[int, Indicator | None]) -> Iterator[str]:
    for n, one in enumerate(named.indicators):
        pair = pairs[n]
        if pair is None:
            yield f"没有（或不止一个）“{one.name}”"
        else:
            yield from (f"“{one.name}”的{label}不同" for label in _differing(pair, one))
    matched = {id(pair) for pair in pairs.values()}
    yield from (f"多出“{one.name}”" for one in own.indicators if id(one) not in matched)
    if own.settings != named.settings:
        yield "等次线等设置不同"


def _differing(own: Indicator, named: Indicator) -> Iterator[str]:
    if own.weight != named.weight:
        yield "分值"
    if folded(own.criterion_text) != folded(named.criterion_text):
        yield "评分标准"
    elif rule_text(own.criterion) != rule_text(named.criterion):
        yield "计分规则"
    if folded(own.value) != folded(named.value):
        yield "指标值公式"

"""How the numbers of a report hang together: parts of a whole, shares, changes. Checked only where every operand is bound.

A number is bound where the words before it, neutral ones aside, are exactly the name of a whole or of a part (word list
templates/narrative/报告关系.toml). One word more, and it is not used: better not seen than misread.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from jixiao import resources
from jixiao.documents.handwritten.numbers import Number

FILE = "报告关系.toml"
JOIN = "＋"
_YEAR = re.compile(r"(?:19|20)\d\d年度?")
_QUOTES = str.maketrans("", "", "“”\"'‘’《》")
_SHARE = re.compile(r"^(?:占|所占)(?P<whole>[^,;。]*?)(?:的|比例?(?:为)?|比重(?:为)?)?$")
_AMONG = re.compile(r"其中|分别|包括|,由|按[^,;。]{1,8}分")


@dataclass(frozen=True)
class Partition:
    """Parts that together are the whole, each once. `parts`: name → spellings; a name A＋B stands for both; `items`: the
    data items of the whole (by the partition's name) and of its parts, where a form asks for them."""

    name: str
    unit: str
    whole: frozenset[str]
    parts: Mapping[str, frozenset[str]]
    items: Mapping[str, str]

    def part_named(self, words: str) -> str:
        """The part that these words name, '' for none."""
        return next((part for part, spellings in self.parts.items() if words in spellings), "")

    @property
    def members(self) -> frozenset[str]:
        """The single parts."""
        return frozenset(part for part in self.parts if JOIN not in part)


@dataclass(frozen=True)
class Group:
    """A whole with those of its parts that the same sentence lists, and with the shares that stand behind them."""

    partition: Partition
    whole: Number
    parts: tuple[tuple[str, Number], ...]
    shares: tuple[tuple[Number, Number], ...] = ()

    @property
    def numbers(self) -> list[Number]:
        """All that it binds."""
        return [self.whole, *(number for _, number in self.parts), *(share for _, share in self.shares)]

    @property
    def items(self) -> Iterator[tuple[str, Number]]:
        """(data item, number) of the whole and of the parts that a form asks for."""
        for name, number in ((self.partition.name, self.whole), *self.parts):
            if name in self.partition.items:
                yield self.partition.items[name], number

    @property
    def total(self) -> Decimal:
        """The parts together, in 万元 or people."""
        return sum((number.amount for _, number in self.parts), Decimal(0))

    @property
    def slack(self) -> Decimal:
        """How far rounding may hold them apart."""
        return sum((number.slack for _, number in self.parts), self.whole.slack)

    @property
    def unsaid(self) -> list[str]:
        """The parts that the list doesn't name."""
        named = {one for part, _ in self.parts for one in part.split(JOIN)}
        return [part for part in self.partition.parts if JOIN not in part and part not in named]


@dataclass(frozen=True)
class Change:
    """An amount now, one before, and the rate between them as printed; `grows`: which way the words say.

    `least`, `most`: between which rates (percent, without sign) the true one lies, given how the amounts are rounded.
    """

    now: Decimal
    before: Decimal
    least: Decimal
    most: Decimal
    rate: Number
    grows: bool
    numbers: tuple[Number, ...]

    @property
    def due(self) -> Decimal:
        """The rate in percent, without sign."""
        return abs(self.now - self.before) * 100 / self.before


@cache
def partitions() -> tuple[tuple[str, ...], tuple[Partition, ...]]:
    """(neutral words, partitions). Broken data is a fault of the installation: TOMLDecodeError, KeyError."""
    read = tomllib.loads(resources.templates("narrative", FILE).read_text(encoding="utf-8"))
    made = tuple(
        Partition(
            one["name"],
            one["unit"],
            frozenset(one["whole"]),
            {part: frozenset(spellings) for part, spellings in one["parts"].items()},
            one.get("items", {}),
        )
        for one in read["partition"]
    )
    return tuple(sorted(read["plain"], key=len, reverse=True)), made


def named(words: str, unit: str = "") -> set[str]:
    """What words may name: themselves, and without the neutral words at their beginning and end, as many as there are.

    `unit`: the unit's name is neutral too.
    """
    text = _YEAR.sub("", words.translate(_QUOTES))
    neutral = (*partitions()[0], *((unit,) if unit else ()))
    found: set[str] = set()
    waiting = [text]
    while waiting:
        one = waiting.pop()
        if one in found:
            continue
        found.add(one)
        waiting += [one[len(word) :] for word in neutral if one.startswith(word)]
        waiting += [one[: -len(word)] for word in neutral if one.endswith(word) and word]
    return found


def groups_of(numbers: Sequence[Number], unit: str = "") -> Iterator[Group]:
    """Every whole with its listed parts; a list that fits two wholes or two partitions equally is used for neither."""
    for sentence in _sentences(numbers):
        taken: list[Group] = []
        for at, whole in enumerate(sentence):
            fits = [group for one in partitions()[1] if (group := _group(one, whole, sentence[at + 1 :], unit))]
            best = max((len(group.parts) for group in fits), default=0)
            chosen = [group for group in fits if len(group.parts) == best]
            if len(chosen) == 1 and not any(chosen[0].parts == group.parts for group in taken):
                taken.append(chosen[0])
        yield from taken


def _sentences(numbers: Sequence[Number]) -> Iterator[list[Number]]:
    """The numbers of each sentence (and of what follows it behind a semicolon), those set aside left out."""
    found: list[Number] = []
    for number in numbers:
        if number.aside:
            continue
        if found and (found[-1].paragraph is not number.paragraph or _is_apart(found[-1], number)):
            yield found
            found = []
        found.append(number)
    if found:
        yield found


def _is_apart(one: Number, other: Number) -> bool:
    """Whether they stand in two sentences, the second of which doesn't go on with 其中."""
    between = one.paragraph.flat[one.end : other.start]
    stops = [at for at, letter in enumerate(between) if letter in "。！？!?"]
    return bool(stops) and not between[stops[-1] + 1 :].startswith("其中")


def _group(partition: Partition, whole: Number, following: Sequence[Number], unit: str) -> Group | None:
    """None where the number isn't the partition's whole, or no list of at least two parts follows it."""
    if whole.kind != partition.unit or not (named(whole.words, unit) & partition.whole):
        return None
    parts: list[tuple[str, Number]] = []
    shares: list[tuple[Number, Number]] = []
    for number in following:
        names = named(number.words, unit)
        if number.kind == partition.unit and names & partition.whole and not parts:
            return None
        part = next((partition.part_named(name) for name in names if partition.part_named(name)), "")
        if part and number.kind == partition.unit:
            if not parts and not _opens(whole.paragraph.flat[whole.end : number.start]):
                return None
            if any(set(part.split(JOIN)) & set(known.split(JOIN)) for known, _ in parts):
                break  # named twice: another list begins
            parts.append((part, number))
        elif number.unit == "%" and parts and _is_share_of(number, partition, whole, parts[-1][1]):
            shares.append((parts[-1][1], number))
        elif number.kind == partition.unit and not _is_aside(number) and not _in_brackets(parts, number):
            break  # an amount that nobody knows: the list ends, what follows may belong to anything
    return Group(partition, whole, tuple(parts), tuple(shares)) if len(parts) > 1 else None


def _opens(between: str) -> bool:
    """Whether the words between a whole and the first of its parts say that a list of parts begins."""
    return bool(_AMONG.search(between) or re.match(r"(?:[万亿]?元|[人名])\(", between))


def _is_share_of(share: Number, partition: Partition, whole: Number, part: Number) -> bool:
    """占…% right behind a part, of nothing else than this whole."""
    flat = share.paragraph.flat
    match = _SHARE.match(share.words)
    if match is None or re.search(r"\d", flat[part.end : share.start]):
        return False
    said = match["whole"]
    return not said or bool(named(said) & partition.whole)


def _in_brackets(parts: Sequence[tuple[str, Number]], number: Number) -> bool:
    """Behind a part, in brackets: it is about that part, and is none."""
    between = number.paragraph.flat[parts[-1][1].end : number.start] if parts else ""
    return between.count("(") > between.count(")")


def _is_aside(number: Number) -> bool:
    """A change or comparison within the list: it says something about a part, and is none."""
    return bool(re.search(r"[比较]|增加|减少|增长|下降|占|上年|去年", number.words))


_NUM = r"(?P<{0}>\d[\d,]*(?:\.\d+)?)(?P<u{0}>万元|亿元|元|人|名)"
_RATE = r"(?P<way>增长|增加|上升|提高|下降|减少|降低|降幅|增幅)(?:了|为|率为)?(?P<rate>\d+(?:\.\d+)?)%"
_CHANGES = tuple(
    re.compile(text)
    for text in (
        rf"(?:由|从)(?:上年的?|去年的?|20\d\d年的?)?{_NUM.format('a')}(?:增加|减少|增长|下降|降|升|上升|提高)?(?:到|至|为)(?:本年的?|今年的?|20\d\d年的?)?{_NUM.format('b')},{_RATE}",
        rf"{_NUM.format('b')},(?:比|较)(?:上年|去年|20\d\d年)(?:决算数|决算|同期)?的?{_NUM.format('a')}(?:相比)?,?{_RATE}",
        rf"{_NUM.format('b')},(?:比|较)(?:上年|去年|20\d\d年)(?:决算数|决算|同期)?(?P<diff>增加|减少)(?:了)?{_NUM.format('d')},{_RATE}",
        rf"{_NUM.format('b')},(?:比|较)(?:上年|去年|20\d\d年)(?:决算数|决算|同期)?的?{_NUM.format('a')}(?:增加|减少)(?:了)?[\d.,]+(?:万元|亿元|元|人|名),{_RATE}",
        rf"{_NUM.format('b')},(?:上年|去年)(?:决算数|决算|同期)?(?:为)?{_NUM.format('a')},(?:同比)?{_RATE}",
        rf"(?:上年|去年|(?P<y1>20\d\d)年)[^,;。\d]{{0,12}}{_NUM.format('a')},(?:本年|今年|(?P<y2>20\d\d)年)[^,;。\d]{{0,12}}{_NUM.format('b')},(?:比上年|较上年|同比)?{_RATE}",
    )
)
_UP = ("增长", "增加", "上升", "提高", "增幅")


def changes_of(numbers: Sequence[Number]) -> Iterator[Change]:
    """Amounts with the rate of their change, where both amounts (or one and the difference) stand beside it."""
    places = {(id(number.paragraph), number.start): number for number in numbers}
    seen: set[tuple[int, int]] = set()
    for paragraph in dict.fromkeys(number.paragraph for number in numbers):
        for pattern in _CHANGES:
            for match in pattern.finditer(paragraph.flat):
                found = {
                    key: places.get((id(paragraph), match.start(key)))
                    for key in match.groupdict()
                    if key in "abd" or key == "rate"
                }
                key = id(paragraph), match.start("rate")
                change = _change(match, {name: one for name, one in found.items() if one})
                if change and key not in seen:
                    seen.add(key)
                    yield change


def _change(match: re.Match[str], found: Mapping[str, Number]) -> Change | None:
    now, rate = found.get("b"), found.get("rate")
    other = found.get("a") or found.get("d")
    if now is None or rate is None or other is None or now.kind != other.kind:
        return None
    years = [int(year) for key in ("y1", "y2") if (year := match.groupdict().get(key))]
    if len(years) == 2 and years[0] + 1 != years[1]:
        return None
    is_difference = "d" in found

    def before_of(now_: Decimal, other_: Decimal) -> Decimal:
        if not is_difference:
            return other_
        return now_ - other_ if match["diff"] == "增加" else now_ + other_

    before = before_of(now.amount, other.amount)
    corners = [
        (now.amount + a * now.slack, before_of(now.amount + a * now.slack, other.amount + b * other.slack))
        for a in (-1, 1)
        for b in (-1, 1)
    ]
    if before <= 0 or any(one <= 0 for _, one in corners):
        return None
    rates = [abs(late - early) * 100 / early for late, early in corners]
    grows = match["way"] in _UP
    return Change(now.amount, before, min(rates), max(rates), rate, grows, (now, other, rate))

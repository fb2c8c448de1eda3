"""Entries to indicators: texts of their cells, names numbered where one stands over several 分值, codes by level."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from itertools import groupby

from jixiao.findings import Finding, Kind, Place
from jixiao.frameworks.binding import proposed_for
from jixiao.frameworks.codes import codes_of
from jixiao.frameworks.importing import messages
from jixiao.frameworks.importing.definitions import known_formula
from jixiao.frameworks.importing.entries import Entry, TableRead
from jixiao.frameworks.importing.model import Role
from jixiao.frameworks.importing.texts import points, stated_points, words
from jixiao.frameworks.model import Indicator
from jixiao.frameworks.names import FormsLookup
from jixiao.values.key import Key
from jixiao.values.rounding import plain
from jixiao.values.sheets import Spot
from jixiao.values.typed import folded

NO_LEVEL = "评价指标"
_ENDS = tuple("。；;.！!：:，,、）)")
_KINDS = ("正向", "反向", "逆向", "定性", "定量")
_RATE = ("率", "度", "比例", "比重", "占比")


@dataclass
class Built:
    """Indicators of all tables in order, where each field comes from, what to look at."""

    indicators: list[Indicator] = field(default_factory=list)
    sources: dict[Key, dict[str, tuple[Place, ...]]] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)


def build(reads: Sequence[TableRead], source: str, lookup: FormsLookup) -> Built:
    """The indicators of several tables as one framework's; codes run through all of them."""
    built = Built()
    for read in reads:
        _Builder(read, source, lookup, built).build()
    paths = [(*filter(None, (i.level1, i.level2, i.level3)), i.name) for i in built.indicators]
    built.indicators = [replace(i, code=code) for i, code in zip(built.indicators, codes_of(paths), strict=True)]
    return built


class _Builder:
    def __init__(self, read: TableRead, source: str, lookup: FormsLookup, built: Built) -> None:
        self.read, self.source, self.lookup, self.built = read, source, lookup, built
        self.sheet = read.table.sheet
        self.seen: dict[Spot, Entry] = {}
        self.numbers: Counter[Spot] = Counter()
        self.same_name = Counter(entry.name_spot for entry in read.entries)

    def build(self) -> None:
        for number, entry in enumerate(self.read.entries):
            self._indicator(entry, self.read.entries[number - 1] if number else None)

    def _indicator(self, entry: Entry, above: Entry | None) -> None:
        key = Key.of(f"【{self.sheet.name}】第{entry.row}行")
        used: dict[str, list[Spot]] = {}
        levels = self._levels(entry, used)
        name = self._name(entry, used)
        used["weight"] = [entry.weight_spot]
        self._check_stated(entry)
        criterion = self._criterion(entry, above, name, used)
        definition = self._definition(entry, used)
        target = self._target(entry, name, used)
        kind, reference = self._single(entry, Role.KIND, used), self._single(entry, Role.REFERENCE, used)
        value = self._value(entry)
        self.built.indicators.append(
            Indicator(
                code="",
                level1=levels[0],
                level2=levels[1],
                level3=levels[2],
                name=name,
                weight=entry.weight,
                value=value,
                proposed_value="" if value else proposed_for(name),
                criterion_text=criterion,
                basis=definition,
                target=target,
                kind=next((word for word in _KINDS if word in kind), kind),
                reference=reference or f"《{self.source}》",
                key=key,
            )
        )
        places = {name: tuple(map(self.sheet.place, spots)) for name, spots in used.items() if spots}
        self.built.sources[key] = places

    def _levels(self, entry: Entry, used: dict[str, list[Spot]]) -> tuple[str, str, str]:
        """Level 1 to 3; deeper ones are joined to the third. Where there are two or fewer, a section counts as one."""
        section, *groups = entry.groups
        taken = [section, *groups] if section and len(groups) < 2 else groups
        shown = [group.text if group else "" for group in taken]
        if shown and not shown[0]:
            shown[0] = NO_LEVEL
        for number, group in enumerate(taken[:3]):
            if group:
                used[f"level{number + 1}"] = [group.spot]
        own = [group for group in taken if group]
        used["levels"] = [group.spot for group in own]
        used["printed"] = [group.printed_at for group in own if group.printed_at]
        head = [*shown[:2], "／".join(filter(None, shown[2:]))]
        head += [""] * (3 - len(head))
        return head[0] or NO_LEVEL, head[1], head[2]

    def _name(self, entry: Entry, used: dict[str, list[Spot]]) -> str:
        used["name"] = [entry.name_spot, *(spot for spot, _ in entry.more_names)]
        name = "、".join([entry.name, *(text for _, text in entry.more_names)])
        if entry.more_names:
            self._find(messages.WEIGHT_OVER_NAMES, entry.weight_spot, name=name, weight=plain(entry.weight))
        count = self.same_name[entry.name_spot]
        if count == 1:
            return name
        self.numbers[entry.name_spot] += 1
        if self.numbers[entry.name_spot] == 1:
            self._find(messages.NAME_OVER_WEIGHTS, entry.name_spot, name=name, count=count)
        return f"{name}（{self.numbers[entry.name_spot]}）"

    def _check_stated(self, entry: Entry) -> None:
        stated = stated_points(words(self.sheet.texts.get(entry.name_spot, "")))
        single = self.same_name[entry.name_spot] == 1 and not any(g and g.spot == entry.name_spot for g in entry.groups)
        if stated is not None and single and stated != entry.weight:
            shown = {"name": entry.name, "stated": plain(stated), "weight": plain(entry.weight)}
            self._find(messages.NAME_STATES_OTHER, entry.name_spot, **shown)

    def _criterion(self, entry: Entry, above: Entry | None, name: str, used: dict[str, list[Spot]]) -> str:
        spots = list(entry.criteria)
        if not spots and above and not self.sheet.knows_merges and above.criteria:
            spots = entry.criteria = list(above.criteria)  # the cell may be merged with the one above
        used["criterion"] = spots
        column = self.read.layout.criteria
        if not spots and column:
            self._find(messages.NO_CRITERION, (entry.row, column[0].number), name=f"“{name}”")
        for spot in spots:
            if self.seen.setdefault(spot, entry) is not entry:
                self._find(messages.SHARED_CRITERION, (entry.row, spot[1]), name=f"“{name}”")
                break
        return joined([self._line(list(line)) for _, line in groupby(spots, key=lambda spot: spot[0])])

    def _line(self, spots: Sequence[Spot]) -> str:
        """Cells of one row under one heading (≥90% | 得60分) are one sentence."""
        return "，".join(self._text(spot).rstrip("，,") for spot in spots) if len(spots) > 1 else self._text(spots[0])

    def _definition(self, entry: Entry, used: dict[str, list[Spot]]) -> str:
        """指标解释 as it stands; what else is kept beside it says its heading."""
        lines = []
        for column, role in self.read.layout.details:
            spots = entry.details.get(column.number, [])
            text = joined([self._text(spot) for spot in spots])
            if text:
                lines.append(text if role is Role.DEFINITION else f"{column.path[-1]}：{text}")
                used.setdefault("definition", []).extend(spots)
        return "\n".join(lines)

    def _value(self, entry: Entry) -> str:
        spots = [
            spot for column, role in self.read.layout.details if role is Role.DEFINITION
            for spot in entry.details.get(column.number, [])
        ]  # fmt: skip
        return known_formula("\n".join(map(self._text, spots)), self.lookup) if spots else ""

    def _target(self, entry: Entry, name: str, used: dict[str, list[Spot]]) -> str:
        target, unit = self._single(entry, Role.TARGET, used), self._single(entry, Role.UNIT, used)
        spot = used.get(Role.TARGET.name.lower(), [None])[0]
        if spot and self.sheet.raw.percents is None and self._is_fraction(spot) and any(word in name for word in _RATE):
            self._find(messages.TARGET_FRACTION, spot, name=f"“{name}”", text=target)
        if unit and target and points(target) and not target.endswith(("%", unit)):
            return target + unit
        return target

    def _is_fraction(self, spot: Spot) -> bool:
        value = self.sheet.value(spot)
        return isinstance(value, float) and 0 < value <= 1

    def _single(self, entry: Entry, role: Role, used: dict[str, list[Spot]]) -> str:
        column = self.read.layout.single.get(role)
        spots = entry.details.get(column.number, []) if column else []
        if spots:
            used[role.name.lower()] = list(spots)
        return joined([self._text(spot) for spot in spots])

    def _text(self, spot: Spot) -> str:
        text = self.sheet.texts[spot]
        if spot in self.sheet.raw.formulas:
            self._find(messages.FORMULA_CELL, spot, what="内容", formula=text)
        return text

    def _find(self, kind: Kind, spot: Spot, **given: object) -> None:
        self.built.findings.append(replace(kind.at("", **given), place=self.sheet.place(spot)))


def joined(texts: Sequence[str]) -> str:
    """Cells that make up one text: on lines of their own, each ending in a mark that separates sentences."""
    ended = [text if text.endswith(_ENDS) else f"{text}；" for text in texts[:-1]]
    return "\n".join([*ended, *texts[-1:]])


def fingerprint(indicators: Sequence[Indicator]) -> tuple[tuple[str, Decimal, str], ...]:
    """What makes two tables the same: names, 分值 and criteria."""
    return tuple((folded(i.name), i.weight, folded(i.criterion_text)) for i in indicators)

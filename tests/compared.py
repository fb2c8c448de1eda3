"""Filings made directly as rows, for the checks across units: what a unit wrote, its figures, scores and projects."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from random import Random

from jixiao.bureau.comparing import Suspicion, compare
from jixiao.filing import TABLES, Filed
from jixiao.filing.memory import COUNTS, Memory, Registered
from jixiao.filing.schema import Row

TEXTS, FIGURES, SCORES = "文字材料", "支出预算", "绩效指标"
_SIGNS = "".join(map(chr, range(0x4E00, 0x4E00 + 1500)))


def prose(seed: object, length: int) -> str:
    """Text that nobody else writes: signs at random, the same for a seed."""
    return "".join(Random(str(seed)).choices(_SIGNS, k=length))


@dataclass(frozen=True)
class Line:
    """An indicator of a project sheet."""

    name: str
    value: str
    points: object = 10
    weight: object = 10
    level2: str = "数量指标"
    level1: str = "产出指标"


@dataclass(frozen=True)
class Project:
    """A project sheet: 万元, points of `full`."""

    name: str
    executed: object = "50"
    budget: object = "50"
    total: object = 95
    full: object = 100
    lines: Sequence[Line] = ()

    @property
    def rate(self) -> Decimal | None:
        if self.executed is None or not Decimal(str(self.budget)):
            return None
        return (Decimal(str(self.executed)) * 100 / Decimal(str(self.budget))).quantize(Decimal("0.01"))


@dataclass(frozen=True)
class Unit:
    """A filing. `texts` and `figures` by item ((owner, value) where a row has a name); `scores`: name → (points, weight)."""

    unit: str
    texts: Mapping[str, object] = field(default_factory=dict)
    figures: Mapping[str, object] = field(default_factory=dict)
    scores: Mapping[str, tuple[object, object]] = field(default_factory=dict)
    projects: Sequence[Project] = ()
    total: object = None
    computed: Mapping[str, object] = field(default_factory=dict)

    @property
    def filed(self) -> Filed:
        """Its rows: a cell is the column of its table and the number of its row, C1, C2 …"""
        made: dict[str, tuple[Row, ...]] = dict.fromkeys(TABLES, ())
        made["units"] = (self._head(),)
        made["texts"] = tuple((item, *_owned(v), TEXTS, f"C{n}") for n, (item, v) in enumerate(self.texts.items(), 1))
        typed = [(item, value, False) for item, value in self.figures.items()]
        typed += [(item, value, True) for item, value in self.computed.items()]
        made["figures"] = tuple(
            (item, owner, _number(value), computed, FIGURES, f"E{n}")
            for n, (item, given, computed) in enumerate(typed, 1)
            for owner, value in [_owned(given)]
        )
        made["scores"] = tuple(
            (
                f"A{n}",
                "产出",
                "数量",
                name,
                _number(weight),
                _number(points),
                "",
                "",
                "",
                False,
                "按比例计分",
                SCORES,
                f"H{n}",
            )
            for n, (name, (points, weight)) in enumerate(self.scores.items(), 1)
        )
        sheets = [(f"项目自评{n}", one) for n, one in enumerate(self.projects, 1)]
        made["projects"] = tuple(
            (
                one.name,
                _number(one.budget),
                _number(one.executed),
                one.rate,
                _number(one.total),
                _number(one.full),
                "",
                sheet,
                "D2",
            )
            for sheet, one in sheets
        )
        made["project_lines"] = tuple(
            (
                one.name,
                line.level1,
                line.level2,
                line.name,
                "",
                line.value,
                _number(line.weight),
                _number(line.points),
                sheet,
                f"H{n}",
            )
            for sheet, one in sheets
            for n, line in enumerate(one.lines, 17)
        )
        return Filed(f"文件 {self.unit}", made)

    def _head(self) -> Row:
        total = _number(self.total)
        return (
            "填报工作簿",
            self.unit,
            2024,
            "2026.5",
            "默认",
            "0" * 12,
            total,
            "",
            None,
            "",
            "评分表",
            "G3",
            0,
            0,
            0,
            0,
        )


def _number(value: object) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def _owned(value: object) -> tuple[str, object]:
    return value if isinstance(value, tuple) else ("", value)


def memory_of(units: Iterable[Unit], year: str = "") -> Memory:
    """A memory in which each of them counts; `year` tells the files of one year from another's."""
    memory = Memory(Path(":memory:"))
    held = [(one.unit, Filed(one.filed.digest + year, one.filed.rows)) for one in units]
    memory.keep((filed, "") for _, filed in held)
    memory.register(Registered(filed.digest, filed.digest, unit, COUNTS) for unit, filed in held)
    return memory


def suspicions(
    units: Iterable[Unit], code: str, earlier: Iterable[Unit] = (), roster: Sequence[str] = (), **settings: object
) -> list[Suspicion]:
    """Those of one kind."""
    limits = {item: Decimal(str(value)) for item, value in settings.items()}
    before = list(earlier)
    found = compare(memory_of(units), limits, memory_of(before, "上年") if before else None, roster)
    return [one for one in found if one.kind.code == code]


def places(found: Iterable[Suspicion]) -> list[list[tuple[str, str, str]]]:
    """(unit, sheet, cell) of the sides of each."""
    return [[(side.unit, side.sheet, side.cell) for side in one.sides] for one in found]


def names(found: Iterable[Suspicion]) -> list[list[str]]:
    """The units of each, once."""
    return [list(dict.fromkeys(side.unit for side in one.sides)) for one in found]

"""What made units say and are called: county_fields.toml and county_phrases.toml, loaded once."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from county_model import COMMON, GENERAL, UnitSpec

HERE = Path(__file__).parent
TOWNS = 36  # of a county


@dataclass(frozen=True)
class Task:
    """A piece of work: what is counted, in which unit, from how many to how many."""

    name: str
    counted: str
    unit: str
    least: int
    most: int
    helped: str = ""


@dataclass(frozen=True)
class Field:
    """A field of work: who does it, and what is done."""

    name: str
    bureaus: tuple[str, ...]
    subunits: tuple[str, ...]
    local: tuple[str, ...]
    functions: tuple[str, ...]
    offices: tuple[str, ...]
    duties: tuple[str, ...]
    tasks: tuple[Task, ...]
    projects: tuple[Task, ...]
    troubles: tuple[tuple[str, str], ...]


@cache
def fields() -> dict[str, Field]:
    """Every field by name."""
    rows = tomllib.loads((HERE / "county_fields.toml").read_text(encoding="utf-8"))["field"]
    return {row["name"]: _field(row) for row in rows}


def _field(row: dict[str, Any]) -> Field:
    plain = {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
    plain["tasks"], plain["projects"] = (tuple(map(_task, row[key])) for key in ("tasks", "projects"))
    plain["troubles"] = tuple(map(pair, row["troubles"]))
    return Field(**plain)


def _task(text: str) -> Task:
    name, counted, unit, least, most, *helped = text.split("|")
    return Task(name, counted, unit, int(least), int(most), *helped)


def pair(text: str) -> tuple[str, str]:
    """问题|措施."""
    trouble, _, measure = text.partition("|")
    return trouble, measure


@cache
def phrases() -> dict[str, Any]:
    """The shared phrases and the parts of sentences."""
    return tomllib.loads((HERE / "county_phrases.toml").read_text(encoding="utf-8"))


def parts(name: str) -> Any:
    """One of the lists of parts."""
    return phrases()["parts"][name]


def county_name(number: int) -> str:
    """清江县, 清河县 …: distinct below the product of both lists."""
    first, second = parts("first"), parts("second")
    return f"{first[number % len(first)]}{second[number // len(first)]}县"


def towns_of(seed: int) -> tuple[str, ...]:
    """The towns of a county, distinct."""
    rng = Random(f"towns {seed}")
    names = [f"{a}{b}" for a in parts("first") for b in parts("second") if a != b]
    return tuple(f"{name}{rng.choice('镇镇镇乡')}" for name in rng.sample(names, TOWNS))


def people(rng: Random, count: int) -> list[str]:
    """Names."""
    return [
        rng.choice(parts("surnames")) + "".join(rng.sample(parts("given"), rng.choice((1, 2, 2)))) for _ in range(count)
    ]


def units_of(county: str, towns: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """(unit, field) of every unit a county has: bureaus, what they have, towns, what towns have."""
    for field in fields().values():
        yield from ((f"{county}{name}", field.name) for name in (*field.bureaus, *field.subunits))
    for field in fields().values():
        yield from ((f"{county}{town}{name}", field.name) for town in towns for name in field.local)


def specs_of(number: int, seed: int, year: int = 2024, units: int = 10**6) -> list[UnitSpec]:
    """The units of the county with this number, bureaus first, at most so many; each with its own seed."""
    county, rng = county_name(number), Random(f"county {seed} {number}")
    towns = towns_of(rng.randrange(10**9))
    named = list(units_of(county, towns))
    bureaus = [one for one in named if any(one[0].endswith(b) for b in fields()[one[1]].bureaus)]
    rest = [one for one in named if one not in set(bureaus)]
    rng.shuffle(rest)
    return [
        UnitSpec(unit, field, county, rng.randrange(10**9), year, COMMON if rng.random() < 0.3 else GENERAL, towns)
        for unit, field in [*bureaus, *rest][:units]
    ]


def many_specs(count: int, seed: int, year: int = 2024) -> Iterator[UnitSpec]:
    """So many units, of as many counties as that takes."""
    number = 0
    while count > 0:
        found = specs_of(number, seed, year, count)
        yield from found
        count, number = count - len(found), number + 1

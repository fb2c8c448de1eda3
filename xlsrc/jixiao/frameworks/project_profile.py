"""Weight profiles of project self-evaluation (templates/frameworks/projects): what a new project sheet begins with.

The sheet carries weights and criteria itself, so that a bureau edits them in Excel; the profile is only its source.
"""

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from jixiao import resources
from jixiao.forms.project_sheet import EXECUTION_NATURE
from jixiao.frameworks.load import FrameworkError

DEFAULT_PROFILE = "项目支出-10号"
_FOLDER = ("frameworks", "projects")


@dataclass(frozen=True)
class Group:
    """A level-2 indicator and how many rows a new sheet has for it."""

    name: str
    rows: int


@dataclass(frozen=True)
class Level:
    """A level-1 indicator with its weight."""

    name: str
    weight: Decimal
    groups: tuple[Group, ...]
    reference: str


@dataclass(frozen=True)
class Profile:
    """Weights (100 together, 预算执行 included) and the criterion of each nature of indicator."""

    name: str
    title: str
    basis: str
    execution_weight: Decimal
    levels: tuple[Level, ...]
    criteria: dict[str, str]


def shipped_profiles() -> tuple[str, ...]:
    """The names of the profiles that come with the package."""
    return tuple(sorted(path.stem for path in resources.templates(*_FOLDER).glob("*.toml")))


@cache
def load_profile(name: str = DEFAULT_PROFILE) -> Profile:
    """A shipped profile. FrameworkError where there is none or it is wrong."""
    if name not in shipped_profiles():
        raise FrameworkError(f"没有项目自评的权重方案“{name}”。现有：{'、'.join(shipped_profiles())}")
    return read_profile(resources.templates(*_FOLDER, f"{name}.toml"))


def read_profile(path: Path) -> Profile:
    """A profile file; every weight and criterion has its 依据, the weights add up to 100. FrameworkError names the node."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise FrameworkError(f"{path.name}: {error}") from error
    _exactly(data, {"name", "title", "basis", "execution", "level", "nature"}, path.name)
    execution = _exactly(data["execution"], {"weight", "criterion", "reference"}, f"{path.name}: execution")
    levels = tuple(_level(node, f"{path.name}: {node.get('name')}") for node in data["level"])
    natures = [_exactly(node, {"name", "criterion", "reference"}, f"{path.name}: nature") for node in data["nature"]]
    full = sum((level.weight for level in levels), Decimal(execution["weight"]))
    if full != 100:
        raise FrameworkError(f"{path.name}: weights add up to {full}, not 100")
    criteria = {EXECUTION_NATURE: execution["criterion"], **{node["name"]: node["criterion"] for node in natures}}
    return Profile(data["name"], data["title"], data["basis"], Decimal(execution["weight"]), levels, criteria)


def _level(node: dict[str, Any], where: str) -> Level:
    _exactly(node, {"name", "weight", "reference", "groups"}, where)
    groups = tuple(Group(**_exactly(group, {"name", "rows"}, where)) for group in node["groups"])
    return Level(node["name"], Decimal(node["weight"]), groups, node["reference"])


def _exactly(node: dict[str, Any], keys: set[str], where: str) -> dict[str, Any]:
    """The node, if it has these keys, none of them empty, and no others."""
    missing, unknown = sorted(key for key in keys if not node.get(key)), sorted(set(node) - keys)
    if missing or unknown:
        raise FrameworkError(f"{where}: missing {missing}, unknown keys {unknown}")
    return node

"""Load templates/frameworks strictly: unknown or missing keys, doubled codes, a total other than 100 are refused."""

import tomllib
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from jixiao import resources
from jixiao.frameworks.confirming import confirmed_by, parted
from jixiao.frameworks.model import SETTING_ITEMS, Framework, Indicator, Settings
from jixiao.values.key import Key

DEFAULT, SAMPLE = "部门整体支出-默认", "部门整体支出-廉江市总工会"
OPTIONAL = ("level2", "level3", "value", "basis", "target", "kind")
_KEYS = {"code", "level1", "name", "weight", "criterion", "rule", "reference", *OPTIONAL}
_REQUIRED = {"code", "level1", "name", "weight", "criterion", "reference"}


class FrameworkError(ValueError):
    """A framework file is wrong; the message names file and row."""


def shipped() -> tuple[str, ...]:
    """The names of the frameworks that come with the package."""
    return tuple(sorted(path.stem for path in resources.templates("frameworks").glob("*.toml")))


def load_framework(name: str = DEFAULT) -> Framework:
    """A shipped framework by name. FrameworkError where there is none or it is wrong."""
    path = resources.templates("frameworks", f"{name}.toml")
    if name not in shipped():
        raise FrameworkError(f"没有指标体系“{name}”。现有：{'、'.join(shipped())}")
    framework = read_framework(path)
    _check(framework, path.name)
    return framework


def read_framework(path: Path) -> Framework:
    """A framework file, its weights not yet checked (that is the lint's). FrameworkError names file and row."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise FrameworkError(f"{path.name}: {error}") from error
    _only(data, {"name", "title", "basis", "year", "settings", "indicator"}, path.name)
    missing = sorted({"name", "title", "basis", "indicator"} - set(data))
    if missing:
        raise FrameworkError(f"{path.name}: missing {missing}")
    indicators = tuple(_indicator(node, f"{path.name}: {node.get('code')}") for node in data["indicator"])
    return Framework(data["name"], indicators, _settings(data, path.name), data["title"], data["basis"])


def _indicator(node: dict[str, Any], where: str) -> Indicator:
    _only(node, _KEYS, where)
    missing = sorted(key for key in _REQUIRED if not node.get(key))
    if missing:
        raise FrameworkError(f"{where}: missing {missing}")
    value, proposed = parted(node.get("value", ""))
    return Indicator(
        **{"level2": "", **{key: node[key] for key in OPTIONAL if key in node}, "value": value},
        code=node["code"],
        level1=node["level1"],
        name=node["name"],
        weight=Decimal(node["weight"]),
        criterion_text=node["criterion"],
        reference=node["reference"],
        key=Key.of(node["code"]),
        proposed_value=proposed,
        confirmation=confirmed_by(node.get("rule", "")),
    )


def _settings(data: dict[str, Any], where: str) -> Settings:
    given = data.get("settings", {})
    _only(given, set(SETTING_ITEMS.values()), f"{where}: settings")
    numbers = {key: Decimal(given[item]) for key, item in SETTING_ITEMS.items() if item in given}
    return replace(Settings(), **numbers)  # type: ignore[arg-type]  # every key is one of the Decimal fields


def _check(framework: Framework, where: str) -> None:
    codes = [indicator.code for indicator in framework.indicators]
    doubled = sorted({code for code in codes if codes.count(code) > 1})
    if doubled:
        raise FrameworkError(f"{where}: codes twice: {doubled}")
    if framework.full != 100:
        raise FrameworkError(f"{where}: weights add up to {framework.full}, not 100")


def _only(node: dict[str, Any], allowed: set[str], where: str) -> None:
    unknown = sorted(set(node) - allowed)
    if unknown:
        raise FrameworkError(f"{where}: unknown keys {unknown}")

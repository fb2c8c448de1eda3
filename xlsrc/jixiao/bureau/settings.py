"""The bureau's thresholds: templates/bureau/设置.toml, loaded strictly. The ledger's sheet 设置 is drawn from them."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from jixiao import resources
from jixiao.values.rounding import plain

SHEET = "设置"
_KEYS = ("item", "label", "default", "unit", "prompt", "source")
_PLACE = re.compile(r"\{(.*?)\}")


class SettingsError(ValueError):
    """The file of settings is wrong; the message names file and node."""


@dataclass(frozen=True)
class Setting:
    """A threshold: its data item, what an officer reads, the default with its unit, the rule it comes from."""

    item: str
    label: str
    default: Decimal
    unit: str
    prompt: str
    source: str


@cache
def load_settings() -> tuple[Setting, ...]:
    """Every threshold in its order. SettingsError where the file is wrong."""
    return settings_of(resources.templates("bureau", f"{SHEET}.toml"))


@cache
def usual() -> Mapping[str, Decimal]:
    """item → default."""
    return {setting.item: setting.default for setting in load_settings()}


def settings_of(path: Path) -> tuple[Setting, ...]:
    """The settings of a file. SettingsError names file and node."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path.name}: {error}") from error
    nodes = data.pop("setting", None)
    if data or not isinstance(nodes, list) or not nodes:
        raise SettingsError(f"{path.name}: holds [[setting]] and nothing else, found {sorted(data)}")
    return tuple(_settings(nodes, path.name))


def _settings(nodes: list[Any], file: str) -> Iterator[Setting]:
    seen: set[str] = set()
    for number, node in enumerate(nodes, 1):
        where = f"{file}: setting {number}"
        setting = _setting(node, where)
        twice = {setting.item, setting.label} & seen
        if twice:
            raise SettingsError(f"{where}: {sorted(twice)} is there twice")
        seen |= {setting.item, setting.label}
        yield setting


def _setting(node: Any, where: str) -> Setting:
    if not isinstance(node, dict) or sorted(node) != sorted(_KEYS):
        raise SettingsError(f"{where}: needs {', '.join(_KEYS)} and nothing else, found {node}")
    words = {key: node[key] for key in _KEYS if key != "default"}
    if not all(isinstance(word, str) and word for word in words.values()):
        raise SettingsError(f"{where}: every text says something, found {words}")
    default = _positive(node["default"], f"{where} {node['item']}")
    words["prompt"] = _named(words, default, where)
    return Setting(default=default, **words)


def _positive(value: Any, where: str) -> Decimal:
    number = Decimal(value) if isinstance(value, (int, Decimal)) and not isinstance(value, bool) else Decimal(0)
    if not number.is_finite() or number <= 0:
        raise SettingsError(f"{where}: default is a number above 0, found {value!r}")
    return number


def _named(words: dict[str, str], default: Decimal, where: str) -> str:
    """The prompt with its default: it names it by its own item, so that the number stands once."""
    if set(_PLACE.findall(words["prompt"])) != {words["item"]}:
        raise SettingsError(f"{where}: the prompt names its default as {{{words['item']}}}, found {words['prompt']!r}")
    return words["prompt"].replace(f"{{{words['item']}}}", plain(default))

"""Load the catalogue, templates/findings, strictly: what is unknown, missing or there twice is refused with its place.

A code has one kind, one severity, one title, one wording and one basis. TOML itself refuses a code that is there twice
in a file; a letter has one file.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any

from jixiao import resources
from jixiao.findings.model import Kind, Severity

SEVERITIES = {severity.label: severity for severity in Severity}
COLUMNS = ("编号", "级别", "查出什么", "依据")
_FILE = re.compile(r"([A-Z])-.+")
_CODE = re.compile(r"[A-Z]\d\d")
_TOLD = ("severity", "title", "wording", "remedy", "basis")
_KEYS = {*_TOLD, "example", "settings", "formerly", "lacks", "cause", "several"}


class CatalogError(ValueError):
    """The catalogue is wrong; the message names file and node."""


@dataclass(frozen=True)
class Group:
    """The kinds of one letter, by code."""

    letter: str
    title: str
    kinds: tuple[Kind, ...]

    @property
    def rows(self) -> tuple[tuple[str, str, str, str], ...]:
        """A row of COLUMNS per kind, as the manual and the command line list them."""
        return tuple((kind.code, kind.severity.label, kind.title, kind.basis) for kind in self.kinds)


@cache
def catalog() -> tuple[Group, ...]:
    """Every group by its letter. CatalogError where a file is wrong."""
    return load_catalog(resources.templates("findings"))


def load_catalog(folder: Path) -> tuple[Group, ...]:
    """The catalogue of a folder. CatalogError names file and node."""
    groups = tuple(_group(path) for path in sorted(folder.glob("*.toml")))
    _refuse_twice("letter", (group.letter for group in groups))
    kinds = [kind for group in groups for kind in group.kinds]
    _refuse_twice("title", (kind.title for kind in kinds))
    known = {kind.code for kind in kinds}
    for kind in kinds:
        if kind.formerly and kind.formerly not in known:
            raise CatalogError(f"{kind.code}: formerly {kind.formerly}, which nothing is called")
    return groups


@cache
def _by_code() -> dict[str, Kind]:
    return {kind.code: kind for group in catalog() for kind in group.kinds}


def kind_of(code: str) -> Kind:
    """The kind of that code. CatalogError where the catalogue has none."""
    try:
        return _by_code()[code]
    except KeyError:
        raise CatalogError(f"the catalogue of findings has no code {code}") from None


def current_code(code: str, level: str, wrong: str) -> str:
    """The code that a row of 校验结果 has today: `code`, unless another kind has taken over what the row says.

    `level` and `wrong` are the row's 级别 and 问题. Older programs had several kinds under one code.
    """
    heirs = [kind for kind in _by_code().values() if kind.formerly == code]
    own = [_by_code()[code]] if code in _by_code() else []
    told = [kind for kind in (*own, *heirs) if kind.says(wrong) and _may_be(kind, level)]
    return told[0].code if told else code


def _may_be(kind: Kind, level: str) -> bool:
    return level == kind.severity.label or level not in SEVERITIES


def _group(path: Path) -> Group:
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise CatalogError(f"{path.name}: {error}") from error
    named, title = _FILE.fullmatch(path.stem), data.pop("title", "")
    if named is None or not isinstance(title, str) or not title:
        raise CatalogError(f"{path.name}: needs a letter in its name and a title")
    return Group(named[1], title, tuple(sorted(_kinds(data, named[1], path.name), key=lambda kind: kind.code)))


def _kinds(data: dict[str, Any], letter: str, file: str) -> Iterator[Kind]:
    for code, node in data.items():
        if not (isinstance(node, dict) and _CODE.fullmatch(code) and code.startswith(letter)):
            raise CatalogError(f"{file}: {code} is no node of this file ({letter}01, {letter}02 …)")
        yield _kind(code, node, f"{file}: {code}")


def _kind(code: str, node: dict[str, Any], where: str) -> Kind:
    unknown = sorted(set(node) - _KEYS)
    missing = [key for key in _TOLD if not isinstance(node.get(key), str) or not node[key]]
    if unknown or missing:
        raise CatalogError(f"{where}: missing {missing}, unknown keys {unknown}")
    if node["severity"] not in SEVERITIES:
        raise CatalogError(f"{where}: severity {node['severity']!r} is none of {[*SEVERITIES]}")
    _check_words(node, where)
    told = {key: node[key] for key in _TOLD[1:]}
    return Kind(
        code,
        SEVERITIES[node["severity"]],
        **told,
        example=node.get("example", {}),
        settings=tuple(node.get("settings", ())),
        formerly=node.get("formerly", ""),
        lacks=node.get("lacks", ""),
        cause=node.get("cause", False),
        several=node.get("several", ""),
    )


def _check_words(node: dict[str, Any], where: str) -> None:
    """The places of a wording are plain names, each with an example; nothing else has places."""
    try:
        places = [place for place in Formatter().parse(node["wording"]) if place[1] is not None]
    except ValueError as error:
        raise CatalogError(f"{where}: wording: {error}") from error
    names, example = {str(name) for _, name, _, _ in places}, node.get("example", {})
    if any(not str(name).isidentifier() or form or conversion for _, name, form, conversion in places):
        raise CatalogError(f"{where}: a place in the wording is a plain name: {{label}}")
    if names != set(example) or not all(isinstance(value, str) and value for value in example.values()):
        raise CatalogError(f"{where}: the wording has places {sorted(names)}, the example {sorted(example)}")
    if {name for _, name, _, _ in Formatter().parse(node.get("lacks", "")) if name is not None} - names:
        raise CatalogError(f"{where}: lacks has places that the wording hasn't")
    told = {name for _, name, _, _ in Formatter().parse(node.get("several", "")) if name is not None}
    if told and ("label" not in names or "label" in told or told - names - {"labels", "count"}):
        raise CatalogError(f"{where}: several has places of the wording, without label, and labels and count")
    if any("{" in node[key] for key in ("title", "remedy", "basis")) or not node["remedy"].endswith("。"):
        raise CatalogError(f"{where}: only the wording has places, and the remedy ends in 。")


def _refuse_twice(what: str, names: Iterator[str]) -> None:
    twice = sorted(name for name, count in Counter(names).items() if count > 1)
    if twice:
        raise CatalogError(f"the catalogue of findings has a {what} twice: {twice}")

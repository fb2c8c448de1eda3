"""Which framework the bureau names: one for all, and one of its own for a unit whose row in the roster says so."""

from collections.abc import Callable, Sequence
from pathlib import Path

from jixiao.bureau.desk import Obliged
from jixiao.engines import UnusableWorkbook
from jixiao.filing import Naming
from jixiao.frameworks import Framework, FrameworkError, load_framework, shipped
from jixiao.new_workbooks.framework_file import has_errors, source_named
from jixiao.values.typed import folded

AT_ROSTER = "《名册》{place} 的指标体系“{name}”用不了：{why}"
FAULTY = "导入有错误，不能用来评分；请先用 jixiao lint 查看、改正"


def naming_of(usual: str, roster: Sequence[Obliged], home: Path, beside_roster: Path | None = None) -> Naming:
    """The frameworks by name, or from files: relative to `home`, those of the roster to `beside_roster`.

    UnusableWorkbook, with the cell, where one can't be used.
    """
    known: dict[tuple[str, Path], Framework] = {}

    def framework(name: str, folder: Path, said: Callable[[str], str]) -> Framework:
        if (name, folder) not in known:
            known[name, folder] = _read(name, folder, said)
        return known[name, folder]

    of_unit = {
        folded(one.unit): framework(one.framework, beside_roster or home, lambda why, one=one: _at_roster(one, why))  # type: ignore[misc]
        for one in roster
        if one.framework
    }
    return Naming(framework(usual, home, str) if usual else None, of_unit)


def _shipped_as(name: str) -> str:
    """People write what a workbook calls it (体系名称); ours are known by the names of their files too."""
    return next((one for one in shipped() if folded(load_framework(one).name) == folded(name)), name)


def _at_roster(one: Obliged, why: str) -> str:
    return AT_ROSTER.format(place=one.place.partition("!")[2], name=one.framework, why=why)


def _read(name: str, home: Path, said: Callable[[str], str]) -> Framework:
    path = home / name
    try:
        source = source_named(str(path) if path.is_file() else _shipped_as(name))
    except (FrameworkError, UnusableWorkbook) as error:
        raise UnusableWorkbook(said(str(error))) from error
    if has_errors(source):
        raise UnusableWorkbook(said(FAULTY))
    return source.framework

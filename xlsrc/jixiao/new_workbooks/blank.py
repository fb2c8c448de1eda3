"""The workbooks we ship or hand out: the blank one, a new one for a unit, the sample of the real report."""

import tomllib
import zipfile
from collections.abc import Mapping
from decimal import Decimal
from pathlib import Path
from types import MappingProxyType
from typing import Any

from jixiao import resources
from jixiao.drawing.entry_sheets import ListRows
from jixiao.drawing.workbook import build_workbook
from jixiao.forms import Forms, load_forms
from jixiao.forms.names import OUTPUT_SHEETS, UNIT_SUMS, WORKING_SHEETS
from jixiao.forms.project_sheet import SHIPPED_SHEETS, sheet_names
from jixiao.frameworks import Framework
from jixiao.frameworks.model import SETTING_ITEMS
from jixiao.frameworks.project_profile import DEFAULT_PROFILE, Profile, load_profile
from jixiao.frameworks.rows import ANSWER_LIST, CODE, PART_LIST, list_rows
from jixiao.macros import ribbon
from jixiao.macros.ribbon import with_ribbon
from jixiao.resources import BLANK_NAME

SHEETS = len((*OUTPUT_SHEETS, *WORKING_SHEETS, UNIT_SUMS))


def project_from_source(project_sheets: int = SHIPPED_SHEETS) -> bytes:
    """vbaProject.bin made from workbook/vba, for a workbook with so many 项目自评 sheets."""
    from jixiao.macros.vba import WORKBOOK, vba_project

    return vba_project(WORKBOOK, SHEETS + len(load_forms().forms) + project_sheets)


def project_as_shipped() -> bytes:
    """vbaProject.bin of the ready-made workbook: a new workbook needs no VBA tools."""
    with zipfile.ZipFile(resources.workbook(BLANK_NAME)) as package:
        return package.read("xl/vbaProject.bin")


def project_for(project_sheets: int) -> bytes:
    """The shipped vbaProject.bin where it fits; another number of sheets needs one of its own."""
    return project_as_shipped() if project_sheets == SHIPPED_SHEETS else project_from_source(project_sheets)


def workbook_with_buttons(
    forms: Forms,
    lists: Mapping[str, ListRows],
    values: Mapping[str, object],
    level_count: int,
    vba: bytes | None,
    projects: Mapping[str, Profile],
    carried: ListRows = (),
    *,
    hide_projects: bool = False,
    former: Mapping[str, str] = MappingProxyType({}),
) -> bytes:
    """The workbook that `jixiao.drawing` draws, with the ribbon tab where it has macros."""
    package = build_workbook(
        forms, lists, values, level_count, vba, projects, carried, hide_projects=hide_projects, former=former
    )
    return package if vba is None else with_ribbon(package, ribbon.WORKBOOK)


def new_workbook(
    framework: Framework,
    entries: Mapping[str, object],
    vba: bytes,
    projects: int = SHIPPED_SHEETS,
    profile: str = DEFAULT_PROFILE,
    *,
    hide_projects: bool = True,
) -> bytes:
    """A workbook with a framework and some entries (such as unit and year) filled.

    `projects`: how many 项目自评 sheets; `profile`: their weights (templates/frameworks/projects). `vba` must be made
    for as many sheets. `hide_projects`: they appear when a project is listed.
    """
    return _build(framework, entries, list_rows(framework), vba, projects, profile, hide_projects)


def unit_workbook(
    framework: Framework, unit: str, year: int, projects: int | None = None, profile: str = DEFAULT_PROFILE
) -> bytes:
    """A new workbook of a unit for a year, with buttons; the rest as `new_workbook`. `projects`: sheets that are shown."""
    entries, count = {"单位名称": unit, "评价年度": Decimal(year)}, SHIPPED_SHEETS if projects is None else projects
    return new_workbook(framework, entries, project_for(count), count, profile, hide_projects=projects is None)


def sample_workbook(framework: Framework, path: Path, vba: bytes | None, *, hide_projects: bool = True) -> bytes:
    """The form filled from a sample file: entries by data item, rows of lists, answers by indicator code."""
    data = tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    rows = list_rows(framework)
    answers: dict[str, dict[str, Any]] = data.get("answers", {})
    unknown = sorted(set(answers) - {row[CODE] for row in rows[ANSWER_LIST]})
    if unknown:
        raise ValueError(f"{path.name}: no indicator {unknown}")
    filled = [{**row, **_numbers(answers.get(str(row[CODE]), {}))} for row in rows[ANSWER_LIST]]
    parts = [{**row, "完成值": data.get("parts", {}).get(row[CODE])} for row in rows[PART_LIST]]
    lists = {**rows, ANSWER_LIST: filled, PART_LIST: parts, **_lists(data, path)}
    return _build(framework, _numbers(data["entries"]), lists, vba, hide_projects=hide_projects)


def first_values(framework: Framework) -> dict[str, object]:
    """The entries that a new workbook begins with: thresholds, and the settings of its framework."""
    settings = {item: getattr(framework.settings, key) for key, item in SETTING_ITEMS.items()}
    defaults = {item: spec.default for item, spec in load_forms().items() if spec.default is not None}
    return {**defaults, "体系名称": framework.name, **settings}


def _lists(data: dict[str, Any], path: Path) -> dict[str, list[dict[str, Any]]]:
    ids = {section.item: section.id for _, section in load_forms().sections() if section.kind == "list"}
    unknown = sorted(set(data.get("lists", {})) - set(ids))
    if unknown:
        raise ValueError(f"{path.name}: no list {unknown}")
    return {ids[name]: [_numbers(row) for row in rows] for name, rows in data.get("lists", {}).items()}


def _numbers(row: Mapping[str, Any]) -> dict[str, Any]:
    """Whole numbers as Decimal: one kind of number everywhere."""
    return {key: Decimal(value) if type(value) is int else value for key, value in row.items()}


def _build(
    framework: Framework,
    entries: Mapping[str, object],
    lists: Mapping[str, Any],
    vba: bytes | None,
    projects: int = SHIPPED_SHEETS,
    profile: str = DEFAULT_PROFILE,
    hide_projects: bool = True,
) -> bytes:
    known = dict(load_forms().items())
    unknown = sorted(set(entries) - set(known))
    if unknown:
        raise ValueError(f"no data item {unknown}")
    values = {**first_values(framework), **entries}
    sheets = dict.fromkeys(sheet_names(projects), load_profile(profile))
    return workbook_with_buttons(
        load_forms(), lists, values, len(framework.levels), vba, sheets, hide_projects=hide_projects
    )

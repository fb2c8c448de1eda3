"""Read grids into a Snapshot. Everything is found by the words a clerk sees: sheet, title, headings, row names.

So rows may be inserted, names lost, sheets renamed; what can't be found becomes a finding, never a guess.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from jixiao.findings import Place
from jixiao.forms import Form, Forms
from jixiao.forms.carried_sheet import MARK, load_carried_form
from jixiao.forms.names import BUREAU_SHEETS, FINDINGS, HOME, OUTPUT_SHEETS, UNIT_SUMS
from jixiao.snapshot import kinds
from jixiao.snapshot.answers import lists_each, read_answers
from jixiao.snapshot.carried import read_carried
from jixiao.snapshot.collected import Collected
from jixiao.snapshot.grid import Grid
from jixiao.snapshot.lists import ListReader
from jixiao.snapshot.model import Snapshot
from jixiao.snapshot.project_sheets import read_projects
from jixiao.snapshot.sections import SectionReader, title_places
from jixiao.snapshot.unit_sums import read_unit_sums
from jixiao.values.typed import folded, visible

TITLE_ROWS = 3
HEAD_CELL = (2, 2)  # the line under the title of an output sheet: unit and year
_VERSION = re.compile(r"模板版本\s*(\S+)")
FORM_KEY = "《{}》"


class NotOurs(Exception):  # noqa: N818 - reads as what it says
    """The workbook is not one of ours: none of its sheets carries a form."""


def read_snapshot(
    forms: Forms, grids: Sequence[Grid], *, filed: bool = False, sheets: Collection[str] | None = None
) -> Snapshot:
    """Read every form. NotOurs where fewer than half of the forms are there: it is some other workbook.

    Without any grid of an output sheet (a caller that reads entries only) those sheets are not asked for.
    `filed`: the grids are of a finished workbook, which holds entries but no form to fill. `sheets`: the forms that the
    workbook was made with, where it has not all of them; the others are not asked for.
    """
    found = [(form, find_grids(form, grids)) for form in forms.forms]
    needed = [
        (form, copies) for form, copies in found if not form.optional and (sheets is None or form.sheet in sheets)
    ]
    if sum(any(_holds(form, grid) for grid in copies) for form, copies in needed) * 2 < len(needed):
        raise NotOurs("这不是部门整体支出绩效自评工作簿。请用《部门整体支出绩效自评》模板填报的文件。")
    out = Collected(forms, filed=filed)
    by_name = {grid.sheet: grid for grid in grids}
    if HOME in by_name:
        out.place(FORM_KEY.format(HOME), Place(HOME))
        _check_version(by_name[HOME], out)
    for form, copies in found:
        _read_form(form, copies, out, asked=sheets is None or form.sheet in sheets)
    out.projects = read_projects(grids, out)
    _read_carried(grids, by_name.get(HOME), out)
    if any(name in by_name for name in OUTPUT_SHEETS):
        _note_missing_outputs(by_name, out)
    heads = {name: visible(by_name[name].value(*HEAD_CELL)) for name in OUTPUT_SHEETS if name in by_name}
    told = by_name.get(FINDINGS)
    units = read_unit_sums(by_name.get(UNIT_SUMS))
    return replace(out.snapshot(read_answers(told), heads), each=lists_each(told), units=units)


def find_grids(form: Form, grids: Sequence[Grid]) -> list[Grid]:
    """The sheets of a form, the one that counts first: by name, else by the title in the first rows."""
    named = [grid for grid in grids if grid.sheet == form.sheet]
    titled = [grid for grid in grids if grid.sheet != form.sheet and _is_titled(form, grid) and _holds(form, grid)]
    if named and (_holds(form, named[0]) or not titled):
        return named + titled
    return titled


def _is_titled(form: Form, grid: Grid) -> bool:
    return any(row <= TITLE_ROWS for row, _ in grid.texts.get(folded(form.sheet), ()))


def _holds(form: Form, grid: Grid) -> bool:
    return any(title_places(section, grid) for section in form.sections)


def _read_form(form: Form, copies: Sequence[Grid], out: Collected, *, asked: bool) -> None:
    key = FORM_KEY.format(form.sheet)
    grid = copies[0] if copies else None
    out.place(key, Place(grid.sheet if grid else form.sheet))
    if grid is None and not form.optional and asked:
        out.note(kinds.SHEET_MISSING.at(key, sheet=form.sheet))
    elif grid and grid.sheet != form.sheet:
        out.note(kinds.SHEET_RENAMED.at(key, sheet=grid.sheet, form=form.sheet))
    if grid and not grid.visible and form.sheet not in BUREAU_SHEETS:
        out.note(kinds.SHEET_HIDDEN.at(key, sheet=grid.sheet))
    for copy in copies[1:]:
        _note_copy(form, copies[0], copy, out)
    for section in form.sections:
        reader = ListReader if section.kind == "list" else SectionReader
        reader(section, form, grid, out).read()


def _read_carried(grids: Sequence[Grid], home: Grid | None, out: Collected) -> None:
    form = load_carried_form()
    found = find_grids(form, grids)
    if found:
        out.carried = read_carried(form, found[0], out)
    elif home and any(MARK in text for text in home.texts):
        out.note(kinds.CARRIED_MISSING.at(FORM_KEY.format(HOME), sheet=form.sheet))


def _note_copy(form: Form, read: Grid, copy: Grid, out: Collected) -> None:
    key = f"副本《{copy.sheet}》"
    out.place(key, Place(copy.sheet))
    words = {"sheet": copy.sheet, "read": read.sheet, "same": "内容相同" if copy.values == read.values else "内容不同"}
    if read.sheet == form.sheet:
        out.note(kinds.SHEET_COPIED.at(key, **words))
    else:
        out.note(kinds.SHEET_DOUBLED.at(key, form=form.sheet, **words))


def _note_missing_outputs(by_name: Mapping[str, Grid], out: Collected) -> None:
    for name in OUTPUT_SHEETS:
        key = FORM_KEY.format(name)
        out.place(key, Place(name))
        out.place(f"{key}抬头", Place(name, *HEAD_CELL))
        if name not in by_name:
            out.note(kinds.OUTPUT_MISSING.at(key, sheet=name))


def _check_version(home: Grid, out: Collected) -> None:
    current = out.forms.version
    found = [(place, match[1]) for text, places in home.texts.items() for place in places
             if (match := _VERSION.search(text))]  # fmt: skip
    if not found:
        out.note(kinds.NO_VERSION.at(FORM_KEY.format(HOME), current=current))
        return
    (row, column), version = found[0]
    out.version = version
    if version != current:
        out.place("模板版本", Place(HOME, row, column))
        out.note(kinds.OTHER_VERSION.at("模板版本", found=version, current=current))

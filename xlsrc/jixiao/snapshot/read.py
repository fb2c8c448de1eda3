"""Read grids into a Snapshot. Everything is found by the words a clerk sees: sheet, title, headings, row names.

So rows may be inserted, names lost, sheets renamed; what can't be found becomes a finding, never a guess.
"""

from collections.abc import Iterable, Sequence

from jixiao.findings import Place
from jixiao.forms import Form, Forms
from jixiao.snapshot import kinds
from jixiao.snapshot.grid import Grid
from jixiao.snapshot.model import Snapshot
from jixiao.snapshot.sections import Collected, SectionReader
from jixiao.values.typed import folded

TITLE_ROWS = 3


class NotOurs(Exception):  # noqa: N818 - reads as what it says
    """The workbook is not one of ours: none of its sheets carries a form."""


def read_snapshot(forms: Forms, grids: Sequence[Grid]) -> Snapshot:
    """Read every form. NotOurs where fewer than half of the forms are there: it is some other workbook."""
    found = [(form, find_grid(form, grids)) for form in forms.forms]
    if sum(grid is not None for _, grid in found) * 2 < len(found):
        raise NotOurs("这不是部门整体支出绩效自评工作簿。请用《部门整体支出绩效自评》模板填报的文件。")
    out = Collected(forms)
    for form, grid in found:
        if grid is None:
            _missing_form(form, out)
        else:
            _read_form(form, grid, out)
    return out.snapshot()


def find_grid(form: Form, grids: Iterable[Grid]) -> Grid | None:
    """The sheet of a form: by name, else by its title in the first rows."""
    grids = list(grids)
    for grid in grids:
        if grid.sheet == form.sheet and _holds(form, grid):
            return grid
    for grid in grids:
        if any(row <= TITLE_ROWS for row, _ in grid.texts.get(folded(form.sheet), ())) and _holds(form, grid):
            return grid
    return None


def _holds(form: Form, grid: Grid) -> bool:
    return any(SectionReader.find_title(section, grid) for section in form.sections)


def _missing_form(form: Form, out: Collected) -> None:
    key = f"《{form.sheet}》"
    out.place(key, Place(form.sheet))
    out.note(kinds.SHEET_MISSING.at(key, sheet=form.sheet))
    for section in form.sections:
        SectionReader(section, None, out, form.sheet).read()


def _read_form(form: Form, grid: Grid, out: Collected) -> None:
    key = f"《{form.sheet}》"
    out.place(key, Place(grid.sheet))
    if grid.sheet != form.sheet:
        out.note(kinds.SHEET_RENAMED.at(key, sheet=grid.sheet, form=form.sheet))
    for section in form.sections:
        SectionReader(section, grid, out, form.sheet).read()

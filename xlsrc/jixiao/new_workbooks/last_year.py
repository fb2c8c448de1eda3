"""Last year's workbook as a source, working or finished; and what of it has no part in a new year, as lines for a clerk."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from jixiao.engines import UnusableWorkbook, open_port
from jixiao.forms import Section, load_forms
from jixiao.forms.filed_sheets import DATA, NAMES
from jixiao.forms.names import ANSWERS, CARRIED, FINDINGS, OUTPUT_SHEETS, PARTS, UNIT_SUMS
from jixiao.new_workbooks.from_old import LONGEST, form_sheets, grids_of_file, places_read, unplaced_in
from jixiao.press.filed import entries_of, grids_of
from jixiao.snapshot import Entry, NotOurs, Snapshot, read_snapshot
from jixiao.snapshot.grid import Grid
from jixiao.snapshot.project_sheets import is_project
from jixiao.values.key import Key

NOT_A_SOURCE = (
    "【{file}】不是部门整体支出绩效自评的工作簿，也不是报送表，不能按它新建。"
    "请选上年填报的工作簿（.xlsm）或上年报送的报送表（.xlsx）。"
)


@dataclass(frozen=True)
class LastYear:
    """A workbook read: its entries and its sheets. `finished`: a 报送表, made by the program and locked."""

    path: Path
    snapshot: Snapshot
    grids: tuple[Grid, ...]
    finished: bool = False

    @property
    def projects(self) -> list[Grid]:
        """The project sheets."""
        return [grid for grid in self.grids if is_project(grid)]


def read_last(path: Path) -> LastYear:
    """UnusableWorkbook, with one Chinese line, where it is neither a working nor a finished workbook of ours."""
    grids = grids_of_file(path)
    try:
        return LastYear(path, read_snapshot(load_forms(), grids), tuple(grids))
    except NotOurs as error:
        if DATA not in {grid.sheet for grid in grids}:
            raise UnusableWorkbook(NOT_A_SOURCE.format(file=path.name)) from error
    port = open_port(path)
    try:
        by_name = grids_of(port)
    finally:
        port.close()
    return LastYear(path, entries_of(path, by_name), tuple(by_name.values()), finished=True)


def left_behind(source: LastYear, taken: set[Key], fresh: Sequence[Grid]) -> Iterator[str]:
    """One line for each section, project, sheet and stray cell that was filled and is not `taken`, with the reason.

    `fresh` are the sheets of the new workbook, whose own texts are nobody's entries.
    """
    for form, section in source.snapshot.forms.sections():
        sheet = source.snapshot.place(f"《{form.sheet}》").sheet
        yield from _left_in_section(source.snapshot, sheet, section, taken)
    for project in source.snapshot.filled_projects:
        count = sum(bool(entry.shown) for _, entry in project.labelled_entries())
        yield f"【{project.sheet}】“{project.called}”{count} 格：只带权重和评分标准。今年还有这个项目的，按今年的绩效目标填。"
    if source.snapshot.answers:
        yield f"【{FINDINGS}】{len(source.snapshot.answers)} 条处理说明：是对上年的问题写的。"
    yield from _elsewhere(source, fresh)


def _left_in_section(snapshot: Snapshot, sheet: str, section: Section, taken: set[Key]) -> Iterator[str]:
    left = [entry for entry in _entries(snapshot, section) if entry.shown and entry.key not in taken]
    wanted = {Key.of(item) for _, spec in snapshot.forms.items() for item in spec.carried_from}
    for entry in left:
        if entry.faulty and entry.key in wanted:
            what = f"{entry.key.label} 填的“{entry.shown[:LONGEST]}”"
            yield f"【{sheet}】{snapshot.places[entry.key].cell} {what}：上年就不能用，请按今年的填。"
    fine = [entry for entry in left if not (entry.faulty and entry.key in wanted)]
    if fine:
        named = "、".join(str(entry.key) for entry in fine) if section.kind == "fields" else f"{len(fine)} 格"
        yield f"【{sheet}】{section.title}（{named}）：是上年的内容，今年重新填。"


def _entries(snapshot: Snapshot, section: Section) -> Iterator[Entry]:
    """What people typed into a section; a row's name as an entry of the row's key."""
    if section.kind != "list":
        items = [*section.items, *(item for _, _, item in section.grid_cells())]
        yield from (snapshot.entries[i] for i in items if i in snapshot.entries and snapshot.entries[i].spec.is_entry)
        return
    for record in snapshot.tables[section.item]:
        if section.item not in (ANSWERS, PARTS):  # its codes are the framework's
            yield Entry(record.key, record.label, record.label, section.row_spec)
        for entry in record.entries.values():
            if entry.spec.is_entry:
                yield entry


def _elsewhere(source: LastYear, fresh: Sequence[Grid]) -> Iterator[str]:
    """Sheets that are not ours; in a working workbook also cells that stand where nothing is read."""
    forms = form_sheets(source.snapshot)
    new = {grid.sheet: set(grid.texts) for grid in fresh}
    known = NAMES if source.finished else {*OUTPUT_SHEETS, CARRIED}
    for grid in source.grids:
        if grid.sheet in forms and not source.finished:
            yield from unplaced_in(grid, places_read(source.snapshot), new[forms[grid.sheet]])
        elif grid.sheet == UNIT_SUMS:
            yield from [f"《{UNIT_SUMS}》：是上年的，今年用各单位的新工作簿再汇总。"] * bool(source.snapshot.units)
        elif grid.sheet not in known and not is_project(grid):
            yield f"工作表《{grid.sheet}》：不是本模板的表，要用的请手工复制。"

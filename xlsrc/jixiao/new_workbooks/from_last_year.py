"""A new year's workbook from last year's, working (.xlsm, .xlsx) or finished (报送表): 新建.

What goes where is declared in templates/forms: `carried_from` of a cell, `carried_rows` of a list. Every cell that begins
with something of last year is listed in 上年带入 and stays a finding (G01, G02) until it is changed or confirmed.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

from jixiao.drawing.entry_sheets import ListRows
from jixiao.engines import UnusableWorkbook
from jixiao.evaluation import evaluate
from jixiao.evaluation.history import ADJUSTED, INITIAL, LABEL, LEVELS, SPENT, TOTAL, Year, levels_told
from jixiao.evaluation.scoring.framework import framework_of
from jixiao.files import safe_name, scratch, write_whole
from jixiao.forms import CellSpec, Forms, Section, load_forms
from jixiao.forms.carried_sheet import AT, CONTENT, ITEM, ORIGIN, content_of
from jixiao.forms.names import CARRIED, FRAMEWORK, YEARS
from jixiao.forms.spec import ABOVE
from jixiao.frameworks import Framework, load_framework
from jixiao.frameworks.model import SETTING_ITEMS
from jixiao.frameworks.project_profile import Group, Profile, load_profile
from jixiao.frameworks.rows import list_rows
from jixiao.new_workbooks.blank import first_values, project_for, workbook_with_buttons
from jixiao.new_workbooks.carried_division import with_division
from jixiao.new_workbooks.from_old import grids_of_file
from jixiao.new_workbooks.last_year import LastYear, left_behind, read_last
from jixiao.new_workbooks.old_projects import profiles_of
from jixiao.resources import NEEDS_BUTTONS, WITH_BUTTONS
from jixiao.snapshot import Snapshot
from jixiao.snapshot.grid import Grid
from jixiao.values.key import Key
from jixiao.values.typed import Value

UNIT, YEAR, FRAMEWORK_NAME, SETTINGS = "单位名称", "评价年度", "体系名称", "settings"
YEARS_SECTION = "years"
FIRST_YEAR, LAST_YEAR = 2000, 2100
EXISTS = "【{file}】已经有这个文件，不会覆盖它。请换一个文件名，或先把它移到别处。"
NO_YEAR = "【{file}】没有填评价年度，不知道它是哪一年的。请写明新工作簿的年度。"
NOT_A_YEAR = f"评价年度应在 {FIRST_YEAR} 到 {LAST_YEAR} 之间，现在是 {{year}}。请改写年度。"
OTHER_YEAR = (
    "【{file}】是 {last} 年度的，不能当作 {year} 年度的上年。请选 {before} 年度的文件，或把新年度定为 {after}。"
)
BESIDE = "放在旁边：上年的 {count} 段文字在《文字材料》右边的“上年写的”一列，点格子右边的箭头就能选。"
DIVIDED = "带入：《分工》的科室、邮箱和谁填什么；按【分发】时先列出来核对，交回期限重新写。"
Row = Mapping[str, str]


@dataclass(frozen=True)
class RollOver:
    """What came of it: the rows of 上年带入 by column label, and one line for everything that stayed behind. `beside`:
    how many of last year's texts stand beside their cells; `divided`: 分工 came along."""

    target: Path
    unit: str
    year: int
    carried: tuple[Row, ...]
    left: tuple[str, ...]
    beside: int = 0
    divided: bool = False

    @property
    def summary(self) -> str:
        """One line."""
        told = f"（从上年带来 {len(self.carried)} 项，都列在《{CARRIED}》，请逐项核对、确认）" if self.carried else ""
        return f"已新建 {self.year} 年度的工作簿：{self.target}{told}"

    @property
    def lines(self) -> Iterator[str]:
        """Everything, for a person: what was carried where, what was not and why."""
        yield self.summary
        for row in self.carried:
            yield f"带入：【{row[AT]}】{row[ITEM]} {row[CONTENT]}（上年{row[ORIGIN]}）"
        if self.beside:
            yield BESIDE.format(count=self.beside)
        if self.divided:
            yield DIVIDED
        for line in self.left:
            yield f"没有带入：{line}"


def roll_over(
    last: Path, target: Path, year: int | None = None, unit: str | None = None, framework: Framework | None = None
) -> RollOver:
    """Write `target` for the year after `last`, which stays as it is.

    `year`: where last year's workbook says none; `unit` and `framework` replace last year's.
    UnusableWorkbook, and nothing written, where `last` is not ours or of another year, or `target` is there already.
    """
    refuse_target(target)
    source = read_last(last)
    now, forms = _year(source, year), load_forms()
    begun = _Beginning(source.snapshot, forms, framework)
    rows = [*begun.items(given={UNIT} if unit else set()), *begun.names()]
    values = {**begun.values, YEAR: Decimal(now), **({UNIT: unit} if unit else {})}
    begun.lists[YEARS_SECTION] = begun.years()
    profiles = profiles_of(source.projects)
    if source.finished:
        profiles = {name: _roomy(profile) for name, profile in profiles.items()}
    vba, former = project_for(len(profiles) + bool(rows)), begun.former()
    content = workbook_with_buttons(
        forms, begun.lists, values, max(1, len(begun.framework.levels)), vba, profiles, rows, former=former
    )
    left = tuple(left_behind(source, begun.taken | {Key.of(UNIT), Key.of(YEAR)}, _grids(content)))
    content, divided = with_division(content, last)
    write_whole(target, content)
    return RollOver(target, str(values.get(UNIT, "")), now, tuple(rows), left, len(former), divided)


def target_for(last: Path, unit: str | None = None) -> Path:
    """What the new workbook is called where nobody says: {年度}_{单位}_绩效自评.xlsm. UnusableWorkbook as `roll_over`."""
    source = read_last(last)
    return Path(file_name(unit or source.snapshot.unit or "未填单位", _year(source, None)))


def file_name(unit: str, year: int) -> str:
    """{年度}_{单位}_绩效自评.xlsm."""
    return safe_name(f"{year}_{unit}_绩效自评") + WITH_BUTTONS


def refuse_target(target: Path) -> None:
    """UnusableWorkbook where a new workbook can't be called so, or would replace a file."""
    if target.suffix.lower() != WITH_BUTTONS:
        raise UnusableWorkbook(f"【{target.name}】{NEEDS_BUTTONS}")
    if target.exists():
        raise UnusableWorkbook(EXISTS.format(file=target.name))


def _year(source: LastYear, wanted: int | None) -> int:
    last = source.snapshot.year
    year = wanted if wanted is not None else last + 1 if last is not None else None
    if year is None:
        raise UnusableWorkbook(NO_YEAR.format(file=source.path.name))
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise UnusableWorkbook(NOT_A_YEAR.format(year=year))
    if last is not None and year != last + 1:
        words = {"last": last, "year": year, "before": year - 1, "after": last + 1}
        raise UnusableWorkbook(OTHER_YEAR.format(file=source.path.name, **words))
    return year


class _Beginning:
    """What the new workbook begins with: `values` by item, `lists` by section id, `taken` keys of last year's workbook."""

    def __init__(self, snapshot: Snapshot, forms: Forms, framework: Framework | None) -> None:
        self.snapshot, self.forms = snapshot, forms
        own = not framework and forms.section("framework").carried_rows and snapshot.tables[FRAMEWORK]
        self.framework = framework_of(snapshot) if own else framework or load_framework()
        self.values: dict[str, object] = first_values(self.framework)
        self.lists: dict[str, ListRows] = {**list_rows(self.framework)}
        self.taken = set(_keys(snapshot, self.framework)) if own else set()
        self.kept = set() if own else {*SETTING_ITEMS.values(), *forms.section(SETTINGS).items}

    def items(self, given: set[str]) -> Iterator[Row]:
        """Carry single cells, but for `given` ones; a row for each that differs from what any new workbook holds."""
        usual = self._usual()
        sheets = {item: sheet for sheet, section in self._sections() for item, _ in _cells(section)}
        for sheet, section in self._sections():
            for item, spec in _cells(section):
                source, value = self._found(spec)
                if value is None or item in self.kept | given:
                    continue
                self.values[item] = value
                self.taken.add(Key.of(source))
                if usual.get(item) != value:
                    yield _row(item, sheet, content_of(value, spec), f"《{sheets[source]}》{source}")

    def former(self) -> dict[str, str]:
        """The texts of last year that this year's don't begin with: to pick from, beside their cells."""
        sections = (section for _, section in self.forms.sections() if section.hints == ABOVE)
        items = [item for section in sections for item in section.items if item not in self.values]
        self.taken |= {Key.of(item) for item in items}
        return {item: text for item in items if (text := self.snapshot.text(item))}

    def names(self) -> Iterator[Row]:
        """Carry the names of the rows of lists."""
        for sheet, section in self._sections():
            if section.carried_rows == "names":
                records = [record for record in self.snapshot.tables[section.item] if record.label]
                self.lists[section.id] = [{section.row_header: record.label} for record in records]
                self.taken |= {record.key for record in records}
                for record in records:
                    content = content_of(record.label, section.row_spec)
                    yield _row(section.item, sheet, content, f"《{sheet}》{section.row_header}")

    def years(self) -> list[dict[str, object]]:
        """The rows of 历年情况: those of last year's workbook, and last year itself as it comes to now."""
        self.taken |= {
            key for one in self.snapshot.tables[YEARS] for key in (one.key, *(e.key for e in one.entries.values()))
        }
        known = evaluate(self.snapshot).years
        return [_year_row(one) for one in known if one.year]

    def _sections(self) -> Iterator[tuple[str, Section]]:
        return ((form.sheet, section) for form, section in self.forms.sections())

    def _usual(self) -> dict[str, object]:
        """What needs no confirmation; the name of a framework stands for all of it, so only ours is usual."""
        ours = load_framework()
        usual = first_values(ours)
        if list_rows(ours) != list_rows(self.framework):
            del usual[FRAMEWORK_NAME]
        return usual

    def _found(self, spec: CellSpec) -> tuple[str, Value]:
        for item in spec.carried_from if spec.is_entry else ():
            computed = self.snapshot.computed.get(item)
            value = computed.value if computed else self.snapshot.entries[item].value
            if value is not None:
                return item, value
        return "", None


def _year_row(one: Year) -> dict[str, object]:
    numbers = {INITIAL: one.initial, ADJUSTED: one.adjusted, SPENT: one.spent, TOTAL: one.total}
    told = {LEVELS: levels_told(one.levels)} if one.levels else {}
    return {LABEL: str(one.year), **{label: number for label, number in numbers.items() if number is not None}, **told}


def _cells(section: Section) -> list[tuple[str, CellSpec]]:
    grid = [(item, spec) for _, spec, item in section.grid_cells()]
    return grid + [(item, spec) for spec, item in section.field_cells()]


def _row(item: str, sheet: str, content: str, origin: str) -> Row:
    return {ITEM: item, AT: sheet, CONTENT: content, ORIGIN: origin}


def _keys(snapshot: Snapshot, framework: Framework) -> Iterator[Key]:
    rows = {indicator.key for indicator in framework.indicators}
    for record in snapshot.tables[FRAMEWORK]:
        if record.key in rows:
            yield from (record.key, *(entry.key for entry in record.entries.values()))


def _roomy(profile: Profile) -> Profile:
    """With the rows and groups of a new sheet: a finished one holds only those that were filled."""
    usual = {level.name: level.groups for level in load_profile().levels}
    levels = (replace(level, groups=_with_room(level.groups, usual.get(level.name, ()))) for level in profile.levels)
    return replace(profile, levels=tuple(levels))


def _with_room(groups: tuple[Group, ...], usual: tuple[Group, ...]) -> tuple[Group, ...]:
    rows = {group.name: group.rows for group in usual}
    for group in groups:
        rows[group.name] = max(group.rows, rows.get(group.name, 0))
    return tuple(Group(name, count) for name, count in rows.items())


def _grids(content: bytes) -> list[Grid]:
    with scratch() as folder:
        made = folder / "新.xlsm"
        made.write_bytes(content)
        return grids_of_file(made)

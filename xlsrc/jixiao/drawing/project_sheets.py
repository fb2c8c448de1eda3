"""Draw a project sheet: the official 项目支出绩效自评表 (财预〔2020〕10号), one A4 page; helps for scoring at its right."""

from collections.abc import Iterator
from typing import Any

from jixiao.drawing.entry_sheets import PROTECTION, set_up_page, stored, tint_findings, validate, write_value
from jixiao.drawing.formulas import excel_formula
from jixiao.drawing.layout import PlacedCell
from jixiao.drawing.palette import Palette
from jixiao.forms import CellSpec
from jixiao.forms import project_sheet as official
from jixiao.frameworks.project_profile import Level, Profile
from jixiao.values.address import a1, column_letters

TITLE_ROW, YEAR_ROW, NAME_ROW, DEPARTMENT_ROW, FUNDING_ROW, EXECUTION_ROW = 1, 2, 3, 4, 5, 6
GOALS_ROW, GOALS_ROWS = 10, 5  # merged rows: a merged cell doesn't make its row grow
LIST_ROW = GOALS_ROW + GOALS_ROWS + 1
FIRST = LIST_ROW + 1
YEAR_FORMULA = '=IF(评价年度="","（　　　　年度）","（"&评价年度&"年度）")'
HELP_LEFT, HELP_RIGHT = 13, 15
HELP_WIDTHS = {12: 2, 13: 30, 14: 12, 15: 30}
ROW_POINTS = 28.0
DASH = "—"
Box = tuple[int, int, int, int]
"""First row and column, last row and column, from 1."""


def draw_project(sheet: Any, name: str, palette: Palette, profile: Profile) -> dict[str, tuple[int, int]]:
    """Draw one project on an empty sheet; levels, weights and criteria are the profile's. Gives item → cell."""
    return _Drawing(sheet, name, palette, profile).draw()


class _Drawing:
    def __init__(self, sheet: Any, name: str, palette: Palette, profile: Profile) -> None:
        self.sheet, self.name, self.palette, self.profile = sheet, name, palette, profile
        self.form = official.load_project_form()
        self.specs = official.project_items()
        self.total_row = FIRST + sum(group.rows for level in profile.levels for group in level.groups)
        self.cells = dict(self._places())

    def _places(self) -> Iterator[tuple[str, tuple[int, int]]]:
        yield "项目名称", (NAME_ROW, official.FIELD_COLUMNS["项目名称"])
        for label in ("主管部门", "实施单位"):
            yield label, (DEPARTMENT_ROW, official.FIELD_COLUMNS[label])
        funding = next(section for section in self.form.sections if section.kind == "grid")
        rows = {row.item: EXECUTION_ROW + n for n, row in enumerate(funding.rows)}
        for row, spec, item in funding.grid_cells():
            yield item, (rows[row.item], official.FUNDING_COLUMNS[spec.label])
        for item, column in official.EXECUTION_COLUMNS.items():
            yield item, (EXECUTION_ROW, column)
        for label, column in official.GOAL_COLUMNS.items():
            yield label, (GOALS_ROW + 1, column)

    def draw(self) -> dict[str, tuple[int, int]]:
        self._set_up()
        self._head()
        self._funding()
        self._goals()
        self._indicators()
        self._totals()
        self._helps()
        self._highlight()
        self.sheet.protect("", PROTECTION)
        score = official.SCORE_COLUMN
        closing = {official.TOTAL: (self.total_row, score), official.GRADE: (self.total_row + 1, score)}
        return self.cells | {official.EXECUTION_SCORE: (EXECUTION_ROW, score)} | closing

    def _set_up(self) -> None:
        sheet = self.sheet
        sheet.hide_gridlines(2)
        sheet.set_default_row(ROW_POINTS)
        sheet.set_column(0, 0, 1.5)
        for n, width in enumerate(self.form.widths):
            sheet.set_column(official.LEFT - 1 + n, official.LEFT - 1 + n, width)
        for column, width in HELP_WIDTHS.items():
            sheet.set_column(column - 1, column - 1, width)
        sheet.ignore_errors({"number_stored_as_text": f"A1:{column_letters(HELP_RIGHT)}{self.total_row + 200}"})
        set_up_page(sheet, self.name, (self.total_row + 1, official.RIGHT), landscape=False)

    def _put(self, box: Box, value: str, style: Any) -> None:
        """A text over one cell or a merged block."""
        top, left, bottom, right = box
        if (top, left) == (bottom, right):
            self.sheet.write_string(top - 1, left - 1, value, style)
        else:
            self.sheet.merge_range(top - 1, left - 1, bottom - 1, right - 1, value, style)

    def _label(self, box: Box, value: str, **look: object) -> None:
        self._put(box, value, self.palette.label(**{"align": "center", **look}))

    def _entry(self, item: str, box: Box | None = None, value: object = None, **look: object) -> None:
        """A cell of the form: entry with validation and prompt, or live formula."""
        (row, column), spec = self.cells[item], self.specs[item]
        if spec.computed:
            operands = tuple(a1(*self.cells[operand]) for operand in spec.computed.operands)
            style = self.palette.computed(spec.type, **({"align": "center"} if spec.type == "percent" else {}))
            self.sheet.write_formula(row - 1, column - 1, excel_formula(spec.computed, operands), style, "")
            return
        style = self.palette.entry(spec.type, **look)
        if box:
            self._put((row, column, box[2], box[3]), "", style)
        write_value(self.sheet, row - 1, column - 1, stored(value, spec.type), style)
        validate(self.sheet, PlacedCell(row, column, spec, item), row)

    def _head(self) -> None:
        left, right = official.LEFT, official.RIGHT
        self.sheet.set_row(TITLE_ROW - 1, 36)
        self._put((TITLE_ROW, left, TITLE_ROW, right), official.TITLE, self.palette.title(align="center"))
        year = self.palette.make(align="center", font_size=12)
        self._put((YEAR_ROW, left, YEAR_ROW, right), "", year)
        self.sheet.write_formula(YEAR_ROW - 1, left - 1, YEAR_FORMULA, year, "")
        self._label((NAME_ROW, left, NAME_ROW, left + 1), "项目名称")
        self._entry("项目名称", (0, 0, NAME_ROW, right))
        self._label((DEPARTMENT_ROW, left, DEPARTMENT_ROW, left + 1), "主管部门")
        self._entry("主管部门", (0, 0, DEPARTMENT_ROW, 6))
        self._label((DEPARTMENT_ROW, 7, DEPARTMENT_ROW, 7), "实施单位")
        self._entry("实施单位", (0, 0, DEPARTMENT_ROW, right))

    def _funding(self) -> None:
        section = next(section for section in self.form.sections if section.kind == "grid")
        last, label = EXECUTION_ROW + len(section.rows) - 1, official.FUNDING_LABEL_COLUMN
        self._label((FUNDING_ROW, official.LEFT, last, official.LEFT), f"项目\n资金\n（{section.unit}）")
        self._label((FUNDING_ROW, label, FUNDING_ROW, label + 1), "")
        for heading, column in official.FUNDING_COLUMNS.items():
            self._label((FUNDING_ROW, column, FUNDING_ROW, column), heading)
        headings = ("分值", "执行率", "得分", self.specs["预算执行偏差原因"].label)
        for n, heading in enumerate(headings):
            self._label((FUNDING_ROW, 8 + n, FUNDING_ROW, 8 + n), heading)
        for n, row in enumerate(section.rows):
            at = EXECUTION_ROW + n
            indent = 1 if n < 2 else 4  # 其中： and what stands below it
            self._label((at, label, at, label + 1), row.label, align="left", indent=indent)
            for column in (8, 9, 10) if n else ():
                self._label((at, column, at, column), DASH)
        for _, _, item in section.grid_cells():
            self._entry(item)
        self._entry("预算执行分值", value=self.profile.execution_weight, align="center")
        self._entry("预算执行率")
        self._entry("预算执行偏差原因", (0, 0, last, official.RIGHT), font_size=10)
        rate, weight = a1(*self.cells["预算执行率"]), a1(*self.cells["预算执行分值"])
        formula = f'=IF(COUNT({rate},{weight})<2,"",ROUND(MIN(1,{rate})*{weight},2))'
        self.sheet.write_formula(EXECUTION_ROW - 1, 9, formula, self.palette.computed("points", align="center"), "")

    def _goals(self) -> None:
        last = GOALS_ROW + GOALS_ROWS
        self._label((GOALS_ROW, official.LEFT, last, official.LEFT), "年度\n总体\n目标")
        ends = {"预期目标": 7, "实际完成情况": official.RIGHT}
        for label, column in official.GOAL_COLUMNS.items():
            self._label((GOALS_ROW, column, GOALS_ROW, ends[label]), label)
            self._entry(label, (0, 0, last, ends[label]))

    def _indicators(self) -> None:
        left = official.LEFT
        self._label((LIST_ROW, left, self.total_row - 1, left), "绩效\n指标")
        headings = {"一级指标": official.LEVEL1_COLUMN, "二级指标": official.LEVEL2_COLUMN, **official.LIST_COLUMNS}
        for heading, column in headings.items():
            style = self.palette.header() if column > official.RIGHT else self.palette.label(align="center")
            self._put((LIST_ROW, column, LIST_ROW, column), heading, style)
        row = FIRST
        for level in self.profile.levels:
            row = self._level(level, row)
        section = next(section for section in self.form.sections if section.kind == "list")
        specs = {spec.label: spec for spec in (section.row_spec, *section.columns)}
        for label, column in official.LIST_COLUMNS.items():
            self._column(specs[label], column)

    def _level(self, level: Level, row: int) -> int:
        """The merged cells of a level-1 indicator and its level-2 ones; unlocked, a bureau may edit them."""
        rows = sum(group.rows for group in level.groups)
        look = {"locked": False, "font_size": 10}
        at = official.LEVEL1_COLUMN
        self._label((row, at, row + rows - 1, at), official.label_of_level(level.name, level.weight), **look)
        at = official.LEVEL2_COLUMN
        for group in level.groups:
            self._label((row, at, row + group.rows - 1, at), group.name, **look)
            row += group.rows
        return row

    def _column(self, spec: CellSpec, column: int) -> None:
        kind = "points" if spec.unit == "分" else spec.type
        centred: dict[str, object] = {"align": "center", "indent": 0} if spec.type == "answer" else {}
        centred |= {"align": "center"} if kind == "points" else {}
        look = self.palette.entry if spec.is_entry else self.palette.computed
        style = look(kind, **{"font_size": 10, **centred})
        for row in range(FIRST, self.total_row):
            self.sheet.write_blank(row - 1, column - 1, None, style)
        validate(self.sheet, PlacedCell(FIRST, column, spec), self.total_row - 1)

    def _totals(self) -> None:
        total, weights, score = self.total_row, official.LIST_COLUMNS["分值"], official.SCORE_COLUMN
        self._label((total, official.LEFT, total, weights - 1), official.TOTAL, bold=True)
        letters = column_letters(weights)
        parts = f"{a1(*self.cells['预算执行分值'])},INDEX({letters}:{letters},ROW({letters}{LIST_ROW})):INDEX({letters}:{letters},ROW()-1)"
        full = f'=IF(COUNT({parts})=0,"",ROUND(SUM({parts}),2))'
        self.sheet.write_formula(
            total - 1, weights - 1, full, self.palette.computed("points", bold=True, align="center"), ""
        )
        self._label((total + 1, official.LEFT, total + 1, weights), official.GRADE, bold=True)
        for row, kind in ((total, "points"), (total + 1, "choice")):
            self.sheet.write_blank(row - 1, score - 1, None, self.palette.computed(kind, bold=True, align="center"))
            self._label((row, official.RIGHT, row, official.RIGHT), "")

    def _helps(self) -> None:
        """Right of the printed form: what to do, and the criteria that score this sheet."""
        guide = self.palette.note(valign="vcenter", border=1, border_color="#B8C4D0")
        self._put((YEAR_ROW, HELP_LEFT, DEPARTMENT_ROW, HELP_RIGHT), self.form.note, guide)
        nature, text = official.CRITERIA_COLUMNS
        for column, end, heading in zip((nature, text), (nature, HELP_RIGHT), official.CRITERIA_HEADERS, strict=True):
            self._put((FUNDING_ROW, column, FUNDING_ROW, end), heading, self.palette.header())
        for n, name in enumerate(official.NATURES):
            row = FUNDING_ROW + 1 + n
            fixed = name == official.EXECUTION_NATURE
            look = self.palette.computed if fixed else self.palette.entry
            self._label((row, nature, row, nature), name)
            self._put((row, text, row, HELP_RIGHT), self.profile.criteria[name], look("text", font_size=9))

    def _highlight(self) -> None:
        """As on the entry sheets; copies of this sheet tell themselves apart by the project's name."""
        row, column = self.cells["项目名称"]
        name_cell = f"${column_letters(column)}${row}"
        name = f'"{official.TITLE_MARK}"&{name_cell}'
        last = f"{column_letters(HELP_RIGHT)}{self.total_row + 200}"
        tint_findings(self.sheet, name, a1(NAME_ROW, official.LEFT), last, self.palette)

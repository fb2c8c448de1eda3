"""Draw a project sheet: the official 项目支出绩效自评表 (财预〔2020〕10号), one A4 page; helps for scoring at its right."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from jixiao.build.entry_sheets import LEVEL_TINTS, PROTECTION, set_up_page, validate, write_value
from jixiao.build.formulas import excel_formula
from jixiao.build.layout import PlacedCell
from jixiao.build.palette import Palette
from jixiao.forms import CellSpec, Section
from jixiao.forms import project_sheet as official
from jixiao.frameworks.projects import Profile
from jixiao.values.address import a1, column_letters
from jixiao.values.widths import row_height

TITLE_ROW, YEAR_ROW, NAME_ROW, DEPARTMENT_ROW, FUNDING_ROW = 1, 2, 3, 4, 5
EXECUTION_ROW, GOALS_ROW, LIST_ROW = 6, 10, 12
FIRST = LIST_ROW + 1
YEAR_FORMULA = '=IF(评价年度="","（　　　年度）","（"&评价年度&"年度）")'
HELP_LEFT, HELP_RIGHT = 13, 15
HELP_WIDTHS = {12: 2, 13: 26, 14: 12, 15: 34}
NOT_SCORED = "—"
GOAL_POINTS, ROW_POINTS = 84.0, 25.5
DASHED = "其他资金"


@dataclass(frozen=True)
class ProjectSheet:
    """A drawn sheet: its data items and their cells, for defined names."""

    name: str
    cells: tuple[PlacedCell, ...]


def draw_project(sheet: Any, name: str, palette: Palette, profile: Profile) -> ProjectSheet:
    """Draw one project on an empty sheet; weights, levels and criteria are the profile's."""
    return _Drawing(sheet, name, palette, profile).draw()

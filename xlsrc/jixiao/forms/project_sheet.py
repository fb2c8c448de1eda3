"""The 项目支出绩效自评表 (财预〔2020〕10号): one sheet per key project, in the official layout.

What it asks is templates/forms/projects, loaded like any form. The layout is not that of our own forms (labels beside
each other, no section titles), so its geometry stands here, shared by `build` (draws) and `snapshot` (reads).
Rows are found by their words, since a clerk inserts rows; columns stay where they are: inserting them is not allowed.
"""

import re
from decimal import Decimal
from functools import cache

from jixiao import resources
from jixiao.forms.load import VERSION, check_items, load_form
from jixiao.forms.names import PROJECT_SHEETS
from jixiao.forms.spec import CellSpec, Form, Forms
from jixiao.values.rounding import plain

TITLE = "项目支出绩效自评表"
SHEET_NAME = PROJECT_SHEETS + "{}"
SHIPPED_SHEETS = 2  # in the ready-made workbook; a sheet that nobody filled doesn't count

LEFT, RIGHT = 2, 11  # B to K are printed
SCORE_COLUMN = 10  # J
FIELD_COLUMNS = {"项目名称": 4, "主管部门": 4, "实施单位": 8}  # in the row of the label
GOAL_COLUMNS = {"预期目标": 3, "实际完成情况": 8}  # in the row below the label
FUNDING_LABEL_COLUMN = 3
FUNDING_COLUMNS = {"年初预算数": 5, "全年预算数": 6, "全年执行数": 7}
EXECUTION_ROW = "年度资金总额"
EXECUTION_COLUMNS = {"预算执行分值": 8, "预算执行率": 9, "预算执行偏差原因": 11}
EXECUTION_SCORE = "预算执行得分"
LEVEL1_COLUMN, LEVEL2_COLUMN = 3, 4
LIST_COLUMNS = {
    "三级指标": 5, "指标性质": 6, "年度指标值": 7, "实际完成值": 8, "分值": 9, "得分": 10, "偏差原因分析及改进措施": 11,
    "定性档次": 13, "手工评分": 14,
}  # fmt: skip
LIST_HEADERS = ("一级指标", "二级指标", "三级指标")
TOTAL, GRADE, FULL = "总分", "等次", "分值合计"
CRITERIA_COLUMNS = (13, 14)  # 指标性质 and its 评分标准, right of the printed form
CRITERIA_HEADERS = ("评分用：指标性质", "评分标准（由财政部门设定）")
EXECUTION_NATURE = "预算执行率"
MORE, LESS, BY_TIER = "定量正向", "定量反向", "定性"
TITLE_MARK = "项目："  # 校验结果 names a project's cells 项目：{项目名称}!F12: copies of a sheet tell apart by name
EDITABLE_NATURES = (MORE, LESS, BY_TIER)
NATURES = (EXECUTION_NATURE, *EDITABLE_NATURES)  # 预算执行率 is scored by a live formula too: its criterion is fixed

_WEIGHT = re.compile(r"\((\d+(?:\.\d+)?)分\)")


@cache
def load_project_form() -> Form:
    """The form of one project. FormError where its file is wrong."""
    form = load_form(resources.templates("forms", "projects", f"{TITLE}.toml"))
    check_items(Forms((form,), VERSION))
    return form


def project_items() -> dict[str, CellSpec]:
    """Every data item of a project outside its list of indicators."""
    return dict(Forms((load_project_form(),), VERSION).items())


def sheet_names(count: int) -> tuple[str, ...]:
    """项目自评1, 项目自评2, …"""
    return tuple(SHEET_NAME.format(n + 1) for n in range(count))


def label_of_level(name: str, weight: Decimal) -> str:
    """产出指标（50分）, on two lines: a level-1 indicator carries its weight in its name, as the official form prints it."""
    return f"{name}\n（{plain(weight)}分）"


def level_of_label(label: str) -> tuple[str, Decimal | None]:
    """(产出指标, 50) of a half-width 产出指标(50分); None where it says no weight."""
    match = _WEIGHT.search(label)
    return (label[: match.start()], Decimal(match[1])) if match else (label, None)

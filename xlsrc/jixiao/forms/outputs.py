"""The sheets that the program fills: where each block stands. Shared by `build` (draws) and `fill` (writes).

These sheets are locked, so a block's place is fixed; rows and columns count from 1, column 1 is a margin.
"""

from dataclasses import dataclass

from jixiao.forms.names import FINDINGS, HOME, SCORES, SUMMARY

NOTICE_ROW, NOTICE_NAME = 3, "宏提示"  # on 首页: shown while macros are off


UNFILLED = "待填"
"""In the column 着色 of 校验结果: its cell is tinted as long as it is blank."""


@dataclass(frozen=True)
class OutputColumn:
    """A column of an output table: heading, width in characters, how it is shown."""

    label: str
    width: float
    kind: str = "text"


@dataclass(frozen=True)
class Table:
    """A block of an output sheet: `top` is the row of its headings, `rows` how many rows it may have."""

    sheet: str
    top: int
    left: int
    rows: int
    columns: tuple[OutputColumn, ...]

    @property
    def first(self) -> int:
        """The first row below the headings."""
        return self.top + 1

    @property
    def last(self) -> int:
        """The last row it may use."""
        return self.top + self.rows

    @property
    def right(self) -> int:
        """Its last column."""
        return self.left + len(self.columns) - 1

    def column(self, label: str) -> int:
        """The sheet column of a heading. ValueError where there is none."""
        return self.left + [column.label for column in self.columns].index(label)


SCORE_TABLE = Table(
    SCORES, 6, 2, 100,
    (
        OutputColumn("编码", 6),
        OutputColumn("一级指标", 9),
        OutputColumn("二级指标", 9),
        OutputColumn("三级指标", 15),
        OutputColumn("分值", 6.5, "points"),
        OutputColumn("评分标准", 34),
        OutputColumn("目标值", 8),
        OutputColumn("指标值", 10),
        OutputColumn("得分", 7, "points"),
        OutputColumn("公式得分", 7, "points"),
        OutputColumn("扣分", 7, "points"),
        OutputColumn("扣分原因", 34),
        OutputColumn("计算过程", 40),
        *(OutputColumn(f"算{n}", 7, "work") for n in range(1, 25)),  # steps of 公式得分, hidden
    ),
)  # fmt: skip

_RATES = (
    OutputColumn("项目", 26),
    OutputColumn("调整后预算数", 14, "amount"),
    OutputColumn("全年执行数", 14, "amount"),
    OutputColumn("执行率", 12, "percent"),
    OutputColumn("占比", 12, "percent"),
    OutputColumn("备注", 26),
)
INCOME_RATES = Table(SUMMARY, 9, 2, 6, _RATES)
EXPENDITURE_RATES = Table(SUMMARY, 18, 2, 6, _RATES)
LEVEL_SCORES = Table(
    SUMMARY, 27, 2, 10,
    (
        OutputColumn("一级指标", 26),
        OutputColumn("分值", 14, "points"),
        OutputColumn("得分", 14, "points"),
        OutputColumn("扣分", 12, "points"),
        OutputColumn("得分率", 12, "percent"),
    ),
)  # fmt: skip
PROJECT_SCORES = Table(
    SUMMARY, 40, 2, 8,
    (
        OutputColumn("项目", 26),
        OutputColumn("全年预算数", 14, "amount"),
        OutputColumn("全年执行数", 14, "amount"),
        OutputColumn("执行率", 12, "percent"),
        OutputColumn("总分", 12, "points"),
        OutputColumn("等次", 26),
    ),
)  # fmt: skip
YEAR_RATES = Table(
    SUMMARY, 51, 2, 6,
    (
        OutputColumn("年度", 26),
        OutputColumn("调整后预算数", 14, "amount"),
        OutputColumn("全年支出数", 14, "amount"),
        OutputColumn("执行率", 12, "percent"),
        OutputColumn("得分率", 12, "percent"),
        OutputColumn("各一级指标得分率", 26),
    ),
)  # fmt: skip
NO_YEARS = "没有填《历年情况》"
SUMMARY_TABLES = (INCOME_RATES, EXPENDITURE_RATES, LEVEL_SCORES, PROJECT_SCORES, YEAR_RATES)
CHARTS, CHARTS_TOP, CHART_ROWS = (
    4,
    YEAR_RATES.last + 2,
    11,
)  # 汇总: the row where the first chart begins, rows that each takes
SUMMARY_HEAD = (5, 2)  # the row of values under 自评总分, 等次 …
SUMMARY_FACTS = ("自评总分", "等次", "支出执行率", "收入执行率", "在职人员控制率", "结论")

WRONG_AND_REMEDY = "问题和怎么办"
FINDING_TABLE = Table(
    FINDINGS, 6, 2, 400,
    (
        OutputColumn("定位", 17, "link"),
        OutputColumn("级别", 7),
        OutputColumn(WRONG_AND_REMEDY, 66),
        OutputColumn("处理说明", 28, "entry"),
        OutputColumn("依据", 30),
        OutputColumn("编号", 8),
        OutputColumn("键", 10, "hidden"),
        OutputColumn("核对", 10, "hidden"),
        OutputColumn("着色", 10, "hidden"),
    ),
)  # fmt: skip
EACH_LABEL, EACH = "没有填的逐格列出", ("是", "否")
EACH_CELL = (3, FINDING_TABLE.column("处理说明"))  # 校验结果: what is chosen, below its label

PROGRESS = Table(
    HOME, 17, 2, 14,
    (
        OutputColumn("工作表", 15, "link"),
        OutputColumn("必填项", 15, "count"),
        OutputColumn("已填", 15, "count"),
        OutputColumn("错误", 15, "count"),
        OutputColumn("提醒", 15, "count"),
        OutputColumn("进度", 42),
    ),
)  # fmt: skip
NO_PROJECTS = "没有填项目自评表"  # in the row of 首页 for all project sheets together
NOTHING_YET = "还没有填"
STATE_ROW, STATE_LEFT = 13, 2  # 首页: 错误, 提醒, 提示, 自评总分, 等次 … as one row of values
EXPORT_ROW = 14  # 首页, below the state: when the submission was exported, its 核对码, whether anything changed since
STATE_FACTS = ("错误", "提醒", "提示", "自评总分", "等次", "下一步")

TITLES = {
    SCORES: "部门整体支出绩效自评指标评分表",
    SUMMARY: "部门整体支出绩效自评汇总",
    FINDINGS: FINDINGS,
    HOME: "部门整体支出绩效自评",
}
SCORE_FACTS = ("自评总分", "等次", "分值合计", "扣分合计")
SECTION_TITLES = {
    (SUMMARY, INCOME_RATES.top - 1): "一、收入预算执行（单位：万元）",
    (SUMMARY, EXPENDITURE_RATES.top - 1): "二、支出预算执行与结构（单位：万元）",
    (SUMMARY, LEVEL_SCORES.top - 1): "三、各一级指标得分",
    (SUMMARY, PROJECT_SCORES.top - 1): "四、项目支出绩效自评（金额单位：万元）",
    (SUMMARY, YEAR_RATES.top - 1): "五、历年比较（金额单位：万元）",
    (HOME, PROGRESS.top - 1): "填报进度（点工作表名可以跳过去）",
}
BLOCKS = {  # the one rectangle that a press writes on each output sheet: top, left, bottom, right
    HOME: (STATE_ROW - 1, STATE_LEFT, PROGRESS.last, PROGRESS.right),
    SCORES: (SCORE_TABLE.top - 2, SCORE_TABLE.left, SCORE_TABLE.last, SCORE_TABLE.right),
    SUMMARY: (SUMMARY_HEAD[0] - 1, SUMMARY_HEAD[1], YEAR_RATES.last, INCOME_RATES.right),
    FINDINGS: (FINDING_TABLE.top - 2, FINDING_TABLE.left, FINDING_TABLE.last, FINDING_TABLE.right),
}
TABLES = (SCORE_TABLE, *SUMMARY_TABLES, FINDING_TABLE, PROGRESS)


def fixed_texts(sheet: str) -> dict[tuple[int, int], str]:
    """Every text of an output sheet that never changes: headings and section titles, by row and column."""
    texts = {(row, 2): text for (name, row), text in SECTION_TITLES.items() if name == sheet}
    for table in TABLES:
        if table.sheet == sheet:
            texts |= {(table.top, table.left + n): column.label for n, column in enumerate(table.columns)}
    for (row, column), labels in FACT_LABELS.get(sheet, {}).items():
        texts |= {(row, column + n): label for n, label in enumerate(labels)}
    if sheet == SCORES:
        texts |= {fact_label_cell(at): label for at, label in zip(SCORE_FACT_CELLS, SCORE_FACTS, strict=True)}
    return texts


FACT_LABELS: dict[str, dict[tuple[int, int], tuple[str, ...]]] = {
    HOME: {(STATE_ROW - 1, STATE_LEFT): STATE_FACTS},
    SUMMARY: {(SUMMARY_HEAD[0] - 1, SUMMARY_HEAD[1]): SUMMARY_FACTS},
}
SCORE_FACT_CELLS = ((4, 4), (4, 6), (4, 9), (4, 11))  # 评分表: where each of SCORE_FACTS has its value


def fact_label_cell(value_cell: tuple[int, int]) -> tuple[int, int]:
    """The cell left of a fact's value on 评分表 holds its name."""
    return value_cell[0], value_cell[1] - 1


NOTICE_HEIGHT = 72

"""What is kept of a filing: tables and their columns. One definition for rows, frames, the ledger's memory, CSV and Parquet.

Kinds of columns: `text` ('' where blank), `decimal` (exact; None where blank), `integer`, `flag`. Money in 万元, rates and
shares in percent points. `sheet` and `cell` say where in the workbook a thing stands ('' where it stands nowhere).
"""

from dataclasses import dataclass
from decimal import Decimal

Value = str | Decimal | int | bool | None
Row = tuple[Value, ...]


@dataclass(frozen=True)
class Column:
    """A column: its name in code, its heading for people, its kind."""

    name: str
    label: str
    kind: str = "text"


@dataclass(frozen=True)
class Table:
    """A table: its name in code, its name for people, what one row of it is, and its columns in order."""

    name: str
    label: str
    title: str
    columns: tuple[Column, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its columns."""
        return tuple(column.name for column in self.columns)


SHEET, CELL = Column("sheet", "工作表"), Column("cell", "单元格")

UNITS = Table("units", "单位", "一份工作簿一行", (
    Column("form", "文件种类"),  # 填报工作簿, 报送表
    Column("unit", "单位名称"),
    Column("year", "评价年度", "integer"),
    Column("version", "模板版本"),
    Column("framework", "指标体系"),
    Column("fingerprint", "核对码"),
    Column("total", "重算总分", "decimal"),  # None: 未评完
    Column("grade", "重算等次"),
    Column("printed_total", "上报总分", "decimal"),  # as 评分表 of the file shows it
    Column("printed_grade", "上报等次"),
    Column("printed_sheet", "上报总分工作表"),
    Column("printed_cell", "上报总分单元格"),
    Column("errors", "错误", "integer"),
    Column("warnings", "提醒", "integer"),
    Column("hints", "提示", "integer"),
    Column("answered", "已说明", "integer"),
))  # fmt: skip
FIGURES = Table("figures", "数据", "一个数一行：填的和自动计算的", (
    Column("item", "数据项"),  # the key: 支出合计全年执行数, 重点项目[2].全年执行数
    Column("owner", "所在行"),  # the name of the row of a list or of the project, '' of a single item
    Column("value", "数值", "decimal"),
    Column("computed", "自动计算", "flag"),
    SHEET, CELL,
))  # fmt: skip
TEXTS = Table("texts", "文字", "一段文字一行：填的文字、日期、选项", (
    Column("item", "数据项"),
    Column("owner", "所在行"),
    Column("text", "内容"),
    SHEET, CELL,
))  # fmt: skip
RATES = Table("rates", "执行率", "一项收入或支出的执行率一行", (
    Column("group", "类别"),
    Column("name", "项目"),
    Column("budget", "调整后预算数", "decimal"),
    Column("executed", "全年执行数", "decimal"),
    Column("rate", "执行率", "decimal"),
    Column("share", "占比", "decimal"),
    Column("is_total", "合计", "flag"),
))  # fmt: skip
SCORES = Table("scores", "得分", "一个指标一行", (
    Column("code", "编码"),
    Column("level1", "一级指标"),
    Column("level2", "二级指标"),
    Column("name", "三级指标"),
    Column("weight", "分值", "decimal"),
    Column("points", "得分", "decimal"),
    Column("target", "目标值"),
    Column("value", "指标值"),
    Column("reason", "扣分原因"),
    Column("by_hand", "手工得分", "flag"),
    Column("criterion", "评分标准"),
    SHEET, CELL,
))  # fmt: skip
PROJECTS = Table("projects", "项目自评", "一张项目自评表一行", (
    Column("name", "项目名称"),
    Column("budget", "全年预算数", "decimal"),
    Column("executed", "全年执行数", "decimal"),
    Column("rate", "执行率", "decimal"),
    Column("total", "总分", "decimal"),
    Column("full", "满分", "decimal"),
    Column("grade", "等次"),
    SHEET, CELL,
))  # fmt: skip
PROJECT_LINES = Table("project_lines", "项目指标", "项目自评表的一个指标一行", (
    Column("project", "项目名称"),
    Column("level1", "一级指标"),
    Column("level2", "二级指标"),
    Column("name", "三级指标"),
    Column("target", "目标值"),
    Column("value", "完成值"),
    Column("weight", "分值", "decimal"),
    Column("points", "得分", "decimal"),
    SHEET, CELL,
))  # fmt: skip
FINDINGS = Table("findings", "校验结果", "一条校验结果一行", (
    Column("code", "编号"),
    Column("severity", "级别"),
    Column("title", "问题种类"),
    Column("wrong", "问题"),
    Column("remedy", "怎么办"),
    Column("basis", "依据"),
    Column("answer", "处理说明"),
    Column("answered", "已说明", "flag"),
    SHEET, CELL,
))  # fmt: skip
DIFFERENCES = Table("differences", "不一致", "文件里显示的和重算的不同的一处一行", (
    Column("place", "位置"),
    Column("printed", "文件里是"),
    Column("recomputed", "重算是"),
))  # fmt: skip

TABLES: dict[str, Table] = {
    table.name: table
    for table in (UNITS, FIGURES, TEXTS, RATES, SCORES, PROJECTS, PROJECT_LINES, FINDINGS, DIFFERENCES)
}

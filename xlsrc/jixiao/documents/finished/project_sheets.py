"""A filled 项目支出绩效自评表 as it is filed: the official layout, read back like the sheet it comes from."""

from collections.abc import Iterator
from decimal import Decimal

from jixiao.documents.finished.data_sheet import computed_value, entry_value
from jixiao.documents.finished.plan import Line, Sheet, Slot, Value, fitted
from jixiao.evaluation.scoring.model import ProjectScore
from jixiao.forms import project_sheet as official
from jixiao.snapshot import ProjectRow

NO_NAME = "（无名称）"
DASH = "—"
LEFT, RIGHT = official.LEFT, official.RIGHT
HELPS = (30.0, 12.0, 30.0)


def project_plan(name: str, one: ProjectScore, year: int | None) -> Sheet:
    """The sheet of one project."""
    widths = (1.5, *official.load_project_form().widths, 2.0, *HELPS)
    return Sheet(name, widths, tuple(_Maker(one, widths, year).lines()), right=RIGHT)


class _Maker:
    def __init__(self, one: ProjectScore, widths: tuple[float, ...], year: int | None) -> None:
        self.one, self.project, self.widths, self.year = one, one.project, widths, year
        self.specs = official.project_items()
        self.form = official.load_project_form()

    def lines(self) -> Iterator[Line]:
        span = RIGHT - LEFT + 1
        yield Line((Slot(LEFT, span, official.TITLE, "title"),), (34.0,))
        yield Line((Slot(LEFT, span, f"（{self.year or '　　　　'}年度）", "who"),), (22.0,))
        yield self.line(Slot(2, 2, "项目名称", "label_centre"), Slot(4, 8, self.value("项目名称"), "text"))
        yield self.line(
            Slot(2, 2, "主管部门", "label_centre"), Slot(4, 3, self.value("主管部门"), "text"),
            Slot(7, 1, "实施单位", "label_centre"), Slot(8, 4, self.value("实施单位"), "text"),
        )  # fmt: skip
        yield from self.funding()
        yield from self.goals()
        yield from self.indicators()
        yield from self.closing()
        yield from self.criteria()

    def line(self, *slots: Slot) -> Line:
        return fitted(slots, self.widths, 26.0)

    def value(self, item: str) -> Value:
        spec = self.specs[item]
        if spec.computed:
            return computed_value(self.project.computed[item], spec)
        return entry_value(self.project.entries[item])

    def funding(self) -> Iterator[Line]:
        section = next(section for section in self.form.sections if section.kind == "grid")
        headings = (*official.FUNDING_COLUMNS, "分值", "执行率", "得分", self.specs["预算执行偏差原因"].label)
        slots = [Slot(5 + n, 1, heading, "label_centre") for n, heading in enumerate(headings)]
        yield self.line(Slot(2, 3, f"项目资金（{section.unit}）", "label_centre"), *slots)
        for n, row in enumerate(section.rows):
            cells = [spec_item for spec_item in section.grid_cells() if spec_item[0] is row]
            amounts = [Slot(official.FUNDING_COLUMNS[s.label], 1, self.value(item), "amount") for _, s, item in cells]
            yield self.line(
                Slot(2, 1, None, "label"), Slot(3, 2, row.label, "label"), *amounts, *self.execution(first=not n)
            )

    def execution(self, *, first: bool) -> Iterator[Slot]:
        if not first:
            yield from (Slot(column, 1, DASH, "centre") for column in (8, 9, 10))
            yield Slot(11, 1, None, "text")
            return
        looks = {"预算执行分值": "centre_points", "预算执行率": "centre_percent", "预算执行偏差原因": "text"}
        for item, column in official.EXECUTION_COLUMNS.items():
            yield Slot(column, 1, self.value(item), looks[item])
        yield Slot(official.SCORE_COLUMN, 1, self.one.lines[0].points, "centre_points")

    def goals(self) -> Iterator[Line]:
        yield self.line(
            Slot(2, 1, "目标", "label_centre"), Slot(3, 5, "预期目标", "label_centre"),
            Slot(8, 4, "实际完成情况", "label_centre"),
        )  # fmt: skip
        yield self.line(
            Slot(2, 1, None, "label"), Slot(3, 5, self.value("预期目标"), "text"),
            Slot(8, 4, self.value("实际完成情况"), "text"),
        )  # fmt: skip

    def indicators(self) -> Iterator[Line]:
        columns = {"一级指标": official.LEVEL1_COLUMN, "二级指标": official.LEVEL2_COLUMN, **official.LIST_COLUMNS}
        heads = [Slot(column, 1, label, "label_centre") for label, column in columns.items()]
        yield self.line(Slot(2, 1, "指标", "label_centre"), *heads)
        above = ("", "")
        for row, line in zip(self.project.rows, self.one.lines[1:], strict=True):
            level1 = self.level(row.level1) if row.level1 != above[0] else None
            level2 = row.level2 if (row.level1, row.level2) != above else None
            above = (row.level1, row.level2)
            slots = list(self.indicator(row, line.points))
            yield self.line(
                Slot(2, 1, None, "label"), Slot(3, 1, level1, "centre"), Slot(4, 1, level2, "centre"), *slots
            )

    def level(self, name: str) -> str:
        weight = next((level.weight for level in self.project.levels if level.name == name), None)
        label = "" if name == NO_NAME else name
        return label if weight is None else official.label_of_level(label, weight)

    def indicator(self, row: ProjectRow, points: Decimal | None) -> Iterator[Slot]:
        looks = {"分值": "centre_points", "得分": "centre_points", "手工评分": "centre_points"}
        for label, column in official.LIST_COLUMNS.items():
            value: Value = points if label == "得分" else None
            if label == official.LIST_HEADERS[-1]:
                value = row.record.label
            elif label in row.record.entries:
                value = entry_value(row.record.entries[label])
            yield Slot(column, 1, value, looks.get(label, "text"))

    def closing(self) -> Iterator[Line]:
        full = self.one.full or None
        yield self.line(
            Slot(2, 7, official.TOTAL, "total_label"), Slot(9, 1, full, "total_points"),
            Slot(10, 1, self.one.total, "total_points"), Slot(11, 1, None, "total_label"),
        )  # fmt: skip
        yield self.line(
            Slot(2, 8, official.GRADE, "total_label"), Slot(10, 1, self.one.grade, "total_centre"),
            Slot(11, 1, None, "total_label"),
        )  # fmt: skip

    def criteria(self) -> Iterator[Line]:
        """Below the printed form, in the columns right of it: what scored this sheet."""
        nature, text = official.CRITERIA_COLUMNS
        heads = [
            Slot(c, s, h, "header") for c, s, h in zip((nature, text), (1, 2), official.CRITERIA_HEADERS, strict=True)
        ]
        yield self.line(*heads)
        for name in official.NATURES:
            criterion = self.project.criteria.get(name, "")
            yield self.line(Slot(nature, 1, name, "label"), Slot(text, 2, criterion, "text"))


def project_sheets(projects: tuple[ProjectScore, ...], year: int | None, taken: set[str]) -> Iterator[Sheet]:
    """One sheet per project, named as in the working workbook."""
    for number, one in enumerate(projects, 1):
        name = one.project.sheet if one.project.sheet not in taken else official.SHEET_NAME.format(f"-{number}")
        yield project_plan(name, one, year)

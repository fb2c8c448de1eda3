"""The key projects of a made unit: rows of 重点项目, and the project sheets of the first ones."""

from dataclasses import dataclass
from random import Random

from county_figures import LOW, PROJECTS, WHY_ADJUSTED, WHY_LOW, Figures, Line, money
from county_model import ProjectTyped, Row, UnitSpec
from county_stock import Field, Task

from jixiao.forms.project_sheet import BY_TIER, LESS, MORE

SHEETS = 2
REACHED, PARTLY = "达成年度指标", "部分达成年度指标并具有一定效果"


@dataclass(frozen=True)
class Project:
    """A key project; `sheet`: its own project sheet, where it has one."""

    name: str
    line: Line
    row: Row
    sheet: ProjectTyped | None


def projects_of(rng: Random, spec: UnitSpec, field: Field, figures: Figures) -> tuple[Project, ...]:
    """Two to five projects that together are most of 项目支出; sheets for the first one or two."""
    tasks = rng.sample(field.projects, rng.randint(2, min(5, len(field.projects))))
    lines = split(rng, figures.spending[PROJECTS], len(tasks))
    sheets = rng.randint(1, SHEETS)
    return tuple(
        _project(rng, spec, task, line, n < sheets) for n, (task, line) in enumerate(zip(tasks, lines, strict=True))
    )


def split(rng: Random, whole: Line, count: int) -> list[Line]:
    """Parts of 项目支出, none above the whole in any column."""
    weights = [rng.uniform(0.5, 2) for _ in range(count)]
    share = rng.uniform(0.75, 0.97) / sum(weights)
    initial = [int(whole.initial * weight * share) for weight in weights]
    adjusted = [whole.adjustment if n == 0 else 0 for n in range(count)]
    if initial[0] + adjusted[0] < initial[0] // 2:  # a cut that one project alone can't bear
        adjusted = [int(one * whole.adjustment / whole.initial) for one in initial]
    rate = whole.executed / whole.adjusted
    return [
        Line(i, a, int((i + a) * min(1, rate * rng.uniform(0.96, 1.0)))) for i, a in zip(initial, adjusted, strict=True)
    ]


def _project(rng: Random, spec: UnitSpec, task: Task, line: Line, own_sheet: bool) -> Project:
    row: dict[str, object] = {
        "项目名称": task.name,
        "年初预算数": money(line.initial),
        "全年执行数": money(line.executed),
    }
    if line.adjustment:
        row |= {
            "预算调整数": money(line.adjustment),
            "说明": WHY_ADJUSTED[0] if line.adjustment > 0 else WHY_ADJUSTED[2],
        }
    if line.rate < LOW:
        row["说明"] = f"{row.get('说明', '')}{rng.choice(WHY_LOW)}"
    if not own_sheet:
        row["项目自评得分"] = money(int(min(100, 72 + float(line.rate) * 0.24 + rng.uniform(-2, 3)) * 100))
    return Project(task.name, line, row, _sheet(rng, spec, task, line) if own_sheet else None)


def _sheet(rng: Random, spec: UnitSpec, task: Task, line: Line) -> ProjectTyped:
    planned = rng.randint(task.least, task.most)
    done = planned if rng.random() < 0.75 else max(1, planned * rng.randint(86, 99) // 100)
    items: dict[str, object] = {
        "项目名称": task.name, "主管部门": spec.unit, "实施单位": spec.unit,
        "本年财政拨款年初预算数": money(line.initial), "本年财政拨款全年预算数": money(line.adjusted),
        "本年财政拨款全年执行数": money(line.executed),
        "预期目标": f"{task.counted}{planned}{task.unit}，服务{task.helped}。",
        "实际完成情况": f"{task.counted}{done}{task.unit}，服务{task.helped}。",
    }  # fmt: skip
    if line.executed < line.adjusted:
        items["预算执行偏差原因"] = rng.choice(WHY_LOW)
    return ProjectTyped(items, dict(_rows(rng, task, planned, done, line)))


def _rows(rng: Random, task: Task, planned: int, done: int, line: Line) -> list[tuple[int, Row]]:
    """The rows of 财预〔2020〕10号: 产出 50, 效益 30, 满意度 10."""
    passed = rng.choice((100, 100, 99, 98, 96))
    liked = rng.choice((96, 95, 93, 92, 91, 88))
    cost, limit = money(line.executed), money(line.adjusted)
    return [
        (
            17,
            _counted(
                task.counted,
                f"{planned}{task.unit}",
                f"{done}{task.unit}",
                15,
                done < planned and "部分点位条件不成熟，已列入次年计划。",
            ),
        ),
        (20, _counted("验收合格率", "≥98%", f"{passed}%", 15, passed < 98 and "个别点位需要返工，已督促整改到位。")),
        (22, _tier(rng, "完成时间", "11月底前", "10月底" if rng.random() < 0.8 else "12月中旬", 10)),
        (24, {**_counted("项目总成本", f"≤{limit}万元", f"{cost}万元", 10, ""), "指标性质": LESS}),
        (28, _counted(f"受益{task.helped}知晓率", "≥85%", f"{rng.randint(86, 98)}%", 15, "")),
        (31, _tier(rng, "后续管护机制", "健全", "健全", 15)),
        (
            33,
            _counted(
                f"{task.helped}满意度",
                "≥90%",
                f"{liked}%",
                10,
                liked < 90 and "受访者反映施工期间出行不便，已优化组织。",
            ),
        ),
    ]


def _counted(name: str, target: str, actual: str, weight: int, why: object) -> Row:
    row: dict[str, object] = {
        "三级指标": name,
        "指标性质": MORE,
        "年度指标值": target,
        "实际完成值": actual,
        "分值": weight,
    }
    return {**row, "偏差原因分析及改进措施": why} if why else row


def _tier(rng: Random, name: str, target: str, actual: str, weight: int) -> Row:
    lost = 0 if target == actual or rng.random() < 0.4 else weight // 10
    row: dict[str, object] = {
        "三级指标": name, "指标性质": BY_TIER, "年度指标值": target, "实际完成值": actual, "分值": weight,
        "定性档次": REACHED, "手工评分": weight - lost,
    }  # fmt: skip
    return {**row, "偏差原因分析及改进措施": "受天气和采购周期影响略有延后，今后提前安排。"} if lost else row

"""The narratives of a made unit: the phrases that every unit writes, and sentences of its own work with its own figures."""

from dataclasses import dataclass
from random import Random

from county_figures import SLOW, Figures, money, summed
from county_model import Row, UnitSpec
from county_stock import Field, Task, parts, phrases

SELVES = {
    "局": "我局",
    "学": "我校",
    "校": "我校",
    "府": "我镇",
    "会": "我会",
    "站": "我站",
    "所": "我所",
    "中心": "我中心",
}
NUMERALS = "一二三四五六七八九"


@dataclass(frozen=True)
class Done:
    """A task with what came of it."""

    task: Task
    planned: int
    done: int
    state: str
    on_time: bool
    good: bool
    sentence: str

    @property
    def told(self) -> str:
        """完成说明."""
        return f"{self.task.counted}{self.done}{self.task.unit}。"


def self_of(unit: str) -> str:
    """What the unit calls itself."""
    if unit.endswith("乡人民政府"):
        return "我乡"
    return next((word for end, word in SELVES.items() if unit.endswith(end)), "本单位")


def village(rng: Random, spec: UnitSpec) -> str:
    """A place of the county; a town names its villages."""
    name = rng.choice(parts("villages")) + rng.choice(parts("village_ends"))
    return (
        f"{name}村"
        if spec.unit.endswith("人民政府") or not spec.towns
        else rng.choice(spec.towns) + rng.choice(("", "", name))
    )


def work(rng: Random, spec: UnitSpec, field: Field, pace: int = 960) -> tuple[Done, ...]:
    """The tasks of the year; who spends slowly (`pace`: of 1,000) gets less done."""
    count = rng.randint(min(5, len(field.tasks)), min(8, len(field.tasks)))
    finished = 0.93 if pace >= SLOW else 0.55
    return tuple(_done(rng, spec, task, finished) for task in rng.sample(field.tasks, count))


def _done(rng: Random, spec: UnitSpec, task: Task, finished: float) -> Done:
    planned = rng.randint(task.least, task.most)
    state = "完成" if rng.random() < finished else "部分完成"
    share = rng.uniform(1.0, 1.1) if state == "完成" else rng.uniform(0.7, 0.95)
    done = max(planned, int(planned * share)) if state == "完成" else max(1, min(planned - 1, int(planned * share)))
    on_time = rng.random() < (0.95 if state == "完成" else 0.3)
    where = rng.choice(parts("places")).format(a=village(rng, spec), b=village(rng, spec))
    when = rng.choice(parts("times")) if rng.random() < 0.5 else ""
    body = f"{rng.choice(parts('leads'))}{task.name}工作，{when}{task.counted}{done}{task.unit}，{where}，{rng.choice(parts('effects'))}。"
    return Done(task, planned, done, state, on_time, rng.random() < 0.96, body)


def narratives(
    rng: Random, spec: UnitSpec, field: Field, figures: Figures, done: tuple[Done, ...], projects: tuple[str, ...]
) -> Row:
    """Every text of 文字材料 but those of the working group."""
    said = {"self": self_of(spec.unit), "unit": spec.unit, "year": spec.year}
    shared = {name: rng.choice(texts).format(**said) for name, texts in phrases()["shared"].items()}
    problems, measures = troubles(rng, spec, field)
    return {
        "主要职责": _duties(rng, spec, field),
        "年度总体工作": _year(rng, shared["guide"], figures, done),
        "整体支出绩效目标": _goals(rng, figures, done),
        "自评工作过程": shared["process"],
        "材料报送情况": shared["filing"],
        "公开一致情况": shared["public"],
        "自评结论": rng.choice(parts("results")) + _conclusion(rng, figures, done),
        "预算编制情况": shared["budget"] + _budget(figures),
        "预算监督情况": shared["monitor"] + _practice(rng) + "。",
        "绩效目标实现情况": _reached(rng, done),
        "重点工作完成情况": _tasks(done),
        "重点项目绩效情况": _projects(rng, projects),
        "主要做法和经验": _listed(_practices(rng, spec, done)),
        "存在问题": _listed(problems),
        "改进措施": _listed(measures),
        "其他自评情况": shared["other"],
    }


def _duties(rng: Random, spec: UnitSpec, field: Field) -> str:
    duties = rng.sample(field.duties, rng.randint(3, len(field.duties)))
    return f"{spec.unit}的主要职责是：{'；'.join(f'（{NUMERALS[n]}）{duty}' for n, duty in enumerate(duties))}；完成上级交办的其他任务。"


def _year(rng: Random, guide: str, figures: Figures, done: tuple[Done, ...]) -> str:
    posts, heads = (sum(row[n] for row in figures.staff.values()) for n in (0, 1))
    sentences = [f"{NUMERALS[n]}是{one.sentence}" for n, one in enumerate(done[:9])]
    own = f"现有编制{posts}名，在职人员{heads}人。"
    return (
        f"{guide}{own}\n{rng.choice(parts('openers'))}主要做了以下工作：\n"
        + "\n".join(sentences)
        + "\n"
        + rng.choice(parts("closers"))
    )


def _goals(rng: Random, figures: Figures, done: tuple[Done, ...]) -> str:
    goals = rng.sample(parts("goals"), 3)
    planned = "；".join(f"{one.task.counted}{one.planned}{one.task.unit}" for one in rng.sample(done, 3))
    spent = f"全年支出{money(figures.total.executed)}万元，执行率{figures.total.rate}%"
    return f"年度目标：{'，'.join(goals)}。具体指标：{planned}。实现情况：{spent}，{sum(one.state == '完成' for one in done)}项重点工作完成。"


def _conclusion(rng: Random, figures: Figures, done: tuple[Done, ...]) -> str:
    best = rng.choice(done)
    return f"支出预算执行率{figures.total.rate}%，{best.task.name}成效较好，{rng.choice(parts('effects'))}。"


def _budget(figures: Figures) -> str:
    total, income = figures.total, summed(figures.income)
    return f"年初收入预算{money(income.initial)}万元，支出预算{money(total.initial)}万元，调整后支出预算{money(total.adjusted)}万元。"


def _practice(rng: Random) -> str:
    return "，".join(rng.sample(parts("practices"), 2))


def _reached(rng: Random, done: tuple[Done, ...]) -> str:
    told = [
        f"{one.task.name}计划{one.planned}{one.task.unit}，实际{one.done}{one.task.unit}"
        for one in rng.sample(done, min(4, len(done)))
    ]
    return f"{'；'.join(told)}。{rng.choice(parts('closers'))}"


def _tasks(done: tuple[Done, ...]) -> str:
    late = [one.task.name for one in done if one.state != "完成"]
    head = f"年初确定重点工作{len(done)}项，完成{len(done) - len(late)}项"
    return head + (f"，{'、'.join(late)}部分完成，剩余工作量转入次年。" if late else "，均达到年初要求。")


def _projects(rng: Random, names: tuple[str, ...]) -> str:
    return f"全年实施{len(names)}个重点项目，分别是{'、'.join(names)}。{rng.choice(parts('times'))}{rng.choice(parts('effects'))}。"


def _listed(points: list[str]) -> str:
    return "；".join(f"{NUMERALS[n]}是{point}" for n, point in enumerate(points)) + "。"


def _practices(rng: Random, spec: UnitSpec, done: tuple[Done, ...]) -> list[str]:
    """What went well; the first two where it did."""
    practices, tasks = rng.sample(parts("practices"), rng.randint(2, 4)), rng.sample(done, 2)
    where = (f"在{tasks[0].task.name}中，", f"以{village(rng, spec)}{tasks[1].task.name}为例，")
    return [f"{start}{practice}" for start, practice in zip((*where, "", ""), practices, strict=False)]


def troubles(rng: Random, spec: UnitSpec, field: Field) -> tuple[list[str], list[str]]:
    """As many problems as measures: of its own field, and such as every unit has."""
    own = rng.sample(field.troubles, rng.randint(1, min(2, len(field.troubles))))
    common = [text.split("|") for text in rng.sample(parts("problems"), rng.randint(1, 2))]
    here = [(f"{problem}，{village(rng, spec)}较为明显", measure) for problem, measure in own]
    pairs = [*here, *common]
    return [one[0] for one in pairs], [one[1] for one in pairs]

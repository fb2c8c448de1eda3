"""A made unit: from its spec to everything that it typed, and the figures that must be read out of it."""

from datetime import date
from decimal import Decimal
from functools import cache
from random import Random

from county_answers import answers_of
from county_figures import BASIC, INCOME, PROJECTS, Figures, figures_of, money, summed
from county_model import Expected, Row, Typed, UnitSpec
from county_projects import projects_of
from county_stock import Field, fields, people
from county_texts import Done, narratives, work


@cache
def example(framework: str) -> Typed:
    """The unit that fills the master of a framework."""
    spec = UnitSpec("清江县教育局", "教育", "清江县", 1, framework=framework, towns=("石桥镇", "柳林镇", "白沙乡"))
    return typed_of(spec)


def is_small(spec: UnitSpec) -> bool:
    """A station or a school rather than a bureau or a town."""
    return not any(spec.unit.endswith(name) for name in (*fields()[spec.field].bureaus, "人民政府"))


def own_figures(spec: UnitSpec, pace: int = 0) -> Figures:
    """The unit's figures; `pace`: it spends so much of 1,000."""
    return figures_of(_random(spec), is_small(spec), pace)


def _random(spec: UnitSpec) -> Random:
    return Random(f"{spec.seed} {spec.unit} {spec.year}")


def typed_of(spec: UnitSpec, figures: Figures | None = None) -> Typed:
    """Everything the unit typed; with `figures` that are not its own, all else fits these."""
    rng, field = _random(spec), fields()[spec.field]
    figures = figures or figures_of(rng, is_small(spec))
    projects = projects_of(rng, spec, field, figures)
    done = work(rng, spec, field, figures.pace)
    answers, parts = answers_of(rng, spec, figures, done)
    items = {
        **figures.items,
        **_basic(rng, spec, field),
        **narratives(rng, spec, field, figures, done, tuple(p.name for p in projects)),
    }
    items |= _group(rng, spec, items)
    lists = {
        "功能分类": _functions(field, figures),
        "重点项目": tuple(p.row for p in projects),
        "重点工作": tuple(map(_task, done)),
    }
    return Typed(items, lists, answers, parts, tuple(p.sheet for p in projects if p.sheet))


def expected_of(typed: Typed) -> Expected:
    """The figures that a collection must show of what was typed."""

    def total(column: str, names: tuple[str, ...]) -> Decimal:
        return sum((Decimal(str(typed.items.get(f"{name}{column}") or 0)) for name in names), Decimal(0))

    spending = (*BASIC, PROJECTS)
    initial = total("年初预算数", spending)
    people_in = ("行政", "事业", "工勤", "其他人员")
    return Expected(
        initial,
        initial + total("预算调整数", spending),
        total("全年执行数", spending),
        total("全年执行数", INCOME),
        total("本年决算数", ("出国费", "用车购置费", "用车运行费", "接待费")),
        int(total("在职人数", people_in)),
        int(total("编制数", people_in)),
        len(typed.lists["重点项目"]),
    )


def _basic(rng: Random, spec: UnitSpec, field: Field) -> Row:
    offices = rng.sample(field.offices, rng.randint(3, len(field.offices)))
    return {
        "评价年度": spec.year, "单位名称": spec.unit, "行政级次": "乡级" if spec.unit.endswith("人民政府") else "县级",
        "财政部门": f"{spec.county}财政局", "通知标题": f"{spec.county}财政局关于开展{spec.year + 1}年财政资金绩效自评工作的通知",
        "通知文号": f"{spec.county[0]}财绩〔{spec.year + 1}〕6号", "填报日期": date(spec.year + 1, rng.randint(5, 6), rng.randint(3, 28)),
        "填报人": people(rng, 1)[0], "联系电话": f"0{710 + ord(spec.county[0]) % 69}-{rng.randint(2000000, 8999999)}",
        "内设机构数": len(offices), "内设机构名称": "、".join(offices), "下属单位数": 0,
        "评价小组人数": rng.randint(4, 9), "牵头部门": offices[0], "人员数据截止日期": date(spec.year, 12, 31),
    }  # fmt: skip


def _group(rng: Random, spec: UnitSpec, items: Row) -> Row:
    chief = people(rng, 1)[0]
    return {
        "评价小组情况": f"自评工作小组成员{items['评价小组人数']}人，由分管领导{chief}任组长，"
        f"各股室负责人参加，{items['牵头部门']}牵头，负责组织自评和核对数据。"
    }


def _functions(field: Field, figures: Figures) -> tuple[Row, ...]:
    """A parent with its two, and pensions: the same sums as by purpose."""
    lines = figures.spending
    running = summed({n: lines[n] for n in ("工资福利支出", "商品和服务支出", "其他基本支出")})
    own, pension = lines[PROJECTS], lines["对个人和家庭的补助"]
    both = summed({"": running, "项目": own})
    parent, first, second = field.functions
    rows = ((parent, both), (first, running), (second, own), ("2080505 机关事业单位基本养老保险缴费支出", pension))
    return tuple(
        {"功能科目名称": name, "调整后预算数": money(line.adjusted), "全年执行数": money(line.executed)}
        for name, line in rows
    )


def _task(done: Done) -> Row:
    return {
        "工作任务": done.task.name, "完成情况": done.state, "按时完成": "是" if done.on_time else "否", "质量达标": "是" if done.good else "否",
        "完成说明": done.told,
    }  # fmt: skip

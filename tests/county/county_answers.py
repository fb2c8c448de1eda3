"""绩效指标 of a made unit: answers by code for each framework, with a reason wherever points are lost."""

from collections.abc import Callable
from decimal import Decimal
from functools import cache
from random import Random

from county_figures import SLOW, Figures, summed
from county_model import COMMON, FRAMEWORKS, GENERAL, UnitSpec
from county_texts import Done

from jixiao.frameworks import load_framework
from jixiao.frameworks.parts import parts_of

Answers = dict[str, dict[str, object]]
NO_PARTS = {
    "A1.1-2": "增收节支措施没有列入年初计划",
    "C1.2-3": "项目资金由出纳兼管",
    "A2.2-3": "个别任务没有对应的计划数",
    "B2.4-3": "个别往来款项未及时清理",
    "B3.2-4": "盘点发现账实差异",
    "A1.2-3": "个别任务没有对应的计划数",
}
EVIDENCE = ("预算批复", "年度工作总结", "项目明细账", "会议纪要", "台账", "公开网页截图", "上级通报", "检查记录")
WHY_HAND = (
    "个别任务延后完成",
    "问卷反映服务等待时间偏长",
    "宣传覆盖面不够",
    "后续管护措施不够细",
    "个别项目效益尚未显现",
    "部分数据统计不及时",
)


def answers_of(rng: Random, spec: UnitSpec, figures: Figures, done: tuple[Done, ...]) -> tuple[Answers, Answers]:
    """(rows of 绩效指标, lines of 逐项填报) by code."""
    slow = figures.pace < SLOW
    lines, lost = _checklists(rng, spec.framework, 0.3 if slow else 0.06)
    typed = {GENERAL: _general, COMMON: _common}[spec.framework](rng, slow)
    for code, why in {**_automatic(spec.framework, figures, done), **lost}.items():
        typed.setdefault(code, {})["扣分原因"] = why
    for row in typed.values():
        if {"完成值", "手工得分"} & row.keys():
            row.setdefault("佐证材料", rng.choice(EVIDENCE))
    for code in dict.fromkeys(code.partition("-")[0] for code in lines):
        typed.setdefault(code, {})["佐证材料"] = rng.choice(EVIDENCE)
    return typed, lines


@cache
def part_codes(framework: str) -> tuple[str, ...]:
    """The lines of 逐项填报 of a framework."""
    return tuple(part.code for one in load_framework(FRAMEWORKS[framework]).indicators for part in parts_of(one))


def _checklists(rng: Random, framework: str, often: float) -> tuple[Answers, dict[str, str]]:
    lines: Answers = {code: {"完成值": "是"} for code in part_codes(framework)}
    lost = {}
    for code, why in NO_PARTS.items():
        if code in lines and rng.random() < often:
            lines[code] = {"完成值": "否"}
            lost[code.partition("-")[0]] = f"{why}，该要点不得分。"
    return lines, lost


def _by_hand(rng: Random, weight: int, slow: bool, tiers: bool = True) -> dict[str, object]:
    """A score by hand: at least 80 % of the weight, 60 to 80 % where a slow unit partly reached it; with its tier."""
    partly = slow and rng.random() < 0.7
    lost = rng.randint(3, 4) * weight if partly else rng.choice((0, 0, 1, 2, 3, 4, 5, 6))
    points = Decimal(weight) - Decimal(lost) / 10
    row: dict[str, object] = {"手工得分": points}
    if tiers:
        row["完成值"] = "部分达成并具有一定效果" if partly else "达成年度指标"
    if points < weight:
        row["扣分原因"] = f"{rng.choice(WHY_HAND)}，扣{weight - points}分。"
    return row


def _percent(rng: Random, low: int, what: str) -> dict[str, object]:
    """A percentage; below 100 it costs points."""
    value = rng.choice((100, 100, 100, rng.randint(low, 99)))
    return {"完成值": f"{value}%"} | ({"扣分原因": f"{what}尚有部分未办结，跨年度继续推进。"} if value < 100 else {})


def _liked(rng: Random) -> dict[str, object]:
    value = Decimal(rng.randint(8600, 9890)) / 100
    row: dict[str, object] = {"完成值": f"{value}%", "佐证材料": f"满意度问卷{rng.randint(60, 600)}份"}
    return row | ({"扣分原因": "服务窗口排队时间偏长，满意度没有达到九成。"} if value < 90 else {})


def _general(rng: Random, slow: bool) -> Answers:
    wrong = rng.random() < 0.05
    return {
        "C1.1": {"完成值": "1", "扣分原因": "财政检查发现一起报销附件不全，已整改。"} if wrong else {"完成值": "0"},
        "D1.1": _by_hand(rng, 5, slow), "D1.3": _by_hand(rng, 5, slow, tiers=False), "D2.3": _percent(rng, 90, "交办事项"),
        "D3.1": _by_hand(rng, 5, slow), "D3.2": _by_hand(rng, 4, slow), "D3.3": _liked(rng),
    }  # fmt: skip


def _common(rng: Random, slow: bool) -> Answers:
    pace = rng.choice((100, 100, 99, 96, 93))
    slow = {"扣分原因": "上半年支付进度慢于序时进度。"} if pace <= 95 else {}
    return {
        "B1.3": {"完成值": f"{pace}%", **slow}, "C1.4": _percent(rng, 90, "交办事项"),
        "D1.1": _by_hand(rng, 4, slow), "D1.2": _by_hand(rng, 4, slow), "D1.3": _by_hand(rng, 3, slow), "D1.4": _liked(rng),
    }  # fmt: skip


def _automatic(framework: str, figures: Figures, done: tuple[Done, ...]) -> dict[str, str]:
    """code → why, of the indicators that score themselves and lost points."""
    rules = GENERAL_RULES if framework == GENERAL else COMMON_RULES
    return {code: why for code, (lost, why) in rules.items() if lost(figures, done)}


Lost = Callable[[Figures, tuple[Done, ...]], bool]


def _below(name: str, bound: int) -> Lost:
    return lambda figures, _: figures.spending[name].rate < bound


def _not_all(what: str) -> Lost:
    tests = {"完成": lambda one: one.state == "完成", "按时": lambda one: one.on_time, "质量": lambda one: one.good}
    return lambda _, done: not all(map(tests[what], done))


def _over_posts(figures: Figures, _: tuple[Done, ...]) -> bool:
    posts, heads = (sum(row[n] for row in figures.staff.values()) for n in (0, 1))
    return (Decimal(heads) * 100 / posts).quantize(Decimal("0.01"), "ROUND_HALF_UP") >= 101


def _amount(figures: Figures, item: str) -> Decimal:
    return Decimal(str(figures.items[item]))


def _ratio_below(part: str, whole: str, bound: int) -> Lost:
    return lambda figures, _: (
        bool(_amount(figures, whole)) and _amount(figures, part) * 100 / _amount(figures, whole) < bound
    )


def _carried_over(figures: Figures, _: tuple[Done, ...]) -> bool:
    return _amount(figures, "年末结转结余") * 100 / (Decimal(figures.total.adjusted) / 100) >= 11


def _more_carried(figures: Figures, _: tuple[Done, ...]) -> bool:
    before, after = _amount(figures, "上年结转结余"), _amount(figures, "年末结转结余")
    return ((after - before) * 100 / before).quantize(Decimal("0.01"), "ROUND_HALF_UP") >= 1


TASKS_LATE = {
    "完成": "有重点工作只完成了一部分，剩余工作量转入次年。",
    "按时": "有重点工作晚于规定时间完成。",
    "质量": "有重点工作验收时要求返工。",
}
GENERAL_RULES: dict[str, tuple[Lost, str]] = {
    "A1.2": (_over_posts, "政策性安置人员超出编制，按计划逐年消化。"),
    "B1.1": (lambda figures, _: summed(figures.income).rate < 100, "部分拨款按支付进度下达，年底未全部到位。"),
    "B2.1": (lambda figures, _: figures.total.rate < 100, "部分项目按合同进度付款，年底未支付完毕。"),
    "B2.2": (_below("工资福利支出", 95), "年中人员调出退休，人员支出减少。"),
    "B2.3": (_below("商品和服务支出", 95), "压减一般性支出，部分费用次年结算。"),
    "B2.4": (_below("对个人和家庭的补助", 95), "补助对象减少，按实际人数发放。"),
    "B2.5": (_below("项目支出", 95), "项目进度慢于计划，尾款未达到支付条件。"),
    "D1.2": (_not_all("完成"), TASKS_LATE["完成"]), "D2.1": (_not_all("按时"), TASKS_LATE["按时"]),
    "D2.2": (_not_all("质量"), TASKS_LATE["质量"]),
}  # fmt: skip
COMMON_RULES: dict[str, tuple[Lost, str]] = {
    "A2.1": (_over_posts, "政策性安置人员超出编制，按计划逐年消化。"),
    "A2.3": (lambda *_: True, "部分项目支出没有列为重点项目。"),
    "B1.1": (lambda figures, _: figures.total.rate < 95, "部分项目按合同进度付款，年底未支付完毕。"),
    "B1.2": (lambda figures, _: figures.total.adjustment != 0, "年中有追加或调减，按财政部门批复调整。"),
    "B1.4": (_carried_over, "项目尾款结转次年支付，结余偏多。"),
    "B1.5": (_more_carried, "年底到位的专项资金结转次年使用。"),
    "B1.8": (_ratio_below("政府采购实际支出数", "政府采购预算安排数", 95), "采购结余，部分设备未完成验收。"),
    "B3.3": (_ratio_below("在用固定资产总额", "固定资产总额", 95), "部分待报废资产尚未办理处置手续。"),
    "C1.1": (_not_all("完成"), TASKS_LATE["完成"]), "C1.2": (_not_all("按时"), TASKS_LATE["按时"]),
    "C1.3": (_not_all("质量"), TASKS_LATE["质量"]),
}  # fmt: skip

"""Plant faults across units into a county: which units, where, and what; figures that don't fit each other stand here."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from random import Random

from county_copying import (
    All,
    copied,
    last_year,
    other_name,
    other_work,
    renamed,
    reworded,
    same_budget,
    same_results,
)
from county_model import GENERAL, Fault, Planted, ProjectTyped, Row, Typed, UnitSpec
from county_typed import own_figures, typed_of

Group = tuple[UnitSpec, ...]
Plant = Callable[[All, Group, Random], Planted]
Fits = Callable[[Sequence[UnitSpec], All], bool]
OUTLIERS = {
    GENERAL: {
        "D3.3": ("41.5%", "服务对象对办理时间很不满意，正在整改。"),
        "C1.1": ("9", "审计发现九起报销手续不全，已整改。"),
    },
    "53号": {
        "D1.4": ("41.5%", "服务对象对办理时间很不满意，正在整改。"),
        "B1.3": ("37%", "上半年资金下达晚，支付进度慢。"),
    },
}
CONTACTS = 4


def full_marks(all_typed: All, group: Group, rng: Random) -> Planted:
    """Every project spends its last cent, reaches every target, and has 100 points."""
    typed = all_typed[group[0].unit]
    rows = tuple(
        {**_without(row, "说明"), "全年执行数": _adjusted(row), **_all_points(row)} for row in typed.lists["重点项目"]
    )
    rows = tuple({**row, "说明": "年中预算有调整，有批复。"} if row.get("预算调整数") else row for row in rows)
    sheets = tuple(_perfect(sheet) for sheet in typed.projects)
    all_typed[group[0].unit] = replace(typed, lists={**typed.lists, "重点项目": rows}, projects=sheets)
    return Planted(Fault.FULL_MARKS, (group[0].unit,), ("重点项目",), "100")


def _all_points(row: Row) -> Row:
    return {"项目自评得分": 100} if "项目自评得分" in row else {}


def _perfect(sheet: ProjectTyped) -> ProjectTyped:
    items = {
        **_without(sheet.items, "预算执行偏差原因"),
        "本年财政拨款全年执行数": sheet.items["本年财政拨款全年预算数"],
    }
    items["实际完成情况"] = items["预期目标"]
    return ProjectTyped(items, {at: _reached(row) for at, row in sheet.rows.items()})


def _reached(row: Row) -> Row:
    done = {**_without(row, "偏差原因分析及改进措施"), "实际完成值": str(row["年度指标值"]).lstrip("≥≤")}
    return done | ({"手工评分": row["分值"]} if "定性档次" in row else {})


def _without(row: Row, *labels: str) -> dict[str, object]:
    return {label: value for label, value in row.items() if label not in labels}


def _adjusted(row: Row) -> object:
    return row["年初预算数"] + row.get("预算调整数", 0)  # type: ignore[operator]


def can_spend_all(group: Sequence[UnitSpec], all_typed: All) -> bool:
    """项目支出 has room for its projects' whole budgets: more would be an error."""
    typed = all_typed[group[0].unit]
    whole = sum(_adjusted(row) for row in typed.lists["重点项目"])  # type: ignore[misc]
    return whole <= typed.items["项目支出全年执行数"]  # type: ignore[operator]


def ahead(all_typed: All, group: Group, rng: Random) -> Planted:
    """It spent some 60 %, and did everything else as well as the best."""
    figures = own_figures(group[0], pace=rng.randint(480, 560))
    all_typed[group[0].unit] = typed_of(group[0], replace(figures, pace=990))
    return Planted(Fault.AHEAD, (group[0].unit,), ("支出合计执行率", "总分"))


def outlier(all_typed: All, group: Group, rng: Random) -> Planted:
    """One answer that nobody else would give."""
    spec, typed = group[0], all_typed[group[0].unit]
    code, (value, why) = rng.choice(sorted(OUTLIERS[spec.framework].items()))
    answers = {**typed.answers, code: {**typed.answers[code], "完成值": value, "扣分原因": why}}
    all_typed[spec.unit] = replace(typed, answers=answers)
    return Planted(Fault.OUTLIER, (spec.unit,), (code,), value)


def no_output(all_typed: All, group: Group, rng: Random) -> Planted:
    """The first project spent nearly all and has done nothing."""
    return _unequal(all_typed, group[0], Fault.NO_OUTPUT, spent=True)


def no_money(all_typed: All, group: Group, rng: Random) -> Planted:
    """The first project spent nothing and has done it all."""
    return _unequal(all_typed, group[0], Fault.NO_MONEY, spent=False)


def _unequal(all_typed: All, spec: UnitSpec, fault: Fault, spent: bool) -> Planted:
    typed = all_typed[spec.unit]
    first, sheet = typed.lists["重点项目"][0], typed.projects[0]
    executed = first["全年执行数"] if spent else 0
    planned = str(sheet.rows[17]["年度指标值"])
    done = f"0{planned.lstrip('0123456789')}" if spent else planned
    why = {"偏差原因分析及改进措施": "实施条件未具备，当年没有完成。"} if spent else {}
    rows = {**sheet.rows, 17: {**_without(sheet.rows[17], "偏差原因分析及改进措施"), "实际完成值": done, **why}}
    if not spent:
        rows[24] = {**rows[24], "实际完成值": "0万元"}
    items = {**sheet.items, "本年财政拨款全年执行数": executed, "预算执行偏差原因": "款项按合同在次年支付。"}
    items["实际完成情况"] = items["预期目标"] if not spent else f"{sheet.rows[17]['三级指标']}{done}。"
    row = {**first, "全年执行数": executed, "说明": "款项按合同在次年支付。"}
    lists = {**typed.lists, "重点项目": (row, *typed.lists["重点项目"][1:])}
    all_typed[spec.unit] = replace(typed, lists=lists, projects=(ProjectTyped(items, rows), *typed.projects[1:]))
    return Planted(fault, (spec.unit,), ("重点项目[1].全年执行数", "项目自评1[1].实际完成值"), done)


def same_contact(all_typed: All, group: Group, rng: Random) -> Planted:
    """One person filled them all in, on one day."""
    items: Mapping[str, object] = {
        item: all_typed[group[0].unit].items[item] for item in ("填报人", "联系电话", "填报日期")
    }
    for spec in group:
        all_typed[spec.unit] = all_typed[spec.unit].with_items(**items)
    return Planted(Fault.SAME_CONTACT, tuple(one.unit for one in group), tuple(items), str(items["联系电话"]))


def any_will_do(group: Sequence[UnitSpec], all_typed: All) -> bool:
    return True


def alike(group: Sequence[UnitSpec], all_typed: All) -> bool:
    """Of one field, so that the text could be the other's."""
    return group[0].field == group[1].field


def unrelated(group: Sequence[UnitSpec], all_typed: All) -> bool:
    """Of different fields with one framework."""
    return group[0].field != group[1].field and group[0].framework == group[1].framework


def shared_trade(group: Sequence[UnitSpec], all_typed: All) -> bool:
    """As `unrelated`; a town does what everybody does, so it is none."""
    return unrelated(group, all_typed) and "乡镇" not in (group[0].field, group[1].field)


def scored_as(framework: str) -> Fits:
    """Of one framework."""
    return lambda group, _: group[0].framework == framework


PLANTS: tuple[tuple[Plant, int, int, Fits], ...] = (  # what, how many, of how many units, which
    (copied, 2, 2, alike),
    (renamed, 2, 2, alike),
    (reworded, 2, 2, alike),
    (other_name, 2, 2, any_will_do),
    (other_work, 2, 2, shared_trade),
    (same_budget, 2, 2, unrelated),
    (same_results, 1, 2, unrelated),
    (full_marks, 2, 1, can_spend_all),
    (ahead, 2, 1, any_will_do),
    (outlier, 2, 1, scored_as(GENERAL)),  # three of the few of 53号 would be a tail, no outliers
    (outlier, 1, 1, scored_as("53号")),
    (no_output, 1, 1, any_will_do),
    (no_money, 1, 1, any_will_do),
    (same_contact, 1, CONTACTS, any_will_do),
    (last_year, 2, 1, any_will_do),
)


def plant(all_typed: All, specs: Sequence[UnitSpec], rng: Random) -> list[Planted]:
    """Every fault of PLANTS into units of `specs`, each unit in one fault at most. ValueError where there are too few."""
    return list(_planted(all_typed, list(specs), rng))


def _planted(all_typed: All, free: list[UnitSpec], rng: Random) -> Iterator[Planted]:
    for make, times, size, fits in PLANTS:
        for _ in range(times):
            group = _group(free, size, all_typed, fits)
            for spec in group:
                free.remove(spec)
            yield make(all_typed, group, rng)


def _group(free: Sequence[UnitSpec], size: int, all_typed: All, fits: Fits) -> Group:
    for n, first in enumerate(free):
        rest = free[n + 1 :]
        if size == 2:
            for other in rest:
                if fits((first, other), all_typed):
                    return (first, other)
        elif len(rest) >= size - 1 and fits((first,), all_typed):
            return (first, *rest[: size - 1])
    raise ValueError("too few units to plant every fault")


def planted_units(planted: Sequence[Planted]) -> set[str]:
    """Every unit that a fault concerns."""
    return {unit for one in planted for unit in one.units}


__all__ = ["Typed", "plant", "planted_units"]

"""The figures of a made unit: staff, budget, execution, 三公, assets; they agree with each other as a sound workbook's do.

Amounts are whole hundredths of 万元 until they are typed; `money` makes them Decimals.
"""

from dataclasses import dataclass
from decimal import Decimal
from random import Random

from county_model import Row

INCOME = ("一般公共预算", "政府性基金预算", "财政专户管理资金", "单位资金及其他收入")
BASIC = ("工资福利支出", "商品和服务支出", "对个人和家庭的补助", "其他基本支出")
PROJECTS = "项目支出"
PACES = ((55, 962, 996), (25, 915, 965), (13, 820, 915), (7, 640, 820))  # how many in 100 spend how much in 1,000
LOW = 90
FAR_BEHIND = 640  # below what chance gives: only where asked for, with big projects that stand still
SLOW = 915  # of 1,000 spent: less, and the work lags too
WHY_LOW = (
    "部分合同按进度付款，尾款在次年支付。",
    "上级资金年底到位，当年来不及支付。",
    "招标结余未使用。",
    "人员调出，相应经费未支出。",
    "工程结算尚在审核，未达到付款条件。",
    "厉行节约，压减了相关开支。",
)
WHY_ADJUSTED = (
    "年中追加专项资金，有财政部门批复。",
    "上级下达补助资金，按规定调整预算。",
    "年中压减一般性支出，按财政部门通知调减。",
)


@dataclass(frozen=True)
class Line:
    """A line of income or spending, in hundredths of 万元."""

    initial: int
    adjustment: int
    executed: int

    @property
    def adjusted(self) -> int:
        return self.initial + self.adjustment

    @property
    def rate(self) -> Decimal:
        """In percent, half-up to 2 decimals."""
        return (Decimal(self.executed) * 100 / self.adjusted).quantize(Decimal("0.01"), "ROUND_HALF_UP")


@dataclass(frozen=True)
class Figures:
    """Everything in numbers. `pace`: how much of 1,000 the unit spends."""

    pace: int
    spending: dict[str, Line]
    income: dict[str, Line]
    staff: dict[str, tuple[int, int, int]]
    items: Row

    @property
    def total(self) -> Line:
        """支出合计."""
        return summed(self.spending)


def money(hundredths: int) -> Decimal:
    """万元."""
    return Decimal(hundredths).scaleb(-2)


def summed(lines: dict[str, Line]) -> Line:
    """The total of lines."""
    return Line(
        *(sum(getattr(line, name) for line in lines.values()) for name in ("initial", "adjustment", "executed"))
    )


def figures_of(rng: Random, small: bool, pace: int = 0) -> Figures:
    """The figures of a unit; `small`: a station or a school rather than a bureau; `pace`: it spends so much of 1,000."""
    staff = _staff(rng, small)
    heads = sum(now for _, now, _ in staff.values())
    low, high = next((low, high) for share, low, high in _drawn(rng) if share)
    pace = pace or rng.randint(low, high)
    spending = _spending(rng, heads, pace)
    income = _income(rng, spending)
    items = {**_staff_items(rng, staff), **_lines(rng, spending, "支出"), **_lines(rng, income, "收入")}
    items |= {
        **_checks(spending, income),
        **_past(rng, spending, income),
        **_public(rng, heads, spending),
        **_assets(rng, heads),
    }
    return Figures(pace, spending, income, staff, items)


def _drawn(rng: Random) -> list[tuple[bool, int, int]]:
    at, drawn, taken = rng.randrange(100), [], False
    for share, low, high in PACES:
        drawn.append((not taken and at < share, low, high))
        taken, at = taken or at < share, at - share
    return drawn


def _staff(rng: Random, small: bool) -> dict[str, tuple[int, int, int]]:
    """Kind → posts, in post, in post last year."""
    size = rng.randint(8, 40) if small else rng.randint(18, 120)
    share = rng.uniform(0.1, 0.3) if small else rng.uniform(0.4, 0.7)
    admin, workers = max(2, int(size * share)), rng.randint(0, 3)
    found = {}
    for kind, posts in (("行政", admin), ("事业", max(3, size - admin)), ("工勤", workers), ("其他人员", 0)):
        now = max(0, posts - rng.randint(0, max(0, posts // 8)))
        found[kind] = posts, now, max(0, min(posts, now + rng.choice((-1, 0, 0, 0, 1))))
    if rng.random() < 0.08:
        posts, now, before = found["事业"]
        found["事业"] = posts, posts + rng.randint(1, 2), before
    return found


def _staff_items(rng: Random, staff: dict[str, tuple[int, int, int]]) -> Row:
    columns = ("编制数", "在职人数", "上年在职人数")
    items: dict[str, object] = {
        f"{kind}{c}": n for kind, row in staff.items() for c, n in zip(columns, row, strict=True)
    }
    sums = [sum(row[n] for row in staff.values()) for n in range(3)]
    if rng.random() < 0.8:
        items |= {f"报表合计{c}": n for c, n in zip(columns, sums, strict=True)}
    hired, retired = rng.choice((0, 0, 1, 2, 3, 5)), rng.randint(0, sums[1])
    items |= {"雇员人数": hired, "离退休人数": retired, "财供人员填报数": sums[1] + hired + retired, "离休人数": 0}
    if staff["事业"][1] > staff["事业"][0]:
        items["事业说明"] = "军转干部和政策性安置人员超出编制，按计划消化。"
    return items


def _spending(rng: Random, heads: int, pace: int) -> dict[str, Line]:
    pay = heads * rng.randint(1150, 1620) + rng.randrange(100)
    found = {"工资福利支出": _line(rng, pay, rng.randint(968, 1000))}
    found["商品和服务支出"] = _line(
        rng, heads * rng.randint(180, 420) + rng.randrange(100), min(998, pace + rng.randint(-25, 15))
    )
    found["对个人和家庭的补助"] = _line(rng, heads * rng.randint(60, 210) + rng.randrange(100), rng.randint(955, 1000))
    found["其他基本支出"] = _line(rng, heads * rng.randint(15, 40) + rng.randrange(100), rng.randint(930, 1000))
    initial = int(pay * (rng.uniform(2.0, 3.0) if pace < FAR_BEHIND else rng.uniform(0.25, 1.6)))
    adjustment = rng.choice((0, 0, 0, 1, 1, -1)) * int(initial * rng.uniform(0.04, 0.16))
    found[PROJECTS] = _line(rng, initial, min(1000, pace + rng.randint(-30, 12)), adjustment)
    return found


def _line(rng: Random, initial: int, per_mille: int, adjustment: int = 0) -> Line:
    adjusted = initial + adjustment
    return Line(initial, adjustment, min(adjusted, adjusted * per_mille // 1000 + rng.randrange(30)))


def _income(rng: Random, spending: dict[str, Line]) -> dict[str, Line]:
    total = summed(spending)
    shares = {name: rng.uniform(0.02, 0.12) if rng.random() < 0.35 else 0 for name in INCOME[1:]}
    parts = {name: int(total.initial * share) for name, share in shares.items() if share}
    main = total.initial - sum(parts.values())
    executed = min(total.adjusted, total.executed + int(total.adjusted * rng.uniform(0.0, 0.012)))
    found = {name: Line(initial, 0, initial * executed // total.adjusted) for name, initial in parts.items()}
    rest = executed - sum(line.executed for line in found.values())
    return {INCOME[0]: Line(main, total.adjustment, rest), **found}


def _lines(rng: Random, lines: dict[str, Line], side: str) -> Row:
    items: dict[str, object] = {}
    told = rng.random() < 0.3
    for name, line in lines.items():
        items |= {f"{name}年初预算数": money(line.initial), f"{name}全年执行数": money(line.executed)}
        if name == PROJECTS:
            items[f"{name}预算调整数"] = money(0)
        if line.adjustment:
            items |= {
                f"{name}预算调整数": money(line.adjustment),
                f"{name}说明": rng.choice(WHY_ADJUSTED[:2]) if line.adjustment > 0 else WHY_ADJUSTED[2],
            }
        if line.rate < LOW and rng.random() < 0.97:
            items[f"{name}说明"] = items.get(f"{name}说明", "") + rng.choice(WHY_LOW)  # type: ignore[operator]
        if told:
            items[f"{name}填报执行率"] = line.rate.scaleb(-2)  # a percent cell holds 0.9824
    total = summed(lines)
    if total.rate < LOW and rng.random() < 0.97:
        items[f"{side}合计说明"] = rng.choice(WHY_LOW)
    if total.adjustment:
        items[f"{side}合计说明"] = items.get(f"{side}合计说明", "") + "预算调整情况见分项说明。"  # type: ignore[operator]
    if rng.random() < 0.7:
        values = (total.initial, total.adjustment, total.adjusted, total.executed)
        columns = ("年初预算数", "预算调整数", "调整后预算数", "全年执行数")
        items |= {f"{side}报表合计{column}": money(value) for column, value in zip(columns, values, strict=True)}
    return items


def _checks(spending: dict[str, Line], income: dict[str, Line]) -> Row:
    people = ("工资福利支出", "对个人和家庭的补助")
    groups = {
        "人员经费": people,
        "公用经费": [n for n in BASIC if n not in people],
        "基本支出": BASIC,
        "项目支出": (PROJECTS,),
    }
    items: dict[str, object] = {}
    for group, names in groups.items():
        total = summed({name: spending[name] for name in names})
        items |= {f"核对{group}调整后预算数": money(total.adjusted), f"核对{group}全年执行数": money(total.executed)}
    return {**items, "收入决算数": money(summed(income).executed), "支出决算数": money(summed(spending).executed)}


def _past(rng: Random, spending: dict[str, Line], income: dict[str, Line]) -> Row:
    received, spent = summed(income).executed, summed(spending).executed
    before = rng.randint(100, 4000)
    ratio = rng.uniform(0.86, 1.14)
    return {
        "上年收入决算数": money(int(received * ratio)), "上年支出决算数": money(int(spent * ratio * rng.uniform(0.98, 1.01))),
        "上年结转结余": money(before), "年末结转结余": money(before + received - spent), "上年年末结转结余": money(before),
    }  # fmt: skip


def _public(rng: Random, heads: int, spending: dict[str, Line]) -> Row:
    cars = rng.choice((0, 0, 1, 2, 3))
    treats = not cars or rng.random() < 0.8
    items: dict[str, object] = {
        f"{name}{column}": money(0)
        for name in ("出国费", "用车购置费")
        for column in ("上年决算数", "本年预算数", "本年决算数")
    }
    for name, base in (
        ("用车运行费", cars * rng.randint(210, 330)),
        ("接待费", rng.randint(40, 90) + heads * rng.randint(1, 5) if treats else 0),
    ):
        budget = base - base * rng.randint(0, 6) // 100
        spent = budget - budget * rng.randint(1, 18) // 100
        items |= {
            f"{name}上年决算数": money(base),
            f"{name}本年预算数": money(budget),
            f"{name}本年决算数": money(spent),
        }
    guests = rng.randint(4, 30) if treats else 0
    items |= {"公务接待批次": guests, "公务接待人次": guests * rng.randint(5, 9), "公务用车购置数": 0}
    goods = spending["商品和服务支出"].executed
    spent = goods * rng.randint(82, 98) // 100
    plan = max(spent, min(spending["商品和服务支出"].adjusted, spent * rng.randint(1000, 1060) // 1000))
    bought = spending[PROJECTS].executed * rng.randint(10, 40) // 100
    items |= {"公用经费预算安排数": money(plan), "公用经费实际支出数": money(spent)}
    return items | {
        "政府采购预算安排数": money(bought * rng.randint(1000, 1080) // 1000),
        "政府采购实际支出数": money(bought),
    }


def _assets(rng: Random, heads: int) -> Row:
    owned = heads * rng.randint(900, 9000) + rng.randrange(100)
    return {"固定资产总额": money(owned), "在用固定资产总额": money(owned * rng.randint(930, 999) // 1000)}

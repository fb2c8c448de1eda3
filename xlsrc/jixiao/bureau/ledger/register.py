"""登记, 缺报名单, 名册: what arrived, who is missing, who has to file."""

from collections.abc import Iterator
from datetime import date

from jixiao.bureau.desk import MISSING as NOT_FILED
from jixiao.bureau.desk import UNUSABLE, Line, UnitLine
from jixiao.bureau.ledger import names
from jixiao.bureau.ledger.accounting import STATUSES
from jixiao.bureau.ledger.plan import Cell, Column, LedgerSheet, Linked, Target
from jixiao.bureau.ledger.view import View
from jixiao.filing.memory import SAME
from jixiao.values.typed import folded

TAKE = ("采用", "不采用")
REGISTER = (
    Column(names.UNIT, 22),
    Column(names.STATUS, 8, "choice"),
    Column("原因", 32),
    Column("文件", 28, "link"),
    Column(names.WHERE, 30),
    Column("种类", 11, "choice"),
    Column("收到时间", 19, "code"),
    Column("模板版本", 8, "code"),
    Column("核对码", 13, "code"),
    Column(
        names.TAKEN, 8, "choice", typed=True, choices=TAKE,
        hint="程序选的不对时在这里选：采用，就用这个文件；不采用，就不用它。不选的由程序定。重新收集后生效。",
    ),
    Column(names.NOTE, 20, "entry", typed=True, hint="可以写任何说明，重新收集后保留。"),
    Column(names.DIGEST, 16, "key"),
)  # fmt: skip
MISSING = (
    Column("序号", 6, "count"),
    Column(names.UNIT, 34),
    Column(names.CONTACT, 12),
    Column(names.PHONE, 18, "code"),
    Column(names.MAIL, 28),
    Column(names.DUE, 13, "date"),
    Column("超期天数", 10, "count"),
    Column(names.STATUS, 9, "choice"),
    Column("原因", 44),
    Column(names.NOTE, 20),
)
ROSTER = (
    Column(names.UNIT, 34, "entry", typed=True, hint="单位全称，和单位填报的“单位名称”一致。"),
    Column(names.CONTACT, 12, "entry", typed=True),
    Column(names.PHONE, 18, "entry", typed=True),
    Column(names.MAIL, 28, "entry", typed=True),
    Column(names.DUE, 13, "date", typed=True, hint="如 2025-07-31。过了这天才到的算逾期。"),
    Column(names.FRAMEWORK, 30, "entry", typed=True, hint="这个单位用的指标体系；空着的用统一的。"),
    Column(names.NOTE, 34, "entry", typed=True),
)
NO_FILE, NO_USE = "没有收到文件。", "收到的文件不能用，见《登记》。"


def register_sheet(view: View) -> LedgerSheet:
    """A row a file, and a row a unit of the roster without any."""
    order = _order(view)
    lines = sorted(view.desk.lines, key=lambda line: _rank(line, order))
    chosen: set[str] = set()
    rows = [(order.get(line.registered.unit, len(order)), _file_row(view, line, chosen)) for line in lines]
    rows += [(order[one.obliged.unit], _no_file_row(view, one)) for one in _without_file(view)]
    rows.sort(key=lambda row: row[0])
    return LedgerSheet(
        names.REGISTER,
        "收到的文件登记",
        "收到的每个文件一行，没有文件的单位也各有一行。点文件名打开。黄色列由人填，重新收集后保留。",
        REGISTER,
        [row for _, row in rows],
        "没有收到文件，也没有名册。",
        sorted_by="名册顺序、状态、收到时间",
    )


def missing_sheet(view: View) -> LedgerSheet:
    """Who has to be asked: units without a file, or with none that can be used."""
    late = [one for one in view.desk.units if one.listed and one.standing in (NOT_FILED, UNUSABLE)]
    late.sort(key=lambda one: -_days(one.due, view.desk.today))
    why = {folded(line.registered.unit): line.registered.why for line in view.desk.lines if line.registered.why}
    return LedgerSheet(
        names.MISSING,
        f"缺报名单（截至 {view.desk.today.isoformat()}）",
        "名册上没有报来、或报来的不能用的单位，可以打印后催报。",
        MISSING,
        [_missing_row(n, one, view.desk.today, why) for n, one in enumerate(late, 1)],
        "没有缺报的单位。" if any(one.listed for one in view.desk.units) else "没有名册，不知道谁应报。",
        sorted_by="超期天数、名册顺序",
    )


def roster_sheet(view: View) -> LedgerSheet:
    """The roster as it was read; it can be edited here."""
    listed = [one.obliged for one in view.desk.units if one.listed and one.obliged.place]  # without one nobody is
    return LedgerSheet(
        names.ROSTER,
        "应报单位名册",
        "由人填：一个单位一行，可以增删、改动，重新收集后按这里的算。",
        ROSTER,
        [(o.unit, o.contact, o.phone, o.mail, o.due, o.framework, o.note) for o in listed],
        "没有名册。",
    )


def _order(view: View) -> dict[str, int]:
    return {one.obliged.unit: n for n, one in enumerate(view.desk.units)}


def _rank(line: Line, order: dict[str, int]) -> tuple[int, str, int, str, str]:
    told, status = line.registered, line.registered.status
    known = STATUSES.index(status) if status in STATUSES else len(STATUSES)
    unit = order.get(told.unit, len(order))
    return unit, told.unit, known, line.arrival.received, line.arrival.where


def _file_row(view: View, line: Line, chosen: set[str]) -> tuple[Cell, ...]:
    arrival, told = line.arrival, line.registered
    name: Cell = Linked(arrival.name, Target(arrival.path)) if arrival.path else arrival.name
    known = view.every_file.loc[arrival.digest] if arrival.digest in view.every_file.index else None
    about = ("", "", "") if known is None else (known["form"], known["version"], known["fingerprint"])
    form, version, digits = about
    taken, note = _typed(view, line, chosen)
    seen = told.unit, told.status, told.why or arrival.refused, name, arrival.where, form
    return *seen, arrival.received, version, digits, taken, note, arrival.digest


def _typed(view: View, line: Line, chosen: set[str]) -> tuple[str, str]:
    """选用 and 备注: said of the file, so they stand beside its first row only, never beside a duplicate."""
    digest = line.arrival.digest
    if not digest:
        return "", view.notes.get(names.note_of_file(line.arrival.where), "")
    if digest in chosen or (line.registered.status == SAME and _stands_elsewhere(view, digest)):
        return "", ""
    chosen.add(digest)
    return line.choice.taken, line.choice.note


def _stands_elsewhere(view: View, digest: str) -> bool:
    return any(one.arrival.digest == digest and one.registered.status != SAME for one in view.desk.lines)


def _without_file(view: View) -> Iterator[UnitLine]:
    filed = {line.registered.unit for line in view.desk.lines}
    return (one for one in view.desk.units if one.obliged.unit not in filed)


def _no_file_row(view: View, one: UnitLine) -> tuple[Cell, ...]:
    unit = one.obliged.unit
    note = view.notes.get(names.note_of_unit(unit), "")
    return unit, one.standing, f"没有收到这个单位的文件。{one.perhaps}", *[None] * 7, note, None


def _missing_row(n: int, one: UnitLine, today: date, why: dict[str, str]) -> tuple[Cell, ...]:
    who = one.obliged
    days = _days(one.due, today)
    known = (why.get(folded(who.unit)), NO_USE) if one.standing == UNUSABLE else (one.perhaps, NO_FILE)
    asked = n, who.unit, who.contact, who.phone, who.mail, one.due, days or None
    return *asked, one.standing, known[0] or known[1], who.note


def _days(due: date | None, today: date) -> int:
    return max(0, (today - due).days) if due else 0

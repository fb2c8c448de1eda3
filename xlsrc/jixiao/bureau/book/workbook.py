"""The ledger with buttons: blank, as it is shipped, or of a desk. Its plan is the other ledger's, with what 首页 asks above its list."""

import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import MappingProxyType

from jixiao import resources
from jixiao.bureau.book.asked import HEAD, USUAL, typed_on_home
from jixiao.bureau.book.head_drawing import head_of
from jixiao.bureau.desk import Desk
from jixiao.bureau.ledger import LedgerSheet, names, sheets
from jixiao.bureau.ledger.drawing import CHARTS, drawn
from jixiao.bureau.ledger.indicators import MOST
from jixiao.bureau.settings import usual
from jixiao.drawing.workbook import CREATED
from jixiao.engines import open_port
from jixiao.filing.memory import Memory
from jixiao.macros import ribbon
from jixiao.macros.ribbon import with_ribbon
from jixiao.resources import LEDGER_NAME

ROWS = 100_000  # that filters, borders and lists to pick from reach to; more are written, and look plain
DETAIL_COLUMNS = MOST + 3
NOTHING_YET = "还没有收集过。填好下面的黄色格和《名册》，把各单位报来的文件放进收件文件夹，按【收集】。"
NOTHING_SAID: Mapping[str, object] = MappingProxyType({})
NOWHERE = Path(":memory:")  # a memory that no file keeps


def plan_with_buttons(desk: Desk) -> list[LedgerSheet]:
    """The sheets of a desk as they stand in a workbook with buttons, which fill them again and again."""
    return [_with_room(plan) for plan in sheets(desk)]


def _with_room(plan: LedgerSheet) -> LedgerSheet:
    head = HEAD if plan.name == names.HOME else plan.head
    room = DETAIL_COLUMNS if plan.name == names.DETAILS else 0
    empty = "" if plan.name == names.ROSTER else plan.empty  # there the first unit is typed
    return replace(plan, head=head, spare=ROWS, room=room, empty=empty)


def ledger_with_buttons(desk: Desk, asked: Mapping[str, object] = USUAL) -> bytes:
    """The .xlsm of a desk, with the project of the shipped one; `asked`: what stands on 首页 in the cells to type in, by label."""
    return _workbook(plan_with_buttons(desk), _project_as_shipped(), asked)


def rewritten(path: Path, desk: Desk, said: Mapping[str, object] = NOTHING_SAID) -> bytes:
    """The .xlsm of a desk for where one may stand already: what was typed on its 首页 stays, but for what is `said` anew.

    UnusableWorkbook where it can't be read.
    """
    if not path.exists():
        return ledger_with_buttons(desk, {**USUAL, **said})
    port = open_port(path)
    try:
        return ledger_with_buttons(desk, {**typed_on_home(port.raw_sheet(names.HOME)), **said})
    finally:
        port.close()


def blank_ledger(vba: bytes) -> bytes:
    """绩效自评台账.xlsm as it is shipped: nothing collected yet."""
    return _workbook(blank_plans(), vba)


@cache
def blank_plans() -> tuple[LedgerSheet, ...]:
    """The sheets with nothing collected: where everything stands, which never depends on what is collected."""
    memory = Memory(NOWHERE)
    try:
        desk = Desk(memory, (), (), None, CREATED.date(), usual())
        return tuple(_undated(plan) for plan in plan_with_buttons(desk))
    finally:
        memory.close()


def _undated(plan: LedgerSheet) -> LedgerSheet:
    """Without the day it was built."""
    if plan.name == names.HOME:
        return replace(plan, note=NOTHING_YET)
    return replace(plan, title=names.MISSING) if plan.name == names.MISSING else plan


def _workbook(plans: Sequence[LedgerSheet], vba: bytes, asked: Mapping[str, object] = USUAL) -> bytes:
    return with_ribbon(drawn(plans, vba, {**CHARTS, names.HOME: head_of(asked)}), ribbon.LEDGER)


def project_from_source() -> bytes:
    """vbaProject.bin made from workbook/vba, with a module for each sheet."""
    from jixiao.macros.vba import LEDGER, vba_project

    return vba_project(LEDGER, len(names.SHEETS))


def _project_as_shipped() -> bytes:
    with zipfile.ZipFile(resources.workbook(LEDGER_NAME)) as package:
        return package.read("xl/vbaProject.bin")

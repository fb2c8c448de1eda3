"""The photographs of the bureau's ledger: blank, and of a made county as it stands after 收集."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

from camera import Camera
from paper import Box, numbered
from PIL import Image

from counties import Counts, make_county
from jixiao import resources
from jixiao.bureau.book.workbook import plan_with_buttons, rewritten
from jixiao.bureau.collecting import Collection, collect
from jixiao.bureau.ledger import Cell, LedgerSheet, Linked, names
from jixiao.bureau.roster import read_roster
from jixiao.bureau.running import runner_for
from jixiao.resources import LEDGER_NAME
from jixiao.values.address import column_letters

Pictures = Iterator[tuple[str, Image.Image]]
UNITS = 70
COUNTS = Counts(missing=4, bad=5, only_bad=1, duplicates=3, older=3, damaged_newer=1, newer_with_errors=1, press=True)
FILED_UNTIL, TODAY = date(2025, 6, 20), date(2025, 7, 1)
SHOWN = 8  # rows below the headings that a frame covers


def of_ledger(camera: Camera, folder: Path) -> Pictures:
    """Every picture of the chapter about collecting."""
    path = folder / LEDGER_NAME
    path.write_bytes(resources.workbook(LEDGER_NAME).read_bytes())
    with camera.opened(path):
        camera.arrange(names.HOME, 480, 85)
        buttons = (*camera.button("收集")[:2], *camera.button("帮助")[2:])
        yield "台账-首页", numbered(camera.window(), camera.cells(names.HOME, "A6:C10"), buttons)
    plans = collected(path)
    with camera.opened(path):
        yield from _of_collected(camera, plans)


def collected(path: Path) -> dict[str, LedgerSheet]:
    """The ledger of a made county, written to the path; its plan by sheet."""
    account = make_county(path.parent, 3, units=UNITS, counts=COUNTS)
    roster = read_roster(account.roster).units
    wanted = Collection(
        path.parent, path.stem, (account.folder,), TODAY, roster, account.year, due=FILED_UNTIL, own=(account.roster,)
    )
    with collect(wanted, runner_for()) as desk:
        path.write_bytes(rewritten(path, desk))
        return {plan.name: plan for plan in plan_with_buttons(desk)}


def _of_collected(camera: Camera, plans: dict[str, LedgerSheet]) -> Pictures:
    camera.arrange(names.ROSTER, 380, 85)
    yield "台账-名册", camera.window()
    camera.arrange(names.HOME, 640, 85, top=12)
    rows = {_shown(row[0]): plans[names.HOME].first + n for n, row in enumerate(plans[names.HOME].rows)}
    units, files = (
        camera.cells(names.HOME, f"A{rows[a]}:B{rows[b]}") for a, b in (("应报", "不能用"), ("收到文件", "不能用"))
    )
    yield "台账-收集以后", numbered(camera.window(), units, files)
    marked = (
        ("台账-登记", names.REGISTER, (("状态", "状态"), ("原因", "原因"), ("选用", "选用"))),
        ("台账-总表", names.TOTALS, (("上报总分", "重算总分"), ("差", "差"))),
        ("台账-疑点", names.SUSPICIONS, (("单位", "单位"), ("证据1", "证据2"), ("核实情况", "核实情况"))),
    )
    for name, sheet, spans in marked:
        camera.arrange(sheet, 620, 80, width=1500)
        yield name, numbered(camera.window(), *(_columns(camera, plans[sheet], *span) for span in spans))
    for name, sheet in (("台账-缺报名单", names.MISSING), ("台账-图表", names.CHARTS), ("台账-问题", names.PROBLEMS)):
        camera.arrange(sheet, 560, 80, width=1250)
        yield name, camera.window()


def _shown(cell: Cell) -> object:
    return cell.value if isinstance(cell, Linked) else cell


def _columns(camera: Camera, plan: LedgerSheet, first: str, last: str) -> Box:
    """From the heading of one column to some rows below that of another."""
    letters = [column_letters(plan.column(label)) for label in (first, last)]
    bottom = min(plan.top + SHOWN, plan.top + len(plan.rows))
    return camera.cells(plan.name, f"{letters[0]}{plan.top}:{letters[1]}{bottom}")

"""下属单位汇总 and 下属单位文字 as blocks."""

from collections.abc import Iterator, Mapping
from decimal import Decimal

from jixiao.findings import Place
from jixiao.forms import Forms
from jixiao.forms import office_sheets as at
from jixiao.forms.filed_sheets import UNUSABLE
from jixiao.forms.names import UNIT_SUMS
from jixiao.offices.merging.model import Spot
from jixiao.offices.raws import as_json
from jixiao.offices.record import FindPlace
from jixiao.offices.units.gathering import Units
from jixiao.offices.units.reading import Path
from jixiao.press.blocks import Block, Cell, Live
from jixiao.values.address import a1
from jixiao.values.widths import row_height


def sum_block(units: Units, height: int, place: FindPlace, forms: Forms) -> Block:
    """下属单位汇总: one line a figure, a column a unit; 本部门填的 is a formula, so that it shows what stands there."""
    pad = at.UNIT_COLUMNS - len(units.names)
    rows: list[list[Cell]] = [[*at.UNIT_FIXED, *units.names, *[None] * pad, as_json(units.came)]]
    for path, values in _in_order(units.sums, forms):
        row = at.UNIT_TOP + len(rows)
        total, bad = units.total(path), units.bad.get(path, set())
        if total is None and not bad:
            continue
        spot = Spot(path[0]) if len(path) == 1 else Spot(path[0], path[1], 0, path[2])
        where = place(spot)
        told = path[0] if len(path) == 1 else f"{path[1]}　{path[2]}"
        given: list[Cell] = [UNUSABLE if name in bad else values.get(name) for name in units.names]
        rows.append([where.sheet or path[0], told, total, *_live(where, row), *given, *[None] * pad, as_json(path)])
    blank: list[Cell] = [None] * len(rows[0])
    rows += [blank] * (height - at.UNIT_TOP + 1 - len(rows))
    return Block(UNIT_SUMS, at.UNIT_TOP, at.UNIT_LEFT, rows, {at.UNIT_TOP: 30})


def _live(where: Place, row: int) -> list[Cell]:
    if not where.row:
        return [None, None]
    main, total = f"'{where.sheet}'!{where.cell}", a1(row, at.UNIT_LEFT + 2)
    return [Live(f'IF({main}="","",{main})'), Live(f'IF({main}="","",ROUND({main}-{total},6))')]


def _in_order(
    sums: Mapping[Path, Mapping[str, Decimal | None]], forms: Forms
) -> Iterator[tuple[Path, Mapping[str, Decimal | None]]]:
    items = {item: n for n, (item, _) in enumerate(forms.items())}
    lists = {name: len(items) + n for n, name in enumerate(forms.lists)}

    def rank(path: Path) -> tuple[object, ...]:
        if len(path) == 1:
            return (items.get(path[0], 0), "", 0)
        columns = [column.label for column in forms.lists[path[0]].columns] if path[0] in forms.lists else []
        return (lists.get(path[0], 0), path[1], columns.index(path[2]) if path[2] in columns else 0)

    yield from sorted(sums.items(), key=lambda one: rank(one[0]))


def text_block(units: Units, height: int, forms: Forms) -> Block:
    """下属单位文字, by item."""
    sheets = {item: form.sheet for form, section in forms.sections() for item in section.items}
    table = at.TEXT_TABLE
    rows: list[list[Cell]] = []
    heights = {}
    for (path, unit), text in sorted(units.texts.items()):
        heights[table.first + len(rows)] = row_height([(text, table.columns[3].width)])
        rows.append([sheets.get(path[0], path[0]), path[-1], unit, text, as_json(path)])
    blank: list[Cell] = [None] * len(table.columns)
    rows += [blank] * (height - table.first + 1 - len(rows))
    return Block(table.sheet, table.first, table.left, rows or [blank], heights)

"""What a person chose for a conflict, carried out; a merge taken back. Both only where the cell still holds what was told."""

from collections.abc import Mapping

from jixiao.offices.merging.desk import Desk
from jixiao.offices.merging.model import WHOLE, Spot, digest
from jixiao.offices.raws import FormulaText, Raw


def replace_with(desk: Desk, spot: Spot, raw: Raw, told: str) -> bool:
    """Write a cell or a whole row where what stands there is what was `told` (a digest), or already `raw`.

    False, and nothing written, where it has changed since, is gone, or has no room.
    """
    value = desk.value(spot)
    now, cells = digest(value), value.values() if isinstance(value, Mapping) else [value]
    if now == digest(raw):
        return True
    if any(isinstance(cell, FormulaText) for cell in cells):
        return False  # nobody's formula is overwritten
    return now == told and _write(desk, spot, raw)


def _write(desk: Desk, spot: Spot, raw: Raw) -> bool:
    if spot.is_item or spot.column != WHOLE:
        if not desk.knows(spot):
            return False
        desk.put(spot, raw)
        return True
    line = desk.line_at(spot)
    if not isinstance(raw, Mapping):
        if line is not None:
            desk.remove(spot.name, line)
        return True
    if line is not None:
        line.cells = dict(raw)
        return True
    return desk.add(spot.name, raw, spot.group) is not None

"""Heights of the rows of a list, fitted to their wrapped texts."""

from collections.abc import Mapping

from jixiao.snapshot import Snapshot
from jixiao.values.typed import visible
from jixiao.values.widths import row_height

LEAST, USUAL_WIDTH = 24.0, 20.0


def column_widths(snapshot: Snapshot, table: str) -> dict[int, float]:
    """Column of the sheet → its width as drawn."""
    body = snapshot.bodies[table]
    form, section = next((form, one) for form, one in snapshot.forms.sections() if one.item == table)
    widths = dict(zip(section.headers, form.widths, strict=False))
    return {column: widths.get(label, USUAL_WIDTH) for label, column in body.columns.items()}


def fitted(texts: Mapping[int, object], widths: Mapping[int, float]) -> float:
    """The height of a row with these contents by column, in points."""
    return row_height([(visible(text), widths[column]) for column, text in texts.items() if column in widths], LEAST)

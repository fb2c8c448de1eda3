"""指标名称 and 检查结果 of 佐证材料清单, beside what was typed."""

from collections.abc import Iterator

from jixiao.evaluation import Evaluation
from jixiao.evaluation.evidence import NAME, STATE
from jixiao.forms.names import EVIDENCE_LIST
from jixiao.press.blocks import Block, Cell
from jixiao.press.columns import column_blocks, has_columns
from jixiao.snapshot import Snapshot


def evidence_blocks(snapshot: Snapshot, evaluation: Evaluation) -> Iterator[Block]:
    """Both columns; nothing where the list or a heading of it is not there."""
    body = snapshot.bodies.get(EVIDENCE_LIST)
    if body is None or not has_columns(body, (NAME, STATE)):
        return
    shown = {snapshot.places[one.key].row: (one.name or None, one.state or None) for one in evaluation.evidence}
    rows: list[list[Cell]] = [list(shown.get(row, (None, None))) for row in range(body.first, body.last + 1)]
    yield from column_blocks(body, (NAME, STATE), rows)

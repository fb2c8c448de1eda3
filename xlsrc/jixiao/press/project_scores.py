"""What a press writes about project sheets: their 得分 column with 总分 and 等次, and 自评表得分 in 重点项目."""

from collections.abc import Iterator, Sequence

from jixiao.evaluation import Evaluation
from jixiao.evaluation.scoring.listed import SHEET_SCORE
from jixiao.evaluation.scoring.model import ProjectScore
from jixiao.forms.names import PROJECTS
from jixiao.forms.project_sheet import LIST_COLUMNS
from jixiao.press.blocks import Block, Cell
from jixiao.press.score_sheet import INCOMPLETE
from jixiao.snapshot import Project, Snapshot
from jixiao.snapshot.grid import Grid

SCORE = "得分"


def project_blocks(snapshot: Snapshot, evaluation: Evaluation) -> Iterator[Block]:
    """One column per project sheet; a sheet that was emptied is cleared. Then the column of 重点项目."""
    results = {one.project.sheet: one for one in evaluation.projects}
    for project in snapshot.projects:
        if project.body is not None:
            yield _sheet_block(project, results.get(project.sheet), snapshot)
    body = snapshot.bodies.get(PROJECTS)
    if body is not None and SHEET_SCORE in body.columns:
        at = {snapshot.places[key].row: total for key, total in evaluation.sheet_scores.items()}
        rows: list[list[Cell]] = [[at.get(row)] for row in range(body.first, body.last + 1)]
        yield Block(body.sheet, body.first, body.columns[SHEET_SCORE], rows)


def sheets_to_show(snapshot: Snapshot, grids: Sequence[Grid]) -> list[str]:
    """Hidden project sheets that are needed now: as many, from the first, as 重点项目 lists projects."""
    hidden = {grid.sheet for grid in grids if not grid.visible}
    listed = sum(bool(record.label) for record in snapshot.tables[PROJECTS])
    return [project.sheet for project in snapshot.projects[:listed] if project.sheet in hidden]


def _sheet_block(project: Project, result: ProjectScore | None, snapshot: Snapshot) -> Block:
    """From the first indicator to 总分 and 等次, the two rows below the last."""
    assert project.body is not None
    lines = result.lines[1:] if result else ()
    at = {snapshot.places[line.key].row: line.points for line in lines}
    rows: list[list[Cell]] = [[at.get(row)] for row in range(project.body.first, project.body.last + 1)]
    total: Cell = None
    if result:
        total = INCOMPLETE if result.total is None else result.total
    rows += [[total], [result.grade or None if result else None]]
    return Block(project.sheet, project.body.first, LIST_COLUMNS[SCORE], rows)

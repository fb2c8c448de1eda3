"""A Snapshot is what was typed: evaluating reads it, and what project sheets scored stands beside it."""

import copy
import sys
from decimal import Decimal

from project_books import listed, project, workbook

from books import snapshot_of, type_into
from jixiao.evaluation import evaluate
from jixiao.evaluation.scoring.listed import SHEET_SCORE
from jixiao.evaluation.scoring.lookup import SnapshotLookup
from jixiao.forms.names import PROJECTS
from jixiao.values.key import Key

STAGES = ("framework_of", "score_projects", "run_entry_checks", "run_project_checks", "with_answers")


def _snapshot(tmp_path):
    """Two projects in 重点项目, the first with a sheet of its own; a stale 1 stands in both cells of 自评表得分."""
    rows = listed(("河道清淤", 80, 20, 93.4), ("校舍维修", 80, 20, 93.4))
    path = workbook(tmp_path / "项目.xlsm", project("项目自评1", "河道清淤"), rows)
    type_into(path, {("重点项目", "I6"): 1, ("重点项目", "I7"): 1}, path)
    return snapshot_of(path)


def test_every_stage_sees_the_snapshot_itself(tmp_path, monkeypatch):
    """No stage is handed a changed copy, and none changes it."""
    snapshot, module = _snapshot(tmp_path), sys.modules["jixiao.evaluation.evaluate"]
    before, seen = copy.deepcopy(snapshot.tables), []
    for name in STAGES:
        stage = getattr(module, name)

        def watched(*given, stage=stage):
            seen.append(next(one for one in given if type(one) is type(snapshot)))
            return stage(*given)

        monkeypatch.setattr(module, name, watched)
    monkeypatch.setattr(module, "run_score_checks", lambda scored: seen.append(scored.snapshot) or ())
    evaluate(snapshot)
    assert len(seen) == len(STAGES) + 1
    assert all(one is snapshot for one in seen)
    assert snapshot.tables == before


def test_scores_of_project_sheets_stand_beside_the_entries(tmp_path):
    """Formulas read them by 重点项目.自评表得分; a project without a sheet has none, whatever stands in its cell."""
    snapshot = _snapshot(tmp_path)
    evaluation = evaluate(snapshot)
    assert evaluation.sheet_scores == {Key(PROJECTS, 1): Decimal("99.34")}
    assert all(SHEET_SCORE not in record.computed for record in snapshot.tables[PROJECTS])
    column = SnapshotLookup(snapshot, evaluation.sheet_scores).column(PROJECTS, SHEET_SCORE)
    assert [one.value for one in column] == [Decimal("99.34"), None]

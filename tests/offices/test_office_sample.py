"""The real sample, handed out to its four offices, filled by a script as it was published, and merged: the same again."""

from pathlib import Path

import pytest
from by_script import Desk, blanked, fill_part, filled_as, inputs_of, marker_of, typed_in

from books import evaluated, snapshot_of
from jixiao.evaluation.fingerprint import fingerprint
from jixiao.resources import SAMPLE_NAME, workbook

SAMPLE = workbook("samples", SAMPLE_NAME)
OFFICES = {"财务", "人事", "办公室", "业务部门"}


@pytest.fixture(scope="module")
def merged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The main workbook, after everybody did their share."""
    folder = tmp_path_factory.mktemp("科室")
    desk, wanted = Desk(blanked(SAMPLE, folder / "总表.xlsm")), typed_in(SAMPLE)
    parts = desk.split()
    assert set(parts) == OFFICES
    back = []
    handed: set[str] = set()
    for office, part in parts.items():
        back.append(folder / f"{office}交回.xlsx")
        assert fill_part(wanted, part, back[-1]) > 5
        handed |= marker_of(part).own_items
    rest = [name for name, table in wanted.contents.tables.items() if table.coded]
    here = typed_in(desk.main)
    filled_as(
        wanted, desk.main, here, desk.main, lambda item: item not in handed,
        lambda name, label, column: name in rest and column in ("手工得分", "扣分原因"),
    )  # fmt: skip
    done = desk.merge(*back)
    assert (done.open, done.refused) == (0, ())
    return desk.main


def test_inputs_are_the_samples_to_the_byte(merged: Path) -> None:
    assert inputs_of(typed_in(merged)) == inputs_of(typed_in(SAMPLE))


def test_the_score_is_the_samples(merged: Path) -> None:
    evaluation = evaluated(merged)
    assert (str(evaluation.total), evaluation.grade) == ("86.00", "良")
    assert evaluation.findings == evaluated(SAMPLE).findings


def test_the_fingerprint_is_the_samples(merged: Path) -> None:
    assert fingerprint(snapshot_of(merged), evaluated(merged)) == fingerprint(snapshot_of(SAMPLE), evaluated(SAMPLE))

"""Two workbooks of two units, and the memory of a ledger that holds both."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from good import good_bytes
from jixiao import frames, resources
from jixiao.filing import Filed
from jixiao.filing.memory import COUNTS, SUPERSEDED, Memory, Registered
from jixiao.resources import SAMPLE_NAME


@pytest.fixture(scope="session")
def good_filed(tmp_path_factory) -> Filed:
    path = tmp_path_factory.mktemp("填报") / "好单位.xlsm"
    path.write_bytes(good_bytes())
    return frames.read(path)


@pytest.fixture(scope="session")
def sample_filed() -> Filed:
    return frames.read(resources.workbook("samples", SAMPLE_NAME))


@pytest.fixture
def ledger(tmp_path: Path, good_filed: Filed, sample_filed: Filed) -> Iterator[Path]:
    """A ledger's path, its memory beside it: one file of each unit counts, an earlier one of 好单位 doesn't."""
    old = Filed("旧的", good_filed.rows)
    memory = Memory(tmp_path / "台账.db")
    memory.keep([(good_filed, ""), (sample_filed, ""), (old, "")])
    memory.register(
        [
            Registered("好.xlsm", good_filed.digest, "好单位", COUNTS),
            Registered("样例.xlsm", sample_filed.digest, "廉江市总工会", COUNTS),
            Registered("旧.xlsm", old.digest, "好单位", SUPERSEDED),
        ]
    )
    memory.close()
    yield tmp_path / "台账.xlsx"
    assert sorted(path.name for path in tmp_path.iterdir() if path.suffix != "") == ["台账.db"], "only looked at"

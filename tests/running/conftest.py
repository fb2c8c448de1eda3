"""Files to evaluate: sound ones, and some that can't be used; every file another digest."""

from pathlib import Path

import pytest

from books import type_into
from good import good_bytes
from jixiao.bureau.running import runner_for
from jixiao.filing import OWN, Filed

SOUND, BAD = 4, 26


@pytest.fixture(scope="session")
def files(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """A sound one after every few bad ones, which are read in no time."""
    folder = tmp_path_factory.mktemp("报送")
    (folder / "好.xlsm").write_bytes(good_bytes())
    for n in range(SOUND):
        type_into(folder / "好.xlsm", {("文字材料", "C35"): f"第{n}份"}, folder / f"{n * 7:02d}-好.xlsm")
    (folder / "好.xlsm").unlink()
    for n in range(BAD):
        (folder / f"{n:02d}-坏.xlsx").write_bytes(f"不是工作簿 {n}".encode())
    return sorted(folder.iterdir())


@pytest.fixture(scope="session")
def expected(files: list[Path]) -> dict[str, Filed]:
    """What each comes to in this process, by digest."""
    found = {one.digest: one for one in runner_for(None, 1).evaluated(files, OWN)}
    assert len(found) == len(files) == SOUND + BAD
    assert sum(not one.refused for one in found.values()) == SOUND
    return found

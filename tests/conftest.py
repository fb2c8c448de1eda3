"""The workbooks that every test may ask for."""

from collections.abc import Callable
from pathlib import Path

import pytest

from books import Changes, type_into
from jixiao import resources
from jixiao.resources import BLANK_NAME, SAMPLE_NAME

pytest_plugins = ["needs", "pytester"]


@pytest.fixture
def sample() -> Path:
    """The real report, filled in."""
    return resources.workbook("samples", SAMPLE_NAME)


@pytest.fixture
def blank() -> Path:
    """The workbook as it is handed out."""
    return resources.workbook(BLANK_NAME)


@pytest.fixture
def typed(tmp_path: Path, sample: Path) -> Callable[..., Path]:
    """A copy of the sample (or of `source`) in which a clerk typed something."""

    def change(changes: Changes, source: Path | None = None, name: str = "改过的.xlsm") -> Path:
        target = tmp_path / name
        type_into(source or sample, changes, target)
        return target

    return change

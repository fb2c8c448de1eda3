"""Built and filled workbooks against Microsoft's validator, and a look at whether every sheet prints."""

import subprocess

import pytest

from books import filled
from jixiao import resources
from jixiao.engines import open_port
from jixiao.resources import ADDIN_NAME, FUNCTIONS_NAME
from packages import rewrite
from validator import errors_in, needs_printer, needs_validator, pictures_of


@needs_validator
def test_the_blank_workbook_is_valid(blank):
    assert errors_in(blank) == []


@needs_validator
@pytest.mark.parametrize("name", [ADDIN_NAME, FUNCTIONS_NAME])
def test_the_addins_are_valid(name):
    assert errors_in(resources.workbook(name)) == []


@needs_validator
def test_the_validator_reads_the_ribbon(blank, tmp_path):
    path = tmp_path / "坏.xlsm"
    path.write_bytes(blank.read_bytes())
    rewrite(path, lambda t: t.replace('size="large"', 'size="huge"', 1), "customUI/customUI14.xml")
    assert any("size" in str(error) for error in errors_in(path))


@needs_validator
def test_the_sample_and_the_filled_sample_are_valid(sample, tmp_path):
    filled(sample, tmp_path / "填好.xlsm")
    assert errors_in(sample) == []
    assert errors_in(tmp_path / "填好.xlsm") == []


@needs_printer
def test_every_sheet_of_the_filled_workbook_prints(sample, tmp_path):
    filled(sample, tmp_path / "填好.xlsm")
    pages = pictures_of(tmp_path / "填好.xlsm", tmp_path / "页")
    text = subprocess.run(
        ["pdftotext", tmp_path / "页" / "填好.pdf", "-"], capture_output=True, text=True, check=True
    ).stdout
    assert len(pages) <= 44
    port = open_port(sample)
    for sheet in filter(port.visible, port.sheet_names()):
        assert sheet in text, sheet
    for shown in ("86.00", "32.79%", "58.49%", "不适用", "财供人员填的是 31 人"):
        assert shown in text

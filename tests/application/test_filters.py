"""A filter on 校验结果 in a running LibreOffice: it stays as it was set, and shows what fits it after a press;
of several values, which LibreOffice doesn't tell, every row is shown."""

import re
from pathlib import Path

import pytest
from test_pressing import pressed

from books import filled
from jixiao.forms.outputs import FINDING_TABLE
from jixiao.values.address import a1
from packages import rewrite, sheet_part

LEVEL = FINDING_TABLE.column("级别")
FIRST, LAST = FINDING_TABLE.first, FINDING_TABLE.first + 60
TWO = '<filter val="错误"/><filter val="提醒"/>'
ERRORS = f'<filterColumn colId="{LEVEL - FINDING_TABLE.left}"><filters><filter val="错误"/></filters></filterColumn>'


EVERY = {"错误", "提醒", "提示"}
FILTERS = [("", EVERY), (ERRORS, {"错误"}), (ERRORS.replace('<filter val="错误"/>', TWO), EVERY)]


@pytest.mark.parametrize(("criterion", "shown"), FILTERS, ids=["没有筛选", "只看错误", "两种都看"])
def test_after_a_press_it_shows_what_fits(desktop, opened, sample: Path, tmp_path: Path, criterion, shown) -> None:
    path = tmp_path / "筛选.xlsm"
    filled(sample, path)
    rewrite(
        path,
        lambda text: re.sub(r"<autoFilter ([^>]*)/>", rf"<autoFilter \1>{criterion}</autoFilter>", text),
        sheet_part(path, "校验结果"),
    )
    opened(path)
    desktop(
        "type", "人员情况", "C22", 28
    )  # one error less, one warning less: what stood in a row stands in another now
    desktop("type", "文字材料", "C16", "")
    pressed(desktop, "校验", "校验结果")
    told = desktop("block", "校验结果", f"{a1(FIRST, LEVEL)}:{a1(LAST, LEVEL)}")
    levels = {row: level for row, (level,) in enumerate(told, start=FIRST) if level}
    hidden = set(desktop("hidden", "校验结果", FIRST, LAST)) & levels.keys()
    assert len(set(levels.values())) > 1
    assert hidden == {row for row, level in levels.items() if level not in shown}

"""A whole evaluation of a closed workbook in a warm process, as a ratio to the bare reading of the same file.

The workbooks are of different units, as in a bureau: what people typed differs, headings and criteria don't.
"""

import re
import statistics
import time
import zipfile

import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from jixiao.press.run import look_into

TO_CALAMINE, TO_OPENPYXL = 9, 0.25
UNITS = (
    "吴川市总工会",
    "雷州市文学艺术界联合会",
    "遂溪县残疾人联合会",
    "徐闻县妇女联合会",
    "赤坎区归国华侨联合会",
    "霞山区科学技术协会",
    "坡头区档案馆",
)


STRINGS = "xl/sharedStrings.xml"
LONG = 15  # shorter entries are names, choices, codes


@pytest.fixture
def workbooks(sample, tmp_path):
    """The sample as other units would fill it: in each every sentence that somebody typed is another one."""
    with zipfile.ZipFile(sample) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    typed = sample.with_suffix(".toml").read_text(encoding="utf-8")
    texts = [
        text for text in re.findall("<t>([^<&]*)</t>", parts[STRINGS].decode()) if len(text) >= LONG and text in typed
    ]
    assert len(texts) > 30
    made = []
    for unit in UNITS:
        strings = parts[STRINGS].decode()
        for text in texts:
            strings = strings.replace(f"<t>{text}</t>", f"<t>{text}（{unit}）</t>")
        made.append(tmp_path / f"{unit}.xlsm")
        with zipfile.ZipFile(made[-1], "w", zipfile.ZIP_DEFLATED) as package:
            for name, content in parts.items():
                package.writestr(name, strings.encode() if name == STRINGS else content)
    return made


def with_calamine(path):
    book = CalamineWorkbook.from_path(str(path))
    return [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]


def seconds(work, path):
    """Of processor time: what else the machine does counts little."""
    start = time.process_time()
    work(path)
    return time.process_time() - start


def test_a_whole_evaluation_costs_little_more_than_reading(sample, workbooks, capsys):
    """Each file is new to the process, each way takes its turn; only what all units share was seen before."""
    ways = (look_into, with_calamine, openpyxl.load_workbook)
    for work in ways:
        work(sample)
    times = [[seconds(work, path) for work in ways] for path in workbooks]
    ours, bare, full = (statistics.median(taken) for taken in zip(*times, strict=True))
    with capsys.disabled():
        print(
            f"\nevaluation {ours * 1000:.0f} ms of processor time, calamine {bare * 1000:.1f}, openpyxl {full * 1000:.0f}: "
            f"{ours / bare:.1f} times (at most {TO_CALAMINE}) and {ours / full:.2f} (at most {TO_OPENPYXL})"
        )
    assert ours <= TO_CALAMINE * bare
    assert ours <= TO_OPENPYXL * full

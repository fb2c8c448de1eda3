"""Any one figure changed in any one document is found, with its place."""

import re
import tempfile
import zipfile
from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest

from books import filled, run
from jixiao.documents.finished.workbook import finished_workbook
from jixiao.documents.report import make_report
from jixiao.documents.verifying.comparing import against, against_itself
from jixiao.documents.verifying.difference import Sort
from jixiao.documents.verifying.reading import from_grids, read_finished
from jixiao.documents.verifying.reference import Reference
from jixiao.documents.verifying.verify import verify
from jixiao.documents.verifying.weighing import tokens
from jixiao.documents.verifying.word.aligning import differing
from jixiao.documents.verifying.word.reading import read_word
from jixiao.engines import UnusableWorkbook
from jixiao.snapshot.grid import Grid
from packages import rewrite, sheet_part
from submission.submissions import good, sample


@pytest.fixture(scope="module")
def finished(tmp_path_factory):
    path = tmp_path_factory.mktemp("报送") / "报送件.xlsx"
    path.write_bytes(finished_workbook(sample()))
    return read_finished(path)


WORKING = Reference(Path("填报.xlsm"), sample())


def numbers(finished):
    return [(sheet, at) for sheet, cells in finished.cells.items() for at, v in cells.items() if isinstance(v, float)]


def changed(finished, sheet, at, value):
    return {**finished.cells, sheet: {**finished.cells[sheet], at: value}}


def recomputed(finished, cells):
    """The workbook as it would be read with these cells."""
    grids = {}
    for name, held in cells.items():
        bottom, right = max(r for r, _ in held), max(c for _, c in held)
        rows = [[held.get((r, c)) for c in range(1, right + 1)] for r in range(1, bottom + 1)]
        grids[name] = Grid(name, rows)
    return from_grids(finished.path, grids, finished.properties, finished.footers)


def test_nothing_differs_where_nothing_was_changed(finished):
    assert list(against_itself(finished)) == []
    assert list(against(finished, WORKING)) == []


def test_every_changed_figure_is_found_with_its_cell_beside_the_working_workbook(finished):
    places = numbers(finished)
    assert len(places) > 240
    missed = []
    for sheet, at in places:
        value = finished.cells[sheet][at]
        told = list(against(replace(finished, cells=changed(finished, sheet, at, value + 0.01)), WORKING))
        if not any(f"《{sheet}》" in one.place for one in told):
            missed.append((sheet, at))
    assert missed == []


def test_every_changed_figure_is_found_in_the_finished_workbook_alone(finished):
    missed = []
    for sheet, at in numbers(finished):
        value = finished.cells[sheet][at]
        told = list(against_itself(recomputed(finished, changed(finished, sheet, at, value + 1))))
        if not any(f"《{sheet}》" in one.place for one in told):
            missed.append((sheet, at))
    assert missed == []


TEXTS = {"良": "优", "不适用": "100.00%", "廉江市总工会": "某局", "达到良好": "达到优秀", "完成": "未完成"}


@pytest.mark.parametrize("text", TEXTS)
def test_changed_words_are_found_too(finished, text):
    sheet, at = next((s, at) for s, cells in finished.cells.items() for at, v in cells.items() if v == text)
    assert list(against_itself(recomputed(finished, changed(finished, sheet, at, TEXTS[text]))))


@cache
def contents():
    """Working workbook, finished workbook and report of the sample."""
    with tempfile.TemporaryDirectory() as folder:
        return {path.name: path.read_bytes() for path in _made(Path(folder)).values()}


def documents(folder):
    for name, content in contents().items():
        (folder / name).write_bytes(content)
    return {name: folder / name for name in contents()}


def _made(folder):
    from jixiao import resources
    from jixiao.resources import SAMPLE_NAME

    files = {name: folder / name for name in ("填报.xlsm", "报送件.xlsx", "报告.docx")}
    filled(resources.workbook("samples", SAMPLE_NAME), files["填报.xlsm"])
    files["报送件.xlsx"].write_bytes(finished_workbook(sample()))
    files["报告.docx"].write_bytes(make_report(sample().snapshot, sample().evaluation))
    return files


def edited(path, old, new, part, count=1):
    seen = []
    rewrite(path, lambda text: seen.append(old in text) or text.replace(old, new, count), part)
    assert seen == [True]


def test_the_command_says_they_agree_or_what_differs(tmp_path):
    files = documents(tmp_path)
    ran = run("verify", *files.values())
    assert (ran.returncode, ran.stderr) == (0, "")
    assert ran.stdout.count("一致") == 3
    edited(files["报告.docx"], "383.32", "338.32", "word/document.xml")
    ran = run("verify", *files.values())
    assert ran.returncode == 1
    assert "报告.docx：数字或结论不同 1 处" in ran.stdout
    assert "项目支出338.32万元，占58.49%。，应为 …元，占7.21%；项目支出383.32万元" in ran.stdout


EDITS = [
    ("报送件.xlsx", "655.36", "655.37", "数据表", "《数据表》"),
    ("报送件.xlsx", "<v>86.00</v>", "<v>96.00</v>", "评分表", "《评分表》"),
    ("报告.docx", "383.32", "338.32", "word/document.xml", "383.32"),
    ("报告.docx", "58.49%", "58.94%", "word/document.xml", "58.49%"),
    ("填报.xlsm", "<v>86.00</v>", "<v>90.00</v>", "评分表", "《评分表》"),
]


@pytest.mark.parametrize(("file", "old", "new", "part", "told"), EDITS)
def test_one_edited_figure_is_found_though_the_fingerprint_is_left_alone(tmp_path, file, old, new, part, told):
    files = documents(tmp_path)
    edited(files[file], old, new, part if "/" in part else sheet_part(files[file], part))
    found = {one.path.name: [each.told for each in one.differences] for one in verify(list(files.values()))}
    assert any(file in line and told in line for line in found[file])


def test_every_figure_of_the_report_that_is_changed_is_found(tmp_path):
    path = tmp_path / "报告.docx"
    path.write_bytes(contents()["报告.docx"])
    expected = read_word(path).stories["正文"]
    missed, count = [], 0
    for n, piece in enumerate(expected):
        for figure in re.finditer(r"\d+(?:\.\d+)?", piece.text):
            count += 1
            other = piece.text[: figure.start()] + str(float(figure[0]) + 1) + piece.text[figure.end() :]
            found = [*expected[:n], replace(piece, text=other), *expected[n + 1 :]]
            told = list(differing("报告.docx", "正文", expected, found, ()))
            if [(one.place, one.sort) for one in told] != [(piece.place, Sort.FIGURE)]:
                missed.append((piece.place, figure[0]))
    assert count > 100
    assert missed == []


FIGURES = [
    ("预算655.36万元，占58.49%", ["655.36", "万元", "58.49", "%"]),
    ("1,250.00 万元", ["1250.00", "万元"]),
    ("下降-3%", ["-3", "%"]),
    ("执行率不适用", ["不适用"]),
    ("２０２４年", ["2024"]),
    ("三人，一项", ["三", "一"]),
    ("等次为“良”，优良率", ["为“良"]),
    ("\u202e43", ["\u202e", "43"]),
    ("没有数字", []),
]


@pytest.mark.parametrize(("text", "wanted"), FIGURES)
def test_what_counts_as_a_figure(text, wanted):
    assert tokens(text) == wanted


def test_an_edited_entry_that_nothing_is_computed_from_is_named_by_its_section(tmp_path):
    path = tmp_path / "报送件.xlsx"
    path.write_bytes(finished_workbook(good()))
    read = read_finished(path)
    at = next(at for at, value in read.cells["数据表"].items() if value == "牵头部门")
    told = list(against_itself(recomputed(read, changed(read, "数据表", (at[0], at[1] + 6), "别的部门"))))
    assert any("基本信息·三、自评组织" in one.place for one in told)
    assert any("核对码" in one.place for one in told)


def test_a_sheet_that_was_added_is_told(finished):
    more = replace(finished, cells={**finished.cells, "另一张": {(1, 1): "x"}})
    assert [one.place for one in against_itself(more)] == ["工作表《另一张》"]


UNUSABLE = {
    "没有.xlsx": (None, "找不到这个文件"),
    "坏.docx": (b"no zip", "没有可以对照的工作簿"),
    "坏.xlsx": (b"no zip", "坏.xlsx"),
}


@pytest.mark.parametrize("name", UNUSABLE)
def test_unusable_files_are_one_line(tmp_path, name):
    content, told = UNUSABLE[name]
    if content is not None:
        (tmp_path / name).write_bytes(content)
    ran = run("verify", tmp_path / name)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert told in ran.stderr
    assert len(ran.stderr.splitlines()) == 1


def test_a_broken_report_beside_a_good_workbook_is_told(tmp_path):
    files = documents(tmp_path)
    files["报告.docx"].write_bytes(b"no zip")
    with pytest.raises(UnusableWorkbook, match="不是能读的 Word 文档"):
        verify(list(files.values()))


def test_another_units_workbook_differs(tmp_path):
    files = documents(tmp_path)
    files["报送件.xlsx"].write_bytes(finished_workbook(good()))
    verdicts = {one.path.name: one.differences for one in verify(list(files.values()))}
    assert len(verdicts["报送件.xlsx"]) > 50
    assert zipfile.is_zipfile(files["报送件.xlsx"])

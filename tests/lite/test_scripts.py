"""The scripts of xlwings Lite on the JSON form of a workbook: the same cells as the buttons write, to the last digit."""

from decimal import Decimal

import pytest
from excel_side import MESSY, Excel

from books import evaluated, filled, found, type_into
from jixiao import work
from jixiao.engines import open_book, open_port
from jixiao.findings import Severity
from jixiao.lite import scripts
from jixiao.lite.kit import unprotected
from jixiao.press.run import recognise


@pytest.fixture
def opened(tmp_path):
    """The workbook of a file in Excel on the web, unprotected as the kit makes it."""

    def open_it(path):
        copy = tmp_path / f"网页版{path.suffix}"
        copy.write_bytes(unprotected(path.read_bytes()))
        return Excel(copy)

    return open_it


def cells(path):
    """(sheet, row, column) → what stands there: a formula, or a value."""
    port = open_port(path)
    found = {}
    for name in port.sheet_names():
        block = port.used_block(name)
        formulas = port.read_formulas(name, block.area)
        for r, rows in enumerate(zip(block.values, formulas, strict=True)):
            for c, (value, formula) in enumerate(zip(*rows, strict=True)):
                if value is not None or formula:
                    found[name, block.row + r, block.column + c] = formula or value
    return found


@pytest.mark.parametrize(("script", "front"), [(scripts.validate, "校验结果"), (scripts.calculate, "评分表")])
@pytest.mark.parametrize("changes", [{}, MESSY], ids=["样例", "改乱的"])
def test_a_script_writes_what_a_button_writes(typed, opened, tmp_path, capsys, changes, script, front):
    path = typed(changes)
    evaluation = filled(path, tmp_path / "按钮.xlsm")
    excel = opened(path)
    excel.run(script)
    excel.save(tmp_path / "脚本.xlsm")
    assert cells(tmp_path / "脚本.xlsm") == cells(tmp_path / "按钮.xlsm")
    assert excel.shown == front
    assert f"错误 {evaluation.lines_of(Severity.ERROR)} 条" in capsys.readouterr().out


def test_the_sample_scores_86(sample, opened, capsys):
    opened(sample).run(scripts.calculate)
    assert capsys.readouterr().out.strip().endswith("自评总分 86.00，等次 良")


def test_what_a_script_wrote_is_read_by_the_next(sample, opened, tmp_path):
    """Mended after the first run, the findings go; the same as two presses of the button."""
    excel = opened(sample)
    excel.run(scripts.validate)
    excel.save(tmp_path / "一.xlsm")
    type_into(tmp_path / "一.xlsm", {("人员情况", "C22"): 28, ("收入预算", "I7"): None}, tmp_path / "二.xlsm")
    again = Excel(tmp_path / "二.xlsm")
    again.run(scripts.validate)
    again.save(tmp_path / "三.xlsm")
    filled(tmp_path / "二.xlsm", tmp_path / "四.xlsm")
    assert cells(tmp_path / "三.xlsm") == cells(tmp_path / "四.xlsm")
    assert not found(evaluated(tmp_path / "三.xlsm")) & {("B13", "人员情况", "C22"), ("C31", "收入预算", "I7")}


def test_trying_a_criterion_out(typed, opened, tmp_path, capsys):
    trial = {"试算标准": "每发生一次扣1分，扣完为止。", "试算分值": Decimal(5), "试算指标值": "2"}
    names = open_port(typed({})).names()
    places = {item: names[item].removeprefix("='指标体系'!").replace("$", "") for item in trial}
    path = typed({("指标体系", places[item]): value for item, value in trial.items()}, name="试算.xlsm")
    book = open_book(path)
    recognise(book)
    book.save(tmp_path / "按钮.xlsm")
    excel = opened(path)
    excel.run(scripts.try_out)
    excel.save(tmp_path / "脚本.xlsm")
    assert cells(tmp_path / "脚本.xlsm") == cells(tmp_path / "按钮.xlsm")
    assert excel.shown == "指标体系"
    assert capsys.readouterr().out == "识别并试算完成：自动评分 23 个指标\n"


def test_a_protected_workbook_is_told(sample, monkeypatch, tmp_path):
    monkeypatch.setattr(scripts, "LOG_FILE", tmp_path / "日志")
    excel = Excel(sample)
    with pytest.raises(scripts.NotDone, match="校验没有写完：工作表有保护"):
        excel.run(scripts.validate)
    assert "LockedCells" in (tmp_path / "日志").read_text(encoding="utf-8")


def test_another_workbook_is_told_and_left_alone(tmp_path, capsys):
    import xlsxwriter

    book = xlsxwriter.Workbook(str(tmp_path / "别的.xlsx"))
    book.add_worksheet("首页").write(0, 0, "别的")
    book.close()
    excel = Excel(tmp_path / "别的.xlsx")
    excel.run(scripts.calculate)
    excel.save(tmp_path / "后.xlsx")
    assert "计算评分没有完成：这不是部门整体支出绩效自评工作簿。" in capsys.readouterr().out
    assert cells(tmp_path / "后.xlsx") == cells(tmp_path / "别的.xlsx")


def test_a_fault_of_ours_writes_nothing(sample, opened, monkeypatch, tmp_path):
    def broken(*_):
        raise ZeroDivisionError

    monkeypatch.setattr(scripts, "LOG_FILE", tmp_path / "日志")
    monkeypatch.setattr(work, "press_read", broken)
    excel = opened(sample)
    with pytest.raises(scripts.NotDone, match="校验没有完成，表里的内容没有变"):
        excel.run(scripts.validate)
    assert excel.flushes == 0
    assert "ZeroDivisionError" in (tmp_path / "日志").read_text(encoding="utf-8")

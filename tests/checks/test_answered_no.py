"""先答五个问题: what the unit hasn't is 0 without being typed; changing the answer brings back what was typed."""

from decimal import Decimal

import openpyxl
import pytest

from books import evaluated, filled, found, snapshot_of, type_into
from faults import evaluated_grids, expected, ids, table

QUESTIONS = ("下属单位", "政府性基金", "三公经费", "政府采购", "重点项目")
TABLE = table("""
| 回答 | 表 | 格 | 填入 | 期望 |
| 没有下属单位，不用填 | 基本信息 | 下属单位数 ; 有没有下属单位 | 空 ; 没有 |  |
| 有下属单位，没有填 | 基本信息 | 下属单位数 ; 有没有下属单位 | 空 ; 有 | R20 |
| 没有回答，没有填 | 基本信息 | 下属单位数 ; 有没有下属单位 | 空 ; 空 | R20 |
| 没有下属单位，填了零 | 基本信息 | 下属单位数 ; 有没有下属单位 | 0 ; 没有 |  |
| 没有下属单位，填了二 | 基本信息 | 下属单位数 ; 有没有下属单位 | 2 ; 没有 | A16 |
| 没有基金，却填了收入 | 收入预算 | F7 ; 基本信息!有没有政府性基金 | 3 ; 没有 | A16 |
| 没有基金，填了执行率 | 收入预算 | I7 ; 基本信息!有没有政府性基金 | 100% ; 没有 | A16 C31 |
| 没有采购，却填了支出 | 三公及资产 | C22 ; 基本信息!有没有政府采购 | 3 ; 没有 | A16 |
| 没有重点项目，文字不用写 | 文字材料 | 重点项目绩效情况 ; 基本信息!有没有重点项目 | 空 ; 没有 | A16@重点项目!B6 |
""")


@pytest.mark.parametrize(("name", "sheet", "cells", "values", "due"), TABLE, ids=ids(TABLE))
def test_what_an_answer_says_of_other_cells(name, sheet, cells, values, due):
    told = {one for one in found(evaluated_grids(sheet, cells, values)) if one[0] in ("A16", "R20", "C31")}
    assert told >= expected(sheet, cells, due)
    assert {code for code, *_ in told} == {one.partition("@")[0] for one in due.split()}


def place(path, item):
    at = snapshot_of(path).place(item)
    return at.sheet, at.cell


def test_a_new_unit_answers_five_questions_and_is_spared_the_zeros(blank, tmp_path):
    path = tmp_path / "新.xlsm"
    type_into(blank, {place(blank, f"有没有{name}"): "没有" for name in QUESTIONS}, path)
    snapshot = snapshot_of(path)
    for item in ("下属单位数", "政府性基金预算年初预算数", "接待费本年决算数", "公务接待批次", "政府采购实际支出数"):
        assert (snapshot.number(item), snapshot.entries[item].implied) == (Decimal(0), True)
        assert snapshot.entries[item].raw is None
    assert snapshot.number("三公本年决算数") == 0
    blanks = {f.key.item for f in evaluated(path).findings if f.kind.code == "R20"}
    assert "下属单位数" not in blanks
    assert "下属单位数" in {f.key.item for f in evaluated(blank).findings if f.kind.code == "R20"}


def test_an_implied_zero_does_not_stand_for_figures_that_are_due(blank, tmp_path):
    """政府性基金 is 0 by the answer; 收入预算 as a whole is still blank."""
    type_into(blank, {place(blank, "有没有政府性基金"): "没有"}, tmp_path / "新.xlsm")
    evaluation = evaluated(tmp_path / "新.xlsm")
    assert {"R27", "R28"} <= {f.kind.code for f in evaluation.findings if f.place.sheet == "收入预算"}
    assert not evaluation.complete


def test_nothing_is_written_into_the_cells_and_the_answer_can_be_taken_back(blank, tmp_path):
    path = tmp_path / "新.xlsm"
    typed = place(blank, "接待费本年决算数")
    type_into(blank, {typed: 1.2, place(blank, "有没有三公经费"): "没有"}, path)
    filled(path, path)
    assert snapshot_of(path).number("接待费本年决算数") == Decimal("1.2")
    assert ("A16", *typed) in found(evaluated(path))
    type_into(path, {place(path, "有没有三公经费"): "有"}, path)
    snapshot = snapshot_of(path)
    assert snapshot.number("接待费本年决算数") == Decimal("1.2")
    assert snapshot.entries["用车运行费本年决算数"].value is None


def test_the_cells_turn_grey(blank):
    """The conditional format asks the named answer, on every sheet that has such cells."""
    book = openpyxl.load_workbook(blank)
    for sheet, question, cell in (
        ("基本信息", "有没有下属单位", place(blank, "下属单位数")[1]),
        ("收入预算", "有没有政府性基金", "C7"),
        ("三公及资产", "有没有三公经费", "E9"),
        ("三公及资产", "有没有政府采购", "C22"),
        ("重点项目", "有没有重点项目", "B6"),
        ("文字材料", "有没有重点项目", place(blank, "重点项目绩效情况")[1]),
    ):
        rules = book[sheet].conditional_formatting
        told = {rule.formula[0] for ranges in rules if cell in ranges.sqref for rule in ranges.rules}
        assert f'{question}="没有"' in told
        assert question in book.defined_names

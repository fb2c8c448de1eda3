"""What is typed into entry cells: normalised, or a finding with its cell; nothing typed is changed."""

import pytest

from books import SAMPLE_FINDINGS, evaluated, found
from jixiao.engines import open_port
from jixiao.engines.port import Area

CELL = ("支出预算", "C6")  # 工资福利支出 年初预算数, 214.87 in the sample
TYPED = """
| 填入        | 按     | 发现 |
| 214.87      | 214.87 |      |
| ２１４．８７ | 214.87 | R02  |
| 214.87万元  | 214.87 | R02  |
| ' 214.87 '  | 214.87 | R02  |
| 2148700元   | 214.87 | R02  |
"""
SPOILT = """
| 填入     | 发现    |
| 二百     | R01     |
| #DIV/0!  | R01     |
| =100+114 | R03     |
| （500）  | C41 R02 |
"""


def rows(table):
    return [[cell.strip().strip("'") for cell in line.strip("|").split("|")] for line in table.strip().splitlines()][1:]


@pytest.mark.parametrize(("text", "value", "codes"), rows(TYPED))
def test_an_amount_is_understood_and_the_total_agrees(typed, text, value, codes):
    path = typed({CELL: text if codes else float(text)})
    evaluation = evaluated(path)
    line = next(rate for rate in evaluation.rates if rate.name == "工资福利支出")
    assert str(line.budget) == value
    assert found(evaluation) - SAMPLE_FINDINGS == {(code, *CELL) for code in codes.split()}


@pytest.mark.parametrize(("text", "codes"), rows(SPOILT))
def test_what_can_not_be_used_is_found_where_it_stands(typed, text, codes):
    evaluation = evaluated(typed({CELL: text}))
    assert {(code, *CELL) for code in codes.split()} <= found(evaluation)
    assert evaluation.blocked


@pytest.mark.parametrize("blank", [None, " ", "\u3000", "\u200b"])
def test_blank_is_missing_and_zero_is_data(typed, blank):
    missing = evaluated(typed({("人员情况", "C19"): blank}))
    assert ("R20", "人员情况", "C19") in found(missing)
    zero = evaluated(typed({("人员情况", "C19"): 0}))
    assert found(zero) == SAMPLE_FINDINGS


def test_zero_over_zero_is_not_applicable(typed):
    path = typed({("收入预算", "C7"): 0, ("收入预算", "F7"): 0})
    fund = next(rate for rate in evaluated(path).rates if rate.name == "政府性基金预算")
    assert (str(fund.budget), fund.rate) == ("0.00", None)


def test_nothing_typed_is_overwritten(typed, tmp_path):
    from books import filled

    path = typed({CELL: " ２１４．８７万元 "})
    filled(path, tmp_path / "填好.xlsm")
    assert open_port(tmp_path / "填好.xlsm").read_values("支出预算", Area(6, 3))[0][0] == " ２１４．８７万元 "


def test_an_overwritten_formula_is_told_and_recomputed(typed):
    evaluation = evaluated(typed({("支出预算", "G6"): "0.88"}))
    assert ("R04", "支出预算", "G6") in found(evaluation)
    assert str(next(rate for rate in evaluation.rates if rate.name == "工资福利支出").rate) == "100.00"


def test_cached_results_are_never_trusted(sample, tmp_path):
    """A stale result beside a formula changes nothing: Python computes from typed cells."""
    from packages import rewrite, sheet_part

    lying = tmp_path / "缓存.xlsm"
    lying.write_bytes(sample.read_bytes())
    rewrite(lying, lambda text: text.replace("</f><v></v>", "</f><v>999</v>"), sheet_part(lying, "支出预算"))
    assert found(evaluated(lying)) == SAMPLE_FINDINGS
    assert [rate.rate for rate in evaluated(lying).rates] == [rate.rate for rate in evaluated(sample).rates]

"""pandas views: fixed columns and types, of one workbook and over a ledger; the figures are those of the published report."""

from decimal import Decimal

import pandas as pd
import pytest

from jixiao import frames
from jixiao.engines import UnusableWorkbook
from jixiao.filing import TABLES

BUDGET = """
支出 | 工资福利支出         | 214.87 | 214.87 | 100.00 | 32.79
支出 | 商品和服务支出       | 9.90   | 9.90   | 100.00 | 1.51
支出 | 对个人和家庭的补助   | 47.27  | 47.27  | 100.00 | 7.21
支出 | 其他基本支出         |        |        |        |
支出 | 项目支出             | 383.32 | 383.32 | 100.00 | 58.49
支出 | 支出合计             | 655.36 | 655.36 | 100.00 | 100.00
"""
KINDS = {"text": "object", "decimal": "object", "integer": "Int64", "flag": "boolean"}


def table(text):
    """Rows of texts and Decimals; a blank cell is None."""
    rows = [[cell.strip() for cell in line.split("|")] for line in text.strip().splitlines()]
    return [(*row[:2], *(Decimal(cell) if cell else None for cell in row[2:])) for row in rows]


def test_the_budget_is_the_one_that_was_published(sample_filed):
    made = frames.budget(sample_filed)
    spent = made[made["group"] == "支出"]
    shown = spent[["group", "name", "budget", "executed", "rate", "share"]]
    assert list(shown.itertuples(index=False, name=None)) == table(BUDGET)
    assert list(spent["is_total"]) == [False] * 5 + [True]
    assert list(made["group"]) == ["收入"] * 6 + ["支出"] * 6


def test_the_budget_and_the_rates_of_a_workbook_agree(good_filed):
    shared = ["group", "name", "budget", "executed", "rate", "share", "is_total"]
    pd.testing.assert_frame_equal(frames.budget(good_filed)[shared], frames.rates(good_filed)[shared])


@pytest.mark.parametrize("name", TABLES)
@pytest.mark.parametrize("floats", [False, True])
def test_columns_and_types_are_those_of_the_schema(good_filed, ledger, name, floats):
    kinds = KINDS | ({"decimal": "float64"} if floats else {})
    expected = [kinds[column.kind] for column in TABLES[name].columns]
    view = getattr(frames, name)
    one, many = view(good_filed, floats=floats), view(ledger, floats=floats)
    assert [str(dtype) for dtype in one.dtypes] == expected
    assert [str(dtype) for dtype in many.dtypes] == ["object", "object", *expected]
    assert list(one.columns) == list(TABLES[name].names)
    assert list(many.columns)[:2] == ["unit", "digest"]
    assert len(one) == len(good_filed.rows[name])


@pytest.mark.parametrize("name", TABLES)
def test_the_columns_are_listed_once_for_help_and_index(name):
    index = frames.columns()
    rows = index[index["table"] == name]
    assert list(rows["column"]) == list(TABLES[name].names)
    doc = getattr(frames, name).__doc__
    assert all(f"{column}  {label}" in doc for column, label in zip(rows["column"], rows["label"], strict=True))


def test_money_is_exact_or_for_statistics(sample_filed):
    assert frames.scores(sample_filed)["points"].sum() == Decimal("86.00")
    assert frames.scores(sample_filed, floats=True)["points"].mean() == pytest.approx(86 / 23)
    assert pd.isna(frames.budget(sample_filed, floats=True)["budget"].iloc[1])


def test_a_ledger_gives_one_file_a_unit(ledger, good_filed, sample_filed):
    made = frames.units(ledger)
    assert list(made["unit"]) == ["好单位", "廉江市总工会"]
    assert list(made["digest"]) == [good_filed.digest, sample_filed.digest]
    assert list(made["reported_unit"]) == [good_filed.unit_value("unit"), "廉江市总工会"]
    assert list(made["total"]) == [good_filed.unit_value("total"), Decimal("86.00")]
    assert len(frames.budget(ledger)) == 24
    scores = frames.scores(ledger)
    assert len(scores) == len(good_filed.rows["scores"]) + len(sample_filed.rows["scores"])
    assert set(scores["digest"]) == {good_filed.digest, sample_filed.digest}


def test_the_path_of_the_memory_does_as_well_as_the_ledgers(ledger):
    pd.testing.assert_frame_equal(frames.findings(ledger), frames.findings(str(ledger.with_suffix(".db"))))


@pytest.mark.parametrize(
    ("content", "says"),
    [(None, "没有这个文件"), (b"not a database at all" * 99, "不是台账旁边的 .db"), (b"", "另一个版本")],
)
def test_what_is_no_memory_is_one_line(tmp_path, content, says):
    path = tmp_path / "台账.db"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(UnusableWorkbook, match=says) as told:
        frames.units(tmp_path / "台账.xlsx")
    assert str(path) in str(told.value)
    assert path.exists() == (content is not None)


def test_a_workbook_that_cant_be_used_says_why(tmp_path):
    path = tmp_path / "某局.xlsx"
    path.write_bytes(b"hello")
    with pytest.raises(UnusableWorkbook, match=r"【某局\.xlsx】"):
        frames.read(path)

"""CSV that Excel shows as it was typed and runs nothing of; Parquet with exact decimals."""

import csv
import subprocess
import sys
from decimal import Decimal

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from books import run
from jixiao import frames
from jixiao.engines import UnusableWorkbook
from jixiao.filing import TABLES
from jixiao.frames import files

# what was typed | what the CSV has
TEXTS = [
    ("=1+1", "'=1+1"),
    ('=HYPERLINK("http://x")', '\'=HYPERLINK("http://x")'),
    ("+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"),
    ("-2+3", "'-2+3"),
    ("@SUM(A1)", "'@SUM(A1)"),
    ("＝1+1", "'＝1+1"),
    (" =1+1", "' =1+1"),
    ("-5", "-5"),
    ("+3.5%", "+3.5%"),
    ("-", "-"),
    ("5-3", "5-3"),
    ("是,是,否", "是,是,否"),
    ("第一行\n第二行", "第一行\n第二行"),
    ('生僻字𫗋“引号”"', '生僻字𫗋“引号”"'),
]


def read_csv(path):
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.reader(file))


def texts(*shown):
    return "texts", frames.frame("texts", [("某项", "", text, "文字材料", "C11") for text in shown])


@pytest.mark.parametrize(("typed", "shown"), TEXTS)
def test_no_text_runs_as_a_formula_in_a_csv(tmp_path, typed, shown):
    (path,) = frames.write_csv([texts(typed)], tmp_path)
    assert path.name == "文字.csv"
    assert read_csv(path) == [["数据项", "所在行", "内容", "工作表", "单元格"], ["某项", "", shown, "文字材料", "C11"]]


@pytest.mark.parametrize("number", ["-12.50", "655.36", "100", "0", "0.10", "12345678901234.56", "1E+2", None])
def test_numbers_stay_exact(tmp_path, number):
    value = None if number is None else Decimal(number)
    made = frames.frame("figures", [("某数", "", value, True, "支出预算", "C6"), ("它", "", value, False, "", "")])
    (path,) = frames.write_csv([("figures", made)], tmp_path)
    shown = [row[2:4] for row in read_csv(path)[1:]]
    assert [row[1] for row in shown] == ["是", "否"]
    assert {row[0] for row in shown} == {""} if value is None else {Decimal(row[0]) for row in shown} == {value}
    assert "E" not in shown[0][0]
    (path,) = frames.write_parquet([("figures", made)], tmp_path)
    assert pq.read_table(path).column("value").to_pylist() == [value, value]


def test_every_table_of_a_workbook_is_one_csv_with_the_headings_of_the_schema(tmp_path, good_filed):
    paths = frames.write_csv(frames.pieces(good_filed), tmp_path / "表")
    assert [path.stem for path in paths] == [table.label for table in TABLES.values()]
    for path, (name, table) in zip(paths, TABLES.items(), strict=True):
        rows = read_csv(path)
        assert rows[0] == [column.label for column in table.columns]
        assert len(rows) - 1 == len(good_filed.rows[name])


def test_a_ledger_in_parts_is_the_same_as_at_once(tmp_path, ledger, monkeypatch):
    whole = frames.write_csv(frames.pieces(ledger), tmp_path / "一次")
    monkeypatch.setattr(files, "UNITS_A_PIECE", 1)
    parts = frames.write_csv(frames.pieces(ledger), tmp_path / "分次")
    for one, other in zip(whole, parts, strict=True):
        assert one.read_bytes() == other.read_bytes()
        assert read_csv(one)[0][:2] == ["单位", "文件校验值"]
    assert len(read_csv(parts[0])) == 3


def test_parquet_gives_back_the_frames(tmp_path, ledger, monkeypatch):
    monkeypatch.setattr(files, "UNITS_A_PIECE", 1)
    for path in frames.write_parquet(frames.pieces(ledger), tmp_path / "pq"):
        stored, view = pq.read_table(path), getattr(frames, path.stem)(ledger)
        assert stored.column_names == list(view.columns)
        for column in view.columns:
            assert [None if value is pd.NA else value for value in view[column]] == stored.column(column).to_pylist()
    schema = pq.read_schema(tmp_path / "pq" / "scores.parquet")
    assert schema.field("points").type == pa.decimal128(38, 22)
    assert schema.field("by_hand").type == pa.bool_()
    assert schema.field("points").metadata[b"label"].decode() == "得分"
    assert pq.read_schema(tmp_path / "pq" / "units.parquet").field("year").type == pa.int64()


def test_for_statistics_parquet_has_floats(tmp_path, good_filed):
    (path,) = frames.write_parquet([("scores", frames.scores(good_filed, floats=True))], tmp_path)
    assert pq.read_schema(path).field("points").type == pa.float64()
    (path,) = frames.write_csv([("budget", frames.budget(good_filed))], tmp_path)
    assert path.name == "预算.csv"


@pytest.mark.parametrize(("number", "fits"), [("0." + "1" * 22, True), ("0." + "1" * 23, False)])
def test_a_number_is_never_rounded_for_parquet(tmp_path, number, fits):
    piece = "figures", frames.frame("figures", [("某数", "", Decimal(number), False, "", "")])
    if fits:
        (path,) = frames.write_parquet([piece], tmp_path)
        assert pq.read_table(path).column("value").to_pylist() == [Decimal(number)]
        return
    with pytest.raises(UnusableWorkbook, match=r"《数据》“数值”里的 0.1+ 小数位数太多"):
        frames.write_parquet([piece], tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_without_pyarrow_one_line_says_what_to_install(tmp_path):
    code = """
import sys
sys.modules["pyarrow"] = None  # how Python marks what isn't there
from pathlib import Path
from jixiao import frames
from jixiao.cli.common import one_line
with one_line():
    frames.write_parquet([], Path(sys.argv[1]))
"""
    ran = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "pq")], capture_output=True, text=True, check=False
    )
    assert (
        ran.stderr.strip()
        .splitlines()[-1]
        .endswith("写 Parquet 要另装：pip install 'jixiao[parquet]'（现在没有 pyarrow）。")
    )
    assert not (tmp_path / "pq").exists()


def test_the_command_writes_the_tables_of_one_workbook(tmp_path, sample):
    ran = run("evaluate", sample, "--csv", tmp_path / "表")
    assert ran.returncode == 1, ran.stderr
    assert f"CSV：{tmp_path / '表'}（单位.csv、" in ran.stdout
    scores = read_csv(tmp_path / "表" / "得分.csv")
    assert sum(Decimal(row[5]) for row in scores[1:]) == 86
    assert [row[6:8] for row in read_csv(tmp_path / "表" / "单位.csv")[1:]] == [["86", "良"]]
    assert run("evaluate", sample, "--csv", tmp_path / "表" / "得分.csv").returncode == 2

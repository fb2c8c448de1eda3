"""Several counties' ledgers in one table, as a table a city's officer could add up."""

import openpyxl
import pytest

from books import run
from counties import make_unit, many_specs
from jixiao.bureau.rollup import rollup
from jixiao.engines import UnusableWorkbook

SPECS = list(many_specs(3, 13, 2024))


@pytest.fixture(scope="module")
def city(tmp_path_factory):
    """甲县: a roster of three, two filed; 乙县: no roster, one filed."""
    folder = tmp_path_factory.mktemp("市")
    for county, specs, listed in (
        ("甲县", SPECS[:2], [*(one.unit for one in SPECS[:2]), "没报局"]),
        ("乙县", SPECS[2:], []),
    ):
        (folder / county / "收件").mkdir(parents=True)
        for n, spec in enumerate(specs):
            (folder / county / "收件" / f"{n}.xlsm").write_bytes(make_unit(spec))
        roster = []
        if listed:
            book = openpyxl.Workbook()
            for line in ("单位名称", *listed):
                book.active.append([line])
            book.save(folder / county / "名册.xlsx")
            roster = ["--roster", folder / county / "名册.xlsx"]
        told = run("collect", folder / county / "收件", *roster, "-o", folder / f"{county}.xlsx", "--jobs", 1)
        assert told.returncode in (0, 1), told.stderr
    return folder


def test_a_ledger_is_a_row(city):
    made = rollup([city / "甲县.xlsx", city / "乙县.xlsx"])
    assert made[["county", "year", "filed", "scored"]].values.tolist() == [["甲县", 2024, 2, 2], ["乙县", 2024, 1, 1]]
    assert made[["units", "missing", "unlisted"]].iloc[0].tolist() == [3, 1, 0]
    assert made[["units", "missing", "unlisted"]].iloc[1].isna().all()
    assert sum(made[grade].sum() for grade in ("excellent", "good", "fair", "poor")) == 3
    assert all(made["rate"] == (made["executed"] / made["budget"] * 100).map(lambda rate: round(rate, 2)))


def test_the_sheet_has_all_of_them_together_above(city):
    told = run("rollup", city / "甲县.xlsx", city / "乙县.xlsx", "-o", city / "汇总.xlsx")
    assert (told.returncode, told.stderr) == (0, "")
    rows = [
        [cell.value for cell in row]
        for row in openpyxl.load_workbook(city / "汇总.xlsx", data_only=True).active.iter_rows()
    ]
    head = next(row for row in rows if "应报" in row)
    whole = next(row for row in rows if row[0] == "合计")
    counties = [row for row in rows if row[0] in ("甲县", "乙县")]
    for label in ("已报", "已评完", "优", "良", "中", "差", "错误"):
        at = head.index(label)
        assert whole[at] == sum(row[at] for row in counties), label
    assert whole[head.index("执行数")] == pytest.approx(sum(row[head.index("执行数")] for row in counties))


def test_what_cant_be_rolled_up_is_one_line(city, tmp_path):
    with pytest.raises(UnusableWorkbook, match="给了两次"):
        rollup([city / "甲县.xlsx", city / "甲县.db"])
    told = run("rollup", city / "甲县" / "名册.xlsx", "-o", tmp_path / "汇总.xlsx")
    assert told.returncode == 2
    assert "Traceback" not in told.stderr

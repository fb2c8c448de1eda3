"""One file a county hands out: every indicator and every confirmed reading comes back as it was."""

from dataclasses import replace
from decimal import Decimal

import pytest

from books import evaluated, run, snapshot_of, type_into
from good import good_bytes
from jixiao.evaluation.scoring.framework import framework_of
from jixiao.frameworks import SAMPLE, FrameworkError, load_framework, shipped
from jixiao.frameworks.confirming import NOTHING, Confirmation
from jixiao.frameworks.county_file import as_toml, with_confirmations
from jixiao.frameworks.load import read_framework

OPEN = "≤85%，计5分；每超过一个百分点扣0.5分，扣完为止。"
CEIL = "≤85%，得5分；每超过1个百分点扣0.5分，不足1个百分点按1个百分点计，扣完为止。"


def written(framework, folder):
    path = folder / "县.toml"
    path.write_text(as_toml(framework), encoding="utf-8")
    return read_framework(path)


def content(framework):
    rows = [
        (i.code, i.level1, i.level2, i.level3, i.name, i.weight, i.value, i.criterion_text, i.basis, i.reference,
         i.target, i.kind, i.criterion.rule, i.criterion.chosen)
        for i in framework.indicators
    ]  # fmt: skip
    return framework.name, framework.title, framework.basis, framework.settings, rows


@pytest.mark.parametrize("name", shipped())
def test_what_is_written_reads_back_equal(name, tmp_path):
    assert content(written(load_framework(name), tmp_path)) == content(load_framework(name))


def test_texts_with_line_breaks_quotes_and_levels_survive(tmp_path):
    framework = load_framework(SAMPLE)
    odd = replace(
        framework.indicators[0], criterion_text='①"甲"，\n1分；\\②乙，3分。', level3="丙", target="≥95%", kind="正向"
    )
    framework = replace(framework, indicators=(replace(odd, confirmation=NOTHING), *framework.indicators[1:]))
    assert content(written(framework, tmp_path)) == content(framework)


def test_blank_cells_are_named_all_at_once():
    framework = load_framework(SAMPLE)
    rows = (replace(framework.indicators[0], reference=""), replace(framework.indicators[1], level1="", name=""))
    with pytest.raises(FrameworkError) as error:
        as_toml(replace(framework, indicators=rows))
    assert (
        str(error.value) == "不能导出，还没有填：A1的依据、A2的一级指标、A2的三级指标。请在《指标体系》补填后再导出。"
    )


# 评分标准, 分值, 沿用吗
KEPT = [(OPEN, 5, True), (OPEN.replace("，", ",\n"), 5, True), (OPEN.replace("0.5", "0.4"), 5, False), (OPEN, 6, False)]


@pytest.mark.parametrize(("text", "weight", "kept"), KEPT)
def test_a_reading_is_taken_over_for_the_very_same_text_and_weight(text, weight, kept):
    first = load_framework(SAMPLE).indicators[1]
    known = replace(first, criterion_text=OPEN, weight=Decimal(5), confirmation=Confirmation(CEIL, "确认"))
    fresh = replace(first, criterion_text=text, weight=Decimal(weight), confirmation=NOTHING)
    (got,) = with_confirmations(replace(load_framework(SAMPLE), indicators=(fresh,)), [known]).indicators
    assert (got.criterion.chosen == known.criterion.chosen) == kept
    assert (got.confirmation is NOTHING) != kept


def test_what_was_decided_in_the_table_itself_is_not_replaced():
    first = load_framework(SAMPLE).indicators[1]
    by_hand = replace(first, criterion_text=OPEN, confirmation=Confirmation("", "手工"))
    known = replace(first, criterion_text=OPEN, confirmation=Confirmation(CEIL, "确认"))
    (got,) = with_confirmations(replace(load_framework(SAMPLE), indicators=(by_hand,)), [known]).indicators
    assert got.criterion.rule.by_hand


def test_confirmed_in_a_workbook_exported_and_handed_out(tmp_path):
    """读法2 picked in one workbook; a unit's new workbook from the exported file scores by it at once."""
    book, county, unit = tmp_path / "表.xlsm", tmp_path / "县.toml", tmp_path / "单位.xlsm"
    book.write_bytes(good_bytes())
    snapshot = snapshot_of(book)
    key = snapshot.tables["指标体系"][1].key
    at = {label: snapshot.places[key.at(label)].cell for label in ("评分标准", "计分规则", "确认")}
    picked = {"评分标准": OPEN, "计分规则": None, "确认": "读法2"}
    type_into(book, {("指标体系", at[label]): value for label, value in picked.items()}, book)
    ran = run("frameworks", "export", book, "-o", county)
    assert (ran.returncode, "23 个指标" in ran.stdout) == (0, True), ran.stderr
    assert run("new", "某县农业农村局", 2025, "-f", county, "-o", unit).returncode == 0
    rule = framework_of(snapshot_of(unit)).indicators[1].criterion
    assert (rule.chosen is not None, rule.canonical) == (True, CEIL)
    assert all(f.kind.code != "S08" for f in evaluated(unit).findings)


def test_import_takes_confirmed_readings_along(tmp_path):
    table, before, after = tmp_path / "表.toml", tmp_path / "旧.toml", tmp_path / "新.toml"
    framework = load_framework(SAMPLE)
    fresh = replace(framework.indicators[1], criterion_text=OPEN, confirmation=NOTHING)
    known = replace(fresh, confirmation=Confirmation(CEIL, "确认"))
    for path, row in ((table, fresh), (before, known)):
        rows = (framework.indicators[0], row, *framework.indicators[2:])
        path.write_text(as_toml(replace(framework, indicators=rows)), encoding="utf-8")
    plain = run("frameworks", "import", table, "-o", after)
    assert (plain.returncode, "还要确认读法的：A2" in plain.stdout) == (0, True)
    ran = run("frameworks", "import", table, "--confirmed", before, "-o", after)
    assert (ran.returncode, "还要确认读法的" in ran.stdout) == (0, False)
    assert read_framework(after).indicators[1].criterion.canonical == CEIL


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (("export", "没有.xlsm", "-o", "县.toml"), "没有.xlsm"),
        (("import", "没有.toml", "-o", "县.toml"), "找不到这个文件"),
        (("export", "没有.xlsm", "-o", "县.xlsx"), "没有.xlsm"),
    ],
)
def test_one_line_where_it_cannot_be_done(arguments, says):
    ran = run("frameworks", *arguments)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert says in ran.stderr
    assert len(ran.stderr.strip().splitlines()) == 1

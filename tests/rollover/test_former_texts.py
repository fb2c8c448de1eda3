"""文字材料 of a new year: each text has last year's and usual ones beside it, as a list to pick from; nobody's entries."""

import re

import openpyxl

from books import evaluated, snapshot_of, type_into
from jixiao.forms import load_forms
from jixiao.new_workbooks.from_last_year import roll_over


def beside(path, item):
    place = snapshot_of(path).place(item)
    sheet = openpyxl.load_workbook(path)[place.sheet]
    return [sheet.cell(place.row, column).value for column in range(5, 9)]


def test_last_years_text_is_there_to_pick_and_not_taken_as_this_years(sample, tmp_path):
    done = roll_over(sample, tmp_path / "新.xlsm")
    old, new = snapshot_of(sample), snapshot_of(tmp_path / "新.xlsm")
    assert beside(tmp_path / "新.xlsm", "年度总体工作")[0] == old.text("年度总体工作")
    assert new.text("年度总体工作") == ""
    assert ("R20", "年度总体工作") in {(f.kind.code, f.key.item) for f in evaluated(tmp_path / "新.xlsm").findings}
    assert beside(tmp_path / "新.xlsm", "主要职责")[0] is None, "carried into the cell itself"
    assert new.text("主要职责") == old.text("主要职责")
    assert not [line for line in done.left if "年度总体工作" in line]


def test_usual_texts_are_a_list_of_the_row_itself(blank):
    sheet = openpyxl.load_workbook(blank)["文字材料"]
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    for spec in (spec for item, spec in load_forms().items() if spec.phrases):
        place = snapshot_of(blank).place(spec.label)
        rule = rules[place.cell]
        assert (rule.type, rule.formula1) == ("list", f"$E${place.row}:$H${place.row}")
        assert not rule.showErrorMessage, "anything else may be typed"
        assert beside(blank, spec.label)[1 : 1 + len(spec.phrases)] == list(spec.phrases)


def test_usual_texts_raise_no_finding_of_their_own(blank, tmp_path):
    """Each is a text that the checks on wording let pass: no figures, no year, nothing left to fill in."""
    for number in range(2):
        texts = {item: spec.phrases[number] for item, spec in load_forms().items() if len(spec.phrases) > number}
        places = {item: snapshot_of(blank).place(item) for item in texts}
        path = tmp_path / f"{number}.xlsm"
        type_into(blank, {(places[item].sheet, places[item].cell): text for item, text in texts.items()}, path)
        assert {f.kind.code for f in evaluated(path).findings if f.key.item in texts} <= {"F72"}
        assert not any(re.search(r"\d|XX|（ *）", text) for text in texts.values())


def test_what_somebody_writes_there_is_read_by_nobody(blank, tmp_path):
    type_into(blank, {("文字材料", "H12"): "自己的常用语"}, tmp_path / "改.xlsm")
    before, after = evaluated(blank), evaluated(tmp_path / "改.xlsm")
    assert [f.wrong for f in before.findings] == [f.wrong for f in after.findings]

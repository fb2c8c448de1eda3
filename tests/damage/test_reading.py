"""Damage that people and programs do every day, one kind at a time: what is read, what is told, what is refused."""

import re

import pytest

from books import evaluated, filled, found, type_into
from faults import good_grids
from good import NAME, good_bytes
from jixiao.engines import UnusableWorkbook
from jixiao.evaluation import evaluate
from jixiao.forms import load_forms
from jixiao.press.reading import take_snapshot
from packages import insert_rows, rewrite, sheet_part

BOOK = "xl/workbook.xml"
GOOD = "96.34"


@pytest.fixture
def good(tmp_path):
    """The good workbook as a file of its own."""
    path = tmp_path / NAME
    path.write_bytes(good_bytes())
    return path


def renamed(path, old, new):
    rewrite(path, lambda text: text.replace(f'<sheet name="{old}"', f'<sheet name="{new}"'), BOOK)


def copied(path, sheet, name):
    """A copy of a sheet at the end, as Excel's “移动或复制” makes it."""
    source = sheet_part(path, sheet)
    import zipfile

    with zipfile.ZipFile(path) as package:
        parts = {part: package.read(part) for part in package.namelist()}
    parts["xl/worksheets/sheet99.xml"] = re.sub(rb"<(?:legacyDrawing|drawing|tableParts)[^>]*/>", b"", parts[source])
    parts["[Content_Types].xml"] = parts["[Content_Types].xml"].replace(
        b"</Types>", b'<Override PartName="/xl/worksheets/sheet99.xml" ContentType="application/vnd.openxmlformats-'
        b'officedocument.spreadsheetml.worksheet+xml"/></Types>')  # fmt: skip
    rels = "xl/_rels/workbook.xml.rels"
    parts[rels] = parts[rels].replace(
        b"</Relationships>", b'<Relationship Id="rId999" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
        b'relationships/worksheet" Target="worksheets/sheet99.xml"/></Relationships>')  # fmt: skip
    entry = f'<sheet name="{name}" sheetId="999" r:id="rId999"/></sheets>'.encode()
    parts[BOOK] = parts[BOOK].replace(b"</sheets>", entry)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for part, content in parts.items():
            package.writestr(part, content)


def sound(evaluation):
    return (str(evaluation.total), evaluation.complete) == (GOOD, True)


def test_rows_inserted_and_left_empty_change_nothing(good):
    for sheet, at in (
        ("基本信息", 8),
        ("人员情况", 12),
        ("支出预算", 9),
        ("重点项目", 7),
        ("绩效指标", 10),
        ("文字材料", 9),
    ):
        insert_rows(good, sheet, at=at, count=2)
    evaluation = evaluated(good)
    assert sound(evaluation)
    assert evaluation.findings == ()


def test_a_renamed_sheet_is_read_and_told(good):
    renamed(good, "支出预算", "支出预算（终稿）")
    evaluation = evaluated(good)
    assert sound(evaluation)
    assert found(evaluation) == {("R10", "支出预算（终稿）", "")}


HIDDEN = [
    # which sheets are hidden, of which that is told
    (("支出预算",), "hidden", ["支出预算"]),
    (("人员情况", "文字材料"), "veryHidden", ["人员情况", "文字材料"]),
    (("项目自评1",), "hidden", ["项目自评1"]),
    (("项目自评2",), "hidden", []),  # blank
    (("指标体系", "校验设置", "首页", "评分表"), "hidden", []),
]


@pytest.mark.parametrize(("sheets", "state", "told"), HIDDEN)
def test_hidden_sheets_are_read_like_any_other_and_told(good, sheets, state, told):
    for sheet in sheets:
        rewrite(
            good,
            lambda text, name=sheet: text.replace(f'<sheet name="{name}"', f'<sheet state="{state}" name="{name}"'),
            BOOK,
        )
    evaluation = evaluated(good)
    assert sound(evaluation)
    assert [(f.kind.code, f.place.sheet, f.kind.severity.name) for f in evaluation.findings] == [
        ("R23", t, "HINT") for t in told
    ]


def test_a_copy_is_told_and_the_sheet_of_the_right_name_counts(good):
    copied(good, "支出预算", "支出预算 (2)")
    evaluation = evaluated(good)
    assert sound(evaluation)
    assert found(evaluation) == {("R13", "支出预算 (2)", "")}
    assert "内容相同" in evaluation.findings[0].message
    type_into(good, {("支出预算 (2)", "F6"): 100}, good)
    evaluation = evaluated(good)
    assert sound(evaluation)
    assert "内容不同；已按《支出预算》读取" in evaluation.findings[0].message


def test_two_copies_of_which_none_has_the_right_name_are_an_error(good):
    copied(good, "支出预算", "支出预算 (2)")
    renamed(good, "支出预算", "支出初稿")
    evaluation = evaluated(good)
    assert found(evaluation) == {("R10", "支出初稿", ""), ("R25", "支出预算 (2)", "")}
    assert evaluation.blocked


def test_a_deleted_entry_sheet_is_an_error_and_nothing_is_guessed(good):
    renamed(good, "重点工作", "别的")
    rewrite(good, lambda text: text.replace("<t>年度重点工作</t>", "<t>别的工作</t>"), "xl/sharedStrings.xml")
    evaluation = evaluated(good)
    assert ("R09", "重点工作", "") in found(evaluation)
    assert (evaluation.complete, evaluation.grade) == (False, "")


@pytest.mark.parametrize("sheet", ["首页", "评分表", "汇总", "校验结果"])
def test_a_missing_output_sheet_is_told_and_a_press_refuses_before_writing(good, tmp_path, sheet):
    renamed(good, sheet, "改名")
    assert ("R18", sheet, "") in found(evaluated(good))
    with pytest.raises(UnusableWorkbook, match=f"《{sheet}》.*migrate"):
        filled(good, tmp_path / "结果.xlsm")
    assert not (tmp_path / "结果.xlsm").exists()


def test_lost_and_stretched_names_change_nothing(good):
    rewrite(good, lambda text: re.sub(r"(<definedName [^>]*>)[^<]*", r"\1#REF!", text), BOOK)
    assert evaluated(good).findings == ()
    rewrite(good, lambda text: re.sub(r"(<definedName [^>]*>)[^<]*", r"\1'支出预算'!$A$1:$Z$999", text), BOOK)
    assert evaluated(good).findings == ()


def test_a_workbook_without_cached_results_is_as_good(good):
    for sheet in ("人员情况", "收入预算", "支出预算", "重点项目"):
        rewrite(good, lambda text: re.sub(r"</f><v>[^<]*</v>", "</f>", text), sheet_part(good, sheet))
    assert evaluated(good).findings == ()


def test_dates_of_the_1904_calendar_are_read_by_that_calendar(good):
    """Excel for Mac of old: serials count from 1904; here the date cells are moved along, as such a file has them."""
    rewrite(good, lambda text: text.replace("<workbookPr ", '<workbookPr date1904="1" ', 1), BOOK)
    for sheet, cell, serial in (("基本信息", "C20", 45828), ("人员情况", "C6", 45657)):
        pattern = rf'(<c r="{cell}"[^>]*><v>){serial}(</v>)'
        rewrite(good, lambda text, p=pattern, s=serial: re.sub(p, rf"\g<1>{s - 1462}\2", text), sheet_part(good, sheet))
    assert evaluated(good).findings == ()


def test_pasted_over_validations_do_no_harm(good):
    """Every rule of a cell is repeated in Python."""
    for sheet in ("基本信息", "重点工作"):
        rewrite(good, lambda text: re.sub(r"<dataValidations.*?</dataValidations>", "", text), sheet_part(good, sheet))
    type_into(good, {("重点工作", "C6"): "办结", ("基本信息", "C14"): 24}, good)
    assert {("R01", "重点工作", "C6"), ("R01", "基本信息", "C14")} <= found(evaluated(good))


def test_an_inserted_and_a_deleted_column(good):
    """Columns are found by their headings; a heading that is gone is an error, never a guess."""
    moved = {
        f"{column}5": heading
        for column, heading in zip("CDEF", ("完成情况", "空", "按时完成", "质量达标"), strict=True)
    }
    changes = {("重点工作", cell): None if text == "空" else text for cell, text in moved.items()} | {
        ("重点工作", "G5"): "完成说明"
    }
    for row, state in zip(range(6, 10), ("是", "是", "是", "否"), strict=True):
        changes |= {("重点工作", f"D{row}"): None, ("重点工作", f"E{row}"): state, ("重点工作", f"F{row}"): "是"}
    type_into(good, changes, good)
    evaluation = evaluated(good)
    assert sound(evaluation)
    assert evaluation.findings == ()
    type_into(good, {("重点工作", "C5"): None}, good)
    evaluation = evaluated(good)
    assert ("R06", "重点工作", "B5") in found(evaluation)
    assert str(evaluation.total) != GOOD


def test_sorted_rows_are_read_by_name_and_told(good):
    """A sort that took the whole rows along: same figures, and a warning that the order is another one."""
    rows = {"工资福利支出": (60, None, 59.10), "对个人和家庭的补助": (380, None, 378.20)}
    changes = {("支出预算", "B6"): "对个人和家庭的补助", ("支出预算", "B8"): "工资福利支出"}
    for row, (initial, _, executed) in zip((6, 8), rows.values(), strict=True):
        changes |= {("支出预算", f"C{row}"): initial, ("支出预算", f"F{row}"): executed}
    type_into(good, changes, good)
    evaluation = evaluated(good)
    assert sound(evaluation)
    assert found(evaluation) == {("R15", "支出预算", "B5")}


def test_a_press_on_a_damaged_workbook_writes_its_findings(good, tmp_path):
    type_into(good, {("三公及资产", "B24"): "固定资产情况", ("重点项目", "F5"): None}, good)
    evaluation = filled(good, tmp_path / "结果.xlsm")
    assert {"R05", "R06"} <= {finding.kind.code for finding in evaluation.findings}
    assert found(evaluated(tmp_path / "结果.xlsm")) == found(evaluation)


@pytest.mark.parametrize(("kept", "ours"), [(6, True), (5, False), (0, False)])
def test_a_workbook_is_ours_with_half_of_its_eleven_forms(kept, ours):
    """Just more than half is read and the rest told as missing; just less is some other workbook."""
    names = [form.sheet for form in load_forms().forms if not form.optional]
    assert len(names) == 11
    grids = [grid for grid in good_grids() if grid.sheet not in names[kept:]]
    if ours:
        missing = [note.place.sheet for note in evaluate(take_snapshot(grids)).findings if note.kind.code == "R09"]
        assert missing == names[kept:]
    else:
        with pytest.raises(UnusableWorkbook, match="不是部门整体支出绩效自评工作簿"):
            take_snapshot(grids)

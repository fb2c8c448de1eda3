"""填报说明: every cell of every form, the manual's own words, nothing to type, nothing that a press reads or writes."""

import re
from dataclasses import replace

import pytest

from books import filled, snapshot_of
from jixiao import resources
from jixiao.drawing import manual
from jixiao.drawing.guide_rows import COLUMNS, guide_forms
from jixiao.drawing.manual import CHAPTER_MARK, CHECKS_BEGIN, TABLE_BEGINS, chapters, manual_text, with_tables
from jixiao.engines import open_book, open_port
from jixiao.engines.port import CountingPort
from jixiao.forms import CellSpec, FormError, load_forms
from jixiao.forms.load import check_names, load_form
from jixiao.forms.project_sheet import load_project_form
from jixiao.frameworks.model import SETTING_ITEMS, Settings
from jixiao.press.run import press

GUIDE = "填报说明"
CHAPTERS = ["填表", "重点项目", "校验", "评分", "报送", "出了问题"]


def texts(path):
    return [[str(cell) if cell is not None else "" for cell in row] for row in open_port(path).used_block(GUIDE).values]


def test_every_cell_of_every_form_has_its_row(blank):
    rows = {tuple(row[1:]) for row in texts(blank)} | {tuple(row) for row in texts(blank)}
    expected = [row for form in guide_forms() for section in form.sections for row in section.rows]
    assert [row for row in expected if row not in rows] == []
    forms = [*load_forms().forms, load_project_form()]
    cells = sum(len(s.fields) + len(s.columns) + (s.kind == "list") for form in forms for s in form.sections)
    assert len(expected) == cells > 150


@pytest.mark.parametrize(
    ("form", "row"),
    [
        ("基本信息", ("评价小组人数", "自评工作小组的人数，写进报告；可不填。", "人", "", "成立小组的通知", "评价小组", "不小于 1 的整数")),
        ("人员情况", ("编制数", "编制批复数。不含离退休和编外人员。", "人", "必填", "机构编制批文", "人事", "不小于 0 的整数")),
        ("收入预算", ("预算调整数", "年中追加填正数，调减填负数；没有调整填 0 或不填。", "万元", "", "预算调整文件", "财务", "数字")),
        ("收入预算", ("占比", "自动计算：本行调整后预算数÷合计。", "%", "自动", "", "", "")),
        ("重点工作", ("按时完成", "是否在规定时间内完成。", "", "", "工作总结、督办台账", "业务部门", "是、否")),
        ("校验设置", ("单项分值上限", "一个指标的分值超过多少要提醒。默认 40分。", "分", "", "分值不宜过于集中", "财政局", "1 到 100 之间的数字")),
    ],
)  # fmt: skip
def test_a_row_says_what_unit_where_from_and_who(form, row):
    guide = next(one for one in guide_forms() if one.sheet == form)
    assert row in [each for section in guide.sections for each in section.rows]


def test_every_cell_to_be_typed_says_what_it_is_where_it_stands_and_who_knows_it():
    specs = [
        spec
        for form in [*load_forms().forms, load_project_form()]
        for section in form.sections
        for spec in (*section.fields, *section.columns, *([section.row_spec] if section.kind == "list" else []))
    ]
    assert [s.label for s in specs if not s.prompt or (s.is_entry and not (s.source and s.who))] == []


ENTRY = 'sheet = "表"\nnote = ""\nwidths = [9]\n[[section]]\nid = "a"\ntitle = "甲"\nkind = "{kind}"\n{more}'
FIELD = '[[section.field]]\nlabel = "乙"\ntype = "text"\nprompt = "填乙。"\n'
SOURCED = 'source = "批复"\nwho = "财务"\n'
COLUMN = FIELD.replace("field", "column") + SOURCED
NAMED = 'row_prompt = "名称。"\nrow_source = "批复"\nrow_who = "财务"\n'
BAD_FORMS = [
    ("没说从哪来", "fields", FIELD + 'who = "财务"\n', "section a, 乙: needs prompt, source and who"),
    ("没说找谁", "fields", FIELD + 'source = "批复"\n', "section a, 乙: needs prompt, source and who"),
    ("找的人不认识", "fields", FIELD + SOURCED.replace("财务", "门卫"), "section a, 乙: needs prompt, source and who"),
    ("列表的名称没说", "list", COLUMN, "section a, 项目: needs prompt, source and who"),
    ("带入的列没有", "grid", COLUMN + 'carried_from = ["没有"]\n', "section a: nothing to carry from ['没有']"),
    (
        "列表的格不能带",
        "list",
        NAMED + COLUMN + 'carried_from = ["乙"]\n',
        "section a: of a list, only rows are carried",
    ),
    (
        "没有这条界限",
        "fields",
        FIELD.replace("填", "低于 {没有}% 要填") + SOURCED,
        "section a, 乙: no threshold ['没有']",
    ),
    ("带行的办法不认识", "list", NAMED + 'carried_rows = "all"\n' + COLUMN, "section a: 'all' is none of"),
]


@pytest.mark.parametrize(("name", "kind", "more", "told"), BAD_FORMS, ids=[row[0] for row in BAD_FORMS])
def test_a_form_that_leaves_it_out_is_refused_with_its_place(tmp_path, name, kind, more, told):
    (tmp_path / "表.toml").write_text(ENTRY.format(kind=kind, more=more), encoding="utf-8")
    with pytest.raises(FormError, match=re.escape(told)):
        load_form(tmp_path / "表.toml")


def test_forms_that_are_called_otherwise_than_the_program_knows_are_refused():
    forms = load_forms()
    renamed = replace(forms, forms=(replace(forms.forms[0], sheet="概况"), *forms.forms[1:]))
    with pytest.raises(FormError, match=r"the sheets are \('概况'"):
        check_names(renamed)
    tasks = next(form for form in forms.forms if form.sheet == "重点工作")
    other = replace(tasks, sections=tuple(replace(section, item="任务") for section in tasks.sections))
    with pytest.raises(FormError, match=r"no lists on sheets of their own: \['重点工作'\]"):
        check_names(replace(forms, forms=tuple(other if form is tasks else form for form in forms.forms)))


def test_thresholds_stand_in_the_forms_alone():
    """What the rules use without a workbook, and what the prompts say, is the default that the form gives."""
    items = dict(load_forms().items())
    usual = Settings()
    for key, item in SETTING_ITEMS.items():
        assert getattr(usual, key) == items[item].default
    assert (usual.excellent, usual.good, usual.fair, usual.over_target, usual.heaviest) == (90, 80, 60, 120, 40)
    assert "（不少于 8 个字）" in load_forms().section("answers").column("扣分原因").prompt
    assert load_forms().section("income").column("说明").prompt.startswith("执行率低于 90%、")


def test_the_hint_beside_a_cell_says_the_same():
    spec = CellSpec("编制数", "integer", prompt="编制批复数。", source="机构编制批文", who="人事")
    assert spec.hint == "编制批复数。（来源：机构编制批文；找人事）"
    assert CellSpec("合计", "integer", prompt="自动计算。").hint == "自动计算。"


def test_the_chapters_on_filling_are_the_manuals_own_words(blank):
    told = chapters(manual_text())
    assert [line.cells[0] for line in told if line.kind == "heading"][: len(CHAPTERS)] == CHAPTERS
    shown = [text for row in texts(blank) for text in row if text]
    missing = [cell for line in told for cell in line.cells if cell and cell not in shown]
    assert missing == []
    plain = re.sub(r"[*`]|<!--.*?-->", "", manual_text())
    words = [line.cells[0].lstrip("· ") for line in told if line.kind == "text"]
    assert len(words) > 5
    assert [text for text in words if text not in plain] == []


SMALL = f"""# 手册

## 一、打开
不印的。

## 二、填表
{CHAPTER_MARK}
先看**颜色**，点 `校验`，见[手册](a.md)。

3. 第三步
4. 第四步
   - 小点

| 看到 | 怎么办 |
|---|---|
| 甲 | 乙 |

![图](a.png)
"""


def test_markdown_becomes_plain_lines():
    assert [(line.kind, line.cells, line.is_head) for line in chapters(SMALL)] == [
        ("heading", ("填表",), False),
        ("text", ("先看颜色，点 校验，见手册。",), False),
        ("item", ("3．第三步",), False),
        ("item", ("4．第四步",), False),
        ("item", ("· 小点",), False),
        ("table", ("看到", "怎么办"), True),
        ("table", ("甲", "乙"), False),
    ]


def test_a_manual_without_its_marks_is_refused():
    with pytest.raises(ValueError, match="no chapter has the line"):
        chapters(SMALL.replace(CHAPTER_MARK, ""))
    for mark in (TABLE_BEGINS, CHECKS_BEGIN):
        with pytest.raises(ValueError, match=f"{mark} and .* are missing"):
            with_tables(manual_text().replace(mark, ""))


def test_the_tables_in_the_manual_are_what_the_forms_and_the_catalogue_give():
    assert manual_text() == with_tables(manual_text()), "run `jixiao build` and commit"
    assert manual_text().count("| " + " | ".join(COLUMNS) + " |") == sum(len(form.sections) for form in guide_forms())
    assert resources.workbook(manual.NAME).is_file()


def test_it_is_the_second_sheet_locked_and_without_entries(blank):
    port = open_port(blank)
    assert port.sheet_names()[:3] == ["首页", GUIDE, "基本信息"]
    assert port.protected(GUIDE)
    block = port.used_block(GUIDE)
    with pytest.raises(ValueError, match="锁定单元格"):
        port.write_values(GUIDE, block.row + 3, block.column, [["改"]])
    assert not [row for row in block.values for cell in row if isinstance(cell, str) and cell.startswith("=")]


def test_no_press_reads_or_writes_it(sample):
    book = open_book(sample)
    book.impl.port = CountingPort(book.impl.port)
    press(book)
    touched = {sheet for _, sheet in book.impl.port.calls}
    book.close()
    assert "基本信息" in touched
    assert GUIDE not in touched


def test_its_words_are_nobodys_entries(blank, sample, tmp_path):
    """Renamed it is read like any sheet that is not ours: nothing changes."""
    from packages import rewrite

    before = snapshot_of(sample)
    path = tmp_path / "改名.xlsm"
    path.write_bytes(sample.read_bytes())
    rewrite(path, lambda text: text.replace(f'name="{GUIDE}"', 'name="说明"'), "xl/workbook.xml")
    assert filled(path, tmp_path / "填.xlsm").total == 86
    assert {k: e.shown for k, e in snapshot_of(path).entries.items()} == {k: e.shown for k, e in before.entries.items()}

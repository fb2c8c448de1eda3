"""The template: built from text, edited in Word, filled with whatever people type."""

import dataclasses
import io
import zipfile

import pytest
from report_text import body, names, paragraphs, part

from books import snapshot_of
from good import good_bytes
from jixiao import resources
from jixiao.documents.report import TemplateFault, make_report, template_path
from jixiao.documents.report.template import SourceError, template_bytes
from jixiao.evaluation import evaluate
from jixiao.forms import load_forms
from jixiao.snapshot import Entry
from jixiao.values.key import Key
from validator import errors_in, needs_validator

NASTY = "A<B & C>“引号”\"双\"'单' {{ 单位名称 }} {% if %} 😀𠮷 尾"


@pytest.fixture(scope="module")
def good(tmp_path_factory):
    path = tmp_path_factory.mktemp("好") / "好单位.xlsm"
    path.write_bytes(good_bytes())
    return snapshot_of(path)


def with_texts(snapshot, **texts):
    entries = dict(snapshot.entries)
    for item, text in texts.items():
        entries[item] = Entry(Key.of(item), text, text, entries[item].spec)
    return dataclasses.replace(snapshot, entries=entries)


def edited(tmp_path, old, new, name="改过的模板.docx"):
    """The template as staff would leave it after replacing some words in Word."""
    source = template_path()
    target = tmp_path / name
    with zipfile.ZipFile(source) as package, zipfile.ZipFile(target, "w") as out:
        for one in package.namelist():
            content = package.read(one)
            if one == "word/document.xml":
                assert old.encode() in content
                content = content.replace(old.encode(), new.encode())
            out.writestr(one, content)
    return target


def test_the_shipped_template_is_the_one_its_text_gives():
    assert template_path().read_bytes() == template_bytes()


@needs_validator
def test_the_shipped_template_is_valid():
    assert errors_in(template_path()) == []


def test_a_report_without_errors_is_no_draft(good):
    content = make_report(good, evaluate(good))
    assert not any("草" in part(content, name) for name in names(content) if name.startswith("word/header"))
    assert 'name="草稿"><vt:lpwstr>否<' in part(content, "docProps/custom.xml")


def headers(content):
    return [part(content, name) for name in names(content) if name.startswith("word/header")]


def test_a_draft_without_errors_says_so_on_every_page(good):
    """submit --draft: the report is marked like the workbook beside it."""
    content = make_report(good, evaluate(good), draft=True)
    assert [text.count("草　稿（未定稿，不作报送用）") for text in headers(content)] == [1, 1]
    assert 'name="草稿"><vt:lpwstr>是<' in part(content, "docProps/custom.xml")


NARRATIVE = [
    spec.label
    for form in load_forms().forms
    if form.sheet == "文字材料"
    for spec, _ in form.sections[-1].field_cells()
    if not spec.blank  # these stand for something: tests/checks/test_blank_means.py
]
OPTIONAL = ("评价小组情况", "自评结论", "重点工作完成情况", "重点项目绩效情况", "其他自评情况")
"""What may be blank: the report says what the tables give, or 无, or nothing."""


@pytest.mark.parametrize("item", NARRATIVE)
def test_a_blank_text_never_reaches_a_report_that_is_filed(good, item):
    """Either it is an error, and the report a draft, or the report says nothing at all there."""
    snapshot = with_texts(good, **{item: None})
    evaluation = evaluate(snapshot)
    content = make_report(snapshot, evaluation)
    told = [(finding.kind.code, str(finding.key)) for finding in evaluation.findings if finding.kind.code == "R20"]
    assert told == ([] if item in OPTIONAL else [("R20", item)])
    assert ("（未填写）" in body(content)) == (item not in OPTIONAL)
    assert all("草" in text for text in headers(content)) == (item not in OPTIONAL)


def test_a_year_without_key_tasks_has_no_paragraph_about_them(good):
    without = dataclasses.replace(good, tables={**good.tables, "重点工作": ()})
    content = body(make_report(without, evaluate(without)))
    assert "（未填写）" not in content
    assert len(paragraphs(make_report(good, evaluate(good)))) > len(content.splitlines())
    assert "一是" in body(make_report(good, evaluate(good))).split("重点工作任务")[1].split("（三）")[0]
    assert content.split("重点工作任务")[1].split("（三）")[0].strip() == good.text("年度总体工作")


def test_unknown_placeholders_are_named_with_the_known_ones(good, tmp_path):
    template = edited(tmp_path, "{{ 改进措施 }}", "{{ 改进措拖 }}{{ 局长 }}")
    with pytest.raises(TemplateFault) as caught:
        make_report(good, evaluate(good), template)
    message = caught.value.message_zh
    assert "【改过的模板.docx】里有不认识的占位符：{{ 局长 }}、{{ 改进措拖 }}。" in message
    assert "单位名称、" in message
    assert "改进措施" in message


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("{{ 行.占比 }}", "{{ 行.比例 }}", "比例"),
        ("{{ 改进措施 }}", "{{ 改进措施 ", "写得不完整"),
        ("{%tr endfor %}", "{%tr endfoo %}", "写得不完整"),
    ],
)  # fmt: skip
def test_broken_templates_are_told_in_chinese(good, tmp_path, old, new, told):
    with pytest.raises(TemplateFault, match=told):
        make_report(good, evaluate(good), edited(tmp_path, old, new))


def test_what_is_no_word_file_is_told(good, tmp_path):
    path = tmp_path / "模板.docx"
    path.write_text("x")
    with pytest.raises(TemplateFault, match="不是完好的 Word 文档"):
        make_report(good, evaluate(good), path)


def test_a_placeholder_that_word_split_into_runs_is_still_one(good, tmp_path):
    split = '{{ 改进</w:t></w:r><w:r><w:rPr><w:b/></w:rPr><w:t xml:space="preserve">措施 }}'
    content = make_report(good, evaluate(good), edited(tmp_path, "{{ 改进措施 }}", split))
    assert good.text("改进措施") in body(content)


@needs_validator
@pytest.mark.parametrize("text", [NASTY, "长" * 4000, "“" + NASTY * 60 + "”"], ids=["special", "4000", "both"])
def test_texts_are_intact(good, tmp_path, text):
    snapshot = with_texts(good, 改进措施=text, 单位名称="甲<乙>&丙局")
    content = make_report(snapshot, evaluate(snapshot))
    assert text in paragraphs(content)
    assert "评价单位（公章）：甲<乙>&丙局" in paragraphs(content)
    path = tmp_path / "报告.docx"
    path.write_bytes(content)
    assert errors_in(path) == []


def test_line_breaks_become_paragraphs_and_control_characters_signs(good):
    snapshot = with_texts(good, 改进措施="一\x07行\x0b\n\n　二行\r\n三行\x00")
    shown = paragraphs(make_report(snapshot, evaluate(snapshot)))
    start = shown.index("（五）改进措施") + 1
    assert shown[start : start + 4] == ["一␇行", "二行", "三行␀", "四、其他自评情况"]


def test_a_blank_text_says_so(good):
    snapshot = with_texts(good, 改进措施=None)
    shown = paragraphs(make_report(snapshot, evaluate(snapshot)))
    assert shown[shown.index("（五）改进措施") + 1] == "（未填写）"


def test_a_report_can_be_the_next_template(good, tmp_path):
    """What Word keeps of an earlier report (its properties, its chart) is replaced, not doubled."""
    template = tmp_path / "再用.docx"
    template.write_bytes(make_report(good, evaluate(good)))
    again = make_report(good, evaluate(good), template)
    assert part(again, "docProps/custom.xml").count('name="核对码"') == 1
    assert len(set(names(again))) == len(names(again))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("怪 | x", "line 1: unknown style"),
        ("表 | 中 3", "line 1: columns"),
        ("表 | 左 3\n表行 | a | b", "line 2"),
        ("表 | 左 3", "no 表止"),
    ],
)
def test_a_wrong_source_line_is_named(tmp_path, text, told):
    source = tmp_path / "模板.txt"
    source.write_text(text, encoding="utf-8")
    with pytest.raises(SourceError, match=told):
        template_bytes(source)


def test_dates_in_the_package_are_fixed(good):
    with zipfile.ZipFile(io.BytesIO(make_report(good, evaluate(good)))) as package:
        assert {info.date_time for info in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_the_template_is_where_staff_find_it():
    assert template_path() == resources.templates("report", "部门整体支出绩效自评报告.docx")

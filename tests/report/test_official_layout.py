"""The report after GB/T 9704-2012 (党政机关公文格式): paper, margins, fonts, lines, page numbers, captions."""

import io
import re
import zipfile

import docx
import pytest
from docx.oxml.ns import qn

from jixiao.documents.report.render import make_report
from jixiao.evaluation import evaluate
from submission.submissions import good, sample

STYLES = [  # style, Chinese font, size in pt, exact line in pt (None: as high as its content)
    ("Normal", "仿宋", 16, 30),
    ("Title", "方正小标宋简体", 22, 36),
    ("heading 1", "黑体", 16, 30),
    ("heading 2", "楷体", 16, 30),
    ("heading 3", "仿宋", 16, 30),
    ("caption", "黑体", 14, None),
    ("图题", "黑体", 14, None),
    ("表格文字", "仿宋", 12, None),
    ("表格数字", "仿宋", 12, None),
]


@pytest.fixture(scope="module", params=[good, sample], ids=["好单位", "样例"])
def content(request):
    submission = request.param()
    return make_report(submission.snapshot, evaluate(submission.snapshot))


@pytest.fixture(scope="module")
def report(content):
    return docx.Document(io.BytesIO(content))


def test_a4_with_the_margins_of_official_documents(report):
    for section in report.sections:
        assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
        margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
        assert [round(margin.mm) for margin in margins] == [37, 35, 28, 26]


@pytest.mark.parametrize(("name", "font", "size", "line"), STYLES)
def test_fonts_and_lines(report, name, font, size, line):
    style = next(one for one in report.styles if one.name.lower() == name.lower())
    fonts = style.element.rPr.rFonts
    assert fonts.get(qn("w:eastAsia")) == font
    assert {fonts.get(qn(f"w:{script}")) for script in ("ascii", "hAnsi", "cs")} == {font}
    assert style.font.size.pt == size
    if line is not None:
        spacing = style.element.pPr.find(qn("w:spacing"))
        assert (spacing.get(qn("w:lineRule")), int(spacing.get(qn("w:line"))) / 20) == ("exact", line)


def test_body_is_indented_by_two_characters(report):
    indent = report.styles["Normal"].element.pPr.find(qn("w:ind"))
    assert indent.get(qn("w:firstLineChars")) == "200"


def test_no_run_has_a_font_of_its_own(report):
    """So that all of it is as its style says; the hint makes “” as wide as Chinese characters."""
    for paragraph in report.paragraphs:
        for run in paragraph.runs:
            fonts = run._r.rPr.rFonts if run._r.rPr is not None else None
            assert fonts is None or set(fonts.keys()) == {qn("w:hint")}
            if run.text.strip() and fonts is not None:
                assert fonts.get(qn("w:hint")) == "eastAsia"


def test_headings_are_numbered_in_the_official_order(report):
    patterns = {
        "heading 1": "[一二三四五六七八九十]+、",
        "heading 2": "（[一二三四五六七八九十]+）",
        "heading 3": r"\d+．",
    }
    for paragraph in report.paragraphs:
        pattern = patterns.get(paragraph.style.name.lower())
        assert pattern is None or re.match(pattern, paragraph.text), paragraph.text


def test_page_numbers_between_dashes(content):
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        footers = [package.read(name).decode() for name in package.namelist() if "/footer" in name]
    numbered = [footer for footer in footers if "PAGE" in footer]
    assert len(numbered) == 1, "the cover has none"
    texts = re.findall(r"<w:t[^>]*>([^<]*)</w:t>", numbered[0])
    assert "".join(texts).startswith("— 1 —")


def test_tables_and_figures_have_captions_in_order(report):
    """表N above each table, 图N below each chart, counted through."""
    captions = [p.text for p in report.paragraphs if p.style.name in ("Caption", "caption")]
    assert [int(re.match(r"表(\d+)　", text)[1]) for text in captions] == list(range(1, len(report.tables) + 1))
    figures = [p.text for p in report.paragraphs if p.style.name == "图题"]
    assert [text[:3] for text in figures] == [f"图{n}　" for n in range(1, len(figures) + 1)]
    body = list(report.element.body)
    for n, element in enumerate(body):
        if element.tag == qn("w:tbl"):
            above = "".join(body[n - 1].itertext())
            assert above.startswith("表"), above


def test_readable_in_black_and_white(content):
    """One series, its figures written beside the bars; shades of tables are light grey, text is black but for marks."""
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        charts = [
            package.read(name).decode() for name in package.namelist() if "chart" in name and name.endswith(".xml")
        ]
        document = package.read("word/document.xml").decode()
    for chart in charts:
        assert chart.count("<c:ser>") == 1
        assert 'showVal val="1"' in chart
    assert set(re.findall(r'w:fill="([0-9A-F]{6})"', document)) <= {"F2F2F2"}


def test_every_table_and_figure_is_named_in_the_text_before_it(report):
    texts = [paragraph.text for paragraph in report.paragraphs]
    captions = [n for n, p in enumerate(report.paragraphs) if p.style.name.lower() in ("caption", "图题")]
    for n in captions:
        name = texts[n].partition("　")[0]
        assert any(name in text for text in texts[:n]), name


def test_the_end_is_never_alone_on_a_page(report):
    """署名 stays with the last paragraph of the text; no 此页无正文."""
    *_, last, unit, signed = report.paragraphs
    assert [last.style.name, unit.style.name, signed.style.name] == ["末段", "落款", "落款"]
    for style in (last.style, unit.style):
        assert style.element.pPr.find(qn("w:keepNext")) is not None

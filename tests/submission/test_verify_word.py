"""A Word report in which something else is read than was written: each alteration, how grave it is, and where."""

import re
import shutil
import tempfile
import zipfile
from functools import cache
from pathlib import Path

import pytest

from jixiao.documents.finished.workbook import finished_workbook
from jixiao.documents.report import make_report, template_path
from jixiao.documents.report.styles import EAST_ASIAN
from jixiao.documents.verifying.difference import Sort
from jixiao.documents.verifying.reference import Reference
from jixiao.documents.verifying.verify import verify
from jixiao.documents.verifying.word.report import docx_differences
from jixiao.engines import UnusableWorkbook
from jixiao.resources import OWN_TEMPLATE
from office import needs_office, saved_again
from submission.submissions import good, hostile, sample

F, W, L = Sort.FIGURE, Sort.WORDS, Sort.LOOKS
MAIN, STYLES, FOOTER = "word/document.xml", "word/styles.xml", "word/footer1.xml"
NS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
UNIT = "清江县总工会"
SCORE = "自评得分96.34分"
BEGUN = "2024年度清江县总工会部门整体"
VML = 'xmlns:v="urn:schemas-microsoft-com:vml"'
W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
FLOATING = '<wp:anchor xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"/>'
FIRST_HIDDEN = '<w:tblStylePr w:type="firstRow"><w:rPr><w:vanish/></w:rPr></w:tblStylePr>'
DUTY = "第10段"  # 主要职责
TOLD = "第37段"  # 自评得分
LOST = "第76段"  # the first 扣分原因


@cache
def parts():
    """The good unit's report: part → text."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "报告.docx"
        path.write_bytes(make_report(good().snapshot, good().evaluation))
        with zipfile.ZipFile(path) as package:
            return {name: package.read(name).decode() for name in package.namelist()}


def written(path, held):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, text in held.items():
            package.writestr(name, text)
    return path


def swap(old, new, part=MAIN, count=1):
    """A text replaced by another, as many times as it must be there at least."""

    def change(held):
        assert held[part].count(old) >= count, (part, old)
        return {**held, part: held[part].replace(old, new, count)}

    return change


def paragraph(words):
    """The XML of the paragraph that holds these words."""
    return next(p for p in re.findall(r"<w:p>.*?</w:p>", parts()[MAIN], re.DOTALL) if words in p)


def after(words, xml):
    """XML put behind the paragraph with these words."""
    return swap(paragraph(words), paragraph(words) + xml)


def inside(words, xml):
    """XML put at the end of the paragraph with these words."""
    return swap(paragraph(words), paragraph(words).removesuffix("</w:p>") + xml + "</w:p>")


def in_run(words, properties):
    """The run of these words with properties."""
    return swap(
        f'<w:r>{EAST_ASIAN}<w:t xml:space="preserve">{words}',
        f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{words}',
    )


def removed(words):
    return swap(paragraph(words), "")


def moved(words, behind):
    def change(held):
        text = held[MAIN].replace(paragraph(words), "", 1)
        return {**held, MAIN: text.replace(paragraph(behind), paragraph(behind) + paragraph(words), 1)}

    return change


def exchanged(one, other):
    """Two figures in each other's place."""

    def change(held):
        assert {one in held[MAIN], other in held[MAIN]} == {True}
        return {**held, MAIN: held[MAIN].replace(one, "\0", 1).replace(other, one, 1).replace("\0", other, 1)}

    return change


def related(kind, target, content, part=MAIN):
    folder, _, name = part.rpartition("/")
    rels = f"{folder}/_rels/{name}.rels"
    address = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/" + kind

    def change(held):
        own = held.get(rels, "<Relationships></Relationships>").replace(
            "</Relationships>", f'<Relationship Id="rId99" Type="{address}" Target="/{target}"/></Relationships>'
        )
        return {**held, rels: own, target: content}

    return change


def both(*changes):
    def change(held):
        for one in changes:
            held = one(held)
        return held

    return change


def decoy(held):
    """The real document under another name; the one with the usual name says what it should."""
    rels = held["_rels/.rels"].replace("word/document.xml", "word/real.xml")
    other = held[MAIN].replace(SCORE, "自评得分99.99分")
    around = {"word/_rels/real.xml.rels": held["word/_rels/document.xml.rels"], "word/real.xml": other}
    return {**held, "_rels/.rels": rels, **around}


def run(text, properties=""):
    return f"<w:r>{properties}<w:t>{text}</w:t></w:r>"


def formatted(words, properties, of_run=""):
    """The paragraph of these words with properties, its first run too."""
    own = paragraph(words).replace("</w:pPr>", f"{properties}</w:pPr>", 1)
    return swap(paragraph(words), own.replace("<w:r>", f"<w:r><w:rPr>{of_run}</w:rPr>", 1) if of_run else own)


def bound(xml):
    """A content control whose text comes from elsewhere in the file."""
    return f'<w:sdt><w:sdtPr><w:dataBinding w:xpath="/a"/></w:sdtPr><w:sdtContent>{xml}</w:sdtContent></w:sdt>'


def box(text):
    inner = f"<w:txbxContent><w:p>{run(text)}</w:p></w:txbxContent>"
    return f'<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox>{inner}</v:textbox></v:shape></w:pict></w:r>'


def alternate(choice, fallback):
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    return f"<mc:AlternateContent {mc}><mc:Choice>{choice}</mc:Choice><mc:Fallback>{fallback}</mc:Fallback></mc:AlternateContent>"


def field(code, result):
    marks = [f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>' for kind in ("begin", "separate", "end")]
    return f"{marks[0]}<w:r><w:instrText>{code}</w:instrText></w:r>{marks[1]}{run(result)}{marks[2]}"


def note(kind, text):
    root = kind + "s"
    return related(
        root, f"word/{root}.xml", f'<w:{root} {NS}><w:{kind} w:id="1"><w:p>{run(text)}</w:p></w:{kind}></w:{root}>'
    )


CHART = "word/charts/chart1.xml"
MATH = '<m:oMath xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"><m:r><m:t>=99.99</m:t></m:r></m:oMath>'
WORDART = (
    '<w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textpath string="作废"/></v:shape></w:pict></w:r>'
)
PICTURE = '<w:r><w:drawing><a:blip xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"/></w:drawing></w:r>'


def shrunk(held):
    """The chart a point, no more."""
    return {**held, MAIN: re.sub(r'<wp:extent cx="\d+" cy="\d+"', '<wp:extent cx="9" cy="9"', held[MAIN])}


ALTERED = {
    "万元改亿元": (swap("支出预算900.00万元", "支出预算900.00亿元"), F, "第22段"),
    "万元都改成元": (swap("万元", "元", count=10), F, "第22段"),
    "别的单位": (swap(f"评价单位（公章）：{UNIT}", "评价单位（公章）：清河县总工会"), F, "第4段"),
    "改数": (swap(SCORE, "自评得分99.34分"), F, TOLD),
    "加负号": (swap("控制率88.24%", "控制率-88.24%"), F, "第12段"),
    "全角数字写别的数": (swap(SCORE, "自评得分９９.34分"), F, TOLD),
    "两个数对调": (exchanged("883.50", "878.05"), F, "第46段"),
    "等次": (swap("等次为“优”", "等次为“良”"), F, TOLD),
    "日期": (swap("填报日期：2025年6月20日", "填报日期：2025年6月21日"), F, "第5段"),
    "中文数字": (swap("96.34分", "九十六分"), F, TOLD),
    "原因里的字": (swap("服务时间偏短", "服务时间很好"), W, "第79段"),
    "删一段": (removed("主要职责"), W, f"{DUTY}（缺少）"),
    "删有数的一段": (removed(SCORE), F, f"{TOLD}（缺少）"),
    "加一段": (after("主要职责", f"<w:p>{run('我单位工作得到肯定。')}</w:p>"), W, "第11段（多出）"),
    "加有数的一段": (after("主要职责", f"<w:p>{run('更正为100分。')}</w:p>"), F, "第11段（多出）"),
    "移一段": (moved("主要职责", SCORE), W, "第37段"),
    "脚注": (note("footnote", "更正：自评总分100分"), F, "脚注1（多出）"),
    "尾注": (note("endnote", "以纸质为准"), W, "尾注1（多出）"),
    "批注": (note("comment", "此数不对"), W, "批注1（多出）"),
    "文本框": (inside("主要职责", box("更正：本表无效")), W, f"{DUTY}的文本框1（多出）"),
    "文本框写分": (inside("主要职责", box("总分100分")), F, f"{DUTY}的文本框1（多出）"),
    "两种内容里的文本框": (inside("主要职责", alternate(box("无效"), box("无效"))), W, f"{DUTY}的文本框1（多出）"),
    "旧版程序看到别的": (inside("主要职责", alternate(run(""), run("得99分"))), F, DUTY),
    "艺术字": (inside("主要职责", WORDART), W, DUTY),
    "图片": (inside("主要职责", PICTURE), W, DUTY),
    "公式": (inside(SCORE, MATH), F, TOLD),
    "符号": (inside(SCORE, '<w:r><w:sym w:font="Wingdings" w:char="F039"/></w:r>'), F, TOLD),
    "域": (inside(SCORE, field("= 99 + 1", "100")), F, TOLD),
    "简单域": (inside("主要职责", f'<w:fldSimple w:instr="DATE">{run("今天")}</w:fldSimple>'), W, DUTY),
    "修订插入": (inside("主要职责", f"<w:ins>{run('等工作')}</w:ins>"), W, DUTY),
    "修订删除": (
        swap(
            paragraph(SCORE),
            re.sub(
                r"(<w:r>.*</w:r>)", lambda m: f"<w:del>{m[1].replace('w:t', 'w:delText')}</w:del>", paragraph(SCORE)
            ),
        ),
        F,
        TOLD,
    ),
    "修订移走": (
        swap(paragraph(SCORE), re.sub(r"(<w:r>.*</w:r>)", r"<w:moveFrom>\1</w:moveFrom>", paragraph(SCORE))),
        F,
        TOLD,
    ),
    "修订移来": (inside("主要职责", f"<w:moveTo>{run('一段话')}</w:moveTo>"), W, DUTY),
    "段落标记的修订": (
        swap(paragraph("主要职责"), paragraph("主要职责").replace("</w:pPr>", "<w:rPr><w:del/></w:rPr></w:pPr>")),
        W,
        DUTY,
    ),
    "隐藏文字": (in_run(BEGUN, "<w:vanish/>"), F, TOLD),
    "样式里隐藏": (
        swap('w:styleId="TableNumber">', 'w:styleId="TableNumber"><w:rPr><w:vanish/></w:rPr>', STYLES),
        F,
        "表1第2行第2列",
    ),
    "删除线": (in_run(BEGUN, "<w:strike/>"), F, TOLD),
    "白字": (in_run(BEGUN, '<w:color w:val="FFFFFF"/>'), F, TOLD),
    "字色同底纹": (
        in_run(BEGUN, '<w:color w:val="FFFF00"/><w:shd w:val="clear" w:fill="FFFF00"/>'),
        F,
        TOLD,
    ),
    "字太小": (in_run(BEGUN, '<w:sz w:val="2"/>'), F, TOLD),
    "字太窄": (in_run(BEGUN, '<w:w w:val="1"/>'), F, TOLD),
    "符号字体": (in_run(BEGUN, '<w:rFonts w:ascii="Wingdings"/>'), F, TOLD),
    "上标": (in_run(BEGUN, '<w:vertAlign w:val="superscript"/>'), F, TOLD),
    "填充无色": (in_run(BEGUN, f"<w14:textFill {W14}><w14:noFill/></w14:textFill>"), F, TOLD),
    "主题的白": (in_run(BEGUN, '<w:color w:val="000000" w:themeColor="background1"/>'), F, TOLD),
    "黑的突出显示": (in_run(BEGUN, '<w:highlight w:val="black"/>'), F, TOLD),
    "段落黑底黑字": (formatted(SCORE, '<w:shd w:val="clear" w:fill="000000"/>', '<w:color w:val="000000"/>'), F, TOLD),
    "移出一行": (in_run(BEGUN, '<w:position w:val="3000"/>'), F, TOLD),
    "叠在一起": (in_run(BEGUN, '<w:spacing w:val="-400"/>'), F, TOLD),
    "压缩": (in_run(BEGUN, '<w:fitText w:val="10"/>'), F, TOLD),
    "不认识的格式": (in_run(BEGUN, "<w:新/>"), F, TOLD),
    "行距压扁": (formatted(SCORE, '<w:spacing w:line="1" w:lineRule="exact"/>'), F, TOLD),
    "移到纸外": (formatted(SCORE, '<w:ind w:left="30000"/>'), F, TOLD),
    "浮动的段落": (formatted("主要职责", '<w:framePr w:w="9" w:x="1" w:y="1"/>'), W, DUTY),
    "自动编号": (formatted("主要职责", '<w:numPr><w:numId w:val="1"/></w:numPr>'), W, DUTY),
    "方向反转": (
        swap(paragraph(SCORE), re.sub(r"(<w:r>.*</w:r>)", r'<w:bdo w:val="rtl">\1</w:bdo>', paragraph(SCORE))),
        F,
        TOLD,
    ),
    "反转的字符": (swap(SCORE, "自评得分\u202e96.34\u202c分"), F, TOLD),
    "显示别处的数据": (swap(paragraph(SCORE), bound(paragraph(SCORE))), F, TOLD),
    "自动的年份": (inside("主要职责", "<w:r><w:yearLong/></w:r>"), W, DUTY),
    "白块": (inside("主要职责", f'<w:r><w:pict><v:rect {VML} fillcolor="white"/></w:pict></w:r>'), W, DUTY),
    "浮动的图": (swap("</wp:inline>", f"</wp:inline>{FLOATING}"), W, "第52段"),
    "表格样式里隐藏": (
        both(
            swap("<w:tblPr>", '<w:tblPr><w:tblStyle w:val="藏"/>'),
            swap("</w:styles>", f'<w:style w:type="table" w:styleId="藏">{FIRST_HIDDEN}</w:style></w:styles>', STYLES),
        ),
        F,
        "表1第2行第2列",
    ),
    "修订删一行": (swap("<w:trPr>", "<w:trPr><w:del/>"), W, "表1第1行第1列"),
    "修订删一格": (swap("<w:tcPr>", "<w:tcPr><w:cellDel/>"), W, "表1第1行第1列"),
    "浮动的表": (swap("<w:tblPr>", '<w:tblPr><w:tblpPr w:tblpX="1"/>'), W, "表1第1行第1列"),
    "列序颠倒": (swap("<w:tblPr>", "<w:tblPr><w:bidiVisual/>"), W, "表1第1行第1列"),
    "窄得看不见": (swap('<w:tcW w:w="2565"', '<w:tcW w:w="1"'), W, "表1第1行第1列"),
    "文档标题": (swap("</dc:title>", "（作废）</dc:title>", "docProps/core.xml"), F, "文档属性“标题”"),
    "链接": (
        swap(paragraph(SCORE), re.sub(r"(<w:r>.*</w:r>)", r"<w:hyperlink>\1</w:hyperlink>", paragraph(SCORE))),
        L,
        "用到的格式标记",
    ),
    "页边距": (swap('w:left="1587"', 'w:left="7000"'), L, "第1节的页边距"),
    "修订套在段落外": (swap(paragraph(SCORE), f"<w:moveFrom>{paragraph(SCORE)}</w:moveFrom>"), F, TOLD),
    "换用的段落": (swap(paragraph(SCORE), alternate(paragraph(SCORE), paragraph("主要职责"))), F, TOLD),
    "旧版程序看到空的": (
        swap(paragraph(SCORE), re.sub(r"(<w:r>.*</w:r>)", lambda m: alternate(m[1], ""), paragraph(SCORE))),
        F,
        TOLD,
    ),
    "格里嵌入文档": (
        both(
            swap("<w:tc><w:tcPr>", '<w:tc><w:altChunk r:id="rId99"/><w:tcPr>'),
            related("aFChunk", "word/a.html", "<p>更正：总分100分</p>"),
        ),
        F,
        "嵌入的文档（多出）",
    ),
    "图缩没了": (shrunk, W, "第52段"),
    "图表标签关掉": (swap('<c:showVal val="1"/>', '<c:showVal val="0"/>', CHART), L, "图表1的显示"),
    "背景": (swap("<w:body>", '<w:background w:color="000000"/><w:body>'), L, "用到的格式标记"),
    "压扁一行": (swap("<w:trPr>", '<w:trPr><w:trHeight w:val="1" w:hRule="exact"/>', count=1), W, "表1第1行第1列"),
    "格被合并盖住": (swap("<w:tcPr>", "<w:tcPr><w:vMerge/>", count=1), W, "表1第1行第1列"),
    "表里的数": (swap('preserve">96.34</w:t>', 'preserve">99.34</w:t>'), F, "表2第29行第5列"),
    "页眉": (
        both(
            related("header", "word/header9.xml", f"<w:hdr {NS}><w:p>{run('作废')}</w:p></w:hdr>"),
            swap('<w:headerReference w:type="default" r:id="rId4"/>', '<w:headerReference r:id="rId99"/>'),
        ),
        W,
        "页眉（多出）",
    ),
    "页脚不用了": (swap('<w:footerReference w:type="default" r:id="rId6"/>', ""), W, "页脚（缺少）"),
    "首页页脚不用了": (swap("<w:titlePg/>", ""), W, "首页页脚（缺少）"),
    "页码写成别的": (swap(" PAGE ", ' PAGE \\# "得100分" ', FOOTER), F, "页脚"),
    "页码锁定": (swap('w:fldCharType="begin"', 'w:fldCharType="begin" w:fldLock="1"', FOOTER), F, "页脚"),
    "页脚": (swap("</w:p></w:ftr>", run("另加5分") + "</w:p></w:ftr>", FOOTER), F, "页脚"),
    "印的核对码": (swap(good().short, "0123456789ab", FOOTER), F, "印在文中的核对码"),
    "嵌入的文档": (
        both(
            swap("<w:sectPr>", '<w:altChunk r:id="rId99"/><w:sectPr>'),
            related("aFChunk", "word/a.html", "<p>更正：总分100分</p>"),
        ),
        F,
        "嵌入的文档（多出）",
    ),
    "换了主文档": (decoy, F, TOLD),
    "图表的数": (swap("<c:v>98.17</c:v>", "<c:v>99.99</c:v>", CHART), F, "图表1系列1（ser/val）"),
    "图表的名称": (swap("<c:v>项目支出</c:v>", "<c:v>其他支出</c:v>", CHART), W, "图表1系列1（ser/cat）"),
    "图表的坐标": (swap('<c:min val="0"/>', '<c:min val="90"/>', CHART), F, "图表1坐标轴2"),
    "图表带工作簿": (related("package", "word/embeddings/a.xlsx", "x", CHART), W, "多出的部件 word/embeddings/a.xlsx"),
    "引用外部文件": (
        swap(
            "</Relationships>",
            '<Relationship Id="rId99" Type="http://x/subDocument" Target="http://x/y.docx" TargetMode="External"/></Relationships>',
            "word/_rels/document.xml.rels",
        ),
        W,
        "引用的外部文件",
    ),
    "宏": (related("vbaProject", "word/vbaProject.bin", "x"), W, "多出的部件 word/vbaProject.bin"),
    "不认识的元素里的字": (inside("主要职责", "<w:r><w:新>悄悄话</w:新></w:r>"), W, DUTY),
    "换字体": (in_run(BEGUN, "<w:b/>"), L, f"{TOLD}的格式"),
    "换样式": (swap('<w:pStyle w:val="Cover"/>', '<w:pStyle w:val="Normal"/>'), L, "第3段的格式"),
    "横过来": (swap("<w:pgSz ", '<w:pgSz w:orient="landscape" ', count=1), None, ""),
}


def beside(submission):
    return Reference(Path("没有这个文件夹/填报.xlsm"), submission)


def told(path, submission=None):
    return list(docx_differences(path, beside(submission or good())))


@pytest.mark.parametrize("name", ALTERED)
def test_what_is_read_otherwise_is_told_with_its_place(tmp_path, name):
    change, sort, place = ALTERED[name]
    found = told(written(tmp_path / "报告.docx", change(parts())))
    if sort is None:  # the size says it; the mark alone turns nothing
        assert found == []
        return
    assert [one for one in found if place in one.place and one.sort is sort], [(o.sort.name, o.told) for o in found]
    assert min(list(Sort).index(one.sort) for one in found) == list(Sort).index(sort)


def test_what_a_style_hides_everywhere_is_told_once(tmp_path):
    hidden = swap('w:styleId="TableNumber">', 'w:styleId="TableNumber"><w:rPr><w:vanish/></w:rPr>', STYLES)
    found = [one for one in told(written(tmp_path / "报告.docx", hidden(parts()))) if one.found == "隐藏文字"]
    assert [one.sort for one in found] == [F, W]
    assert re.fullmatch(r"表1第2行第2列“.+”等 \d{2,} 处", found[0].place)


NEUTRAL = {
    "修订号": swap("<w:p>", '<w:p w:rsidR="00AA" w:rsidP="00BB">', count=50),
    "拼写标记": swap("</w:pPr>", '</w:pPr><w:proofErr w:type="spellStart"/>', count=20),
    "书签": swap("</w:pPr>", '</w:pPr><w:bookmarkStart w:id="0" w:name="_GoBack"/><w:bookmarkEnd w:id="0"/>', count=1),
    "语言": swap(f"<w:r>{EAST_ASIAN}<w:t", '<w:r><w:rPr><w:lang w:val="en-US"/></w:rPr><w:t', count=50),
    "分页位置": swap(f"<w:r>{EAST_ASIAN}<w:t", f"<w:r>{EAST_ASIAN}<w:lastRenderedPageBreak/><w:t", count=10),
    "拆成几段文字": swap("96.34分", '96</w:t></w:r><w:r><w:t xml:space="preserve">.34分'),
    "页码重算": swap("<w:t xml:space=\"preserve\">1</w:t>", "<w:t>7</w:t>", FOOTER),
    "自定义数据": related("customXml", "customXml/item1.xml", "<a/>"),
}  # fmt: skip


@pytest.mark.parametrize("name", NEUTRAL)
def test_what_word_does_by_itself_agrees(tmp_path, name):
    found = told(written(tmp_path / "报告.docx", NEUTRAL[name](parts())))
    assert [one.told for one in found if one.sort is not L] == []


def test_edited_on_purpose_exactly_the_edits_are_told(tmp_path):
    """A typo mended, a sentence added, a paragraph added, a figure changed."""
    changes = both(
        swap("服务时间偏短", "服务时间较短"),
        after("主要职责", f"<w:p>{run('我单位工作得到肯定。')}</w:p>"),
        swap("维护职工", "依法维护职工"),
        swap("年中调增30.00万元", "年中调增31.00万元"),
    )
    found = told(written(tmp_path / "报告.docx", changes(parts())))
    assert [(one.sort, one.place) for one in sorted(found, key=lambda one: list(Sort).index(one.sort))] == [
        (F, "第22段"),
        (W, DUTY),
        (W, "第11段（多出）"),
        (W, "第79段"),
    ]
    (figure,) = [one for one in found if one.sort is F]
    assert ("31.00" in figure.found, "30.00" in figure.expected) == (True, True)


@pytest.mark.parametrize("submission", [good, sample, hostile])
def test_what_was_written_agrees_whatever_it_is_held_against(tmp_path, submission):
    one = submission()
    report, filed = tmp_path / "报告.docx", tmp_path / "报送件.xlsx"
    report.write_bytes(make_report(one.snapshot, one.evaluation, draft=one.draft))
    filed.write_bytes(finished_workbook(one))
    assert told(report, one) == []
    assert [verdict.differences for verdict in verify([filed, report])] == [(), ()]


@needs_office
@pytest.mark.parametrize("submission", [good, sample])
def test_saved_again_by_libreoffice_it_agrees(tmp_path, submission):
    one = submission()
    report = tmp_path / "报告.docx"
    report.write_bytes(make_report(one.snapshot, one.evaluation, draft=one.draft))
    assert [d.told for d in told(saved_again(report, tmp_path / "另存"), one) if d.sort is not L] == []


def test_a_template_counts_beside_the_reference_and_nowhere_else(tmp_path):
    """A template that came along with a forged report would make it right."""
    one, forged = good(), tmp_path / "收到"
    forged.mkdir()
    template = tmp_path / OWN_TEMPLATE
    shutil.copy(template_path(), template)
    with zipfile.ZipFile(template) as package:
        held = {name: package.read(name).decode() for name in package.namelist()}
    text = held[MAIN].replace("附件4", "附件5")
    assert text != held[MAIN]
    written(template, {**held, MAIN: text})
    report = forged / "报告.docx"
    report.write_bytes(make_report(one.snapshot, one.evaluation, template))
    beside_it = Reference(tmp_path / "填报.xlsm", one)
    assert list(docx_differences(report, beside_it)) == []
    shutil.move(template, forged / OWN_TEMPLATE)
    assert [(d.sort, d.place) for d in docx_differences(report, beside_it)] == [(F, "第1段")]


@pytest.mark.parametrize(
    ("held", "told"),
    [
        ({}, "不是能读的 Word 文档"),
        ({"a": "b"}, "不是能读的 Word 文档"),
        ({"_rels/.rels": "<Relationships/>"}, "不是能读的 Word 文档"),
        (
            {
                **{
                    "_rels/.rels": '<Relationships><Relationship Type="x/officeDocument" Target="a.xml"/></Relationships>'
                },
                "a.xml": "<a/>",
            },
            "不是能读的 Word 文档",
        ),
        (
            {
                **{
                    "_rels/.rels": '<Relationships><Relationship Type="x/officeDocument" Target="a.xml"/></Relationships>'
                },
                "a.xml": "<a",
            },
            "损坏",
        ),
    ],
)
def test_a_document_without_its_parts_is_one_clear_line(tmp_path, held, told):
    path = written(tmp_path / "报告.docx", held)
    with pytest.raises(UnusableWorkbook, match=told):
        list(docx_differences(path, beside(good())))

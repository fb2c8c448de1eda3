"""A finished workbook in which something else is seen than was written: each alteration, how grave it is, and where."""

import re
import tempfile
import zipfile
from functools import cache
from pathlib import Path

import pytest

from jixiao.documents.finished.workbook import finished_workbook
from jixiao.documents.verifying.book.whole import appearance_differences
from jixiao.documents.verifying.difference import Sort
from jixiao.documents.verifying.verify import verify
from jixiao.engines import UnusableWorkbook
from office import needs_office, saved_again
from submission.submissions import good, hostile, sample

DATA, SCORES, SUMMARY = (f"xl/worksheets/sheet{n}.xml" for n in (1, 3, 4))
BOOK, STYLES, STRINGS = "xl/workbook.xml", "xl/styles.xml", "xl/sharedStrings.xml"
DRAWING, CHART = "xl/drawings/drawing1.xml", "xl/charts/chart1.xml"
F, W, L = Sort.FIGURE, Sort.WORDS, Sort.LOOKS


@cache
def parts():
    """The finished workbook of the good unit: part → text."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "报送件.xlsx"
        path.write_bytes(finished_workbook(good()))
        with zipfile.ZipFile(path) as package:
            return {name: package.read(name).decode() for name in package.namelist()}


def packed(held):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "改.xlsx"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
            for name, text in held.items():
                package.writestr(name, text)
        return path.read_bytes()


def swap(part, pattern, new):
    """One replacement by a regular expression, which must fit."""

    def change(held):
        text, count = re.subn(pattern, new, held[part], count=1, flags=re.DOTALL)
        assert count == 1, (part, pattern)
        return {**held, part: text}

    return change


def before(part, tag, xml):
    """XML put in front of a tag of a sheet."""
    return swap(part, f"(?=<{tag})", xml)


def both(*changes):
    def change(held):
        for one in changes:
            held = one(held)
        return held

    return change


def style(part, cell, font="", fill="", number="", xf=""):
    """The cell in a format of its own: its present one with another font, fill or number format."""

    def change(held):
        styles, sheet = held[STYLES], held[part]
        index = int(re.search(rf'<c r="{cell}" s="(\d+)"', sheet)[1])
        formats = re.search(r"<cellXfs.*?</cellXfs>", styles, re.DOTALL)[0]
        own = re.findall(r"<xf [^>]*?/>|<xf .*?</xf>", formats, re.DOTALL)[index]
        for group, tag, new in (("fonts", "fontId", font), ("fills", "fillId", fill)):
            if new:
                count = int(re.search(rf'<{group} count="(\d+)"', styles)[1])
                styles = styles.replace(f"</{group}>", f"{new}</{group}>")
                own = re.sub(rf'{tag}="\d+"', f'{tag}="{count}"', own)
        if number:
            styles = styles.replace("</numFmts>", f'<numFmt numFmtId="199" formatCode="{number}"/></numFmts>')
            own = re.sub(r'numFmtId="\d+"', 'numFmtId="199"', own)
        if xf:
            own = re.sub(r"<alignment[^>]*/>", xf, own)
        added = re.search(r'<cellXfs count="(\d+)"', styles)[1]
        styles = styles.replace("</cellXfs>", f"{own}</cellXfs>")
        sheet = sheet.replace(f'<c r="{cell}" s="{index}"', f'<c r="{cell}" s="{added}"')
        return {**held, STYLES: styles, part: sheet}

    return change


def font(inner):
    return f'<font>{inner}<name val="宋体"/></font>'


def related(part, kind, target, content, type_=""):
    """A part more, to which `part` leads."""
    folder, _, name = part.rpartition("/")
    rels = f"{folder}/_rels/{name}.rels"
    head = '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    address = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/" + kind

    def change(held):
        own = held.get(rels, f"{head}</Relationships>")
        own = own.replace(
            "</Relationships>", f'<Relationship Id="rId99" Type="{address}" Target="/{target}"/></Relationships>'
        )
        types = held["[Content_Types].xml"]
        if type_:
            types = types.replace("</Types>", f'<Override PartName="/{target}" ContentType="{type_}"/></Types>')
        return {**held, rels: own, target: content, "[Content_Types].xml": types}

    return change


def outside(part):
    return both(
        related(part, "externalLink", "xl/externalLinks/externalLink1.xml", "<externalLink/>"),
    )


SPREADSHEET = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
TO_TOTAL = "<xdr:from><xdr:col>3</xdr:col><xdr:row>2</xdr:row></xdr:from><xdr:to><xdr:col>4</xdr:col><xdr:row>3</xdr:row></xdr:to>"
BOX = (
    f"<xdr:twoCellAnchor>{TO_TOTAL}<xdr:sp><xdr:txBody><a:p><a:r><a:t>%s</a:t></a:r></a:p></xdr:txBody></xdr:sp>"
    "<xdr:clientData/></xdr:twoCellAnchor>"
)
DRAWN = (
    '<xdr:wsDr xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"'
    ' xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">%s</xdr:wsDr>'
)
RULE = '<conditionalFormatting sqref="%s"><cfRule type="expression" priority="1"><formula>TRUE</formula></cfRule></conditionalFormatting>'
VIEW = '<sheetView showGridLines="0"'
COMMENTS = f'<comments {SPREADSHEET}><commentList><comment ref="D3"><text><t>实际 99.99 分</t></text></comment></commentList></comments>'
COMMENTS_WORDS = COMMENTS.replace("实际 99.99 分", "请看附件")
X14 = (
    '<extLst><ext uri="{78C0D931}" xmlns:x14="x14" xmlns:xm="xm"><x14:conditionalFormattings><x14:conditionalFormatting>'
    "<xm:sqref>D3</xm:sqref></x14:conditionalFormatting></x14:conditionalFormattings></ext></extLst>"
)
SPARK = '<extLst><ext uri="{05C60535}" xmlns:x14="x14" xmlns:xm="xm"><x14:sparklineGroups><xm:f>评分表!D3</xm:f></x14:sparklineGroups></ext></extLst>'
VML = '<xml xmlns:v="urn:schemas-microsoft-com:vml"><v:shape><v:textbox>%s</v:textbox></v:shape></xml>'
COVER = both(related(SCORES, "drawing", "xl/drawings/drawing9.xml", DRAWN % BOX % "99.99"))
WHITE = '<color rgb="FFFFFFFF"/><sz val="10"/>'

ALTERED = {
    "数字格式显示别的数": (style(SCORES, "D3", number="&quot;99.99&quot;"), F, "《评分表》D3的数字格式"),
    "数字格式隐藏": (style(SCORES, "D3", number=";;;"), F, "《评分表》D3的数字格式"),
    "数字格式加负号": (style(SCORES, "D3", number="-0.00"), F, "《评分表》D3的数字格式"),
    "数字格式乘千": (style(SCORES, "D3", number="0.00,"), F, "《评分表》D3的数字格式"),
    "数字格式变百分比": (style(SCORES, "D3", number="0.00%"), F, "《评分表》D3的数字格式"),
    "数字格式加亿元": (style(SCORES, "D3", number="0.00&quot;亿元&quot;"), F, "《评分表》D3的数字格式"),
    "文字格式显示别的字": (style(SCORES, "B5", number=";;;&quot;别的&quot;"), W, "《评分表》B5的数字格式"),
    "等次的格式显示别的字": (style(SCORES, "F3", number=";;;&quot;优&quot;"), F, "《评分表》F3的数字格式"),
    "条件格式盖总分": (before(SCORES, "pageMargins", RULE % "D3"), F, "《评分表》D3的条件格式"),
    "条件格式在文字上": (before(SCORES, "pageMargins", RULE % "C5"), W, "《评分表》C5的条件格式"),
    "条件格式在空白上": (before(SCORES, "pageMargins", RULE % "Z900"), L, "《评分表》Z900的条件格式"),
    "条件格式整列": (before(SCORES, "pageMargins", RULE % "D:D"), F, "《评分表》D:D的条件格式"),
    "条件格式写在扩展里": (before(SCORES, "/worksheet>", X14), F, "《评分表》D3的条件格式"),
    "隐藏一行": (swap(SCORES, '<row r="3" ', '<row r="3" hidden="1" '), F, "《评分表》D3看不清"),
    "一行压扁": (swap(SCORES, '(<row r="3" [^>]*?)ht="[^"]*"', r'\1ht="0.75"'), F, "《评分表》D3看不清"),
    "隐藏一列": (swap(SCORES, '<col min="6" max="6"', '<col min="6" max="6" hidden="1"'), F, "《评分表》F6看不清"),
    "一列压扁": (swap(SCORES, '(<col min="6" max="6" )width="[^"]*"', r'\1width="0.1"'), F, "《评分表》F6看不清"),
    "列窄得显示井号": (swap(SCORES, '(<col min="10" max="11" )width="[^"]*"', r'\1width="2"'), F, "《评分表》J6看不清"),
    "全部行默认隐藏": (swap(SCORES, "<sheetFormatPr ", '<sheetFormatPr zeroHeight="1" '), None, ""),
    "隐藏工作表": (swap(BOOK, 'sheetId="3"', 'sheetId="3" state="hidden"'), F, "工作表《评分表》"),
    "深度隐藏工作表": (swap(BOOK, 'sheetId="3"', 'sheetId="3" state="veryHidden"'), F, "工作表《评分表》"),
    "工作表换了顺序": (
        swap(BOOK, r"(<sheet name=.评分表.[^>]*/>)(<sheet name=.汇总.[^>]*/>)", r"\2\1"),
        W,
        "工作表的顺序",
    ),
    "多出图表工作表": (
        both(
            swap(BOOK, "</sheets>", '<sheet name="评分 表" sheetId="9" r:id="rId99"/></sheets>'),
            related(BOOK, "chartsheet", "xl/chartsheets/sheet1.xml", f"<chartsheet {SPREADSHEET}/>"),
        ),
        F,
        "工作表《评分 表》",
    ),
    "删除线": (style(SCORES, "D3", font=font("<strike/>")), F, "《评分表》D3看不清"),
    "原因加删除线": (style(SCORES, "B5", font=font("<strike/>")), W, "《评分表》B5看不清"),
    "白字": (
        style(SCORES, "D3", font=font(WHITE), fill='<fill><patternFill patternType="none"/></fill>'),
        F,
        "《评分表》D3看不清",
    ),
    "字色同底色": (
        style(
            SCORES,
            "D3",
            font=font('<color rgb="FFFFFF00"/>'),
            fill='<fill><patternFill patternType="solid"><fgColor rgb="FFFFFF10"/></patternFill></fill>',
        ),
        F,
        "《评分表》D3看不清",
    ),
    "主题白字": (style(SCORES, "D3", font=font('<color theme="0"/>')), F, "《评分表》D3看不清"),
    "主题黑字调亮": (style(SCORES, "D3", font=font('<color theme="1" tint="0.99"/>')), F, "《评分表》D3看不清"),
    "索引白字": (style(SCORES, "D3", font=font('<color indexed="9"/>')), F, "《评分表》D3看不清"),
    "一磅的字": (style(SCORES, "D3", font=font('<sz val="1"/>')), F, "《评分表》D3看不清"),
    "符号字体": (style(SCORES, "D3", font='<font><name val="Wingdings"/></font>'), F, "《评分表》D3看不清"),
    "上标": (style(SCORES, "D3", font=font('<vertAlign val="superscript"/>')), F, "《评分表》D3看不清"),
    "重复填充": (style(SCORES, "D3", xf='<alignment horizontal="fill"/>'), F, "《评分表》D3看不清"),
    "换字体": (
        style(SCORES, "D3", font='<font><sz val="13"/><b/><color rgb="FF1F2933"/><name val="楷体"/></font>'),
        L,
        "《评分表》D3的字体",
    ),
    "换字色": (style(SCORES, "B5", font=font('<b/><sz val="10"/><color rgb="FF00AA00"/>')), L, "《评分表》B5的字色"),
    "换底色": (
        style(
            SCORES, "B5", fill='<fill><patternFill patternType="solid"><fgColor rgb="FFFF0000"/></patternFill></fill>'
        ),
        L,
        "《评分表》B5的底色",
    ),
    "靠右": (style(SCORES, "B5", xf='<alignment horizontal="right" vertical="center"/>'), L, "《评分表》B5的对齐"),
    "一段字删除线": (
        swap(STRINGS, "<si><t>优</t></si>", "<si><r><t>优</t></r><r><rPr><strike/></rPr><t>95</t></r></si>"),
        F,
        "里的“95”",
    ),
    "注音": (
        swap(STRINGS, "<si><t>优</t></si>", '<si><t>优</t><rPh sb="0" eb="1"><t>良</t></rPh></si>'),
        F,
        "里的“良”",
    ),
    "合并盖住数": (
        swap(SCORES, "<mergeCells [^>]*>", r'<mergeCells count="99"><mergeCell ref="H7:J7"/>'),
        F,
        "《评分表》J7看不清",
    ),
    "文本框盖总分": (both(COVER, before(SCORES, "pageSetup|ignoredErrors|/worksheet", "")), F, "《评分表》图形1"),
    "文本框只有字": (
        swap(
            DRAWING,
            "</xdr:wsDr>",
            BOX.replace("<xdr:row>2", "<xdr:row>200").replace("<xdr:row>3", "<xdr:row>201") % "同意" + "</xdr:wsDr>",
        ),
        W,
        "《汇总》图形1",
    ),
    "旧式文本框": (
        related(SCORES, "vmlDrawing", "xl/drawings/vmlDrawing1.vml", VML % "99.99"),
        F,
        "《评分表》旧式图形1",
    ),
    "批注写数": (related(SCORES, "comments", "xl/comments1.xml", COMMENTS), F, "《评分表》D3的批注"),
    "批注写字": (related(SCORES, "comments", "xl/comments1.xml", COMMENTS_WORDS), W, "《评分表》D3的批注"),
    "页眉写字": (
        swap(SCORES, "<headerFooter>", "<headerFooter><oddHeader>&amp;C作废</oddHeader>"),
        W,
        "《评分表》的页眉",
    ),
    "页眉写分": (
        swap(SCORES, "<headerFooter>", "<headerFooter><oddHeader>&amp;C99.99分</oddHeader>"),
        F,
        "《评分表》的页眉",
    ),
    "首页页眉": (
        swap(
            SCORES,
            "<headerFooter>(.*?)</headerFooter>",
            r'<headerFooter differentFirst="1">\1<firstHeader>&amp;C作废</firstHeader></headerFooter>',
        ),
        W,
        "《评分表》的首页页眉",
    ),
    "页脚核对码": (swap(SCORES, "核对码 [0-9a-f]{4}", "核对码 0000"), F, "《评分表》的页脚"),
    "图表数据缓存": (swap(CHART, "<c:v>0.9953</c:v>", "<c:v>0.5</c:v>"), F, "《汇总》图表1系列1（ser/val）第1点"),
    "图表数据写死": (
        swap(
            CHART,
            "<c:val><c:numRef><c:f>.*?</c:f><c:numCache>(.*?)</c:numCache></c:numRef>",
            r"<c:val><c:numLit>\1</c:numLit>",
        ),
        F,
        "《汇总》图表1系列1（ser/val",
    ),
    "图表引用别处": (swap(CHART, r"汇总!\$E\$19", "汇总!$D$19"), F, "《汇总》图表1系列1（ser/val/f）"),
    "图表分类名": (swap(CHART, "<c:v>项目支出</c:v>", "<c:v>其他支出</c:v>"), W, "《汇总》图表1系列1（ser/cat）第5点"),
    "图表标题": (swap(CHART, "<a:t>各项支出执行率</a:t>", "<a:t>各项支出完成率</a:t>"), W, "《汇总》图表1（title/tx）"),
    "图表标签格式": (
        swap(CHART, 'formatCode="0.00%"', 'formatCode="&quot;100.00%&quot;"'),
        F,
        "《汇总》图表1系列1dLbls的数字格式1",
    ),
    "图表坐标": (swap(CHART, '<c:min val="0"/>', '<c:min val="0.9"/>'), F, "《汇总》图表1坐标轴2"),
    "图表多一个系列": (
        swap(
            CHART,
            "<c:gapWidth",
            "<c:ser><c:val><c:numLit><c:pt idx='0'><c:v>1</c:v></c:pt></c:numLit></c:val></c:ser><c:gapWidth",
        ),
        F,
        "《汇总》图表1系列2",
    ),
    "图表换种类": (swap(CHART, "barChart>(.*)</c:barChart>", r"areaChart>\1</c:areaChart>"), W, "《汇总》图表1的种类"),
    "图表盖住数": (swap(DRAWING, "<xdr:row>58</xdr:row>", "<xdr:row>4</xdr:row>"), F, "《汇总》图表1盖住的格"),
    "第20001行有字": (
        swap(
            SCORES,
            "</sheetData>",
            '<row r="20001"><c r="B20001" t="inlineStr"><is><t>另有 99 分</t></is></c></row></sheetData>',
        ),
        F,
        "《评分表》B20001",
    ),
    "GZ列有字": (
        swap(SCORES, '(<c r="K3" s="23"/>)', r'\1<c r="GZ3" t="inlineStr"><is><t>附注</t></is></c>'),
        W,
        "《评分表》GZ3",
    ),
    "公式代替数": (swap(SCORES, '(<c r="D3" s="23">)', r"\1<f>NOW()</f>"), F, "《评分表》D3的公式"),
    "零不显示": (swap(DATA, VIEW, f'{VIEW} showZeros="0"'), F, "《数据表》的 0 不显示"),
    "从右到左": (swap(DATA, VIEW, f'{VIEW} rightToLeft="1"'), W, "《数据表》的方向"),
    "冻结后看不到": (
        swap(
            DATA,
            r'workbookViewId="0"/>',
            'workbookViewId="0"><pane ySplit="1" topLeftCell="A99" state="frozen"/></sheetView>',
        ),
        W,
        "《数据表》的冻结窗格",
    ),
    "显示网格线": (swap(DATA, 'showGridLines="0"', 'showGridLines="1"'), L, "《数据表》的网格线和显示比例"),
    "取消保护": (swap(DATA, "<sheetProtection[^>]*/>", ""), L, "工作表《数据表》的保护"),
    "打印区域": (swap(BOOK, r"评分表!\$B\$1", "评分表!$B$9"), L, "《评分表》名称 _xlnm.Print_Area"),
    "多一个名称": (
        swap(BOOK, "</definedNames>", '<definedName name="总分">99</definedName></definedNames>'),
        L,
        "名称 总分",
    ),
    "纵横向": (swap(SCORES, ' orientation="landscape"', ""), L, "《评分表》的纸张"),
    "输入提示": (
        before(
            SCORES, "pageMargins", '<dataValidations><dataValidation sqref="D3" prompt="其实 99 分"/></dataValidations>'
        ),
        W,
        "《评分表》D3的数据有效性",
    ),
    "链接": (
        before(SCORES, "pageMargins", '<hyperlinks><hyperlink ref="D3" location="汇总!A1"/></hyperlinks>'),
        L,
        "《评分表》D3的链接",
    ),
    "迷你图": (before(SCORES, "/worksheet>", SPARK), W, "《评分表》里多出的 sparklineGroups"),
    "不认识的元素": (before(SCORES, "pageMargins", "<scenarios/>"), L, "《评分表》里多出的 scenarios"),
    "宏": (related(BOOK, "vbaProject", "xl/vbaProject.bin", "x"), W, "多出的部件 xl/vbaProject.bin"),
    "嵌入对象": (
        related(SCORES, "oleObject", "xl/embeddings/oleObject1.bin", "x"),
        W,
        "多出的部件 xl/embeddings/oleObject1.bin",
    ),
    "引用别的文件": (outside(BOOK), W, "多出的部件 xl/externalLinks/externalLink1.xml"),
    "自定义数据": (related(BOOK, "customXml", "customXml/item1.xml", "<a/>"), W, "多出的部件 customXml/item1.xml"),
    "没人用的部件": (lambda held: {**held, "xl/media/a.txt": "99"}, L, "没有用到的部件 xl/media/a.txt"),
    "文档标题": (swap("docProps/core.xml", "<dc:title>[^<]*", "<dc:title>别的"), W, "文档属性 title"),
}


def told(change):
    return list(appearance_differences("报送件.xlsx", packed(change(parts())), packed(parts())))


@pytest.mark.parametrize("name", ALTERED)
def test_what_is_seen_otherwise_is_told_with_its_place(name):
    change, sort, place = ALTERED[name]
    found = told(change)
    if sort is None:  # every row has a height of its own: nothing is hidden
        assert found == []
        return
    assert [one for one in found if place in one.place and one.sort is sort], [(o.sort.name, o.told) for o in found]
    assert min(list(Sort).index(one.sort) for one in found) == list(Sort).index(sort)


@pytest.mark.parametrize("submission", [good, sample, hostile])
def test_nothing_is_told_of_what_was_written(submission):
    content = finished_workbook(submission())
    assert list(appearance_differences("报送件.xlsx", content, content)) == []


def test_the_whole_way_an_alteration_is_told_beside_either_reference(tmp_path):
    path, own = tmp_path / "改.xlsx", tmp_path / "原.xlsx"
    change, _, place = ALTERED["文本框盖总分"]
    path.write_bytes(packed(change(parts())))
    own.write_bytes(packed(parts()))
    (alone,) = verify([path])
    first, second = verify([own, path])
    assert [place in one.place for one in alone.differences] == [True]
    assert (first.differences, [place in one.place for one in second.differences]) == ((), [True])
    assert not alone.agrees


def test_looks_alone_still_agree(tmp_path):
    path = tmp_path / "改.xlsx"
    path.write_bytes(packed(ALTERED["换字体"][0](parts())))
    (verdict,) = verify([path])
    assert [one.sort for one in verdict.differences] == [L]
    assert verdict.agrees


def test_saved_again_by_openpyxl_it_agrees(tmp_path):
    import openpyxl

    path = tmp_path / "另存.xlsx"
    path.write_bytes(finished_workbook(sample()))
    openpyxl.load_workbook(path).save(path)
    assert [
        one for one in appearance_differences("a", path.read_bytes(), finished_workbook(sample())) if one.sort is not L
    ] == []


@needs_office
@pytest.mark.parametrize("submission", [good, sample, hostile])
def test_saved_again_by_libreoffice_it_agrees(tmp_path, submission):
    path = tmp_path / "报送件.xlsx"
    path.write_bytes(finished_workbook(submission()))
    again = saved_again(path, tmp_path / "另存")
    (verdict,) = verify([again])
    assert [one.told for one in verdict.differences if one.sort is not L] == []


@pytest.mark.parametrize("part", [SCORES, STYLES, STRINGS, DRAWING, CHART])
def test_a_part_that_cannot_be_read_is_one_clear_line(part):
    for content in ("<broken", ""):
        with pytest.raises(UnusableWorkbook):
            list(appearance_differences("a", packed({**parts(), part: content}), packed(parts())))

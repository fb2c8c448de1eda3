"""Paragraph styles of the report: official layout after GB/T 9704-2012 (党政机关公文格式), table text smaller.

A4; title 小标宋 22 pt centred; headings 黑体 and 楷体, body 仿宋 16 pt (三号), 30 pt exact lines, first line indented
by 2 characters. Missing fonts fall back to those that every Windows has (`w:altName`).
"""

from dataclasses import dataclass

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TITLE, SONG, HEI, KAI, FANG = "方正小标宋简体", "宋体", "黑体", "楷体", "仿宋"
FALLBACK = {TITLE: "宋体", FANG: "仿宋_GB2312", KAI: "楷体_GB2312", HEI: "SimHei"}
BODY = "Normal"


@dataclass(frozen=True)
class Style:
    """A paragraph style; sizes in points, `line` exact (0: as high as its content), `indent` in characters."""

    id: str
    name: str
    font: str = FANG
    size: float = 16
    line: float = 30
    align: str = "both"
    indent: int = 0
    left: int = 0
    before: float = 0
    after: float = 0
    bold: bool = False
    colour: str = ""
    outline: int = -1
    keep: bool = False
    tabs: str = ""

    def xml(self) -> str:
        """The w:style element."""
        default = ' w:default="1"' if self.id == BODY else ""
        base = "" if self.id == BODY else f'<w:basedOn w:val="{BODY}"/>'
        following = f'<w:next w:val="{BODY}"/>' if self.outline >= 0 else ""
        return (
            f'<w:style w:type="paragraph"{default} w:styleId="{self.id}"><w:name w:val="{self.name}"/>{base}{following}'
            f"<w:qFormat/><w:pPr>{self._paragraph()}</w:pPr><w:rPr>{self._run()}</w:rPr></w:style>"
        )

    def _paragraph(self) -> str:
        rule = f'w:line="{round(self.line * 20)}" w:lineRule="exact"' if self.line else 'w:line="240" w:lineRule="auto"'
        first = round(self.indent * self.size * 20)
        return (
            f"{'<w:keepNext/>' if self.keep else ''}{'<w:tabs>' + self.tabs + '</w:tabs>' if self.tabs else ''}"
            '<w:overflowPunct w:val="0"/>'
            f'<w:spacing w:before="{round(self.before * 20)}" w:after="{round(self.after * 20)}" {rule}/>'
            f'<w:ind w:leftChars="{self.left * 100}" w:left="{round(self.left * self.size * 20)}"'
            f' w:firstLineChars="{self.indent * 100}" w:firstLine="{first}"/>'
            f'<w:jc w:val="{self.align}"/>{f"<w:outlineLvl w:val={chr(34)}{self.outline}{chr(34)}/>" if self.outline >= 0 else ""}'
        )

    def _run(self) -> str:
        bold = "<w:b/><w:bCs/>" if self.bold else '<w:b w:val="0"/><w:bCs w:val="0"/>'
        colour = f'<w:color w:val="{self.colour}"/>' if self.colour else ""
        half = round(self.size * 2)
        return f'{fonts(self.font)}{bold}{colour}<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'


def fonts(name: str) -> str:
    """One font for every script, so that Chinese quotation marks are as wide as Chinese characters. Digits in Times New
    Roman were tried: LibreOffice then loses a comma that hangs at the end of a line which ends in a digit and a character,
    in every PDF it prints, and a printed report no longer agrees with its workbook."""
    return f'<w:rFonts w:hint="eastAsia" w:ascii="{name}" w:eastAsia="{name}" w:hAnsi="{name}" w:cs="{name}"/>'


EAST_ASIAN = '<w:rPr><w:rFonts w:hint="eastAsia"/></w:rPr>'
"""Of every run with text: quotation marks in it are as wide as Chinese characters."""


STYLES = {
    "正文": Style(BODY, "Normal", indent=2),
    "标题": Style("Title", "Title", TITLE, 22, 36, "center", before=150, after=90),
    "附件": Style("Attachment", "附件", HEI, align="left"),
    "封面": Style("Cover", "封面", line=48, align="left", left=3),
    "一级": Style("Heading1", "heading 1", HEI, align="left", indent=2, outline=0, keep=True),
    "二级": Style("Heading2", "heading 2", KAI, align="left", indent=2, outline=1, keep=True),
    "三级": Style("Heading3", "heading 3", FANG, align="left", indent=2, bold=True, outline=2, keep=True),
    "四级": Style("Heading4", "heading 4", FANG, align="left", indent=2, outline=3, keep=True),
    "表题": Style("Caption", "caption", HEI, 14, 0, "center", before=8, after=4, keep=True),
    "图": Style("Figure", "图", size=12, line=0, align="center", before=8, keep=True),
    "图题": Style("FigureCaption", "图题", HEI, 14, 0, "center", before=2, after=8),
    "末段": Style("LastBody", "末段", indent=2, keep=True),
    "落款": Style("Signature", "落款", size=14, line=36, align="right", before=18, keep=True),
    "分页": Style("Break", "分页", line=0, align="left"),
    "表尾": Style("AfterTable", "表尾", size=6, line=8, align="left"),
    "表头": Style("TableHead", "表头", HEI, 12, 0, "center", before=2, after=2),
    "左": Style("TableText", "表格文字", FANG, 12, 0, "left", before=2, after=2),
    "右": Style("TableNumber", "表格数字", FANG, 12, 0, "right", before=2, after=2),
    "左粗": Style("TableTextBold", "表格文字小计", FANG, 12, 0, "left", before=2, after=2, bold=True),
    "右粗": Style("TableNumberBold", "表格数字小计", FANG, 12, 0, "right", before=2, after=2, bold=True),
    "页眉": Style("Header", "header", HEI, 12, 0, "center", colour="C00000"),
    "页脚": Style(
        "Footer", "footer", SONG, 14, 0, "left",
        tabs='<w:tab w:val="center" w:pos="4422"/><w:tab w:val="right" w:pos="8845"/>',
    ),
}  # fmt: skip


def styles_xml() -> str:
    """word/styles.xml."""
    defaults = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{fonts(FANG)}"
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>'
    )
    table = (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/>'
        '<w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="85" w:type="dxa"/>'
        '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="85" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    )
    paragraphs = "".join(style.xml() for style in STYLES.values())
    return f'<w:styles xmlns:w="{W}">{defaults}{paragraphs}{table}</w:styles>'


def font_table_xml() -> str:
    """word/fontTable.xml: what stands in where a font is missing."""
    names = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{FALLBACK[name]}"/><w:charset w:val="86"/></w:font>'
        if name in FALLBACK
        else f'<w:font w:name="{name}"><w:charset w:val="86"/></w:font>'
        for name in (TITLE, SONG, HEI, KAI, FANG)
    )
    return f'<w:fonts xmlns:w="{W}">{names}</w:fonts>'

"""Draw 填报说明: the manual's chapters on filling, then what every cell asks. Locked; no press reads or writes it."""

from typing import Any

from jixiao.drawing.entry_sheets import set_up_page
from jixiao.drawing.guide_rows import AUTOMATIC, COLUMNS, GuideForm, GuideSection, Row, guide_forms
from jixiao.drawing.manual import Line, chapters, manual_text
from jixiao.drawing.palette import BRAND, COMPUTED_TINT, ENTRY_TINT, HEAD_FONT, SECTION_TINT, Palette
from jixiao.forms.names import GUIDE
from jixiao.values.widths import row_height

WIDTHS = (26, 52, 7, 7, 27, 11, 25)
LEFT, RIGHT = 1, len(WIDTHS)  # columns from 0; A is a margin
TABLES = {
    2: ((0, 0), (1, 6)),
    3: ((0, 0), (1, 4), (5, 6)),
}  # a manual's table of so many columns: first and last of WIDTHS
WHOLE = sum(WIDTHS) - 4
SMALL = 1.08  # more characters of a small font go into a width
CENTRED = ("单位", "必填", "找谁")
HOW_TO, EVERY_CELL = "怎么填", "每一格填什么"
NOTE = "黄色格要填，灰色格自动计算；点带 → 的表名跳到那张表。这张表只看不填，内容与使用手册相同。"


def draw_guide(sheet: Any, palette: Palette, sheets: frozenset[str]) -> None:
    """The sheet; `sheets` are the names that a link may lead to."""
    drawing = _Drawing(sheet, palette, sheets)
    drawing.head()
    drawing.part(HOW_TO)
    for line in chapters(manual_text()):
        drawing.line(line)
    drawing.next(12)
    drawing.part(EVERY_CELL)
    for form in guide_forms():
        drawing.form(form)
    drawing.finish()


class _Drawing:
    """Draws downwards; `row` is the next free one, from 0."""

    def __init__(self, sheet: Any, palette: Palette, sheets: frozenset[str]) -> None:
        self.sheet, self.palette, self.sheets = sheet, palette, sheets
        self.row, self.above = 0, ""

    def head(self) -> None:
        self.sheet.hide_gridlines(2)
        self.sheet.set_column(0, 0, 1.5)
        for n, width in enumerate(WIDTHS):
            self.sheet.set_column(LEFT + n, LEFT + n, width)
        self.sheet.write_string(0, LEFT, GUIDE, self.palette.title())
        self.sheet.set_row(0, 30)
        self.sheet.write_string(1, LEFT, NOTE, self.palette.note(text_wrap=False))
        self.sheet.freeze_panes(2, 0)
        self.row = 3

    def part(self, title: str) -> None:
        look = {"font_name": HEAD_FONT, "font_size": 14, "bold": True, "font_color": "#FFFFFF", "bg_color": BRAND}
        self.across(title, self.palette.make(**look, indent=1), 28)

    def line(self, line: Line) -> None:
        if line.kind == "heading" or (line.kind == "table") != (self.above == "table"):
            self.next(8)
        self.above = line.kind
        if line.kind == "heading":
            self.across(line.cells[0], self.palette.section(), 24)
        elif line.kind == "table":
            self.table_row(line)
        else:
            style = self.palette.make(text_wrap=True, valign="vcenter", indent=2 if line.kind == "item" else 1)
            self.across(line.cells[0], style, row_height([(line.cells[0], WHOLE)]))

    def table_row(self, line: Line) -> None:
        style = self.palette.header() if line.is_head else self.palette.label(font_size=10)
        spans = TABLES[len(line.cells)]
        rooms = [sum(WIDTHS[first : last + 1]) for first, last in spans]
        for (first, last), text in zip(spans, line.cells, strict=True):
            self.cell(first, last, text, style)
        self.next(row_height(list(zip(line.cells, rooms, strict=True))))

    def form(self, form: GuideForm) -> None:
        self.next(12)
        self.title(form.sheet)
        self.across(form.note, self.palette.note(valign="vcenter"), row_height([(form.note, WHOLE)]))
        for n, heading in enumerate(COLUMNS):
            self.cell(n, n, heading, self.palette.header(font_size=10))
        self.next(22)
        for section in form.sections:
            self.section(section)

    def title(self, sheet: str) -> None:
        """The name of a sheet over the whole width; a link where there is such a sheet."""
        for column in range(LEFT, RIGHT + 1):
            self.sheet.write_blank(self.row, column, None, self.palette.section())
        if sheet in self.sheets:
            self.sheet.write_url(self.row, LEFT, f"internal:'{sheet}'!A1", self.palette.section(), f"{sheet} →")
        else:
            self.sheet.write_string(self.row, LEFT, sheet, self.palette.section())
        self.next(24)

    def section(self, section: GuideSection) -> None:
        title = "　".join(filter(None, (section.title, section.remark)))
        band = self.palette.boxed(bold=True, font_size=10, text_wrap=True, indent=1, bg_color=SECTION_TINT)
        self.across(title, band, row_height([(title, WHOLE)]))
        for row in section.rows:
            self.row_of(row)

    def row_of(self, row: Row) -> None:
        automatic = AUTOMATIC in row
        for n, (heading, text) in enumerate(zip(COLUMNS, row, strict=True)):
            tint = {"bg_color": COMPUTED_TINT if automatic else ENTRY_TINT} if n == 0 else {}
            centred = {"align": "center"} if heading in CENTRED else {}
            self.cell(n, n, text, self.palette.label(font_size=10, **tint, **centred))
        self.next(row_height([(text, width * SMALL) for text, width in zip(row, WIDTHS, strict=True)]))

    def across(self, text: str, style: Any, height: float) -> None:
        self.cell(0, len(WIDTHS) - 1, text, style)
        self.next(height)

    def cell(self, first: int, last: int, text: str, style: Any) -> None:
        if first == last:
            self.sheet.write_string(self.row, LEFT + first, text, style)
        else:
            self.sheet.merge_range(self.row, LEFT + first, self.row, LEFT + last, text, style)

    def next(self, height: float) -> None:
        self.sheet.set_row(self.row, height)
        self.row += 1

    def finish(self) -> None:
        set_up_page(self.sheet, GUIDE, (self.row, RIGHT + 1), landscape=True)
        self.sheet.protect("", {"format_rows": True, "format_columns": True})

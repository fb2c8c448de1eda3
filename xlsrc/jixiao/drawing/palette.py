"""Cell formats of the workbook: one place for fonts, tints and number formats."""

from typing import Any

INK, MUTED, BRAND, RULE = "#1F2933", "#6B7280", "#1F4E79", "#B8C4D0"
ENTRY_TINT, COMPUTED_TINT, HEADER_TINT, SECTION_TINT = "#FFFBE6", "#F1F3F5", "#DCE6F1", "#EEF3F8"
DENIED_TINT = "#D9DDE2"
ERROR_TINT, WARNING_TINT, HINT_TINT = "#FFC7CE", "#FFE3A3", "#D6E9F8"
BODY_FONT, HEAD_FONT = "宋体", "黑体"


def measure() -> dict[str, object]:
    """XlsxWriter's options for widths in digits of a font that every Chinese office has, so that pages come out alike.

    A new one for each workbook: XlsxWriter writes into what it is given, and a second workbook would differ.
    """
    font = {"font_name": BODY_FONT, "font_size": 11}
    return {"default_format_properties": font, "default_row_height": 18, "default_column_width": 72}


NUMBER_FORMATS = {
    "amount": "#,##0.00;[Red]-#,##0.00;0.00",
    "points": "0.00",
    "integer": "0",
    "count": "0",
    "year": "0",
    "percent": "0.00%",
    "date": "yyyy-mm-dd",
    "answer": "@",
    "text": "@",
    "long_text": "General",
    "choice": "@",
    "pick": "@",
}
_RIGHT = frozenset({"amount", "points", "percent"})
_CENTRE = frozenset({"integer", "count", "year", "date", "choice", "pick"})

BASE = {"font_name": BODY_FONT, "font_size": 11, "font_color": INK, "valign": "vcenter"}
BOXED = {**BASE, "border": 1, "border_color": RULE}


class Palette:
    """Makes each format once per workbook."""

    def __init__(self, book: Any) -> None:
        self._book = book
        self._made: dict[object, Any] = {}

    def make(self, **properties: object) -> Any:
        """A format over BASE."""
        return self._once({**BASE, **properties})

    def _once(self, wanted: dict[str, object]) -> Any:
        key = tuple(sorted(wanted.items()))
        if key not in self._made:
            self._made[key] = self._book.add_format(wanted)
        return self._made[key]

    def plain(self, **properties: object) -> Any:
        """A format with nothing but `properties`, for conditional formats."""
        return self._once(properties)

    def boxed(self, **properties: object) -> Any:
        """A format with a thin border."""
        return self.make(**{"border": 1, "border_color": RULE, **properties})

    def entry(self, kind: str, **properties: object) -> Any:
        """An unlocked, tinted cell that a person types into."""
        return self.boxed(**{**shape(kind), "locked": False, "bg_color": ENTRY_TINT, **properties})

    def computed(self, kind: str, **properties: object) -> Any:
        """A locked grey cell that a formula or the program fills."""
        return self.boxed(**{**shape(kind), "bg_color": COMPUTED_TINT, **properties})

    def output(self, kind: str, **properties: object) -> Any:
        """A locked white cell without border (borders come with its content)."""
        return self.make(**{**shape(kind), **properties})

    def header(self, **properties: object) -> Any:
        """A heading of a table."""
        look = {"bg_color": HEADER_TINT, "bold": True, "align": "center", "text_wrap": True, "font_name": HEAD_FONT}
        return self.boxed(**{**look, **properties})

    def label(self, **properties: object) -> Any:
        """The name of a row."""
        indent = {} if "align" in properties else {"indent": 1}
        return self.boxed(**{"bg_color": "#FFFFFF", "text_wrap": True, **indent, **properties})

    def section(self) -> Any:
        """The title of a section."""
        return self.make(font_name=HEAD_FONT, font_size=12, font_color=BRAND, bold=True, bottom=2, bottom_color=BRAND)

    def title(self, **properties: object) -> Any:
        """The title of a sheet."""
        look = {"font_name": HEAD_FONT, "font_size": 18, "font_color": BRAND, "bold": True}
        return self.make(**{**look, **properties})

    def note(self, **properties: object) -> Any:
        """A guiding line."""
        look = {"font_color": MUTED, "font_size": 10, "text_wrap": True, "valign": "top", "indent": 1}
        return self.make(**{**look, **properties})


def shape(kind: str) -> dict[str, object]:
    """Number format and alignment of a kind of value."""
    wrap = kind in ("text", "long_text", "answer")
    top = {"valign": "top"} if kind == "long_text" else {}
    indent = {"indent": 1} if _align(kind, "left") == "left" else {}
    return {
        "num_format": NUMBER_FORMATS.get(kind, "@"),
        "align": _align(kind, "left"),
        "text_wrap": wrap,
        **indent,
        **top,
    }


def _align(kind: str, otherwise: str) -> str:
    if kind in _RIGHT:
        return "right"
    return "center" if kind in _CENTRE else otherwise

"""Sheets written as XML by hand, what openpyxl reads in them, and random ones."""

import datetime as dt
import io
import math
import re
import zipfile
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from xml.sax.saxutils import escape

import openpyxl
import xlsxwriter
from hypothesis import strategies as st

from jixiao.engines.file.package import Package
from jixiao.engines.file.text import unescape
from jixiao.engines.port import CellError

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
SHEET, STRINGS, STYLES, BOOK = (
    f"xl/{name}.xml" for name in ("worksheets/sheet1", "sharedStrings", "styles", "workbook")
)

FORMATS = [
    "General", "0.00%", "@", "yyyy-mm-dd", 'yyyy"年"m"月"d"日"', "h:mm:ss", "[h]:mm", "[mm]:ss.0", '[$-804]yyyy"年"', "[Red]0.00",
    r"0.00_d", r"\d0", "#,##0;yyyy", "d/m/y h:mm", '"day"0', "[s]", "mmm", "[Blue]h",
]  # fmt: skip
BUILT_IN = [0, 9, 14, 20, 22, 27, 31, 45, 46, 47, 49]
STYLE_COUNT = len(BUILT_IN) + len(FORMATS)

Read = dict[tuple[int, int], object]


def styles() -> str:
    """Built-in number formats first, then those of FORMATS."""
    own = "".join(
        f'<numFmt numFmtId="{164 + n}" formatCode="{escape(code, {chr(34): "&quot;"})}"/>'
        for n, code in enumerate(FORMATS)
    )
    ids = [*BUILT_IN, *(164 + n for n in range(len(FORMATS)))]
    cells = "".join(f'<xf numFmtId="{number}" fontId="0" fillId="0" borderId="0" xfId="0"/>' for number in ids)
    return (
        f'<styleSheet xmlns="{MAIN}"><numFmts>{own}</numFmts><fonts><font/></fonts><fills><fill><patternFill/></fill></fills>'
        f"<borders><border/></borders><cellStyleXfs><xf/></cellStyleXfs><cellXfs>{cells}</cellXfs>"
        '<cellStyles><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
    )


def sheet(data: str, prefix: str = "", namespace: str = MAIN) -> str:
    """A worksheet around <row>s."""
    spaces = (
        f'xmlns{":" + prefix[:-1] if prefix else ""}="{namespace}" xmlns:x14ac="http://schemas.microsoft.com/x14ac"'
    )
    return f"<{prefix}worksheet {spaces}><{prefix}sheetData>{data}</{prefix}sheetData></{prefix}worksheet>"


def strings(*items: str) -> str:
    """The part of shared strings around the XML inside each <si>."""
    inside = "".join(f"<si>{item}</si>" for item in items)
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<sst xmlns="{MAIN}" count="9" uniqueCount="9">{inside}</sst>'


@cache
def _base() -> Mapping[str, bytes]:
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    book.add_worksheet().write_string("A1", "x")
    book.close()
    with zipfile.ZipFile(buffer) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def package(sheet_xml: str, strings_xml: str, date1904: bool = False) -> bytes:
    """A whole workbook around one sheet."""
    held = {**_base(), SHEET: sheet_xml.encode(), STRINGS: strings_xml.encode(), STYLES: styles().encode()}
    if date1904:
        held[BOOK] = re.sub(rb"<workbookPr[^>]*>", b'<workbookPr date1904="1"/>', held[BOOK])
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, content in held.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def opened(content: bytes) -> Package:
    return Package(content)


def by_openpyxl(source: bytes | Path, name: str | None = None) -> tuple[Read, Read]:
    """(values, formulas) as this project means them: floats, texts unescaped, errors marked, nothing below merged areas."""
    book = openpyxl.load_workbook(io.BytesIO(source) if isinstance(source, bytes) else source)
    values: Read = {}
    formulas: Read = {}
    for row in (book[name] if name else book.active).iter_rows():
        for cell in row:
            place = cell.row, cell.column
            if cell.data_type == "f":
                formulas[place] = getattr(cell.value, "text", cell.value)
            elif (value := _meant(cell.value, cell.data_type)) is not None:
                values[place] = value
    return values, formulas


def _meant(value: object, kind: str) -> object:
    if kind == "e":
        return CellError(value)
    if isinstance(value, str):
        return unescape(value) or None
    if isinstance(value, int | float) and not isinstance(value, bool):
        return float(value) if math.isfinite(value) else CellError("#NUM!")
    if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
        return dt.datetime(value.year, value.month, value.day)
    return value


# Text as XML can hold it: no control characters, no lone surrogates.
texts = st.text(
    st.characters(blacklist_categories=["Cs", "Cc"], blacklist_characters="\ufffe\uffff")
    | st.sampled_from("\n\t <&>\"'_x地"),
    max_size=12,
)
escaped = st.sampled_from(["_x000D_", "_x4E2D_", "_x005F_x000D_", "_xD83D__xDE00_", "a_x0041_b"])
shown = (texts | escaped).map(escape)
numbers = st.one_of(
    st.integers(-(10**16), 10**16).map(str),
    st.floats(allow_nan=False, allow_infinity=False).map(repr),
    st.integers(0, 2958466 * 2).map(lambda half: repr(half / 2)),
    st.floats(0, 2).map(repr),
    st.sampled_from(["1E5", "1e-7", "-0", "007", " 7", "7.", "1e400", "60", "59.5", "2958466", "-1.5"]),
)
moments = st.sampled_from(
    ["2024-03-01", "2024-03-01T10:20:30", "2024-03-01T10:20:30.125", "10:20", "PT1H30M", "PT2.5S"]
)
style_numbers = st.integers(0, STYLE_COUNT - 1)


def _texts_of(form: str) -> st.SearchStrategy[str]:
    space = st.sampled_from(["", ' xml:space="preserve"'])
    return st.tuples(space, shown).map(
        lambda drawn: form.format(space=drawn[0], text=drawn[1].replace("{", "(").replace("}", ")"))
    )


items = st.one_of(
    _texts_of("<t{space}>{text}</t>"),
    _texts_of('<t{space}>{text}</t><phoneticPr fontId="1" type="noConversion"/>'),
    _texts_of('<r><rPr><b/></rPr><t{space}>{text}</t></r><r><t>尾</t></r><rPh sb="0" eb="1"><t>読</t></rPh>'),
    st.just("<t/>"),
)
contents = st.one_of(
    st.tuples(st.just("s"), st.integers(0, 3).map(lambda n: f"<v>{n}</v>")),
    st.tuples(st.sampled_from(["n", ""]), numbers.map(lambda n: f"<v>{n}</v>")),
    st.tuples(st.just("str"), shown.map(lambda t: f"<v>{t}</v>")),
    st.tuples(st.just("inlineStr"), items.map(lambda item: f"<is>{item}</is>")),
    st.tuples(st.just("b"), st.sampled_from(["<v>0</v>", "<v>1</v>"])),
    st.tuples(st.just("e"), st.sampled_from(["<v>#DIV/0!</v>", "<v>#N/A</v>"])),
    st.tuples(st.just("d"), moments.map(lambda moment: f"<v>{moment}</v>")),
    st.tuples(st.sampled_from(["", "str", "n"]), shown.map(lambda t: f"<f>A1&amp;\"{t.replace(chr(34), '')}\"</f><v>1</v>")),
    st.tuples(st.just(""), st.sampled_from(["", "<v></v>", "<v/>", "<f/>", "<f>1+1</f><v/>", '<f ca="1">NOW()</f>'])),
)  # fmt: skip


@st.composite
def datas(draw: st.DrawFn) -> str:
    """Rows of random cells: styles, blanks, gaps, all types, shared formulas."""
    rows = []
    for number in sorted(draw(st.sets(st.integers(1, 40), min_size=1, max_size=6))):
        cells = []
        for column in sorted(draw(st.sets(st.integers(1, 26), max_size=6))):
            kind, inside = draw(contents | st.just(("", "")))
            style = draw(st.just("") | style_numbers.map(lambda n: f' s="{n}"'))
            tag = f'<c r="{chr(64 + column)}{number}"{style}' + (f' t="{kind}"' if kind else "")
            cells.append(f"{tag}>{inside}</c>" if inside else f"{tag}/>")
        others = draw(st.sampled_from(["", ' spans="1:26"', ' ht="15" customHeight="1" x14ac:dyDescent="0.25"']))
        rows.append(f'<row r="{number}"{others}>{"".join(cells)}</row>')
    return "".join(rows)


string_parts = st.lists(items, min_size=4, max_size=4).map(lambda four: strings(*four))

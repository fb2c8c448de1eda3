"""Every formula of our workbooks is understood alike by engines that share nothing: Gnumeric, LibreOffice and our own Python."""

import re
import subprocess
import zipfile
from collections import Counter
from decimal import Decimal

import openpyxl
import pytest
from lxml import etree

from books import filled
from good import NAME, good_bytes
from jixiao import resources
from jixiao.forms.names import SCORES
from jixiao.forms.outputs import SCORE_TABLE
from jixiao.resources import BLANK_NAME, SAMPLE_NAME
from recalculated import recalculated_book
from repair_triggers import formulas as xml_formulas

STEPS = [SCORE_TABLE.left + n for n, column in enumerate(SCORE_TABLE.columns) if column.kind == "work"]
MIXED = re.compile(r"\$?[A-Z]{1,3}\$?\d+:(?:INDEX|OFFSET|INDIRECT|CHOOSE)\(")
# What the formulas may call: ECMA-376 functions of 1999, known everywhere, and the few that came since and are too.
KNOWN = set(
    """ABS ADDRESS AND ASC CEILING CHAR CLEAN CODE COLUMN COUNT COUNTA COUNTIF COUNTIFS DATE EXACT FIND FLOOR HYPERLINK IF
    IFERROR INDEX INFO INT ISBLANK ISERROR ISNUMBER ISTEXT LEFT LEN LOOKUP LOWER MATCH MAX MID MIN MOD N NOT OR RIGHT ROUND ROUNDUP
    ROUNDDOWN ROW ROWS SEARCH SUBSTITUTE SUM SUMIF SUMIFS SUMPRODUCT T TEXT TRIM TRUNC UPPER VALUE""".split()
)


@pytest.fixture(params=["空白", "样例", "好单位"])
def pressed(request, tmp_path):
    """(workbook, evaluation or None): as built, and after a press."""
    path = tmp_path / "表.xlsm"
    if request.param == "空白":
        path.write_bytes(resources.workbook(BLANK_NAME).read_bytes())
        return path, None
    content = good_bytes() if request.param == "好单位" else resources.workbook("samples", SAMPLE_NAME).read_bytes()
    path.write_bytes(content)
    assert NAME.endswith(path.suffix)
    return path, filled(path, path)


def formulas(path):
    """(sheet, cell, formula) of all, links aside."""
    for sheet in openpyxl.load_workbook(path):
        for row in sheet.iter_rows():
            for cell in row:
                if isinstance(cell.value, str) and cell.value.startswith("=") and "HYPERLINK(" not in cell.value:
                    yield sheet.title, cell, cell.value


def same(one, other):
    one, other = (None if value == "" else value for value in (one, other))
    numbers = all(isinstance(value, int | float) and not isinstance(value, bool) for value in (one, other))
    return abs(one - other) < 1e-9 if numbers else one == other


@pytest.mark.needs("office", "gnumeric")
def test_gnumeric_and_libreoffice_agree_on_every_formula(pressed, tmp_path):
    """But for the hidden steps of 公式得分, which are held to account by what they lead to, and the notice about macros."""
    path, evaluation = pressed
    other = tmp_path / "gnumeric.xlsx"
    subprocess.run(["ssconvert", "--recalc", path, other], capture_output=True, check=True, timeout=120)
    gnumeric, libreoffice = openpyxl.load_workbook(other, data_only=True), recalculated_book(path)
    seen = 0
    for sheet, cell, formula in formulas(path):
        if "INFO(" in formula or (sheet == SCORES and cell.column in STEPS):
            continue
        found = gnumeric[sheet][cell.coordinate].value, libreoffice[sheet][cell.coordinate].value
        assert same(*found), (sheet, cell.coordinate, formula[:100], *found)
        seen += 1
    assert seen > 100
    live, compared = SCORE_TABLE.column("公式得分"), 0
    for n, line in enumerate(evaluation.lines if evaluation else ()):
        row = next(r for r in range(SCORE_TABLE.first, SCORE_TABLE.last) if _code(gnumeric, r) == line.indicator.code)
        shown = gnumeric[SCORES].cell(row, live).value
        assert shown in (None, "") or Decimal(str(shown)) == line.points, (n, line.indicator.name)
        compared += shown not in (None, "")
    assert compared > 15 or evaluation is None


def _code(book, row):
    return book[SCORES].cell(row, SCORE_TABLE.column("编码")).value


def test_no_formula_only_some_engines_know(pressed):
    """Functions known everywhere, and no range of a cell and a function: in cells, formats, validations and names."""
    path, _ = pressed
    seen = Counter()
    for part, place, formula in every_formula(path):
        bare = re.sub(r'"[^"]*"', '""', formula)
        assert not MIXED.search(bare), (part, place, formula[:120])
        assert set(re.findall(r"([A-Z][A-Z0-9.]*)\(", bare)) <= KNOWN, (part, place, formula[:120])
        seen[part.partition(" ")[2]] += 1
    assert min(seen[kind] for kind in ("f", "formula", "formula1", "definedName")) > 10, seen


def every_formula(path):
    """(part and element, place, formula) of cells, conditional formats, validations and defined names."""
    with zipfile.ZipFile(path) as package:
        for part in package.namelist():
            if part.startswith("xl/worksheets/sheet"):
                for place, element in xml_formulas(etree.fromstring(package.read(part))):
                    yield f"{part} {etree.QName(element).localname}", place, element.text or ""
        for name in etree.fromstring(package.read("xl/workbook.xml")).iter("{*}definedName"):
            yield "xl/workbook.xml definedName", name.get("name"), name.text or ""

"""指标值 as the spreadsheet calculates it against evaluate(): the same value, the same blanks, the same 不适用."""

import random
from dataclasses import dataclass, field
from decimal import Decimal

import pytest
import xlsxwriter

from jixiao.criteria import FormulaError, Quantity, ResultStatus, evaluate, read_formula
from jixiao.criteria.value.excel import Source, value_formula
from jixiao.values.address import column_letters
from jixiao.values.rounding import plain
from jixiao.values.typed import read_amount, read_percent
from office import needs_office
from recalculated import recalculated

ITEMS = {"甲": "万元", "乙": "万元", "丙": "人", "丁": "人", "率": "%", "数": "个"}
ROWS = 5
TABLE = {label: len(ITEMS) + n * (ROWS + 1) for n, label in enumerate(("名", "额", "态"))}
RESULT = len(ITEMS) + len(TABLE) * (ROWS + 1)
PER_FORMULA = 150
FORMULAS = [
    "甲 / 乙", "(甲 - 乙) / 乙", "丙 / 丁", "甲 / 丙", "绝对值((甲 - 乙) / 乙)", "率", "100% - 率", "1 - 甲 / 乙",
    "最大(甲, 乙) / (甲 + 乙)", "甲 / (乙 - 乙)", "甲 / (乙 / 甲)", "-甲 + 乙", "合计(表.额) / 甲", "合计(表.额)", "计数(表)",
    "计数(表.态=完成) / 计数(表)", "计数(表.态=完成)", "率 × 甲", "甲 × 2 / 3", "12.5%", "最小(丙, 丁)", "(甲 + 乙) / 2 / 乙",
    "率 + 5% - 1", "数 / 计数(表)", "-(甲 - 乙) / 乙 × 3",
]  # fmt: skip


@dataclass
class Data:
    """What stands in one row: items and a small table, as typed."""

    row: int
    items: dict[str, float | None]
    table: list[tuple[str, float | None, str]] = field(default_factory=list)

    # the spreadsheet's side (value.excel.Cells)
    def item(self, name):
        at = list(ITEMS).index(name)
        places = 2 if ITEMS[name] == "万元" else None
        return Source(f"${column_letters(at + 1)}${self.row + 1}", ITEMS[name], places)

    def column(self, table, column):
        first = TABLE[column] + 1
        cells = [f"${column_letters(n)}${self.row + 1}" for n in (first, first + ROWS)]
        return Source(":".join(cells), "万元" if column == "额" else "")

    def filled(self, table):
        return tuple(self.column(table, label).reference for label in TABLE)


class Python:
    """The same data for evaluate()."""

    def __init__(self, data):
        self._data = data
        self._rows = [row for row in data.table if any(cell not in (None, "") for cell in row)]

    def names(self):
        return list(ITEMS)

    def item(self, name):
        raw, unit = self._data.items[name], ITEMS[name]
        return Quantity(read_percent(raw).value if unit == "%" else read_amount(raw).value, unit)

    def column(self, table, column):
        return [Quantity(read_amount(row[1]).value, "万元") for row in self._rows]

    def rows(self, table):
        return len(self._rows)

    def matches(self, table, column, word):
        return sum(row[2] == word for row in self._rows)


def made(row, rng):
    def amount(places):
        return rng.choice([None, 0.0, *[round(rng.uniform(0.01, 900), places) for _ in range(8)], 100.0, -25.5])

    items = {name: amount({"万元": rng.choice([2, 2, 3]), "%": 4}.get(unit, 0)) for name, unit in ITEMS.items()}
    if items["率"] and rng.random() < 0.7:
        items["率"] = round(items["率"] / 500, 4)
    table = [("", None, "") if rng.random() < 0.2 else ("项目", rng.choice([amount(2), 5.25]), rng.choice(["完成", "未完成", ""]))
             for _ in range(ROWS)]  # fmt: skip
    return Data(row, items, table)


@pytest.fixture(scope="module")
def cases(tmp_path_factory):
    """[(formula, data, by Python, by LibreOffice)], as texts."""
    path = tmp_path_factory.mktemp("值") / "值.xlsx"
    rng = random.Random("指标值")
    texts = [text for text in FORMULAS for _ in range(PER_FORMULA)]
    found = [(text, made(row, rng)) for row, text in enumerate(texts)]
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("例")
    for text, data in found:
        write(sheet, data, value_formula(read_formula(text), data).expression)
    book.close()
    results = [row[RESULT] for row in recalculated(path)]
    return [(text, data, by_python(text, data), got) for (text, data), got in zip(found, results, strict=True)]


def write(sheet, data, expression):
    for column, value in enumerate(data.items.values()):
        if value is not None:
            sheet.write_number(data.row, column, value)
    for label, cells in zip(TABLE, zip(*data.table, strict=True), strict=True):
        for n, value in enumerate((label, *cells)):
            if value not in (None, ""):
                sheet.write(data.row, TABLE[label] + n, value)
    sheet.write_formula(data.row, RESULT, f"={expression}", None, "")


def by_python(text, data):
    result = evaluate(read_formula(text), Python(data))
    if result.status is ResultStatus.NOT_APPLICABLE:
        return "不适用"
    return "" if result.value is None else plain(result.value)


@needs_office
def test_values_agree(cases):
    wrong = [case for case in cases if case[2] != (case[3] if case[3] in ("", "不适用") else plain(Decimal(case[3])))]
    assert not wrong, f"{len(wrong)} of {len(cases)} differ: {wrong[:5]}"
    assert {"", "不适用"} < {case[2] for case in cases}
    assert len({case[2] for case in cases}) > 1000


@pytest.mark.parametrize(
    ("text", "unit"), [("甲 / 乙", "%"), ("甲 / 丙", "万元/人"), ("计数(表)", "个"), ("率 × 甲", "万元")]
)
def test_units_are_those_of_python(text, unit):
    data = Data(0, dict.fromkeys(ITEMS, 2.0), [("项目", 1.0, "完成")])
    assert value_formula(read_formula(text), data).unit == unit == evaluate(read_formula(text), Python(data)).unit


@pytest.mark.parametrize("text", ["甲 + 丙", "甲 × 乙", "2 / 甲", "最大(甲, 丙)"])
def test_what_python_refuses_has_no_formula(text):
    data = Data(0, dict.fromkeys(ITEMS, 2.0))
    assert value_formula(read_formula(text), data) is None
    with pytest.raises(FormulaError):
        evaluate(read_formula(text), Python(data))


def test_a_word_in_a_formula_stays_a_word():
    expression = value_formula(read_formula('计数(表.态=「"&A1&"」)'), Data(0, {})).expression
    assert '="""&A1&"""' in expression

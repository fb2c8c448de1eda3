"""The spreadsheet's own calculation against Python, to the cent, over thousands of cases of each shape."""

from decimal import Decimal
from types import SimpleNamespace

import pytest
import xlsxwriter
from formula_cases import SHAPES, Case, cases

from jixiao.criteria import Criterion, Quantity
from jixiao.criteria.excel.parts import Given, Work
from jixiao.criteria.excel.score_formula import score_formula
from jixiao.criteria.shapes import (
    Alternative,
    Band,
    Bands,
    BestOf,
    CheckItem,
    Checklist,
    Choices,
    EqualsTarget,
    Manual,
    Option,
    Part,
    PerOccurrence,
    Range,
    Sum,
    TotalCaps,
    Vetoed,
)
from jixiao.evaluation.scoring.indicators import score_all
from jixiao.forms.outputs import SCORE_TABLE
from jixiao.frameworks import Framework, Indicator
from jixiao.values.address import column_letters
from jixiao.values.key import Key
from jixiao.values.rounding import plain
from jixiao.values.typed import read_amount, visible
from office import needs_office
from recalculated import recalculated

PER_SHAPE = 2000
ACTUAL, TARGET, TYPED, VALUE, WORK, CELLS = 0, 1, 2, 3, 4, 150
WORK_CELLS = sum(column.kind == "work" for column in SCORE_TABLE.columns)
SCORE = WORK + CELLS
COLUMNS = ("actual", "target", "typed", "value")


@needs_office
def test_libreoffice_and_python_agree_to_the_cent_on_every_case(calculated):
    wrong = [(shape, n) for shape, rows in calculated.items() for n, (_, want, got) in enumerate(rows) if want != got]
    told = [f"{shape}: {calculated[shape][n]}" for shape, n in wrong[:20]]
    assert not wrong, f"{len(wrong)} cases differ\n" + "\n".join(told)
    assert {shape: len(rows) for shape, rows in calculated.items()} == dict.fromkeys(SHAPES, PER_SHAPE)


@needs_office
@pytest.mark.parametrize("shape", SHAPES)
def test_the_cases_of_a_shape_give_many_different_scores(calculated, shape):
    """So that agreeing means something: scores, refusals and full marks are all among them."""
    wanted = [want for _, want, _ in calculated[shape]]
    assert "" in wanted
    assert len(set(wanted)) >= 5
    assert max(wanted.count(each) for each in set(wanted)) < 0.75 * len(wanted)


@pytest.fixture(scope="module")
def calculated(tmp_path_factory):
    """shape → [(case, points by Python, points by LibreOffice)], as texts, '' where there are none."""
    folder = tmp_path_factory.mktemp("算")
    given = [(shape, case) for shape in SHAPES for case in cases(shape, PER_SHAPE)]
    _write(folder / "全部.xlsx", [case for _, case in given])
    results = [row[SCORE] for row in recalculated(folder / "全部.xlsx")]
    found = {shape: [] for shape in SHAPES}
    for (shape, case), result in zip(given, results, strict=True):
        found[shape].append((case, _by_python(case), _as_text(result)))
    return found


def _write(path, given):
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("例")
    sheet._prepare_formula = lambda formula, _=False: formula.removeprefix("=")  # no new functions here; 5 times faster
    for row, case in enumerate(given):
        for column, value in enumerate((case.actual, case.target, case.typed, case.value)):
            if isinstance(value, str):
                sheet.write_string(row, column, value)
            elif value is not None:
                sheet.write_number(row, column, value)
        work = Work([_at(row, WORK + n) for n in range(CELLS)])
        score = score_formula(case.rule, case.weight, _given(row, case), work)
        assert score is not None, case
        for n, formula in enumerate([*work.formulas, *[None] * (CELLS - len(work.formulas)), score]):
            if formula is not None:
                sheet.write_formula(row, WORK + n, "=" + formula, None, "")
    book.close()


def _given(row, case):
    where = dict(zip(COLUMNS, (_at(row, n) for n in range(4)), strict=True))
    value = where.pop("value")
    return Given(**where, value=value, unit=case.unit) if case.unit is not None else Given(**where)


def _at(row, column):
    return f"${column_letters(column + 1)}${row + 1}"


def _as_text(result):
    return plain(Decimal(result)) if result else ""


def _by_python(case):
    """What evaluation.scoring makes of it: the real path of a press, from the row of 绩效指标 to the points."""
    formula = "" if case.unit is None else "值 / 零" if case.value == "不适用" else "值"
    indicator = Indicator("A1", "甲", "乙", "丙", case.weight, formula, "", key=Key("指标体系", 1))
    rule = case.rule
    indicator.__dict__["decided"] = SimpleNamespace(criterion=Criterion("", case.weight, chosen=rule))
    tables = {"绩效指标": [_Record(case)], "逐项填报": []}
    snapshot = SimpleNamespace(tables=tables, bodies={}, forms=SimpleNamespace(operands={}), entries={})
    lines, _ = score_all(Framework("", (indicator,)), snapshot, _Lookup(case))
    return "" if lines[0].points is None else plain(lines[0].points)


class _Record:
    """A row of 绩效指标 as the snapshot gives it."""

    label, key = "A1", Key("绩效指标", 1)

    def __init__(self, case: Case) -> None:
        self._texts = {"完成值": visible(case.actual), "目标值": visible(case.target), "扣分原因": ""}
        self._typed = None if case.typed is None else read_amount(case.typed, "分").value

    def text(self, column):
        return self._texts[column]

    def number(self, column):
        return self._typed


class _Lookup:
    """Two data items: 值, in the unit of the case, and 零."""

    def __init__(self, case: Case) -> None:
        value = case.value if isinstance(case.value, Decimal) else None
        self._items = {
            "值": Quantity(Decimal(1) if case.value == "不适用" else value, case.unit or ""),
            "零": Quantity(Decimal(0)),
        }

    def names(self):
        return list(self._items)

    def item(self, name):
        return self._items[name]


def test_words_of_a_criterion_stay_words():
    """A grade named like a formula is a text in quotes; a quote in it is doubled."""
    rule = Choices((Option('"&A1&"', Decimal(5)), Option("=HYPERLINK(1)", Decimal(0))))
    work = Work([f"$Z${n}" for n in range(1, 25)])
    assert score_formula(rule, Decimal(5), Given(actual="$A$1"), work)
    (index,) = [formula for formula in work.formulas if "HYPERLINK" in formula]
    assert '"""&A1&"""' in index
    assert '"=HYPERLINK(1)"' in index


def _sum(*rules):
    return Sum(tuple(Part(f"第{n}项", Decimal(1), rule) for n, rule in enumerate(rules)))


CHECK = Checklist((CheckItem("要点", Decimal(1)),))
RATE = Bands((Band(Range(None, Decimal(90), True, False), Decimal(0)), Band(Range(Decimal(90)), Decimal(1))))
CASE = PerOccurrence("发现1起违规", Decimal(1))
GOAL = EqualsTarget("≥")


@pytest.mark.parametrize(
    ("rule", "fits"),
    [
        (_sum(CHECK, CHECK, CASE, CASE), True),
        (_sum(RATE, RATE, RATE), True),
        (_sum(RATE, RATE, RATE, RATE), False),
        (_sum(Manual(), Manual(), Manual()), True),
        (_sum(GOAL, CHECK), True),
        (_sum(GOAL, RATE), False),
        (Vetoed(_sum(RATE, RATE), "弄虚作假"), True),
    ],
)
def test_what_fits_into_the_work_cells_of_a_row(rule, fits):
    given = Given(target="$A$1", actual="$B$1", typed="$C$1")
    work = Work([f"$Z${n}" for n in range(1, WORK_CELLS + 1)])
    assert (score_formula(rule, Decimal(5), given, work) is not None) == fits


@pytest.mark.parametrize(
    ("rule", "cells"),
    [
        (Choices((Option("长" * 256, Decimal(5)), Option("短", Decimal(0)))), 24),
        (BestOf((Alternative("甲", EqualsTarget()), Alternative("乙", Manual()))), 24),
        (EqualsTarget(), 5),
        (TotalCaps(()), 24),
    ],
    ids=["词太长", "择一里有手工", "格子不够", "总分封顶"],
)
def test_what_has_no_formula(rule, cells):
    given = Given(target="$A$1", actual="$B$1", typed="$C$1")
    assert score_formula(rule, Decimal(5), given, Work([f"$Z${n}" for n in range(1, cells + 1)])) is None

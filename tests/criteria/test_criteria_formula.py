"""指标值 formulas: reading, units, blanks, division by 0, traces."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jixiao.criteria import FormulaError, Quantity, ResultStatus, evaluate, read_formula, render_formula, unknown_names
from jixiao.criteria.value.formula import Binary, Call, ColumnSum, Formula, Item, Negative, Number, RowCount

ITEMS = {
    "在职人员数": Quantity(Decimal(14), "人"),
    "编制数": Quantity(Decimal(16), "人"),
    "三公上年决算数": Quantity(Decimal("19.80"), "万元"),
    "三公本年决算数": Quantity(Decimal("19.465"), "万元"),
    "“三公”经费（预算）": Quantity(Decimal(20), "万元"),
    "全年预算数": Quantity(Decimal(0), "万元"),
    "全年执行数": Quantity(None, "万元"),
    "满意度": Quantity(Decimal("92.5"), "%"),
    "收入-支出差额": Quantity(Decimal(3), "万元"),
}
TABLES = {
    "重点项目": {
        "全年执行数": [Quantity(Decimal(5), "万元"), Quantity(Decimal("7.5"), "万元")],
        "备注金额": [Quantity(None)],
    },
    "重点工作": {"完成情况": ["完成", "完成", "未完成"]},
}


class Data:
    """A Lookup over the tables above."""

    def item(self, name):
        return ITEMS[name]

    def names(self):
        return list(ITEMS)

    def column(self, table, column):
        return TABLES[table][column]

    def rows(self, table):
        return len(next(iter(TABLES[table].values())))

    def matches(self, table, column, word):
        return TABLES[table][column].count(word)


# 公式 | 值 | 单位 | 计算过程
VALUES = [
    ("在职人员数 / 编制数", "87.50", "%", "在职人员数14 ÷ 编制数16 = 87.50%"),
    ("在职人员数÷编制数×100%", "87.50", "%", "在职人员数14 ÷ 编制数16 × 100% = 87.50%"),
    (
        "（三公本年决算数 - 三公上年决算数）÷ 三公上年决算数",
        "-1.69",
        "%",
        "（三公本年决算数19.47 - 三公上年决算数19.80） ÷ 三公上年决算数19.80 = -1.69%",
    ),
    ("合计(重点项目.全年执行数)", "12.50", "万元", "重点项目全年执行数合计12.50"),
    ("计数(重点工作)", "3", "个", "重点工作数3"),
    ("计数(重点工作.完成情况=完成) / 计数(重点工作)", "66.67", "%", "重点工作完成情况“完成”数2 ÷ 重点工作数3 = 66.67%"),
    (
        "绝对值(三公本年决算数 - 三公上年决算数)",
        "0.34",
        "万元",
        "绝对值（三公本年决算数19.47 - 三公上年决算数19.80） = 0.34万元",
    ),
    ("最大(在职人员数, 编制数)", "16", "人", "最大（在职人员数14，编制数16） = 16人"),
    ("最小(在职人员数，编制数)", "14", "人", "最小（在职人员数14，编制数16） = 14人"),
    ("满意度", "92.50", "%", "满意度92.5%"),
    ("1 - 在职人员数 / 编制数", "12.50", "%", "1 - 在职人员数14 ÷ 编制数16 = 12.50%"),
    ("三公上年决算数 * 105%", "20.79", "万元", "三公上年决算数19.80 × 105% = 20.79万元"),
    ("三公本年决算数 / “三公”经费（预算）", "97.33", "%", "三公本年决算数19.47 ÷ “三公”经费(预算)20.00 = 97.33%"),
    ("「收入-支出差额」 / 三公上年决算数", "15.15", "%", "收入-支出差额3.00 ÷ 三公上年决算数19.80 = 15.15%"),
    ("[收入-支出差额]", "3", "万元", "收入-支出差额3.00"),
]


@pytest.mark.parametrize(("text", "value", "unit", "trace"), VALUES)
def test_values(text, value, unit, trace):
    result = evaluate(read_formula(text), Data())
    assert (result.status, result.value, result.unit) == (ResultStatus.OK, Decimal(value), unit)
    assert result.trace == trace


@pytest.mark.parametrize(
    "text", ["三公本年决算数 / 全年预算数", "全年预算数 / 全年预算数", "1 + 编制数 / (编制数 - 编制数)"]
)
def test_division_by_zero_is_not_applicable_and_never_100_percent(text):
    result = evaluate(read_formula(text), Data())
    assert (result.status, result.value) == (ResultStatus.NOT_APPLICABLE, None)
    assert result.trace.endswith("分母为0，不适用")


@pytest.mark.parametrize(
    ("text", "missing"),
    [
        ("全年执行数 / 三公上年决算数", ("全年执行数",)),
        ("合计(重点项目.备注金额)", ("重点项目备注金额合计",)),
        ("全年执行数 / 全年预算数", ("全年执行数",)),
    ],
)
def test_a_blank_is_missing_and_not_zero(text, missing):
    result = evaluate(read_formula(text), Data())
    assert (result.status, result.value, result.missing) == (ResultStatus.MISSING, None, missing)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("在职人数 / 编制数", "在职人数.*在职人员数"),
        ("在职人员数 + 三公上年决算数", "单位不同，不能相加"),
        ("在职人员数 - 1", "单位不同，不能相减"),
        ("9999999999999999 × 9999999999999999", "太大"),
        ("三公上年决算数 × 三公上年决算数", "不能相乘"),
        ("1 / 编制数", "不能除以人"),
        ("合计(重点项目.没有这列)", "重点项目.没有这列"),
        ("计数(没有这表)", "没有这表"),
        ("最大(编制数, 三公上年决算数)", "不能比较"),
    ],
)
def test_what_can_not_be_computed_is_refused(text, words):
    with pytest.raises(FormulaError, match=words):
        evaluate(read_formula(text), Data())


@pytest.mark.parametrize(
    "text", ["", "编制数 /", "(编制数", "编制数 编制数)", "合计(重点项目)", "__import__('os')", "a;b", "1 ** 2"]
)
def test_what_is_no_formula_is_refused(text):
    with pytest.raises(FormulaError, match="公式"):
        read_formula(text)


def test_names_in_order_and_once():
    formula = read_formula("(三公本年决算数 - 三公上年决算数) / 三公上年决算数 + 合计(重点项目.全年执行数)")
    assert formula.names() == ("三公本年决算数", "三公上年决算数", "重点项目.全年执行数")


def test_all_unknown_names_at_once():
    assert len(unknown_names(read_formula("甲数 / 乙数 + 编制数"), Data())) == 2


names = st.sampled_from(["编制数", "“三公”经费", "收入(决算)", "2023年预算数", "a-b", "合计(x", "A1"])
numbers = (
    st.decimals(0, 9999, places=2).map(lambda n: Decimal(n).normalize() + 0).map(lambda n: Decimal(format(n, "f")))
)
leaves = st.one_of(
    names.map(Item),
    st.builds(Number, numbers, st.booleans()),
    st.builds(ColumnSum, names, names),
    names.map(RowCount),
    st.builds(RowCount, names, names, names),
)
trees = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.builds(Binary, st.sampled_from("+-×/"), inner, inner),
        inner.map(Negative),
        inner.map(lambda node: Call("绝对值", (node,))),
        st.builds(
            lambda f, a: Call(f, tuple(a)), st.sampled_from(["最大", "最小"]), st.lists(inner, min_size=2, max_size=3)
        ),
    ),
    max_leaves=8,
)


@settings(max_examples=300, deadline=None)
@given(trees)
def test_formula_reads_back_from_its_canonical_text(tree):
    formula = Formula(tree)
    assert read_formula(render_formula(formula)) == formula


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=30))
def test_any_text_is_a_formula_or_refused(text):
    try:
        formula = read_formula(text)
    except FormulaError as error:
        formula, message = None, str(error)
    if formula is None:
        assert "公式" in message
        return
    assert read_formula(str(formula)) == formula

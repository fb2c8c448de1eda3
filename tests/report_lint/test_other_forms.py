"""Reports of any form: what contradicts itself is found, nothing that agrees is called wrong, every number is accounted for."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st
from report_forms import HELD_AGAIN, HELD_OUT, reports

from jixiao.documents.handwritten import lint_report
from jixiao.documents.handwritten.numbers import numbers_of
from jixiao.documents.handwritten.relations import changes_of, groups_of, named
from jixiao.documents.handwritten.source import read_source
from jixiao.documents.handwritten.text import Paragraph, parted
from jixiao.findings import Severity

RELATIONS = {"L04", "L05", "L06", "L07", "L08"}
REPORTS = reports()
LEAST = {"五种写法二十份": (REPORTS, 92), "补写的三份": (HELD_OUT, 10), "再补的两份": (HELD_AGAIN, 9)}


def told(tmp_path, text):
    """Codes of the errors, and of what is told about relations."""
    path = tmp_path / "报告.txt"
    path.write_text(text, encoding="utf-8")
    found = [one.finding.kind for one in lint_report(path).findings]
    return [kind.code for kind in found if kind.severity is Severity.ERROR or kind.code in RELATIONS]


@pytest.mark.parametrize("name", LEAST)
def test_planted_faults_are_found_and_nothing_else(tmp_path, capsys, name):
    written, least = LEAST[name]
    planted = found = false = 0
    for report in written:
        false += len(told(tmp_path, report.text))
        for before, after, due in report.faults.values():
            assert report.text.count(before) > 0
            codes = told(tmp_path, report.text.replace(before, after, 1))
            planted, found = planted + 1, found + (due in codes)
            false += len([code for code in codes if code not in RELATIONS])
    with capsys.disabled():
        print(f"\n{name}: {found} of {planted} faults found, {false} false errors")
    assert (false, found >= least) == (0, True)


# 一句话 | 该说的
SENTENCES = [
    ("在职人员10人，其中行政9人，事业2人。", "L04"),
    ("在职人员11人，其中行政9人，事业2人。", ""),
    ("在职人员编制12人，实有在职人员10人，其中行政8人，事业2人。", ""),
    ("在职人员10人，其中党员8人，女职工5人。", ""),
    ("在职人员12人，其中行政8人，事业2人。", "L05"),
    ("全县在职人员10人，其中行政9人，事业2人。", ""),
    ("编制总数12名，其中：行政编制5名，事业编制4名，工勤编制2名。", "L04"),
    ("支出合计1352.50万元，其中：基本支出1051.03万元，占77.71%；项目支出301.47万元，占22.39%。", "L06 L07"),
    ("支出合计1352.50万元，其中：基本支出1051.03万元，占77.71%；项目支出301.47万元，占22.29%。", ""),
    ("项目支出1002.48万元。道路项目支出259.43万元，占25.88%。", ""),
    ("支出合计100万元，其中：基本支出60.00万元，项目支出40.01万元。", ""),
    ("支出合计100.00万元，其中：基本支出60.00万元，项目支出40.01万元。", ""),
    ("支出合计100.00万元，其中：基本支出60.00万元，项目支出40.02万元。", "L04"),
    ("支出合计1,000,000元，其中：基本支出60.00万元，项目支出40.00万元。", ""),
    ("支出合计1,000,000元，其中：基本支出60.00万元，项目支出50.00万元。", "L04"),
    ("支出合计0.01亿元，其中：基本支出60.00万元，项目支出39.00万元。", ""),
    ("三公经费支出12.3万元，其中公务用车运行维护费8.1万元，公务接待费3.2万元。", "L05"),
    ("三公经费支出12.3万元，其中公务用车购置及运行维护费8.1万元，公务接待费3.2万元，因公出国（境）费0万元。", "L04"),
    ("三公经费支出12.3万元，其中公务用车运行维护费8.1万元，公务接待费5.2万元。", "L04"),
    ("三公经费由13.5万元降至12.3万元，下降9.8%。", "L08"),
    ("三公经费由13.5万元降至12.3万元，下降8.9%。", ""),
    ("三公经费由13.5万元降至12.3万元，下降8.3%。", ""),
    ("三公经费由12.3万元增加到13.5万元，下降9.8%。", "L08"),
    ("三公经费12.3万元，比上年13.5万元，下降9.8%。", "L08"),
    ("三公经费12.30万元，较上年减少1.20万元，下降8.89%。", ""),
    ("三公经费12.30万元，较上年减少1.20万元，下降9.76%。", "L08"),
    ("2023年三公经费13.50万元，2024年三公经费12.30万元，下降9.76%。", "L08"),
    ("2024年三公经费12.30万元，2023年三公经费13.50万元，下降8.89%。", ""),
    ("场馆使用率由85%提高到91%，增长6%。", ""),
    ("收入合计100.00万元，其中：财政拨款收入80.00万元，其他收入30.00万元。", "L04"),
    ("支出100.00万元，其中：基本支出60.00万元，扶贫支出20.00万元，项目支出50.00万元。", ""),
]


@pytest.mark.parametrize(("sentence", "due"), SENTENCES)
def test_a_sentence_that_contradicts_itself(tmp_path, sentence, due):
    codes = [code for code in told(tmp_path, f"评价年度：2024\n{sentence}\n") if code in RELATIONS]
    assert codes == due.split()


def test_a_contradiction_quotes_its_sentence(tmp_path):
    path = tmp_path / "报告.txt"
    sentence = "在职人员10人，其中行政9人，事业2人。"
    path.write_text(f"评价年度：2024\n前面一句。{sentence}后面一句。\n", encoding="utf-8")
    (one,) = [one for one in lint_report(path).findings if one.finding.kind.code == "L04"]
    assert one.sentence == sentence
    assert one.finding.wrong == "在职人员 10，列出的 行政 9＋事业 2＝11，多 1。"


# 数前面的词 | 认得的名称
NAMES = [
    ("2024年我局在职人员", {"在职人员"}),
    ("在职人员编制", {"在职人员编制"}),
    ("道路项目支出", set()),
    ("本单位全年“三公”经费支出", {"三公经费支出"}),
    ("比上年在职人员", set()),
]


@pytest.mark.parametrize(("words", "names"), NAMES)
def test_a_name_is_all_of_the_words(words, names):
    known = {"在职人员", "在职人员编制", "项目支出", "三公经费支出"}
    assert named(words) & known == names


ALPHABET = "0123456789.,年月日万元人名%％〔〕号（）()、。，；：其中占比支出在职１２３ \n"


@given(st.text(alphabet=ALPHABET, max_size=80))
def test_every_digit_belongs_to_exactly_one_number(text):
    (paragraph,) = (Paragraph(text, ""),)
    numbers = numbers_of((paragraph,))
    places = [place for number in numbers for place in range(number.start, number.end)]
    assert len(places) == len(set(places))
    digits = {at for at, letter in enumerate(paragraph.flat) if letter in "0123456789"}
    assert digits <= set(places)


def test_every_number_of_every_report_is_bound_set_aside_or_unclaimed(tmp_path):
    for number, report in enumerate([*REPORTS, *HELD_OUT, *HELD_AGAIN]):
        path = tmp_path / f"{number}.txt"
        path.write_text(report.text, encoding="utf-8")
        account = lint_report(path).account
        taken = [*account.bound, *account.aside, *account.unclaimed]
        every = numbers_of(parted(read_source(path).paragraphs))
        assert sorted((n.sentence, n.text) for n in taken) == sorted((n.sentence, n.text) for n in every)


FILLING = (
    "全年召开会议12次，参加350人次。",
    "办公用房面积1250平方米。",
    "2024年10月，获市级表彰1项。",
    "共发放资料5000份。",
)


@pytest.mark.parametrize("seed", range(5))
def test_sentences_about_something_else_change_nothing(seed):
    """Between the paragraphs, anywhere: the same relations are bound."""
    random = Random(seed)
    report = random.choice(REPORTS)
    lines = report.text.splitlines()
    more = list(lines)
    for sentence in FILLING:
        more.insert(random.randrange(2, len(more)), sentence)
    assert bound(lines) == bound(more)


def bound(lines):
    numbers = numbers_of(parted(tuple(line for line in lines if line)))
    groups = [(g.partition.name, g.whole.text, [(p, n.text) for p, n in g.parts]) for g in groups_of(numbers)]
    return groups, [(change.now, change.before, change.rate.text) for change in changes_of(numbers)]


# 一句话 | 填进工作簿的
CARRIED = [
    ("人员编制36名（行政20名、事业14名、工勤2名）。", "报表合计编制数 36 行政编制数 20 事业编制数 14 工勤编制数 2"),
    ("实有在编人员13名，包括行政8名，事业5名。", "报表合计在职人数 13 行政在职人数 8 事业在职人数 5"),
    ("在编人员13名，其中党员8名。", ""),
    ("在编人员13名，包括行政8名，事业5名。在编人员14名，包括行政8名，事业6名。", "行政在职人数 8"),
]


@pytest.mark.parametrize(("sentence", "items"), CARRIED)
def test_what_a_list_says_is_carried_over(tmp_path, sentence, items):
    path = tmp_path / "报告.txt"
    path.write_text(f"{sentence}\n", encoding="utf-8")
    words = items.split()
    figures = lint_report(path).figures.values()
    assert {one.item: one.raw for one in figures} == dict(zip(words[::2], words[1::2], strict=True))


def test_what_nobody_knows_is_listed_and_not_carried(tmp_path):
    from books import run

    path = tmp_path / "报告.txt"
    path.write_text("评价年度：2024\n道路项目支出259.43万元，占25.88%。在职人员编制12人。\n", encoding="utf-8")
    reading = lint_report(path)
    assert [(n.text, n.unit) for n in reading.account.unclaimed] == [("259.43", "万元"), ("25.88", "%"), ("12", "人")]
    assert set(reading.figures) == {"评价年度"}
    ran = run("lint-report", path)
    assert (ran.returncode, "没有认领的数字 3 个" in ran.stdout) == (0, True)

"""A printed text is covered by the pieces it should be made of; what is told where it can't be."""

import pytest

from jixiao.documents.verifying.covering import Cover, Known, Text, covered
from jixiao.documents.verifying.difference import Sort

F, W, L = Sort.FIGURE, Sort.WORDS, Sort.LOOKS
FIRST = "组织联系职工，维护职工合法权益，服务职工生活，组织职工参与经济建设。"
SECOND = "全年支出预算900.00万元，执行878.05万元，执行率97.56%，等次为优。"
DUE = [Text("第1段", FIRST), Text("第2段", SECOND), Text("甲", "10"), Text("乙", "0"), Text("丙", "97.56%")]
FOOT = "支出预算表"


def page(*lines):
    return "\n".join(lines)


def told(printed, known=None, due=DUE):
    return [
        (one.sort, one.place, one.found, one.expected)
        for one in covered("x.pdf", Cover(printed), due, known or Known(), ())
    ]


SAME = {
    "一样": page(FIRST, SECOND, "10 0 97.56%"),
    "断行": page(FIRST[:9], FIRST[9:20], FIRST[20:], SECOND[:10], SECOND[10:], "10", "0", "97.56%"),
    "空格": page(FIRST, SECOND.replace("900", " 900 "), "10 0 97.56%"),
    "全角": page(FIRST, SECOND.replace("900", "９００"), "10 0 97.56%"),
}


@pytest.mark.parametrize("name", SAME)
def test_however_lines_are_broken_it_agrees(name):
    assert told(SAME[name]) == []


def test_a_piece_goes_on_behind_foot_and_head_of_a_page():
    printed = page(FIRST, SECOND[:12], FOOT + "\f" + FOOT, SECOND[12:], "10 0 97.56%")
    assert told(printed, Known(repeated=[FOOT])) == []
    assert told(printed)[0][:2] == (W, "（多出）")


def test_a_sign_hanging_over_the_edge_of_a_page_may_be_lost_and_nowhere_else():
    broken = SECOND.index("，")
    lost = page(FIRST, SECOND[:broken] + "\f" + SECOND[broken + 1 :], "10 0 97.56%")
    assert told(lost) == []
    assert [one[:2] for one in told(lost.replace("\f", ""))] == [(W, "第2段")]


CHANGED = {
    "数": (SECOND.replace("878.05", "878.50"), F, "878.50", "878.05"),
    "单位": (SECOND.replace("900.00万元", "900.00亿元"), F, "亿元", "万元"),
    "负号": (SECOND.replace("97.56", "-97.56"), F, "-97.56", "97.56"),
    "等次": (SECOND.replace("为优", "为良"), F, "良", "优"),
    "多几个字": (SECOND.replace("执行率", "实际执行率"), W, "实际", ""),
    "少几个字": (SECOND.replace("全年", ""), W, "支出", "全年"),
}


@pytest.mark.parametrize("name", CHANGED)
def test_a_changed_piece_is_told_side_by_side(name):
    text, sort, found, expected = CHANGED[name]
    (only,) = told(page(FIRST, text, "10 0 97.56%"))
    assert only[:2] == (sort, "第2段")
    assert (found in only[2], expected in only[3]) == (True, True)


MORE = {
    "少一段": (page(SECOND, "10 0 97.56%"), [(W, "第1段（缺少）")]),
    "少一数": (page(FIRST, SECOND, "10 97.56%"), [(F, "乙（缺少）")]),
    "换一数": (page(FIRST, SECOND, "10 8 97.56%"), [(F, "乙")]),
    "多一数": (page(FIRST, SECOND, "10 0 97.56%", "77.1"), [(F, "（多出）")]),
    "多一句": (page(FIRST, SECOND, "10 0 97.56%", "以纸质为准"), [(W, "（多出）")]),
    "两数对调": (page(FIRST, SECOND, "0 10 97.56%"), [(F, "乙（位置变了）")]),
    "全换次序": (page("97.56% 0 10", SECOND, FIRST), [(L, "次序")]),
}


@pytest.mark.parametrize("name", MORE)
def test_what_is_missing_added_or_moved(name):
    printed, wanted = MORE[name]
    due = DUE + [Text(f"第{n}段", f"第{n}句话说明情况") for n in range(3, 9)]
    rest = page(*(text.text for text in due[len(DUE) :]))
    if wanted[0][0] is L:
        rest = page(*(text.text for text in reversed(due[len(DUE) :])))
    assert [one[:2] for one in told(page(printed, rest), due=due)] == wanted


def test_labels_of_a_chart_may_stand_there_once():
    printed = page(FIRST, SECOND, "10 0 97.56%", "20% 40%")
    assert told(printed, Known(once=["20%", "40%"])) == []
    assert [one[:3] for one in told(page(printed, "40%"), Known(once=["20%", "40%"]))] == [(F, "（多出）", "40%")]


def test_a_cell_over_two_pages_is_printed_on_both():
    printed = page(FIRST, SECOND + "\f" + SECOND[8:30], "10 0 97.56%")
    assert told(printed, Known(over_pages=[SECOND])) == []
    assert told(printed) != []

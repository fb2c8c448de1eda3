"""Text as it may be written anywhere: characters that can't be shown become signs; what can be shown stays."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from jixiao.files import safe_name
from jixiao.values.shown import one_line, printable, unshown
from jixiao.values.typed import read_text

# 写的 | 显示的 | 说的字符
SHOWN = [
    ("清江县", "清江县", []),
    ("第一行\n第二行\t制表", "第一行\n第二行\t制表", []),
    ("一\r\n二\r三", "一\n二\n三", []),
    ("一\x0b二\x0c三\x85四\u2028五", "一\n二\n三\n四\n五", []),
    ("\x1b]0;x\x07", "␛]0;x␇", ["U+001B", "U+0007"]),
    ("\x00", "␀", ["U+0000"]),
    ("\x7f\x9b", "␡⟨U+009B⟩", ["U+007F", "U+009B"]),
    ("\ufffe\uffff\ufdd0\U0001ffff", "⟨U+FFFE⟩⟨U+FFFF⟩⟨U+FDD0⟩⟨U+1FFFF⟩", ["U+FFFE", "U+FFFF", "U+FDD0", "U+1FFFF"]),
    ("\ud800", "⟨U+D800⟩", ["U+D800"]),
    ("1\u202e00", "1⟨U+202E⟩00", ["U+202E"]),
    ("😀👨‍👩‍👧ﬁ〔〕", "😀👨‍👩‍👧ﬁ〔〕", []),
]


@pytest.mark.parametrize(("text", "shown", "told"), SHOWN)
def test_what_is_shown(text, shown, told):
    assert (printable(text), unshown(text)) == (shown, told)


@given(st.text(alphabet=st.characters(exclude_categories=())))
def test_anything_can_be_written_as_xml_to_a_terminal_and_as_a_name(text):
    shown = printable(text)
    element = etree.Element("a")
    element.text = shown
    assert (etree.fromstring(etree.tostring(element)).text or "") == shown
    assert not any(ord(one) < 32 and one not in "\n\t" for one in shown)
    assert printable(shown) == shown
    assert len(one_line(text).splitlines()) <= 1
    safe_name(text).encode()
    assert not set(safe_name(text)) & set('\\/:*?"<>|\n\t')


def test_a_typed_text_keeps_its_meaning_and_tells_the_character():
    read = read_text("清江\x1b县")
    assert (read.value, read.note) == ("清江␛县", "“清江␛县”里有不能显示的字符 U+001B，已用记号代替")
    assert read_text("一行\r\n二行").note == ""

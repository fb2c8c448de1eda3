"""A template of the unit's own: what is wrong with it is one line with its place, and nothing in it stops the program."""

import zipfile

import pytest

from books import run, snapshot_of
from good import NAME, good_bytes
from jixiao.documents.report import TemplateFault, apart, make_report, template_path
from jixiao.evaluation import evaluate
from jixiao.resources import OWN_TEMPLATE

PLACE = "{{ 改进措施 }}"
FAULTS = {
    "{{ 1 // 0 }}": "“{{ 1 // 0 }}”算不出来：除数是 0",
    "{{ 改进措施 + 1 }}": r"“{{ 改进措施 \+ 1 }}”算不出来：类型不合",
    "{{ 改进措施.__class__.__mro__ }}": "不允许的写法|不认识的占位符",
    "{{ 改进措施.__globals__ }}": "不允许的写法|不认识的占位符",
    "{{ '%d' % 改进措施 }}": "算不出来：类型不合",
    "{{ range(999999999) }}": "算不出来",
    "{{ 改进措施[ }}": "写得不完整",
    "{{ 没有的 }}": "不认识的占位符：{{ 没有的 }}",
    "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}": "没有尽头",
    "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}": "秒还没有填完",
    "{{ '字' * 999999999 }}": "内存不够",
}


@pytest.fixture(scope="module")
def good(tmp_path_factory):
    path = tmp_path_factory.mktemp("好") / NAME
    path.write_bytes(good_bytes())
    return snapshot_of(path)


def with_own(folder, expression):
    """The shipped template with an expression of somebody's in place of 改进措施."""
    target = folder / OWN_TEMPLATE
    with zipfile.ZipFile(template_path()) as package, zipfile.ZipFile(target, "w") as out:
        for one in package.namelist():
            content = package.read(one)
            if one == "word/document.xml":
                assert PLACE.encode() in content
                content = content.replace(PLACE.encode(), expression.encode())
            out.writestr(one, content)
    return target


@pytest.mark.parametrize("expression", FAULTS)
def test_a_fault_is_one_line_with_its_place(good, tmp_path, monkeypatch, expression):
    monkeypatch.setattr(apart, "SECONDS", 8)
    with pytest.raises(TemplateFault, match=FAULTS[expression]) as told:
        make_report(good, evaluate(good), with_own(tmp_path, expression))
    assert OWN_TEMPLATE in str(told.value)
    assert "\n" not in str(told.value)


def test_filled_apart_or_here_the_report_is_the_same(good):
    assert make_report(good, evaluate(good), template_path()) == make_report(good, evaluate(good))


def test_the_commands_say_it_in_one_line_and_write_nothing(tmp_path):
    (tmp_path / NAME).write_bytes(good_bytes())
    with_own(tmp_path, "{{ 1 // 0 }}")
    for command in (("submit", tmp_path / NAME), ("press", "report", tmp_path / NAME)):
        ran = run(*command)
        assert (ran.returncode, ran.stdout) == (2, "")
        assert [line for line in ran.stderr.splitlines() if line] == [ran.stderr.strip()]
        assert "“{{ 1 // 0 }}”算不出来：除数是 0" in ran.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted((NAME, OWN_TEMPLATE))
